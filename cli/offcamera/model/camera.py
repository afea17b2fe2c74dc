"""Cameras: the device, its optics, where and how it hangs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from offcamera.model.place import Place, Point, Ring
from offcamera.model.space import Access

CameraKind = Literal["fixed", "ptz", "panoramic", "multi"]
MaskType = Literal["color", "pixelated", "blurred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Optics:
    """Angles of a lens in degrees; None: not said.

    ``worked_out``: the angles were worked out from focal length and sensor, not stated.
    ``ideal``: the lens is said to keep straight lines straight (``projection: ideal``).
    """

    horizontal: float | None = None
    vertical: float | None = None
    worked_out: bool = False
    ideal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One head of a multi-head camera; heading clockwise from +y, tilt below the horizontal (degrees)."""

    heading: float | None = None
    tilt: float | None = None
    optics: Optics = Optics()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A privacy mask: a patch on the floor (m) or of the image (−1 … 1, x right, y up)."""

    floor: Ring | None = None
    image: Ring | None = None
    type: MaskType = "blurred"
    enabled: bool = True
    follows: bool = False
    head: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera as the plan states it; None everywhere means that the plan does not say.

    ``at`` in metres, ``height`` of the lens above the level's floor. ``heading`` in degrees clockwise from
    +y, ``tilt`` below the horizontal. ``pan`` (headings, clockwise from the first to the second) and
    ``tilts`` are the stops of a PTZ. ``range`` is floor distance (m), the owner's word.
    """

    id: str
    at: Point
    kind: CameraKind = "fixed"
    height: float | None = None
    heading: float | None = None
    tilt: float | None = None
    optics: Optics = Optics()
    heads: tuple[Head, ...] = ()
    pan: tuple[float, float] | None = None
    tilts: tuple[float, float] | None = None
    zoom: float | None = None
    presets: int = 0
    view: Ring | None = None
    range: float | None = None
    masks: tuple[Mask, ...] = ()
    side: str | None = None  #: id of the room into which a camera on a wall looks
    mount: str | None = None  #: wall | ceiling | post
    resolution: tuple[int, int] | None = None  #: pixels, horizontal and vertical
    purpose: tuple[str, ...] | None = None
    covers: tuple[str, ...] = ()
    facial_recognition: bool | None = None
    access: Access | None = None
    declares: Mapping[str, object] = field(default_factory=dict)
    model: str | None = None
    place: Place = Place()
