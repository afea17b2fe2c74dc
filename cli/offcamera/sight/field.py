"""The field of a lens: which places are inside the image, however it is aimed (design 3.2; cases 5–8).

Angles come in degrees; headings clockwise from +y, tilts below the horizontal. In the camera's frame f is
forward, l sideways (to the right), k the drop. T and y are the tangents of the half angles. Everything that
the plan leaves open, and every curve, is rounded outward: a field is never under-told.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan, cos, degrees, hypot, inf, pi, radians, sin, tan

from offcamera.sight.limits import Limits, Part, Plane

#: A lens wider than this is taken as a box that holds the ideal and the equidistant image (degrees; case 7).
WIDE = 70.0
#: Where the chords of the field of an unknown tilt end, in multiples of the drop (case 5).
_CHORDS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.35, 1.8, 2.5, 3.5, 5.0, 8.0, 16.0)
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Lens:
    """Tangents of the half angles of a lens; ``side`` None: no limit; ``up`` None: not said.

    ``beyond``: the corners of the image reach 90 degrees off the axis, so that only the azimuth limits it.
    """

    side: float | None
    up: float | None
    half: float = 180.0  #: half the stated horizontal angle (degrees)
    beyond: bool = False


def find_lens(horizontal: float | None, vertical: float | None, *, ideal: bool) -> Lens:
    """The lens of a stated field of view, widened where it may not keep straight lines straight (case 7).

    With r = √((h/2)² + (v/2)²) the limits of the box are tan r · h / 2r and tan r · v / 2r. A vertical angle
    that is not said is at most the horizontal one.
    """
    if horizontal is None:
        return Lens(None, None)
    half = horizontal / 2
    if horizontal >= 180:
        return Lens(None, None, half, beyond=True)
    if ideal or max(horizontal, vertical or 0.0) <= WIDE:
        if vertical is not None and vertical >= 180:
            vertical = None
        return Lens(tan(radians(half)), None if vertical is None else tan(radians(vertical / 2)), half)
    r = hypot(half, (horizontal if vertical is None else vertical) / 2)
    if r >= 90:
        return Lens(None, None, half, beyond=True)
    stretch = tan(radians(r)) / r
    return Lens(stretch * half, None if vertical is None else stretch * vertical / 2, half)


@dataclass(frozen=True, slots=True)
class Drop:
    """How far the camera hangs over what it sees: k from ``least`` to ``most`` (m); None: not known."""

    least: float
    most: float
    known: bool = True

    @property
    def largest(self) -> float:
        """The largest drop or rise."""
        return max(abs(self.least), abs(self.most))


def full_circle(limits: tuple[Limits, ...] = (Limits(),)) -> list[Part]:
    """All round the camera, in four quadrants."""
    return _cone(0.0, 180.0, limits)


def field_of_fixed(lens: Lens, heading: float | None, tilt: float | None, drop: Drop) -> list[Part]:
    """The field of a lens that does not move; whatever is None is the worst that it can be (case 8)."""
    if heading is None or (lens.side is None and not lens.beyond):
        return full_circle()
    if lens.beyond:
        return _cone(heading, max(lens.half, 90.0)) if tilt == 0 else full_circle()
    assert lens.side is not None
    if tilt is None:
        return full_circle(_any_tilt(lens, heading, drop.largest))
    if not drop.known:
        return full_circle((_sides_only(lens.side, heading, tilt, drop.largest),))
    limits = (_sides(lens.side, heading, tilt) + _rows(lens.up, heading, tilt),)
    half = _widest_azimuth(lens, tilt)
    return _cone(heading, half, limits) if half < 89.9 else full_circle(limits)


def _axes(heading: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Unit vectors forward and to the right of a heading."""
    a = radians(heading)
    return (sin(a), cos(a)), (cos(a), -sin(a))


def plane(heading: float, f: float, l: float, k0: float = 0.0) -> Plane:
    """The function f·(forward) + l·(sideways) + k0 of the place."""
    (fx, fy), (sx, sy) = _axes(heading)
    return f * fx + l * sx, f * fy + l * sy, k0


def _sides(side: float, heading: float, tilt: float) -> Limits:
    """|l| ≤ T (f cos t + k sin t): the side planes lean with the tilt (case 5)."""
    t = radians(tilt)
    out = Limits()
    for sign in (1.0, -1.0):
        out += _at_least(heading, side * cos(t), -sign, side * sin(t))
    return out


def _rows(up: float | None, heading: float, tilt: float) -> Limits:
    """|k cos t − f sin t| ≤ y (f cos t + k sin t): the upper and the lower plane."""
    if up is None:
        return Limits()
    t = radians(tilt)
    below = _at_least(heading, sin(t) + up * cos(t), 0.0, up * sin(t) - cos(t))
    above = _at_least(heading, up * cos(t) - sin(t), 0.0, cos(t) + up * sin(t))
    return below + above


def _at_least(heading: float, f: float, l: float, k: float) -> Limits:
    """The limit f·(forward) + l·(sideways) + k·(drop) ≥ 0, solved for the drop."""
    if abs(k) < _NOTHING:
        return Limits(plan=(plane(heading, f, l),))
    if k > 0:
        return Limits(lowers=(plane(heading, -f / k, -l / k),))
    return Limits(uppers=(plane(heading, -f / k, -l / k),))


def _widest_azimuth(lens: Lens, tilt: float) -> float:
    """Half the widest angle in plan at which anything is in the image (degrees), 180 where it is all round.

    |l| / f ≤ T (cos t + (k / f) sin t) and the lower plane allows k / f ≤ tan(t + v/2).
    """
    assert lens.side is not None
    if tilt == 0:
        return degrees(atan(lens.side)) + 1e-7
    if lens.up is None:
        return 180.0
    steepest = radians(abs(tilt)) + atan(lens.up)
    if steepest >= pi / 2 - 1e-6:
        return 180.0
    t = radians(abs(tilt))
    return degrees(atan(lens.side * (cos(t) + tan(steepest) * sin(t)))) + 1e-7


def _sides_only(side: float, heading: float, tilt: float, drop: float) -> Limits:
    """The side planes at the largest drop: all that is left when the height is not known."""
    t = radians(abs(tilt))
    planes = [plane(heading, side * cos(t), sign, side * sin(t) * drop) for sign in (1.0, -1.0)]
    return Limits(plan=tuple(planes))


def _any_tilt(lens: Lens, heading: float, drop: float) -> tuple[Limits, ...]:
    """|l| ≤ T √(f² + d²) ahead, by chords, and |l| ≤ T d behind: every tilt from 0 to 90°.

    Looking straight down it sees back to f = −d·tan(v/2), to −d at least; without a vertical angle as far
    as walls let it.
    """
    assert lens.side is not None
    side, ends = lens.side, [c * drop for c in _CHORDS]
    strips = [_strip(heading, side, (f0, f1), (hypot(f0, drop), hypot(f1, drop))) for f0, f1 in _pairs(ends)]
    last = ends[-1]
    beyond = _strip(heading, side, (last, inf), (hypot(last, drop), hypot(last, drop)))
    back = -inf if lens.up is None else -drop * max(1.0, lens.up)
    return (*strips, beyond, _strip(heading, side, (back, 0.0), (drop, drop)))


def _strip(heading: float, side: float, reach: tuple[float, float], width: tuple[float, float]) -> Limits:
    """Places from f0 to f1 ahead whose |l| is at most T times a width that is linear between w0 and w1."""
    (f0, f1), (w0, w1) = reach, width
    slope = 1.0 if f1 == inf else (w1 - w0) / (f1 - f0) if -inf < f0 < f1 else 0.0
    start = 0.0 if slope == 0.0 else slope * f0
    planes = [plane(heading, side * slope, sign, side * (w0 - start)) for sign in (1.0, -1.0)]
    if f0 > -inf:
        planes.append(plane(heading, 1.0, 0.0, -f0))
    if f1 < inf:
        planes.append(plane(heading, -1.0, 0.0, f1))
    return Limits(plan=tuple(planes))


def _pairs(ends: list[float]) -> Iterator[tuple[float, float]]:
    return itertools.pairwise(ends)


def _cone(heading: float, half: float, limits: tuple[Limits, ...] = (Limits(),)) -> list[Part]:
    """The cone of ± ``half`` degrees about a heading, in parts of at most 90 degrees."""
    n = max(1, -(-2 * half // 90.0))
    edges = [heading + half - i * 2 * half / n for i in range(int(n) + 1)]
    rays = [ray(e) for e in edges]
    if half >= 180:
        rays[-1] = rays[0]
    return [Part(r, l, limits) for r, l in itertools.pairwise(rays)]


def ray(heading: float) -> tuple[float, float]:
    """The unit vector of a heading (degrees)."""
    return _axes(heading)[0]


def field_of_view(corners: list[tuple[float, float]]) -> list[Part]:
    """The field as drawn, corners from the camera: joined with the triangles to them (case 27)."""
    parts = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        twice = ax * by - ay * bx
        if abs(twice) < 1e-9:
            continue
        (rx, ry), (lx, ly) = ((ax, ay), (bx, by)) if twice > 0 else ((bx, by), (ax, ay))
        dx, dy = lx - rx, ly - ry
        size = dx * ry - dy * rx
        far = (dy / size, -dx / size, 1.0)
        parts.append(Part((rx, ry), (lx, ly), (Limits(plan=(far,)),)))
    return parts
