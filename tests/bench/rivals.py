"""Other ways to find what a camera sees in plan, on the same free space."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, inf, radians, sin

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from bench.maps import Map
from offcamera.model.camera import Camera

Floats = npt.NDArray[np.float64]
#: Chords of the shadow's sector (degrees).
CHORD = 1.0
#: A corner lies on an edge when it is this near (m).
_ON = 1e-6
#: Twice the area that an edge spans with the camera, below which it is seen end on (m²).
_NOTHING = 1e-12


def edges_of(free: Polygon) -> Floats:
    """Edges of the free space (n, 2, 2), the space on their left."""
    free = shapely.orient_polygons(free)
    rings = [np.asarray(r.coords) for r in (free.exterior, *free.interiors)]
    return np.concatenate([np.stack([r[:-1], r[1:]], axis=1) for r in rings])


def edges_drawn(made: Map) -> Floats:
    """What blocks as drawn (n, 2, 2): sides of rooms less their doors, and sides of obstacles; no jambs.

    The space inside a thick wall is then clear, as the plan format has it.
    """
    corners = np.array([c for throat in made.throats for c in throat]).reshape(-1, 4, 2)
    tree = shapely.STRtree(shapely.polygons(corners))
    rows = []
    for room in made.level.rooms:
        ring = np.array(room.polygon)
        for p, q in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            near = tree.query(shapely.LineString([p, q]), predicate="dwithin", distance=_ON)
            rows += _less(p, q, corners[near])
    for obstacle in made.level.obstacles:
        ring = np.array(obstacle.polygon)
        rows += list(np.stack([ring, np.roll(ring, -1, axis=0)], axis=1))
    return np.array(rows)


def _less(p: Floats, q: Floats, throats: Floats) -> list[Floats]:
    """The parts of the edge from p to q on which no throat lies."""
    length = float(np.hypot(*(q - p)))
    along = (q - p) / length
    stops = [0.0]
    for throat in throats:
        away = throat - p
        on = np.abs(away[:, 0] * along[1] - away[:, 1] * along[0]) < _ON
        if on.sum() == 2:
            stops += np.clip(away[on] @ along, 0.0, length).tolist()
    ends = np.sort([*stops, length]).reshape(-1, 2)
    return [np.array([p + a * along, p + b * along]) for a, b in ends if b - a > _ON]


class Shadows:
    """The field less the shadows of edges (n, 2, 2), with Shapely; ``inward``: only of those that face."""

    def __init__(self, edges: Floats, *, inward: bool = True) -> None:
        self.edges, self.inward = edges, inward
        self.tree = shapely.STRtree(shapely.linestrings(edges))
        self.far = 2.0 * float(np.hypot(*np.ptp(edges.reshape(-1, 2), axis=0)))

    def see(self, camera: Camera, reach: float = inf, *, whole: bool = False) -> Polygon:
        """What a camera sees in its cone (``whole``: all round), out to a range (m)."""
        reach = min(reach, self.far)
        at = np.array(camera.at)
        field = _sector(camera, reach, whole)
        hits = self.edges[self.tree.query(field, predicate="intersects")]
        a, b = hits[:, 0] - at, hits[:, 1] - at
        turn = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
        facing = turn > 0 if self.inward else np.abs(turn) > _NOTHING
        return field.difference(shapely.union_all(_shadows(a[facing], b[facing], at, 2 * self.far)))


def _sector(camera: Camera, reach: float, whole: bool) -> Polygon:
    half = 180.0 if whole else (camera.optics.horizontal or 0.0) / 2
    middle = radians(90.0 - (camera.heading or 0.0))
    n = max(2, round(2 * half / CHORD) + 1)
    angles = middle + radians(half) * np.linspace(-1, 1, n)
    arc = np.array(camera.at) + reach * np.column_stack([np.cos(angles), np.sin(angles)])
    return Polygon(arc[:-1] if whole else [camera.at, *arc])


def _shadows(a: Floats, b: Floats, at: Floats, far: float) -> npt.NDArray[np.object_]:
    """What lies behind each edge from a to b: five corners, so that wide shadows reach past the field."""
    away = [v / np.hypot(*v.T)[:, None] for v in (a, b)]
    middle = away[0] + away[1]
    middle /= np.hypot(*middle.T)[:, None]
    return shapely.polygons(at + np.stack([a, far * away[0], far * middle, far * away[1], b], axis=1))


class Pysovist:
    """The exact isovist of the library pysovist, an angular sweep in NumPy."""

    def __init__(self, edges: Floats) -> None:
        from pysovist import Plan, isovist

        self.plan, self.isovist = Plan(edges), isovist
        self.far = 2.0 * float(np.hypot(*np.ptp(edges.reshape(-1, 2), axis=0)))

    def see(self, camera: Camera, reach: float = inf) -> float:
        """The area seen in the cone, out to a range (m²)."""
        fov = radians(camera.optics.horizontal or 0.0)
        h = radians(camera.heading or 0.0)
        direction = atan2(cos(h), sin(h))
        return float(
            self.isovist(self.plan, camera.at, max_distance=reach, fov=fov, direction=direction).area
        )

    def see_all_round(self, camera: Camera) -> Polygon:
        """Everything that is seen from the camera's place, whichever way it looks."""
        shape = Polygon(self.isovist(self.plan, camera.at, max_distance=self.far).polygon())
        return shape.buffer(0)  # its ring may cross itself by a rounding


def load_pysovist(edges: Floats) -> Pysovist | None:
    """The library where it is installed; it is no dependency of the project."""
    try:
        return Pysovist(edges)
    except ImportError:
        return None


def timed(see: Callable[[Camera, float], object], cameras: list[Camera]) -> list[Callable[[], object]]:
    """One case a camera, each within its range."""
    return [lambda c=c: see(c, c.range or inf) for c in cameras]
