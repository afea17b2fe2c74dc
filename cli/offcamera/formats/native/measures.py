"""Readers of figures: lengths, places, outlines and angles, in metres and degrees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby

from pydantic import ValidationInfo

from offcamera.formats.native.figures import is_number, show, to_degrees, to_heading, to_metres, wrong
from offcamera.formats.native.words import read_each
from offcamera.model.place import Point, Ring
from offcamera.units import COINCIDENT, metres_per


@dataclass(frozen=True, slots=True)
class Frame:
    """What a figure of the file is counted in: its unit of length, and where north lies (degrees)."""

    unit: str = "m"
    north: float = 0.0


def frame_of(info: ValidationInfo) -> Frame:
    """The frame that the plan is read in."""
    return info.context if isinstance(info.context, Frame) else Frame()


def read_length(value: object, info: ValidationInfo) -> float:
    """A length in metres, of either sign."""
    return to_metres(value, frame_of(info).unit)


def read_head(value: object, info: ValidationInfo) -> float:
    """The upper edge of an opening in metres; infinite: ``ceiling``, as high as the room."""
    if isinstance(value, str) and value.strip().lower() == "ceiling":
        return math.inf
    return read_length(value, info)


def read_extent(value: object, info: ValidationInfo) -> float:
    """A length in metres that is more than nothing."""
    metres = to_metres(value, frame_of(info).unit)
    if metres <= 0:
        raise wrong(f"a length of more than 0 was expected, not {show(value)}")
    return metres


def read_extents(value: object, info: ValidationInfo) -> tuple[float, float]:
    """Two lengths in metres that are more than nothing."""
    pair = list(read_pair(value, "width, height"))
    width, height = read_each(pair, lambda side: read_extent(side, info))
    return width, height


def read_millimetres(value: object) -> float:
    """A length of an optical part in mm, more than nothing."""
    millimetres = to_metres(value, "mm") * 1000.0
    if millimetres <= 0:
        raise wrong(f"a length of more than 0 mm was expected, not {show(value)}")
    return millimetres


def read_pair(value: object, what: str) -> tuple[object, object]:
    """A list of just two things, called ``what`` in the message."""
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(f"two figures were expected, [{what}], not {show(value)}")
    return value[0], value[1]


def read_point(value: object, info: ValidationInfo) -> Point:
    """A place in metres."""
    unit = frame_of(info).unit
    x, y = read_pair(value, "x, y")
    return to_metres(x, unit), to_metres(y, unit)


def read_line(value: object, info: ValidationInfo) -> Ring:
    """Two points or more, in metres; the hot path of every plan."""
    if not isinstance(value, list) or not value:
        raise wrong(f"a list of points was expected, not {show(value)}", "Write [[x, y], [x, y]].")
    scale = metres_per(frame_of(info).unit)
    points: list[Point] = []
    for item in value:
        if type(item) is not list or len(item) != 2:
            return read_each(value, lambda point: read_point(point, info))
        x, y = item
        # Ten kilometres at the most in any unit: the quick way leaves what is doubtful to the careful one.
        if (
            type(x) not in (int, float)
            or type(y) not in (int, float)
            or not (-1e4 < x < 1e4 and -1e4 < y < 1e4)
        ):
            return read_each(value, lambda point: read_point(point, info))
        points.append((x * scale, y * scale))
    return tuple(points)


def read_outline(value: object, info: ValidationInfo) -> Ring:
    """Three corners or more, in metres; one that repeats the one before it is dropped, round the ring."""
    ring = _once_each(read_line(value, info))
    if len(ring) > 1 and _is_same(ring[0], ring[-1]):
        ring = ring[:-1]
    if len(ring) < 3:
        raise wrong("an outline needs at least three corners")
    return ring


def read_path(value: object, info: ValidationInfo) -> Ring:
    """Two points or more that are not all one; a point that repeats the one before it is dropped."""
    line = read_line(value, info)
    if len(line) < 2:
        raise wrong("a line needs at least two points")
    if all(_is_same(line[0], point) for point in line[1:]):
        raise wrong("the line has no length: its points are one")
    return _once_each(line)


def _once_each(line: Ring) -> Ring:
    return tuple(point for point, _ in groupby(line))


def _is_same(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) <= COINCIDENT and abs(a[1] - b[1]) <= COINCIDENT


def read_image_outline(value: object) -> Ring:
    """Three corners or more of the image, from −1 to 1."""
    if not isinstance(value, list) or len(value) < 3:
        raise wrong("a list of at least three points of the image was expected")

    def read(item: object) -> Point:
        x, y = read_pair(item, "x, y")
        return _fraction_of_image(x), _fraction_of_image(y)

    return read_each(value, read)


def _fraction_of_image(value: object) -> float:
    if isinstance(value, int | float) and is_number(value) and -1 <= value <= 1:
        return float(value)
    raise wrong(f"{show(value)} is not from -1 to 1", "The middle of the image is 0, its edges are -1 and 1.")


def read_floor(value: object, info: ValidationInfo) -> tuple[float, float]:
    """One height of a floor, or its lowest and highest."""
    unit = frame_of(info).unit
    if not isinstance(value, list):
        height = to_metres(value, unit)
        return height, height
    first, second = read_pair(value, "from, to")
    heights = to_metres(first, unit), to_metres(second, unit)
    return min(heights), max(heights)


def read_heading(value: object, info: ValidationInfo) -> float:
    """A heading in degrees clockwise from up-the-page, 0 to 360."""
    return to_heading(value, frame_of(info).north)


def read_pan(value: object, info: ValidationInfo) -> tuple[float, float] | None:
    """The stops of a turning camera; None: they are a whole turn apart."""
    first, second = read_pair(value, "from, to")
    start, end = read_heading(first, info), read_heading(second, info)
    if is_number(first) and is_number(second) and abs(float(str(second)) - float(str(first))) >= 360:
        return None
    if start == end:
        raise wrong("the two stops are equal", "Leave pan out if the camera turns all the way round.")
    return start, end


def read_tilt(value: object) -> tuple[float, ...]:
    """One tilt, or the two stops of a PTZ in order."""
    if not isinstance(value, list):
        return (to_degrees(value, -90, 90),)
    first, second = read_pair(value, "from, to")
    return tuple(sorted((to_degrees(first, -90, 90), to_degrees(second, -90, 90))))


def read_fov(value: object) -> tuple[float, float | None]:
    """Horizontal angle, and vertical where it is given."""
    first, second = read_pair(value, "horizontal, vertical") if isinstance(value, list) else (value, None)
    across = _field(first)
    return across, None if second is None else _field(second)


def _field(value: object) -> float:
    degrees = to_degrees(value, 0, 360)
    if degrees == 0:
        raise wrong("a field of view is more than 0 degrees")
    return degrees


def read_count(value: object) -> int:
    """A whole number from 0."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000:
        return int(value)
    raise wrong(f"a whole number was expected, not {show(value)}")


def read_pixels(value: object) -> tuple[int, int]:
    """Two whole numbers of pixels, each more than 0."""
    across, down = read_pair(value, "across, down")
    pixels = read_count(across), read_count(down)
    if min(pixels) == 0:
        raise wrong("a picture has more than 0 pixels")
    return pixels


def read_presets(value: object) -> int:
    """How many presets there are: a number, or a list of them."""
    return len(value) if isinstance(value, list) else read_count(value)


def read_zoom(value: object) -> float:
    """How many times a lens draws nearer: 1 or more."""
    if isinstance(value, int | float) and is_number(value) and 1 <= value <= 1000:
        return float(value)
    raise wrong(f"{show(value)} is no zoom", "Write how many times, e.g. 25.")
