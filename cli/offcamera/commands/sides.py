"""The two sides of a comparison: plans that are audited now, or audits that were kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from offcamera.batch import Input, Question, audit_paths, how_many_jobs
from offcamera.commands.search import find_inputs
from offcamera.commands.settled import Flags, ask
from offcamera.errors import Refused
from offcamera.findings.difference import Pair, pair_sites
from offcamera.findings.report import NotAudited, Report
from offcamera.findings.snapshot import Snapshot
from offcamera.findings.taking import take_snapshot
from offcamera.formats.kept import is_kept, read_kept
from offcamera.report.names import name_things
from offcamera.report.telling import say_finding
from offcamera.report.words import load_words
from offcamera.settings import SettingsBook
from offcamera.source import read_file


@dataclass(frozen=True, slots=True)
class Side:
    """The sites of one side, each with its path below what was named, and what could not be audited."""

    word: str
    sites: tuple[Snapshot, ...]
    not_audited: tuple[NotAudited, ...] = ()

    @property
    def missed(self) -> frozenset[str]:
        """The paths of what could not be audited; nothing stands for the side itself."""
        return frozenset(_below(item.file, self.word) for item in self.not_audited)


def read_side(word: str, flags: Flags, book: SettingsBook, language: str) -> Side:
    """A plan or a folder, audited; or a report in JSON, or a baseline, as it was kept.

    Raises ``Misused`` for what is wrong on the command line. A file that cannot be read is not audited.
    """
    data = _bytes_of(word)
    if data is not None and is_kept(data):
        try:
            return Side(word, _with_paths(read_kept(data, word)))
        except Refused as refused:
            return Side(word, (), (NotAudited(word, refused.faults[0].says, refused.faults),))
    found = [Input("-", data)] if word == "-" else find_inputs([word], book=book).inputs
    asked = ask(found, replace(flags, captures=False), book)
    jobs = how_many_jobs(flags.jobs, len(asked.inputs))
    results = list(audit_paths(asked.inputs, Question(as_of=flags.as_of), jobs=jobs))
    reports = [result for result in results if isinstance(result, Report)]
    sites = tuple(replace(snap(r, language), path=_below(r.plan.file, word)) for r in reports)
    return Side(word, sites, tuple(result for result in results if isinstance(result, NotAudited)))


def pair_sides(old: Side, new: Side) -> list[Pair]:
    """The sites in pairs, less those whose partner could not be audited, which is told instead."""
    pairs = pair_sites(old.sites, new.sites)
    return [(a, b) for a, b in pairs if not (_is_missed(a, b, new) or _is_missed(b, a, old))]


def _is_missed(site: Snapshot | None, partner: Snapshot | None, other: Side) -> bool:
    return site is not None and partner is None and bool({site.path, ""} & other.missed)


def snap(report: Report, language: str) -> Snapshot:
    """What is kept of a report, its findings told in a language."""
    names = name_things(report.plan, load_words(language))
    return take_snapshot(report, {f.id: say_finding([f], names) for f in report.findings})


def _bytes_of(word: str) -> bytes | None:
    """The bytes of a file that may be an audit that was kept."""
    if word == "-":
        return sys.stdin.buffer.read()
    path = Path(word)
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        return read_file(path)
    except Refused:
        return None  # told as a plan that cannot be read


def _below(file: str, word: str) -> str:
    """The path of a plan below the folder that was named; of a plan that was named itself, nothing."""
    return PurePosixPath(os.path.relpath(file, word)).as_posix() if Path(word).is_dir() else ""


def _with_paths(sites: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """Kept sites with their paths below the folder that they have in common."""
    if len(sites) < 2:
        return tuple(sites)
    folders = [os.path.dirname(site.file) or "." for site in sites]  # noqa: PTH120  as text, as it was kept
    top = os.path.commonpath(folders)
    return tuple(replace(s, path=PurePosixPath(os.path.relpath(s.file, top)).as_posix()) for s in sites)
