"""Where everything of a plan is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely

from offcamera.findings.spot import Spot
from offcamera.model.place import Point, Ref, Ring
from offcamera.model.plan import Level, Plan


def list_spots(plan: Plan) -> dict[Ref, Spot]:
    """Where every thing that a finding can name is, by its name; to the millimetre."""
    return {Ref(kind, level.id, name): spot for level in plan.levels for kind, name, spot in _spots(level)}


def _spots(level: Level) -> Iterator[tuple[str, str, Spot]]:
    yield from (("room", room.id, _middle([room.polygon, *room.holes])) for room in level.rooms)
    yield from (("zone", zone.id, _middle([zone.polygon])) for zone in level.zones)
    yield from (("obstacle", obstacle.id, _middle([obstacle.polygon])) for obstacle in level.obstacles)
    yield from (("opening", opening.id, _halfway(opening.line)) for opening in level.openings)
    yield from (("wall", wall.id, _halfway(wall.line)) for wall in level.walls)
    yield from (("camera", camera.id, _spot(camera.at)) for camera in level.cameras)
    yield from (("sign", sign.id, _spot(sign.at)) for sign in level.signs)


def _middle(rings: Sequence[Ring]) -> Spot:
    shape = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
    return _spot((shape.centroid.x, shape.centroid.y), shape.area)


def _halfway(line: Sequence[Point]) -> Spot:
    drawn = shapely.LineString(line)
    middle = drawn.interpolate(0.5, normalized=True)
    return _spot((middle.x, middle.y), drawn.length)


def _spot(at: Point, size: float = 0.0) -> Spot:
    return Spot((round(at[0], 3) + 0.0, round(at[1], 3) + 0.0), round(size, 3))
