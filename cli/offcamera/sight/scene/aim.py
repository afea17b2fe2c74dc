"""How a camera of the plan is aimed: its headings, its field, and what density needs of its lens."""

from __future__ import annotations

from collections.abc import Iterator

from offcamera.model.camera import Camera, Head, Optics
from offcamera.sight.density import Imager
from offcamera.sight.field import Drop, Lens, field_of_fixed, field_of_view, find_lens, full_circle
from offcamera.sight.limits import Part
from offcamera.sight.sweep import Sweep, field_of_sweep


def headings_of(camera: Camera) -> tuple[float, ...]:
    """The headings that a camera can take; empty when it has no single one."""
    if camera.kind == "multi":
        heads = [h.heading for h in camera.heads]
        return tuple(h for h in heads if h is not None) if heads and None not in heads else ()
    if camera.kind == "ptz" and camera.pan is not None:
        start, width = camera.pan[0], (camera.pan[1] - camera.pan[0]) % 360
        return tuple(start + width * i / 8 for i in range(9))
    if camera.kind == "fixed" or (camera.kind == "panoramic" and camera.mount == "wall"):
        return () if camera.heading is None else (camera.heading,)
    return ()


def has_optics(camera: Camera) -> bool:
    """Is anything said of the lens or its aim, so that a drawn view does not stand alone (case 27)?"""
    said = (Head(heading=camera.heading, optics=camera.optics), *camera.heads)
    return any(head.heading is not None or head.optics.horizontal is not None for head in said)


def field_of(camera: Camera, drop: Drop, at: tuple[float, float], without: frozenset[str]) -> list[Part]:
    """The field of any camera; ``without`` leaves out its PTZ stops or its drawn view."""
    parts: list[Part] = []
    drawn = camera.view is not None and "view" not in without
    if not drawn or has_optics(camera):
        parts += _optical_field(camera, drop, without)
    if drawn and camera.view is not None:
        parts += field_of_view([(x - at[0], y - at[1]) for x, y in camera.view])
    return parts


def _optical_field(camera: Camera, drop: Drop, without: frozenset[str]) -> list[Part]:
    lens = _lens(camera.optics)
    if camera.kind == "ptz":
        stops = Sweep(None, None) if "ptz-stops" in without else Sweep(camera.pan, camera.tilts)
        return field_of_sweep(lens, stops, drop)
    if camera.kind == "panoramic":
        front = (
            camera.mount == "wall" and camera.heading is not None and (camera.optics.horizontal or 360) <= 180
        )
        return (
            field_of_fixed(Lens(None, None, 90.0, beyond=True), camera.heading, 0.0, drop)
            if front
            else full_circle()
        )
    if camera.kind == "multi":
        return (
            [p for head in camera.heads for p in _head_field(head, drop)] if camera.heads else full_circle()
        )
    return field_of_fixed(lens, camera.heading, camera.tilt, drop)


def _head_field(head: Head, drop: Drop) -> list[Part]:
    return field_of_fixed(_lens(head.optics), head.heading, head.tilt, drop)


def _lens(optics: Optics) -> Lens:
    return find_lens(optics.horizontal, optics.vertical, ideal=optics.ideal)


def imagers_of(camera: Camera) -> Iterator[Imager]:
    """What pixel density needs of each lens; nothing where pixels, angle or zoom are not stated."""
    if camera.resolution is None or (camera.kind == "ptz" and camera.zoom is None):
        return
    heads = camera.heads if camera.kind == "multi" else (Head(optics=camera.optics),)
    for head in heads:
        o = head.optics
        if o.horizontal is None:
            continue
        still = camera.kind == "fixed"
        heading, tilt = (camera.heading, camera.tilt) if still else (head.heading, head.tilt)
        zoom = (camera.zoom or 1.0) if camera.kind == "ptz" else 1.0
        yield Imager(round(camera.resolution[0] * zoom), o.horizontal, o.vertical, o.ideal, heading, tilt)
