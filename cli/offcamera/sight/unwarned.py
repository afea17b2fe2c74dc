"""The walk into view that no sign warns, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Vector
from offcamera.sight.open_floor import Leg
from offcamera.sight.opened import leg_over_opened
from offcamera.sight.reach import Join, Piece, Reach, Site, area_on

#: What is watched counts so far beyond its edge (m): a walk may end on it.
_ON_EDGE = 0.001
Camera = tuple[str, str]  #: level and id


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk that nobody warned: where it starts, its legs, and which camera first sees the walker, where."""

    start: str
    legs: tuple[Leg, ...]
    camera: str
    level: str
    seen_at: Vector
    seen_after: float  #: m walked until then, on all levels; stairs and lifts themselves count nothing

    @property
    def length(self) -> float:
        """Length of the walk on all levels (m)."""
        return sum(leg.length for leg in self.legs)


def find_walk(
    site: Site, reach: Reach, unwarned: Mapping[str, BaseGeometry], cameras: Sequence[Camera]
) -> Walk | None:
    """The shortest walk found from a start into watched floor without a notice."""
    found = [
        _seen(name, legs, site, cameras)
        for level, goal in unwarned.items()
        if not goal.is_empty
        for name, legs in _ways_to(reach, level, goal)
    ]
    return min((walk for walk in found if walk), key=lambda walk: walk.length, default=None)


def _ways_to(reach: Reach, level: str, goal: BaseGeometry) -> Iterator[tuple[str, tuple[Leg, ...]]]:
    """The walks to a goal on a level: one from its own starts, one over each link that leads to it."""
    linked = any(piece.before for piece in reach.pieces)
    if reach.base is not None and not linked:
        begun = leg_over_opened(reach, reach.base, level, goal)
    else:
        begun = reach.from_starts(level).leg_to(goal)
    if begun:
        yield begun[0], (begun[1],)
    for piece in reach.pieces:
        if piece.level == level and piece.before:
            yield from _over_link(reach, piece, piece.before, goal)


def _over_link(
    reach: Reach, piece: Piece, before: tuple[Piece, Join], goal: BaseGeometry
) -> Iterator[tuple[str, tuple[Leg, ...]]]:
    """The walk to a goal on a piece over the link by which it is reached, and over those before it."""
    last, join = before
    onward = reach.from_link(piece, join).leg_to(goal)
    if onward is None:
        return
    link = reach.floors[last.level].on_piece(last.label, area_on(join, last.level))
    if last.before:
        ways = _over_link(reach, last, last.before, link)
    else:
        begun = reach.from_starts(last.level).leg_to(link)
        ways = iter([(begun[0], (begun[1],))] if begun else [])
    for name, legs in ways:
        yield name, (*legs, onward[1])


def _seen(start: str, legs: tuple[Leg, ...], site: Site, cameras: Sequence[Camera]) -> Walk | None:
    """The walk, with the camera that first sees the walker and where."""
    walked = 0.0
    for leg in legs:
        line = LineString(leg.points)
        place = line if line.length > 0 else Point(leg.points[0])
        first: tuple[float, str] | None = None
        for v, camera in cameras:
            if v == leg.level:
                common = place.intersection(site.storeys[v].monitored[camera].buffer(_ON_EDGE, quad_segs=1))
                places = [line.project(Point(p)) for p in shapely.get_coordinates(common)]
                if places and (first is None or min(places) < first[0]):
                    first = (min(places), camera)
        if first is not None:
            at = line.interpolate(first[0])
            return Walk(start, legs, first[1], leg.level, (float(at.x), float(at.y)), walked + first[0])
        walked += leg.length
    return None


def nearest_sign(site: Site, walk: Walk) -> tuple[str, float] | None:
    """The sign that can be read nearest to a walk, and from how far beside it (m); None without any.

    A distance of nothing means that the sign can be read on the walk, but only where it warns too late.
    """
    found = [
        (LineString(leg.points).distance(area), sign)
        for leg in walk.legs
        for sign, area in site.storeys[leg.level].notice.items()
        if not area.is_empty and len(leg.points) > 1
    ]
    if not found:
        return None
    distance, sign = min(found)
    return sign, distance
