"""Lengths and directions as mappers write them."""

from __future__ import annotations

import re
from math import isfinite

_FEET = re.compile(r"""(?:(\d+(?:\.\d+)?)\s*(?:'|′|ft|feet))?\s*(?:(\d+(?:\.\d+)?)\s*(?:"|″|''|in))?""")
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m|cm|mm|metres?|meters?)?")
_METRES = {"cm": 0.01, "mm": 0.001}
_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_WORDS = {"NORTH": "N", "EAST": "E", "SOUTH": "S", "WEST": "W"}
_DEGREES = re.compile(r"(-?\d+(?:\.\d+)?)\s*°?")
#: Openings and cameras beyond these are mistakes of writing, not figures (m).
_LARGEST = 500.0


def read_length(text: str) -> float | None:
    """Metres of a length tag: ``0.9``, ``0,9 m``, ``90 cm``, ``3'``, ``2'11"``; None when it is none.

    A bare number is metres (OpenStreetMap wiki, Key:width and Map features/Units).
    """
    text = text.strip().lower()
    if match := _NUMBER.fullmatch(text):
        return _sensible(float(match[1].replace(",", ".")) * _METRES.get(match[2] or "m", 1.0))
    match = _FEET.fullmatch(text)
    if match and (match[1] or match[2]):
        return _sensible((float(match[1] or 0) * 12 + float(match[2] or 0)) * 0.0254)
    return None


def _sensible(length: float) -> float | None:
    return round(length, 4) if isfinite(length) and 0 < length <= _LARGEST else None


def read_direction(text: str) -> float | None:
    """Degrees clockwise from north: a figure or a point of the compass; None when it is neither."""
    text = text.strip().upper()
    text = _WORDS.get(text, text)
    if text in _POINTS:
        return _POINTS.index(text) * 22.5
    match = _DEGREES.fullmatch(text)
    return float(match[1]) % 360.0 if match else None


def read_directions(text: str) -> tuple[float | None, ...]:
    """The directions of a list with semicolons, None for each that cannot be read."""
    return tuple(read_direction(part) for part in text.split(";"))
