"""Each watched public room has a sign that can be read within it.

Some laws ask for a notice inside too, repeated where people are watched. The rule asks, for every room that
public walkers enter and a camera watches, whether some sign can be read from somewhere on its floor.

Passes: a notice on the wall of the waiting room. Fails: a notice at the front door only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from offcamera.findings.evidence import Evidence, Figure
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.rules.way import list_unread

ID = "sign-in-place"
LOOKS_AT = "room"
#: From less floor than this a sign is not said to be legible in a room, and less is not watched (m²).
_LEAST_AREA = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ReadingParams):
    """``walkers`` whose rooms are asked: public, staff or all."""

    walkers: str = "public"


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Has each monitored public room a sign legible within it?"""
    walks = site.walks.walks(params.reading, params.walkers)
    for level_id, level in site.scene.levels.items():
        storey = walks.storeys[level_id]
        watched = shapely.union_all(list(storey.monitored.values()))
        for number, room in enumerate(level.level.rooms):
            floor = site.walks.walkers(level_id, params.walkers).room_floor(room.id)
            seen = floor.intersection(watched).area
            if seen < _LEAST_AREA:
                continue
            ref = level.ref_of_room(number)
            by = [s for s, area in storey.notice.items() if area.intersection(floor).area >= _LEAST_AREA]
            cameras = [
                c for c, shape in storey.monitored.items() if shape.intersection(floor).area >= _LEAST_AREA
            ]
            figures: dict[str, Figure] = {"cameras": ", ".join(sorted(cameras))}
            figures |= {"signs": ", ".join(sorted(by))} if by else {}
            unread = list_unread(site, params, level_id)
            figures |= {"unread": unread} if unread else {}
            yield Answer(
                looked_at=ref,
                outcome=Outcome.PASS if by else Outcome.FAIL,
                about=(ref,),
                evidence=Evidence(area=seen, of_area=level.room_areas[number], figures=figures),
                place=room.place,
            )
