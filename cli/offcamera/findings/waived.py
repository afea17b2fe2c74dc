"""What a waiver makes of a finding: let by, or back because it lapsed or because the finding got worse."""

from __future__ import annotations

from dataclasses import dataclass

from offcamera.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Growth:
    """In what a finding is worse than what was approved, with both figures.

    ``what`` is outcome, severity, area (m²), density (px/m), place (m² outside of what was approved, with
    what is let by there), what, because, on (doors), clauses (those added), things (those moved), or figures
    (one that the rule told by ``name``); ``approved`` is None where the waiver does not say it.
    """

    what: str
    approved: str | float | None
    now: str | float
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A waiver as it met its finding; ``lapsed``: its last day is over."""

    waiver: Waiver
    lapsed: bool = False
    worse: tuple[Growth, ...] = ()

    @property
    def holds(self) -> bool:
        """Is the finding let by?"""
        return not self.lapsed and not self.worse
