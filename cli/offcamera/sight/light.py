"""The walk of the light: triangular expansion from a camera through the mesh (design 3.7).

The technique is triangular expansion (Bungiu and others, 2014): from the triangle of the camera on, a wedge
of light is narrowed by each edge that it passes. Nothing is sorted and no triangle is met that is not seen.
Predicates are signs of cross products of vectors from the camera to original vertices; equal vertices give
exactly zero, so no tolerance is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from offcamera.sight.floor import Band
from offcamera.sight.net import WALL
from offcamera.sight.terrain import Terrain

Vector = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """One face that the light came through: its line n·p = 1 from the camera, and the open band taken."""

    parent: Link | None
    nx: float
    ny: float
    band: Band
    left: int = 0  #: the room set of the cell that it left

    def __iter__(self) -> Iterator[Link]:
        link: Link | None = self
        while link is not None:
            yield link
            link = link.parent

    def side_of(self, solid: int) -> bool | None:
        """Does the light pass over that solid (True), under it (False), or has it not met it?"""
        return next((k.band.over for k in self if k.band.solid == solid), None)


class Wedge(NamedTuple):
    """A stretch of light in one triangle's cell: between two rays, from the last face to the line n·p = 1.

    All vectors are from the camera. ``path`` is the same for wedges that differ only in the bands taken.
    """

    triangle: int
    link: Link | None
    right: Vector
    left: Vector
    nx: float
    ny: float
    path: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where the light starts: a place in the mesh's frame (m), its triangles, and how it meets the faces.

    ``height`` None: it is not known, so that only what reaches from floor to ceiling blocks, and what is
    open is open from floor to ceiling. ``body`` are the lowest and highest heights that matter on the level.
    """

    x: float
    y: float
    triangles: Sequence[int]
    height: float | None
    body: tuple[float, float]
    reach: float = inf
    inside: frozenset[int] = frozenset()  #: solids in which it hangs: they do not block it


def walk_light(terrain: Terrain, source: Source, right: Vector, left: Vector) -> list[Wedge]:
    """Every wedge of light between two rays less than 180 degrees apart, counter-clockwise right to left."""
    stack: list[tuple[int, float, float, float, float, Link | None]] = []
    for t in source.triangles:
        for e in (3 * t, 3 * t + 1, 3 * t + 2):
            cone = _narrow(terrain, source, e, right, left)
            if cone:
                stack.append((e, *cone, None))
    return _expand(terrain, source, stack)


def _narrow(
    terrain: Terrain, source: Source, e: int, right: Vector, left: Vector
) -> tuple[float, float, float, float] | None:
    """The part of the cone that leaves the first triangle by its edge e."""
    a, b = terrain.corners[e], terrain.corners[e - 2 if e % 3 == 2 else e + 1]
    ax, ay = terrain.x[a] - source.x, terrain.y[a] - source.y
    bx, by = terrain.x[b] - source.x, terrain.y[b] - source.y
    if ax * by - ay * bx <= 0:
        return None
    rx, ry = _first((ax, ay), (bx, by), right, left)
    lx, ly = _last((ax, ay), (bx, by), right, left)
    return (rx, ry, lx, ly) if rx * ly - ry * lx > 0 else None


def _first(a: Vector, b: Vector, right: Vector, left: Vector) -> Vector:
    if _within(a, right, left):
        return a
    return right if _within(right, a, b) else (0.0, 0.0)


def _last(a: Vector, b: Vector, right: Vector, left: Vector) -> Vector:
    if _within(b, right, left):
        return b
    return left if _within(left, a, b) else (0.0, 0.0)


def _within(p: Vector, right: Vector, left: Vector) -> bool:
    return right[0] * p[1] - right[1] * p[0] >= 0 and p[0] * left[1] - p[1] * left[0] >= 0


def _expand(
    terrain: Terrain, source: Source, stack: list[tuple[int, float, float, float, float, Link | None]]
) -> list[Wedge]:
    wedges: list[Wedge] = []
    apex, right, left, stops = terrain.apex, terrain.right, terrain.left, terrain.stops
    x, y, cx, cy = terrain.x, terrain.y, source.x, source.y
    paths: dict[tuple[int, float, float, float, float], int] = {}
    while stack:
        e, rx, ry, lx, ly, link = stack.pop()
        while not stops[e]:
            v = apex[e]
            px, py = x[v] - cx, y[v] - cy
            to_right, to_left = rx * py - ry * px > 0, lx * py - ly * px < 0
            if to_right and to_left:
                stack.append((right[e], rx, ry, px, py, link))
                e, rx, ry = left[e], px, py
            elif to_right or to_left:
                e = right[e] if to_right else left[e]
            else:
                break
        else:
            path = paths.setdefault((e, rx, ry, lx, ly), len(paths))
            nx, ny = _line_of(terrain, source, e)
            wedges.append(Wedge(e // 3, link, (rx, ry), (lx, ly), nx, ny, path))
            if terrain.beyond[e] != WALL and nx * nx + ny * ny >= 1 / (source.reach * source.reach):
                cones = _split(terrain, source, e, (rx, ry), (lx, ly))
                stack += [(*c, onward) for onward in _pass(terrain, source, e, link, nx, ny) for c in cones]
    return wedges


def _line_of(terrain: Terrain, source: Source, e: int) -> Vector:
    """The line n·p = 1 on which the edge e lies, seen from the source."""
    a, b = terrain.corners[e], terrain.corners[e - 2 if e % 3 == 2 else e + 1]
    ax, ay = terrain.x[a] - source.x, terrain.y[a] - source.y
    dx, dy = terrain.x[b] - terrain.x[a], terrain.y[b] - terrain.y[a]
    twice = dx * ay - dy * ax
    return -dy / twice, dx / twice


def _split(
    terrain: Terrain, source: Source, e: int, right: Vector, left: Vector
) -> list[tuple[int, float, float, float, float]]:
    """The edges by which light leaves the triangle behind the edge e, with the rays that bound it there."""
    v = terrain.apex[e]
    px, py = terrain.x[v] - source.x, terrain.y[v] - source.y
    to_right, to_left = right[0] * py - right[1] * px > 0, left[0] * py - left[1] * px < 0
    cones = []
    if to_right:
        cones.append((terrain.right[e], *right, *((px, py) if to_left else left)))
    if to_left:
        cones.append((terrain.left[e], *((px, py) if to_right else right), *left))
    return cones


def _pass(
    terrain: Terrain, source: Source, e: int, link: Link | None, nx: float, ny: float
) -> list[Link | None]:
    """The chains in which the light goes on through the face on edge e."""
    bands = terrain.bands[e]
    if source.height is None:
        clear = [b for b in bands if b.leaf is None]
        ways = {(b.leaf, b.hole) for b in clear[:1] or bands}
        return [Link(link, nx, ny, Band(leaf=leaf, hole=hole)) for leaf, hole in ways]
    if any(band.solid in source.inside for band in bands):
        return [link]
    here = terrain.rooms[e // 3]
    leaving = terrain.solids.get(e // 3, ())
    entering = terrain.solids.get(terrain.beyond[e], ())
    onward: list[Link | None] = []
    for band in bands:
        if band.solid is not None and not _passes(
            source, link, band, [s for s in leaving if s not in entering], terrain
        ):
            continue
        if _can_matter(source, link, band):
            onward.append(Link(link, nx, ny, band, here))
    return onward


def _passes(source: Source, link: Link | None, band: Band, left: list[int], terrain: Terrain) -> bool:
    """Light over a solid leaves it over it, and light under it leaves it under it."""
    for s in left:
        side = link.side_of(s) if link else None
        if side is None:
            side = started_over(source, s, terrain)
        if side != band.over:
            return False
    return True


def started_over(source: Source, solid: int, terrain: Terrain) -> bool:
    """Does the camera hang over the solid above whose floor it stands?"""
    return source.height is None or source.height >= terrain.mesh.tops[solid]


def _can_matter(source: Source, link: Link | None, band: Band) -> bool:
    """Can light through this band still meet a person, at any distance beyond it?

    A ray through a band wholly above the camera only rises, through one wholly below it only sinks, so that
    it never comes back to a height that it has left.
    """
    c = source.height or 0.0
    low, high = source.body
    if (band.low >= c and band.low > high) or (band.high <= c and band.high < low):
        return False
    if link is None:
        return True
    return not any(
        (k.band.high < c and band.low >= k.band.high) or (k.band.low > c and band.high <= k.band.low)
        for k in link
    )
