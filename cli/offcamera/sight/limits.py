"""Limits on where a place is seen: planes through the camera, and the elimination of the height (design 3.2).

Coordinates are from the camera: p = (x, y) in plan, k = camera height − z, positive below the camera. A
limit is a triple (gx, gy, g0) standing for the linear function gx·x + gy·y + g0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import atan2, ceil, cos, floor, hypot, inf, pi, sin, sqrt

Plane = tuple[float, float, float]
Polygon = list[tuple[float, float]]

#: Slack of a half-plane (m): outward, far below the tolerance of coincidence.
_SLACK = 1e-9
#: A gradient smaller than this is rounding.
_FLAT = 1e-12
#: How far a polygon of tangents stands out beyond its circle (m).
_BULGE = 0.001


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds the places seen: ``plan`` functions are at least 0, ``lowers`` ≤ k ≤ ``uppers``."""

    plan: tuple[Plane, ...] = ()
    lowers: tuple[Plane, ...] = ()
    uppers: tuple[Plane, ...] = ()

    def __add__(self, other: Limits) -> Limits:
        return Limits(self.plan + other.plan, self.lowers + other.lowers, self.uppers + other.uppers)


def through_face(nx: float, ny: float, low: float, high: float, height: float) -> Limits:
    """Light that passes the line n·p = 1 between two heights: (c − b) n·p ≤ k ≤ (c − a) n·p.

    At the face the light has height c − k / (n·p); for a ≤ c − k / (n·p) ≤ b and n·p > 0 that is linear in
    place and height, with no division and no special case for a camera below, above or level with it.
    """
    lowers = ((nx * (height - high), ny * (height - high), 0.0),) if high < inf else ()
    uppers = ((nx * (height - low), ny * (height - low), 0.0),) if low > -inf else ()
    return Limits((), lowers, uppers)


def between_heights(low: float, high: float, height: float) -> Limits:
    """Places of a vertical line from ``low`` to ``high`` (m above the floor)."""
    lowers = ((0.0, 0.0, height - high),) if high < inf else ()
    uppers = ((0.0, 0.0, height - low),) if low > -inf else ()
    return Limits((), lowers, uppers)


def eliminate_height(limits: Limits) -> list[Plane]:
    """The half-planes of places for which some height satisfies all limits (Fourier–Motzkin).

    Some k lies above every lower and below every upper limit exactly when every lower is at most every upper.
    """
    planes = [_between(v, u) for v in limits.lowers for u in limits.uppers]
    return [p for p in (*limits.plan, *planes) if p is not None]


def within_heights(polygon: Polygon, limits: Limits) -> Polygon:
    """The part of a convex polygon where some height lies above every lower and below every upper limit.

    The same as clipping by every plane of :func:`eliminate_height`, but only those are made that cut: one
    that holds at every corner holds throughout.
    """
    lowers, uppers = limits.lowers, limits.uppers
    pairs: set[tuple[int, int]] = set()
    for x, y in polygon if lowers and uppers else ():
        highs = [a * x + b * y + c + _SLACK for a, b, c in uppers]
        least = min(highs)
        for i, (a, b, c) in enumerate(lowers):
            low = a * x + b * y + c
            if low > least:
                pairs |= {(i, j) for j, high in enumerate(highs) if low > high}
    if not pairs:
        return polygon
    planes = [_between(lowers[i], uppers[j]) for i, j in sorted(pairs)]
    return clip(polygon, [p for p in planes if p is not None])


def _between(lower: Plane, upper: Plane) -> Plane | None:
    """Where a lower limit is at most an upper one, in metres from the edge; None where it bounds nothing.

    A gradient that is all rounding has no direction: such a plane holds everywhere or nowhere.
    """
    gx, gy, g0 = upper[0] - lower[0], upper[1] - lower[1], upper[2] - lower[2]
    size = hypot(gx, gy)
    if size > _FLAT:
        return gx / size, gy / size, g0 / size
    return (0.0, 0.0, -1.0) if g0 < -_SLACK else None


def clip(polygon: Polygon, planes: Iterable[Plane]) -> Polygon:
    """The part of a convex polygon where every function (in metres) is at least 0, or nothing."""
    for gx, gy, g0 in planes:
        for x, y in polygon:
            if gx * x + gy * y + g0 < -_SLACK:
                polygon = _cut(polygon, [gx * x + gy * y + g0 for x, y in polygon])
                break
        if len(polygon) < 3:
            return []
    return polygon


def _cut(polygon: Polygon, values: Sequence[float]) -> Polygon:
    out: Polygon = []
    for i, (point, value) in enumerate(zip(polygon, values, strict=True)):
        before, behind = polygon[i - 1], values[i - 1]
        if (value >= 0) != (behind >= 0):
            share = behind / (behind - value)
            out.append(
                (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
            )
        if value >= 0:
            out.append(point)
    return out


def within_range(polygon: Polygon, reach: float) -> Polygon:
    """The part of a convex polygon (ccw, within 180°) in ``reach`` (m) of the camera, its arc by tangents.

    The corners of the tangents lie at most 1 mm outside the circle: the step is 2·√(0.001 / R) (case 34),
    and they stand at multiples of the step, whichever polygon asks.
    """
    if not polygon or max(x * x + y * y for x, y in polygon) <= reach * reach:
        return polygon
    steps = floor(2 * pi / (2 * sqrt(_BULGE / reach))) + 1
    return clip(_sector(polygon, reach, 2 * pi / steps), _edges(polygon))


def _sector(polygon: Polygon, reach: float, step: float) -> Polygon:
    """The sector of tangents that holds a polygon's directions; its corners are at half steps."""
    angles = [atan2(y, x) for x, y in polygon if x or y]
    first = angles[0]
    turns = [(a - first + pi) % (2 * pi) - pi for a in angles]
    low, high = floor((first + min(turns)) / step - 0.5), ceil((first + max(turns)) / step + 0.5)
    out = reach / cos(step / 2)
    arc = [(out * cos((j + 0.5) * step), out * sin((j + 0.5) * step)) for j in range(low - 1, high + 1)]
    return [(0.0, 0.0), *arc]


def _edges(polygon: Polygon) -> Iterable[Plane]:
    """The half-planes left of the edges of a polygon; an edge that is all rounding has no direction."""
    for i, (bx, by) in enumerate(polygon):
        ax, ay = polygon[i - 1]
        if hypot(bx - ax, by - ay) > _SLACK:
            size = hypot(bx - ax, by - ay)
            yield (ay - by) / size, (bx - ax) / size, (ax * by - ay * bx) / size


def area_of(polygon: Polygon) -> float:
    """Area of a simple polygon (m²), whichever way it runs."""
    return abs(sum(polygon[i - 1][0] * y - x * polygon[i - 1][1] for i, (x, y) in enumerate(polygon))) / 2


def nearest_in(polygon: Polygon) -> tuple[float, float]:
    """The place of a convex polygon that is nearest to the camera at the origin."""
    best: tuple[float, float] = polygon[0]
    inside = True
    turn = sum(polygon[i - 1][0] * y - x * polygon[i - 1][1] for i, (x, y) in enumerate(polygon))
    for i, (bx, by) in enumerate(polygon):
        ax, ay = polygon[i - 1]
        dx, dy = bx - ax, by - ay
        inside = inside and (dx * -ay - dy * -ax) * turn >= 0
        share = min(1.0, max(0.0, -(ax * dx + ay * dy) / ((dx * dx + dy * dy) or 1.0)))
        foot = (ax + share * dx, ay + share * dy)
        if hypot(*foot) < hypot(*best):
            best = foot
    return (0.0, 0.0) if inside else best


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a field of view: a cone of less than 180 degrees, and alternative limits within it.

    ``right`` and ``left`` are the rays of the cone, counter-clockwise; a place in it is in the field when one
    of ``bodies`` holds.
    """

    right: tuple[float, float]
    left: tuple[float, float]
    bodies: tuple[Limits, ...] = field(default=(Limits(),))
