"""Walking along an outline from a door: straight runs of wall, and the run that two rooms share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

import shapely
from shapely import LineString
from shapely.ops import substring

from offcamera.model.place import Point
from offcamera.units import MATCHING

#: A turn of less than this (degrees) is a curve or the rounding of a drawing, not a corner: corners are
#: given to 1 cm, so two that lie 5 cm apart turn by 11° for nothing.
CORNER = 20.0
#: A shared run shorter than this (m) is a corner that two rooms have in common.
LEAST_RUN = 0.05


@dataclass(frozen=True, slots=True)
class Track:
    """Corners of a wall or an outline in order, the first not repeated."""

    points: tuple[Point, ...]
    closed: bool


def runs_through(track: Track, place: Point, reach: float) -> list[LineString]:
    """The straight runs of a track through a place on it, up to ``reach`` metres either way.

    One in the middle of a wall, two at a corner, neither of them past the corner.
    """
    points, at = _with_place(track, place)
    back = _arm(points, track.closed, at, -1, reach)
    fore = _arm(points, track.closed, at, 1, reach)
    if len(back) < 2 or len(fore) < 2:
        return [LineString(arm) for arm in (back[::-1], fore) if len(arm) > 1]
    if _turn(back[1], back[0], fore[1]) > CORNER:
        return [LineString(back[::-1]), LineString(fore)]
    return [LineString(back[::-1] + fore[1:])]


def _with_place(track: Track, place: Point) -> tuple[list[Point], int]:
    """The corners with the place among them, and where: a corner within ``MATCHING`` is the place."""
    points = list(track.points)
    nearest = min(range(len(points)), key=lambda i: _distance(points[i], place))
    if _distance(points[nearest], place) <= MATCHING:
        return points, nearest
    ends = points[1:] + points[:1] if track.closed else points[1:]
    feet = [_foot(a, b, place) for a, b in zip(points, ends, strict=False)]
    edge = min(range(len(feet)), key=lambda i: _distance(feet[i], place))
    points.insert(edge + 1, feet[edge])
    return points, edge + 1


def _foot(a: Point, b: Point, place: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return a[0] + share * dx, a[1] + share * dy


def _arm(points: Sequence[Point], closed: bool, at: int, step: int, reach: float) -> list[Point]:
    arm, length = [points[at]], 0.0
    for count in range(1, len(points) + closed):
        index = at + step * count
        if not closed and not 0 <= index < len(points):
            break
        corner = points[index % len(points)]
        piece = _distance(arm[-1], corner)
        if piece == 0.0:
            continue
        if len(arm) > 1 and _turn(arm[-2], arm[-1], corner) > CORNER:
            break
        if length + piece >= reach:
            share = (reach - length) / piece
            arm.append(
                (arm[-1][0] + share * (corner[0] - arm[-1][0]), arm[-1][1] + share * (corner[1] - arm[-1][1]))
            )
            break
        arm.append(corner)
        length += piece
    return arm


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _turn(a: Point, b: Point, c: Point) -> float:
    """Degrees by which the way a, b, c turns at b."""
    turn = degrees(atan2(c[1] - b[1], c[0] - b[0]) - atan2(b[1] - a[1], b[0] - a[0]))
    return abs((turn + 180.0) % 360.0 - 180.0)


def shared_runs(one: Sequence[LineString], other: Sequence[LineString], place: Point) -> list[LineString]:
    """The pieces of ``one``'s runs that lie on ``other``'s, those that hold the place."""
    point = shapely.Point(place)
    shared = []
    for run in one:
        for beside in other:
            common = run.intersection(beside.buffer(MATCHING, cap_style="flat"))
            shared += [
                line
                for line in _lines_of(common)
                if line.length >= LEAST_RUN and line.distance(point) <= 2 * MATCHING
            ]
    return shared


def _lines_of(shape: shapely.Geometry) -> list[LineString]:
    merged = shapely.line_merge(shape)
    return [part for part in shapely.get_parts(merged) if isinstance(part, LineString)]


def cut_opening(run: LineString, place: Point, width: float) -> tuple[tuple[Point, ...], float]:
    """The stretch of a run that an opening of this width takes, and how far it was moved off its middle.

    It is centred on the place; at a corner it moves along the run, so that it keeps its width and still
    holds all that an opening cut off at the corner would hold. A run shorter than the opening is taken whole.
    """
    middle = run.project(shapely.Point(place))
    start = min(max(middle - width / 2, 0.0), max(run.length - width, 0.0))
    end = min(start + width, run.length)
    line = substring(run, start, end).simplify(0.004)
    moved = (start + end) / 2 - middle
    return tuple((round(x, 4), round(y, 4)) for x, y in line.coords), abs(moved)
