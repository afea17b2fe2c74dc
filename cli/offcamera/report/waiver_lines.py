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
    if waived.lapsed:
        return "lapsed"
    return "worse" if waived.waiver.approved else "unpinned"


def _values(waived: Waived, words: Words) -> dict[str, Value]:
    worse = [say_growth(growth, words) for growth in waived.worse]
    if worse and not waived.waiver.approved:
        worse = [words.say("waiver.unsaid-all")]
    values: dict[str, Value] = {"worse": words.say("seen.between").join(worse)} if worse else {}
    return values | {
        "reason": waived.waiver.reason,
        "approver": waived.waiver.approved_by,
        "until": waived.waiver.until.isoformat(),
    }


def say_growth(growth: Growth, words: Words, family: str = "waiver.grown") -> str:
    """In what a finding is worse, with both figures; out of a family of sentences, one for each ``what``."""
    name = name_growth(growth, words)
    if growth.approved is None:
        code = f"{family}.unsaid"
        return words.say(code if words.has(code) else "waiver.unsaid", {"what": name})
    values: dict[str, Value] = {"name": name, "approved": show_growth(growth.what, growth.approved, words)}
    values["now"] = show_growth(growth.what, growth.now, words)
    code = f"{family}.{growth.what}"
    return words.say(code if words.has(code) else f"waiver.grown.{growth.what}", values)


def name_growth(growth: Growth, words: Words) -> str:
    """What grew, by name: a figure of the rule's own by its words, else as the rule calls it."""
    if not growth.name:
        return words.say(f"waiver.figure.{growth.what}")
    code = f"waiver.own.{growth.name}"
    return words.say(code) if words.has(code) else growth.name


def show_growth(what: str, value: str | float, words: Words) -> str:
    """One figure of a growth, by what it is of: m², px/m, an outcome, a name."""
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
