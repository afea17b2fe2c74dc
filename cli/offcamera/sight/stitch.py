"""Stitch cells together along their openings: both sides of an opening must have the same corners."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import Polygon

from offcamera.sight.floor import Floats, Shapes, Vector, lines_of

#: A corner lies on a line, and two corners are one, when they are this near (m): rounding.
_NEAR = 1e-6
#: No stretch is divided by a length of nothing.
_TINY = 1e-300


def stitch(
    faces: Sequence[Polygon], stretches: Sequence[Floats], among: Floats | None = None
) -> list[Polygon]:
    """The faces, with every corner that any of them has inside a stretch of opening (2, 2) in all of them.

    Lines that run almost along an opening may cross it anywhere and leave a corner on one side only; an
    edge there would have no twin, and the opening would be lost. ``among`` (n, 2): only these corners.
    """
    out = list(faces)
    lines = lines_of(stretches)
    if not len(lines) or (among is not None and not len(among)):
        return out
    corners = shapely.get_coordinates(np.array(out, dtype=object)) if among is None else among
    corners = np.unique(corners, axis=0)
    points = np.atleast_1d(np.asarray(shapely.points(corners), dtype=object))
    c, k = shapely.STRtree(lines).query(points, predicate="dwithin", distance=_NEAR)
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)[k]
    inner = np.min(np.hypot(*(ends - corners[c][:, None, :]).transpose(2, 0, 1)), axis=1) > _NEAR
    wanted = np.unique(c[inner])
    if len(wanted):
        _insert_all(out, points[wanted], corners[wanted])
    return out


def _insert_all(faces: list[Polygon], points: Shapes, corners: Floats) -> None:
    tree = shapely.STRtree(np.array(faces, dtype=object))
    p, f = tree.query(points, predicate="dwithin", distance=_NEAR)
    own = {k: set(map(tuple, shapely.get_coordinates(faces[k]).tolist())) for k in set(f.tolist())}
    for corner, k in zip(map(tuple, corners[p].tolist()), f.tolist(), strict=True):
        if corner not in own[k]:
            faces[k] = _with_corner(faces[k], corner)


def _with_corner(face: Polygon, corner: Vector) -> Polygon:
    """The face with a corner more on whichever edge of each of its rings passes it."""
    points, ring = shapely.get_coordinates(shapely.get_rings(face), return_index=True)
    if np.min(np.hypot(*(points - corner).T)) <= _NEAR:
        return face
    near = np.flatnonzero((_distances(points[:-1], points[1:], corner) <= _NEAR) & (ring[1:] == ring[:-1]))
    on = near[np.unique(ring[near], return_index=True)[1]]
    points, ring = np.insert(points, on + 1, corner, axis=0), np.insert(ring, on + 1, ring[on])
    outline, *holes = shapely.linearrings(points, indices=ring)
    return Polygon(outline, holes)


def _distances(start: Floats, end: Floats, place: Vector) -> Floats:
    """How far a place lies from each of some stretches (n, 2)."""
    along = end - start
    share = ((place - start) * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), _TINY)
    apart: Floats = np.hypot(*(start + np.clip(share, 0, 1)[:, None] * along - place).T)
    return apart
