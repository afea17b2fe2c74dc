"""Packs: the clauses of one law, written as data, read from the package or from a file of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from offcamera.errors import Fault, Misused, Refused
from offcamera.findings.clause import Applies, Clause, Pack, Words
from offcamera.findings.outcome import Outcome, Severity
from offcamera.rules.pack_text import (
    RULE_IDS,
    ClauseText,
    PackText,
    SeverityText,
    Texts,
    check_pack_text,
    nearest,
)
from offcamera.source import read_file, read_source

__all__ = ["HOUSE", "RULE_IDS", "choose_packs", "load_pack", "pack_names", "pack_schema", "read_pack"]

#: The pack that always runs.
HOUSE = "private-rooms"
#: A rule that weighs each of its facts itself, unless the clause says otherwise.
_WEIGHS_ITSELF = frozenset({"plan-consistent"})
_SUFFIXES = (".yaml", ".yml", ".json")


def read_pack(data: bytes, file: str) -> Pack:
    """Read a pack from the bytes of a YAML or JSON file.

    Raises ``Refused`` with every fault at once, each with line and column.
    """
    source = read_source(data, file)
    text, faults = check_pack_text(source)
    if faults or text is None:
        raise Refused(faults)
    return _pack(text)


@cache
def load_pack(name: str) -> Pack:
    """A pack of the package by its id; raises ``Misused`` with the nearest id for one that is not there."""
    if name not in pack_names():
        raise Misused([Fault(f"no such pack: {name}", help=nearest(name, pack_names()))])
    return read_pack(_folder().joinpath(f"{name}.yaml").read_bytes(), f"{name}.yaml")


@cache
def pack_names() -> tuple[str, ...]:
    """Ids of the packs in the package, the house pack first."""
    found = (Path(f.name) for f in _folder().iterdir())
    names = sorted(f.stem for f in found if f.suffix == ".yaml")
    return tuple(sorted(names, key=lambda n: n != HOUSE))


def choose_packs(names: Iterable[str], as_of: date, *, allow_files: bool = False) -> tuple[Pack, ...]:
    """The packs that are meant, each once, the house pack first.

    A name is the id of a pack, or a family (``cn``), which stands for its packs in force on ``as_of``; with
    ``allow_files`` it may be a file of the user's own. A pack that is named is used whatever its status.
    Raises ``Misused`` for unknown names and ``Refused`` for a file that is no pack.
    """
    chosen = {HOUSE: load_pack(HOUSE)}
    for name in names:
        for pack in _named(name, as_of, allow_files):
            chosen.setdefault(pack.id, pack)
    return tuple(chosen.values())


def _named(name: str, as_of: date, allow_files: bool) -> Sequence[Pack]:
    if allow_files and (name.endswith(_SUFFIXES) or "/" in name):
        return [read_pack(read_file(Path(name)), name)]
    if name in pack_names():
        return [load_pack(name)]
    family = [pack for pack in map(load_pack, pack_names()) if pack.family == name]
    return _in_force(name, family, as_of) if family else [load_pack(name)]


def _in_force(name: str, family: Sequence[Pack], as_of: date) -> Sequence[Pack]:
    begun = [p for p in family if p.in_force is not None and p.in_force <= as_of]
    chosen = [p for p in begun if p.until is None or as_of < p.until]
    if not chosen:
        hint = "name a pack itself: " + ", ".join(p.id for p in family)
        raise Misused([Fault(f"no pack of the family {name} is in force on {as_of}", help=hint)])
    return chosen


def pack_schema() -> dict[str, object]:
    """JSON Schema (draft 07, which editors read) of a pack."""
    schema = PackText.model_json_schema(by_alias=True)
    rules = {"enum": [*RULE_IDS, "none"], "title": "Rule"}
    schema["$defs"]["ClauseText"]["properties"]["rule"] = rules
    draft = _draft_07(schema)
    assert isinstance(draft, dict)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **draft, "title": "offcamera pack"}


def _draft_07(node: object) -> object:
    if isinstance(node, Mapping):
        return {("definitions" if k == "$defs" else k): _draft_07(v) for k, v in node.items()}
    if isinstance(node, list):
        return [_draft_07(item) for item in node]
    return node.replace("#/$defs/", "#/definitions/") if isinstance(node, str) else node


def _pack(text: PackText) -> Pack:
    return Pack(
        id=text.pack,
        title=_words(text.title),
        family=text.family,
        status=text.status,
        in_force=text.in_force,
        until=text.until,
        by=text.by,
        source=text.source,
        clauses=tuple(_clause(text.pack, c) for c in text.clauses),
    )


def _clause(pack: str, text: ClauseText) -> Clause:
    return Clause(
        id=text.id,
        pack=pack,
        rule=None if text.rule == "none" else text.rule,
        clause=text.clause,
        source=text.source,
        verified=text.verified or "",
        reading=text.reading,
        because=text.because,
        severity=_severities(text),
        applies=Applies(venue=text.applies.venue, access=text.applies.access, device=text.applies.device),
        says=_words(text.says),
        advice=_words(text.advice) if text.advice else {},
        penalty=text.penalty,
        parameters=text.parameters,
    )


def _severities(text: ClauseText) -> Mapping[Outcome, Severity]:
    """The weight of each outcome; empty where the clause leaves it to a rule that weighs its facts itself."""
    if text.severity is None and text.rule in _WEIGHS_ITSELF:
        return {}
    said = text.severity or SeverityText()
    return {
        Outcome.FAIL: Severity(said.fail),
        Outcome.CONDITIONAL: Severity(said.conditional),
        Outcome.UNKNOWN: Severity(said.unknown),
    }


def _words(text: Texts) -> Words:
    return {"en": text.en} if text.zh is None else {"en": text.en, "zh": text.zh}


def _folder() -> Traversable:
    return files("offcamera.rules").joinpath("packs")
