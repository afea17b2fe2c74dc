"""Which room edges an opening goes through (design 2 and 3.1; cases 1, 23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot

import numpy as np
import shapely

from offcamera.sight.floor import Floats, HoleShape, Ints, Notes, Shapes, Vector, lines_of
from offcamera.units import COINCIDENT, MATCHING, REACH

#: How far two faces of a wall may lean against each other (cosine): 30 degrees.
_FACING = 0.866
#: Overlap of two rooms up to which their edges count as one wall (m); case 24.
_OVERLAP = 0.02


@dataclass(frozen=True)
class Edges:
    """All edges of all rings: room, ring, place in the ring, both ends (n, 2); the room is on the left."""

    room: Ints
    ring: Ints
    place: Ints
    start: Floats
    end: Floats

    @cached_property
    def lines(self) -> Shapes:
        """The edges as shapely lines."""
        return lines_of(np.stack([self.start, self.end], axis=1))

    @cached_property
    def ends(self) -> list[tuple[Vector, Vector]]:
        """Both ends of each edge, as plain numbers: what is read one by one is read faster so."""
        return [((a, b), (c, d)) for a, b, c, d in np.column_stack([self.start, self.end]).tolist()]

    @cached_property
    def rooms(self) -> list[int]:
        """The room of each edge, as plain numbers."""
        return [int(r) for r in self.room]


def list_edges(rooms: Sequence[Sequence[Floats]]) -> Edges:
    """List the edges of rings that run with their room on the left (outlines ccw, holes cw)."""
    which: list[Ints] = []
    starts: list[Floats] = []
    ends: list[Floats] = []
    for r, rings in enumerate(rooms):
        for k, ring in enumerate(rings):
            n = len(ring)
            which.append(np.column_stack([np.full(n, r), np.full(n, k), np.arange(n)]))
            starts.append(ring)
            ends.append(np.roll(ring, -1, axis=0))
    if not which:
        none, nowhere = np.empty(0, dtype=np.intp), np.empty((0, 2))
        return Edges(none, none, none, nowhere, nowhere)
    w = np.concatenate(which)
    return Edges(w[:, 0], w[:, 1], w[:, 2], np.concatenate(starts), np.concatenate(ends))


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of an opening on the edge of a room: the edge, and both ends of the stretch on it."""

    edge: int
    start: Vector
    end: Vector


@dataclass(frozen=True, slots=True)
class _Facing:
    """A room edge in the frame of an opening: along the opening (t) and square to it (s)."""

    edge: int
    ahead: bool  #: the room lies beyond the opening, to the left of its direction
    t0: float
    s0: float
    t1: float
    s1: float
    corners: tuple[Vector, Vector]

    @property
    def ends(self) -> Iterator[tuple[float, Vector]]:
        """Both corners of the edge, each after its place along the opening."""
        yield self.t0, self.corners[0]
        yield self.t1, self.corners[1]

    def covers(self, t: float) -> bool:
        """Does the edge pass the place t of the opening?"""
        return min(self.t0, self.t1) <= t <= max(self.t0, self.t1)

    def offset(self, t: float) -> float:
        """How far beyond the opening's line the edge lies at t."""
        return self.s0 + (self.s1 - self.s0) * (t - self.t0) / (self.t1 - self.t0)


@dataclass(frozen=True, slots=True)
class _Segment:
    """One straight stretch of a hole: its number, where it starts, its direction, and the frame of it."""

    hole: int
    start: Vector
    along: Vector  #: unit vector; the unit vector to its left is (−y, x)
    width: float
    gap: bool  #: no opening, but the gap between two rooms: it needs a face of both

    def point(self, t: float, s: float) -> Vector:
        """The place t along the stretch and s to its left."""
        (x, y), (u, v) = self.start, self.along
        return x + t * u - s * v, y + t * v + s * u

    def place(self, x: float, y: float) -> Vector:
        """How far along the stretch (x, y) lies, and how far to its left."""
        dx, dy, (u, v) = x - self.start[0], y - self.start[1], self.along
        return dx * u + dy * v, dy * u - dx * v


def pierce(holes: Sequence[HoleShape], edges: Edges, more: Sequence[Floats], notes: Notes) -> list[list[Cut]]:
    """For each hole, the stretches of room edges that it goes through.

    ``more`` are lines (n, 2) that end or cross at openings: a stretch is cut there too, so that both sides
    of it have the same corners. Where nothing faces a hole the list is empty: it may lie on a free wall.
    """
    cuts: list[list[Cut]] = [[] for _ in holes]
    segments = [_segment(h, hole, k) for h, hole in enumerate(holes) for k in range(len(hole.line) - 1)]
    if not segments:
        return cuts
    shapes = lines_of([[s.start, s.point(s.width, 0.0)] for s in segments])
    near = _near(shapes, edges.lines)
    crossing = _crossings(edges, {e for found in near for e in found}, more)
    for k, segment in enumerate(segments):
        rooms = holes[segment.hole].between
        mine = [e for e in near[k] if rooms is None or edges.rooms[e] in rooms]
        cuts[segment.hole] += _pierce_segment(segment, edges, mine, crossing, notes)
    return cuts


def _segment(h: int, hole: HoleShape, k: int) -> _Segment:
    (ax, ay), (bx, by) = hole.line[k].tolist(), hole.line[k + 1].tolist()
    width = hypot(bx - ax, by - ay)
    return _Segment(h, (ax, ay), ((bx - ax) / width, (by - ay) / width), width, hole.between is not None)


def _near(shapes: Shapes, lines: Shapes) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in shapes]
    if len(lines):
        hits = shapely.STRtree(lines).query(shapes, predicate="dwithin", distance=REACH)
        for k, e in hits.T.tolist():
            found[k].append(e)
    return found


def _crossings(edges: Edges, wanted: set[int], more: Sequence[Floats]) -> dict[int, list[Vector]]:
    """Where other lines end on, or cross, the edges that openings may go through."""
    found: dict[int, list[Vector]] = {}
    lines = lines_of([pair for m in more for pair in pairwise(m)])
    numbers = sorted(wanted)
    if not len(lines) or not numbers:
        return found
    mine = edges.lines[numbers]
    k, m = shapely.STRtree(lines).query(mine, predicate="dwithin", distance=MATCHING)
    points, pair = shapely.get_coordinates(shapely.intersection(mine[k], lines[m]), return_index=True)
    ends = shapely.get_coordinates(lines[m])
    twice = np.repeat(np.arange(len(k)), 2)
    near = shapely.distance(shapely.points(ends), mine[k[twice]]) < MATCHING
    points, pair = np.concatenate([points, ends[near]]), np.concatenate([pair, twice[near]])
    for number, (x, y) in zip(k[pair].tolist(), points.tolist(), strict=True):
        found.setdefault(numbers[number], []).append((x, y))
    return found


def _pierce_segment(
    segment: _Segment, edges: Edges, near: list[int], crossing: dict[int, list[Vector]], notes: Notes
) -> Iterator[Cut]:
    facing = [f for f in (_face(e, edges, segment) for e in near) if f]
    ends = [t for f in facing for t in (f.t0, f.t1)]
    ends += [segment.place(x, y)[0] for f in facing for x, y in crossing.get(f.edge, ())]
    stops = [0.0, *sorted(t for t in ends if COINCIDENT < t < segment.width - COINCIDENT), segment.width]
    stops = [t for i, t in enumerate(stops) if i == 0 or t - stops[i - 1] > COINCIDENT]
    for stretch in pairwise(stops):
        yield from _cut(segment, stretch, facing, notes)


def _face(e: int, edges: Edges, segment: _Segment) -> _Facing | None:
    corners = edges.ends[e]
    t0, s0 = segment.place(*corners[0])
    t1, s1 = segment.place(*corners[1])
    length = hypot(t1 - t0, s1 - s0)
    overlap = min(max(t0, t1), segment.width) - max(min(t0, t1), 0.0)
    if length == 0.0 or abs(t1 - t0) < _FACING * length or overlap < COINCIDENT:
        return None
    return _Facing(e, t1 > t0, t0, s0, t1, s1, corners)


def _cut(segment: _Segment, stretch: Vector, facing: list[_Facing], notes: Notes) -> Iterator[Cut]:
    """The near and the far face of one stretch; a wall of no thickness gives the same corners to both."""
    middle = (stretch[0] + stretch[1]) / 2
    faces = [f for f in _nearest_faces(facing, middle) if f is not None]
    if not faces or (segment.gap and len(faces) < 2):
        return
    if not segment.gap:
        _doubt(segment, [f.offset(middle) for f in faces], notes)
    thin = len(faces) == 2 and all(
        -_OVERLAP <= faces[1].offset(t) - faces[0].offset(t) <= MATCHING for t in stretch
    )
    for f in faces:
        on = faces[0] if thin else f
        yield Cut(f.edge, *(_corner(segment.point(t, on.offset(t)), t, facing) for t in stretch))


def _doubt(segment: _Segment, offsets: list[float], notes: Notes) -> None:
    """Note an opening that lies off its wall, or that goes through an uncommonly thick one (case 1, 23)."""
    within = len(offsets) == 2 and offsets[0] <= 0 <= offsets[1]
    if not within and min(map(abs, offsets)) > 5 * COINCIDENT:
        notes.add("opening-off-wall", ("hole", segment.hole), distance=round(min(map(abs, offsets)), 3))
    if len(offsets) == 2 and offsets[1] - offsets[0] > REACH / 2 + COINCIDENT:
        notes.add("thick-wall", ("hole", segment.hole), thickness=round(offsets[1] - offsets[0], 3))


def _nearest_faces(facing: list[_Facing], t: float) -> tuple[_Facing | None, _Facing | None]:
    """The face of the room behind the opening at t, and that of the room ahead, as far as there are such."""
    here = [f for f in facing if f.covers(t)]
    behind = min((f for f in here if not f.ahead), key=lambda f: abs(f.offset(t)), default=None)
    ahead = min((f for f in here if f.ahead), key=lambda f: abs(f.offset(t)), default=None)
    if behind and ahead and not -_OVERLAP <= ahead.offset(t) - behind.offset(t) <= REACH:
        return (behind, None) if abs(behind.offset(t)) <= abs(ahead.offset(t)) else (None, ahead)
    return behind, ahead


def _corner(point: Vector, t: float, facing: list[_Facing]) -> Vector:
    """The corner of a room that lies here, if there is one, so that both sides share it bit for bit."""
    corners = [corner for f in facing for at, corner in f.ends if abs(at - t) <= COINCIDENT]
    best = min(corners, key=lambda c: _away(c, point), default=point)
    return best if _away(best, point) <= MATCHING else point


def _away(p: Vector, q: Vector) -> float:
    return hypot(p[0] - q[0], p[1] - q[1])
