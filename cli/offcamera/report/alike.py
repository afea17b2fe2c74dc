"""Findings in the order in which they are told, those that are alike together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from offcamera.findings.change import Change, State
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome
from offcamera.report.names import Names, natural_order
from offcamera.report.telling import find_code

Group = tuple[Finding, ...]


#: Cameras that one comes upon unwarned by the same way in are told together.
_BY_WAY_IN = "sign-before-capture"
#: Things of which the same may be found many times; of a camera also something that it declares.
_DEVICES = frozenset({"camera", "sign", "opening"})
#: Rules about what is declared of a camera: put right on paper, so they come last.
_WRITTEN = frozenset({"camera-declares", "purpose-allowed", "retention-within"})
#: On the screen what is certain comes first, then what a door decides, then what is not known.
TOLD = (Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN, Outcome.PASS)


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first; within that by outcome, rooms before signs before papers, and by id as a person counts."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        finding.is_waived,
        finding.is_known,
        finding.severity.rank,
        TOLD.index(finding.outcome),
        matter_of(finding),
        natural_order(finding.id),
    )


def matter_of(finding: Finding) -> int:
    """0 for what a camera sees, 1 for signs, 2 for what is written about a camera."""
    if finding.rule in _WRITTEN:
        return 2
    return int(finding.rule.startswith("sign-"))


def group_alike(findings: Sequence[Finding], names: Names) -> list[Group]:
    """Sorted findings, alike in rule, outcome, reason and clauses as one group.

    Of one camera the rooms of one use; of several cameras, signs or doors what is found of each alike.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(sort_findings(findings)):
        groups.setdefault(_likeness(finding, number, names), []).append(finding)
    return [tuple(group) for group in groups.values()]


def _state(finding: Finding) -> Hashable:
    """How a finding stands to the baseline, and why."""
    return finding.change and (finding.change.state, finding.change.because, finding.change.names)


def _is_plain(change: Change | None) -> bool:
    """Is there nothing to tell of a finding's change that is not the same for others?"""
    return change is None or (change.state in (State.SAME, State.NEW) and not change.is_renamed)


def _likeness(finding: Finding, number: int, names: Names) -> Hashable:
    code = find_code(finding, names, "says").removesuffix("says") + "many"
    rooms = [ref for ref in finding.about if ref.kind == "room"]
    if finding.waived is not None or not _is_plain(finding.change):
        return number
    if finding.rule == _BY_WAY_IN and names.words.has(code):
        figures = finding.evidence.figures
        way_in = (figures.get("enter-by"), figures.get("walk-level"), figures.get("unread"))
        return (finding.rule, finding.outcome, code, finding.touches, way_in, _state(finding))
    if not names.words.has(code):
        return number
    if finding.about and finding.about[0].kind in _DEVICES and not rooms:
        kind, told = finding.about[0].kind, tuple(sorted(finding.evidence.figures.items()))
        stands = (finding.outcome, finding.touches, _state(finding))
        return (finding.rule, code, stands, kind, finding.about[1:], told)
    if len(rooms) != 1:
        return number
    others = tuple(ref for ref in finding.about if ref.kind != "room")
    windows = all(names.is_window(o) for c in finding.on for o in c.openings)
    same = names.label(rooms[0]) if finding.rule == "room-use-known" else names.uses(rooms)
    stands = (finding.outcome, finding.touches, _state(finding))
    return (others, finding.rule, code, stands, windows, same)
