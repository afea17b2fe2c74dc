"""The four honest answers, and how they are ordered."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """What a rule answers for one thing; worst first."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    CONDITIONAL = "conditional"
    PASS = "pass"

    @property
    def rank(self) -> int:
        """0 for the worst; the order fail, unknown, conditional, pass (case 11)."""
        return list(Outcome).index(self)


class Severity(StrEnum):
    """How much a clause weighs, worst first; ``none`` stands for a pass."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


def worst_outcome(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst of some outcomes; a pass where there are none."""
    return min(outcomes, key=lambda o: o.rank, default=Outcome.PASS)


def worst_severity(severities: Iterable[Severity]) -> Severity:
    """The worst of some severities; ``none`` where there are none."""
    return min(severities, key=lambda s: s.rank, default=Severity.NONE)
