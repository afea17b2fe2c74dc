"""Each door that lets people in by their face has another way to be let in.

How one is let in stands under ``access_control`` of a door or passage. Beside *face* there must be one of
``ways``; a reader of fingers, palms, eyes or voices is no other way, since it is biometric too. A
door that does not say how one is let in is asked about where a camera that may recognise faces can read a
face at it, or hangs within 1.5 m of it.

Passes: access_control: [face, card]. Fails: access_control: [face].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.model.space import Opening
from offcamera.rules.devices import doubt_camera
from offcamera.rules.sighting import Site
from offcamera.sight.scene import LevelScene
from offcamera.sight.scene.faces import FACE_DENSITY

ID = "alternative-offered"
LOOKS_AT = "opening"
#: A door nearer than this to where faces can be read is at it (m).
_AT_DOOR = 0.1
#: A camera that hangs so near a door may be its reader, whichever way it looks (m).
_BESIDE_DOOR = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``ways`` that count as another way to be let in."""

    ways: tuple[str, ...] = ("card", "key", "pin", "code", "phone", "ticket", "intercom", "staff", "other")


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Has each door that knows faces another way to be let in?"""
    for level in site.scene.levels.values():
        readers = _readers(site, level)
        for number, opening in enumerate(level.level.openings):
            ref = level.ref_of_opening(number)
            if "face" in opening.access_control:
                yield _answer(opening, ref, params)
            elif number in readers:
                yield from _doubt(level, opening, ref, readers[number])


def _answer(opening: Opening, ref: Ref, params: Params) -> Answer:
    others = [way for way in opening.access_control if way in params.ways]
    said = {"said": ", ".join(opening.access_control), "ways": ", ".join(params.ways)}
    return Answer(
        looked_at=ref,
        outcome=Outcome.PASS if others else Outcome.FAIL,
        about=(ref,),
        evidence=Evidence(figures=said),
        place=opening.place,
    )


def _doubt(level: LevelScene, opening: Opening, ref: Ref, readers: Sequence[Camera]) -> Iterator[Answer]:
    """A door at which faces may be read, and of which nothing says how one is let in.

    Where all the cameras there leave open whether they recognise faces, that is asked of them (case 40).
    """
    if by := [camera.id for camera in readers if camera.facial_recognition]:
        because = Reason("entry-unsaid", {"cameras": ", ".join(by)})
        yield Answer(
            looked_at=ref, outcome=Outcome.UNKNOWN, about=(ref,), because=because, place=opening.place
        )
    else:
        yield from (doubt_camera(ref, level, camera) for camera in readers)


def _readers(site: Site, level: LevelScene) -> dict[int, list[Camera]]:
    """By number the doors that do not say how one is let in, with the cameras that may read a face there.

    Or that hang beside one, wherever they look.
    """
    doors = [
        number
        for number, opening in enumerate(level.level.openings)
        if not opening.access_control and opening.kind != "window"
    ]
    tree = shapely.STRtree([shapely.LineString(level.level.openings[number].line) for number in doors])
    found: dict[int, list[Camera]] = {}
    for camera in site.chosen(level, level.level.cameras) if doors else ():
        if camera.facial_recognition is not False:
            zone = site.face_zone(level, camera, FACE_DENSITY, "open")
            at_door = tree.query(zone, "dwithin", _AT_DOOR).tolist()
            beside = tree.query(shapely.Point(camera.at), "dwithin", _BESIDE_DOOR).tolist()
            for at in sorted({*at_door, *beside}):
                found.setdefault(doors[at], []).append(camera)
    return found
