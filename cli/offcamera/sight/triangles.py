"""Constrained triangulation of polygons, by GEOS, with a way round the few that it cannot do whole."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry import Polygon

from offcamera.sight.floor import Ints, Shapes
from offcamera.sight.subdivide import bridge


def triangulate(polygons: Shapes) -> tuple[Shapes, Ints]:
    """Triangles of some polygons, and for each the number of its polygon; every corner is one of theirs."""
    try:
        parts, face = shapely.get_parts(shapely.constrained_delaunay_triangles(polygons), return_index=True)
    except GEOSException:
        several = [_one_by_one(p) for p in polygons]
        parts = np.concatenate(several)
        face = np.repeat(np.arange(len(several)), [len(s) for s in several])
    return parts, face


def _one_by_one(polygon: Polygon) -> Shapes:
    """A polygon whose holes GEOS cannot join to its outline is parted along Delaunay edges first."""
    try:
        return shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
    except GEOSException:
        faces = np.array(bridge(polygon), dtype=object)
        return shapely.get_parts(shapely.constrained_delaunay_triangles(faces))
