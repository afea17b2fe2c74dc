"""How far a page reaches: all that the plan draws, and what walks and signs show outside it."""

from __future__ import annotations

from collections.abc import Iterator
from math import dist

from offcamera.findings.report import LegibleShape, Report
from offcamera.model.place import Point
from offcamera.model.plan import Level
from offcamera.report.outline import Box, box_of
from offcamera.report.panel import Layer
from offcamera.report.tint import walks_of
from offcamera.report.walks_drawn import place_seen

#: White round what is drawn, the end of a walk that is shown, and how far outside a page follows a sign (m).
_MARGIN, _TAIL, _FARTHEST = 1.0, 3.0, 4.0


def page_box(report: Report, level: Level, layers: frozenset[Layer]) -> Box:
    """The box (left, bottom, right, top; m) of a level's page.

    It holds everything that the plan draws, the last 3 m of every walk with the place where the walker is
    seen, and of where signs can be read what lies within 4 m of the plan.
    """
    plan = box_of(list(_drawn(level)) or [(0.0, 0.0), (10.0, 10.0)])
    points = [plan[:2], plan[2:]]
    if "walks" in layers:
        points += _ends_of_walks(report, level.id)
    if "legible" in layers:
        points += _within(plan, [p for s in report.legible if s.sign.level == level.id for p in _outer(s)])
    return box_of(points, _MARGIN)


def _drawn(level: Level) -> Iterator[Point]:
    rings = [r.polygon for r in level.rooms] + [o.polygon for o in level.obstacles]
    rings += [zone.polygon for zone in level.zones] + [wall.line for wall in level.walls]
    for line in (*rings, *(opening.line for opening in level.openings)):
        yield from line
    yield from (camera.at for camera in level.cameras)
    yield from (sign.at for sign in level.signs)


def _ends_of_walks(report: Report, level: str) -> Iterator[Point]:
    """The last metres of each leg on a level, and where the walker is seen."""
    for finding in report.findings:
        for on, leg in walks_of(finding):
            if on == level:
                yield from tail_of(leg, _TAIL)
                if seen := place_seen(finding, leg):
                    yield seen


def tail_of(line: tuple[Point, ...], length: float) -> list[Point]:
    """The last so many metres of a line, from its end back; the whole line where it is no longer."""
    tail, left = [line[-1]], length
    for a, b in zip(line[-2::-1], line[:0:-1], strict=True):
        step = dist(a, b)
        if step >= left > 0:
            t = left / step
            return [*tail, (b[0] + t * (a[0] - b[0]), b[1] + t * (a[1] - b[1]))]
        tail.append(a)
        left -= step
    return tail


def _outer(shape: LegibleShape) -> Iterator[Point]:
    for rings in shape.polygons:
        yield from rings[0]


def _within(plan: Box, points: list[Point]) -> Iterator[Point]:
    """The points, drawn in to no farther outside the plan than a page follows a sign."""
    left, bottom, right, top = plan
    for x, y in points:
        yield (
            min(max(x, left - _FARTHEST), right + _FARTHEST),
            min(max(y, bottom - _FARTHEST), top + _FARTHEST),
        )
