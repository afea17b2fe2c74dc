"""Walls that two rooms share but draw with different corners: made one where they nearly coincide.

A map gives its corners to 0.0000001 degrees (about 1 cm), and a corner that one room has on the wall of
another is often missing there: the two outlines then part by some millimetres, and a door between them would
have to lead through a sliver that is in both rooms or in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot

import shapely
from shapely import Polygon

from offcamera.formats.osm.nest import DEEP, TOLD
from offcamera.formats.osm.outline import rings_of
from offcamera.formats.osm.room import Area
from offcamera.model.place import Doubt, Point, Ring
from offcamera.units import COINCIDENT, MATCHING

#: A corner of another room that lies on an edge: the number of the edge, how far along it, how far off (m).
_Met = tuple[int, float, float, Point]


def close_seams(areas: Sequence[Area], doubts: list[Doubt]) -> list[Area]:
    """The areas of a level, each edge with the corners of other rooms that lie within ``DEEP`` of it.

    The corner is a node that somebody set, the edge past it only a line that nobody drew a corner on: so the
    edge goes to the corner. What moves by ``TOLD`` or more is told (decided case 24); what lies deeper than
    ``DEEP`` stays as drawn, and is an overlap or a gap.
    """
    tree = shapely.STRtree([area.drawn for area in areas])
    closed = []
    for number, area in enumerate(areas):
        near = [areas[i] for i in tree.query(area.drawn, predicate="dwithin", distance=DEEP) if i != number]
        polygon, moved, others = _close(area, near)
        closed.append(replace(area, drawn=polygon, polygon=polygon))
        if moved >= TOLD:
            about = (area.ref, *(other.ref for other in others))
            figures: dict[str, float | str] = {"moved": round(moved, 3)}
            doubts.append(Doubt("edge-put-on-corner", about, area.thing.place, "note", figures))
    return closed


def _close(area: Area, near: Sequence[Area]) -> tuple[Polygon, float, list[Area]]:
    """The outline with its neighbours' corners on it, how far it moved (m), and which neighbours moved it."""
    rings = rings_of(area.drawn)
    moved, others = 0.0, []
    corners: dict[Point, float] = {}
    for other in sorted(near, key=lambda other: other.ref):
        found = dict(_corners_on(rings, other))
        corners |= found
        if max(found.values(), default=0.0) >= TOLD:
            others.append(other)
    outline, *holes = [_put_on(ring, list(corners)) for ring in rings]
    polygon = Polygon(outline, holes)
    if not corners or not polygon.is_valid:
        return area.drawn, 0.0, []
    return polygon, max(moved, *corners.values()), others


def _corners_on(rings: Sequence[Ring], other: Area) -> Iterator[tuple[Point, float]]:
    """Corners of another room that lie on an edge of these rings, and how far off it."""
    lines = shapely.linearrings([(*ring, ring[0]) for ring in rings])
    own = shapely.MultiPoint([corner for ring in rings for corner in ring])
    for ring in rings_of(other.drawn):
        points = shapely.points(ring)
        off = shapely.distance(points[:, None], lines[None, :]).min(axis=1)
        free = shapely.distance(points, own) > MATCHING
        yield from (
            (corner, float(d)) for corner, d, f in zip(ring, off, free, strict=True) if f and d <= DEEP
        )
