"""No camera captures any part of a room of these uses.

Whatever the doors do: what is seen with every leaf shut, or through clear glass, is a fail. What is seen
only while a door stands open is conditional on that door. What only a stated fact keeps out of view (a door
closer, a frosted pane, a stated range, the stops of a PTZ) is a pass that relies on it, and says so.

Passes: a corridor camera that looks along the doors. Fails: the same camera turned to a passage inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offcamera.findings.evidence import Reason, Reliance
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.matching import Match, match_uses
from offcamera.rules.sighting import Sighting, Site
from offcamera.sight.scene import LevelScene
from offcamera.units import LEAST_AREA

ID = "view-into-room"
LOOKS_AT = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``uses`` must not be seen.

    ``masks`` that are credited: no, solid or any. ``least_area`` (m²) is for the sum per camera and room;
    ``least_density`` (px/m): what is seen coarser than that does not count.
    """

    uses: tuple[str, ...] = ()
    masks: str = "no"
    least_area: float = LEAST_AREA
    least_density: float | None = None


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Is any part of a room of these uses captured, by which camera, through what, in which door state?"""
    for level, number, room in site.rooms():
        match = match_uses(room.reading, params.uses, site.plan.venue)
        if match.answer == "no" or match.because in ("use-unknown", "use-ambiguous"):
            continue  # rooms whose use is not known are told by room-use-known, once
        yield from _check_room(site, level, number, match, params)


def _check_room(site: Site, level: LevelScene, number: int, match: Match, params: Params) -> Iterator[Answer]:
    ref = level.ref_of_room(number)
    reliances: list[Reliance] = []
    clear = True
    for camera in site.chosen(level, level.watchers(number)):
        if number in level.rooms_of(camera) and not level.mounting(camera).undecided:
            clear = False  # camera-in-room tells it
            continue
        sighting = site.sighting(level, camera, number, params.least_area, params.masks)
        if sighting.outcome is Outcome.PASS or _too_coarse(sighting, params):
            reliances += sighting.reliances
            continue
        clear = False
        yield _answer(level, camera, ref, sighting, match)
    for by, reason in site.scene.seen_from_other_levels(ref):
        clear = False
        yield Answer(looked_at=ref, outcome=Outcome.UNKNOWN, about=(by, ref), because=Reason(*reason))
    if clear:
        yield Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,), reliances=tuple(reliances))


def _too_coarse(sighting: Sighting, params: Params) -> bool:
    density = sighting.evidence.density
    return params.least_density is not None and density is not None and density < params.least_density


def _answer(level: LevelScene, camera: Camera, room: Ref, sighting: Sighting, match: Match) -> Answer:
    outcome, because = sighting.outcome, sighting.because
    if match.answer == "some":
        names = ", ".join(level.level.rooms[level.rooms[room.id]].reading.uses)
        outcome, because = Outcome.UNKNOWN, Reason(match.because, {"room": room.id, "uses": names})
    return Answer(
        looked_at=room,
        outcome=outcome,
        about=(Ref("camera", level.level.id, camera.id), room),
        evidence=sighting.evidence,
        on=sighting.on,
        because=because,
        reliances=sighting.reliances,
        place=camera.place,
    )
