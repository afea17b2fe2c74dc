"""Which reports a run gives, and where each of them goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from offcamera.commands.writing import check_target
from offcamera.errors import Fault, Misused
from offcamera.report import REPORTERS
from offcamera.rules.pack_text import nearest


@dataclass(frozen=True, slots=True)
class Target:
    """A form of the report, and the file that it goes to; None is standard output."""

    form: str
    path: Path | None = None


def choose_targets(form: str | None, output: Path | None, reports: Iterable[str]) -> tuple[Target, ...]:
    """The reports that the command line asks for: ``--report`` each, and the one of ``-f`` and ``-o``.

    Where neither is given it is one for the screen. Raises ``Misused`` for a form that there is not, for two
    reports in one place, and for more than one on standard output.
    """
    targets = [_read(word) for word in reports]
    if form is not None or output is not None or not targets:
        targets.insert(0, Target(form or "terminal", _file(output)))
    places = [str(t.path.absolute()) if t.path else "-" for t in targets]
    twice = sorted({place for place in places if places.count(place) > 1})
    if twice == ["-"]:
        says = "only one report can go to standard output"
        raise Misused([Fault(says, help="give the others a file: --report json=report.json")])
    if twice:
        raise Misused([Fault("two reports cannot go to one file", place) for place in twice if place != "-"])
    return tuple(targets)


def _read(word: str) -> Target:
    form, _, path = word.partition("=")
    if form not in REPORTERS:
        raise Misused([Fault(f"no such form of the report: {form}", help=nearest(form, list(REPORTERS)))])
    if word.endswith("="):
        raise Misused([Fault(f"--report {word} names no file", help=f"--report {form}=FILE")])
    return Target(form, _file(Path(path) if path else None))


def _file(path: Path | None) -> Path | None:
    return None if path is None or str(path) == "-" else path


def check_targets(targets: Sequence[Target], *, force: bool) -> None:
    """Look before the work whether each file may be written; raises ``Misused`` with all that may not."""
    faults: list[Fault] = []
    for target in targets:
        try:
            check_target(target.path, force=force)
        except Misused as error:
            faults.extend(error.faults)
    if faults:
        raise Misused(faults)
