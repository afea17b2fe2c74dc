"""Stitch cells together along their openings: both sides of an opening must have the same corners."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import Polygon

from offcamera.sight.flat import points_from, polygons_from
from offcamera.sight.floor import Floats, Shapes, Vector
from offcamera.sight.nearness import distances, on_stretches

#: A corner lies on a line, and two corners are one, when they are this near (m): rounding.
_NEAR = 1e-6


def stitch(faces: Shapes, stretches: Floats, among: Floats | None = None) -> Shapes:
    """The faces, with every corner that any of them has inside a stretch of opening (n, 2, 2) in all of them.

    Lines that run almost along an opening may cross it anywhere and leave a corner on one side only; an
    edge there would have no twin, and the opening would be lost. ``among`` (n, 2): only these corners.
    """
    if not len(stretches) or (among is not None and not len(among)):
        return faces
    corners = np.unique(shapely.get_coordinates(faces) if among is None else among, axis=0)
    c, k = on_stretches(corners, stretches, _NEAR)
    inner = np.min(np.hypot(*(stretches[k] - corners[c][:, None, :]).transpose(2, 0, 1)), axis=1) > _NEAR
    wanted = np.unique(c[inner])
    return _insert_all(faces, corners[wanted]) if len(wanted) else faces


def _insert_all(faces: Shapes, corners: Floats) -> Shapes:
    p, f = shapely.STRtree(faces).query(points_from(corners), predicate="dwithin", distance=_NEAR)
    own = {k: set(map(tuple, shapely.get_coordinates(faces[k]).tolist())) for k in set(f.tolist())}
    sewn = faces.copy()
    for corner, k in zip(map(tuple, corners[p].tolist()), f.tolist(), strict=True):
        if corner not in own[k]:
            sewn[k] = _with_corner(sewn[k], corner)
    return sewn


def _with_corner(face: Polygon, corner: Vector) -> Polygon:
    """The face with a corner more on whichever edge of each of its rings passes it."""
    points, ring = shapely.get_coordinates(shapely.get_rings(face), return_index=True)
    if np.min(np.hypot(*(points - corner).T)) <= _NEAR:
        return face
    near = np.flatnonzero(
        (distances(np.stack([points[:-1], points[1:]], axis=1), corner) <= _NEAR) & (ring[1:] == ring[:-1])
    )
    on = near[np.unique(ring[near], return_index=True)[1]]
    points, ring = np.insert(points, on + 1, corner, axis=0), np.insert(ring, on + 1, ring[on])
    sewn: Polygon = polygons_from([np.split(points, np.flatnonzero(np.diff(ring)) + 1)])[0]
    return sewn
