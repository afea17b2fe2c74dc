"""Silences of a plan that were read as the worst case: a verdict shows what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from offcamera.findings.evidence import Assumption, Figure
from offcamera.model.camera import Camera, Optics
from offcamera.model.place import Ref
from offcamera.rules.sighting import Site
from offcamera.sight.field import WIDE
from offcamera.sight.scene.masks import why_not_credited


def list_assumptions(site: Site) -> Iterator[Assumption]:
    """Everything that the plan leaves open and that bears on what cameras see, cameras first."""
    for level, camera in site.cameras():
        ref = Ref("camera", level.level.id, camera.id)
        for what, figures in _of_camera(camera):
            yield Assumption(what, ref, figures)
    yield from _of_openings(site)
    yield from _of_heights(site)
    if site.plan.venue is None:
        yield Assumption("venue-unsaid", Ref("site", "", ""))


def _of_camera(camera: Camera) -> Iterator[tuple[str, dict[str, Figure]]]:
    if camera.height is None:
        yield "no-height", {}
    if camera.kind == "fixed":
        yield from _of_aim(camera)
    for head in camera.heads:
        if head.heading is None or head.optics.horizontal is None:
            yield "no-heading", {}
    if camera.kind == "ptz":
        yield from _of_sweep(camera)
    yield from _of_lens(camera.optics)
    for mask in camera.masks:
        if reason := why_not_credited(camera, mask):
            yield "mask-not-credited", {"reason": reason}
    if camera.presets:
        yield "presets-not-credited", {"presets": camera.presets}


def _of_aim(camera: Camera) -> Iterator[tuple[str, dict[str, Figure]]]:
    if camera.view is not None and (camera.heading is None or camera.optics.horizontal is None):
        return
    if camera.heading is None:
        yield "no-heading", {}
    elif camera.optics.horizontal is None:
        yield "no-optics", {}
    elif camera.optics.horizontal < 180:
        if camera.tilt is None:
            yield "no-tilt", {}
        if camera.optics.vertical is None:
            yield "no-vertical-angle", {}


def _of_sweep(camera: Camera) -> Iterator[tuple[str, dict[str, Figure]]]:
    if camera.zoom is None:
        yield "no-zoom", {}
    if camera.optics.horizontal is None:
        yield "no-optics", {}
    elif camera.pan is None and camera.tilts is None:
        yield "no-stops", {}


def _of_lens(optics: Optics) -> Iterator[tuple[str, dict[str, Figure]]]:
    if optics.worked_out and optics.horizontal is not None:
        yield "lens-worked-out", {"fov": round(optics.horizontal, 1)}
    widest = max(optics.horizontal or 0.0, optics.vertical or 0.0)
    if not optics.ideal and WIDE < widest < 180:
        yield "wide-lens", {"fov": round(widest, 1)}


def _of_openings(site: Site) -> Iterator[Assumption]:
    """Outer doors and passages that do not say whether people come in there: taken for entrances."""
    for level in site.scene.levels.values():
        for number, opening in enumerate(level.level.openings):
            rooms = level.mesh.rooms_at_holes.get(number, ())
            if opening.kind != "window" and opening.entrance is None and len(rooms) == 1:
                yield Assumption("entrance-unsaid", level.ref_of_opening(number))


def _of_heights(site: Site) -> Iterator[Assumption]:
    """Walls and obstacles without a height: they hide all that is behind them, up to the ceiling."""
    for level in site.scene.levels.values():
        for kind, things in (("wall", level.level.walls), ("obstacle", level.level.obstacles)):
            for thing in things:
                if thing.height is None:
                    yield Assumption("full-height", Ref(kind, level.level.id, thing.id))
