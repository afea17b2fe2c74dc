"""No camera captures a marked zone: a PIN pad, a neighbour's ground, the street.

Zones are drawn into the plan because they are no rooms: the keys of a cash machine, the garden next door, the
public way. What is captured of one whatever the doors do is a fail; what is captured only while a door stands
open is conditional on it.

Passes: a camera that looks past the cash desk. Fails: one that looks down on its PIN pad.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shapely.geometry import Polygon

from offcamera.findings.evidence import Condition, Evidence
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.model.space import Zone
from offcamera.rules.sighting import Site
from offcamera.sight.scene import LevelScene
from offcamera.sight.view import Doors
from offcamera.units import LEAST_AREA

ID = "view-into-zone"
LOOKS_AT = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``zones``: the kinds of zone that must not be seen; ``least_area`` (m²) does not count."""

    zones: tuple[str, ...] = ("pin-pad", "neighbour", "street")
    least_area: float = LEAST_AREA


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Is any part of a marked zone captured, by which camera, in which state of the doors?"""
    for level in site.scene.levels.values():
        for zone in level.level.zones:
            if zone.kind in params.zones:
                yield from _check_zone(site, level, zone, params)


def _check_zone(site: Site, level: LevelScene, zone: Zone, params: Params) -> Iterator[Answer]:
    ref = Ref("zone", level.level.id, zone.id)
    clear = True
    for camera in site.chosen(level, level.level.cameras):
        answer = _answer(level, camera, zone, params.least_area)
        if answer is not None:
            clear = False
            yield answer
    if clear:
        yield Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,), place=zone.place)


def _answer(level: LevelScene, camera: Camera, zone: Zone, least: float) -> Answer | None:
    view, shape = level.view(camera.id), Polygon(zone.polygon)
    seen: Doors = "shut"
    part = view.shape("shut").intersection(shape)
    if part.area < least:
        seen, part = "relied", view.shape("relied").intersection(shape)
    if part.area < least:
        return None
    ref = Ref("zone", level.level.id, zone.id)
    leaves = {
        p.leaves for at, p in view.pieces("relied") if seen == "relied" and _meets(p.polygon, at, shape)
    }
    sets = [s for s in leaves if s and not any(o < s for o in leaves if o)]
    return Answer(
        looked_at=ref,
        outcome=Outcome.FAIL if seen == "shut" else Outcome.CONDITIONAL,
        about=(Ref("camera", level.level.id, camera.id), ref),
        on=tuple(Condition(tuple(sorted(map(level.ref_of_leaf, s)))) for s in sorted(sets, key=sorted)),
        evidence=Evidence(area=part.area, of_area=shape.area, doors="shut" if seen == "shut" else "open"),
        place=camera.place,
    )


def _meets(polygon: list[tuple[float, float]], at: tuple[float, float], shape: Polygon) -> bool:
    return bool(Polygon([(x + at[0], y + at[1]) for x, y in polygon]).buffer(0).intersection(shape).area > 0)
