"""The field of view that is drawn agrees with what optics and walls give.

A drawing often shows a wedge that the lens does not keep to. What the camera captures by its optics beyond
the drawn polygon is *undeclared*; what of the polygon no camera there can see is *impossible*, and never more
than a note. Only what lies farther than ``within`` from the drawn edge counts, and only above both limits.
What only an open door shows is conditional on it. A heading or a lens left out is the full circle; a view
with neither has nothing to be held against: unknown. Cameras without a drawn view are not looked at.

Passes: a polygon drawn along the edges of the lens. Fails: a narrow wedge drawn for a lens of 100 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome, Severity
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.areas import conditions_onto, counted_area
from offcamera.rules.sighting import Site
from offcamera.rules.tolerance import ToleranceParams
from offcamera.sight.overlay import rings_of
from offcamera.sight.scene import LevelScene
from offcamera.sight.scene.aim import has_optics
from offcamera.sight.view import Doors

ID = "declared-view-true"
LOOKS_AT = "camera"
#: What is captured whatever the doors do, then what an open door lets through.
_STATES: tuple[Doors, ...] = ("shut", "relied")


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


def _answers(level: LevelScene, camera: Camera, params: Params) -> Iterator[Answer]:
    ref = Ref("camera", level.level.id, camera.id)
    if not has_optics(camera):
        because = Reason("no-optics")
        yield Answer(
            looked_at=ref, outcome=Outcome.UNKNOWN, about=(ref,), because=because, place=camera.place
        )
        return
    if undeclared := _undeclared(level, camera, ref, params):
        yield undeclared
    drawn = _drawn(camera)
    seen = level.view(camera.id, frozenset({"view"})).shape("bare")
    part = params.beyond(drawn, seen)
    if params.counts(part.area, drawn.area):
        yield _difference(camera, ref, part, "impossible")


def _undeclared(level: LevelScene, camera: Camera, ref: Ref, params: Params) -> Answer | None:
    """What optics and walls give beyond the drawn view; while doors stand open only, conditional on them."""
    view = level.view(camera.id, frozenset({"view"}))
    for doors in _STATES:
        seen = counted_area(level, view.shape(doors))
        part = params.beyond(seen, _drawn(camera))
        if params.counts(part.area, seen.area):
            answer = _difference(camera, ref, part, "undeclared")
            if doors == "shut":
                return answer
            on = conditions_onto(level, view, part)
            return replace(answer, outcome=Outcome.CONDITIONAL, on=on)
    return None


def _drawn(camera: Camera) -> BaseGeometry:
    """The drawn view with the triangles from the camera to its corners: it may begin before it (case 27)."""
    corners = list(camera.view or ())
    sides = zip(corners, [*corners[1:], *corners[:1]], strict=True)
    parts = [shapely.Polygon(corners), *(shapely.Polygon([camera.at, a, b]) for a, b in sides)]
    return shapely.union_all([shapely.make_valid(part) for part in parts])


def _difference(camera: Camera, ref: Ref, part: BaseGeometry, what: str) -> Answer:
    return Answer(
        looked_at=ref,
        outcome=Outcome.FAIL,
        about=(ref,),
        what=what,
        evidence=Evidence(outline=rings_of(part), figures={"extent": round(part.area, 1)}),
        place=camera.place,
        at_most=Severity.NOTE if what == "impossible" else None,
    )
