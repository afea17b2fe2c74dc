"""How many of the straight walks into view are warned (case 15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import hypot

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.cuts import Cuts, Notice
from offcamera.sight.floor import Floats, Ints, Shapes, Vector, lines_of
from offcamera.sight.open_floor import OpenFloor
from offcamera.sight.portals import Portals
from offcamera.sight.reach import Storey

#: So many places of each start, and of the watched floor of a level, are tried for straight walks.
_FROM, _TO = 12, 12
#: A straight walk ends so much (m) short of where it comes into view: that may be the edge of the floor.
_SHORT = 0.002


class Straight:
    """The straight walks of a site, from twelve places of each start, equally far apart along its outline."""

    def __init__(self, cuts: Cuts) -> None:
        self._cuts = cuts

    @cached_property
    def _levels(self) -> dict[str, _Level]:
        storeys = self._cuts.site.storeys
        return {v: _Level(s, self._cuts.bare.floors[v]) for v, s in storeys.items() if s.starts}

    def warned_share(self, goals: Mapping[str, BaseGeometry], notice: Notice) -> float | None:
        """The share of straight walks into view that meet a notice, 0 to 1; None where none leads into view.

        A straight walk goes from a place of a start to a place of the watched floor that is reached, on one
        level, and lies on the floor until it comes into view. The places are those of the starts, and twelve
        of the watched floor of the level likewise.
        """
        warned = counted = 0
        for level, here in self._levels.items():
            lines = here.lines_to(goals.get(level, Point()))
            if len(lines):
                area = notice.on(level)
                shapely.prepare(area)
                counted += len(lines)
                warned += int(shapely.intersects(area, lines).sum())
        return warned / counted if counted else None


class _Level:
    """The straight walks of one level."""

    def __init__(self, storey: Storey, floor: OpenFloor) -> None:
        self._sleeves = floor.sleeves
        self._begun: Floats = np.concatenate([_along(area, _FROM) for _, area in storey.starts])

    def lines_to(self, goal: BaseGeometry) -> Shapes:
        """The straight walks into a goal, as far as where they come into view."""
        if goal.is_empty:
            return lines_of([])
        begun = self._seers(np.asarray(self._sleeves.tree.query(goal, predicate="intersects")))
        lines = _until_seen(_straight(self._begun[begun], _along(goal, _TO)), goal)
        ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)[:, 1].tolist()
        free = [
            self._is_free(place, end) for place, end in zip(np.repeat(begun, _TO).tolist(), ends, strict=True)
        ]
        return np.asarray(lines[np.array(free, dtype=bool)])

    @cached_property
    def _first(self) -> list[list[int]]:
        """The triangles in which each walk begins."""
        places = shapely.points(self._begun)
        which, found = self._sleeves.tree.query(places, predicate="dwithin", distance=_SHORT)
        return [found[which == i].tolist() for i in range(len(self._begun))]

    @cached_property
    def _seen(self) -> tuple[Ints, Ints]:
        """Triangles of the floor in order, and for each a place that sees it: only such walks are tried."""
        pairs = [
            (triangle, place)
            for place, begun in enumerate(self._first)
            for first in begun
            for triangle in self._look(self._begun[place].tolist(), first)
        ]
        seen = np.unique(np.array(pairs, dtype=np.intp).reshape(-1, 2), axis=0)
        return seen[:, 0], seen[:, 1]

    def _seers(self, triangles: Ints) -> Ints:
        """The places that see some of these triangles."""
        seen, places = self._seen
        first, last = (np.searchsorted(seen, triangles, side) for side in ("left", "right"))
        found = [places[a:b] for a, b in zip(first, last, strict=True)]
        return np.unique(np.concatenate([*found, places[:0]]))

    def _look(self, eye: list[float], begun: int) -> Iterator[int]:
        """The triangles that a place in one of them sees, by triangular expansion; a hair too many."""
        doors = self._sleeves.portals
        waiting: list[tuple[int, int, Vector | None, Vector | None]] = [(begun, -1, None, None)]
        while waiting:
            t, last, right, left = waiting.pop()
            yield t
            for i in range(doors.first[t], doors.first[t + 1]):
                if doors.across[i] != last:
                    a, b = _ends(doors, i, eye)
                    a = right if right and _cross(right, a) < 0 else a
                    b = left if left and _cross(left, b) > 0 else b
                    if _cross(a, b) > 0:
                        waiting.append((doors.across[i], t, a, b))

    def _is_free(self, place: int, end: list[float]) -> bool:
        """Does a straight walk lie on the floor, but for a hair, as far as its end?"""
        doors, eye = self._sleeves.portals, self._begun[place].tolist()
        way = (end[0] - eye[0], end[1] - eye[1])
        waiting = [(t, -1) for t in self._first[place]]
        last = set(self._sleeves.tree.query(Point(end), predicate="dwithin", distance=_SHORT).tolist())
        while waiting:
            t, before = waiting.pop()
            if t in last:
                return True
            for i in range(doors.first[t], doors.first[t + 1]):
                if doors.across[i] != before:
                    a, b = _ends(doors, i, eye)
                    if _cross(a, way) >= 0 and _cross(way, b) >= 0 and _cross(a, b) > 0:
                        waiting.append((doors.across[i], t))
        return False


def _ends(doors: Portals, i: int, eye: list[float]) -> tuple[Vector, Vector]:
    """The right and the left end of a portal as seen from a place, each a hair farther out."""
    x, y = eye
    rx, ry, lx, ly = doors.right_x[i], doors.right_y[i], doors.left_x[i], doors.left_y[i]
    hair = _SHORT / (hypot(lx - rx, ly - ry) or 1.0)
    dx, dy = (lx - rx) * hair, (ly - ry) * hair
    return (rx - dx - x, ry - dy - y), (lx + dx - x, ly + dy - y)


def _cross(a: Vector, b: Vector) -> float:
    """Positive where b lies to the left of a."""
    return a[0] * b[1] - a[1] * b[0]


def _until_seen(lines: Shapes, goal: BaseGeometry) -> Shapes:
    """Each line as far as where it comes into view, less a hair: that may be the edge of the floor.

    A line that ends on the very outline of a goal may miss it by rounding: it is seen at its end.
    """
    seen = shapely.distance(shapely.get_point(lines, 0), shapely.intersection(lines, goal))
    return _cut(lines, np.where(np.isnan(seen), shapely.length(lines), seen))


def _along(shape: BaseGeometry, n: int) -> Floats:
    """So many places along the outline of a shape (n, 2)."""
    outline = shape.boundary if shape.area > 0 else shape
    if outline.length == 0:
        return np.asarray(shapely.get_coordinates(shape)[:1])
    lengths = [part.length for part in shapely.get_parts(outline)]
    ends = np.cumsum(lengths)
    places = []
    for i in range(n):
        along = ends[-1] * (i + 0.5) / n
        part = int(np.searchsorted(ends, along))
        at = shapely.get_parts(outline)[part].interpolate(along - (ends[part] - lengths[part]))
        places.append((at.x, at.y))
    return np.array(places)


def _straight(starts: Floats, ends: Floats) -> Shapes:
    pairs = np.stack([np.repeat(starts, len(ends), axis=0), np.tile(ends, (len(starts), 1))], axis=1)
    return lines_of(pairs)


def _cut(lines: Shapes, after: Floats) -> Shapes:
    """Each line as far as a distance along it (m)."""
    ends = shapely.line_interpolate_point(lines, np.maximum(after - _SHORT, 0.0))
    pairs = np.stack(
        [shapely.get_coordinates(shapely.get_point(lines, 0)), shapely.get_coordinates(ends)], axis=1
    )
    return lines_of(pairs)
