"""Outlines that are not what they should be: repaired where that is sure, else left out, and told."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import shapely
from shapely import GeometryCollection, MultiPolygon, Polygon

from offcamera.model.place import Point, Ring
from offcamera.units import COINCIDENT

#: A room smaller than this (m²) is a slip of the pen.
LEAST_ROOM = 0.01


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline in metres; ``polygon`` None: left out. ``what`` is its doubt, empty when there is none."""

    polygon: Polygon | None
    what: str = ""
    why: str = ""
    drawn: float = 0.0  #: area inside the ring as it was drawn (m²)


def read_outline(rings: tuple[Ring, ...]) -> Outline:
    """A valid polygon of an outline and its holes, or the reason why there is none.

    One that crosses itself is repaired (``shapely.make_valid``) only when a single polygon results: of a
    figure of eight nobody knows which half was meant.
    """
    clean = [_drop_repeats(ring) for ring in rings]
    if not clean or len(clean[0]) < 3:
        return Outline(None, "outline-without-area", "fewer than three corners")
    drawn = Polygon(clean[0], [ring for ring in clean[1:] if len(ring) >= 3])
    if not drawn.is_valid:
        return _repair(drawn)
    if drawn.area < LEAST_ROOM:
        return Outline(None, "outline-without-area", "no area", drawn.area)
    return Outline(drawn, drawn=drawn.area)


def _drop_repeats(ring: Ring) -> list[Point]:
    kept: list[Point] = []
    for corner in ring:
        if not kept or hypot(corner[0] - kept[-1][0], corner[1] - kept[-1][1]) > COINCIDENT:
            kept.append(corner)
    while len(kept) > 1 and hypot(kept[0][0] - kept[-1][0], kept[0][1] - kept[-1][1]) <= COINCIDENT:
        kept.pop()
    return kept


def _repair(drawn: Polygon) -> Outline:
    why = shapely.is_valid_reason(drawn).split("[")[0].strip().lower()
    pieces = polygons_of(shapely.make_valid(drawn))
    if len(pieces) == 1 and pieces[0].area >= LEAST_ROOM:
        return Outline(pieces[0], "outline-repaired", why, drawn.area)
    return Outline(None, "outline-crosses-itself", why, drawn.area)


def polygons_of(shape: shapely.Geometry) -> list[Polygon]:
    """The polygons of any shape; points and lines are no floor."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    if isinstance(shape, MultiPolygon | GeometryCollection):
        return [polygon for part in shape.geoms for polygon in polygons_of(part)]
    return []


def rings_of(polygon: Polygon) -> tuple[Ring, ...]:
    """Outline and holes as rings whose first corner is not repeated."""
    return tuple(
        tuple((x, y) for x, y in ring.coords[:-1]) for ring in (polygon.exterior, *polygon.interiors)
    )
