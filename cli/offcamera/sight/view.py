"""What one camera sees, by room and by the state of the doors: read off its pieces, never searched for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.capture import Captured, Piece, area_of_pieces, join_polygons
from offcamera.sight.density import Imager, best_density
from offcamera.sight.floor import Shapes
from offcamera.sight.limits import Polygon, area_of, nearest_in
from offcamera.sight.overlay import Ring, rings_of

#: ``shut``: every leaf is opaque. ``relied``: only self-closing leaves are. ``open``: none is.
#: ``bare``: nothing that the plan states is relied on, neither frosting nor a stated range.
Doors = Literal["shut", "relied", "open", "bare"]

#: How many sets of doors a condition lists before it asks for all of them (case 11).
_MOST_SETS = 8


@dataclass(frozen=True, slots=True)
class Leaves:
    """What the leaves of a level are: those that close by themselves, and panes that hide for good."""

    closers: frozenset[int] = frozenset()
    frosts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """What is captured from one place (plan, m)."""

    at: tuple[float, float]
    captured: Captured


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is seen of one room in one state: area (m²), the nearest place, the way that the light came.

    ``nearest`` and ``inside`` (a place well within what is seen) are plan coordinates, ``distance`` is along
    the floor. ``holes`` are the openings passed, nearest first; ``outline`` the rings of what is seen.
    """

    area: float
    nearest: tuple[float, float]
    distance: float
    origin: tuple[float, float]
    inside: tuple[float, float]
    holes: tuple[int, ...]
    density: float | None
    pieces: tuple[tuple[tuple[float, float], Piece], ...]

    def outline(self) -> tuple[Ring, ...]:
        """The outlines of what is seen (plan, m), cut up so that none has a hole."""
        return rings_of(join_polygons([_moved(p.polygon, at) for at, p in self.pieces]))


@dataclass(frozen=True, slots=True)
class View:
    """A camera's looks, and what is needed to judge them."""

    looks: tuple[Look, ...]
    leaves: Leaves
    overlapping: bool = False
    imagers: tuple[Imager, ...] = ()
    drops: tuple[float, float] = (0.0, 0.0)
    room_sets: tuple[tuple[int, ...], ...] = ((),)
    sets_by_room: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def sets_of(self, room: int) -> frozenset[int]:
        """Numbers of the room sets that a room belongs to."""
        return self.sets_by_room.get(room, frozenset())

    def rooms_seen(self) -> set[int]:
        """Every room that any light reaches in any state; a person need not be seen in each."""
        return {r for look in self.looks for s in look.captured.rooms for r in self.room_sets[s]}

    def pieces(self, doors: Doors, room: int | None = None) -> list[tuple[tuple[float, float], Piece]]:
        """The pieces seen in a state of the doors, of one room or of everything, each with its origin."""
        sets = None if room is None else self.sets_of(room)
        return [
            (look.at, p)
            for look in self.looks
            for s in (look.captured.rooms if sets is None else sets)
            for p in look.captured.pieces(s)
            if in_state(p, doors, self.leaves)
        ]

    def area(self, room: int, doors: Doors, hidden: BaseGeometry | None = None) -> float:
        """How much of a room is seen in a state of the doors (m²), less what is ``hidden`` (plan, m)."""
        placed = self.pieces(doors, room)
        if hidden is None or hidden.is_empty or not placed:
            return self._measure(placed)
        joined = join_polygons([_moved(p.polygon, at) for at, p in placed])
        return float(joined.difference(hidden).area)

    def at(self, x: float, y: float) -> list[Piece]:
        """Every piece in which a place of the plan lies, in any state."""
        here = shapely.Point(x, y)
        placed = [(shapely.Polygon(_moved(p.polygon, at)), p) for at, p in self.pieces("bare")]
        return [p for shape, p in placed if shape.intersects(here)]

    def _measure(self, placed: Sequence[tuple[tuple[float, float], Piece]]) -> float:
        if not placed:
            return 0.0
        if self.overlapping or len(self.looks) > 1:
            return float(join_polygons([_moved(p.polygon, at) for at, p in placed]).area)
        return area_of_pieces([p for _, p in placed])

    def glimpse(self, room: int, doors: Doors) -> Glimpse | None:
        """What is seen of a room in a state of the doors; None when nothing is."""
        return self.describe(self.pieces(doors, room))

    def describe(self, placed: Sequence[tuple[tuple[float, float], Piece]]) -> Glimpse | None:
        """Figures of some pieces; None when there are none."""
        if not placed:
            return None
        near = min(
            ((nearest_in(p.polygon), at) for at, p in placed), key=lambda q: q[0][0] ** 2 + q[0][1] ** 2
        )
        at, largest = max(placed, key=lambda q: area_of(q[1].polygon))
        return Glimpse(
            area=self._measure(placed),
            nearest=(near[0][0] + near[1][0], near[0][1] + near[1][1]),
            distance=(near[0][0] ** 2 + near[0][1] ** 2) ** 0.5,
            origin=at,
            inside=_moved([_middle(largest.polygon)], at)[0],
            holes=largest.holes,
            density=self._density([p.polygon for _, p in placed]),
            pieces=tuple(placed),
        )

    def _density(self, polygons: Sequence[Polygon]) -> float | None:
        if not self.imagers:
            return None
        return max(best_density(i, polygons, self.drops) for i in self.imagers)

    def conditions(self, room: int) -> list[frozenset[int]]:
        """Sets of leaves of which one each must be shut so that nothing of the room is seen (case 11).

        Each set is the leaves that one sightline came through, self-closing ones relied on to be shut;
        smallest sets only, and where there are more than 8 of them every leaf by itself.
        """
        sets = {p.leaves for _, p in self.pieces("relied", room) if p.leaves}
        least = [s for s in sets if not any(o < s for o in sets)]
        if len(least) > _MOST_SETS:
            return [frozenset({leaf}) for leaf in sorted(frozenset().union(*least))]
        return sorted(least, key=sorted)

    def closed_by(self, room: int) -> dict[str, list[tuple[tuple[float, float], Piece]]]:
        """What each kind of statement alone keeps from being seen: pieces by closer, frosting and range."""
        found: dict[str, list[tuple[tuple[float, float], Piece]]] = {}
        for at, p in self.pieces("bare", room):
            kinds = self._kinds(p)
            if len(kinds) == 1:
                found.setdefault(kinds[0], []).append((at, p))
        return found

    def _kinds(self, piece: Piece) -> list[str]:
        kinds = ["self-closing"] if piece.leaves & self.leaves.closers else []
        kinds += ["frosted"] if piece.leaves & self.leaves.frosts else []
        return kinds + ([] if piece.near else ["range"])

    def contains(self, points: Shapes, doors: Doors) -> list[bool]:
        """Which of some points (an array of shapely points, plan) are captured in a state of the doors."""
        placed = [shapely.Polygon(_moved(p.polygon, at)) for at, p in self.pieces(doors)]
        hits = shapely.STRtree(placed).query(points, predicate="intersects")[0] if placed else []
        found = [False] * len(points)
        for i in hits:
            found[int(i)] = True
        return found

    def shape(self, doors: Doors) -> BaseGeometry:
        """Everything that is captured, joined for drawing (plan, m)."""
        return join_polygons([_moved(p.polygon, at) for at, p in self.pieces(doors)])


def in_state(piece: Piece, doors: Doors, leaves: Leaves) -> bool:
    """Is a piece seen in a state of the doors?"""
    if doors == "bare":
        return True
    if not piece.near or piece.leaves & leaves.frosts:
        return False
    if doors == "open":
        return True
    return not piece.leaves if doors == "shut" else not piece.leaves & leaves.closers


def _moved(polygon: Iterable[tuple[float, float]], at: tuple[float, float]) -> Polygon:
    return [(x + at[0], y + at[1]) for x, y in polygon]


def _middle(polygon: Polygon) -> tuple[float, float]:
    return sum(x for x, _ in polygon) / len(polygon), sum(y for _, y in polygon) / len(polygon)
