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
        code = "run.own-fault" if item.ours else "run.not-audited"
        told = _only_fault(item)
        values = {"file": told.at if told else item.file, "because": _says(told) if told else item.because}
        page.write(words.say(code, values), style="fail")
        for fault in item.faults:
            _write_fault(page, fault, words, is_told=told is fault)
    if files:
        page.blank()


def _only_fault(item: NotAudited) -> Fault | None:
    """The fault that is told in the headline, place and all, as there is no other."""
    only = item.faults[0] if len(item.faults) == 1 else None
    return only if only and only.says == item.because else None


def _says(fault: Fault) -> str:
    return f"{fault.says} ({fault.thing})" if fault.thing else fault.says


def _write_fault(page: Page, fault: Fault, words: Words, *, is_told: bool) -> None:
    if not is_told:
        page.lines.append("  " + page.clean(f"{fault.at}: {_says(fault)}"))
    if fault.help:
        page.hang("", 4, words.say("run.help", {"help": fault.help}))
