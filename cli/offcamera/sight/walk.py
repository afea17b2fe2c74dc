"""Where a person can walk, and from where people come (design 3.4; cases 9, 32).

Everything errs toward more walks: a person is taken as thin as one turned sideways, round corners are cut
inside their true circle, and a door is never closed by its being narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Floats, Vector
from offcamera.sight.mesh import Mesh
from offcamera.sight.overlay import common_part, grow, less
from offcamera.sight.tiles import APART
from offcamera.units import MATCHING

#: Half the width of a person turned sideways (m); case 9.
SHOULDER = 0.15
#: Monitored floor counts from this far inside its edge (m); case 33.
INSIDE = 0.05
#: How far from its entrance an apron reaches (m), and how far beyond the watched floor there; case 32.
APRON = 5.0
BEYOND = 2.0
SIGHT_OF_DOOR = 20.0
#: Open air narrower than this is the inside of a wall, where nobody walks (m).
MASONRY = 0.7
#: What is lower than this is stepped over, what begins higher is walked under (m); case 36.
STEP, HEADROOM = 0.3, 2.0
#: Floors are grown by this before they are joined (m).
_JOIN = 0.001


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: a stretch of an outer door, its middle and the unit vector outward (mesh's frame, m)."""

    opening: int
    start: Vector
    end: Vector
    middle: Vector
    outward: Vector


@dataclass(frozen=True, slots=True)
class Ground:
    """What the walk needs of a level: its mesh, shapes by room number, and lines and solids in the way."""

    mesh: Mesh
    rooms: dict[int, BaseGeometry]
    outdoor: dict[int, BaseGeometry]
    entered: frozenset[int]  #: rooms that these walkers enter
    barriers: tuple[Floats, ...]  #: free walls in the way
    solids: tuple[Polygon, ...]
    doors: frozenset[int]  #: openings and gaps that one walks through
    throats: tuple[Polygon, ...]  #: the floor of doors in thick walls, from one face to the other


def walls_of(ground: Ground) -> BaseGeometry:
    """Every line that no one walks through: edges of rooms less the doors in them, and free walls."""
    edges = [LineString(shapely.get_coordinates(ring)) for p in ground.rooms.values() for ring in _rings(p)]
    doors = [LineString([s.start, s.end]) for s in ground.mesh.stretches if s.hole in ground.doors]
    solid = shapely.union_all(edges).difference(
        shapely.union_all(doors).buffer(MATCHING + _JOIN, cap_style="flat")
    )
    return shapely.union_all([solid, *(LineString(b) for b in ground.barriers)])


def _rings(polygon: BaseGeometry) -> list[BaseGeometry]:
    return [
        r for p in shapely.get_parts(polygon) if isinstance(p, Polygon) for r in (p.exterior, *p.interiors)
    ]


def walkable(ground: Ground, aprons: Sequence[BaseGeometry]) -> BaseGeometry:
    """The floor on which these walkers can stand: never nearer than a shoulder to what stands in the way."""
    inside = [p for r, p in (*ground.rooms.items(), *ground.outdoor.items()) if r in ground.entered]
    # Grown by a hair, so that rounding never parts what a door joins: walls are taken away after it.
    floor = shapely.union_all([p.buffer(_JOIN) for p in (*inside, *ground.throats, *aprons)])
    walls = walls_of(ground)
    blocked = [walls.buffer(SHOULDER, quad_segs=4), *(s.buffer(SHOULDER, quad_segs=4) for s in ground.solids)]
    free = less(floor, shapely.union_all(blocked))
    return shapely.union_all([free, _middle_lines(ground, floor)])


def _middle_lines(ground: Ground, floor: BaseGeometry) -> BaseGeometry:
    """A thin strip through the middle of every door: a narrow one is passed all the same (case 9)."""
    strips = []
    for s in ground.mesh.stretches:
        if s.hole in ground.doors:
            a, b = np.array(s.start), np.array(s.end)
            along = (b - a) / (np.hypot(*(b - a)) or 1.0)
            across = np.array([-along[1], along[0]]) * 2.2 * SHOULDER
            strip = LineString([(a + b) / 2 - across, (a + b) / 2 + across])
            strips.append(strip.buffer(0.005, cap_style="flat"))
    return common_part(shapely.union_all(strips), floor)


def pieces_of(shape: BaseGeometry) -> list[BaseGeometry]:
    """The connected pieces of a floor: those that meet in a point or through less than 2 mm are apart.

    Mitred corners come back as they were; round ones would lose a hair of floor, and have many more points.
    """
    wide = grow(grow(shape, -APART / 2), APART / 2)
    return [p for p in shapely.get_parts(wide) if not p.is_empty]


def ways_in(mesh: Mesh, entrances: frozenset[int], rooms: dict[int, BaseGeometry]) -> list[Way]:
    """The outer doors by which people come in, each with the way out of it."""
    found = []
    for s in mesh.stretches:
        if s.hole in entrances:
            a, b = np.array(s.start), np.array(s.end)
            middle, along = (a + b) / 2, (b - a) / (np.hypot(*(b - a)) or 1.0)
            out = np.array([along[1], -along[0]])
            if rooms[s.room].contains(Point(middle + 0.01 * out)):
                out = -out
            found.append(
                Way(
                    s.hole,
                    s.start,
                    s.end,
                    (float(middle[0]), float(middle[1])),
                    (float(out[0]), float(out[1])),
                )
            )
    return found


def apron(way: Way, air: BaseGeometry, radius: float) -> BaseGeometry:
    """The open ground within a radius of a way in, on its outer side, the part that is joined to it."""
    circle = Point(way.middle).buffer(radius, quad_segs=32)
    near = air.intersection(circle)
    door = LineString([way.start, way.end])
    joined = [p for p in shapely.get_parts(near) if p.distance(door) < 2 * APART]
    return shapely.union_all(joined)


def apron_edge(way: Way, ground: BaseGeometry, radius: float) -> BaseGeometry:
    """Where walks begin: the edge of the apron at its radius, else its part farthest from the door."""
    ring = Point(way.middle).buffer(radius - 0.05, quad_segs=32)
    edge = ground.difference(ring)
    if not edge.is_empty or ground.is_empty:
        return edge
    corners = shapely.get_coordinates(ground)
    far = corners[np.argmax(np.hypot(*(corners - way.middle).T))]
    return ground.intersection(Point(far).buffer(0.5))
