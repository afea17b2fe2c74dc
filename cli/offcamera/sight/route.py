"""The shortest walk over a floor: through the triangles of it, pulled taut around its corners.

The sleeve of triangles is found by Dijkstra over their shared edges, the taut line in it by the funnel
technique (Lee and Preparata, 1984): exact within the sleeve, and every leg lies on the floor.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot, inf

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Vector
from offcamera.sight.portals import Triangles, list_portals

#: A walk with its corners thinned out is nowhere farther than this from the taut one (m).
_ROUNDED = 0.002
#: Where walks begin: the name of what people come from, and a place.
Start = tuple[str, Vector]


@dataclass(frozen=True, slots=True)
class Taut:
    """A taut walk (m) and the name of the start that it comes from."""

    start: str
    points: tuple[Vector, ...]


class Sleeves:
    """A floor in triangles, ready to be walked over."""

    def __init__(self, triangles: Triangles) -> None:
        self.shapes = triangles.shapes
        self.portals = list_portals(triangles)
        self.tree = shapely.STRtree(self.shapes)


@dataclass(frozen=True, slots=True)
class _Tree:
    """The way to each triangle (m): how long, by which portal of which other, from which start, to where."""

    length: list[float]
    before: list[int]
    portal: list[int]
    start: list[int]
    at: list[Vector]


class Ways:
    """The ways over a floor from some starts to everywhere, found once for all goals."""

    def __init__(self, sleeves: Sleeves, starts: Sequence[Start]) -> None:
        self._sleeves, self._starts = sleeves, starts

    def shortest(self, goal: BaseGeometry) -> Taut | None:
        """The taut walk from the best of the starts into a goal area; None when there is none."""
        best = self._nearest(goal)
        if best is None:
            return None
        t, end = best
        name, start = self._starts[self._tree.start[t]]
        return Taut(name, tuple(_pull(start, self._sleeve_to(t), end)))

    def _nearest(self, goal: BaseGeometry) -> tuple[int, Vector] | None:
        """The triangle by which a walk first comes into a goal, and where in it."""
        tree, best, found = self._tree, inf, None
        shapely.prepare(goal)
        goals = self._sleeves.tree.query(goal, predicate="intersects").tolist()
        for length, t in sorted((tree.length[t], t) for t in goals):
            if length >= best:
                break
            x, y = self._entry(t, tree.at[t], goal)
            whole = length + hypot(x - tree.at[t][0], y - tree.at[t][1])
            if whole < best:
                best, found = whole, (t, (x, y))
        return found

    @cached_property
    def _tree(self) -> _Tree:
        """Dijkstra over the middles of portals; in a triangle with several starts each goes its own way."""
        doors = self._sleeves.portals
        n = len(self._sleeves.shapes)
        found = _Tree([inf] * n, [-1] * n, [-1] * n, [-1] * n, [(0.0, 0.0)] * n)
        queue = self._begin()
        while queue:
            length, t, x, y, before, portal, start = heapq.heappop(queue)
            if found.start[t] >= 0 and length > 0:
                continue
            if found.start[t] < 0:
                found.length[t], found.before[t], found.portal[t] = length, before, portal
                found.start[t], found.at[t] = start, (x, y)
            for i in range(doors.first[t], doors.first[t + 1]):
                other = doors.across[i]
                if found.start[other] < 0:
                    mx = (doors.left_x[i] + doors.right_x[i]) / 2
                    my = (doors.left_y[i] + doors.right_y[i]) / 2
                    heapq.heappush(queue, (length + hypot(mx - x, my - y), other, mx, my, t, i, start))
        return found

    def _begin(self) -> list[tuple[float, int, float, float, int, int, int]]:
        """The triangles in which walks begin, as a heap."""
        places = shapely.points([at for _, at in self._starts])
        which, triangles = self._sleeves.tree.query(places, predicate="intersects")
        pairs = zip(which.tolist(), triangles.tolist(), strict=True)
        begun = [(0.0, t, *self._starts[i][1], -1, -1, i) for i, t in pairs]
        heapq.heapify(begun)
        return begun

    def _sleeve_to(self, t: int) -> list[tuple[Vector, Vector]]:
        """The portals on the way to a triangle, each with its left and its right end."""
        tree, doors, found = self._tree, self._sleeves.portals, list[tuple[Vector, Vector]]()
        while (i := tree.portal[t]) >= 0:
            found.append(((doors.left_x[i], doors.left_y[i]), (doors.right_x[i], doors.right_y[i])))
            t = tree.before[t]
        return found[::-1]

    def _entry(self, t: int, at: Vector, goal: BaseGeometry) -> Vector:
        """The place of the goal in a triangle that is nearest to where the walk came from."""
        if shapely.intersects_xy(goal, *at):
            return at
        near = shapely.shortest_line(goal.intersection(self._sleeves.shapes[t]), Point(at))
        x, y = near.coords[0]
        return float(x), float(y)


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
