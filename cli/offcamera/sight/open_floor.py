"""What is left of the floor of a level once something is taken out, and how one comes over it to a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Bools, Shapes, Vector
from offcamera.sight.overlay import common_part, together
from offcamera.sight.route import Sleeves, Start, Ways, length_of
from offcamera.sight.tiles import APART, Parts

#: How much of a tile is reached: none, some, or all of it with nothing taken out.
NONE, SOME, ALL = 0, 1, 2
#: A start so near to what is watched is in view where it begins (m): their edges may be one.
_AT_ONCE = 0.001
#: So many corners from either end of a walk, and areas from each, are tried for a nearer beginning and end.
_TRIED = 4
#: A walk that is shorter by less than this (m) is as long.
_SHORTER = 0.001


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of a walk on one level: its points (m)."""

    level: str
    points: tuple[Vector, ...]

    @property
    def length(self) -> float:
        """Length of the leg (m)."""
        return length_of(self.points)


class OpenFloor:
    """What is left of the floor of a level, and what of it is reached."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.reached: Bools = np.zeros(len(parts.shapes), dtype=bool)
        self._shapes: dict[int, BaseGeometry] = {}

    def labels_at(self, area: BaseGeometry) -> list[int]:
        """The numbers of the connected floors that an area touches."""
        return sorted(set(self.parts.label[self.parts.near(area, APART)].tolist()))

    @cached_property
    def state(self) -> list[int]:
        """How much of each tile is reached: none, some, or all of it with nothing taken out."""
        some = np.zeros(len(self.parts.cut), dtype=bool)
        some[self.parts.tile[self.reached]] = True
        whole = some & ~self.parts.cut
        whole[self.parts.tile[~self.reached]] = False
        state: list[int] = np.where(whole, ALL, np.where(some, SOME, NONE)).tolist()
        return state

    def shape_of(self, tile: int) -> BaseGeometry:
        """The part of a tile that is reached, as wide as its floor is."""
        if tile not in self._shapes:
            which = np.flatnonzero(self.reached & (self.parts.tile == tile))
            self._shapes[tile] = together(self.parts.wide(which))
        return self._shapes[tile]

    def within(self, tile: int, goal: BaseGeometry) -> BaseGeometry:
        """The part of a goal, all of it in one tile, that is reached."""
        state = self.state[tile]
        if state == SOME:
            return common_part(self.shape_of(tile), goal)
        return goal if state == ALL else Polygon()

    def reached_of(self, area: BaseGeometry) -> BaseGeometry:
        """The part of an area that is reached."""
        tiles = self.parts.tiles.places.query(area, predicate="intersects").tolist()
        return together([common_part(self.shape_of(t), area) for t in tiles])

    def on_piece(self, label: int, area: BaseGeometry) -> BaseGeometry:
        """The part of an area that lies on a connected floor."""
        near = self.parts.near(area, APART)
        wide = self.parts.wide(np.sort(near[self.parts.label[near] == label]))
        return together([common_part(shape, area) for shape in wide])

    @cached_property
    def sleeves(self) -> Sleeves:
        """What is left in triangles, to be walked over."""
        return Sleeves(self.parts.triangles)


class Approach:
    """How one comes from some areas of a level, by name, to a place on what is reached of its floor."""

    def __init__(self, level: str, floor: OpenFloor, begun: Sequence[tuple[str, BaseGeometry]]) -> None:
        self._level, self._floor = level, floor
        self._begun = [(name, area) for name, area in begun if not area.is_empty]
        self._areas: Shapes = np.array([area for _, area in self._begun], dtype=object)
        self._tree = shapely.STRtree(self._areas)

    def leg_to(self, goal: BaseGeometry) -> tuple[str, Leg] | None:
        """The shortest leg found into a goal, and where it begins; None where none leads there."""
        near = self._tree.query(goal, predicate="dwithin", distance=_AT_ONCE)
        if len(near):
            name, area = self._begun[near.min()]
            here = _in_view(area, goal)
            return name, Leg(self._level, (here, here))
        taut = self._ways.shortest(goal) if self._begun else None
        if taut is None or len(taut.points) < 2:
            return None
        name, walk = self._begin_nearer(taut.start, [*taut.points])
        walk = self._end_nearer(walk, goal)
        return name, Leg(self._level, tuple(self._floor.sleeves.shorten(walk)))

    def _begin_nearer(self, name: str, walk: list[Vector]) -> tuple[str, list[Vector]]:
        """The walk from wherever in some area it is shorter: it was sought from their corners alone."""
        best = length_of(walk)
        found = name, walk
        for i in range(1, min(len(walk), _TRIED)):
            lines = shapely.shortest_line(self._areas, Point(walk[i]))
            for n in np.argsort(shapely.length(lines))[:_TRIED].tolist():
                tried = [_first_of(lines[n]), *walk[i:]]
                if length_of(tried) < best - _SHORTER and self._floor.sleeves.is_free(*tried[:2]):
                    best, found = length_of(tried), (self._begun[n][0], tried)
        return found

    def _end_nearer(self, walk: list[Vector], goal: BaseGeometry) -> list[Vector]:
        """The walk to wherever in the goal it is shorter."""
        found = walk
        for i in range(max(0, len(walk) - _TRIED), len(walk) - 1):
            tried = [*walk[: i + 1], _first_of(shapely.shortest_line(goal, Point(walk[i])))]
            shorter = length_of(tried) < length_of(found) - _SHORTER
            if shorter and self._floor.sleeves.is_free(*tried[-2:]):
                found = tried
        return found

    @cached_property
    def _ways(self) -> Ways:
        return Ways(
            self._floor.sleeves, [start for name, area in self._begun for start in _starts(name, area)]
        )


def _first_of(line: BaseGeometry) -> Vector:
    x, y = line.coords[0]
    return float(x), float(y)


def _in_view(area: BaseGeometry, goal: BaseGeometry) -> Vector:
    """A place of an area that lies in a goal, or as near to it as may be."""
    within = common_part(area, goal)
    near = shapely.get_point(shapely.shortest_line(goal, area), 0) if within.is_empty else within
    here = near.representative_point()
    return float(here.x), float(here.y)


def _starts(name: str, area: BaseGeometry) -> list[Start]:
    """The places of an area from which walks are tried: its middle and its corners."""
    places = [area.representative_point().coords[0], *shapely.get_coordinates(area).tolist()]
    return [(name, (float(x), float(y))) for x, y in places]
