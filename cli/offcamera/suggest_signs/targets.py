"""Where whoever comes in must be warned: lines that no walk into view gets round.

Two lines do for a way in: its door, where nothing of it is watched yet, and the rim of what is watched, as
far as one comes to it from there. A sign must be legible at every point of one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Floats
from offcamera.sight.proof import Site as Walks
from offcamera.sight.walk import Way, pieces_of

#: How far apart the points are that stand for a line (m); what falls between is found by the proof.
_STEP = 0.3
#: How far outside what is watched a sign must be met that is to be met before (m).
_AHEAD = 0.1
#: Less of a line than this is a slip of rounding (m).
_NOTHING = 0.005
#: The floor beside a line still belongs to whoever stands on it (m).
_BESIDE = 0.06

#: How far behind the edge of a start walks may begin (m).
_BEHIND = 0.02


@dataclass(frozen=True, slots=True)
class Target:
    """Lines, and areas where walks begin, by level (mesh's frame, m) that must be covered whole."""

    what: str  #: door or rim
    start: tuple[str, str]  #: level and name of the way in
    shapes: Mapping[str, BaseGeometry]

    def left(self, notice: Mapping[str, BaseGeometry]) -> dict[str, Floats]:
        """Points for what no sign covers yet (n, 2), by level; levels with nothing left are not there."""
        rest = {v: shape.difference(notice[v]) for v, shape in self.shapes.items()}
        return {v: _sample(shape) for v, shape in rest.items() if shape.length > _NOTHING}


def watched_floor(walks: Walks, cameras: Sequence[tuple[str, str]]) -> dict[str, BaseGeometry]:
    """What any of these cameras watches, level by level."""
    return {
        v: shapely.union_all([s.monitored[c] for w, c in cameras if w == v]) for v, s in walks.storeys.items()
    }


def list_targets(
    walks: Walks,
    start: tuple[str, str],
    ways: Sequence[Way],
    watched: Mapping[str, BaseGeometry],
    before: bool,
) -> list[Target]:
    """The lines that would do for one way in (level, name), the door first."""
    level = start[0]
    grown = {v: shape.buffer(_AHEAD) if before else shape for v, shape in watched.items()}
    found = [Target("rim", start, _rim(walks, start, grown))]
    lines = [_across(way) for way in ways]
    if lines and not any(grown[level].intersects(line.buffer(0.3)) for line in lines):
        on_floor = shapely.union_all(lines).intersection(walks.storeys[level].floor)
        found.insert(0, Target("door", start, {level: on_floor}))
    return [target for target in found if any(s.length > _NOTHING for s in target.shapes.values())]


def _across(way: Way) -> BaseGeometry:
    """A line across a door, a step inside it: the leaf hides from outside what hangs within."""
    inside = -0.25 * np.array(way.outward)
    return shapely.LineString([np.array(way.start) + inside, np.array(way.end) + inside])


def _rim(
    walks: Walks, start: tuple[str, str], watched: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    found: dict[str, list[BaseGeometry]] = {}
    for level, piece in _unwatched(walks, start, watched):
        rim = watched[level].boundary.intersection(piece.buffer(_BESIDE))
        found.setdefault(level, []).append(rim)
    for name, area in walks.storeys[start[0]].starts:
        if name == start[1]:
            # a start that ends at a shut leaf touches what lies behind it, which must be covered too
            reached = area.buffer(_BEHIND).intersection(walks.storeys[start[0]].floor)
            found.setdefault(start[0], []).append(reached.intersection(watched[start[0]]))
    return {level: shapely.union_all(shapes) for level, shapes in found.items()}


def _unwatched(
    walks: Walks, start: tuple[str, str], watched: Mapping[str, BaseGeometry]
) -> list[tuple[str, BaseGeometry]]:
    """The pieces of floor that a way in leads to unwatched, over links too."""
    pieces = [(v, p) for v, s in walks.storeys.items() for p in pieces_of(s.floor.difference(watched[v]))]
    areas = [a for name, a in walks.storeys[start[0]].starts if name == start[1]]
    reached = {i for i, (v, p) in enumerate(pieces) if v == start[0] and any(p.intersects(a) for a in areas)}
    grown = True
    while grown:
        before = len(reached)
        for join in walks.joins:
            touched = {i for i, (v, p) in enumerate(pieces) for w, a in join if v == w and p.intersects(a)}
            reached |= touched if touched & reached else set()
        grown = len(reached) > before
    return [pieces[i] for i in sorted(reached)]


def _sample(shape: BaseGeometry) -> Floats:
    """Points along lines, and along the outlines of areas, so far apart that the proof seldom finds a gap."""
    points = [p for part in shapely.get_parts(shape) for p in _along(part)]
    unique = dict.fromkeys((round(x, 3), round(y, 3)) for x, y in points)
    return np.array(list(unique), dtype=float).reshape(-1, 2)


def _along(part: BaseGeometry) -> Iterator[tuple[float, float]]:
    if isinstance(part, shapely.Polygon):
        inner = part.representative_point()
        yield inner.x, inner.y
        part = part.exterior
    if part.length == 0:
        yield from ((float(x), float(y)) for x, y in shapely.get_coordinates(part))
        return
    n = max(2, int(part.length / _STEP) + 1)
    for i in range(n + 1):
        at = part.interpolate(i / n, normalized=True)
        yield float(at.x), float(at.y)
