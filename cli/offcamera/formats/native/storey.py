"""The level that is being built: what its things need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from offcamera.formats.native.ids import Ids
from offcamera.formats.native.notes import Notes, Path
from offcamera.model.place import Ref, Ring


@dataclass(frozen=True, slots=True)
class Storey:
    """A level by id, its place in the file, its ceiling (m), and the notes of the plan.

    ``outlines`` gathers every outline that must not cross itself, to be looked at in one go.
    """

    id: str
    path: Path
    ceiling: float
    ids: Ids
    notes: Notes
    outlines: list[tuple[Path, Ring]] = field(default_factory=list)

    def ids_of(self, kind: str) -> tuple[str, ...]:
        """The ids of the level's things of one kind, in the order of the file."""
        return self.ids.of.get((self.id, kind), ())

    def ref(self, kind: str, name: str) -> Ref:
        """A thing of this level by name."""
        return Ref(kind, self.id, name)
