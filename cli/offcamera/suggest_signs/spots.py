"""Where a sign could hang: beside the doors, on the walls about a line to be covered, and on posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin

import numpy as np
import shapely

from offcamera.sight.floor import Floats
from offcamera.sight.scene.ground import Walkers
from offcamera.sight.walk import Way

#: A place and the way that the print would look there: x, y (mesh's frame, m), facing (degrees), on a wall or
#: on a post.
Spot = tuple[float, float, float, str]
#: How far beside a door, and how far apart along a wall, places are tried (m).
_BESIDE = (0.4, 1.0, 2.0)
_APART = 1.0
#: How far from what it must warn at a sign is tried (m): no print that is tried is read from farther.
_NEAR = 12.0
#: How far from the line posts are tried, and of how many of its points (m).
_OFF = (0.6, 1.5, 3.0)
_POINTS = 24
#: A post leaves so much room to pass (m).
_CLEAR = 0.4


def list_spots(walkers: Walkers, ways: Sequence[Way], points: Floats) -> list[Spot]:
    """Places from where some of these points could be read, on walls first."""
    near = shapely.MultiPoint(points).buffer(_NEAR)
    walls = [s for way in ways for s in _beside(way)] + list(_along_walls(walkers))
    there = [s for s in walls if near.contains(shapely.Point(s[0], s[1]))]
    return [*dict.fromkeys(there), *dict.fromkeys(_posts(walkers, points))]


def _beside(way: Way) -> Iterator[Spot]:
    """Outside, on the wall on either side of a door, facing out."""
    a, b = np.array(way.start), np.array(way.end)
    along = (b - a) / (np.hypot(*(b - a)) or 1.0)
    facing = degrees(atan2(way.outward[0], way.outward[1])) % 360
    for distance in _BESIDE:
        for end, sign in ((a, -1.0), (b, 1.0)):
            x, y = end + sign * distance * along
            yield float(x), float(y), facing, "wall"


def _along_walls(walkers: Walkers) -> Iterator[Spot]:
    """Along the walls of every room that these walkers enter, facing into it, and outside along all walls."""
    for room, shape in walkers.ground.rooms.items():
        turn = 1.0 if shape.exterior.is_ccw else -1.0
        for a, b in pairwise(np.array(shape.exterior.coords)):
            length = hypot(*(b - a))
            if length < 0.5:
                continue
            inward = turn * np.array([-(b - a)[1], (b - a)[0]]) / length
            facing = degrees(atan2(inward[0], inward[1])) % 360
            n = max(1, int(length / _APART))
            for i in range(n):
                x, y = (float(c) for c in a + (b - a) * (i + 0.5) / n)
                if room in walkers.ground.entered:
                    yield x, y, facing, "wall"
                out = shapely.Point(x - 0.4 * inward[0], y - 0.4 * inward[1])
                if walkers.air.contains(out):
                    yield x, y, (facing + 180) % 360, "wall"


def _posts(walkers: Walkers, points: Floats) -> Iterator[Spot]:
    """Free-standing places about the line, each looking at one of its points."""
    ground = walkers.floor.buffer(-_CLEAR + 0.15)
    shapely.prepare(ground)
    chosen = points[:: max(1, len(points) // _POINTS)]
    for x, y in chosen:
        for turn in range(0, 360, 30):
            for off in _OFF:
                px, py = x + off * sin(radians(turn)), y + off * cos(radians(turn))
                if shapely.contains_xy(ground, px, py):
                    yield round(float(px), 2), round(float(py), 2), float((turn + 180) % 360), "post"
