"""What joins levels: stairs, lifts and rooms that reach through several of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import shapely

from offcamera.formats.osm.level import level_order
from offcamera.formats.osm.placed import Placed
from offcamera.formats.osm.projection import Frame
from offcamera.formats.osm.room import Area
from offcamera.model.place import Doubt
from offcamera.model.plan import RoomKey

Link = tuple[RoomKey, ...]


def link_rooms(same: Mapping[tuple[int, int], Sequence[Area]]) -> list[Link]:
    """One link for each area that reaches through several levels; one that only stands again is none."""
    links = []
    for areas in same.values():
        through = [area for area in areas if len(area.thing.spans) > 1]
        if len(through) > 1:
            links.append(_in_order((area.ref.level, area.ref.id) for area in through))
    return links


def link_ways_up(
    things: Sequence[Placed], levels: Mapping[str, Sequence[Area]], frame: Frame, doubts: list[Doubt]
) -> list[Link]:
    """A link for each staircase or lift drawn as a line or a point, between all rooms that it touches."""
    touched: dict[int, list[RoomKey]] = {}
    first: dict[int, Placed] = {}
    for thing in things:
        first.setdefault(id(thing.feature), thing)
        keys = touched.setdefault(id(thing.feature), [])
        if thing.part:
            keys += _rooms_at(shapely.MultiPoint(frame.flats(thing.part[0])), levels.get(thing.level, ()))
    links = []
    for key, rooms in touched.items():
        if len({level for level, _ in rooms}) > 1:
            links.append(_in_order(set(rooms)))
        else:
            doubts.append(Doubt("way-up-joins-nothing", (first[key].ref,), first[key].place, "warning"))
    return links


def _rooms_at(points: shapely.MultiPoint, areas: Sequence[Area]) -> list[RoomKey]:
    return [(area.ref.level, area.ref.id) for area in areas if area.polygon.intersects(points)]


def _in_order(rooms: Iterable[RoomKey]) -> Link:
    return tuple(sorted(rooms, key=lambda room: (level_order(room[0]), room[1])))
