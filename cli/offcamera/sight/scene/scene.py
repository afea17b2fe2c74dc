"""A plan as the kernel sees it: its levels, and what is seen from one of another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import shapely

from offcamera.model.place import Doubt, Ref
from offcamera.model.plan import Plan
from offcamera.sight.floor import Bools, Floats
from offcamera.sight.scene.level import LevelScene
from offcamera.sight.view import Doors
from offcamera.units import BODY

#: Why a room that is open to another level is not judged (case 20).
SEEN_FROM_ANOTHER_LEVEL = "seen-from-another-level"


class Scene:
    """The levels of a plan as the kernel sees them, and what is captured; computed when asked for."""

    def __init__(self, plan: Plan, body: tuple[float, float] = BODY) -> None:
        self.plan = plan
        self.body = body
        linked = {key for link in plan.links for key in link}
        self.levels = {
            level.id: LevelScene(level, body, frozenset(r for key, r in linked if key == level.id))
            for level in plan.levels
        }

    def captured_at(self, level: str, camera: str, points: Floats, doors: Doors) -> Bools:
        """Which of some points (n, 2; plan, m) a camera captures; ``doors`` open, relied, shut or bare."""
        view = self.levels[level].view(camera)
        dots = np.atleast_1d(np.asarray(shapely.points(points), dtype=object))
        return np.array(view.contains(dots, doors), dtype=bool)

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
                    peeks.setdefault(ref, {}).update(
                        {Ref("camera", level, c): f"{far}/{linked}" for c in cameras}
                    )
        return peeks

    def seen_from_other_levels(self, room: Ref) -> list[tuple[Ref, tuple[str, dict[str, float | int | str]]]]:
        """The cameras of other levels that may see into a room, each with the reason why nothing is known."""
        found = self._peeks.get(room, {})
        return [
            (c, (SEEN_FROM_ANOTHER_LEVEL, {"room": room.id, "by": by})) for c, by in sorted(found.items())
        ]


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
