"""From where a sign can be read: never over-told (design 3.3; cases 25, 26).

A sign of reading size k is readable head-on from d0 = f·k. Off its axis the apparent size shrinks with the
cosine of the angle, so the readable places form a ball of diameter d0 that touches the sign's face at its
centre, on the printed side (Xie and others, 2007, on signage legibility and observation angle).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, ceil, cos, hypot, pi, radians, sin, sinh, sqrt, tan

import shapely
from shapely.affinity import affine_transform
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.capture import Captured, Piece, Question, join_polygons
from offcamera.sight.floor import Vector
from offcamera.sight.light import Source
from offcamera.sight.limits import Part
from offcamera.sight.overlay import common_part, grow
from offcamera.sight.terrain import Terrain
from offcamera.units import COINCIDENT

#: Chords of a legible disc lie at most this far inside it (m).
_SAG = 0.001
#: What is seen on both sides of a ray may be joined with a crack of rounding (m); shrinking would widen it.
_CRACK = 1e-5
#: The step of the chords of a hyperbola, and the least Δ (m) that they are spaced by.
_STEP = 0.1
_FINEST = 0.01


@dataclass(frozen=True, slots=True)
class Face:
    """A printed face: its centre (mesh's frame, m), the way it looks (degrees clockwise from +y), its size.

    ``distance`` is how far it can be read head-on, d0 (m); ``triangles`` those that its centre touches.
    """

    x: float
    y: float
    height: float
    facing: float
    width: float
    tall: float
    distance: float

    @property
    def normal(self) -> Vector:
        """The unit vector that the face looks along."""
        return sin(radians(self.facing)), cos(radians(self.facing))


def reading_section(face: Face, eye: float, angle: float) -> Polygon:
    """The section of the ball at an eye height (m), cut at an angle off the axis (degrees, in space).

    With u along the normal, v along the face and Δ the difference of heights: the disc about u = d0/2 of
    radius √((d0/2)² − Δ²), and u ≥ √(v² + Δ²) / tan(angle): one branch of a hyperbola. Both are drawn inside.
    """
    rise = eye - face.height
    half = face.distance / 2
    if abs(rise) >= half:
        return Polygon()
    radius = sqrt(half * half - rise * rise)
    n = max(16, int(pi / sqrt(2 * _SAG / radius)) + 1)
    disc = Polygon([(half + radius * cos(2 * pi * i / n), radius * sin(2 * pi * i / n)) for i in range(n)])
    inner = disc.intersection(_branch(rise, angle, half + radius))
    return _placed(inner, face) if isinstance(inner, Polygon) else Polygon()


def reading_distance(face: Face, eye: float) -> float:
    """From how far along the floor a face can be read at an eye height (m), straight ahead of it."""
    rise, half = eye - face.height, face.distance / 2
    return half + sqrt(half * half - rise * rise) if abs(rise) < half else 0.0


def _branch(rise: float, angle: float, far: float) -> Polygon:
    """Places with u ≥ √(v² + Δ²) / tan(angle) to beyond u = far, by chords, which lie inside a convex curve.

    The ends of the chords, v = Δ·sinh(i·step), do not depend on ``far``: a sign read from farther off is read
    from no place less. A chord lies at most Δ·step² / (8·tan(angle)) inside.
    """
    if angle >= 90:
        return shapely.box(0.0, -far, far, far)
    scale, slope = max(abs(rise), _FINEST), tan(radians(angle))
    n = ceil(asinh(far * slope / scale) / _STEP) + 1
    across = [scale * sinh(_STEP * i) for i in range(-n, n + 1)]
    return Polygon([(hypot(v, rise) / slope, v) for v in across])


def _placed(shape: Polygon, face: Face) -> Polygon:
    nx, ny = face.normal
    return affine_transform(shape, [nx, -ny, ny, nx, face.x, face.y])


def legible_from(terrain: Terrain, face: Face, eyes: Sequence[float], angle: float) -> BaseGeometry:
    """The places from which a face can be read at every one of some eye heights (mesh's frame, m).

    Sight must be clear to the centre and to both ends of the printed width, at the top and at the bottom,
    with every leaf shut (case 26). ``terrain`` is the mesh of the level as readers see it.
    """
    where: BaseGeometry | None = None
    for eye in eyes:
        section: BaseGeometry = reading_section(face, eye, angle)
        for point in _points(face):
            if section.is_empty:
                return section
            seen = _seen_from(terrain, point, face, eye)
            section = common_part(section, seen)
        where = section if where is None else common_part(where, section)
    if where is None:
        return Polygon()
    return grow(where, _CRACK, 2.0).buffer(-_CRACK - COINCIDENT)


def _points(face: Face) -> list[tuple[float, float, float]]:
    """The centre and the corners of the print: x, y and height."""
    nx, ny = face.normal
    along = (ny * face.width / 2, -nx * face.width / 2)
    ends = [(face.x + s * along[0], face.y + s * along[1]) for s in (-1, 1)]
    corners = [(x, y, face.height + s * face.tall / 2) for x, y in ends for s in (-1, 1)]
    return [(face.x, face.y, face.height), *corners]


def _seen_from(terrain: Terrain, point: tuple[float, float, float], face: Face, eye: float) -> BaseGeometry:
    x, y, height = point
    origin = terrain.mesh.origin
    triangles = terrain.mesh.locate(x + origin[0], y + origin[1])
    source = Source(x, y, triangles, height, (eye, eye))
    captured = Captured(terrain, source, Question(_front(face), (eye, eye)), lambda _: (0.0, 0.0))
    clear = [p for p in captured.all() if not p.leaves and not p.crosses_air]
    return join_polygons([_moved(p, x, y) for p in clear])


def _front(face: Face) -> list[Part]:
    """The half plane in front of the face, in two cones."""
    nx, ny = face.normal
    right, left = (ny, -nx), (-ny, nx)
    return [Part(right, (nx, ny)), Part((nx, ny), left)]


def _moved(piece: Piece, x: float, y: float) -> list[Vector]:
    return [(px + x, py + y) for px, py in piece.polygon]
