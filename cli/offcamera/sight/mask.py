"""What a privacy mask hides: the places where a whole person stands inside it (case 19).

A mask is a patch of the image. A floor mask says that whatever stands on it is covered, up to the head. An
image mask is credited only where the whole body line of a place falls inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.field import Lens, plane
from offcamera.sight.floor import Vector
from offcamera.sight.limits import Plane, clip
from offcamera.sight.overlay import areas_in

#: How far the edges of an image mask are drawn in, as a share of the image (case 19): the image runs −1 … 1.
INSET = 0.04
#: How far out places are asked (m).
_FAR = 500.0


@dataclass(frozen=True, slots=True)
class Aim:
    """An ideal lens that stands still: tangents of its half angles, heading and tilt in degrees."""

    lens: Lens
    heading: float
    tilt: float


def hidden_by_image(ring: Sequence[Vector], aim: Aim, drops: tuple[float, float]) -> BaseGeometry:
    """The places (camera's frame, m) whose body line, between two drops, lies inside an image polygon.

    ``ring`` in normalised image coordinates, −1 … 1, x right and y up. On an ideal lens a vertical line is
    straight in the image, so inside a convex polygon both of its ends decide, and each edge is a half-plane
    of places at a given drop. A polygon that is not convex is taken by triangles, which credits less.
    """
    drawn_in = Polygon(ring).buffer(-INSET, join_style="mitre")
    hidden = [_places_in(part, aim, drops) for part in _convex_parts(drawn_in)]
    return shapely.union_all([Polygon(p) for p in hidden if len(p) > 2])


def _convex_parts(shape: BaseGeometry) -> list[Polygon]:
    parts = areas_in(shape)
    convex = [p for p in parts if p.convex_hull.area - p.area < 1e-12 * p.area]
    rest = [p for p in parts if p not in convex]
    triangles = [t for p in rest for t in shapely.get_parts(shapely.constrained_delaunay_triangles(p))]
    return convex + triangles


def _places_in(part: Polygon, aim: Aim, drops: tuple[float, float]) -> list[Vector]:
    box = [(-_FAR, -_FAR), (_FAR, -_FAR), (_FAR, _FAR), (-_FAR, _FAR)]
    corners = [(float(x), float(y)) for x, y in shapely.get_coordinates(shapely.orient_polygons(part))[:-1]]
    planes = [p for k in drops for p in (_ahead(aim, k), *_sides(corners, aim, k))]
    return clip(box, planes)


def _ahead(aim: Aim, k: float) -> Plane:
    """In front of the image plane: f cos t + k sin t > 0."""
    t = radians(aim.tilt)
    return plane(aim.heading, cos(t), 0.0, k * sin(t) - 1e-6)


def _sides(corners: list[Vector], aim: Aim, k: float) -> list[Plane]:
    """The half-planes of places whose point at drop k lies left of every edge of an image polygon (ccw).

    With X = f cos t + k sin t and V = k cos t − f sin t the image point is (l / (T X), −V / (y X)); left of
    the edge from a to b means (b − a) × (point − a) ≥ 0, which times X is linear in the place.
    """
    assert aim.lens.side is not None
    assert aim.lens.up is not None
    t = radians(aim.tilt)
    out: list[Plane] = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        dx, dy = bx - ax, by - ay
        whole = dy * ax - dx * ay
        f = dx * sin(t) / aim.lens.up + whole * cos(t)
        l = -dy / aim.lens.side
        k0 = -dx * k * cos(t) / aim.lens.up + whole * k * sin(t)
        gx, gy, g0 = plane(aim.heading, f, l, k0)
        size = float(np.hypot(gx, gy)) or 1.0
        out.append((gx / size, gy / size, g0 / size))
    return out
