"""Sizes of signs: a paper size by name (ISO 216), or width and height."""

from __future__ import annotations

from typing import Annotated

from pydantic import ValidationInfo

from offcamera.formats.native.fields import typed
from offcamera.formats.native.figures import show, wrong
from offcamera.formats.native.measures import read_extents

#: Width and height in metres, upright (ISO 216:2007, table 1).
PAPERS = {
    "A0": (0.841, 1.189),
    "A1": (0.594, 0.841),
    "A2": (0.420, 0.594),
    "A3": (0.297, 0.420),
    "A4": (0.210, 0.297),
    "A5": (0.148, 0.210),
    "A6": (0.105, 0.148),
}


def read_size(value: object, info: ValidationInfo) -> tuple[float, float]:
    """Width and height of a print in metres; a paper stands upright unless it says landscape."""
    if not isinstance(value, str):
        return read_extents(value, info)
    name, _, turn = value.strip().partition(" ")
    paper = PAPERS.get(name.upper())
    if paper is None or turn.lower() not in ("", "portrait", "landscape"):
        raise wrong(f"{show(value)} is no size", f"Write [width, height], or one of {', '.join(PAPERS)}.")
    return (paper[1], paper[0]) if turn.lower() == "landscape" else paper


Size = Annotated[tuple[float, float], *typed(read_size, {"type": ["string", "array"]})]
