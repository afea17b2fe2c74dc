"""Each watched public room has a sign that can be read within it.

Some laws ask for a notice inside too, repeated where people are watched. The rule asks, for every room that
public walkers enter and a camera watches, whether some sign can be read from somewhere on its floor. A room
is watched too where a camera sees into it only while a door is open, with a closer or without: whoever goes
in opens the door, and is in the picture.

Passes: a notice on the wall of the waiting room. Fails: a notice at the front door only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.rules.way import list_unread
from offcamera.sight.scene import LevelScene

ID = "sign-in-place"
LOOKS_AT = "room"
#: From less floor than this a sign is not said to be legible in a room, and less is not watched (m²).
_LEAST_AREA = 0.25
#: What is seen of a room with every leaf shut, where nothing is (m²).
_NOTHING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ReadingParams):
    """``walkers`` whose rooms are asked: public, staff or all."""

    walkers: str = "public"


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Has each monitored public room a sign legible within it?"""
    walks = site.walks.walks(params.reading, params.walkers)
    for level_id, level in site.scene.levels.items():
        storey = walks.storeys[level_id]
        chosen = {camera.id for camera in site.chosen(level, level.level.cameras)}
        monitored = {c: shape for c, shape in storey.monitored.items() if c in chosen}
        watched = shapely.union_all(list(monitored.values()))
        unread = list_unread(site, params, level_id)
        for number, room in enumerate(level.level.rooms):
            floor = site.walks.walkers(level_id, params.walkers).room_floor(room.id)
            seen = floor.intersection(watched).area
            if site.is_place(room) and seen >= _LEAST_AREA:
                by, cameras = _on(floor, storey.notice), _on(floor, monitored)
                told = {"cameras": ", ".join(cameras), "signs": ", ".join(by), "unread": unread}
                yield _answer(level, number, seen, {name: text for name, text in told.items() if text})


def _on(floor: BaseGeometry, areas: Mapping[str, BaseGeometry]) -> list[str]:
    """The signs or cameras that have enough of a floor in their area."""
    return sorted(name for name, area in areas.items() if area.intersection(floor).area >= _LEAST_AREA)


def _answer(level: LevelScene, number: int, seen: float, figures: Mapping[str, str]) -> Answer:
    ref = level.ref_of_room(number)
    cameras = figures["cameras"].split(", ")
    is_shut_off = all(level.view(camera).area(number, "shut") < _NOTHING for camera in cameras)
    return Answer(
        looked_at=ref,
        outcome=Outcome.PASS if "signs" in figures else Outcome.FAIL,
        about=(ref,),
        what="while-open" if is_shut_off else "",
        evidence=Evidence(area=seen, of_area=level.room_areas[number], figures=figures),
        place=level.level.rooms[number].place,
    )
