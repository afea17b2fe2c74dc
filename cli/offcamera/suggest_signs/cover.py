"""The fewest signs of one print that can be read at every point of a line, found greedily.

What a sign covers at most is its ball of reading, which costs nothing to ask; what it really covers, past
walls and leaves, is asked only of the places that come first by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

import numpy as np
import shapely

from offcamera.model.sign import Sign
from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.floor import Bools, Floats
from offcamera.sight.scene.reading import Reading
from offcamera.suggest_signs.spots import Spot

#: Height of the centre of a proposed sign (m): the middle of the sign design guide's 1.4 to 1.7 m.
HEIGHT = 1.55
#: How many signs one line is given at most, and of how many places the real legible area is asked for each.
MOST = 10
_ASKED = 40
#: A point on the edge of a legible area counts, as on the leaf of a shut door (m).
_EDGE = 0.003
#: A place on a post is taken only where it covers so many times more than one on a wall.
_POST = 1.25


@dataclass(frozen=True, slots=True)
class Print:
    """A print that is tried: its name, width and height (m), and the height of its capitals (m)."""

    name: str
    size: tuple[float, float]
    text: float

    def reading_size(self, params: Params) -> float:
        """What is read of it (m): its capitals, or a pictogram of four fifths of its width."""
        return self.text if params.read == "text" else 0.8 * self.size[0]


#: ISO 216 sizes upright, smallest first; capitals as large as a notice of some six lines leaves room for.
PRINTS = (
    Print("A4", (0.210, 0.297), 0.015),
    Print("A3", (0.297, 0.420), 0.022),
    Print("A2", (0.420, 0.594), 0.030),
    Print("A1", (0.594, 0.841), 0.045),
    Print("A0", (0.841, 1.189), 0.060),
)


@dataclass(slots=True)
class Coverer:
    """Covers lines of one site with signs; remembers the legible areas that it has asked for."""

    site: Site
    params: Params
    made: int = 0
    areas: dict[tuple[str, Spot, str], shapely.Geometry] = field(default_factory=dict)

    def cover(
        self, level: str, points: Floats, spots: Sequence[Spot], print_: Print, most: int = MOST
    ) -> list[Sign] | None:
        """The signs that cover all points of a level, or None where no few of them do."""
        left = np.ones(len(points), dtype=bool)
        bounds = [at_most(spot, points, self.params.reading, self.reach(print_)) for spot in spots]
        best_case = max((int(b.sum()) for b in bounds), default=0)
        if best_case * most < len(points) or not np.any(bounds, axis=0).all():
            return None  # not even if nothing stood between
        chosen: list[Sign] = []
        while left.any():
            best = self._best(level, points, left, (spots, bounds), print_) if len(chosen) < most else None
            if best is None:
                return None
            spot, covered = best
            left &= ~covered
            chosen.append(self.sign(level, spot, print_))
        return chosen

    def reach(self, print_: Print) -> float:
        """From how far a print is read head-on (m)."""
        return print_.reading_size(self.params) * self.params.reading.factor

    def _best(
        self,
        level: str,
        points: Floats,
        left: Bools,
        tried: tuple[Sequence[Spot], Sequence[Bools]],
        print_: Print,
    ) -> tuple[Spot, Bools] | None:
        """The place that covers most of what is left: asked in the order of what each could cover at most."""
        spots, bounds = tried
        worth = [_worth(spot, b & left) for spot, b in zip(spots, bounds, strict=True)]
        order: list[int] = np.argsort(-np.array(worth), kind="stable")[:_ASKED].tolist()
        best: tuple[float, Spot, Bools] | None = None
        for i in order:
            if worth[i] < 1 or (best and worth[i] <= best[0]):
                break
            covered = self._covered(level, spots[i], print_, points)
            found = _worth(spots[i], covered & left)
            if found > 0 and (best is None or found > best[0]):
                best = (found, spots[i], covered)
        return None if best is None else (best[1], best[2])

    def _covered(self, level: str, spot: Spot, print_: Print, points: Floats) -> Bools:
        key = (level, spot, print_.name)
        if key not in self.areas:
            sign = self.sign(level, spot, print_)
            area = self.site.walks.notice_of(level, sign, self.params.reading, self.params.walkers)
            self.areas[key] = area.buffer(_EDGE)
        found: Bools = shapely.intersects_xy(self.areas[key], points)
        return found

    def sign(self, level: str, spot: Spot, print_: Print) -> Sign:
        """A sign in a place (plan, m)."""
        dx, dy = self.site.scene.levels[level].mesh.origin
        return Sign(
            id="new",
            at=(round(float(spot[0] + dx), 2), round(float(spot[1] + dy), 2)),
            height=HEIGHT,
            facing=round(spot[2]) % 360,
            size=print_.size,
            text_height=print_.text,
            pictogram=None if self.params.read == "text" else round(print_.reading_size(self.params), 3),
            on=spot[3] if spot[3] == "post" else None,
        )


def _worth(spot: Spot, covered: Bools) -> float:
    """How many points a place covers; one on a post must cover more to be as good."""
    return float(covered.sum()) / (1.0 if spot[3] == "wall" else _POST)


def at_most(spot: Spot, points: Floats, reading: Reading, reach: float) -> Bools:
    """The points from where a sign could be read if nothing stood between (design 3.3)."""
    v = points - np.array(spot[:2])
    ahead = v @ np.array([sin(radians(spot[2])), cos(radians(spot[2]))])
    found = np.ones(len(points), dtype=bool)
    for eye in reading.eyes:
        whole = np.hypot(np.hypot(v[:, 0], v[:, 1]), HEIGHT - eye)
        found &= (ahead * reach >= whole**2) & (ahead >= whole * cos(radians(reading.angle)))
    return found
