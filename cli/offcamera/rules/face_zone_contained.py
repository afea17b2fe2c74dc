"""Faces can be read only inside the declared collection area.

The face zone of a camera is where it sees a height of 1.4 to 1.8 m with at least so many pixels per metre;
476 px/m are 30 pixels between the eyes. The collection area is every zone of kind ``collection`` on the
level, and what the camera ``covers``. Pixels, angle or zoom left out: any face that is seen can be read.
Cameras that are said not to recognise faces are not looked at; where it is not said the answer
is unknown at worst.

Passes: a gate camera whose face zone ends within the marked area. Fails: one that reads faces in the street.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.areas import collection_area, conditions_onto, counted_area
from offcamera.rules.devices import doubt_faces
from offcamera.rules.sighting import Site
from offcamera.rules.tolerance import ToleranceParams
from offcamera.sight.overlay import rings_of
from offcamera.sight.scene import LevelScene
from offcamera.sight.scene.faces import FACE_DENSITY
from offcamera.sight.view import Doors

ID = "face-zone-contained"
LOOKS_AT = "camera"
_STATES: tuple[Doors, ...] = ("shut", "relied")
#: By the first state of the doors in which too much lies outside.
_OUTCOMES = {"shut": Outcome.FAIL, "relied": Outcome.CONDITIONAL, None: Outcome.PASS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ToleranceParams):
    """``density`` (px/m) from which a face can be read; the others say what does not count."""

    density: float = FACE_DENSITY


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Does the face zone of each camera stay inside the declared collection area?"""
    cameras = ((level, c) for level, c in site.cameras() if c.facial_recognition is not False)
    answers = (_answer(site, level, camera, params) for level, camera in cameras)
    yield from doubt_faces(site.scene.levels.values(), answers)


def _answer(site: Site, level: LevelScene, camera: Camera, params: Params) -> Answer:
    ref = Ref("camera", level.level.id, camera.id)
    bounds = collection_area(level, camera)
    faces = site.faces(level)
    zones = {d: counted_area(level, site.face_zone(level, camera, params.density, d)) for d in _STATES}
    outside = {d: params.beyond(zone, bounds) for d, zone in zones.items()}
    whole = {d: zone.area for d, zone in zones.items()}
    doors = next((d for d in _STATES if params.counts(outside[d].area, whole[d])), None)
    unsaid = bounds.is_empty and whole["relied"] > 0
    outcome = Outcome.UNKNOWN if unsaid else _OUTCOMES[doors]
    on = outcome is Outcome.CONDITIONAL
    shown: Doors = doors or "relied"
    figures = {"outside": round(outside[shown].area, 1), "zone-area": round(whole[shown], 1)}
    return Answer(
        looked_at=ref,
        outcome=outcome,
        about=(ref,),
        on=conditions_onto(faces, faces.view(camera.id), outside[shown]) if on else (),
        because=Reason("no-collection-area") if unsaid else None,
        evidence=Evidence(
            outline=rings_of(outside[shown]), figures={**figures, "density": f"{params.density:g}"}
        ),
        place=camera.place,
    )
