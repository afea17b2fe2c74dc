"""What each clause of each pack was answered, as the person who signs for a site wants it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from offcamera.findings.clause import Clause, Pack
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, worst_outcome
from offcamera.findings.report import Report, Tally
from offcamera.model.place import Ref


@dataclass(frozen=True, slots=True)
class Answered:
    """A clause that was asked: ``tally`` counts each thing by what no waiver lets by; ``waived`` the rest."""

    clause: Clause
    tally: Tally
    waived: int


@dataclass(frozen=True, slots=True)
class PackTable:
    """The clauses of one pack: those that were asked, and by reason those that were not."""

    pack: Pack
    answered: tuple[Answered, ...]
    manual: tuple[Clause, ...]
    not_asked: Mapping[str, tuple[Clause, ...]]  #: later | left-out | not-for | not-in-force


def tabulate(report: Report) -> tuple[PackTable, ...]:
    """The packs of a report, clause by clause, in their own order; every clause stands somewhere."""
    tallies = {tally.clause: tally for tally in report.tallies}
    return tuple(_tabulate(pack, report, tallies) for pack in report.packs)


def _tabulate(pack: Pack, report: Report, tallies: Mapping[str, Tally]) -> PackTable:
    ours = [clause for clause in pack.clauses if clause.id in report.clauses]
    asked = [clause for clause in ours if clause.id in tallies]
    unanswered = [clause for clause in ours if clause.rule is None]
    untold = set(report.left_out)
    reasons = {
        "later": tuple(c for c in unanswered if c.because != "manual"),
        "left-out": tuple(c for c in ours if c.id in untold),
        "not-for": tuple(c for c in ours if c.id in set(report.not_for) - untold),
        "not-in-force": tuple(
            c for c in ours if c.id in set(report.not_in_force) - untold - set(report.not_for)
        ),
    }
    return PackTable(
        pack=pack,
        answered=tuple(_answer(clause, tallies[clause.id], report) for clause in asked),
        manual=tuple(c for c in unanswered if c.because == "manual"),
        not_asked={reason: clauses for reason, clauses in reasons.items() if clauses},
    )


def _answer(clause: Clause, tally: Tally, report: Report) -> Answered:
    """Each thing with the worst that is open about it; waived where waivers let by all that was found."""
    found: dict[Ref, list[Finding]] = {}
    for finding in report.findings:
        for name, thing in finding.counted:
            if name == clause.id:
                found.setdefault(thing, []).append(finding)
    outcomes, waived = Counter(tally.outcomes), 0
    for findings in found.values():
        if not any(finding.is_waived for finding in findings):
            continue
        outcomes[_worst(findings, clause)] -= 1
        if still := [finding for finding in findings if not finding.is_waived]:
            outcomes[_worst(still, clause)] += 1
        else:
            waived += 1
    return Answered(clause, replace(tally, outcomes=outcomes), waived)


def _worst(findings: list[Finding], clause: Clause) -> Outcome:
    return worst_outcome(t.outcome for f in findings for t in f.touches if t.clause == clause.id)
