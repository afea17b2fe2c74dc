"""A site then and now, each finding with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from offcamera.findings.change import Change, State
from offcamera.findings.snapshot import Snapshot
from offcamera.model.place import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A site then and now; one of both may be None.

    ``terms`` are those that differ, by name, with what each was and is; ``clauses`` those that are asked in
    another way, or on one side only.
    """

    old: Snapshot | None
    new: Snapshot | None
    changes: tuple[Change, ...]
    renames: Mapping[Ref, Ref] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    clauses: tuple[str, ...] = ()

    @property
    def site(self) -> Snapshot:
        """The site as it is now, else as it was."""
        found = self.new or self.old
        assert found is not None, "a comparison is of one site at least"
        return found

    def of(self, *states: State) -> tuple[Change, ...]:
        """The findings that stand so."""
        return tuple(change for change in self.changes if change.state in states)

    @property
    def counts(self) -> Mapping[State, int]:
        """How many findings stand so."""
        return Counter(change.state for change in self.changes)

    @property
    def is_worse(self) -> bool:
        """Is there anything that a person must look at: new, worse, or not to be compared?"""
        return bool(self.of(State.NEW, State.WORSE, State.NOT_COMPARABLE))
