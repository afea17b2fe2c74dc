"""The walk into view over floor whose notice is read too late, on the ground that the walks of others share.

Where some of the notice does not count for a camera, more floor lies open than for others: that which it
watches itself. Whoever steps on it is in view. So the walk goes over what all notice leaves open, which is
searched once for all cameras, as far as the edge of what is opened, and then over the tiles about that.
"""

from __future__ import annotations

import numpy as np
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Bools
from offcamera.sight.open_floor import Approach, Leg, OpenFloor
from offcamera.sight.overlay import common_part, less, together
from offcamera.sight.reach import Reach

#: What is opened is entered from so near to it (m): pieces are told to a hair.
_EDGE = 0.003


def leg_over_opened(reach: Reach, base: Reach, level: str, goal: BaseGeometry) -> tuple[str, Leg] | None:
    """The shortest leg found from a start into a goal, over what ``base`` leaves open and then ``reach``."""
    common = base.from_starts(level)
    found = [common.leg_to(goal)]
    kept = reach.floors[level].parts.kept
    if kept is not None:
        here = _Opened(reach.floors[level], base.floors[level], kept)
        found.append(_from_edge(here, level, common.leg_to(here.edge), goal))
        begun = [(name, common_part(area, here.area)) for name, area in reach.site.storeys[level].starts]
        found.append(Approach(level, here.floor, begun).leg_to(goal))
    legs = [leg for leg in found if leg]
    return min(legs, key=lambda leg: leg[1].length) if legs else reach.from_starts(level).leg_to(goal)


class _Opened:
    """The floor about what is opened, what of it is, and the edge from which one steps on it."""

    def __init__(self, floor: OpenFloor, base: OpenFloor, kept: Bools) -> None:
        new = np.arange(int(kept.sum()), len(floor.reached))
        parts = floor.parts.only(new[floor.reached[new]])
        self.floor = OpenFloor(parts)
        before = together(base.parts.wide(np.flatnonzero(~kept & base.reached)))
        self.area = less(together(parts.wide(np.arange(len(parts.shapes)))), before)
        self.edge = common_part(before, self.area.buffer(_EDGE, quad_segs=1))


def _from_edge(
    here: _Opened, level: str, begun: tuple[str, Leg] | None, goal: BaseGeometry
) -> tuple[str, Leg] | None:
    """The leg as far as the edge of what is opened, and on from there."""
    if begun is None:
        return None
    name, leg = begun
    onward = Approach(level, here.floor, [(name, Point(leg.points[-1]))]).leg_to(goal)
    return (name, Leg(level, (*leg.points, *onward[1].points[1:]))) if onward else None
