"""Sensors and lenses: from focal length and sensor to angles that are never too narrow."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Annotated

from offcamera.formats.native.fields import typed
from offcamera.formats.native.figures import show, wrong
from offcamera.formats.native.measures import read_millimetres
from offcamera.model.camera import Optics

#: Widest width (mm) that a table or a data sheet gives a sensor of that name; a name alone fixes no width.
#: 1/4, 1/3, 2/3: tables of the trade. 1/2.8: 3864 columns of 1.45 µm (one table says 4.8). 1/2: 1945 columns
#: of 3.75 µm (a table says 6.4). 1/1.8: 3864 columns of 2.0 µm (a table says 7.2). 1/1.1 and 1: the largest
#: of the 4:3 and 3:2 sensors sold under that name.
WIDTHS = {
    "1/4": 3.6,
    "1/3": 4.8,
    "1/2.8": 5.6,
    "1/2": 7.3,
    "1/1.8": 7.7,
    "2/3": 8.8,
    "1/1.1": 13.2,
    "1": 13.2,
}

#: What real wide lenses see beyond an ideal one (a vendor's chart: 2.8 mm on 1/2.8" gives 111 degrees).
BULGE = 1.15

_NAME = re.compile(r"(1|2/3|1/[0-9](?:\.[0-9]{1,2})?)(?: *(?:\"|''|″|”|-?in(?:ch)?|type))?")
#: Diagonal (mm) of a nominal inch: 18 below half an inch, 16 from there (the trade's rule of thumb).
_SMALL_INCH, _LARGE_INCH = 18.0, 16.0
_ACROSS_16_9 = 16.0 / math.hypot(16.0, 9.0)


@dataclass(frozen=True, slots=True)
class SensorSize:
    """Width and height in mm; no height: not known."""

    width: float
    height: float | None = None


def read_sensor(value: object) -> SensorSize:
    """A sensor by width and height in mm, or by its name."""
    if isinstance(value, list):
        if len(value) != 2:
            raise wrong("two figures were expected, [width, height] in mm")
        return SensorSize(read_millimetres(value[0]), read_millimetres(value[1]))
    if isinstance(value, str) and (match := _NAME.fullmatch(value.strip().lower())):
        return SensorSize(_widest(match[1]))
    if isinstance(value, str) and "/" in value:
        raise wrong(
            f"{show(value)} is no sensor", f"Write [width, height] in mm, or one of {', '.join(WIDTHS)}."
        )
    return SensorSize(read_millimetres(value))


def _widest(name: str) -> float:
    if name in WIDTHS:
        return WIDTHS[name]
    part = 1.0 / float(name.removeprefix("1/") or 1.0)
    return part * (_LARGE_INCH if part >= 0.5 else _SMALL_INCH) * _ACROSS_16_9


def angle_of(extent: float, focal: float) -> float:
    """Angle in degrees over ``extent`` of a sensor behind a lens of ``focal`` (both mm), never too narrow.

    The larger of 1.15 · w / f radians (real wide lenses) and 2 · atan(w / 2f) (the ideal lens).
    """
    ideal = 2.0 * math.atan(extent / (2.0 * focal))
    return min(360.0, math.degrees(max(BULGE * extent / focal, ideal)))


def optics_of(focal: float, sensor: SensorSize, *, ideal: bool) -> Optics:
    """The angles of a lens, marked as worked out."""
    height = None if sensor.height is None else angle_of(sensor.height, focal)
    return Optics(horizontal=angle_of(sensor.width, focal), vertical=height, worked_out=True, ideal=ideal)


Sensor = Annotated[SensorSize, *typed(read_sensor, {"type": ["string", "number", "array"]})]
