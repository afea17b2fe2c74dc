"""Where a camera really hangs: on the clear side of the wall that it is drawn on (design 3.2; case 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, hypot, radians, sin

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from offcamera.sight.floor import Floats, Shapes
from offcamera.sight.mesh import Stretch
from offcamera.sight.overlay import areas_in
from offcamera.sight.surroundings import Surroundings
from offcamera.units import COINCIDENT

#: How far a camera is kept from rings, walls and obstacles (m): the mesh is exact, its corners are rounded.
PULL = 0.002
#: How far a camera may be moved to clear floor (m).
FARTHEST = 0.3
#: A gap that holds no disc of this diameter is the inside of a wall (m).
_GAP = 0.6
#: A doorway farther than this from its jambs is none (m).
_FARTHEST_JAMB = 20.0
#: A heading within this angle of the wall's line decides no side (degrees).
_ALONG = 10.0


@dataclass(frozen=True, slots=True)
class Stand:
    """A clear place from which a camera looks, in the mesh's frame (m), and the room set that it is in."""

    x: float
    y: float
    rooms: int
    triangles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mounting:
    """All places that a camera must be taken to look from.

    ``moved`` how far it was put from where it was drawn (m); ``undecided`` when nothing says on which side of
    a wall it hangs; ``solids`` in which it hangs.
    """

    stands: tuple[Stand, ...]
    moved: float = 0.0
    undecided: bool = False
    solids: frozenset[int] = frozenset()
    doorway: frozenset[int] = frozenset()  #: the rooms on both sides, where it hangs in a doorway


def mount(
    around: Surroundings,
    at: tuple[float, float],
    height: float | None,
    headings: Sequence[float],
    side: int | None,
) -> Mounting:
    """Find the clear places that a camera at ``at`` (plan, m) looks from.

    ``headings`` are those that it can take (degrees; empty when it has no single one), ``side`` the number
    of the room that it is said to look into.
    """
    x, y = at[0] - around.mesh.origin[0], at[1] - around.mesh.origin[1]
    if (clear := hang_in_clear_air(around, np.array([at]))[0]) is not None:
        return clear
    here = Point(x, y)
    near = around.walls[around.wall_tree.query(here, predicate="dwithin", distance=PULL + COINCIDENT)]
    inside = _solids_at(around, x, y, height)
    doorway = _doorway(around, here)
    drawn = _stand(around, x, y)
    if doorway and not len(near):
        return Mounting((drawn,), doorway=doorway)
    if not len(near) and not inside and not _in_gap(around, here, drawn):
        return Mounting((drawn,))
    candidates = _clear_places(around, here, inside)
    chosen, decided = _choose(candidates, (x, y), headings, side, near, around)
    if not chosen:
        return Mounting((drawn,), solids=frozenset(inside))
    moved = max(hypot(s.x - x, s.y - y) for s in chosen)
    return Mounting(tuple(chosen), moved, not decided and len({s.rooms for s in chosen}) > 1)


def hang_in_clear_air(around: Surroundings, at: Floats) -> list[Mounting | None]:
    """The mountings of those cameras at ``at`` (n, 2; plan, m) that hang free in a room; None for the others.

    With no wall, solid or doorway near, a camera stays where it is drawn.
    """
    places = at - around.mesh.origin
    clear = np.flatnonzero(around.are_clear(places, PULL + COINCIDENT))
    k, triangle = around.mesh.touching(places[clear])
    touched: dict[int, list[int]] = {}
    for n, t in sorted(zip(clear[k].tolist(), triangle.tolist(), strict=True)):
        touched.setdefault(n, []).append(t)
    rooms, indoors = around.mesh.room, around.indoors
    found: list[Mounting | None] = [None] * len(at)
    for n, triangles in touched.items():
        if all(indoors[rooms[t]] for t in triangles):
            x, y = places[n].tolist()
            found[n] = Mounting((Stand(x, y, int(rooms[triangles[0]]), tuple(triangles)),))
    return found


def _stand(around: Surroundings, x: float, y: float, only: int | None = None) -> Stand:
    """A place of the mesh with its triangles, of one room set when ``only`` names it."""
    touched = sorted(around.mesh.touching(np.array([(x, y)]))[1].tolist())
    rooms = [int(around.mesh.room[t]) for t in touched]
    keep = only if only is not None and only in rooms else (rooms[0] if rooms else 0)
    several = len(set(rooms)) > 1 and only is None
    triangles = tuple(t for t, r in zip(touched, rooms, strict=True) if several or r == keep)
    return Stand(x, y, keep, triangles)


def _solids_at(around: Surroundings, x: float, y: float, height: float | None) -> list[int]:
    """The solids in whose body a place lies; without a height only those from floor to ceiling."""
    found = []
    for s in sorted(around.solid_tree.query(Point(x, y), predicate="within").tolist()):
        solid = around.floor.solids[s]
        if solid.low < height < solid.high if height is not None else solid.high == np.inf:
            found.append(s)
    return found


def _doorway(around: Surroundings, here: Point) -> frozenset[int]:
    """The rooms on both sides of an opening in a thick wall, where a place lies in its throat (case 12)."""
    for k in sorted(around.throat_tree.query(here, predicate="covered_by").tolist()):
        a, b = around.throats[k]
        if _has_jamb_near(a, here) and _has_jamb_near(b, here):
            return frozenset({a.room, b.room})
    return frozenset()


def _has_jamb_near(mouth: Stretch, here: Point) -> bool:
    return min(hypot(x - here.x, y - here.y) for x, y in (mouth.start, mouth.end)) < _FARTHEST_JAMB


def _in_gap(around: Surroundings, here: Point, drawn: Stand) -> bool:
    """Does the place lie in open air too narrow for a person: the inside of a wall?"""
    if drawn.triangles and all(around.indoors[around.mesh.room[t]] for t in drawn.triangles):
        return False
    air = _faces_near(around, here, 1.0, of_rooms=False)
    if not any(face.covers(here) for _, face in air):
        return False
    whole = shapely.union_all([face for _, face in air])
    return not whole.buffer(-_GAP / 2).buffer(_GAP / 2 + COINCIDENT).covers(here)


def _faces_near(
    around: Surroundings, here: Point, distance: float, *, of_rooms: bool
) -> list[tuple[int, BaseGeometry]]:
    """Faces near a place, clipped to its neighbourhood: (room set, polygon), of rooms or of the open air."""
    window = here.buffer(2 * distance, cap_style="square")
    found = around.mesh.face_tree.query(here, predicate="dwithin", distance=distance)
    rooms = [(int(around.mesh.face_room[f]), around.mesh.faces[f].intersection(window)) for f in found]
    return [(r, p) for r, face in rooms if around.indoors[r] == of_rooms for p in areas_in(face)]


def _clear_places(around: Surroundings, here: Point, inside: list[int]) -> list[Stand]:
    """For each room, and for the open air, the clear place nearest to the camera, within reach."""
    near = around.walls[around.wall_tree.query(here, predicate="dwithin", distance=2 * FARTHEST)]
    blocked = shapely.union_all(shapely.buffer(near, PULL, cap_style="square"))
    solid = around.solid_tree.geometries[inside]
    stands = []
    faces = _faces_near(around, here, 2 * FARTHEST, of_rooms=True)
    for rooms, face in _merge(faces) + _wide_air(_faces_near(around, here, 1.0, of_rooms=False)):
        clear = face.difference(shapely.union_all([blocked, *(s.buffer(PULL) for s in solid)]))
        for part in areas_in(clear):
            if part.distance(here) <= FARTHEST and part.area > PULL**2:
                place = nearest_points(part, here)[0]
                stand = _stand(around, place.x, place.y, rooms)
                stands += [stand] if stand.triangles else []
    return stands


def _merge(faces: list[tuple[int, BaseGeometry]]) -> list[tuple[int, BaseGeometry]]:
    sets = sorted({r for r, _ in faces})
    return [(r, shapely.union_all([f for q, f in faces if q == r])) for r in sets]


def _wide_air(faces: list[tuple[int, BaseGeometry]]) -> list[tuple[int, BaseGeometry]]:
    """The open air, rooms outdoors included, where a disc of 0.6 m fits."""
    wide = shapely.union_all([f for _, f in faces]).buffer(-_GAP / 2).buffer(_GAP / 2)
    return [(r, p) for r, f in _merge(faces) for p in areas_in(wide.intersection(f))]


def _choose(
    candidates: list[Stand],
    at: tuple[float, float],
    headings: Sequence[float],
    side: int | None,
    near: Shapes,
    around: Surroundings,
) -> tuple[list[Stand], bool]:
    """The places that a camera looks from, and whether the plan decides them."""
    if side is not None:
        said = [s for s in candidates if side in around.mesh.room_sets[s.rooms]]
        return (_nearest_of_each(said, at)[:1], True) if said else (_nearest_of_each(candidates, at), False)
    ahead = [[s for s in candidates if _faces(s, at, h)] for h in headings]
    if len(headings) == 0 or any(_runs_along(h, near) for h in headings):
        return _nearest_of_each(candidates, at), False
    nearest = [min(stands, key=lambda s: hypot(s.x - at[0], s.y - at[1])) for stands in ahead if stands]
    if len(nearest) < len(headings):
        return _nearest_of_each(candidates, at), False
    sides = {s.rooms for s in nearest}
    return _nearest_of_each(nearest, at), len(sides) == 1


def _nearest_of_each(stands: list[Stand], at: tuple[float, float]) -> list[Stand]:
    """One place a room set and side: the nearest of those that are not one another's neighbours."""
    out: list[Stand] = []
    for s in sorted(stands, key=lambda s: hypot(s.x - at[0], s.y - at[1])):
        if not any(s.rooms == o.rooms and hypot(s.x - o.x, s.y - o.y) < COINCIDENT for o in out):
            out.append(s)
    return out


def _faces(stand: Stand, at: tuple[float, float], heading: float) -> bool:
    a = radians(heading)
    return (stand.x - at[0]) * sin(a) + (stand.y - at[1]) * cos(a) > -1e-9


def _runs_along(heading: float, near: Shapes) -> bool:
    """Is the heading within 10 degrees of the line of a wall that the camera is on?"""
    for line in near:
        (ax, ay), (bx, by) = line.coords
        wall = degrees(np.arctan2(bx - ax, by - ay))
        off = abs((heading - wall + 90.0) % 180.0 - 90.0)
        if off < _ALONG:
            return True
    return False
