"""Bands of pixel density on the drawing: how far from a camera each level of IEC 62676-4 reaches."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin

from offcamera.findings.report import CaptureShape
from offcamera.model.camera import Camera
from offcamera.model.place import Point
from offcamera.report.density import EDITION_2015
from offcamera.report.panel import Panel
from offcamera.report.shown import shown
from offcamera.report.svg import element, group, path, title
from offcamera.sight.density import Imager, density_at
from offcamera.sight.scene.aim import imagers_of

#: Directions in which the reach of a level is asked for, and the farthest that is looked (m).
_DIRECTIONS = 120
_FARTHEST = 400.0
_FINEST = 0.02


def draw_bands(panel: Panel) -> Iterator[str]:
    """For each camera the outline of every level of density, cut to what it captures."""
    shapes = [c for c in panel.report.captures if c.camera.level == panel.level.id]
    wanted = "shut" if panel.doors == "shut" else "open"
    by_camera = {c.camera.id: c for c in shapes if c.doors == wanted}
    for number, camera in enumerate(panel.level.cameras):
        imagers = list(imagers_of(camera))
        if imagers and camera.id in by_camera:
            name = f"oc-band-{number}-" + "".join(f"{ord(c):x}" for c in panel.level.id)
            yield _clip(panel, by_camera[camera.id], name)
            rings = [_draw_band(panel, camera, imagers, level) for level in EDITION_2015]
            yield group("bands", rings, clip_path=f"url(#{name})", data_camera=shown(camera.id))


def _clip(panel: Panel, shape: CaptureShape, name: str) -> str:
    cut = [path(panel.frame.rings(rings), "part", clip_rule="evenodd") for rings in shape.polygons]
    return element("clipPath", *cut, id=name)


def _draw_band(panel: Panel, camera: Camera, imagers: list[Imager], level: tuple[float, str]) -> str:
    least, name = level
    ring = reach_of_level(camera, imagers, least, panel.report.body[1])
    tip = title(f"camera {camera.id}: at least {least:g} px/m within, enough to {name}")
    return path(panel.frame.path(ring), f"band {name}", tip) if ring else ""


def reach_of_level(camera: Camera, imagers: list[Imager], least: float, body: float) -> list[Point]:
    """The ring (plan, m) within which a person is drawn with at least so many px/m; empty if nowhere.

    Asked at the height of the body that is nearest to the lens; rounded outward.
    """
    drop = max(0.0, camera.height - body) if camera.height is not None else 0.0
    reaches = [_reach(imagers, radians(360 * i / _DIRECTIONS), least, drop) for i in range(_DIRECTIONS)]
    if max(reaches) <= _FINEST:
        return []
    out = 1 / cos(radians(180 / _DIRECTIONS))
    x, y = camera.at
    turns = [radians(360 * i / _DIRECTIONS) for i in range(_DIRECTIONS)]
    return [(x + out * r * sin(t), y + out * r * cos(t)) for r, t in zip(reaches, turns, strict=True)]


def _reach(imagers: list[Imager], bearing: float, least: float, drop: float) -> float:
    """How far in a direction (radians clockwise from +y) the density is at least so much (m)."""
    return max(_reach_of(imager, bearing - radians(imager.heading or 0.0), least, drop) for imager in imagers)


def _reach_of(imager: Imager, off: float, least: float, drop: float) -> float:
    low, high = 0.0, _FARTHEST
    if density_at(imager, 0.0, 0.0, drop) < least:
        return 0.0
    while high - low > _FINEST:
        middle = (low + high) / 2
        if density_at(imager, middle * cos(off), middle * sin(off), drop) >= least:
            low = middle
        else:
            high = middle
    return high
