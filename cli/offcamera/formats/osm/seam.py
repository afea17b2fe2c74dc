"""Walls that two rooms share but draw with different corners: made one where they nearly coincide.

A map gives its corners to 0.0000001 degrees (about 1 cm), and a corner that one room has on the wall of
another is often missing there: the two outlines then part by some millimetres, and a door between them would
have to lead through a sliver that is in both rooms or in none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import dist, hypot
from typing import Literal

import shapely
from shapely import Polygon

from offcamera.formats.osm.nest import DEEP, TOLD
from offcamera.formats.osm.outline import rings_of
from offcamera.formats.osm.room import Area
from offcamera.model.place import Doubt, Point, Ref, Ring
from offcamera.units import MATCHING

#: A corner this near (m) to another room's edge was meant to be on it: half the thickness of the thinnest
#: wall (0.10 m), which a map draws as one line anywhere between its faces.
SEAM = 0.05


#: What moved an outline: the corner, how far off it was (m), and the room that it came from.
_Moves = dict[Point, tuple[float, Ref]]


def close_seams(areas: Sequence[Area], doubts: list[Doubt]) -> list[Area]:
    """The areas of a level; what lies within ``SEAM`` of another room's corner is put on it.

    A corner is a node that somebody set; the edge that passes it by is only a line on which nobody set one.
    What moves by ``TOLD`` or more is told, by more than ``DEEP`` as a warning (decided case 24). What lies
    farther off than ``SEAM`` stays as drawn, and is an overlap or a gap.
    """
    moves: list[_Moves] = [{} for _ in areas]
    welded = _weld(areas, moves)
    tree = shapely.STRtree([area.drawn for area in welded])
    closed = []
    for number, area in enumerate(welded):
        near = tree.query(area.drawn, predicate="dwithin", distance=SEAM)
        met = _corners_on(area, [welded[i] for i in near if i != number])
        polygon = _sound([_insert(ring, sorted(met)) for ring in rings_of(area.drawn)], area.drawn)
        moves[number] |= met if polygon is not area.drawn else {}
        closed.append(replace(area, drawn=polygon, polygon=polygon))
        if doubt := _doubt(area, moves[number]):
            doubts.append(doubt)
    return closed


def _sound(rings: Sequence[Sequence[Point]], drawn: Polygon) -> Polygon:
    """The polygon of these rings; the one that was drawn where nothing moved, or it would cross itself."""
    outline, *holes = rings
    moved = Polygon(outline, holes)
    return drawn if not moved.is_valid or moved.equals_exact(drawn) else moved


def _weld(areas: Sequence[Area], moves: list[_Moves]) -> list[Area]:
    """Corners of different rooms within ``SEAM`` made one: the one that most rooms have."""
    owners: dict[Point, set[int]] = {}
    for number, area in enumerate(areas):
        for corner in shapely.get_coordinates(area.drawn).tolist():
            owners.setdefault((corner[0], corner[1]), set()).add(number)
    meant: dict[Point, Point] = {}
    for group in _groups(sorted(owners)):
        several = [number for corner in group for number in owners[corner]]
        if len(group) > 1 and len(several) == len(set(several)):
            meant |= dict.fromkeys(group, min(group, key=lambda corner: (-len(owners[corner]), corner)))
    welded = []
    for number, area in enumerate(areas):
        rings = rings_of(area.drawn)
        polygon = _sound([[meant.get(corner, corner) for corner in ring] for ring in rings], area.drawn)
        welded.append(replace(area, drawn=polygon, polygon=polygon))
        if polygon is not area.drawn:
            pairs = [(corner, meant[corner]) for ring in rings for corner in ring if corner in meant]
            moves[number] |= {
                to: (dist(corner, to), min(areas[i].ref for i in owners[to])) for corner, to in pairs
            }
    return welded


def _groups(corners: Sequence[Point]) -> list[list[Point]]:
    """Corners that lie within ``SEAM`` of each other, each group a chain."""
    points = shapely.points(corners)
    first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=SEAM)
    leader = list(range(len(corners)))
    for i, j in sorted((i, j) for i, j in zip(first.tolist(), second.tolist(), strict=True) if i < j):
        old, new = sorted((leader[i], leader[j]), reverse=True)
        if old != new:
            leader = [new if k == old else k for k in leader]
    groups: dict[int, list[Point]] = {}
    for corner, k in zip(corners, leader, strict=True):
        groups.setdefault(k, []).append(corner)
    return list(groups.values())


def _corners_on(area: Area, near: Sequence[Area]) -> _Moves:
    """Corners of other rooms that lie on the outline of this one and are no corner of it: how far off (m)."""
    outline = area.drawn.boundary
    own = shapely.MultiPoint([corner for ring in rings_of(area.drawn) for corner in ring])
    met: _Moves = {}
    for other in sorted(near, key=lambda other: other.ref):
        corners = [corner for ring in rings_of(other.drawn) for corner in ring]
        points = shapely.points(corners)
        off, free = shapely.distance(points, outline), shapely.distance(points, own) > MATCHING
        for corner, distance, is_free in zip(corners, off.tolist(), free.tolist(), strict=True):
            if is_free and distance <= SEAM:
                met.setdefault(corner, (distance, other.ref))
    return met


def _insert(ring: Ring, corners: Sequence[Point]) -> list[Point]:
    """A ring with each corner put on the edge next to it, in the order in which the edge meets them."""
    ends = (*ring[1:], ring[0])
    on: dict[int, list[tuple[float, Point]]] = {}
    for corner in corners:
        feet = [_foot(a, b, corner) for a, b in zip(ring, ends, strict=True)]
        edge = min(range(len(feet)), key=lambda i: feet[i][1])
        share, off = feet[edge]
        if off <= SEAM and 0.0 < share < 1.0:
            on.setdefault(edge, []).append((share, corner))
    return [
        point
        for i, corner in enumerate(ring)
        for point in (corner, *(between for _, between in sorted(on.get(i, ()))))
    ]


def _foot(a: Point, b: Point, place: Point) -> tuple[float, float]:
    """How far along the edge from a to b its point next to a place lies (0 to 1), and how far off (m)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / (dx * dx + dy * dy)
    share = min(1.0, max(0.0, share))
    return share, hypot(a[0] + share * dx - place[0], a[1] + share * dy - place[1])


def _doubt(area: Area, moves: _Moves) -> Doubt | None:
    """What is told of an outline that moved: the rooms whose corners it was led over, and how far."""
    told = [(off, ref) for off, ref in moves.values() if off >= TOLD]
    if not told:
        return None
    most = max(off for off, _ in told)
    about = (area.ref, *sorted({ref for _, ref in told} - {area.ref}))
    weight: Literal["warning", "note"] = "warning" if most > DEEP else "note"
    return Doubt("corners-welded", about, area.thing.place, weight, {"moved": round(most, 3)})
