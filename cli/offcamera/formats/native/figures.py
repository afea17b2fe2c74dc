"""Lengths, headings and angles as people write them: 3.6 m, 12' 6", 135, NE."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from pydantic_core import PydanticCustomError

from offcamera.source import written
from offcamera.units import length_units, metres_per

#: A coordinate or length beyond this is no building (m).
FARTHEST = 100_000.0

_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_METRIC = re.compile(rf"([-+]?{_NUMBER})[ ]*(m|cm|mm|)")
_IMPERIAL = re.compile(
    rf"([-+]?)[ ]*(?:({_NUMBER})[ ]*(?:'|ft\.?|feet|foot))?[ ]*-?[ ]*"
    rf"(?:({_NUMBER})?[ ]*([0-9]+/[1-9][0-9]*)?[ ]*(\"|in\.?|inch|inches)?)"
)
_COMMA = re.compile(r"[0-9],[0-9]")
_MARKS = str.maketrans({"′": "'", "’": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "−": "-", "\u00a0": " "})
_LONGEST_TEXT = 40
_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")

#: Where in the value (path below it), what is wrong, what to do.
Told = tuple[tuple[str | int, ...], str, str]


def wrong(says: str, hint: str = "") -> PydanticCustomError:
    """What pydantic is told about one wrong value."""
    return all_wrong([((), says, hint)])


def all_wrong(told: Sequence[Told]) -> PydanticCustomError:
    """What pydantic is told about a value with several wrong parts."""
    return PydanticCustomError("said", "{says}", {"says": told[0][1], "told": list(told)})


def show(value: object) -> str:
    """A wrong value as a message names it: short, and never a whole list."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = written(value) if isinstance(value, int | float) else str(value)
    text = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text


def is_number(value: object) -> bool:
    """Whether a value is a figure; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def to_metres(value: object, unit: str) -> float:
    """A length in metres, from a number in the file's ``unit`` or a text with its own.

    Raises PydanticCustomError when it is no length, or beyond 100 km.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        metres = value * metres_per(unit)
    elif isinstance(value, str):
        metres = _read_text(value, unit)
    else:
        raise wrong(f"a length was expected, not {show(value)}")
    if not -FARTHEST <= metres <= FARTHEST:
        raise wrong(f"{show(value)} lies beyond 100 km", "Check the units of the file.")
    return float(metres)


def _read_text(said: str, unit: str) -> float:
    text = said.translate(_MARKS).replace("''", '"').strip().lower()
    if _COMMA.search(text):
        raise wrong(f"{show(said)} has a comma", f'Write "{text.replace(",", ".")}", with a point.')
    if len(text) <= _LONGEST_TEXT:
        if match := _METRIC.fullmatch(text):
            return float(match[1]) * metres_per(match[2] or unit)
        if (match := _IMPERIAL.fullmatch(text)) and (match[2] or match[5]):
            return _feet_and_inches(match)
    units = ", ".join(length_units())
    raise wrong(f"{show(said)} is no length", f"Write a number, or one with its unit: {units}, 12' 6\".")


def _feet_and_inches(match: re.Match[str]) -> float:
    inches = float(match[3] or 0) + float(Fraction(match[4] or 0))
    if match[5] and not (match[3] or match[4]):
        raise wrong(f"{show(match[0])} is no length")
    metres = float(match[2] or 0) * metres_per("ft") + inches * metres_per("in")
    return -metres if match[1] == "-" else metres


def to_degrees(value: object, low: float, high: float) -> float:
    """An angle in degrees from ``low`` to ``high``; raises PydanticCustomError."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise wrong(f"an angle in degrees was expected, not {show(value)}")
    if not low <= value <= high:
        raise wrong(f"{show(value)} is not from {low:g} to {high:g} degrees")
    return float(value)


def to_heading(value: object, north: float) -> float:
    """A heading from 0 to 360 clockwise from up-the-page; compass points count from ``north``."""
    if isinstance(value, str):
        point = value.strip().upper()
        if point not in _POINTS:
            raise wrong(
                f"{show(value)} is no heading", "Write degrees clockwise from up-the-page, or N, NE, E …"
            )
        return (_POINTS.index(point) * 22.5 + north) % 360.0
    return to_degrees(value, -360.0, 360.0) % 360.0
