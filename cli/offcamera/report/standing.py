"""How a site stands: clear or not, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import Report, Run
from offcamera.report.words import Words

_OUTCOMES = (Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN)
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def is_clear(report: Report, run: Run) -> bool:
    """Does nothing in this report make the run fail?"""
    return not any(run.counts(f) for f in report.findings)


def say_verdict(report: Report, run: Run, words: Words) -> str:
    """``NOT CLEAR: 3 errors (1 fails, 1 fails if a door is open, 1 cannot be judged)``."""
    clear = is_clear(report, run)
    verdict = words.say("verdict.good" if clear else "verdict.bad")
    what = count_findings(report.findings, words)
    if not what:
        return words.say("verdict.nothing", {"verdict": verdict})
    values = {"verdict": verdict, "what": what}
    if not clear:
        return words.say("verdict.counts", values)
    if run.fail_on is None:
        return words.say("verdict.never", values)
    return words.say("verdict.below", values | {"level": words.say(f"severity.{run.fail_on}")})


def count_findings(findings: Sequence[Finding], words: Words) -> str:
    """Findings by severity, those of each by outcome."""
    parts = []
    for severity in _SEVERITIES:
        weighed = [f for f in findings if f.severity is severity]
        if weighed:
            count = words.say(f"verdict.{severity}", {"n": len(weighed)})
            parts.append(_detail(count, weighed, words) if severity is Severity.ERROR else count)
    return words.say("list.between").join(parts)


def _detail(count: str, findings: Sequence[Finding], words: Words) -> str:
    values = {"count": count, "parts": words.say("list.between").join(_by_outcome(findings, words))}
    return words.say("verdict.detail", values)


def _by_outcome(findings: Sequence[Finding], words: Words) -> list[str]:
    parts = []
    for outcome in _OUTCOMES:
        found = [f for f in findings if f.outcome is outcome]
        if found:
            parts.append(words.say(_outcome_code(outcome, found), {"n": len(found)}))
    return parts


def _outcome_code(outcome: Outcome, findings: Sequence[Finding]) -> str:
    doors = all(f.rule == "view-into-room" and f.on for f in findings)
    other = outcome is Outcome.CONDITIONAL and not doors
    return "verdict.conditional-other" if other else f"verdict.{outcome}"
