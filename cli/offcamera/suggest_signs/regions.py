"""Which parts of a level one can read across: rooms and open air, joined where nothing shut parts them."""

from __future__ import annotations

import numpy as np
import shapely

from offcamera.sight.floor import Floats, Ints
from offcamera.sight.scene.ground import Walkers

#: In a doorway, in two rooms at once: it could be read from anywhere.
ANYWHERE = -1
_OUTSIDE = -1


class Regions:
    """The regions of one level; a sign in one is read from no other."""

    def __init__(self, walkers: Walkers) -> None:
        ground = walkers.ground
        self._root = {i: i for i in (_OUTSIDE, *ground.rooms, *ground.outdoor)}
        openings = walkers.scene.level.openings
        for hole, rooms in ground.mesh.rooms_at_holes.items():
            if hole >= len(openings) or _is_clear(openings[hole].kind, openings[hole].glazing):
                met = [*rooms] if len(rooms) > 1 else [*rooms, _OUTSIDE]
                for other in met[1:]:
                    self._root[self._find(other)] = self._find(met[0])
        for room in ground.outdoor:
            self._root[self._find(room)] = self._find(_OUTSIDE)
        self._rooms = list(ground.rooms)
        self._tree = shapely.STRtree(list(ground.rooms.values()))
        self._throats = shapely.union_all([s.boundary for s in ground.rooms.values()]).buffer(0.05)

    def _find(self, room: int) -> int:
        while self._root[room] != room:
            room = self._root[room]
        return room

    def of(self, points: Floats) -> Ints:
        """The region of each point (n, 2); ANYWHERE where that is not plain."""
        found = np.full(len(points), self._find(_OUTSIDE) + 2)
        many = np.zeros(len(points), dtype=np.intp)
        which, room = self._tree.query(shapely.points(points), predicate="intersects")
        found[which] = [self._find(self._rooms[r]) + 2 for r in room.tolist()]
        np.add.at(many, which, 1)
        found[(many > 1) | shapely.intersects_xy(self._throats, points)] = ANYWHERE
        return found.astype(np.intp)


def _is_clear(kind: str, glazing: str | None) -> bool:
    return kind == "passage" or (kind == "window" and glazing == "clear")
