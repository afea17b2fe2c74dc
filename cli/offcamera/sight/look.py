"""What lies in a straight line over a floor in triangles: looking through portals, each a hair too wide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from math import hypot

from offcamera.sight.floor import Vector
from offcamera.sight.portals import Portals

#: What goes past an edge of the floor by less than this (m) is on it.
HAIR = 0.002
#: Either end of a beam that is all round: nothing lies to the left or the right of it.
_ROUND = (0.0, 0.0)


def look(doors: Portals, eye: Vector, begun: int) -> Iterator[tuple[int, tuple[Vector, Vector]]]:
    """The triangles that a place in one of them sees, each with the right and the left of the beam (m).

    Triangular expansion. In the triangle where it begins the beam is all round: both are (0, 0).
    """
    waiting: list[tuple[int, int, Vector, Vector]] = [(begun, -1, _ROUND, _ROUND)]
    while waiting:
        t, last, right, left = waiting.pop()
        yield t, (right, left)
        for i in range(doors.first[t], doors.first[t + 1]):
            if doors.across[i] != last:
                a, b = _ends(doors, i, eye)
                a = right if _cross(right, a) < 0 else a
                b = left if _cross(left, b) > 0 else b
                if _cross(a, b) > 0:
                    waiting.append((doors.across[i], t, a, b))


def is_free(doors: Portals, line: tuple[Vector, Vector], begun: Iterable[int], ends: Collection[int]) -> bool:
    """Does a line lie on the floor from one of the triangles where it begins to one where it ends?"""
    eye, end = line
    way = end[0] - eye[0], end[1] - eye[1]
    waiting = [*begun]
    known = set(waiting)
    while waiting:
        t = waiting.pop()
        if t in ends:
            return True
        for i in range(doors.first[t], doors.first[t + 1]):
            onward = doors.across[i]
            if onward not in known:
                a, b = _ends(doors, i, eye)
                if _cross(a, way) >= 0 and _cross(way, b) >= 0 and _cross(a, b) > 0:
                    known.add(onward)
                    waiting.append(onward)
    return False


def _ends(doors: Portals, i: int, eye: Vector) -> tuple[Vector, Vector]:
    """The right and the left end of a portal as seen from a place, each a hair farther out."""
    x, y = eye
    rx, ry, lx, ly = doors.right_x[i], doors.right_y[i], doors.left_x[i], doors.left_y[i]
    hair = HAIR / (hypot(lx - rx, ly - ry) or 1.0)
    dx, dy = (lx - rx) * hair, (ly - ry) * hair
    return (rx - dx - x, ry - dy - y), (lx + dx - x, ly + dy - y)


def _cross(a: Vector, b: Vector) -> float:
    """Positive where b lies to the left of a."""
    return a[0] * b[1] - a[1] * b[0]
