"""Part a polygon along lines that run inside it, so that each line is an edge between faces.

GEOS triangulates polygons and ignores loose lines (case 21), so a line that parts nothing, because one of
its ends hangs free, is helped by edges of the Delaunay triangulation of all corners: those cross nothing,
end at corners that are there already, and leave no face with a line loose inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.cells import SLIVER, polygons_of
from offcamera.sight.floor import Floats, Shapes, lines_of
from offcamera.sight.noding import node_all

#: Lines are noded on a grid this fine (m): far below the tolerance of coincidence, far above rounding.
GRID = 1e-8


def subdivide_all(polygons: Sequence[Polygon], lines: Sequence[Sequence[Floats]]) -> list[list[Polygon]]:
    """For each polygon the faces into which its lines (each (n, 2)) part it; most are worked out together."""
    if not polygons:
        return []
    shapes = np.array(polygons, dtype=object)
    rings, cell = shapely.get_rings(shapes, return_index=True)
    drawn = [line for several in lines for line in several]
    number = np.repeat(np.arange(len(drawn)), [len(line) for line in drawn])
    inside = np.repeat(np.arange(len(shapes)), [len(several) for several in lines])
    work = np.concatenate([rings, shapely.linestrings(np.concatenate(drawn), indices=number)])
    noded, plain = node_all(work, np.concatenate([cell, inside]), len(shapes))
    found, cuts, dangles, _ = shapely.polygonize_full(noded[:, None])
    plain &= shapely.is_empty(cuts) & shapely.is_empty(dangles)
    faces, cell = shapely.get_parts(found, return_index=True)
    shapely.prepare(shapes)
    own = shapely.covers(shapes[cell], shapely.point_on_surface(faces))
    own &= shapely.area(faces) > SLIVER * shapely.length(faces)
    parts: list[list[Polygon]] = [[] for _ in polygons]
    for k, face in zip(cell[own].tolist(), faces[own], strict=True):
        parts[k].append(face)
    for k in np.flatnonzero(~plain).tolist():
        parts[k] = subdivide(polygons[k], lines[k])
    return parts


def subdivide(polygon: Polygon, lines: Sequence[Floats]) -> list[Polygon]:
    """The faces into which ``lines`` (each (n, 2)) part ``polygon``; each line inside is an edge."""
    drawn = lines_of([pair for line in lines for pair in pairwise(line)])
    work = shapely.union_all([polygon.boundary, *drawn[shapely.length(drawn) > 0]], grid_size=GRID)
    faces, cuts, dangles, _ = shapely.polygonize_full([work])
    if _loose(cuts, polygon) or _loose(dangles, polygon):
        work = shapely.union_all([work, *_bridges(work, polygon)], grid_size=GRID)
        faces = shapely.polygonize([work])
    return [face for face in polygons_of(faces) if polygon.covers(face.representative_point())]


def bridge(polygon: Polygon) -> list[Polygon]:
    """The faces of a polygon parted along Delaunay edges between its corners: none of them has a hole."""
    work = shapely.union_all([polygon.boundary], grid_size=GRID)
    faces = shapely.polygonize([shapely.union_all([work, *_bridges(work, polygon)], grid_size=GRID)])
    return [face for face in polygons_of(faces) if polygon.covers(face.representative_point())]


def _loose(lines: BaseGeometry, polygon: Polygon) -> bool:
    """Is a line that parts nothing inside the polygon, farther than a rounding from its boundary?"""
    return any(polygon.covers(g.interpolate(0.5, normalized=True)) for g in getattr(lines, "geoms", ()))


def _bridges(work: BaseGeometry, polygon: Polygon) -> list[BaseGeometry]:
    """Delaunay edges between the corners of ``work`` that cross none of its lines and stay inside."""
    triangles = shapely.get_parts(shapely.delaunay_triangles(work))
    sound = triangles[shapely.area(triangles) > 1e-9 * shapely.length(triangles)]
    corners = shapely.get_coordinates(sound).reshape(-1, 4, 2)
    edges = np.concatenate([corners[:, :2], corners[:, 1:3], corners[:, 2:4]])
    candidates = lines_of(_unique(edges))
    shapely.prepare(polygon)
    middles = shapely.line_interpolate_point(candidates, 0.5, normalized=True)
    candidates = candidates[shapely.contains(polygon, middles)]
    segments = _segments(work)
    hits = shapely.STRtree(segments).query(candidates, predicate="crosses")[0]
    keep = np.ones(len(candidates), dtype=bool)
    keep[hits] = False
    return list(candidates[keep])


def _unique(edges: Floats) -> Floats:
    """Each edge (n, 2, 2) once, whichever way it ran."""
    a, b = edges[:, 0], edges[:, 1]
    turned = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    edges = np.where(turned[:, None, None], edges[:, ::-1], edges)
    return np.unique(edges.reshape(-1, 4), axis=0).reshape(-1, 2, 2)


def _segments(work: BaseGeometry) -> Shapes:
    return lines_of(
        [pair for part in shapely.get_parts(work) for pair in pairwise(shapely.get_coordinates(part))]
    )
