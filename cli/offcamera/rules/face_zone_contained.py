"""Faces can be read only inside the declared collection area.

The face zone of a camera is where it sees a height of 1.4 to 1.8 m with at least so many pixels per metre;
476 px/m are 30 pixels between the eyes. The collection area is every zone of kind ``collection`` on the level,
and what the camera ``covers``. Pixels, angle or zoom left out: any face that is seen can be read. Cameras that
are said not to recognise faces are not looked at; where it is not said the answer is unknown at worst.

Passes: a gate camera whose face zone ends within the marked area. Fails: one that reads faces in the street.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offcamera.findings.finding import Answer
from offcamera.rules.sighting import Site
from offcamera.rules.tolerance import ToleranceParams

ID = "face-zone-contained"
LOOKS_AT = "camera"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ToleranceParams):
    """``density`` (px/m) from which a face can be read; the others say what does not count."""

    density: float = 476.0
