"""One level on the sheet, and the layers that it may show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from offcamera.findings.report import Report
from offcamera.model.plan import Level
from offcamera.model.space import Room
from offcamera.report.outline import Outlines, signed_area
from offcamera.report.svg import Frame
from offcamera.report.tint import Standing
from offcamera.report.words import Words

Doors = Literal["open", "shut", "both"]
Layer = Literal[
    "captures",
    "labels",
    "sightlines",
    "zones",
    "obstacles",
    "signs",
    "cameras",
    "legible",
    "walks",
    "density",
]
ALL_LAYERS: tuple[Layer, ...] = get_args(Layer)
#: What is drawn unless somebody chooses: everything but the bands of density, which crowd a sheet.
LAYERS: frozenset[Layer] = frozenset(ALL_LAYERS) - {"density"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One level on the sheet, and all that is needed to draw it."""

    report: Report
    level: Level
    frame: Frame
    outlines: Outlines
    standing: Standing
    words: Words
    doors: Doors
    layers: frozenset[Layer]


def room_area(room: Room) -> float:
    """Area of a room less its holes (m²)."""
    return abs(signed_area(room.polygon)) - sum(abs(signed_area(hole)) for hole in room.holes)
