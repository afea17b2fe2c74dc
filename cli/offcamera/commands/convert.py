"""``offcamera convert``: a drawing becomes a native plan."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from offcamera.commands import options
from offcamera.commands.screen import note, say
from offcamera.commands.writing import write_file
from offcamera.errors import Exit

if TYPE_CHECKING:
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
    from offcamera.formats.write_native import write_native

    plan = read_plan(file, sys.stdin.buffer.read() if file == "-" else None)
    content = write_native(plan).encode()
    if output is None or str(output) == "-":
        say(content)
    else:
        write_file(output, content, force=force)
        note(f"written: {output}")
    lines = list(not_understood(plan))
    for line in lines:
        note(line)
    raise typer.Exit(Exit.FINDINGS if lines else Exit.CLEAR)


def not_understood(plan: Plan) -> Iterator[str]:
    """What the reader doubted, and the rooms whose use it could not tell, one line each."""
    from offcamera.report.shown import shown

    for doubt in plan.doubts:
        things = ", ".join(f"{ref.kind} {ref.name}" for ref in doubt.about)
        yield shown(f"{doubt.place or plan.file}: not understood: {doubt.what} ({things})")
    for level in plan.levels:
        for room in level.rooms:
            if room.reading.status != "known":
                what = f"{room.reading.status} use of room {level.id}.{room.id}, label {room.label!r}"
                yield shown(f"{room.place or plan.file}: not understood: {what}")
