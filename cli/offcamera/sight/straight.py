"""How many of the straight walks into view are warned (case 15)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.cuts import Cuts, Notice
from offcamera.sight.flat import places_of
from offcamera.sight.floor import Bools, Floats, Ints, Shapes, lines_of
from offcamera.sight.look import HAIR, look
from offcamera.sight.open_floor import OpenFloor
from offcamera.sight.reach import Storey

#: So many places of each start, and of the watched floor of a level, are tried for straight walks.
_FROM, _TO = 12, 12
#: A straight walk ends so much (m) short of where it comes into view: that may be the edge of the floor.
_SHORT = 0.002


class Straight:
    """The straight walks of a site, from twelve places of each start, equally far apart along its outline."""

    def __init__(self, cuts: Cuts) -> None:
        self._cuts = cuts

    @cached_property
    def _levels(self) -> dict[str, _Level]:
        storeys = self._cuts.site.storeys
        return {v: _Level(s, self._cuts.bare.floors[v]) for v, s in storeys.items() if s.starts}

    def warned_share(self, goals: Mapping[str, BaseGeometry], notice: Notice) -> float | None:
        """The share of straight walks into view that meet a notice, 0 to 1; None where none leads into view.

        A straight walk goes from a place of a start to a place of the watched floor that is reached, on one
        level, and lies on the floor until it comes into view. The places are those of the starts, and twelve
        of the watched floor of the level likewise.
        """
        warned = counted = 0
        for level, here in self._levels.items():
            lines = here.lines_to(goals.get(level, Point()))
            if len(lines):
                area = notice.on(level)
                shapely.prepare(area)
                counted += len(lines)
                warned += int(shapely.intersects(area, lines).sum())
        return warned / counted if counted else None


class _Level:
    """The straight walks of one level."""

    def __init__(self, storey: Storey, floor: OpenFloor) -> None:
        self._sleeves = floor.sleeves
        self._begun: Floats = np.concatenate([_along(area, _FROM) for _, area in storey.starts])

    def lines_to(self, goal: BaseGeometry) -> Shapes:
        """The straight walks into a goal, as far as where they come into view."""
        if goal.is_empty:
            return lines_of([])
        begun = self._seers(np.asarray(self._sleeves.tree.query(goal, predicate="intersects")))
        lines = _until_seen(_straight(self._begun[begun], _along(goal, _TO)), goal)
        ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)[:, 1]
        return np.asarray(lines[self._are_free(np.repeat(begun, _TO), ends)])

    @cached_property
    def _seen(self) -> tuple[Ints, Ints, Floats]:
        """What the places see: triangles in order, for each a place, and its beam there (n, 2, 2)."""
        places = shapely.points(self._begun)
        which, first = self._sleeves.tree.query(places, predicate="dwithin", distance=HAIR)
        found = [
            (t, place, beam)
            for place, begun in zip(which.tolist(), first.tolist(), strict=True)
            for t, beam in look(self._sleeves.portals, self._begun[place].tolist(), begun)
        ]
        found.sort(key=lambda seen: seen[:2])
        beams = np.array([beam for _, _, beam in found]).reshape(-1, 2, 2)
        numbers = np.array([seen[:2] for seen in found], dtype=np.intp).reshape(-1, 2)
        return numbers[:, 0], numbers[:, 1], beams

    def _seers(self, triangles: Ints) -> Ints:
        """The places that see some of these triangles: only from there walks are tried."""
        seen, places, _ = self._seen
        return np.unique(places[places_of(triangles, seen)[1]])

    def _are_free(self, places: Ints, ends: Floats) -> Bools:
        """Which straight walks (n,) lie on the floor, but for a hair, as far as their ends (n, 2)?"""
        seen, seers, beams = self._seen
        size = len(self._begun)
        line, t = self._sleeves.tree.query(shapely.points(ends), predicate="dwithin", distance=HAIR)
        pair, beam = places_of(t * size + places[line], seen * size + seers)
        line = line[pair]
        way = ends[line] - self._begun[places[line]]
        right, left = np.moveaxis(beams[beam], 1, 0)
        free = np.zeros(len(places), dtype=bool)
        free[line[(_crosses(right, way) >= 0) & (_crosses(way, left) >= 0)]] = True
        return free


def _crosses(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


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
    parts = shapely.get_parts(outline)
    lengths = shapely.length(parts)
    ends = np.cumsum(lengths)
    along = ends[-1] * (np.arange(n) + 0.5) / n
    part = np.searchsorted(ends, along)
    places = shapely.line_interpolate_point(parts[part], along - (ends - lengths)[part])
    return np.asarray(shapely.get_coordinates(places))


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
