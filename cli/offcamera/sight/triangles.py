"""Constrained triangulation of polygons, by GEOS, with a way round the few that it cannot do whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.cells import polygons_of
from offcamera.sight.floor import Floats, Ints, Shapes
from offcamera.sight.overlay import areas_in
from offcamera.sight.stitch import stitch
from offcamera.sight.subdivide import bridge

Box = tuple[float, float, float, float]
#: A polygon of more corners than this is cut into tiles first.
_MOST_CORNERS = 400
#: A corner lies on a cut when it is this near (m).
_ON_CUT = 1e-7
#: How far cut lines stand off the corners of the drawing (m).
_OFF_GRID = 0.0137


def triangulate(polygons: Shapes) -> tuple[Floats, Ints]:
    """Triangles (n, 3, 2) of some polygons, and for each the number of its polygon.

    Every corner of a triangle is a corner of its polygon, bit for bit.
    """
    try:
        several = shapely.constrained_delaunay_triangles(polygons)
    except GEOSException:
        several = np.array([_one_by_one(p) for p in polygons], dtype=object)
    face = np.repeat(np.arange(len(several)), shapely.get_num_geometries(several))
    return shapely.get_coordinates(several).reshape(-1, 4, 2)[:, :3], face


def tile(polygon: Polygon, most: int = _MOST_CORNERS) -> tuple[list[Polygon], Floats]:
    """A polygon cut into tiles of about ``most`` corners each, and the corners (n, 2) that the cuts made.

    Triangulation slows down with many holes. The cuts are no walls: both sides belong to one cell. They stand
    off the drawing's grid, and every tile gets the corners that its neighbours have on a common cut.
    """
    if shapely.get_num_coordinates(polygon) <= most:
        return [polygon], np.empty((0, 2))
    tiles, cuts = _halve(polygon, most)
    corners = shapely.get_coordinates(np.array(tiles, dtype=object))
    on_cuts = [
        np.abs(corners[:, int(c[0, 1] == c[1, 1])] - c[0, int(c[0, 1] == c[1, 1])]) < _ON_CUT for c in cuts
    ]
    made = corners[np.any(on_cuts, axis=0)] if cuts else np.empty((0, 2))
    return list(stitch(np.array(tiles, dtype=object), np.array(cuts).reshape(-1, 2, 2), made)), made


def _halve(polygon: Polygon, most: int) -> tuple[list[Polygon], list[Floats]]:
    """Tiles and the lines that they were cut along, each at the middle of the longer side."""
    corners = shapely.get_coordinates(polygon)
    if len(corners) <= most:
        return [polygon], []
    x0, y0, x1, y1 = polygon.bounds
    across = int(y1 - y0 > x1 - x0)
    at = float(np.median(corners[:, across])) + _OFF_GRID
    halves = ((x0, y0, x1, at), (x0, at, x1, y1)) if across else ((x0, y0, at, y1), (at, y0, x1, y1))
    parts = _clip(polygon, across, at, halves)
    if max(shapely.get_num_coordinates(p) for p in parts) >= len(corners):
        return [polygon], []
    cut = np.array([(x0, at), (x1, at)] if across else [(at, y0), (at, y1)])
    smaller = [_halve(p, most) for p in parts]
    return [t for tiles, _ in smaller for t in tiles], [cut, *(c for _, cuts in smaller for c in cuts)]


def _clip(polygon: Polygon, across: int, at: float, halves: Sequence[Box]) -> list[Polygon]:
    """The parts of a polygon in each half; only the rings that the cut meets need to be overlaid."""
    outline, *holes = shapely.get_rings(polygon)
    rings = np.array(holes, dtype=object)
    bounds = shapely.bounds(rings).reshape(-1, 4)
    beside = (bounds[:, 2 + across] < at, bounds[:, across] > at)
    met = _polygon(outline, rings[~(beside[0] | beside[1])])
    parts: list[Polygon] = []
    for half, there in zip(halves, beside, strict=True):
        pieces = _with_holes(areas_in(shapely.intersection(met, shapely.box(*half))), rings[there])
        parts += pieces or polygons_of(shapely.intersection(polygon, shapely.box(*half)))
    return parts


def _with_holes(pieces: list[Polygon], holes: Shapes) -> list[Polygon]:
    """The pieces, each with those of the holes that lie in it; none where that cannot be told."""
    shapes = np.array(pieces, dtype=object)
    piece, hole = shapely.STRtree(holes).query(shapes, predicate="covers")
    if len(hole) != len(holes) or len(np.unique(hole)) != len(holes):
        return []
    rings = [list(shapely.get_rings(p)) for p in pieces]
    for k, h in zip(piece.tolist(), holes[hole], strict=True):
        rings[k].append(h)
    return [q for r in rings for q in polygons_of(_polygon(r[0], r[1:]))]


def _polygon(outline: LinearRing, holes: Sequence[LinearRing] | Shapes) -> Polygon:
    return shapely.polygons(outline, holes=list(holes) or None)


def _one_by_one(polygon: Polygon) -> BaseGeometry:
    """A polygon whose holes GEOS cannot join to its outline is parted along Delaunay edges first."""
    try:
        return shapely.constrained_delaunay_triangles(polygon)
    except GEOSException:
        faces = np.array(bridge(polygon), dtype=object)
        parts = shapely.get_parts(shapely.constrained_delaunay_triangles(faces))
        return shapely.GeometryCollection(list(parts))
