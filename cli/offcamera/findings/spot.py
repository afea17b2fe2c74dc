"""Where the things of a plan are: by that a thing is the same, whatever it is called."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from offcamera.model.place import Point, Ref

#: A thing that moved no farther than this is where it was (m; as far as case 18 lets a place move).
NEAR = 0.10
#: A room or an opening whose size changed by no more than this share is as large as it was.
SIZE_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a thing (m), and its size: area of a room (m²), length of an opening (m), else 0."""

    at: Point
    size: float = 0.0

    def is_near(self, other: Spot) -> bool:
        """Is this where, and as large as, another is? Both ways alike."""
        close = math.dist(self.at, other.at) <= NEAR + 1e-9
        return close and abs(self.size - other.size) <= SIZE_SLACK * max(self.size, other.size) + 1e-9


Spots = Mapping[Ref, Spot]
