"""Pixel density on a surface that faces the camera (design 3.2; cases 6, 37)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, cos, hypot, radians, sin, sqrt, tan

from offcamera.sight.field import WIDE
from offcamera.sight.limits import Polygon, nearest_in


@dataclass(frozen=True, slots=True)
class Imager:
    """What density needs of a lens: pixels across, the angles (degrees), and how it is aimed.

    ``heading`` and ``tilt`` None: the axis is not known, or it moves.
    """

    pixels: int
    horizontal: float
    vertical: float | None
    ideal: bool
    heading: float | None
    tilt: float | None


def density_at(imager: Imager, f: float, l: float, k: float) -> float:
    """Pixels per metre at a place f ahead, l sideways and k below the camera (m).

    Pixels per radian over slant distance. On an ideal lens at the angle a from the axis there are
    N / (2 tan(h/2) cos² a) pixels per radian; on a wide one about N / h. The larger is told (case 6).
    """
    slant = max(sqrt(f * f + l * l + k * k), 0.01)
    return _pixels_per_radian(imager, f, k, slant) / slant


def _pixels_per_radian(imager: Imager, f: float, k: float, slant: float) -> float:
    h = radians(imager.horizontal)
    wide = imager.pixels / h
    if imager.horizontal >= 150:
        return wide
    side, up = tan(h / 2), tan(radians(min(imager.vertical or imager.horizontal, 150)) / 2)
    corner = cos(atan(hypot(side, up)))
    if imager.heading is None or imager.tilt is None:
        off = corner
    else:
        t = radians(imager.tilt)
        off = max((f * cos(t) + k * sin(t)) / slant, corner)
    ideal = imager.pixels / (2 * side * off * off)
    return ideal if imager.ideal or imager.horizontal <= WIDE else max(ideal, wide)


def best_density(imager: Imager, polygons: Sequence[Polygon], drops: tuple[float, float]) -> float:
    """The best density (px/m) over some captured polygons (camera's frame), at the nearest height of a body.

    ``drops`` are the least and greatest drop to a body's heights (m). A bound from above: the nearest place
    is taken with the corners, each at the height that is nearest to the camera.
    """
    k = 0.0 if drops[0] <= 0 <= drops[1] else min(drops, key=abs)
    a = radians(imager.heading or 0.0)
    places = [p for polygon in polygons for p in (nearest_in(polygon), *polygon)]
    return max(
        (density_at(imager, x * sin(a) + y * cos(a), x * cos(a) - y * sin(a), k) for x, y in places),
        default=0.0,
    )
