"""The floor that walkers of one kind may enter, where they come from, and what of it is watched."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.model.space import Obstacle, Room, Wall
from offcamera.sight.overlay import common_part, whole
from offcamera.sight.scene.level import LevelScene
from offcamera.sight.walk import (
    APRON,
    BEYOND,
    HEADROOM,
    MASONRY,
    SIGHT_OF_DOOR,
    STEP,
    Ground,
    Way,
    apron,
    apron_edge,
    walkable,
    ways_in,
)
from offcamera.sight.watch import Around, Watch

#: How far inside a door people from a private room begin (m).
_DOORSTEP = 0.5


class Walkers:
    """One kind of walkers on one level: ``public``, ``staff`` or ``all`` (case 28); shapes in plan metres."""

    def __init__(self, scene: LevelScene, who: str, venue: str | None) -> None:
        self.scene, self.who, self.venue = scene, who, venue

    @cached_property
    def ground(self) -> Ground:
        """What the walk needs of the level, in the mesh's frame."""
        level, mesh = self.scene.level, self.scene.mesh
        shift = np.array(mesh.origin)
        dx, dy = mesh.origin
        rooms = [translate(whole(Polygon(r.polygon, r.holes)), -dx, -dy) for r in level.rooms]
        openings = {
            i for i, o in enumerate(level.openings) if o.kind != "window" and not self._is_way_out_only(i)
        }
        doors = frozenset(openings | {s.hole for s in mesh.stretches if s.hole >= len(level.openings)})
        return Ground(
            mesh=mesh,
            rooms={i: s for i, s in enumerate(rooms) if not level.rooms[i].outdoor},
            outdoor={i: s for i, s in enumerate(rooms) if level.rooms[i].outdoor},
            entered=frozenset(i for i, r in enumerate(level.rooms) if self.may_enter(r)),
            barriers=tuple(np.array(w.line) - shift for w in level.walls if _is_in_the_way(w)),
            solids=tuple(Polygon(np.array(o.polygon) - shift) for o in level.obstacles if _is_in_the_way(o)),
            doors=doors,
            throats=self.scene.surroundings.throats_of(doors),
        )

    def _is_way_out_only(self, opening: int) -> bool:
        """Is it an outer door by which, as the plan says, nobody comes in: a fire exit?"""
        outer = len(self.scene.mesh.rooms_at_holes.get(opening, ())) == 1
        return outer and self.scene.level.openings[opening].entrance is False

    def may_enter(self, room: Room) -> bool:
        """Do these walkers enter a room? Access unsaid is public, in a residence private (case 28)."""
        access = room.access or ("private" if self.venue == "residence" else "public")
        return self.who == "all" or access == "public" or (self.who == "staff" and access == "staff")

    @cached_property
    def ways(self) -> list[Way]:
        """The outer doors by which these walkers come in: all that do not say otherwise (case 3)."""
        level, mesh = self.scene.level, self.scene.mesh
        outer = frozenset(
            i
            for i, o in enumerate(level.openings)
            if o.kind != "window" and o.entrance is not False and len(mesh.rooms_at_holes.get(i, ())) == 1
        )
        found = ways_in(mesh, outer, self.ground.rooms)
        return [w for w in found if set(mesh.rooms_at_holes[w.opening]) & self.ground.entered]

    @cached_property
    def air(self) -> BaseGeometry:
        """The open ground: outside, and rooms outdoors that these walkers may enter."""
        mesh = self.scene.mesh
        faces = [
            mesh.faces[f]
            for f, rooms in enumerate(mesh.face_room.tolist())
            if set(mesh.room_sets[rooms]) <= set(self.ground.outdoor) & self.ground.entered
        ]
        return shapely.union_all(faces).buffer(-MASONRY / 2).buffer(MASONRY / 2)

    @cached_property
    def aprons(self) -> list[tuple[Way, BaseGeometry, float]]:
        """The ground before each way in, and how far it reaches (m); case 32."""
        seen = shapely.union_all(list(self.captured.values()))
        found = []
        for way in self.ways:
            near = seen.intersection(self.air).intersection(Point(way.middle).buffer(SIGHT_OF_DOOR))
            near = near.buffer(-0.001)  # what only touches the outside of a wall is not seen there
            far = max(
                (Point(p).distance(Point(way.middle)) for p in shapely.get_coordinates(near)), default=0.0
            )
            radius = max(APRON, far + BEYOND if far else 0.0)
            found.append((way, apron(way, self.air, radius), radius))
        return found

    @cached_property
    def captured(self) -> dict[str, BaseGeometry]:
        """What each camera captures with every door open (mesh's frame)."""
        dx, dy = self.scene.mesh.origin
        views = {c.id: self.scene.view(c.id).shape("open") for c in self.scene.level.cameras}
        return {c: translate(shape, -dx, -dy) for c, shape in views.items()}

    @cached_property
    def floor(self) -> BaseGeometry:
        """Where these walkers can stand."""
        return walkable(self.ground, [ground for _, ground, _ in self.aprons])

    @cached_property
    def monitored(self) -> dict[str, BaseGeometry]:
        """The floor that each camera watches; rooms that these walkers do not enter are none of it."""
        allowed = [
            s
            for i, s in (*self.ground.rooms.items(), *self.ground.outdoor.items())
            if i in self.ground.entered
        ]
        regions = [*allowed, *(ground for _, ground, _ in self.aprons)]
        watch = Watch(regions, self.ground.throats, self.floor)
        return {c: watch.floor_in(shape) for c, shape in self.captured.items()}

    def room_floor(self, room: str) -> BaseGeometry:
        """The floor of a room that these walkers enter; none where they do not."""
        number = self.scene.rooms.get(room)
        shape = {**self.ground.rooms, **self.ground.outdoor}.get(-1 if number is None else number)
        return (
            Polygon()
            if shape is None or number not in self.ground.entered
            else self.floor.intersection(shape)
        )

    def readable(self, at: tuple[float, float], area: BaseGeometry) -> BaseGeometry:
        """The part of a legible area that counts: open air is clear only in the apron of the sign."""
        here = Point(at[0] - self.scene.mesh.origin[0], at[1] - self.scene.mesh.origin[1])
        aprons = [g for way, g, radius in self.aprons if here.distance(Point(way.middle)) <= radius]
        return common_part(area, self._clear.at(area, *aprons))

    @cached_property
    def _clear(self) -> Around:
        """All rooms, and the floor of doors."""
        return Around([*self.ground.rooms.values(), *self.ground.outdoor.values(), *self.ground.throats])

    @cached_property
    def starts(self) -> list[tuple[str, BaseGeometry]]:
        """Where walks begin, by the opening or the room that people come from."""
        openings = self.scene.level.openings
        found = [
            (openings[way.opening].id, apron_edge(way, self.floor.intersection(ground), radius))
            for way, ground, radius in self.aprons
        ]
        rooms = {**self.ground.rooms, **self.ground.outdoor}
        found += [
            (r.id, self.floor.intersection(rooms[i]))
            for i, r in enumerate(self.scene.level.rooms)
            if r.entrance and i in self.ground.entered
        ]
        found += [(openings[i].id, self._before(i)) for i in self._from_private_rooms()]
        return [(name, place) for name, place in found if not place.is_empty]

    def _from_private_rooms(self) -> list[int]:
        """Doors said to be entrances from a room that these walkers do not enter (case 32)."""
        met = self.scene.mesh.rooms_at_holes
        said = [i for i, o in enumerate(self.scene.level.openings) if o.entrance and len(met.get(i, ())) > 1]
        return [i for i in said if len(set(met[i]) & self.ground.entered) == 1]

    def _before(self, opening: int) -> BaseGeometry:
        """The floor just inside a door."""
        lines = [LineString([s.start, s.end]) for s in self.scene.mesh.stretches if s.hole == opening]
        return self.floor.intersection(shapely.union_all(lines).buffer(_DOORSTEP))


def _is_in_the_way(thing: Wall | Obstacle) -> bool:
    """Does one walk around it: it begins below 2 m and is too high to step over (case 36)."""
    return thing.base < HEADROOM and (thing.height is None or thing.height > STEP)
