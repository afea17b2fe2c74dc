"""The shortest walk over a floor: through the triangles of it, pulled taut around its corners.

The sleeve of triangles is found by Dijkstra over their shared edges, by the length of the taut line in it,
which the funnel technique tells (Lee and Preparata, 1984): exact within the sleeve, and on the floor.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist, hypot, inf

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Vector
from offcamera.sight.look import HAIR, is_free
from offcamera.sight.portals import Portals, Triangles, list_portals

#: A walk with its corners thinned out is nowhere farther than this from the taut one (m).
_ROUNDED = 0.002
#: A list that is linked through itself: a place, and those before it.
_Tail = tuple[Vector, "_Tail | None"]
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

    def shorten(self, walk: list[Vector]) -> list[Vector]:
        """A taut walk without corners that it need not turn: those of tiles stand in nobody's way."""
        kept = walk[:1]
        for i, here in enumerate(walk[1:-1], start=1):
            if not self.is_free(kept[-1], walk[i + 1]):
                kept.append(here)
        return [*kept, *walk[-1:]] if len(walk) > 1 else walk

    def is_free(self, a: Vector, b: Vector) -> bool:
        """Does the straight line between two places lie on the floor, but for a hair?"""
        which, near = self.tree.query(shapely.points([a, b]), predicate="dwithin", distance=HAIR)
        return is_free(self.portals, (a, b), near[which == 0].tolist(), set(near[which == 1].tolist()))


@dataclass(frozen=True, slots=True)
class _Tree:
    """How each triangle is reached (m): how far it is, to where in it, from which start, by which funnel."""

    length: list[float]
    at: list[Vector]
    start: list[int]
    funnel: list[_Funnel | None]


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
        funnel = self._tree.funnel[t] or self._at(self._tree.start[t])
        walk = self._sleeves.shorten(_thin_out(funnel.line_to(end)))
        return Taut(self._starts[self._tree.start[t]][0], tuple(walk))

    def _at(self, start: int) -> _Funnel:
        """The funnel of a start: both its ends are where the walk begins."""
        here = self._starts[start][1]
        return _Funnel((here,), (here,))

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
        """Dijkstra by the taut length to the middles of portals; of several starts each goes its own way."""
        doors, n = self._sleeves.portals, len(self._sleeves.shapes)
        found = _Tree([inf] * n, [(0.0, 0.0)] * n, [-1] * n, [None] * n)
        queue = self._begin()
        while queue:
            length, t, before, portal, start, x, y = heapq.heappop(queue)
            if found.start[t] >= 0 and portal >= 0:
                continue
            funnel = self._at(start)
            if portal >= 0:
                funnel = (found.funnel[before] or funnel).through(*_ends(doors, portal))
                found.funnel[t] = funnel
            if found.start[t] < 0:
                found.length[t], found.at[t], found.start[t] = length, (x, y), start
            for i in range(doors.first[t], doors.first[t + 1]):
                if found.start[doors.across[i]] < 0:
                    here = _middle(doors, i)
                    onward = funnel.length_to(here)
                    heapq.heappush(queue, (onward, doors.across[i], t, i, start, *here))
        return found

    def _begin(self) -> list[tuple[float, int, int, int, int, float, float]]:
        """The triangles in which walks begin, as a heap."""
        places = shapely.points([at for _, at in self._starts])
        which, triangles = self._sleeves.tree.query(places, predicate="intersects")
        pairs = zip(which.tolist(), triangles.tolist(), strict=True)
        begun = [(0.0, t, -1, -1, i, *self._starts[i][1]) for i, t in pairs]
        heapq.heapify(begun)
        return begun

    def _entry(self, t: int, at: Vector, goal: BaseGeometry) -> Vector:
        """The place of the goal in a triangle that is nearest to where the walk came from."""
        if shapely.intersects_xy(goal, *at):
            return at
        near = shapely.shortest_line(goal.intersection(self._sleeves.shapes[t]), Point(at))
        x, y = near.coords[0]
        return float(x), float(y)


def _ends(doors: Portals, i: int) -> tuple[Vector, Vector]:
    """The left and the right end of a portal."""
    return (doors.left_x[i], doors.left_y[i]), (doors.right_x[i], doors.right_y[i])


def _middle(doors: Portals, i: int) -> Vector:
    return (doors.left_x[i] + doors.right_x[i]) / 2, (doors.left_y[i] + doors.right_y[i]) / 2


@dataclass(frozen=True, slots=True)
class _Funnel:
    """The taut lines from an apex to the left and to the right end of a portal (Lee and Preparata, 1984).

    Either chain begins with the apex, and bends toward its own side. ``tail`` leads from the apex back to the
    start, ``length`` of it (m).
    """

    left: tuple[Vector, ...]
    right: tuple[Vector, ...]
    tail: _Tail | None = None
    length: float = 0.0

    def through(self, left: Vector, right: Vector) -> _Funnel:
        """The funnel through one more portal."""
        moved = self if left == self.left[-1] else self._move_left(left)
        return moved if right == moved.right[-1] else moved._mirrored()._move_left(right, -1.0)._mirrored()

    def _mirrored(self) -> _Funnel:
        return _Funnel(self.right, self.left, self.tail, self.length)

    def _move_left(self, end: Vector, side: float = 1.0) -> _Funnel:
        """The funnel with its left end moved; of a mirrored one ``side`` is -1."""
        chain, other, tail, length = self.left, self.right, self.tail, self.length
        n = len(chain)
        while n > 1 and side * _turn(chain[n - 2], chain[n - 1], end) <= 0:
            n -= 1
        if n > 1:
            return _Funnel((*chain[:n], end), other, tail, length)
        k = 0
        while k + 1 < len(other) and side * _turn(other[k], other[k + 1], end) <= 0:
            tail, length = (other[k], tail), length + dist(other[k], other[k + 1])
            k += 1
        return _Funnel((other[k], end), other[k:], tail, length)

    def length_to(self, end: Vector) -> float:
        """Length of the taut line from the start to a place in the portal or behind it (m)."""
        funnel = self._move_left(end)
        return funnel.length + length_of(funnel.left)

    def line_to(self, end: Vector) -> list[Vector]:
        """The taut line from the start to a place in the portal or behind it."""
        funnel = self._move_left(end)
        walk, tail = [*reversed(funnel.left)], funnel.tail
        while tail is not None:
            here, tail = tail
            walk.append(here)
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
    return sum(map(dist, walk, walk[1:]))
