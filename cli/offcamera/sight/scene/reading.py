"""The signs of a level: where each really hangs, and from where it can be read. Doubt hides a sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import atan2, cos, degrees, hypot, inf, radians, sin

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from offcamera.model.plan import Level
from offcamera.model.sign import Sign
from offcamera.model.space import Opening
from offcamera.sight.floor import Band, Floor, HoleShape, Notes, WallShape
from offcamera.sight.legibility import Face, legible_from
from offcamera.sight.mesh import build_mesh
from offcamera.sight.mount import Stand, mount
from offcamera.sight.overlay import common_part, less
from offcamera.sight.scene.level import LevelScene
from offcamera.sight.scene.shapes import floor_of
from offcamera.sight.terrain import Terrain, lay_out

#: Doubts that make an opening or a wall doubtful: for reading, the wall stands and the opening is shut.
_DOUBTFUL_OPENINGS = {"opening-off-wall", "door-on-no-wall", "portal-lost"}
#: A sign within this distance of a wall hangs on it (m); case 25.
_ON_WALL = 0.3
#: A sign that was put farther than this from where it is drawn (m) hung in a wall or solid, not on it.
_OFF_WALL = 0.02
#: A sign that faces within this angle of the face that it was put on (degrees) may hang on another.
_ALONG = 10.0
#: A sign this near to the line of a door hangs on it (m).
_ON_LINE = 0.02
#: A print may be larger than its sheet by so much (m): the plan rounds both.
_SHEET = 0.001
_MOUNTED = {"wall", "post", "ceiling", "glass", "both-sides"}


@dataclass(frozen=True, slots=True)
class Reach:
    """From where a sign can be read (plan, m), or why from nowhere.

    ``because``: no-size, no-reading-size, no-height, no-facing, no-side, on-leaf, in-solid; empty where it
    has a legible area.
    """

    sign: Sign
    area: BaseGeometry
    because: str = ""
    faces: tuple[Face, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How signs are read: what, at which factor of its size, off which angle, at which eye heights."""

    read: str = "text"
    factor: float = 200.0
    angle: float = 75.0
    eyes: tuple[float, ...] = (1.55,)


class Readers:
    """A level as those see it who read its signs."""

    def __init__(self, scene: LevelScene) -> None:
        self.scene = scene
        self._reaches: dict[object, Reach] = {}

    @cached_property
    def terrain(self) -> Terrain:
        """The mesh with every leaf shut, every doubtful pane opaque, and every doubtful wall standing."""
        doubts = self.scene.doubts
        shut = {ref.id for d in doubts if d.what in _DOUBTFUL_OPENINGS for ref in d.about}
        overlapping = {ref.id for d in doubts if d.what == "rooms-overlap" for ref in d.about}
        return lay_out(build_mesh(_as_read(self.scene.level, self.scene.floor, shut, overlapping), Notes()))

    def reach(self, sign: Sign, reading: Reading) -> Reach:
        """From where a sign can be read at every eye height."""
        hung = (sign.id, sign.at, sign.height, sign.facing, sign.size, sign.on, sign.double_sided)
        key = (hung, sign.text_height, sign.pictogram, reading)
        if key not in self._reaches:
            self._reaches[key] = self._find_reach(sign, reading)
        return self._reaches[key]

    def _find_reach(self, sign: Sign, reading: Reading) -> Reach:
        size = _print_of(sign, reading)
        nowhere = shapely.Polygon()
        if (sign.on is not None and sign.on not in _MOUNTED) or self._in_a_door(sign):
            return Reach(sign, nowhere, "on-leaf")
        if sign.size is None:
            return Reach(sign, nowhere, "no-size")
        if size is None or sign.height is None:
            return Reach(sign, nowhere, "no-reading-size" if size is None else "no-height")
        faces = list(self._faces(sign, size * reading.factor))
        if not faces:
            return Reach(sign, nowhere, self._why_unplaced(sign))
        area = shapely.union_all([self._legible(face, reading) for face in faces])
        dx, dy = self.scene.mesh.origin
        return Reach(sign, translate(area, dx, dy), "", tuple(faces))

    def _in_a_door(self, sign: Sign) -> bool:
        """Is a sign drawn on the line of a door or passage: on its leaf, or in the hole?

        One that is said to hang on something hangs over the hole where all of it is higher than that.
        """
        if sign.on == "ceiling":
            return False
        here, tall = shapely.Point(sign.at), sign.size[1] if sign.size else 0.0
        low = inf if sign.on is not None and sign.height is None else (sign.height or 0.0) - tall / 2
        doors = [o for o in self.scene.level.openings if o.kind != "window"]
        held = [o for o in doors if sign.on is None or o.head is None or low < o.head]
        return any(shapely.LineString(o.line).distance(here) < _ON_LINE for o in held)

    def _legible(self, face: Face, reading: Reading) -> BaseGeometry:
        """The legible area of a face; on raised floors only as far as both of their heights allow."""
        area = legible_from(self.terrain, face, reading.eyes, reading.angle)
        for room, shape in self._raised:
            eyes = [e + f for e in reading.eyes for f in room]
            there = common_part(legible_from(self.terrain, face, eyes, reading.angle), shape)
            area = less(area, shape).union(there)
        return area

    @cached_property
    def _raised(self) -> list[tuple[tuple[float, float], BaseGeometry]]:
        dx, dy = self.scene.mesh.origin
        rooms = [r for r in self.scene.level.rooms if r.floor != (0.0, 0.0)]
        return [(r.floor, translate(shapely.Polygon(r.polygon), -dx, -dy)) for r in rooms]

    def _faces(self, sign: Sign, distance: float) -> Iterator[Face]:
        """The printed faces of a sign, 2 mm clear of the wall that it hangs on."""
        facing = sign.facing if sign.facing is not None else self._square_to_wall(sign)
        if facing is None or sign.height is None:
            return
        both = sign.double_sided or sign.on == "both-sides"
        width, tall = sign.size or (0.0, 0.0)
        for way in (facing, facing + 180.0) if both else (facing,):
            mounting = mount(self.scene.surroundings, sign.at, sign.height, (way,), None)
            if mounting.solids or len(mounting.stands) != 1 or not mounting.stands[0].triangles:
                continue  # in a solid, or on a wall along which it faces: nobody knows on which side
            stand = mounting.stands[0]
            if not self._is_placed(sign, stand, way):
                continue
            if way != facing and mounting.moved > 0 and sign.on not in ("both-sides", "glass"):
                continue  # the back of a sign on a wall is read from nowhere
            yield Face(stand.x, stand.y, sign.height, way, width, tall, distance)

    def _is_placed(self, sign: Sign, stand: Stand, way: float) -> bool:
        """Does a sign hang where it was put: ahead of where it is drawn, and out of its wall into a room?

        A wall that ends in the open air is narrow there: beside its mouth more may be read than in it.
        """
        dx, dy = (np.array([stand.x, stand.y]) + self.scene.mesh.origin - sign.at).tolist()
        moved = hypot(dx, dy)
        if moved <= _OFF_WALL:
            return True
        if dx * sin(radians(way)) + dy * cos(radians(way)) < moved * sin(radians(_ALONG)):
            return False
        rooms = self.scene.mesh.room_sets[stand.rooms]
        indoors = any(not self.scene.level.rooms[r].outdoor for r in rooms)
        here = shapely.Point(sign.at)
        return indoors or any(shapely.Polygon(o.polygon).contains(here) for o in self.scene.level.obstacles)

    def _why_unplaced(self, sign: Sign) -> str:
        """Why a print has no place: nothing says which way it looks or on which side it hangs, or a solid."""
        if sign.facing is None:
            return "no-facing"
        stands = mount(self.scene.surroundings, sign.at, sign.height, (sign.facing,), None).stands
        return "no-side" if len(stands) > 1 else "in-solid"

    def _square_to_wall(self, sign: Sign) -> float | None:
        """The way a sign looks that hangs flat on a wall with one clear side; None where not decided."""
        mounting = mount(self.scene.surroundings, sign.at, sign.height, (), None)
        x, y = sign.at[0] - self.scene.mesh.origin[0], sign.at[1] - self.scene.mesh.origin[1]
        if len(mounting.stands) != 1 or mounting.moved == 0:
            return None
        stand = mounting.stands[0]
        if hypot(stand.x - x, stand.y - y) < 1e-6:
            return None
        return degrees(atan2(stand.x - x, stand.y - y)) % 360


def _print_of(sign: Sign, reading: Reading) -> float | None:
    """The size of what is read (m); one that is larger than its sheet is a slip, and nobody knows it."""
    wide, tall = sign.size or (inf, inf)
    if reading.read == "pictogram":
        size, most = sign.pictogram, min(wide, tall)
    else:
        size, most = sign.text_height, tall
    return None if size is not None and size > most + _SHEET else size


def covering_doors(scene: LevelScene, sign: Sign) -> list[int]:
    """Hinged doors whose leaf, standing open against the wall, may cover a sign on the same face (case 26).

    A sign within one leaf's width of the door; ``swing: away`` settles that it does not.
    """
    here = shapely.Point(sign.at)
    found = []
    for number, opening in enumerate(scene.level.openings):
        line = shapely.LineString(opening.line)
        if opening.kind == "door" and opening.swing != "away" and sign.on != opening.id:
            near = here.distance(line)
            if 0 < near <= line.length and _is_on_line(opening, sign):
                found.append(number)
    return found


def _is_on_line(opening: Opening, sign: Sign) -> bool:
    """Does a sign hang on the wall in which a door is: within 0.3 m of the door's line drawn on?"""
    (ax, ay), (bx, by) = opening.line[0], opening.line[-1]
    length = hypot(bx - ax, by - ay)
    off = abs((bx - ax) * (sign.at[1] - ay) - (by - ay) * (sign.at[0] - ax)) / length
    return off <= _ON_WALL


def _as_read(level: Level, floor: Floor, shut: set[str], overlapping: set[str]) -> Floor:
    holes = [
        HoleShape(np.array(o.line), () if o.id in shut else _bands_for_reading(o, i), between=None)
        for i, o in enumerate(level.openings)
    ]
    walls = [replace(w, leaf=None) for w in floor.walls]
    for i, room in enumerate(level.rooms):
        if room.id in overlapping:
            walls += [WallShape(np.concatenate([ring, ring[:1]])) for ring in floor.rooms[i].rings]
    return replace(floor_of(level), holes=tuple(holes), walls=tuple(walls))


def _bands_for_reading(opening: Opening, number: int) -> tuple[Band, ...]:
    """Any leaf, any glass in a leaf and any glazing not said to be clear hides a sign (case 10)."""
    if opening.kind == "door" or (opening.kind == "window" and opening.glazing != "clear"):
        return ()
    low = -np.inf if opening.sill <= 0.001 else opening.sill
    high = np.inf if opening.head is None else opening.head
    return (Band(float(low), float(high), None, hole=number),)
