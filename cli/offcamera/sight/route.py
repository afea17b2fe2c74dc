"""The shortest walk over a floor: through the triangles of it, pulled taut around its corners.

The sleeve of triangles is found by Dijkstra over their shared edges, the taut line in it by the funnel
technique (Lee and Preparata, 1984): exact within the sleeve, and every leg lies on the floor.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Floats, Ints, Vector

#: A walk with its corners thinned out is nowhere farther than this from the taut one (m).
_ROUNDED = 0.002
_Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Tree:
    """The way to every triangle that some starts reach: how long, over which one, from which start (m)."""

    length: dict[int, float]
    before: dict[int, int]
    start: dict[int, Vector]
    at: dict[int, Vector]


class Sleeves:
    """A floor in triangles, ready to be walked over from place to place."""

    def __init__(self, floor: BaseGeometry) -> None:
        polygons = np.array(
            [p for p in shapely.get_parts(floor) if isinstance(p, shapely.Polygon)], dtype=object
        )
        parts = shapely.get_parts(shapely.constrained_delaunay_triangles(polygons))
        xy = shapely.get_coordinates(parts).reshape(-1, 4, 2)[:, :3]
        points, which = np.unique(xy.reshape(-1, 2), axis=0, return_inverse=True)
        self.points: Floats = points
        self.corners: Ints = which.reshape(-1, 3)
        self.tree = shapely.STRtree(parts)
        self._trees: dict[tuple[Vector, ...], _Tree] = {}
        self.owners: dict[_Edge, list[int]] = {}
        for t, (a, b, c) in enumerate(self.corners.tolist()):
            for e in ((a, b), (b, c), (c, a)):
                self.owners.setdefault((min(e), max(e)), []).append(t)

    def shortest(self, starts: Sequence[Vector], goal: BaseGeometry) -> list[Vector]:
        """The taut walk from the best of some starts into a goal area; empty when there is none."""
        found = self._sleeve(starts, goal)
        if found is None:
            return []
        start, sleeve, end = found
        return _pull(start, [self._portal(a, b) for a, b in itertools.pairwise(sleeve)], end)

    def _sleeve(
        self, starts: Sequence[Vector], goal: BaseGeometry
    ) -> tuple[Vector, list[int], Vector] | None:
        tree = self._tree(tuple(starts))
        goals = self.tree.query(goal, predicate="intersects").tolist()
        best: tuple[float, int, Vector] | None = None
        for length, t in sorted((tree.length[t], t) for t in goals if t in tree.length):
            if best is not None and length >= best[0]:
                break
            x, y = self._entry(t, tree.at[t], goal)
            whole = length + hypot(x - tree.at[t][0], y - tree.at[t][1])
            if best is None or whole < best[0]:
                best = whole, t, (x, y)
        return None if best is None else (tree.start[best[1]], self._trace(tree.before, best[1]), best[2])

    def _tree(self, starts: tuple[Vector, ...]) -> _Tree:
        """The ways from some starts to everywhere, worked out once for all goals."""
        if starts not in self._trees:
            self._trees[starts] = self._grow(starts)
        return self._trees[starts]

    def _grow(self, starts: Sequence[Vector]) -> _Tree:
        found = _Tree({}, {}, {}, {})
        queue: list[tuple[float, int, Vector, int, Vector]] = []
        for s in starts:
            for t in self.tree.query(Point(s), predicate="intersects").tolist():
                heapq.heappush(queue, (0.0, t, s, -1, s))
        while queue:
            length, t, at, before, start = heapq.heappop(queue)
            if t in found.length:
                continue
            found.length[t], found.before[t], found.start[t], found.at[t] = length, before, start, at
            for other, middle in self._across(t):
                if other not in found.length:
                    step = hypot(middle[0] - at[0], middle[1] - at[1])
                    heapq.heappush(queue, (length + step, other, middle, t, start))
        return found

    def _across(self, t: int) -> list[tuple[int, Vector]]:
        """The triangles beside one, each with the middle of the edge between."""
        a, b, c = self.corners[t].tolist()
        found: list[tuple[int, Vector]] = []
        for i, j in ((a, b), (b, c), (c, a)):
            others = [o for o in self.owners[min(i, j), max(i, j)] if o != t]
            if others:
                x, y = ((self.points[i] + self.points[j]) / 2).tolist()
                found += [(o, (x, y)) for o in others]
        return found

    def _trace(self, before: Mapping[int, int], t: int) -> list[int]:
        sleeve = [t]
        while before[t] >= 0:
            t = before[t]
            sleeve.append(t)
        return sleeve[::-1]

    def _entry(self, t: int, at: Vector, goal: BaseGeometry) -> Vector:
        """The place of the goal in this triangle that is nearest to where the walk came from."""
        triangle = shapely.Polygon(self.points[self.corners[t]])
        near = shapely.shortest_line(goal.intersection(triangle), Point(at))
        x, y = near.coords[0]
        return float(x), float(y)

    def _portal(self, t: int, onward: int) -> tuple[Vector, Vector]:
        """Left and right end of the edge from one triangle to the next, as one walks."""
        shared = [v for v in self.corners[t].tolist() if v in self.corners[onward].tolist()]
        a, b = (self.points[v] for v in shared[:2])
        middle = self.points[self.corners[t]].mean(axis=0)
        left = (b - a)[0] * (middle - a)[1] - (b - a)[1] * (middle - a)[0] > 0
        ends = [(float(a[0]), float(a[1])), (float(b[0]), float(b[1]))]
        return (ends[1], ends[0]) if left else (ends[0], ends[1])


def _pull(start: Vector, portals: list[tuple[Vector, Vector]], end: Vector) -> list[Vector]:
    """The taut line from start to end through portals of (left, right) ends."""
    walk, apex = [start], start
    portals = [*portals, (end, end)]
    i = 0
    while i < len(portals):
        left, right = portals[i]
        at_left = at_right = i
        turn = None
        for j in range(i, len(portals)):
            new_left, new_right = portals[j]
            if _turn(apex, right, new_right) >= 0:
                if apex == right or _turn(apex, left, new_right) < 0:
                    right, at_right = new_right, j
                else:
                    turn = (left, at_left)
                    break
            if _turn(apex, left, new_left) <= 0:
                if apex == left or _turn(apex, right, new_left) > 0:
                    left, at_left = new_left, j
                else:
                    turn = (right, at_right)
                    break
        if turn is None:
            break
        apex = turn[0]
        walk.append(apex)
        i = turn[1] + 1
    return _thin_out([*walk, end])


def _thin_out(walk: list[Vector]) -> list[Vector]:
    """The walk without the many corners of a rounded one: it moves by less than a floor's own rounding."""
    if len(walk) < 3:
        return walk
    return [(float(x), float(y)) for x, y in LineString(walk).simplify(_ROUNDED).coords]


def _turn(a: Vector, b: Vector, c: Vector) -> float:
    """Positive when c lies to the left of the ray from a to b."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def length_of(walk: Sequence[Vector]) -> float:
    """Length of a walk (m)."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(walk))
