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
        self._funnels: dict[int, _Funnel] = {}

    def shortest(self, goal: BaseGeometry) -> Taut | None:
        """The taut walk from the best of the starts into a goal area; None when there is none."""
        best = self._nearest(goal)
        if best is None:
            return None
        t, end = best
        name, _ = self._starts[self._tree.start[t]]
        return Taut(name, tuple(_thin_out(self._funnel_to(t).line_to(end))))

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

    def _funnel_to(self, t: int) -> _Funnel:
        """The funnel from a start into a triangle, that of each on the way being kept."""
        tree, doors, onward = self._tree, self._sleeves.portals, list[int]()
        while t not in self._funnels and tree.portal[t] >= 0:
            onward.append(t)
            t = tree.before[t]
        start = self._starts[tree.start[onward[-1] if onward else t]][1]
        funnel = self._funnels.get(t) or _Funnel((start,), (start,))
        for t in reversed(onward):
            i = tree.portal[t]
            funnel = funnel.through((doors.left_x[i], doors.left_y[i]), (doors.right_x[i], doors.right_y[i]))
            self._funnels[t] = funnel
        return funnel

    def _entry(self, t: int, at: Vector, goal: BaseGeometry) -> Vector:
        """The place of the goal in a triangle that is nearest to where the walk came from."""
        if shapely.intersects_xy(goal, *at):
            return at
        near = shapely.shortest_line(goal.intersection(self._sleeves.shapes[t]), Point(at))
        x, y = near.coords[0]
        return float(x), float(y)


@dataclass(frozen=True, slots=True)
class _Funnel:
    """The taut lines from an apex to the left and to the right end of a portal; ``tail`` leads to the apex.

    Either chain begins with the apex, and bends toward its own side (Lee and Preparata, 1984).
    """

    left: tuple[Vector, ...]
    right: tuple[Vector, ...]
    tail: tuple[Vector, object] | None = None

    def through(self, left: Vector, right: Vector) -> _Funnel:
        """The funnel through one more portal."""
        moved = self if left == self.left[-1] else self._move_left(left)
        if right == moved.right[-1]:
            return moved
        turned = _Funnel(moved.right, moved.left, moved.tail)._move_left(right, -1.0)
        return _Funnel(turned.right, turned.left, turned.tail)

    def _move_left(self, end: Vector, side: float = 1.0) -> _Funnel:
        """The funnel with its left end moved; mirrored where ``side`` is -1."""
        chain, other, tail = self.left, self.right, self.tail
        n = len(chain)
        while n > 1 and side * _turn(chain[n - 2], chain[n - 1], end) <= 0:
            n -= 1
        if n > 1:
            return _Funnel((*chain[:n], end), other, tail)
        k = 0
        while k + 1 < len(other) and side * _turn(other[k], other[k + 1], end) <= 0:
            tail = (other[k], tail)
            k += 1
        return _Funnel((other[k], end), other[k:], tail)

    def line_to(self, end: Vector) -> list[Vector]:
        """The taut line from the start to a place behind the portal."""
        funnel = self._move_left(end)
        walk, tail = [*reversed(funnel.left)], funnel.tail
        while tail is not None:
            walk.append(tail[0])
            tail = tail[1]  # type: ignore[assignment]  # a list that is linked through itself
        return walk[::-1]


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
