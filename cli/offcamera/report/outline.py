"""Outlines of rooms as they are drawn: cut where openings lie and where there is no wall."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

from offcamera.model.place import Point, Ring
from offcamera.model.plan import Level
from offcamera.model.space import Room
from offcamera.units import REACH

Item = TypeVar("Item")
Segment = tuple[Point, Point]
Box = tuple[float, float, float, float]
#: A line this near to an edge lies on it (m): the drawing forgives what the audit tells.
_ON = 0.05
_CELL = 6.0
#: A thing over more cells than this is looked at always: a slipped point makes a wall of many kilometres.
_MOST_CELLS = 4096
#: Edges within 5 degrees run alongside.
_ALONGSIDE = math.sin(math.radians(5))


@dataclass(slots=True)
class Grid(Generic[Item]):
    """Things by where they are, so that a large level is drawn in a time that grows with its size."""

    cells: dict[tuple[int, int], list[Item]] = field(default_factory=lambda: defaultdict(list))
    huge: list[Item] = field(default_factory=list)  #: things over too many cells to be kept in each

    def add(self, item: Item, box: Box) -> None:
        """Keep a thing by its box (left, bottom, right, top in metres)."""
        if _is_huge(box):
            self.huge.append(item)
            return
        for cell in _cells(box):
            self.cells[cell].append(item)

    def near(self, box: Box) -> list[Item]:
        """Things whose boxes may touch this one, each once."""
        if _is_huge(box):
            lists = list(self.cells.values())
        else:
            lists = [self.cells[cell] for cell in _cells(box) if cell in self.cells]
        return list({id(item): item for items in (*lists, self.huge) for item in items}.values())


def _spans(box: Box) -> tuple[range, range]:
    """The columns and the rows of cells that a box lies over."""
    left, bottom, right, top = (math.floor(v / _CELL) for v in box)
    return range(left, right + 1), range(bottom, top + 1)


def _is_huge(box: Box) -> bool:
    columns, rows = _spans(box)
    return len(columns) * len(rows) > _MOST_CELLS


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    return product(*_spans(box))


def box_of(points: Iterable[Point], margin: float = 0.0) -> Box:
    """The box round some points, with a margin (m)."""
    xs, ys = zip(*points, strict=True)
    return (min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)


def edges(ring: Ring) -> Iterator[Segment]:
    """The edges of a ring."""
    yield from zip(ring, (*ring[1:], *ring[:1]), strict=True)


def signed_area(ring: Ring) -> float:
    """Area of a ring (m²), positive when it runs anticlockwise (the shoelace formula)."""
    pairs = edges(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def is_inside(point: Point, ring: Ring) -> bool:
    """Does a point lie inside a ring (crossing number)?"""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in edges(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def in_room(point: Point, room: Room) -> bool:
    """Does a point lie in a room and in none of its holes?"""
    return is_inside(point, room.polygon) and not any(is_inside(point, hole) for hole in room.holes)


@dataclass(frozen=True, slots=True)
class Outlines:
    """What is needed to cut the outlines of a level's rooms."""

    rooms: Grid[Room]
    gaps: Grid[Segment]
    joined: dict[str, list[Room]]  #: rooms without a wall between, by the id of either

    def room_at(self, point: Point) -> Room | None:
        """The first room in which a point lies."""
        near = self.rooms.near((*point, *point))
        return next((room for room in near if in_room(point, room)), None)

    def cut(self, room: Room) -> list[tuple[Sequence[Point], bool]]:
        """The drawn pieces of a room's outlines: points, and whether they close."""
        return [piece for ring in (room.polygon, *room.holes) for piece in self._cut_ring(ring, room)]

    def _cut_ring(self, ring: Ring, room: Room) -> list[tuple[Sequence[Point], bool]]:
        kept = [_keep(edge, self._gaps_in(edge, room)) for edge in edges(ring)]
        if all(spans == [(0.0, 1.0)] for spans in kept):
            return [(ring, True)]
        pieces: list[list[Point]] = []
        for (a, b), spans in zip(edges(ring), kept, strict=True):
            for start, end in spans:
                first, last = _along(a, b, start), _along(a, b, end)
                if start == 0.0 and pieces and pieces[-1][-1] == a:
                    pieces[-1].append(last)
                else:
                    pieces.append([first, last])
        if len(pieces) > 1 and pieces[-1][-1] == pieces[0][0]:
            pieces[0] = [*pieces.pop()[:-1], *pieces[0]]
        return [(piece, False) for piece in pieces]

    def _gaps_in(self, edge: Segment, room: Room) -> list[tuple[float, float]]:
        found = [self._gap(edge, segment) for segment in self.gaps.near(box_of(edge, REACH))]
        for other in self.joined.get(room.id, ()):
            found += [_overlap(edge, side, _ON) for side in edges(other.polygon)]
        return [gap for gap in found if gap]

    def _gap(self, edge: Segment, segment: Segment) -> tuple[float, float] | None:
        near = _overlap(edge, segment, _ON)
        if near:
            return near
        far = _overlap(edge, segment, REACH)
        if far is None:
            return None
        middle = _along(*segment, 0.5)
        foot = _along(*edge, (far[0] + far[1]) / 2)
        between = ((middle[0] + foot[0]) / 2, (middle[1] + foot[1]) / 2)
        return far if self.room_at(between) is None else None


def read_outlines(level: Level) -> Outlines:
    """Prepare the outlines of a level."""
    rooms: Grid[Room] = Grid()
    gaps: Grid[Segment] = Grid()
    for room in level.rooms:
        rooms.add(room, box_of(room.polygon))
    for opening in level.openings:
        for segment in zip(opening.line, opening.line[1:], strict=False):
            gaps.add(segment, box_of(segment))
    return Outlines(rooms, gaps, _join_open(level.rooms))


def _join_open(rooms: Sequence[Room]) -> dict[str, list[Room]]:
    by_id = {room.id: room for room in rooms}
    joined: dict[str, list[Room]] = defaultdict(list)
    for room in rooms:
        for other in (by_id[name] for name in room.open if name in by_id):
            joined[room.id].append(other)
            joined[other.id].append(room)
    return joined


def _along(a: Point, b: Point, t: float) -> Point:
    if t in (0.0, 1.0):
        return a if t == 0.0 else b
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _overlap(edge: Segment, other: Segment, reach: float) -> tuple[float, float] | None:
    """The part of ``edge`` (0 to 1) that ``other`` runs alongside within ``reach`` metres."""
    (ax, ay), (bx, by) = edge
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    (px, py), (qx, qy) = other
    size = math.hypot(qx - px, qy - py)
    if min(length, size) == 0 or abs(dx * (qy - py) - dy * (qx - px)) > _ALONGSIDE * length * size:
        return None
    off = abs(dx * ((py + qy) / 2 - ay) - dy * ((px + qx) / 2 - ax)) / length
    ts = sorted((dx * (x - ax) + dy * (y - ay)) / length**2 for x, y in other)
    start, end = max(0.0, ts[0]), min(1.0, ts[1])
    return (start, end) if off <= reach and (end - start) * length > 0.01 else None


def _keep(edge: Segment, gaps: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What is left of an edge (0 to 1) when its gaps are taken out; no crumbs under 5 mm."""
    least = 0.005 / max(math.dist(*edge), 0.005)
    kept, start = [], 0.0
    for left, right in sorted(gaps):
        if left - start > least:
            kept.append((start, left))
        start = max(start, right)
    if 1.0 - start > least:
        kept.append((start, 1.0))
    return kept
