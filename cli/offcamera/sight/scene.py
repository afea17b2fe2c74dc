"""The one bridge from a plan to the kernel: every shape of a level is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from math import inf

import numpy as np
import shapely

from offcamera.model.camera import Camera, Head, Optics
from offcamera.model.place import Doubt, Place, Ref, Ring
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Opening, Room, Wall
from offcamera.sight.capture import Question, capture_from
from offcamera.sight.density import Imager
from offcamera.sight.field import (
    Drop,
    Lens,
    Sweep,
    field_of_fixed,
    field_of_sweep,
    field_of_view,
    find_lens,
    full_circle,
)
from offcamera.sight.floor import Band, Floats, Floor, HoleShape, Notes, RoomShape, SolidShape, WallShape
from offcamera.sight.light import Source, Terrain, lay_out
from offcamera.sight.limits import Part
from offcamera.sight.mesh import Mesh, build_mesh
from offcamera.sight.mount import Mounting, Surroundings, mount, survey
from offcamera.sight.view import Leaves, Look, View
from offcamera.units import BODY, COINCIDENT, MATCHING

#: Why a room that is open to another level is not judged (case 20).
SEEN_FROM_ANOTHER_LEVEL = "seen-from-another-level"
#: Doubts that make a plan wrong, rather than merely odd.
_ERRORS = {"rooms-overlap", "portal-lost", "door-on-no-wall", "area-lost", "camera-in-solid", "outline-bent"}


class Scene:
    """The levels of a plan as the kernel sees them, and what each camera captures; computed when asked for."""

    def __init__(self, plan: Plan, body: tuple[float, float] = BODY) -> None:
        self.plan = plan
        self.body = body
        linked = {key for link in plan.links for key in link}
        self.levels = {
            level.id: LevelScene(level, body, frozenset(r for key, r in linked if key == level.id))
            for level in plan.levels
        }

    def captured_at(self, level: str, camera: str, points: Floats, doors: str) -> np.ndarray:
        """Which of some points (n, 2; plan, m) a camera captures; ``doors`` open, relied, shut or bare."""
        view = self.levels[level].view(camera)
        return np.array(view.contains(shapely.points(points), doors))  # type: ignore[arg-type]  # a test names the state as text

    def doubts(self) -> Iterator[Doubt]:
        """Everything that was understood but cannot be right, level by level."""
        for level in self.levels.values():
            yield from level.doubts

    @cached_property
    def _peeks(self) -> dict[Ref, dict[Ref, str]]:
        """For each room that can be seen from another level, the cameras that may see it, and by which room.

        A camera that captures any place of a room that is open to another level is taken to capture the whole
        of the linked room, so nothing is known of the rooms with an opening onto it (case 20).
        """
        peeks: dict[Ref, dict[Ref, str]] = {}
        for (level, room), others in _open_rooms(self.plan).items():
            here = self.levels[level]
            cameras = [c for c in here.cameras if here.sees(c, here.rooms[room])]
            for far, linked in others:
                for ref in self.levels[far].rooms_onto(linked):
                    peeks.setdefault(ref, {}).update({Ref("camera", level, c): f"{far}/{linked}" for c in cameras})
        return peeks

    def seen_from_other_levels(self, room: Ref) -> list[tuple[Ref, tuple[str, dict[str, float | int | str]]]]:
        """The cameras of other levels that may see into a room, each with the reason why nothing is known."""
        found = self._peeks.get(room, {})
        return [(c, (SEEN_FROM_ANOTHER_LEVEL, {"room": room.id, "by": by})) for c, by in sorted(found.items())]


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
        self._notes = Notes()

    @cached_property
    def floor(self) -> Floor:
        """The level in the kernel's words."""
        return _floor_of(self.level)

    @cached_property
    def mesh(self) -> Mesh:
        """The triangles of the level."""
        return build_mesh(self.floor, self._notes)

    @cached_property
    def terrain(self) -> Terrain:
        """The mesh as the light walks it."""
        return lay_out(self.mesh)

    @cached_property
    def _around(self) -> Surroundings:
        return survey(self.mesh, self.floor)

    @cached_property
    def leaves(self) -> Leaves:
        """Which leaves close by themselves, and which panes hide for good."""
        n = len(self.level.openings)
        closers = frozenset(i for i, o in enumerate(self.level.openings) if o.kind == "door" and o.self_closing)
        frosts = frozenset(i for i, o in enumerate(self.level.openings) if o.kind == "window" and _hides(o))
        return Leaves(closers, frosts | {n + i for i, w in enumerate(self.level.walls) if w.glazing == "frosted"})

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
        stands = self.mounting(camera).stands
        return {r for s in stands for t in s.triangles for r in self.mesh.room_sets[self.mesh.room[t]]}

    def states(self, camera: Camera, what: str) -> bool:
        """Does the plan state this of a camera: the stops of a PTZ, a drawn view alone, its side of a wall?"""
        if what == "ptz-stops":
            return camera.kind == "ptz" and (camera.pan is not None or camera.tilts is not None)
        if what == "view":
            return camera.view is not None and not _has_optics(camera)
        return camera.side is not None and self._mount(camera, None).undecided

    @cached_property
    def closed_rooms(self) -> frozenset[int]:
        """Rooms that no door, passage, gap or ``entrance`` reaches: closed on paper only (case 2).

        Links are added by the caller, who knows the other levels.
        """
        ways = {h for h, o in enumerate(self.level.openings) if o.kind != "window"}
        reached = {r for h, rooms in self.mesh.rooms_at_holes.items() for r in rooms if h in ways or h >= self._n}
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
        return bool(self.view(camera_id).shape("open").distance(shape) < 2 * MATCHING)

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
        return [float(shapely.Polygon(r.polygon, r.holes).area) for r in self.level.rooms]

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

    def _mount(self, camera: Camera, side: int | None) -> Mounting:
        return mount(self._around, camera.at, self.height_of(camera), _headings(camera), side)

    def height_of(self, camera: Camera) -> float | None:
        """The height of the lens; a camera above the ceiling of its room hangs at the ceiling (case 22)."""
        if camera.height is None or self._outdoors(camera):
            return camera.height
        return min(camera.height, self.level.ceiling)

    def _outdoors(self, camera: Camera) -> bool:
        at = shapely.Point(camera.at)
        indoor = [r for r in self.level.rooms if not r.outdoor]
        return not any(shapely.Polygon(r.polygon, r.holes).covers(at) for r in indoor)

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
            reach = None if camera.view and not _has_optics(camera) else camera.range
            source = Source(stand.x, stand.y, stand.triangles, height, self.reach_of_body, inside=mounting.solids)
            pieces = capture_from(self.terrain, source, Question(parts, self.body, reach), self.floor_of)
            looks.append(Look(at, tuple(pieces)))
        return View(
            looks=tuple(looks),
            leaves=self.leaves,
            overlapping=camera.kind == "multi" or camera.view is not None,
            imagers=tuple(_imagers(camera)),
            drops=(drop.least, drop.most) if drop.known else (0.0, 0.0),
            room_sets=self.mesh.room_sets,
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
            thing: Room | Opening = self.level.rooms[number] if kind == "room" else self.level.openings[number]
            refs.append(Ref("room" if kind == "room" else "opening", self.level.id, thing.id))
            place = thing.place
        weight = "error" if what in _ERRORS else "note" if what == "room-inside-room" else "warning"
        return Doubt(what, tuple(refs) or (Ref("level", "", self.level.id),), place, weight, figures)  # type: ignore[arg-type]  # one of the three words

    def _camera_doubts(self) -> Iterator[Doubt]:
        for camera in self.level.cameras:
            ref = (Ref("camera", self.level.id, camera.id),)
            mounting = self.mounting(camera)
            if mounting.solids or not any(s.triangles for s in mounting.stands):
                yield Doubt("camera-in-solid", ref, camera.place, "error")
            if mounting.moved > COINCIDENT:
                yield Doubt("camera-moved", ref, camera.place, "note", {"distance": round(mounting.moved, 3)})
            if camera.height is not None and camera.height > (self.height_of(camera) or inf):
                figures = {"height": camera.height, "ceiling": self.level.ceiling}
                yield Doubt("camera-above-ceiling", ref, camera.place, "warning", figures)


def _headings(camera: Camera) -> tuple[float, ...]:
    """The headings that a camera can take; empty when it has no single one."""
    if camera.kind == "multi":
        heads = [h.heading for h in camera.heads]
        return tuple(h for h in heads if h is not None) if heads and None not in heads else ()
    if camera.kind == "ptz" and camera.pan is not None:
        start, width = camera.pan[0], (camera.pan[1] - camera.pan[0]) % 360
        return tuple(start + width * i / 8 for i in range(9))
    if camera.kind == "fixed" or (camera.kind == "panoramic" and camera.mount == "wall"):
        return () if camera.heading is None else (camera.heading,)
    return ()


def _has_optics(camera: Camera) -> bool:
    """Are heading and field of view stated, so that the lens says something beside a drawn view?"""
    return camera.heading is not None and camera.optics.horizontal is not None


def field_of(camera: Camera, drop: Drop, at: tuple[float, float], without: frozenset[str]) -> list[Part]:
    """The field of any camera; ``without`` leaves out its PTZ stops or its drawn view."""
    parts: list[Part] = []
    drawn = camera.view is not None and "view" not in without
    if not drawn or _has_optics(camera):
        parts += _optical_field(camera, drop, without)
    if drawn and camera.view is not None:
        parts += field_of_view([(x - at[0], y - at[1]) for x, y in camera.view])
    return parts


def _optical_field(camera: Camera, drop: Drop, without: frozenset[str]) -> list[Part]:
    lens = _lens(camera.optics)
    if camera.kind == "ptz":
        stops = Sweep(None, None) if "ptz-stops" in without else Sweep(camera.pan, camera.tilts)
        return field_of_sweep(lens, stops, drop)
    if camera.kind == "panoramic":
        front = camera.mount == "wall" and camera.heading is not None and (camera.optics.horizontal or 360) <= 180
        return field_of_fixed(Lens(None, None, 90.0, beyond=True), camera.heading, 0.0, drop) if front else full_circle()
    if camera.kind == "multi":
        return [p for head in camera.heads for p in _head_field(head, drop)] if camera.heads else full_circle()
    return field_of_fixed(lens, camera.heading, camera.tilt, drop)


def _head_field(head: Head, drop: Drop) -> list[Part]:
    return field_of_fixed(_lens(head.optics), head.heading, head.tilt, drop)


def _lens(optics: Optics) -> Lens:
    return find_lens(optics.horizontal, optics.vertical, ideal=optics.ideal)


def _imagers(camera: Camera) -> Iterator[Imager]:
    if camera.resolution is None or (camera.kind == "ptz" and camera.zoom is None):
        return
    heads = camera.heads if camera.kind == "multi" else (Head(optics=camera.optics),)
    for head in heads:
        o = head.optics
        if o.horizontal is None:
            continue
        still = camera.kind == "fixed"
        heading, tilt = (camera.heading, camera.tilt) if still else (head.heading, head.tilt)
        zoom = (camera.zoom or 1.0) if camera.kind == "ptz" else 1.0
        yield Imager(round(camera.resolution[0] * zoom), o.horizontal, o.vertical, o.ideal, heading, tilt)


def _ring(ring: Ring, *, ccw: bool) -> Floats:
    points = np.array(ring, dtype=float)
    turn = float(np.sum(points[:, 0] * np.roll(points[:, 1], -1) - np.roll(points[:, 0], -1) * points[:, 1]))
    return points if (turn > 0) == ccw else points[::-1].copy()


def _floor_of(level: Level) -> Floor:
    rooms = tuple(
        RoomShape((_ring(r.polygon, ccw=True), *(_ring(h, ccw=False) for h in r.holes)), r.outdoor, r.floor)
        for r in level.rooms
    )
    n = len(level.openings)
    return Floor(
        rooms=rooms,
        holes=tuple(HoleShape(np.array(o.line), _bands_of(o, i)) for i, o in enumerate(level.openings)),
        joins=tuple(_joins(level)),
        walls=tuple(_wall_of(w, n + i, level.ceiling) for i, w in enumerate(level.walls) if w.glazing != "clear"),
        solids=tuple(
            SolidShape(_ring(o.polygon, ccw=True), *_blocks(o.base, o.height, level.ceiling)) for o in level.obstacles
        ),
        reach=max(50.0, *(c.range or 0.0 for c in level.cameras)) if level.cameras else 50.0,
    )


def _joins(level: Level) -> Iterable[tuple[int, int]]:
    number = {room.id: i for i, room in enumerate(level.rooms)}
    return {tuple(sorted((number[r.id], number[o]))) for r in level.rooms for o in r.open if o in number}  # type: ignore[misc]  # a sorted pair is a pair


def _blocks(base: float, height: float | None, ceiling: float) -> tuple[float, float]:
    """Heights that are opaque; what stands on the floor or reaches the ceiling goes on without end."""
    low = -inf if base <= COINCIDENT else base
    return low, inf if height is None or height >= ceiling - COINCIDENT else height


def _wall_of(wall: Wall, leaf: int, ceiling: float) -> WallShape:
    low, high = _blocks(wall.base, wall.height, ceiling)
    return WallShape(np.array(wall.line), low, high, leaf if wall.glazing == "frosted" else None)


def _hides(opening: Opening) -> bool:
    """Is it a pane that hides and cannot be opened?"""
    return opening.fixed and opening.glazing in ("frosted", "opaque")


def _bands_of(opening: Opening, number: int) -> tuple[Band, ...]:
    """The heights that an opening clears, and by which leaf they are closed (design 3.1; case 10)."""
    low = -inf if opening.sill <= COINCIDENT else opening.sill
    high = inf if opening.head is None else opening.head
    clear = opening.kind == "passage" or opening.glazing == "clear" or (
        opening.kind == "window" and opening.glazing is None
    )
    whole = Band(low, high, None if clear else number, hole=number)
    pane = opening.pane
    if clear or pane is None or pane.glazing != "clear":
        return (whole,)
    return (whole, Band(max(low, pane.sill), min(high, pane.head), None, hole=number))


def _open_rooms(plan: Plan) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each room through whose floor or ceiling one sees, the rooms that one sees there (case 20).

    ``open_to`` holds both ways. Rooms named in ``links`` are open too, save where they are known to be lifts.
    """
    rooms = {(level.id, room.id): room for level in plan.levels for room in level.rooms}
    pairs = {(key, other) for key, room in rooms.items() for other in room.open_to}
    shafts = {key for key, room in rooms.items() if set(room.reading.uses) == {"lift"}}
    for link in plan.links:
        stairs = [key for key in link if key not in shafts]
        pairs |= {(a, b) for a in stairs for b in stairs if a[0] != b[0]}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for a, b in sorted(pairs | {(b, a) for a, b in pairs}):
        found.setdefault(a, []).append(b)
    return found
