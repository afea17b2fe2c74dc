"""A floor in triangles, and the portals through which one walks from each into the next."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import shapely

from offcamera.sight.floor import Bools, Floats, Ints, Shapes, lines_of
from offcamera.sight.triangles import triangulate

#: Edges of two pieces that are this near and as near to an axis (m) lie on the seam between them.
_ON_SEAM = 1e-7
#: Less of a seam than this (m) is a point.
_POINT = 1e-9


@dataclass(frozen=True, slots=True)
class _Rows:
    """Arrays that are picked from and put together alike."""

    def pick(self, which: Bools | Ints) -> Self:
        """Some of the rows."""
        return type(self)(*(getattr(self, f.name)[which] for f in fields(self)))

    def add(self, other: Self) -> Self:
        """These rows and then the other ones."""
        names = [f.name for f in fields(self)]
        return type(self)(*(np.concatenate([getattr(self, n), getattr(other, n)]) for n in names))


@dataclass(frozen=True, slots=True)
class _Edges(_Rows):
    """Directed edges (e,) with the floor on their left: their ends (e, 2), triangle and piece."""

    start: Floats
    end: Floats
    triangle: Ints
    piece: Ints


@dataclass(frozen=True, slots=True)
class _Ways(_Rows):
    """Ways (w,) out of one triangle into another, with the left and the right end (w, 2) of the portal."""

    out_of: Ints
    into: Ints
    left: Floats
    right: Floats


@dataclass(frozen=True, slots=True)
class Triangles:
    """Pieces of floor (n,) in triangles (t,): the piece of each, the ways between, the edges with none."""

    shapes: Shapes
    piece: Ints
    ways: _Ways
    single: _Edges


@dataclass(frozen=True, slots=True)
class Portals:
    """Out of triangle i lead the portals first[i] to first[i + 1]: each into a triangle ``across``.

    The ends of each, as one walks out, are at (``left_x``, ``left_y``) and (``right_x``, ``right_y``); m.
    """

    first: list[int]
    across: list[int]
    left_x: list[float]
    left_y: list[float]
    right_x: list[float]
    right_y: list[float]


def cut_up(pieces: Shapes, joined: Ints) -> Triangles:
    """Some polygons (n,) with only seams in common in triangles; (m, 2) of them are ``joined`` there."""
    alone = _each_alone(pieces)
    return _joined(alone, alone.single, joined)


def renew(old: Triangles, kept: Bools, pieces: Shapes, joined: Ints) -> Triangles:
    """The same once only some of the pieces are ``kept`` (n,), and others come after them."""
    number, triangles = np.cumsum(kept) - 1, kept[old.piece]
    count = np.cumsum(triangles) - 1
    ways = old.ways.pick(triangles[old.ways.out_of] & triangles[old.ways.into])
    single = old.single.pick(triangles[old.single.triangle])
    before = Triangles(
        old.shapes[triangles],
        number[old.piece[triangles]],
        replace(ways, out_of=count[ways.out_of], into=count[ways.into]),
        replace(single, triangle=count[single.triangle], piece=number[single.piece]),
    )
    many = int(kept.sum())
    whole = _put_together(before, _each_alone(pieces), many)
    new = joined[(joined >= many).any(axis=1)]
    return _joined(whole, whole.single.pick(np.isin(whole.single.piece, new)), new)


def _put_together(a: Triangles, b: Triangles, pieces: int) -> Triangles:
    """Triangles of so many pieces, and then those of others."""
    n = len(a.shapes)
    ways = replace(b.ways, out_of=b.ways.out_of + n, into=b.ways.into + n)
    single = replace(b.single, triangle=b.single.triangle + n, piece=b.single.piece + pieces)
    return Triangles(
        np.concatenate([a.shapes, b.shapes]),
        np.concatenate([a.piece, b.piece + pieces]),
        a.ways.add(ways),
        a.single.add(single),
    )


def _each_alone(pieces: Shapes) -> Triangles:
    """Each piece in triangles, with no way from one into another."""
    polygons, piece = shapely.get_parts(pieces, return_index=True)
    areas = shapely.area(polygons) > 0  # lines and points among them count for nothing
    corners, face = triangulate(polygons[areas])
    owner = piece[areas][face]
    edges = _edges_of(_counterclockwise(corners), owner)
    twins = _twins(edges)
    single = np.ones(len(edges.piece), dtype=bool)
    single[twins] = False
    return Triangles(np.asarray(shapely.polygons(corners)), owner, _through(edges, twins), edges.pick(single))


def _joined(triangles: Triangles, edges: _Edges, joined: Ints) -> Triangles:
    """The triangles with the ways over seams, between those of some edges whose pieces are joined."""
    return replace(triangles, ways=triangles.ways.add(_over_seams(edges, joined)))


def list_portals(triangles: Triangles) -> Portals:
    """The portals of each triangle in turn."""
    order = np.argsort(triangles.ways.out_of, kind="stable")
    ways = triangles.ways.pick(order)
    first = np.searchsorted(ways.out_of, np.arange(len(triangles.shapes) + 1))
    ends = (*ways.left.T, *ways.right.T)
    return Portals(first.tolist(), ways.into.tolist(), *(end.tolist() for end in ends))


def _counterclockwise(corners: Floats) -> Floats:
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    return np.where(turn[:, None, None] < 0, corners[:, ::-1], corners)


def _edges_of(corners: Floats, owner: Ints) -> _Edges:
    n = len(corners)
    ends = np.roll(corners, -1, axis=1).reshape(-1, 2)
    return _Edges(corners.reshape(-1, 2), ends, np.repeat(np.arange(n), 3), np.repeat(owner, 3))


def _twins(edges: _Edges) -> Ints:
    """The pairs (m, 2) of edges of a piece that are one, seen from either side: they have one middle."""
    x, y = (edges.start + edges.end).T
    order = np.lexsort((edges.piece, y, x))
    a, b = order[:-1], order[1:]
    same = (x[a] == x[b]) & (y[a] == y[b]) & (edges.piece[a] == edges.piece[b])
    return np.stack([a[same], b[same]], axis=1)


def _through(edges: _Edges, twins: Ints) -> _Ways:
    """Both ways through edges with a triangle on either side."""
    a, b = np.concatenate([twins, twins[:, ::-1]]).T
    return _Ways(edges.triangle[a], edges.triangle[b], edges.end[a], edges.start[a])


def _over_seams(edges: _Edges, joined: Ints) -> _Ways:
    """Both ways over what edges of joined pieces have in common; seams run along the axes."""
    along = (np.abs(edges.end - edges.start) < _ON_SEAM).any(axis=1) & np.isin(edges.piece, joined)
    edges = edges.pick(along)
    lines = lines_of(np.stack([edges.start, edges.end], axis=1))
    a, b = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=_ON_SEAM)
    a, b = _of_joined(edges.piece, joined, a, b)
    way = edges.end[a] - edges.start[a]
    length = np.hypot(*way.T)
    way = way / length[:, None]
    ends = np.stack([_along(edges.start[b], edges.start[a], way), _along(edges.end[b], edges.start[a], way)])
    low, high = np.maximum(ends.min(axis=0), 0.0), np.minimum(ends.max(axis=0), length)
    wide = high - low > _POINT
    left, right = (edges.start[a] + at[:, None] * way for at in (high, low))
    return _Ways(edges.triangle[a], edges.triangle[b], left, right).pick(wide)


def _of_joined(piece: Ints, joined: Ints, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Those of the pairs of edges whose pieces are joined."""
    size = max(int(piece.max(initial=0)), int(joined.max(initial=0))) + 1
    known = np.concatenate([joined, joined[:, ::-1]]) @ np.array([size, 1])
    both = np.isin(piece[a] * size + piece[b], known)
    return a[both], b[both]


def _along(place: Floats, start: Floats, way: Floats) -> Floats:
    return np.asarray(((place - start) * way).sum(axis=1))
