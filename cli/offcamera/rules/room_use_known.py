"""The use of every room that a camera sees is known.

A room whose label nobody understands is not cleared: it may be the changing room. Only rooms are asked of
which a camera captures something, or of which nobody can say that none does; a label that may mean a private
room or a harmless one is not known.

Passes: a room labelled Store. Unknown: the same room labelled R-3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from offcamera.findings.evidence import Figure, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.labels import USES
from offcamera.model.space import Room
from offcamera.rules.sighting import Site, evidence_of
from offcamera.sight.scene import LevelScene
from offcamera.units import LEAST_AREA

ID = "room-use-known"
LOOKS_AT = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``least_area`` (m²): less than this of a room does not count as seen."""

    least_area: float = LEAST_AREA


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Is the use of each captured room known?"""
    key = ("room-use-known", params)
    if key not in site.asked:
        site.asked[key] = tuple(_check(site, params))
    yield from site.asked[key]


def _check(site: Site, params: Params) -> Iterator[Answer]:
    for level, number, room in site.rooms():
        watchers = level.watchers(number)
        if is_settled(room):
            ref = level.ref_of_room(number)
            yield from [Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,))] if watchers else []
            continue
        areas = {c.id: level.view(c.id).area(number, "open") for c in watchers}
        seen = {c: area for c, area in areas.items() if area >= params.least_area}
        if seen or _may_be_seen(site, level, number, params):
            yield _answer(level, number, room, seen)


def _may_be_seen(site: Site, level: LevelScene, number: int, params: Params) -> bool:
    """Does a camera hang in the room, or would nobody know whether one sees it if it were private?"""
    return bool(site.scene.seen_from_other_levels(level.ref_of_room(number))) or any(
        number in level.rooms_of(c)
        or site.sighting(level, c, number, params.least_area, "no").outcome is not Outcome.PASS
        for c in level.watchers(number)
    )


def is_settled(room: Room) -> bool:
    """Is the use known as far as it matters: known, or every candidate equally private?"""
    if room.reading.status == "known":
        return True
    kinds = {USES[use].sensitive for use in room.reading.uses}
    return room.reading.status == "ambiguous" and len(kinds) == 1


def _answer(level: LevelScene, number: int, room: Room, seen: dict[str, float]) -> Answer:
    ref = level.ref_of_room(number)
    code = "use-ambiguous" if room.reading.uses else "use-unknown" if room.label else "no-label"
    cameras = sorted(seen, key=lambda c: -seen[c])
    figures: dict[str, Figure] = {"label": room.label, "uses": ", ".join(room.reading.uses)}
    figures |= {"cameras": ", ".join(cameras)}
    best = level.view(cameras[0]).glimpse(number, "open") if cameras else None
    return Answer(
        looked_at=ref,
        outcome=Outcome.UNKNOWN,
        about=(ref,),
        because=Reason(code, {"room": room.id, **figures}),
        evidence=replace(evidence_of(level, number, best), figures=figures),
        place=room.place,
    )
