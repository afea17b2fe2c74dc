"""Where the things of a plan are: by that a thing is the same, whatever it is called."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely

from offcamera.model.place import Point, Ref, Ring
from offcamera.model.plan import Level, Plan

#: A thing that moved no farther than this is where it was (m; as far as case 18 lets a place move).
NEAR = 0.10
#: A room or an opening whose size changed by no more than this share is as large as it was.
SIZE_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a thing (m), and its size: area of a room (m²), length of an opening (m), else 0."""

    at: Point
    size: float = 0.0

    def is_near(self, other: Spot) -> bool:
        """Is this where, and as large as, another is? Both ways alike."""
        close = math.dist(self.at, other.at) <= NEAR + 1e-9
        return close and abs(self.size - other.size) <= SIZE_SLACK * max(self.size, other.size) + 1e-9


Spots = Mapping[Ref, Spot]


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
