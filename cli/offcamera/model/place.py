"""Where a thing was said, and the doubts of whoever read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Point = tuple[float, float]
#: Corners in order, the first not repeated at the end.
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a thing was said; line and column from 1, 0 where the file has none."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing of the plan by name: what kind it is, on which level, and its id."""

    kind: str  #: camera, room, opening, wall, obstacle, zone, sign, level, link, site
    level: str
    id: str

    @property
    def name(self) -> str:
        """``level.id``, as it stands in the id of a finding."""
        return f"{self.level}.{self.id}" if self.level else self.id


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was understood but cannot be right: the audit goes on with the worst reading.

    ``what`` is an id in words (``door-on-no-wall``, ``rooms-overlap`` …), ``about`` the things it touches,
    ``figures`` whatever lets a person check it (lengths in metres, areas in square metres).
    """

    what: str
    about: tuple[Ref, ...]
    place: Place = Place()
    weight: Literal["error", "warning", "note"] = "warning"
    figures: Mapping[str, float | str] = field(default_factory=dict)
