"""A grid of places on the floor, to find walks into view that hardly any sign could warn.

Every walk that is found is a real one: its legs lie on the floor. The grid misses some walks, which the proof
finds; it is here to find fast the walks that tell most.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from offcamera.sight.floor import Bools, Floats, Ints
from offcamera.sight.reach import Site as Walks
from offcamera.suggest_signs.spots import grid_over

#: Step of the grid (m), and about how many places it has on a level.
_STEP, _PLACES = 0.5, 2500
#: What a step through a place that a sign could warn costs, in steps, for every sign that could.
_WARNED = 0.25
#: A start that ends at a shut leaf touches what lies behind it: walks begin so far about it (m).
_BEHIND = 0.02
#: Places on the very edge of the floor belong to no piece of it (m).
_WITHIN = 0.008
#: A step along the very edge of the floor lies on it (m).
_ON_EDGE = 0.0005

Trail = tuple[tuple[str, BaseGeometry], ...]  #: a walk: a line, or where it begins in view a point, a level


class Lattice:
    """The grid over all levels: where walks begin, where they come into view, and the steps between."""

    def __init__(self, walks: Walks, goals: Mapping[str, BaseGeometry]) -> None:
        self.walks, self.goals = walks, goals
        points, levels, steps, before = list[Floats](), list[Ints](), list[Ints](), 0
        for number, (level, storey) in enumerate(walks.storeys.items()):
            here, links = _level_steps(storey.floor, goals[level], [a for _, a in storey.starts])
            steps.append(links + before)
            before += len(here)
            points.append(here)
            levels.append(np.full(len(here), number, dtype=np.intp))
        self.xy: Floats = np.concatenate(points)
        self.level: Ints = np.concatenate(levels).astype(np.intp)
        self.names = list(walks.storeys)
        self.starts, self.ends = self._marks()
        self.near = self._neighbours(np.concatenate(steps), self._over_links())

    def _marks(self) -> tuple[Bools, Bools]:
        starts, ends = np.zeros(len(self.xy), dtype=bool), np.zeros(len(self.xy), dtype=bool)
        for number, (level, storey) in enumerate(self.walks.storeys.items()):
            here = self.level == number
            area = shapely.union_all([a for _, a in storey.starts]).buffer(_BEHIND)
            starts[here] = shapely.intersects_xy(area, self.xy[here])
            ends[here] = shapely.intersects_xy(self.goals[level], self.xy[here])
        return starts, ends

    def _over_links(self) -> list[tuple[int, ...]]:
        found = []
        for join in self.walks.joins:
            places: list[int] = []
            for level, area in join:
                here = np.flatnonzero(self.level == self.names.index(level))
                places += here[shapely.intersects_xy(area.buffer(0.002), self.xy[here])].tolist()
            found.append(tuple(places))
        return found

    def _neighbours(self, steps: Ints, hubs: Sequence[tuple[int, ...]]) -> list[list[int]]:
        """Who is next to whom; a hub stands for a link and comes after all places."""
        near: list[list[int]] = [[] for _ in range(len(self.xy) + len(hubs))]
        for a, b in steps.tolist():
            near[a].append(b)
            near[b].append(a)
        for number, places in enumerate(hubs, start=len(self.xy)):
            near[number] = list(places)
            for place in places:
                near[place].append(number)
        return near

    def warned(self, level: str, notice: BaseGeometry) -> Bools:
        """The places of all levels from where a sign on one can be read, this notice being its area."""
        found = np.zeros(len(self.xy), dtype=bool)
        here = self.level == self.names.index(level)
        found[here] = shapely.intersects_xy(notice, self.xy[here])
        return found

    def along(self, trail: Trail) -> Bools:
        """The places that a walk over the grid passes."""
        found = np.zeros(len(self.xy), dtype=bool)
        for level, leg in trail:
            found |= self.warned(level, leg.buffer(0.01))
        return found

    def walk(self, closed: Bools, could: Floats) -> Trail | None:
        """The walk into view over open places that fewest signs ``could`` warn (how many, by place)."""
        cost = (1.0 + _WARNED * could).tolist() + [1.0] * (len(self.near) - len(self.xy))
        shut = closed.tolist() + [False] * (len(self.near) - len(self.xy))
        ends = self.ends.tolist() + [False] * (len(self.near) - len(self.xy))
        queue = [(cost[i], i, -1) for i in np.flatnonzero(self.starts & ~closed).tolist()]
        heapq.heapify(queue)
        came: dict[int, int] = {}
        while queue:
            spent, i, before = heapq.heappop(queue)
            if i in came:
                continue
            came[i] = before
            if ends[i]:
                return self._trail(came, i)
            for j in self.near[i]:
                if j not in came and not shut[j]:
                    heapq.heappush(queue, (spent + cost[j], j, i))
        return None

    def _trail(self, came: Mapping[int, int], i: int) -> Trail:
        places = [i]
        while came[places[-1]] >= 0:
            places.append(came[places[-1]])
        legs: list[list[int]] = [[]]
        for place in reversed(places):
            if place >= len(self.xy):
                legs.append([])
            else:
                legs[-1].append(place)
        return tuple(self._leg(leg, last=leg is legs[-1]) for leg in legs if leg)

    def _leg(self, places: Sequence[int], *, last: bool) -> tuple[str, BaseGeometry]:
        level = self.names[self.level[places[0]]]
        if len(places) == 1:
            return level, shapely.Point(self.xy[places[0]])
        line = LineString(self.xy[list(places)])
        return level, until_seen(line, self.goals[level]) if last else line


def until_seen(line: LineString, goal: BaseGeometry) -> BaseGeometry:
    """A walk as far as where it comes into view."""
    common = shapely.get_coordinates(line.intersection(goal))
    if line.length == 0 or not len(common):
        return line
    after = min(line.project(shapely.Point(p)) for p in common)
    return substring(line, 0.0, after)


def _level_steps(
    floor: BaseGeometry, goal: BaseGeometry, starts: Sequence[BaseGeometry]
) -> tuple[Floats, Ints]:
    """The places of a level and the steps between them: (n, 2) of each."""
    begun = shapely.union_all(list(starts)) if starts else shapely.Polygon()
    ground = floor.difference(goal.buffer(-_STEP)).union(begun.intersection(floor))
    step = max(_STEP, (ground.area / _PLACES) ** 0.5)
    if ground.is_empty:
        return np.empty((0, 2)), np.empty((0, 2), dtype=np.intp)
    points = np.concatenate([grid_over(ground, step), _more(begun, floor, step)])
    dots = np.atleast_1d(np.asarray(shapely.points(points), dtype=object))
    a, b = shapely.STRtree(dots).query(dots, predicate="dwithin", distance=step * 1.45)
    once = a < b
    lines = shapely.linestrings(np.stack([points[a[once]], points[b[once]]], axis=1))
    wide = floor.buffer(_ON_EDGE)
    shapely.prepare(wide)
    free = shapely.covers(wide, lines)
    return points, np.stack([a[once], b[once]], axis=1)[free].astype(np.intp)


def _more(begun: BaseGeometry, floor: BaseGeometry, step: float) -> Floats:
    """Places along where walks begin: the grid may pass a thin start by."""
    about = begun.buffer(_BEHIND).intersection(floor).buffer(-_WITHIN)
    parts = [p for p in shapely.get_parts(about) if not p.is_empty]
    points = [np.empty((0, 2))]
    for part in parts:
        inner = shapely.get_coordinates(part.representative_point())
        rim = shapely.segmentize(part, step)
        points += [inner, shapely.get_coordinates(rim)]
    return np.unique(np.round(np.concatenate(points), 4), axis=0)
