"""What a walk reaches on the levels of a site once something is taken out of their floors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Shapes, Vector
from offcamera.sight.open_floor import ALL, SOME, Approach, OpenFloor
from offcamera.sight.overlay import common_parts, together
from offcamera.sight.tiles import Parts, Tiles, tiles_of

#: A join of levels: (level, area of the linked room) each.
Join = tuple[tuple[str, BaseGeometry], ...]


@dataclass(frozen=True)
class Storey:
    """One level of a walk (m): its floor, where walks begin, what each camera watches, what signs warn of."""

    floor: BaseGeometry
    starts: tuple[tuple[str, BaseGeometry], ...]
    monitored: Mapping[str, BaseGeometry]
    notice: Mapping[str, BaseGeometry]
    signs: Mapping[str, Vector] = field(default_factory=dict)  #: where each sign hangs

    @cached_property
    def tiles(self) -> Tiles:
        """The floor in tiles."""
        return tiles_of(self.floor)


@dataclass(frozen=True, slots=True)
class Site:
    """All levels by id, and the joins between them: each a list of (level, area of the linked room)."""

    storeys: Mapping[str, Storey]
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A connected floor of a level by its number, and the piece and join by which it is reached, if any."""

    level: str
    label: int
    before: tuple[Piece, Join] | None = None


class Reach:
    """What some start reaches of all levels, over links too: the open floor of each, and its pieces.

    ``base``: what is reached when more is taken out; what is left there was renewed.
    """

    def __init__(self, site: Site, left: Mapping[str, Parts], base: Reach | None = None) -> None:
        self.site, self.base = site, base
        self.floors = {v: OpenFloor(left[v]) for v in site.storeys}
        self.pieces = [
            Piece(v, label)
            for v, storey in site.storeys.items()
            for label in sorted({n for _, a in storey.starts for n in self.floors[v].labels_at(a)})
        ]
        self._follow(site.joins)
        for level, floor in self.floors.items():
            floor.reached = np.isin(floor.parts.label, [p.label for p in self.pieces if p.level == level])
        self._approaches: dict[str | Piece, Approach] = {}

    def _follow(self, joins: Sequence[Join]) -> None:
        """Add what links lead to: the pieces over fewest links come first."""
        met = [[(v, n) for v, area in join for n in self.floors[v].labels_at(area)] for join in joins]
        known = {(p.level, p.label) for p in self.pieces}
        for piece in self.pieces:  # grows while it is walked over
            for join, touched in zip(joins, met, strict=True):
                if (piece.level, piece.label) in touched:
                    for level, label in touched:
                        if (level, label) not in known:
                            known.add((level, label))
                            self.pieces.append(Piece(level, label, (piece, join)))

    def from_starts(self, level: str) -> Approach:
        """How one comes from the starts of a level."""
        if level not in self._approaches:
            floor = self.floors[level]
            begun = [(n, floor.reached_of(a)) for n, a in self.site.storeys[level].starts]
            self._approaches[level] = Approach(level, floor, begun)
        return self._approaches[level]

    def from_link(self, piece: Piece, join: Join) -> Approach:
        """How one comes onto a piece by the link that leads to it."""
        if piece not in self._approaches:
            floor = self.floors[piece.level]
            begun = [("", floor.on_piece(piece.label, area_on(join, piece.level)))]
            self._approaches[piece] = Approach(piece.level, floor, begun)
        return self._approaches[piece]

    def area_of(self, goal: Goal, enough: float = float("inf")) -> float:
        """The area of a goal that is reached (m²); counting ends where it is enough."""
        found = sum(bit.area for bit in goal.bits if self.floors[bit.level].state[bit.tile] == ALL)
        for bit in goal.bits:
            if found >= enough:
                break
            if self.floors[bit.level].state[bit.tile] == SOME:
                found += self.floors[bit.level].within(bit.tile, bit.shape).area
        return found

    def shapes_of(self, goal: Goal) -> dict[str, BaseGeometry]:
        """The part of a goal that is reached, level by level."""
        found = dict[str, list[Bit]]()
        for bit in goal.bits:
            found.setdefault(bit.level, []).append(bit)
        return {level: self._shape_of(level, goal.shapes[level], bits) for level, bits in found.items()}

    def _shape_of(self, level: str, shape: BaseGeometry, bits: Sequence[Bit]) -> BaseGeometry:
        floor = self.floors[level]
        if all(floor.state[bit.tile] == ALL for bit in bits):
            return shape
        return together([floor.within(bit.tile, bit.shape) for bit in bits])


def area_on(join: Join, level: str) -> BaseGeometry:
    """The area of a join on one level."""
    return together([area for v, area in join if v == level])


@dataclass(frozen=True, slots=True)
class Bit:
    """The part of a goal that lies in one tile of a level; its area in m²."""

    level: str
    tile: int
    shape: BaseGeometry
    area: float


@dataclass(frozen=True, slots=True)
class Goal:
    """Floor that a walk may lead to: level by level, and in the tiles of each."""

    shapes: Mapping[str, BaseGeometry]
    bits: tuple[Bit, ...]

    @property
    def area(self) -> float:
        """The area on all levels (m²)."""
        return sum(shape.area for shape in self.shapes.values())


def lay_goals(site: Site, goals: Sequence[Mapping[str, BaseGeometry]]) -> list[Goal]:
    """Some goals, each level by level, in the tiles of the site."""
    bits: list[list[Bit]] = [[] for _ in goals]
    for level, storey in site.storeys.items():
        shapes: Shapes = np.array([goal.get(level, Polygon()) for goal in goals], dtype=object)
        which, tile = storey.tiles.places.query(shapes, predicate="intersects")
        cut = common_parts(shapes[which], storey.tiles.boxes[tile])
        areas = shapely.area(cut).tolist()
        for i, t, shape, area in zip(which.tolist(), tile.tolist(), cut, areas, strict=True):
            if area > 0:
                bits[i].append(Bit(level, t, shape, area))
    return [Goal(goal, tuple(some)) for goal, some in zip(goals, bits, strict=True)]
