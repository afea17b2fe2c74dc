"""The walk into view that no sign warns, level by level, and how many of the straight walks are warned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Floats, Shapes, Vector, lines_of
from offcamera.sight.overlay import common_part
from offcamera.sight.reach import Piece, Site
from offcamera.sight.route import length_of

#: So many places of each start, and of the watched floor of a level, are tried for straight walks.
_FROM, _TO = 12, 12
#: A straight walk ends so much (m) short of where it comes into view: that may be the edge of the floor.
_SHORT = 0.002
#: A start so near to what is watched is in view where it begins (m): their edges may be one.
_AT_ONCE = 0.001
Camera = tuple[str, str]  #: level and id


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of a walk on one level: its points (m)."""

    level: str
    points: tuple[Vector, ...]

    @property
    def length(self) -> float:
        """Length of the leg (m)."""
        return length_of(self.points)


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
    site: Site, pieces: Sequence[Piece], unwarned: Mapping[str, BaseGeometry], cameras: Sequence[Camera]
) -> Walk | None:
    """The shortest walk found from a start into watched floor without a notice."""
    best: Walk | None = None
    for piece in pieces:
        goal = piece.within(unwarned.get(piece.level, Point()))
        if goal.is_empty:
            continue
        for name, legs in _ways_to(site, piece, goal):
            walk = _seen(name, legs, site, cameras)
            if walk and (best is None or walk.length < best.length):
                best = walk
    return best


def _ways_to(site: Site, piece: Piece, goal: BaseGeometry) -> list[tuple[str, tuple[Leg, ...]]]:
    """The walks to a goal on a piece, one from each start of it, or over the link by which it is reached."""
    found: list[tuple[str, tuple[Leg, ...]]] = []
    if piece.before is None:
        for name, area in site.storeys[piece.level].starts:
            leg = _leg(piece, area, goal)
            found += [(name, (leg,))] if leg else []
        return found
    last, join = piece.before
    leg = _leg(piece, _area(join, piece), goal)
    before = _ways_to(site, last, _area(join, last)) if leg else []
    return [(name, (*legs, leg)) for name, legs in before if leg]


def _area(join: Sequence[tuple[str, BaseGeometry]], piece: Piece) -> BaseGeometry:
    return piece.shape.intersection(shapely.union_all([a for v, a in join if v == piece.level]))


def _leg(piece: Piece, start: BaseGeometry, goal: BaseGeometry) -> Leg | None:
    common = piece.shape.intersection(start)
    if common.is_empty:
        return None
    if common.dwithin(goal, _AT_ONCE):
        within = common_part(common, goal)
        near = within if not within.is_empty else shapely.get_point(shapely.shortest_line(goal, common), 0)
        here = near.representative_point()
        return Leg(piece.level, ((here.x, here.y), (here.x, here.y)))
    corners = shapely.get_coordinates(common)[:64]
    inner = [common.representative_point().coords[0], *corners.tolist()]
    points = piece.sleeves.shortest([(float(x), float(y)) for x, y in inner], goal)
    return Leg(piece.level, tuple(points)) if len(points) > 1 else None


def _seen(start: str, legs: tuple[Leg, ...], site: Site, cameras: Sequence[Camera]) -> Walk | None:
    """The walk, with the camera that first sees the walker and where."""
    walked = 0.0
    for leg in legs:
        line = LineString(leg.points)
        place = line if line.length > 0 else Point(leg.points[0])
        first: tuple[float, str] | None = None
        for v, camera in cameras:
            if v == leg.level:
                common = place.intersection(site.storeys[v].monitored[camera].buffer(0.001))
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


def warned_share(
    site: Site, goals: Mapping[str, BaseGeometry], notice: Mapping[str, BaseGeometry]
) -> float | None:
    """The share of straight walks into view that meet a notice, 0 to 1; None where none leads into view.

    A straight walk goes from a place of a start to a place of the watched floor that is reached, on one
    level, and lies on the floor until it comes into view. The places are twelve of each start, equally far
    apart along its outline, and twelve of the watched floor of the level likewise.
    """
    warned = counted = 0
    for level, storey in site.storeys.items():
        goal = goals.get(level, Point())
        if goal.is_empty or not storey.starts:
            continue
        begun = np.concatenate([_along(area, _FROM) for _, area in storey.starts])
        lines = _until_seen(_straight(begun, _along(goal, _TO)), goal)
        lines = lines[shapely.contains_properly(_wide(storey.floor), lines)]
        shapely.prepare(notice[level])
        counted += len(lines)
        warned += int(shapely.intersects(notice[level], lines).sum())
    return warned / counted if counted else None


@lru_cache(maxsize=16)
def _wide(floor: BaseGeometry) -> BaseGeometry:
    """A floor grown by a hair: what lies along its edge is on it."""
    wide = floor.buffer(_SHORT, quad_segs=1)
    shapely.prepare(wide)
    return wide


def _until_seen(lines: Shapes, goal: BaseGeometry) -> Shapes:
    """Each line as far as where it comes into view, less a hair: that may be the edge of the floor.

    A line that ends on the very outline of a goal may miss it by rounding: it is seen at its end.
    """
    seen = shapely.distance(shapely.get_point(lines, 0), shapely.intersection(lines, goal))
    return _cut(lines, np.where(np.isnan(seen), shapely.length(lines), seen))


def _along(shape: BaseGeometry, n: int) -> Floats:
    """So many places along the outline of a shape (n, 2)."""
    outline = shape.boundary if shape.area > 0 else shape
    if outline.length == 0:
        return np.asarray(shapely.get_coordinates(shape)[:1])
    lengths = [part.length for part in shapely.get_parts(outline)]
    ends = np.cumsum(lengths)
    places = []
    for i in range(n):
        along = ends[-1] * (i + 0.5) / n
        part = int(np.searchsorted(ends, along))
        at = shapely.get_parts(outline)[part].interpolate(along - (ends[part] - lengths[part]))
        places.append((at.x, at.y))
    return np.array(places)


def _straight(starts: Floats, ends: Floats) -> Shapes:
    pairs = np.stack([np.repeat(starts, len(ends), axis=0), np.tile(ends, (len(starts), 1))], axis=1)
    return lines_of(pairs)


def _cut(lines: Shapes, after: Floats) -> Shapes:
    """Each line as far as a distance along it (m)."""
    ends = shapely.line_interpolate_point(lines, np.maximum(after - _SHORT, 0.0))
    pairs = np.stack(
        [shapely.get_coordinates(shapely.get_point(lines, 0)), shapely.get_coordinates(ends)], axis=1
    )
    return lines_of(pairs)
