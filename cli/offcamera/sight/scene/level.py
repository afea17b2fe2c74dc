"""One level as the kernel sees it: its mesh, its rooms by number, and the views of its cameras."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import inf

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.model.camera import Camera
from offcamera.model.place import Doubt, Ref
from offcamera.model.plan import Level
from offcamera.model.space import Opening, Room
from offcamera.sight.capture import Captured, Question
from offcamera.sight.field import Drop
from offcamera.sight.flat import polygons_from
from offcamera.sight.floor import Floor, Notes
from offcamera.sight.light import Source
from offcamera.sight.mesh import Mesh, build_mesh
from offcamera.sight.mount import PULL, Mounting, hang_in_clear_air, mount
from offcamera.sight.scene.aim import field_of, has_optics, headings_of, imagers_of
from offcamera.sight.scene.masks import hidden_by, why_not_credited
from offcamera.sight.scene.shapes import floor_of, hides
from offcamera.sight.surroundings import Surroundings, survey
from offcamera.sight.terrain import Terrain, lay_out
from offcamera.sight.view import Leaves, Look, View
from offcamera.units import COINCIDENT, REACH

#: Statements of a camera that may keep a room from being seen, each taken away alone (case 11).
STATEMENTS = ("ptz-stops", "view", "side")
#: A camera farther than this from every room is doubted (m).
_FAR_OUTSIDE = 30.0
#: Doubts that make a plan wrong, rather than merely odd.
_ERRORS = {
    "rooms-overlap",
    "portal-lost",
    "door-on-no-wall",
    "area-lost",
    "camera-in-solid",
    "outline-bent",
    "edge-owned-twice",
}


class LevelScene:
    """One level: its mesh, its rooms by number, and the views of its cameras."""

    def __init__(self, level: Level, body: tuple[float, float], linked: frozenset[str] = frozenset()) -> None:
        self.level = level
        self.linked = linked
        self.body = body
        self.rooms = {room.id: i for i, room in enumerate(level.rooms)}
        self.cameras = {camera.id: camera for camera in level.cameras}
        self._views: dict[tuple[str, frozenset[str]], View] = {}
        self._mountings: dict[str, Mounting] = {}
        self._homes: dict[str, set[int]] = {}
        self._notes = Notes()

    @cached_property
    def floor(self) -> Floor:
        """The level in the kernel's words."""
        return floor_of(self.level)

    @cached_property
    def mesh(self) -> Mesh:
        """The triangles of the level."""
        return build_mesh(self.floor, self._notes)

    @cached_property
    def terrain(self) -> Terrain:
        """The mesh as the light walks it."""
        return lay_out(self.mesh)

    @cached_property
    def surroundings(self) -> Surroundings:
        """What blocks on the level, ready to be asked."""
        return survey(self.mesh, self.floor)

    @cached_property
    def leaves(self) -> Leaves:
        """Which leaves close by themselves, and which panes hide for good."""
        n = len(self.level.openings)
        closers = frozenset(
            i for i, o in enumerate(self.level.openings) if o.kind == "door" and o.self_closing
        )
        frosts = frozenset(i for i, o in enumerate(self.level.openings) if o.kind == "window" and hides(o))
        return Leaves(
            closers, frosts | {n + i for i, w in enumerate(self.level.walls) if w.glazing == "frosted"}
        )

    def ref_of_leaf(self, leaf: int) -> Ref:
        """The opening, or the frosted wall, that a leaf belongs to."""
        n = len(self.level.openings)
        if leaf < n:
            return Ref("opening", self.level.id, self.level.openings[leaf].id)
        return Ref("wall", self.level.id, self.level.walls[leaf - n].id)

    def ref_of_opening(self, hole: int) -> Ref:
        """An opening by its number."""
        return Ref("opening", self.level.id, self.level.openings[hole].id)

    def sees(self, camera_id: str, room: int) -> bool:
        """Does a camera capture any place of a room while every door stands open?"""
        view = self.view(camera_id)
        return room in view.rooms_seen() and view.area(room, "open") > 0

    def rooms_of(self, camera: Camera) -> set[int]:
        """The rooms in which a camera hangs; on an undecided wall, and in a doorway, more than one."""
        if camera.id not in self._homes:
            stands = self.mounting(camera).stands
            sets = self.mesh.room_sets
            homes = {r for s in stands for t in s.triangles for r in sets[self.mesh.room[t]]}
            self._homes[camera.id] = homes | self.mounting(camera).doorway
        return self._homes[camera.id]

    @cached_property
    def _watchers(self) -> dict[int, list[Camera]]:
        """For each room the cameras by which anything of it is seen, bare of every statement of the plan."""
        found: dict[int, list[Camera]] = {}
        self.hang_all()
        for camera in self.level.cameras:
            stated = [w for w in STATEMENTS if self.states(camera, w)]
            views = [self.view(camera.id), *(self.view(camera.id, frozenset({w})) for w in stated)]
            for room in {r for view in views for r in view.rooms_seen()} | self.rooms_of(camera):
                found.setdefault(room, []).append(camera)
        return found

    def watchers(self, room: int) -> list[Camera]:
        """The cameras that have anything to do with a room; of one without a door, all of them (case 2)."""
        return list(self.level.cameras) if room in self.closed_rooms else self._watchers.get(room, [])

    def states(self, camera: Camera, what: str) -> bool:
        """Does the plan state this: the stops of a PTZ, a drawn view alone, the side of a wall?"""
        if what == "ptz-stops":
            return camera.kind == "ptz" and (camera.pan is not None or camera.tilts is not None)
        if what == "view":
            return camera.view is not None and not has_optics(camera)
        return camera.side is not None and self._mount(camera, None).undecided

    @cached_property
    def closed_rooms(self) -> frozenset[int]:
        """Rooms that no door, passage, gap or ``entrance`` reaches: closed on paper only (case 2).

        Links are added by the caller, who knows the other levels.
        """
        ways = {h for h, o in enumerate(self.level.openings) if o.kind != "window"}
        reached = {
            r for h, rooms in self.mesh.rooms_at_holes.items() for r in rooms if h in ways or h >= self._n
        }
        reached |= {i for i, r in enumerate(self.level.rooms) if r.entrance or r.outdoor}
        reached |= {r for rooms in self.mesh.room_sets if len(rooms) > 1 for r in rooms}
        reached |= {self.rooms[r] for r in self.linked if r in self.rooms}
        return frozenset(range(len(self.level.rooms))) - reached

    @property
    def _n(self) -> int:
        return len(self.level.openings)

    def sees_outside_of(self, camera_id: str, room: int) -> bool:
        """Does a camera capture any place along the other side of a room's edges?"""
        shape = shapely.Polygon(self.level.rooms[room].polygon)
        return bool(self.view(camera_id).shape("open").distance(shape) < REACH)

    def rooms_onto(self, room_id: str) -> set[Ref]:
        """A room, and every room with an opening or a gap onto it."""
        number = self.rooms[room_id]
        near = {r for rooms in self.mesh.rooms_at_holes.values() if number in rooms for r in rooms}
        return {self.ref_of_room(r) for r in near | {number}}

    def ref_of_room(self, room: int) -> Ref:
        """A room by its number."""
        return Ref("room", self.level.id, self.level.rooms[room].id)

    @cached_property
    def room_areas(self) -> list[float]:
        """The floor of each room as drawn (m²)."""
        return [float(shape.area) for shape in self._shapes]

    @cached_property
    def _shapes(self) -> list[shapely.Polygon]:
        """The rooms as drawn (plan, m)."""
        return list(polygons_from([room.rings for room in self.floor.rooms]))

    def floor_of(self, rooms: int) -> tuple[float, float]:
        """Lowest and highest floor of a room set (m)."""
        floors = [self.level.rooms[r].floor for r in self.mesh.room_sets[rooms]]
        return (min((f[0] for f in floors), default=0.0), max((f[1] for f in floors), default=0.0))

    @cached_property
    def reach_of_body(self) -> tuple[float, float]:
        """The lowest and highest heights at which anybody can be on the level (m)."""
        floors = [r.floor for r in self.level.rooms] or [(0.0, 0.0)]
        low, high = min(f[0] for f in floors), max(f[1] for f in floors)
        return min(low, 0.0) + self.body[0], max(high, 0.0) + self.body[1]

    def mounting(self, camera: Camera) -> Mounting:
        """Where a camera really looks from."""
        if camera.id not in self._mountings:
            side = self.rooms.get(camera.side) if camera.side else None
            self._mountings[camera.id] = self._mount(camera, side)
        return self._mountings[camera.id]

    def hang_all(self) -> None:
        """Find the mountings of all cameras that hang in clear air, which is done best at once."""
        waiting = [c for c in self.level.cameras if c.id not in self._mountings]
        found = hang_in_clear_air(self.surroundings, np.array([c.at for c in waiting]).reshape(-1, 2))
        self._mountings |= {c.id: m for c, m in zip(waiting, found, strict=True) if m is not None}

    def _mount(self, camera: Camera, side: int | None) -> Mounting:
        return mount(self.surroundings, camera.at, self.height_of(camera), headings_of(camera), side)

    def height_of(self, camera: Camera) -> float | None:
        """The height of the lens; a camera above the ceiling of its room hangs at the ceiling (case 22)."""
        if camera.height is None or camera.id in self._outdoors:
            return camera.height
        return min(camera.height, self.level.ceiling)

    @cached_property
    def _far_outside(self) -> frozenset[str]:
        """Cameras that hang so far from every room that their place must be a slip."""
        lost = [c for c in self.level.cameras if c.id in self._outdoors]
        outlines = [shapely.Polygon(r.polygon) for r in self.level.rooms] if lost else []
        return _away_from(outlines, lost, _FAR_OUTSIDE) if outlines else frozenset()

    @cached_property
    def _outdoors(self) -> frozenset[str]:
        """Cameras that hang in no room under a roof."""
        roofed = [s for r, s in zip(self.level.rooms, self._shapes, strict=True) if not r.outdoor]
        return _away_from(roofed, self.level.cameras, 0.0)

    def view(self, camera_id: str, without: frozenset[str] = frozenset()) -> View:
        """What a camera captures; ``without`` leaves out statements of the plan: ptz-stops, view, side."""
        key = (camera_id, without)
        if key not in self._views:
            self._views[key] = self._look(self.cameras[camera_id], without)
        return self._views[key]

    def _look(self, camera: Camera, without: frozenset[str]) -> View:
        mounting = self._mount(camera, None) if "side" in without else self.mounting(camera)
        height = self.height_of(camera)
        drop = self._drop(height)
        looks = []
        for stand in mounting.stands:
            at = (stand.x + self.mesh.origin[0], stand.y + self.mesh.origin[1])
            parts = field_of(camera, drop, at, without)
            reach = None if camera.view and not has_optics(camera) else camera.range
            source = Source(
                stand.x, stand.y, stand.triangles, height, self.reach_of_body, inside=mounting.solids
            )
            question = Question(parts, self.body, reach)
            looks.append(Look(at, Captured(self.terrain, source, question, self.floor_of)))
        return View(
            looks=tuple(looks),
            leaves=self.leaves,
            overlapping=camera.kind == "multi" or camera.view is not None,
            imagers=tuple(imagers_of(camera)),
            drops=(drop.least, drop.most) if drop.known else (0.0, 0.0),
            room_sets=self.mesh.room_sets,
            sets_by_room=self._sets_by_room,
        )

    @cached_property
    def _sets_by_room(self) -> dict[int, frozenset[int]]:
        sets: dict[int, set[int]] = {}
        for i, rooms in enumerate(self.mesh.room_sets):
            for room in rooms:
                sets.setdefault(room, set()).add(i)
        return {room: frozenset(found) for room, found in sets.items()}

    def masked(self, camera: Camera, *, solid: bool) -> BaseGeometry:
        """The places (plan, m) where a mask hides a whole person; ``solid``: only a coloured one."""
        types = {"color"} if solid else {"color", "pixelated", "blurred"}
        masks = [m for m in camera.masks if m.type in types and why_not_credited(camera, m) is None]
        if not masks:
            return shapely.Polygon()
        drop = self._drop(self.height_of(camera))
        return shapely.union_all(
            [hidden_by(camera, m, (drop.least, drop.most), self.mounting(camera)) for m in masks]
        )

    def _drop(self, height: float | None) -> Drop:
        low, high = self.reach_of_body
        if height is None:
            return Drop(-max(self.level.ceiling, high), max(self.level.ceiling, high), known=False)
        return Drop(height - high, height - low)

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What the mesh and the mounting of cameras found doubtful."""
        _ = self.mesh
        found = [self._doubt(*said) for said in self._notes.said]
        seen: dict[tuple[str, tuple[Ref, ...]], Doubt] = {}
        for doubt in (*found, *self._camera_doubts()):
            seen.setdefault((doubt.what, doubt.about), doubt)
        return list(seen.values())

    def _doubt(self, what: str, things: tuple[tuple[str, int], ...], figures: dict[str, float]) -> Doubt:
        refs, place = [], self.level.place
        for kind, number in things:
            thing: Room | Opening = (
                self.level.rooms[number] if kind == "room" else self.level.openings[number]
            )
            refs.append(Ref("room" if kind == "room" else "opening", self.level.id, thing.id))
            place = thing.place
        weight = "error" if what in _ERRORS else "note" if what == "room-inside-room" else "warning"
        return Doubt(what, tuple(refs) or (Ref("level", "", self.level.id),), place, weight, figures)  # type: ignore[arg-type]  # one of the three words

    def _camera_doubts(self) -> Iterator[Doubt]:
        self.hang_all()
        for camera in self.level.cameras:
            ref = (Ref("camera", self.level.id, camera.id),)
            mounting = self.mounting(camera)
            if mounting.solids or not any(s.triangles for s in mounting.stands):
                yield Doubt("camera-in-solid", ref, camera.place, "error")
            if camera.id in self._far_outside:
                yield Doubt("camera-outside", ref, camera.place, "warning")
            if mounting.moved > 2 * PULL + COINCIDENT and camera.side is None:
                yield Doubt("camera-moved", ref, camera.place, "note", {"distance": round(mounting.moved, 3)})
            if camera.height is not None and camera.height > (self.height_of(camera) or inf):
                figures = {"height": camera.height, "ceiling": self.level.ceiling}
                yield Doubt("camera-above-ceiling", ref, camera.place, "warning", figures)


def _away_from(shapes: list[shapely.Polygon], cameras: Sequence[Camera], distance: float) -> frozenset[str]:
    """Those cameras that are farther than ``distance`` (m) from each of some shapes."""
    points = shapely.points(np.array([c.at for c in cameras]).reshape(-1, 2))
    near = shapely.STRtree(shapes).query(points, predicate="dwithin", distance=distance)[0]
    return frozenset(c.id for c in cameras) - {cameras[i].id for i in near}
