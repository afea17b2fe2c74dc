"""Surveillance cameras of a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from offcamera.formats.osm.measure import read_directions, read_length
from offcamera.formats.osm.placed import Placed
from offcamera.formats.osm.projection import Frame
from offcamera.model.camera import Camera, CameraKind, Head
from offcamera.model.place import Doubt

Weight = Literal["error", "warning", "note"]
#: How a camera moves, by ``camera:type``. A dome hides which way its camera looks: it is the full circle.
_KINDS: dict[str, CameraKind] = {"fixed": "fixed", "dome": "panoramic", "panning": "ptz"}
_MOUNTS = {
    "wall": "wall",
    "ceiling": "ceiling",
    "pole": "post",
    "street_lamp": "post",
    "mast": "post",
    "post": "post",
}


def read_cameras(things: Sequence[Placed], frame: Frame, doubts: list[Doubt]) -> list[tuple[str, Camera]]:
    """The cameras with their levels.

    ``camera:direction`` is degrees clockwise from north (OpenStreetMap wiki, Key:camera:direction); north is
    up the page here, so it is the heading. A map says nothing about lenses, so every camera sees the full
    circle until a plan says more. A camera drawn as a line or an area is put at its middle, as an error.
    """
    cameras = []
    for thing in things:
        if not thing.part or thing.feature.broken:
            what = thing.feature.broken or "feature-without-geometry"
            doubts.append(Doubt(what, (thing.ref,), thing.place, "error", {"done": "left out"}))
            continue
        cameras.append((thing.level, _read_camera(thing, frame, doubts)))
    return cameras


def _read_camera(thing: Placed, frame: Frame, doubts: list[Doubt]) -> Camera:
    tags = thing.feature.tags
    points = frame.flats(thing.part[0])
    at = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    if len(points) > 1:
        _tell(thing, doubts, "camera-without-place", "error")
    said = tags.get("camera:direction") or tags.get("direction")
    directions = read_directions(said) if said else ()
    if None in directions:
        _tell(thing, doubts, "camera-direction-not-read", "warning")
        directions = ()
    if "camera:angle" in tags:
        _tell(thing, doubts, "camera-angle-not-used", "note")
    kind = _read_kind(thing, doubts)
    several = len(directions) > 1 and kind == "fixed"
    return Camera(
        id=thing.ref.id,
        at=at,
        kind="multi" if several else kind,
        height=_read_height(thing, doubts),
        heading=directions[0] if len(directions) == 1 else None,
        heads=tuple(Head(heading=direction) for direction in directions) if several else (),
        mount=_MOUNTS.get(tags.get("camera:mount", "")),
        place=thing.place,
    )


def _read_kind(thing: Placed, doubts: list[Doubt]) -> CameraKind:
    """A type that is not known may be anything: the full circle."""
    said = thing.feature.tags.get("camera:type")
    if said is not None and said not in _KINDS:
        _tell(thing, doubts, "camera-type-not-known", "warning")
        return "panoramic"
    return _KINDS[said] if said else "fixed"


def _read_height(thing: Placed, doubts: list[Doubt]) -> float | None:
    said = thing.feature.tags.get("camera:height") or thing.feature.tags.get("height")
    height = read_length(said) if said else None
    if said and height is None:
        _tell(thing, doubts, "camera-height-not-read", "warning")
    return height


def _tell(thing: Placed, doubts: list[Doubt], what: str, weight: Weight) -> None:
    doubts.append(Doubt(what, (thing.ref,), thing.place, weight))
