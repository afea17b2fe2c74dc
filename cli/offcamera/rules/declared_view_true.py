"""The field of view that is drawn agrees with what optics and walls give.

A drawing often shows a wedge that the lens does not keep to. What the camera captures by its optics beyond the
drawn polygon is *undeclared*; what of the polygon no camera there can see is *impossible*, and never more than
a note. Only what lies farther than ``within`` from the drawn edge counts, and only above both limits. What
only an open door shows is conditional on it. A view without optics has nothing to be held against: unknown.
Cameras without a drawn view are not looked at.

Passes: a polygon drawn along the edges of the lens. Fails: a narrow wedge drawn for a lens of 100 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome, Severity
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.areas import conditions_onto, rings_of
from offcamera.rules.sighting import Site
from offcamera.rules.tolerance import ToleranceParams
from offcamera.sight.scene import LevelScene

ID = "declared-view-true"
LOOKS_AT = "camera"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ToleranceParams):
    """How far the drawn view and the capture may differ (case 38)."""


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Does the drawn view agree with what optics and walls give: area undeclared, area impossible?"""
    for level, camera in site.cameras():
        if camera.view is not None:
            answers = list(_answers(level, camera, params))
            ref = Ref("camera", level.level.id, camera.id)
            yield from answers or [
                Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,), place=camera.place)
            ]
