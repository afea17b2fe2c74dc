"""No camera hangs in a room of these uses.

A device inside a private room is the plainest fault there is: it counts whatever its lens looks at, and no
mask cures it. A camera drawn on a wall is put on the side that it looks to. Where nothing decides the side,
the answer is unknown and asks for ``side:``. A camera in a doorway is in both rooms.

Passes: a camera in the corridor. Fails: the same camera hung in the changing room behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.matching import match_uses
from offcamera.rules.sighting import Site
from offcamera.sight.scene import LevelScene

ID = "camera-in-room"
LOOKS_AT = "camera"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``uses``: the rooms that must hold no camera."""

    uses: tuple[str, ...] = ()


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Does a device hang inside, or on a wall of and looking into, a room of these uses?"""
    for level, camera in site.cameras():
        ref = Ref("camera", level.level.id, camera.id)
        answers = list(_check_camera(site, level, camera, ref, params))
        yield from answers or [Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,), place=camera.place)]


def _check_camera(
    site: Site, level: LevelScene, camera: Camera, ref: Ref, params: Params
) -> Iterator[Answer]:
    undecided = level.mounting(camera).undecided
    hangs_in = sorted(level.rooms_of(camera))
    for number in hangs_in:
        room = level.level.rooms[number]
        match = match_uses(room.reading, params.uses, site.plan.venue)
        if match.answer == "no":
            continue
        because = None
        if undecided:
            names = " / ".join(level.level.rooms[n].id for n in hangs_in)
            because = Reason("on-wall-between", {"rooms": names, "side": room.id})
        elif match.answer != "yes":
            because = Reason(
                match.because, {"room": room.id, "label": room.label, "uses": ", ".join(room.reading.uses)}
            )
        sighting = site.sighting(level, camera, number)
        yield Answer(
            looked_at=ref,
            outcome=Outcome.UNKNOWN if because else Outcome.FAIL,
            about=(ref, level.ref_of_room(number)),
            evidence=Evidence(of_area=level.room_areas[number]) if because else sighting.evidence,
            because=because,
            place=camera.place,
        )
