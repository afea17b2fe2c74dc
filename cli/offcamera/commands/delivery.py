"""The reports of a run on their way to the screen and into files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from offcamera.commands.auditing import Auditing
from offcamera.commands.screen import may_colour, note, say
from offcamera.commands.targets import Target
from offcamera.commands.writing import write_file
from offcamera.findings.report import Run
from offcamera.report import REPORTERS
from offcamera.report.shown import shown
from offcamera.report.view import View

if TYPE_CHECKING:
    from offcamera.commands.lines import LineWriter


def open_lines(targets: Sequence[Target], frame: Run, view: View, how: tuple[bool, bool]) -> list[LineWriter]:
    """The writers of those reports that are written as the plans come; ``how``: by force, resumed."""
    force, resume = how
    paths = [target.path for target in targets if target.form == "jsonl"]
    if not paths:
        return []
    from offcamera.commands.lines import LineWriter

    return [LineWriter(path, frame, view.language, force=force, resume=resume) for path in paths]


def need_all(targets: Sequence[Target]) -> bool:
    """Do these reports need every plan at once? Lines alone let go of each as soon as it is written."""
    return any(target.form != "jsonl" for target in targets)


def deliver(work: Auditing, targets: Sequence[Target], view: View, how: tuple[bool, bool]) -> None:
    """Give every report that is not given yet, then say on standard error what none of them says.

    ``how``: by force, without colours. Raises ``Misused`` where a file will not be written.
    """
    force, no_color = how
    run = work.as_run()
    for target in targets:
        if target.form == "jsonl":
            continue
        if target.path is None:
            encoding = sys.stdout.encoding or "utf-8"
            screen = replace(view, colour=may_colour(no_color), encoding=encoding)
            say(_render(run, target.form, screen))
        else:
            write_file(target.path, _render(run, target.form, view), force=force)
    for target in targets:
        if target.path is not None:
            note(f"written: {target.path}")
    for site, files in run.same_names.items():
        note(
            f"note: {len(files)} plans are called {shown(site)} ({shown(', '.join(files))}); "
            "give each its own site: or about: revision: to tell them apart"
        )
    for line in dict.fromkeys(line for report in run.reports for line in report.lowered):
        note(f"milder by settings: {shown(line)}")
    work.tell()


def _render(run: Run, form: str, view: View) -> bytes:
    (content,) = REPORTERS[form].render(run, view).values()
    return content
