"""What is asked of a plan, as plain data that can be sent to another process and told apart by its print."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from offcamera.errors import Fault, Misused
from offcamera.findings.clause import Pack
from offcamera.findings.outcome import Severity
from offcamera.formats.native import load_waivers
from offcamera.rules.pack import RULE_IDS, choose_packs, is_pack_file, load_pack, pack_names
from offcamera.rules.pack_text import nearest
from offcamera.source import read_file
from offcamera.units import BODY
from offcamera.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a plan: packs beside its own and the house rules, the day, and which rules.

    ``packs`` are ids, families or files; ``select`` and ``ignore`` are ids of rules or clauses.
    ``severities`` are pairs of a rule or clause and its weight, ``labels`` pairs of a pattern and a use.
    ``body`` is from where to where a person is seen (m above the floor). ``least_area`` (m²) and
    ``least_density`` (px/m) stand in the place of those of the clauses.
    """

    as_of: date
    packs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    body: tuple[float, float] = BODY
    least_area: float | None = None
    least_density: float | None = None
    waivers: str = ""  #: a file of waivers, beside those of the plan
    captures: bool = True  #: work out what cameras capture as outlines, for drawings

    @property
    def names(self) -> tuple[str, ...]:
        """The rules and clauses that it names."""
        return (*self.select, *self.ignore, *(name for name, _ in self.severities))


@lru_cache(maxsize=64)
def check_question(question: Question) -> tuple[Pack, ...]:
    """The packs that a question names; finds wrong names before the work begins.

    Raises ``Misused`` for a pack, rule or clause that is not there, ``Refused`` for a file that is no pack,
    or that holds no waivers.
    """
    packs = choose_packs(question.packs, question.as_of, allow_files=True)
    names = question.names
    known = list(dict.fromkeys(names_in((*packs, *map(load_pack, pack_names()))))) if names else []
    wrong = [name for name in names if name not in known]
    if wrong:
        raise Misused([Fault(f"no such rule or clause: {n}", help=nearest(n, known)) for n in wrong])
    if question.waivers:
        load_waivers(question.waivers)
    return packs


def names_in(packs: Iterable[Pack]) -> list[str]:
    """What a question may name: rules, and the clauses of these packs."""
    return [*RULE_IDS, *(clause.id for pack in packs for clause in pack.clauses)]


def fingerprint(question: Question, *more: str) -> str:
    """A print of all but the plan that an answer depends on: question, packs in files, this version.

    ``more`` is what else the answer is told by (language …). SHA-256, hexadecimal.
    """
    said = {key: str(value) for key, value in asdict(question).items()}
    text = json.dumps([__version__, said, more], sort_keys=True, ensure_ascii=True)
    digest = hashlib.sha256(text.encode())
    for name in question.packs:
        if is_pack_file(name):
            digest.update(read_file(Path(name)))
    if question.waivers:
        digest.update(read_file(Path(question.waivers)))
    return digest.hexdigest()
