"""The wall that two rooms share: the stretches along which their edges face each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from offcamera.model.place import Point, Ring
from offcamera.model.space import Room
from offcamera.units import MATCHING, REACH

#: Edges that lean to each other by less than this are parallel (slope, about 3 degrees).
_PARALLEL = 0.05
#: Rooms that overlap by less than this still share the wall that both of them draw (m).
_OVERLAP = 0.3


#: Up to so many edges it is quicker to look at each.
_FEW = 64

Edge = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a room's edge, from its lower (else left) end; ``gap``: how far the other edge lies off."""

    start: Point
    end: Point
    gap: float

    @property
    def length(self) -> float:
        """Its length (m)."""
        return math.dist(self.start, self.end)

    def point_at(self, distance: float) -> Point:
        """The point ``distance`` from the start, on the same straight line beyond the ends too."""
        share = distance / self.length
        (ax, ay), (bx, by) = self.start, self.end
        return ax + (bx - ax) * share, ay + (by - ay) * share


def find_stretches(first: Room, second: Room) -> list[Stretch]:
    """The stretches that two rooms share, on the edges of ``first``, from the lower left one on.

    Edges that coincide come alone where there are any; else those that face each other over a wall of at
    most 1.2 m; for a room drawn inside another, the inner one's walls. Of stretches that begin at one corner
    the longest comes first.
    """
    near = _finder(list(_edges(second)))
    found = [piece for edge in _edges(first) for piece in _facing(edge, near(edge))]
    touching = [piece for piece in found if abs(piece.gap) <= MATCHING]
    joined = _join(touching or found or _around_inner(first, second))
    return sorted(joined, key=lambda s: (round(s.start[1], 3), round(s.start[0], 3), -s.length))


def _edges(room: Room) -> Iterator[Edge]:
    """The edges of a room with its inside on the left: outline and holes."""
    yield from _sides(room.polygon, clockwise=False)
    for hole in room.holes:
        yield from _sides(hole, clockwise=True)


def _sides(ring: Ring, *, clockwise: bool) -> Iterator[Edge]:
    area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True))
    corners = ring if (area < 0) == clockwise else ring[::-1]
    return zip(corners, (*corners[1:], corners[0]), strict=True)


def _finder(edges: list[Edge]) -> Callable[[Edge], list[Edge]]:
    """Which edges may face a given one; of a long outline only those whose boxes come within reach."""
    if len(edges) <= _FEW:
        return lambda _: edges
    ends = np.asarray(edges, dtype=float)
    low, high = ends.min(axis=1) - REACH, ends.max(axis=1) + REACH

    def near(edge: Edge) -> list[Edge]:
        ends = np.asarray(edge, dtype=float)
        hits = np.logical_and(low <= ends.max(axis=0), high >= ends.min(axis=0)).all(axis=1)
        return [edges[index] for index in np.flatnonzero(hits).tolist()]

    return near


def _facing(edge: Edge, others: list[Edge]) -> Iterator[Stretch]:
    pieces = [piece for other in others if (piece := _overlap(edge, other)) is not None]
    least = min((abs(piece.gap) for piece in pieces), default=0.0)
    return (piece for piece in pieces if abs(piece.gap) <= least + MATCHING)


def _overlap(edge: Edge, other: Edge) -> Stretch | None:
    """The part of ``edge`` that ``other`` faces from outside, within reach or overlapping a little.

    Only edges that run the other way face it: one that runs the same way is the far side of its room.
    """
    (ax, ay), (bx, by) = edge
    length = math.hypot(bx - ax, by - ay)
    if length <= MATCHING:
        return None
    ux, uy = (bx - ax) / length, (by - ay) / length
    (px, py), (qx, qy) = other
    d0, d1 = (px - ax) * uy - (py - ay) * ux, (qx - ax) * uy - (qy - ay) * ux
    gap = (d0 + d1) / 2.0
    if not -_OVERLAP <= gap <= REACH:
        return None
    s0, s1 = (px - ax) * ux + (py - ay) * uy, (qx - ax) * ux + (qy - ay) * uy
    if s1 > s0 or abs(d1 - d0) > _PARALLEL * (s0 - s1):
        return None
    low, high = max(0.0, s1), min(length, s0)
    if high - low <= MATCHING:
        return None
    return _from_lower((ax + ux * low, ay + uy * low), (ax + ux * high, ay + uy * high), gap)


def _from_lower(a: Point, b: Point, gap: float) -> Stretch:
    level = abs(a[1] - b[1]) <= MATCHING
    swap = b[0] < a[0] if level else b[1] < a[1]
    return Stretch(b, a, gap) if swap else Stretch(a, b, gap)


def _join(pieces: Sequence[Stretch]) -> list[Stretch]:
    """Pieces that follow one another on one line are one: a corner of another room ends no wall."""
    joined: list[Stretch] = []
    for piece in sorted(pieces, key=lambda s: (s.start[1], s.start[0])):
        for index, other in enumerate(joined):
            if _follows(other, piece):
                end = max(other.end, piece.end, key=lambda p: math.dist(other.start, p))
                joined[index] = Stretch(other.start, end, max(other.gap, piece.gap))
                break
        else:
            joined.append(piece)
    return joined


def _follows(a: Stretch, b: Stretch) -> bool:
    ux, uy = (a.end[0] - a.start[0]) / a.length, (a.end[1] - a.start[1]) / a.length
    off = [((x - a.start[0]) * uy - (y - a.start[1]) * ux) for x, y in (b.start, b.end)]
    along = (b.start[0] - a.start[0]) * ux + (b.start[1] - a.start[1]) * uy
    return max(map(abs, off)) <= MATCHING and -MATCHING <= along <= a.length + MATCHING


def _around_inner(first: Room, second: Room) -> list[Stretch]:
    """The walls of the one room that lies inside the other, less those that stand on the outer one's."""
    for inner, outer in ((first, second), (second, first)):
        if _box_holds(outer, inner) and all(_is_in(corner, outer) for corner in inner.polygon):
            sides = [_from_lower(a, b, 0.0) for a, b in _edges(inner) if math.dist(a, b) > MATCHING]
            return [side for side in sides if not _is_on_edge(side.point_at(side.length / 2), outer)]
    return []


def _box_holds(outer: Room, inner: Room) -> bool:
    (ax, ay, bx, by), (cx, cy, dx, dy) = (shapely.LinearRing(room.polygon).bounds for room in (outer, inner))
    return bool(cx >= ax - MATCHING and cy >= ay - MATCHING and dx <= bx + MATCHING and dy <= by + MATCHING)


def _is_in(p: Point, room: Room) -> bool:
    return _is_inside(p, room.polygon) or _is_on_edge(p, room)


def _is_inside(p: Point, ring: Ring) -> bool:
    """Whether a ray from ``p`` to the right crosses the ring an odd number of times."""
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > p[1]) != (by > p[1]) and p[0] < ax + (p[1] - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def _is_on_edge(p: Point, room: Room) -> bool:
    return any(_to_segment(p, a, b) <= MATCHING for a, b in _edges(room))


def distance_between(first: Room, second: Room) -> float:
    """The least distance (m) between the outlines of two rooms."""
    return float(shapely.distance(shapely.LinearRing(first.polygon), shapely.LinearRing(second.polygon)))


def _to_segment(p: Point, a: Point, b: Point) -> float:
    square = math.dist(a, b) ** 2
    share = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / square if square else 0.0
    share = min(1.0, max(0.0, share))
    return math.dist(p, (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
