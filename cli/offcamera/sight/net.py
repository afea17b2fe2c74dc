"""Triangles of faces joined into a net: shared corners by number, and the twin of each edge (design 3.7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from offcamera.sight.floor import Bools, Floats, Ints, Shapes
from offcamera.sight.nearness import near_places
from offcamera.sight.triangles import triangulate

#: Corners of triangles nearer than this are one vertex (m): rounding, far below the tolerance of coincidence.
SAME = 1e-6

#: What lies across an edge that blocks, and the twin of an edge that has none.
WALL = -1


@dataclass(frozen=True, slots=True)
class Net:
    """Triangles of faces, joined: vertices, corners, the face and cell of each, and twins of its edges."""

    polygons: Shapes
    vertices: Floats
    corners: Ints
    face: Ints
    cell: Ints
    twins: Ints

    def middles_of_faces(self) -> tuple[Ints, Floats]:
        """The faces that have triangles, and the middle (n, 2) of the largest triangle of each."""
        xy = self.vertices[self.corners]
        order = np.lexsort((cross(xy[:, 1] - xy[:, 0], xy[:, 2] - xy[:, 0]), self.face))
        last = np.flatnonzero(np.diff(self.face, append=-1))
        return self.face[last], xy[order[last]].mean(axis=1)


def weave(polygons: Shapes, cell_of_face: Ints) -> Net:
    """Triangulate faces, each of the cell of that number, and join them."""
    xy, face = triangulate(polygons)
    vertices, corners = _number(xy)
    if _mostly_clockwise(vertices, corners):
        corners = corners[:, ::-1]
    a, b, c = corners.T
    whole = (a != b) & (b != c) & (c != a)
    corners, face = np.ascontiguousarray(corners[whole]), face[whole]
    twins = _twins(corners, len(vertices))
    return Net(polygons, vertices, corners, face, cell_of_face[face], twins)


def count_owned_twice(net: Net) -> int:
    """How many directed edges two triangles claim: cells that lie over each other by a hair."""
    a, b = net.corners.ravel(), np.roll(net.corners, -1, axis=1).ravel()
    claimed = np.sort(a * len(net.vertices) + b)
    return int(np.count_nonzero(claimed[1:] == claimed[:-1]))


def find_parting(net: Net) -> Bools:
    """Which edges part two cells."""
    here = np.repeat(net.cell, 3)
    there = net.cell[np.where(net.twins == WALL, 0, net.twins // 3)]
    parting: Bools = np.logical_and(here != there, net.twins != WALL)
    return parting


def find_mates(net: Net) -> Ints:
    """For each edge the twin whose twin it is, or WALL: of two owners of one edge only one has a mate."""
    mates: Ints = np.where(net.twins[net.twins] == np.arange(len(net.twins)), net.twins, WALL)
    return np.where(net.twins == WALL, WALL, mates)


def find_rims(net: Net) -> Bools:
    """Which edges lie on the rim of a face, where alone anything drawn can lie: the others part nothing."""
    here = np.repeat(net.face, 3)
    rims: Bools = (net.twins == WALL) | (here != net.face[np.where(net.twins == WALL, 0, net.twins // 3)])
    return rims


def _mostly_clockwise(vertices: Floats, corners: Ints) -> bool:
    """How the triangulation runs. One by one it could not be told: the area of a sliver is all rounding."""
    a, b = (vertices[corners[:, i]] - vertices[corners[:, 0]] for i in (1, 2))
    return float(cross(a, b).sum()) < 0


def _number(xy: Floats) -> tuple[Floats, Ints]:
    """Number the corners of triangles (n, 3, 2): those that differ by a rounding are one vertex."""
    flat = xy.reshape(-1, 2)
    joined, which = np.unique(np.ascontiguousarray(flat).view(np.complex128), return_inverse=True)
    points = joined.view(np.float64).reshape(-1, 2)
    leader = np.arange(len(points))
    for a, b in np.stack(near_places(points, SAME), axis=1).tolist():
        leader[b] = min(leader[b], leader[a])
    return points, leader[which].reshape(-1, 3)


def _twins(corners: Ints, n: int) -> Ints:
    """For each directed edge (triangle, place) the number 3 · triangle + place of its twin, or WALL."""
    a, b = corners.ravel(), np.roll(corners, -1, axis=1).ravel()
    forth, back = a * n + b, b * n + a
    order = np.argsort(forth)
    found = np.searchsorted(forth, back, sorter=order)
    found = order[np.minimum(found, len(order) - 1)]
    return np.where(forth[found] == back, found, WALL)


def cross(a: Floats, b: Floats) -> Floats:
    """The cross products of vectors (n, 2)."""
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
