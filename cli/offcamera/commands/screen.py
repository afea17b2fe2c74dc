"""What commands say: answers on standard output, everything else on standard error, plain and unboxed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offcamera.errors import Fault


def say(answer: str | bytes) -> None:
    """Write an answer to standard output; whoever closed the pipe has read enough."""
    try:
        if isinstance(answer, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(answer)
        else:
            sys.stdout.write(answer if answer.endswith("\n") else answer + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(text + "\n")


def complain(faults: Iterable[Fault]) -> None:
    """Tell every fault on standard error: what is wrong, where, and what to do."""
    for fault in faults:
        note("\n".join(_lines(fault)))


def _lines(fault: Fault) -> Sequence[str]:
    from offcamera.report.shown import shown

    lines = [f"error: {shown(fault.says)}"]
    if fault.file or fault.thing:
        lines.append(f" --> {shown(fault.at)}  {shown(fault.thing)}".rstrip())
    if fault.help:
        lines.append(f"help: {shown(fault.help)}")
    return lines


def width() -> int:
    """Columns to write in: those of the terminal, or 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def may_colour(no_color: bool) -> bool:
    """May escape codes be written to standard output (no-color.org; a dumb terminal or a pipe may not)?"""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output; piped, each row stays on its line so that other tools can read it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from offcamera.report.shown import shown

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    wide = None if sys.stdout.isatty() else 1000
    console = Console(width=wide, no_color=not may_colour(False), highlight=False)
    with console.capture() as capture:
        console.print(table)
    say("\n".join(line.rstrip() for line in capture.get().splitlines()))


def show_json(value: object) -> None:
    """A value as JSON on standard output."""
    import json

    say(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")
