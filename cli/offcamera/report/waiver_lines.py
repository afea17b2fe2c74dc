"""What a report says of waivers: who let a finding by and why, and why one is back."""

from __future__ import annotations

from offcamera.findings.finding import Finding
from offcamera.findings.report import Report
from offcamera.findings.waived import Growth, Waived
from offcamera.report.seen import show_area, show_density
from offcamera.report.words import Value, Words


def say_waived(finding: Finding, words: Words) -> str:
    """How a waiver stands to a finding: it holds, it lapsed, or the finding got worse; empty without one."""
    if finding.waived is None:
        return ""
    return words.say(f"waiver.{_standing(finding.waived)}", _values(finding.waived, words))


def _standing(waived: Waived) -> str:
    if waived.holds:
        return "holds"
    return "lapsed" if waived.lapsed else "worse"


def _values(waived: Waived, words: Words) -> dict[str, Value]:
    worse = [say_growth(growth, words) for growth in waived.worse]
    values: dict[str, Value] = {"worse": words.say("seen.between").join(worse)} if worse else {}
    return values | {
        "reason": waived.waiver.reason,
        "approver": waived.waiver.approved_by,
        "until": waived.waiver.until.isoformat(),
    }


def say_growth(growth: Growth, words: Words) -> str:
    """In what a finding is worse, with both figures."""
    what = words.say(f"waiver.figure.{growth.what}")
    if growth.approved is None:
        return words.say("waiver.unsaid", {"what": growth.name or what})
    values: dict[str, Value] = {"approved": _show(growth.what, growth.approved, words), "name": growth.name}
    values["now"] = _show(growth.what, growth.now, words)
    return words.say(f"waiver.grown.{growth.what}", values)


def _show(what: str, value: str | float, words: Words) -> str:
    if what in ("outcome", "severity"):
        return words.say(f"{what}.{value}")
    if isinstance(value, str):
        return value
    if what == "density":
        return show_density(value, words)
    return words.number(value) if what == "figures" else show_area(value, words)


def say_unused(report: Report, words: Words) -> list[str]:
    """A line for each waiver that met no finding: what was accepted is not there, or not there any more."""
    return [
        words.say("waiver.unused", {"finding": waiver.finding, "place": str(waiver.place)})
        for waiver in report.waivers_unused
    ]
