"""Areas that rules hold a capture against: what a camera covers, where faces may be collected."""

from __future__ import annotations

from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.findings.evidence import Condition
from offcamera.model.camera import Camera
from offcamera.sight.cells import box_around
from offcamera.sight.overlay import whole
from offcamera.sight.scene import LevelScene
from offcamera.sight.view import View
from offcamera.units import COINCIDENT


def covered_area(level: LevelScene, camera: Camera) -> BaseGeometry:
    """The zones and rooms of its level that a camera is there for (plan, m); of one name the zone counts."""
    zones = {zone.id: shapely.Polygon(zone.polygon) for zone in level.level.zones}
    rooms = {room.id: shapely.Polygon(room.polygon, room.holes) for room in level.level.rooms}
    found = [{**rooms, **zones}[name] for name in camera.covers if name in rooms or name in zones]
    return shapely.union_all([whole(shape) for shape in found])


def collection_area(level: LevelScene, camera: Camera) -> BaseGeometry:
    """Where a camera may take faces: what it covers, and the level's zones of kind ``collection``."""
    zones = [shapely.Polygon(z.polygon) for z in level.level.zones if z.kind == "collection"]
    return shapely.union_all([*map(whole, zones), covered_area(level, camera)])


def counted_area(level: LevelScene, area: BaseGeometry) -> BaseGeometry:
    """The part of an area of which the m² are told: as far as the open air goes without the level's signs.

    In the open air a capture ends nowhere; it is followed 50 m (or a camera's longer range) beyond everything
    drawn. Signs do not widen what is counted: to hang one changes no figure.
    """
    cameras = level.floor.devices[: len(level.level.cameras)]
    box = box_around(replace(level.floor, devices=cameras))
    return area if box.buffer(COINCIDENT).covers(area) else area.intersection(box)


def conditions_onto(level: LevelScene, view: View, area: BaseGeometry) -> tuple[Condition, ...]:
    """Leaves that stand open before what is captured of an area: one of each set shuts a way of seeing it.

    Smallest sets only, self-closing leaves relied on to be shut (case 11).
    """
    sets = _leaves_onto(view, area)
    least = [s for s in sets if not any(o < s for o in sets)]
    return tuple(
        Condition(tuple(sorted(map(level.ref_of_leaf, leaves)))) for leaves in sorted(least, key=sorted)
    )


def _leaves_onto(view: View, area: BaseGeometry) -> set[frozenset[int]]:
    shapely.prepare(area)
    return {
        piece.leaves
        for at, piece in view.pieces("relied")
        if piece.leaves and _moved(piece.polygon, at).intersects(area)
    }


def _moved(polygon: list[tuple[float, float]], at: tuple[float, float]) -> shapely.Polygon:
    return shapely.Polygon([(x + at[0], y + at[1]) for x, y in polygon])
