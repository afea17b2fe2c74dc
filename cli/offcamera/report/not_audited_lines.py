"""Files that could not be audited, on a page: each with every fault, where it stands, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.errors import Fault
from offcamera.findings.report import NotAudited
from offcamera.report.page import Page
from offcamera.report.words import Words


def write_not_audited(page: Page, files: Sequence[NotAudited], words: Words) -> None:
    """Each file that was not audited, and why."""
    for item in files:
        page.blank()
        alone = _alone(item)
        values = {
            "file": alone.at if alone else item.file,
            "because": _says(alone) if alone else item.because,
        }
        code = "run.own-fault" if item.ours else "run.not-audited"
        page.write(words.say(code, values), style="fail")
        for fault in item.faults:
            if alone is None:
                page.lines.append("  " + page.clean(f"{fault.at}: {_says(fault)}"))
            if fault.help:
                page.hang("", 4, words.say("run.help", {"help": fault.help}))
    if files:
        page.blank()


def _alone(item: NotAudited) -> Fault | None:
    """The one fault of a file that says it all: it is told once, with its place."""
    alone = len(item.faults) == 1 and item.faults[0].says == item.because
    return item.faults[0] if alone else None


def _says(fault: Fault) -> str:
    return f"{fault.says} ({fault.thing})" if fault.thing else fault.says
