"""A camera captures little beyond what it is there to cover.

What a camera is there for stands under ``covers``: zones or rooms of its level. What it captures farther than
``within`` from them is excess. Its share is the excess over excess and need together, the need being all that
``covers`` names, seen or not: so a wider view never lowers the share. The limits are our reading; no
law gives a figure. In the open air a capture counts as far as 50 m (or a camera's longer ``range``) beyond
what is drawn, signs left out: to hang one changes no figure. What only an open door shows is conditional on
it. Without ``covers`` the answer is unknown: not everything is excess.

Passes: a camera over a counter that sees little beyond it. Fails: one that takes in the whole hall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.areas import conditions_onto, counted_area, covered_area
from offcamera.rules.sighting import Site
from offcamera.rules.tolerance import ToleranceParams
from offcamera.sight.overlay import rings_of
from offcamera.sight.scene import LevelScene
from offcamera.sight.view import Doors

ID = "capture-proportionate"
LOOKS_AT = "camera"
_STATES: tuple[Doors, ...] = ("shut", "relied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ToleranceParams):
    """``most_share`` (0 to 1) of the whole may be excess."""

    most_share: float = 0.5


def check(site: Site, params: Params) -> Iterator[Answer]:
    """How much does a camera capture beyond what it is there to cover?"""
    for level, camera in site.cameras():
        yield _answer(level, camera, params)


def _answer(level: LevelScene, camera: Camera, params: Params) -> Answer:
    ref = Ref("camera", level.level.id, camera.id)
    if not camera.covers:
        because = Reason("covers-unsaid")
        return Answer(
            looked_at=ref, outcome=Outcome.UNKNOWN, about=(ref,), because=because, place=camera.place
        )
    need = covered_area(level, camera)
    seen = {doors: counted_area(level, level.view(camera.id).shape(doors)) for doors in _STATES}
    excess = {doors: params.beyond(seen[doors], need) for doors in _STATES}
    doors: Doors = "shut" if _is_too_much(excess["shut"], need, params) else "relied"
    failed = doors == "shut" or _is_too_much(excess["relied"], need, params)
    outcome = Outcome.PASS if not failed else Outcome.FAIL if doors == "shut" else Outcome.CONDITIONAL
    return Answer(
        looked_at=ref,
        outcome=outcome,
        about=(ref,),
        on=conditions_onto(level, level.view(camera.id), excess[doors])
        if outcome is Outcome.CONDITIONAL
        else (),
        evidence=_evidence(excess[doors], need, params),
        place=camera.place,
    )


def _is_too_much(excess: BaseGeometry, need: BaseGeometry, params: Params) -> bool:
    whole = excess.area + need.area
    return params.counts(excess.area, whole) and excess.area > params.most_share * whole


def _evidence(excess: BaseGeometry, need: BaseGeometry, params: Params) -> Evidence:
    whole = excess.area + need.area
    figures = {
        "excess": round(excess.area, 1),
        "need": round(need.area, 1),
        "share": round(100 * excess.area / whole) if whole else 0,
        "most": round(100 * params.most_share),
    }
    return Evidence(outline=rings_of(excess), figures=figures)
