"""Cameras of a made map: 70 % near a wall, aimed at the middle of their room and some noise."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, degrees

import numpy as np
import shapely
from shapely.geometry import Polygon

from offcamera.model.camera import Camera, Optics
from offcamera.model.place import Point, Ring
from offcamera.model.space import Obstacle, Room

#: A camera keeps this far from obstacles (m): it hangs in clear air.
CLEAR = 0.05


def aim_cameras(
    chance: np.random.Generator, rooms: tuple[Room, ...], solids: tuple[Obstacle, ...], n: int
) -> Iterator[Camera]:
    """Cameras in rooms: 70 % near a wall, aimed at the middle of the room and some noise."""
    tree = shapely.STRtree([Polygon(o.polygon) for o in solids])
    made = 0
    while made < n:
        room = rooms[int(chance.integers(len(rooms)))]
        at = _place(chance, room.polygon)
        if not len(tree.query(shapely.Point(at), predicate="dwithin", distance=CLEAR)):
            yield _camera(chance, f"c{made}", at, np.array(room.polygon).mean(axis=0).tolist())
            made += 1


def _place(chance: np.random.Generator, ring: Ring) -> Point:
    (x0, y0), (x1, y1) = ring[0], ring[2]
    x, y = float(chance.uniform(x0 + 0.3, x1 - 0.3)), float(chance.uniform(y0 + 0.3, y1 - 0.3))
    if chance.random() < 0.7:
        off, side = float(chance.uniform(0.1, 0.3)), int(chance.integers(4))
        x = (x, x1 - off, x, x0 + off)[side]
        y = (y0 + off, y, y1 - off, y)[side]
    return round(x, 3), round(y, 3)


def _camera(chance: np.random.Generator, name: str, at: Point, towards: list[float]) -> Camera:
    horizontal = round(float(chance.uniform(40, 110)), 1)
    heading = degrees(atan2(towards[0] - at[0], towards[1] - at[1])) + float(chance.normal(0, 20))
    return Camera(
        id=name,
        at=at,
        height=round(float(chance.uniform(2.2, 3.0)), 2),
        heading=round(heading % 360, 2),
        tilt=round(float(chance.uniform(10, 35)), 1),
        optics=Optics(horizontal=horizontal, vertical=round(horizontal * 9 / 16, 1), ideal=True),
        range=round(float(chance.uniform(15, 30)), 1),
    )
