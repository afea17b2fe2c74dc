"""How a site stands: clear or not, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.findings.change import State
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import Report, Run
from offcamera.report.names import natural_order
from offcamera.report.words import Words

_OUTCOMES = (Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN)
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def is_clear(report: Report, run: Run) -> bool:
    """Does nothing in this report make the run fail?"""
    return not any(run.counts(f) for f in report.findings)


def badness(report: Report, run: Run) -> tuple[object, ...]:
    """A sorting key by which the worst site comes first: not clear, most failures, most findings, by name."""
    errors = [f for f in report.fresh if f.severity is Severity.ERROR]
    counts = tuple(-sum(f.outcome is o for f in errors) for o in _OUTCOMES)
    found = -len(report.fresh), -len(report.known)
    return (is_clear(report, run), counts, *found, natural_order(report.plan.site))


def say_verdict(report: Report, run: Run, words: Words) -> str:
    """``NOT CLEAR: 3 errors (1 fails, 1 fails if a door is open, 1 cannot be judged)``.

    Where the run was told to leave clauses out, it is never plainly clear.
    """
    code = f"verdict.{name_verdict(report, run)}"
    values = {"verdict": words.say(code), "what": _say_found(report, run, words)}
    return words.say("verdict.counts", values)


def name_verdict(report: Report, run: Run) -> str:
    """The verdict by the name of its words: ``bad``, ``good``, ``good-but`` for what was accepted …"""
    if not is_clear(report, run):
        return "bad"
    if run.fail_on is None and report.open:
        return "let-by"
    if not any(level.cameras for level in report.plan.levels):
        return "no-cameras"
    if report.left_out:
        return "good-in-part"
    if report.known:
        return "good-known"
    return "good-but" if report.waived or any(f.outcome in run.accept for f in report.open) else "good"


def _say_found(report: Report, run: Run, words: Words) -> str:
    """What was found: what counts, what is below the level that counts, what was accepted."""
    accepted = [f for f in report.fresh if f.outcome in run.accept]
    rest = [f for f in report.fresh if f.outcome not in run.accept]
    if is_clear(report, run) and run.fail_on is not None:
        parts = _say_below(rest, run.fail_on, words)
    else:
        parts = [count_findings(rest, words)] if rest else []
    if run.fail_on is None:
        parts = [words.say("verdict.never"), *parts]
    if accepted:
        parts.append(words.say("verdict.accepted", {"what": count_findings(accepted, words)}))
    parts += _say_since(report, words)
    if report.waived:
        parts.append(words.say("verdict.waived", {"n": len(report.waived)}))
    return words.say("seen.between").join(parts) or words.say("verdict.nothing")


def _say_since(report: Report, words: Words) -> list[str]:
    """How many findings are new, worse, or known since the baseline."""
    if report.against is None:
        return []
    new = sum(f.change is not None and f.change.state is State.NEW for f in report.fresh)
    counts = {"new": new, "worse": len(report.fresh) - new, "known": len(report.known)}
    told = [words.say(f"verdict.{name}", {"n": n}) for name, n in counts.items() if n]
    return [words.say("list.between").join(told)] if told else []


def _say_below(findings: Sequence[Finding], level: Severity, words: Words) -> list[str]:
    if not findings:
        return []
    values = {"what": count_findings(findings, words), "level": words.say(f"severity.{level}")}
    return [words.say("verdict.below", values)]


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
