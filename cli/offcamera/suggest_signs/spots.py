"""Where a sign could hang: beside the doors, along the walls, and on posts where people walk in the open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, ceil, degrees, hypot

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Floats, Vector
from offcamera.sight.overlay import areas_in
from offcamera.sight.scene.ground import Walkers

#: How far beside a door, and how far apart along a wall, places are tried (m).
_BESIDE = (0.45, 1.0, 2.0)
_APART = 1.0
#: Walls shorter than this carry no sign (m).
_SHORT = 0.3
#: Posts are tried on a grid so wide (m), but on no more than so many places a level, four ways each.
_GRID, _MOST = 2.5, 300
#: A post leaves so much room to pass (m).
_CLEAR = 0.4


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the way that the print would look there (plan, m; degrees), on a wall or on a post."""

    level: str
    at: Vector
    facing: float
    post: bool = False


def list_spots(walkers: Walkers, where: BaseGeometry, near: float) -> list[Spot]:
    """Places from where some of this floor could be read (mesh's frame, m), on walls first."""
    walls = [(x, y, f) for x, y, f in (*_beside_doors(walkers), *_along_walls(walkers))]
    reached = where.buffer(near)
    shapely.prepare(reached)
    found = [_spot(walkers, *s, post=False) for s in walls if shapely.contains_xy(reached, s[0], s[1])]
    posts = [_spot(walkers, *s, post=True) for s in _posts(walkers, where)]
    return [*dict.fromkeys(found), *posts]


def _spot(walkers: Walkers, x: float, y: float, facing: float, *, post: bool) -> Spot:
    dx, dy = walkers.scene.mesh.origin
    at = (round(float(x + dx), 2), round(float(y + dy), 2))
    return Spot(walkers.scene.level.id, at, float(round(facing) % 360), post)


def _beside_doors(walkers: Walkers) -> Iterator[tuple[float, float, float]]:
    """On the wall on either side of every door and on both of its faces, facing away from it."""
    for s in walkers.scene.mesh.stretches:
        if s.hole not in walkers.ground.doors:
            continue
        a, b = np.array(s.start), np.array(s.end)
        along = (b - a) / (np.hypot(*(b - a)) or 1.0)
        facing = degrees(atan2(along[1], -along[0]))
        for distance in _BESIDE:
            for end, sign in ((a, -1.0), (b, 1.0)):
                x, y = end + sign * distance * along
                yield float(x), float(y), facing
                yield float(x), float(y), facing + 180


def _along_walls(walkers: Walkers) -> Iterator[tuple[float, float, float]]:
    """Along the walls of every room that these walkers enter, facing into it, and outside along all walls."""
    for room, shape in walkers.ground.rooms.items():
        rings = [ring for part in areas_in(shape) for ring in (part.exterior, *part.interiors)]
        for ring in rings:
            for x, y, nx, ny in _along(ring, shape):
                facing = degrees(atan2(nx, ny))
                if room in walkers.ground.entered:
                    yield x, y, facing
                if walkers.air.contains(shapely.Point(x - 0.4 * nx, y - 0.4 * ny)):
                    yield x, y, facing + 180


def _along(ring: BaseGeometry, shape: BaseGeometry) -> Iterator[tuple[float, float, float, float]]:
    """Places along a ring with the unit vector into the shape there."""
    for a, b in pairwise(shapely.get_coordinates(ring)):
        length = hypot(*(b - a))
        if length < _SHORT:
            continue
        nx, ny = -(b - a)[1] / length, (b - a)[0] / length
        if not shapely.contains_xy(shape, *((a + b) / 2 + 0.01 * np.array([nx, ny]))):
            nx, ny = -nx, -ny
        n = max(1, int(length / _APART))
        for i in range(n):
            x, y = (float(c) for c in a + (b - a) * (i + 0.5) / n)
            yield x, y, float(nx), float(ny)


def _posts(walkers: Walkers, where: BaseGeometry) -> Iterator[tuple[float, float, float]]:
    """Free-standing places on a grid over this floor, four ways each."""
    ground = walkers.floor.buffer(-_CLEAR + 0.15).intersection(where.buffer(2 * _GRID))
    if ground.is_empty:
        return
    step = max(_GRID, (ground.area / _MOST) ** 0.5)
    shapely.prepare(ground)
    for x, y in grid_over(ground, step):
        for facing in (0.0, 45.0, 90.0, 135.0):
            yield float(x), float(y), facing


def grid_over(shape: BaseGeometry, step: float) -> Floats:
    """The points of a square grid that lie in a shape (n, 2)."""
    x0, y0, x1, y1 = shape.bounds
    xs = x0 + step * (np.arange(ceil((x1 - x0) / step)) + 0.5)
    ys = y0 + step * (np.arange(ceil((y1 - y0) / step)) + 0.5)
    points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    inside: Floats = points[shapely.contains_xy(shape, points)]
    return inside
