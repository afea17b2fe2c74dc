"""``offcamera convert``: a drawing becomes a native plan."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from offcamera.commands import options
from offcamera.commands.screen import note, say
from offcamera.commands.writing import check_target, write_file
from offcamera.errors import Exit

if TYPE_CHECKING:
    from offcamera.findings.finding import Finding
    from offcamera.model.place import Doubt
    from offcamera.model.plan import Plan


def convert(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A drawing (OSM, GeoJSON) or a plan; - is input.")
    ],
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """Turn a drawing into a plan that can be edited.

    Exit codes: 0 everything was understood, 1 something was not, and is listed.
    """
    from offcamera.formats import read_plan
    from offcamera.formats.write_native import write_converted

    check_target(output, force=force)
    plan = read_plan(file, sys.stdin.buffer.read() if file == "-" else None)
    lines = list(not_understood(plan))
    content = (_told_in_file(lines) + write_converted(plan)).encode()
    if output is None or str(output) == "-":
        say(content)
    else:
        write_file(output, content, force=force)
        note(f"written: {output}")
    if lines:
        note(f"not understood ({len(lines)}):")
    for line in lines:
        note(f"  {line}")
    raise typer.Exit(Exit.FINDINGS if lines else Exit.CLEAR)


def _told_in_file(lines: Sequence[str]) -> str:
    """What was not understood, as comments at the head of the plan: it must not be lost with the screen."""
    if not lines:
        return ""
    head = f"# Not understood when this plan was made ({len(lines)}); check each against the drawing:\n"
    return head + "".join(f"#   {line}\n" for line in lines) + "\n"


def not_understood(plan: Plan) -> Iterator[str]:
    """What the reader doubted, and the rooms whose use it could not tell, one line each."""
    from offcamera.report.names import name_things
    from offcamera.report.shown import shown
    from offcamera.report.telling import say_finding
    from offcamera.report.words import load_words

    names = name_things(plan, load_words())
    for doubt in plan.doubts:
        yield f"{shown(str(doubt.place) or plan.file)}: {say_finding([_as_finding(doubt)], names)}"
    for level in plan.levels:
        for room in level.rooms:
            if room.reading.status != "known":
                what = f"the use of room {level.id}.{room.id} is {room.reading.status}, label {room.label!r}"
                yield shown(f"{str(room.place) or plan.file}: {what}")


def _as_finding(doubt: Doubt) -> Finding:
    """A doubt as the audit would tell it, so that both use the same sentences."""
    from offcamera.findings.evidence import Evidence
    from offcamera.findings.finding import Finding
    from offcamera.findings.outcome import Outcome, Severity

    return Finding(
        id="",
        rule="plan-consistent",
        outcome=Outcome.FAIL,
        severity=Severity(doubt.weight),
        about=doubt.about,
        touches=(),
        what=doubt.what,
        evidence=Evidence(figures=doubt.figures),
        place=doubt.place,
    )
