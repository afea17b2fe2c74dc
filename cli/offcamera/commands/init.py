"""``offcamera init``: a first plan to edit, with every key explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from offcamera.commands import options
from offcamera.commands.screen import note
from offcamera.commands.writing import write_file


def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")] = Path("plan.yaml"),
    force: options.Force = False,
) -> None:
    """Write a first plan to edit, with every key explained."""
    from offcamera.formats.native import first_plan

    write_file(file, first_plan().encode(), force=force)
    note(f"written: {file}\nnext: edit it, then: offcamera check {file}")
