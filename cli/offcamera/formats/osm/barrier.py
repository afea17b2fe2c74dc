"""What an opening can lie on: the outlines of rooms, and walls; and which of them a place touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import shapely
import shapely.ops
from shapely import LineString, Point

from offcamera.formats.osm.outline import rings_of
from offcamera.formats.osm.room import Area
from offcamera.formats.osm.track import Track
from offcamera.model.place import Point as Place
from offcamera.model.place import Ref
from offcamera.model.space import Wall
from offcamera.units import REACH

#: An opening this near to a wall (m) is put on it (decided case 23) …
SNAP = 0.02
#: … told from here on (m).
SNAP_TOLD = 0.005
#: A door this deep (m) inside a room stands in the room, not in its wall.
DEEP = 0.5


@dataclass(frozen=True, slots=True)
class Barrier:
    """One ring of a room's outline, or one wall."""

    ref: Ref
    track: Track


@dataclass(frozen=True, slots=True)
class Touch:
    """What an opening lies on: ``at`` is its place on the nearest, ``off`` how far that is (m).

    ``inside``: the room that the opening is deep inside, so that it lies on nothing.
    """

    barriers: tuple[Barrier, ...]
    at: Place
    off: float = 0.0
    inside: Ref | None = None


class Storey:
    """Everything on one level that an opening can lie on, searchable."""

    __slots__ = ("_areas", "_barriers", "_lines", "_tree")

    def __init__(self, areas: Sequence[Area], walls: Sequence[tuple[Ref, Wall]]) -> None:
        self._areas = areas
        self._barriers = [
            Barrier(area.ref, Track(ring, closed=True)) for area in areas for ring in rings_of(area.polygon)
        ]
        self._barriers += [Barrier(ref, _track_of(wall)) for ref, wall in walls]
        self._lines = [_line_of(barrier.track) for barrier in self._barriers]
        self._tree = shapely.STRtree(self._lines)

    def touch(self, place: Place) -> Touch:
        """What lies within ``SNAP`` of a place, else the nearest within ``REACH`` (thick walls, slips)."""
        point = Point(place)
        if not self._barriers:
            return Touch((), place, inf)
        line = self._lines[int(self._tree.nearest(point))]
        off = float(point.distance(line))
        if off <= SNAP:
            return Touch(self._within(point, SNAP), place, off)
        inside = next((area.ref for area in self._areas if area.polygon.contains(point)), None)
        if off > REACH or (inside and off > DEEP):
            return Touch((), place, off, inside)
        foot = shapely.ops.nearest_points(line, point)[0]
        return Touch(self._within(foot, SNAP), (foot.x, foot.y), off)

    def _within(self, point: Point, distance: float) -> tuple[Barrier, ...]:
        indices = self._tree.query(point, predicate="dwithin", distance=distance)
        return tuple(self._barriers[i] for i in sorted(indices))


def _track_of(wall: Wall) -> Track:
    closed = len(wall.line) > 3 and wall.line[0] == wall.line[-1]
    return Track(wall.line[:-1] if closed else wall.line, closed)


def _line_of(track: Track) -> LineString:
    return LineString((*track.points, track.points[0]) if track.closed else track.points)
