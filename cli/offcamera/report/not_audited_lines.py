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
        values = {"file": item.file, "because": item.because}
        code = "run.own-fault" if item.ours else "run.not-audited"
        page.write(words.say(code, values), style="fail")
        for fault in item.faults:
            _write_fault(page, fault, words)
    if files:
        page.blank()


def _write_fault(page: Page, fault: Fault, words: Words) -> None:
    thing = f" ({fault.thing})" if fault.thing else ""
    page.lines.append("  " + page.clean(f"{fault.at}: {fault.says}{thing}"))
    if fault.help:
        page.hang("", 4, words.say("run.help", {"help": fault.help}))
