"""The field of a PTZ: everything that it can turn to (case 14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import acos, atan, cos, inf, pi, radians, sin, sqrt, tan

from offcamera.sight.field import Drop, Lens, full_circle, plane, ray
from offcamera.sight.limits import Limits, Part

#: Step of the cones into which a sweep is parted (degrees).
_SECTOR = 7.5
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Sweep:
    """The stops of a PTZ in degrees: headings clockwise from ``pan[0]`` to ``pan[1]``, tilts; None: none."""

    pan: tuple[float, float] | None
    tilt: tuple[float, float] | None


def field_of_sweep(lens: Lens, sweep: Sweep, drop: Drop) -> list[Part]:
    """Everything that a PTZ can turn to (case 14), parted into cones with two planes each.

    A direction of depression e and azimuth a is in the sweep when e is between two limits and a lies in the
    pan range, or past an end of it by no more than the image reaches there.
    """
    if lens.side is None or (sweep.pan is None and (sweep.tilt is None or not drop.known)):
        return full_circle()
    tilts = sweep.tilt or (-90.0, 90.0)
    steep = _depressions(lens, tilts) if drop.known else (-inf, inf)
    if sweep.pan is None:
        return [p for a in _steps(0.0, 360.0) for p in _sector(a, steep, None, None)]
    start, width = sweep.pan[0], (sweep.pan[1] - sweep.pan[0]) % 360 or 360.0
    parts = [p for a in _steps(start, start + width) for p in _sector(a, steep, None, None)]
    for a in _steps(start + width, start + 360.0):
        for bounds in _past_end(lens, _offsets(a, start, start + width), tilts, drop):
            parts += _sector(a, steep, *bounds)
    return parts


def _steps(start: float, end: float) -> Iterator[tuple[float, float]]:
    n = max(1, int(-(-(end - start) // _SECTOR)))
    if end - start < 1e-9:
        return
    for i in range(n):
        yield start + (end - start) * i / n, start + (end - start) * (i + 1) / n


def _depressions(lens: Lens, tilts: tuple[float, float]) -> tuple[float, float]:
    """Tangents of the least and the greatest depression that any image of the sweep holds."""
    if lens.up is None:
        return -inf, inf
    assert lens.side is not None
    t0, t1, y, side = radians(tilts[0]), radians(tilts[1]), lens.up, lens.side
    high = tan(t1 + atan(y)) if t1 + atan(y) < pi / 2 - 1e-6 else inf
    if t0 - atan(y) <= -pi / 2 + 1e-6:
        return -inf, high
    corner = (sin(t0) - y * cos(t0)) / sqrt((cos(t0) + y * sin(t0)) ** 2 + side**2)
    mirrored = -tan(-t0 + atan(y))
    return min(corner, mirrored), _greatest(high, t1, y, side)


def _greatest(high: float, t1: float, y: float, side: float) -> float:
    """Mirror of the lower limit: a PTZ that looks up sees its steepest rows at the corners."""
    corner = (sin(t1) + y * cos(t1)) / sqrt((cos(t1) - y * sin(t1)) ** 2 + side**2)
    return max(high, corner)


def _offsets(a: tuple[float, float], start: float, end: float) -> tuple[float, float]:
    """Least and greatest angle from the azimuths of a sector past the ends to the nearer end (degrees)."""
    near = [min(abs(x - end), abs(start + 360.0 - x)) for x in a]
    return min(near), min(max(near), 180.0)


def _past_end(
    lens: Lens, offsets: tuple[float, float], tilts: tuple[float, float], drop: Drop
) -> Iterator[tuple[float | None, float | None]]:
    """Limits on k / ρ at an azimuth past the end of the pan range: (at least, at most) alternatives.

    |sin a| ≤ T max over t of (cos a cos t + τ sin t) with τ = k / ρ: above some τ where the tilt looks down,
    below some τ where it looks up.
    """
    down = min(_threshold(lens, a, (max(tilts[0], 0.0), tilts[1])) for a in offsets) if tilts[1] > 0 else inf
    up = min(_threshold(lens, a, (max(-tilts[1], 0.0), -tilts[0])) for a in offsets) if tilts[0] < 0 else inf
    level = tilts[0] <= 0 <= tilts[1] and _level_holds(lens, offsets[0])
    if not drop.known or level or min(down, up) == -inf:
        yield None, None
        return
    if down < inf:
        yield down, None
    if up < inf:
        yield None, -up


def _level_holds(lens: Lens, offset: float) -> bool:
    """Does a level image of the end heading reach this azimuth?"""
    assert lens.side is not None
    a = radians(offset)
    return cos(a) > 0 and sin(a) <= lens.side * cos(a)


def _threshold(lens: Lens, offset: float, tilts: tuple[float, float]) -> float:
    """Least τ at which sin a ≤ T (cos a cos t + τ sin t) for some tilt t of the range (degrees, from 0)."""
    assert lens.side is not None
    s, c = sin(radians(offset)), cos(radians(offset))
    t0, t1 = radians(tilts[0]), radians(tilts[1])
    candidates = [t0, t1]
    if s > 0 and abs(c * lens.side / s) <= 1:
        candidates.append(min(max(acos(c * lens.side / s), t0), t1))
    values = [(s / lens.side - c * cos(t)) / sin(t) for t in candidates if sin(t) > _NOTHING]
    return min([*values, _foot_disc(lens, t1)], default=inf)


def _foot_disc(lens: Lens, t: float) -> float:
    """1 / R where the image reaches past the foot: the disc about the foot of radius d·R (case 14).

    Without a vertical angle only the side planes bound it: ρ ≤ k·max(tan t, T sin t) anywhere behind.
    """
    assert lens.side is not None
    if sin(t) < _NOTHING:
        return inf
    if lens.up is None:
        return min(1 / (lens.side * sin(t)), cos(t) / sin(t))
    if t + atan(lens.up) < pi / 2 - 1e-6:
        return inf
    bottom = sin(t) + lens.up * cos(t)
    return bottom / sqrt((cos(t) - lens.up * sin(t)) ** 2 + lens.side**2)


def _sector(
    azimuth: tuple[float, float], steep: tuple[float, float], least: float | None, most: float | None
) -> list[Part]:
    """A cone of azimuths with limits on the depression: τ ρ with ρ bounded by u·p and u·p / cos(half).

    ``steep`` bounds every direction of the sweep, ``least`` and ``most`` those of this sector.
    """
    middle, half = (azimuth[0] + azimuth[1]) / 2, radians((azimuth[1] - azimuth[0]) / 2)
    low = max(steep[0], -inf if least is None else least)
    high = min(steep[1], inf if most is None else most)
    if low > high:
        return []
    lowers = (plane(middle, low if low > 0 else low / cos(half), 0.0),) if low > -inf else ()
    uppers = (plane(middle, high / cos(half) if high > 0 else high, 0.0),) if high < inf else ()
    return [Part(ray(azimuth[1]), ray(azimuth[0]), (Limits((), lowers, uppers),))]
