"""An answer is what a rule says of one thing; a finding is one fact that is not a pass."""

from __future__ import annotations

from dataclasses import dataclass

from offcamera.findings.change import Change
from offcamera.findings.evidence import Condition, Evidence, Reason, Reliance
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.waived import Waived
from offcamera.model.place import Place, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a rule found out about one fact.

    ``looked_at`` is what is counted (a room, a camera …), never a pair. ``about`` names what the fact is
    between, camera first; it makes the id. ``what`` tells facts of one rule apart that read differently.
    ``place`` is where the plan states the thing that is to be changed.
    """

    looked_at: Ref
    outcome: Outcome
    about: tuple[Ref, ...] = ()
    what: str = ""
    evidence: Evidence = Evidence()
    on: tuple[Condition, ...] = ()
    because: Reason | None = None
    reliances: tuple[Reliance, ...] = ()
    place: Place = Place()
    weight: Severity | None = None  #: the fact's own weight where the clause leaves it to the rule
    at_most: Severity | None = None  #: the fact weighs no more than this, whatever the clause says
    told_by: str = ""  #: the rule under whose name a fact is told that several rules find


@dataclass(frozen=True, slots=True)
class Touch:
    """A clause that a finding touches, with what it answers and how it weighs there."""

    clause: str
    outcome: Outcome
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact that is not a pass, with every clause that it touches; the worst counts."""

    id: str
    rule: str
    outcome: Outcome
    severity: Severity
    about: tuple[Ref, ...]
    touches: tuple[Touch, ...]
    what: str = ""
    evidence: Evidence = Evidence()
    on: tuple[Condition, ...] = ()
    because: Reason | None = None
    reliances: tuple[Reliance, ...] = ()
    place: Place = Place()
    waived: Waived | None = None  #: the waiver that names it, whether it holds or not
    change: Change | None = None  #: how it stands to the baseline that the report was set against
    counted: tuple[tuple[str, Ref], ...] = ()  #: by each clause, the thing for which it counts

    @property
    def is_waived(self) -> bool:
        """Is it accepted by a waiver that holds?"""
        return self.waived is not None and self.waived.holds

    @property
    def is_known(self) -> bool:
        """Was it there when the baseline was made, and is it no worse?"""
        return self.change is not None and self.change.is_covered


def finding_id(rule: str, about: tuple[Ref, ...]) -> str:
    """The stable name of a fact (case 29): ``rule/level.camera/level.room``.

    No clause, no coordinate, no file and no order go into it: the first thing leads, related names after it
    are sorted.
    """
    names = [ref.name for ref in about]
    return "/".join([rule, *names[:1], *sorted(names[1:])])
