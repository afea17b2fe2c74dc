"""From the things of a map to a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import shapely

from offcamera.errors import Fault, Refused
from offcamera.formats.osm.barrier import Storey
from offcamera.formats.osm.camera import read_cameras
from offcamera.formats.osm.door import Joined, doubt_given, doubt_widths, give_levels, join_opening
from offcamera.formats.osm.feature import Feature, Role, is_wrld, private_tag, role_of, telling_tag
from offcamera.formats.osm.level import level_order, read_levels
from offcamera.formats.osm.link import Link, link_rooms, link_ways_up
from offcamera.formats.osm.nest import cut_nested
from offcamera.formats.osm.openness import find_open_edges
from offcamera.formats.osm.placed import Building, Placed, clean_label, place_things
from offcamera.formats.osm.projection import Frame, frame_about
from offcamera.formats.osm.room import Area, make_room, open_areas, part_key, read_areas, same_feature
from offcamera.formats.osm.seam import close_seams
from offcamera.formats.osm.wall import read_walls
from offcamera.labels import read_tag
from offcamera.model.camera import Camera
from offcamera.model.place import Doubt, Place, Ref
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Room, Wall

_DRAWN: tuple[Role, ...] = ("room", "wall", "door", "window", "camera")


@dataclass(slots=True)
class _Draft:
    """A plan in the making."""

    roles: Mapping[Role, list[Feature]]
    building: Building
    frame: Frame
    doubts: list[Doubt]
    areas: dict[str, list[Area]] = field(default_factory=dict)
    walls: list[tuple[Ref, Wall]] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    cameras: list[tuple[str, Camera]] = field(default_factory=list)

    def place(self, role: Role) -> list[Placed]:
        """The things of a role on their levels, their doubtful levels told."""
        things, doubts = place_things(self.roles.get(role, []), role, self.building)
        self.doubts += doubts
        return things


def build_plan(features: Sequence[Feature], file: str, doubts: Sequence[Doubt] = ()) -> Plan:
    """The plan that a map in Simple Indoor Tagging draws, and everything about it that is doubtful.

    North is up the page: heading and compass agree. Raises Refused when there is no room, wall or camera
    in the map, or its coordinates are not degrees.
    """
    draft = _begin(features, file, doubts)
    _read_areas(draft)
    draft.walls = read_walls(draft.place("wall"), draft.frame, draft.doubts)
    _join_openings(draft)
    draft.cameras = read_cameras(draft.place("camera"), draft.frame, draft.doubts)
    _open_edges(draft)
    same = same_feature([area for areas in draft.areas.values() for area in areas])
    links = link_rooms(same)
    links += link_ways_up(draft.place("way-up"), draft.areas, draft.frame, draft.doubts)
    levels = _make_levels(draft, same)
    _doubt_private_places(draft, levels)
    draft.doubts += _doubt_unread(draft.roles.get("not-read", []))
    return _finish(draft, levels, links, file)


def _begin(features: Sequence[Feature], file: str, doubts: Sequence[Doubt]) -> _Draft:
    roles: dict[Role, list[Feature]] = {}
    for feature in features:
        roles.setdefault(role_of(feature), []).append(feature)
    if not any(roles.get(role) for role in ("room", "wall", "camera")):
        raise Refused([_nothing_found(features, file)])
    drawn = [feature for role in _DRAWN for feature in roles.get(role, [])]
    frame = frame_about(
        [at for feature in drawn for part in feature.parts for ring in part for at in ring], file
    )
    inside = [feature for role in ("room", "wall") for feature in roles.get(role, [])]
    return _Draft(roles, Building(inside or drawn), frame, list(doubts))


def _nothing_found(features: Sequence[Feature], file: str) -> Fault:
    """Why there is nothing to audit; a map in another scheme is called by its name."""
    help_ = "Rooms are areas with indoor=room, corridor or area (OpenStreetMap, Simple Indoor Tagging)."
    if any(is_wrld(feature) for feature in features):
        says = "this is an indoor map in the scheme of WRLD (type=room, wall, door), which is not read"
        return Fault(says, file, help="Draw its rooms in a plan of your own: offcamera init.")
    return Fault("no room, wall or camera was found in the map", file, help=help_)


def _read_areas(draft: _Draft) -> None:
    by_level: dict[str, list[Area]] = {}
    for area in read_areas(draft.place("room"), draft.frame, draft.doubts):
        by_level.setdefault(area.ref.level, []).append(area)
    levels = sorted(by_level, key=level_order)
    for level in levels:
        draft.areas[level] = cut_nested(close_seams(by_level[level], draft.doubts), draft.doubts)


def _join_openings(draft: _Draft) -> None:
    walls: dict[str, list[tuple[Ref, Wall]]] = {}
    for ref, wall in draft.walls:
        walls.setdefault(ref.level, []).append((ref, wall))
    levels = sorted({*draft.areas, *walls}, key=level_order)
    storeys = {level: Storey(draft.areas.get(level, []), walls.get(level, [])) for level in levels}
    empty = Storey([], [])
    for role in ("door", "window"):
        said = draft.roles.get(role, [])
        things, doubts = place_things(give_levels(said, storeys, draft.frame), role, draft.building)
        draft.doubts += doubts + doubt_given(things, said)
        draft.joined += [
            join_opening(thing, storeys.get(thing.level, empty), draft.frame) for thing in things
        ]
    draft.doubts += [doubt for one in draft.joined for doubt in one.doubts] + doubt_widths(draft.joined)


def _open_edges(draft: _Draft) -> None:
    for level, areas in draft.areas.items():
        joined = [one for one in draft.joined if one.thing.level == level]
        draft.areas[level] = open_areas(areas, find_open_edges(areas, joined, draft.doubts))


def _make_levels(draft: _Draft, same: Mapping[tuple[int, int], Sequence[Area]]) -> list[Level]:
    named = _level_names(draft.roles.get("level", []))
    walls = [ref.level for ref, _ in draft.walls]
    doors = [one.thing.level for one in draft.joined if one.openings]
    ids = {*draft.areas, *walls, *doors, *(level for level, _ in draft.cameras)}
    levels = []
    for level in sorted(ids, key=level_order):
        rooms = [make_room(area, same[part_key(area)]) for area in draft.areas.get(level, [])]
        if not rooms:
            draft.doubts.append(Doubt("level-without-rooms", (Ref("level", "", level),)))
        levels.append(_make_level(draft, level, named.get(level, ""), rooms))
    return levels


def _make_level(draft: _Draft, level: str, name: str, rooms: Sequence[Room]) -> Level:
    return Level(
        id=level,
        name=name,
        rooms=tuple(rooms),
        openings=tuple(o for one in draft.joined if one.thing.level == level for o in one.openings),
        walls=tuple(wall for ref, wall in draft.walls if ref.level == level),
        cameras=tuple(camera for on, camera in draft.cameras if on == level),
        place=rooms[0].place if rooms else Place(),
    )


def _level_names(features: Sequence[Feature]) -> dict[str, str]:
    names = {}
    for feature in features:
        levels = read_levels(feature.tags.get("level", "")).ids
        if len(levels) == 1:
            names[levels[0]] = clean_label(feature.tags.get("name") or feature.tags.get("ref") or "")
    return names


def _doubt_private_places(draft: _Draft, levels: Sequence[Level]) -> None:
    """A toilet that is only a point has no outline: told, unless the room round it is known as one."""
    rooms = {(level.id, room.id): room for level in levels for room in level.rooms}
    for thing in draft.place("private-place"):
        tag = private_tag(thing.feature)
        reading = read_tag(*tag.split("=", 1))
        around: tuple[Ref, ...] = ()
        if thing.part:
            at = shapely.Point(draft.frame.flat(thing.part[0][0]))
            around = tuple(a.ref for a in draft.areas.get(thing.level, []) if a.polygon.intersects(at))
        uses = {use for ref in around for use in rooms[ref.level, ref.id].reading.uses}
        if reading is None or not set(reading.uses) & uses:
            about = (thing.ref, *around)
            draft.doubts.append(
                Doubt("private-place-without-outline", about, thing.place, "error", {"tag": tag})
            )


def _doubt_unread(features: Sequence[Feature]) -> list[Doubt]:
    """One note for each kind of thing that is no part of a floor plan, with how many there are."""
    kinds = Counter(telling_tag(feature) for feature in features)
    first: dict[str, Feature] = {}
    for feature in features:
        first.setdefault(telling_tag(feature), feature)
    return [
        Doubt("feature-not-read", (), first[kind].place, "note", {"tag": kind, "count": count})
        for kind, count in kinds.most_common()
    ]


def _finish(draft: _Draft, levels: Sequence[Level], links: Sequence[Link], file: str) -> Plan:
    return Plan(
        site=PurePath(file).stem or "map",
        file=file,
        north=0.0,
        levels=tuple(levels),
        links=tuple(links),
        doubts=tuple(draft.doubts),
        place=Place(file),
    )
