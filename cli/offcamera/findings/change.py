"""What became of a finding between two audits of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.waived import Growth
from offcamera.model.place import Ref


class State(StrEnum):
    """How a finding stands to an earlier audit, the one that needs a person first.

    ``not-comparable``: it was found then and is not now, but nothing says that it was put right.
    """

    NEW = "new"
    WORSE = "worse"
    NOT_COMPARABLE = "not-comparable"
    GONE = "gone"
    BETTER = "better"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a finding: its name, what it is about, its pins, and the sentence that told it."""

    id: str
    rule: str
    about: tuple[Ref, ...]
    pins: Mapping[str, object]
    says: str = ""
    called: tuple[Ref, ...] = ()  #: what its things were called, where other than ``about``, which is now

    @property
    def outcome(self) -> Outcome:
        """What the rule answered."""
        return Outcome(str(self.pins["outcome"]))

    @property
    def severity(self) -> Severity:
        """How much it weighed."""
        return Severity(str(self.pins["severity"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A finding then and now; one of both may be None.

    ``worse`` and ``better`` tell in what. ``because`` is why it is new (thing-new, not-asked-then) or not
    comparable (thing-gone, not-asked-now, other-terms, site-gone); ``names`` are the things or clauses of
    that.
    """

    state: State
    old: Kept | None = None
    new: Kept | None = None
    worse: tuple[Growth, ...] = ()
    better: tuple[Growth, ...] = ()
    because: str = ""
    names: tuple[str, ...] = ()
    since: str = ""  #: the day of the audit that it is set against, where that is a baseline

    @property
    def kept(self) -> Kept:
        """The finding as it is now, else as it was."""
        found = self.new or self.old
        assert found is not None, "a change is of one finding at least"
        return found

    @property
    def is_renamed(self) -> bool:
        """Does it go by another name now, since things that it names do?"""
        return self.old is not None and self.new is not None and bool(self.old.called)

    @property
    def is_covered(self) -> bool:
        """Was it known then, and is it no worse now?"""
        return self.state in (State.SAME, State.BETTER)
