"""The floor that cameras watch (case 9), with what is near each camera looked up in trees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.overlay import common_part
from offcamera.units import COINCIDENT

#: A place is watched within this distance of any captured place (m); case 9.
WATCHED = 0.25


class Watch:
    """Who may be in the picture of a camera: whoever stands within 0.25 m of a captured place.

    ``regions`` are rooms and aprons, ``passages`` the floor of doors: what is captured on one side of a wall
    watches nobody on the other. Shapes in m.
    """

    def __init__(
        self, regions: Sequence[BaseGeometry], passages: Sequence[Polygon], floor: BaseGeometry
    ) -> None:
        self._regions = np.array(regions, dtype=object)
        self._passages = np.array(passages, dtype=object)
        self._tree = shapely.STRtree(self._regions)
        self._doors = shapely.STRtree(self._passages)
        self.floor = floor
        self._about = cache(self._with_doors)

    def floor_in(self, captured: BaseGeometry) -> BaseGeometry:
        """The floor that is watched by what captures this."""
        found = []
        for i in sorted(self._tree.query(captured, predicate="intersects").tolist()):
            # What only touches a wall's other side is not seen.
            seen = common_part(captured, self._regions[i]).buffer(-COINCIDENT)
            if seen.area > 0:
                found.append(common_part(seen.buffer(WATCHED), self._about(i)))
        return common_part(self.floor, shapely.union_all(found))

    def _with_doors(self, region: int) -> BaseGeometry:
        """A region with the floor of the doors that are near."""
        shape = self._regions[region]
        near = sorted(self._doors.query(shape, predicate="dwithin", distance=WATCHED).tolist())
        return shapely.union_all([shape, *self._passages[near]])


class Around:
    """What is around a place out of many shapes: their union where they meet it."""

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        self._shapes = np.array(shapes, dtype=object)
        self._tree = shapely.STRtree(self._shapes)

    def at(self, place: BaseGeometry, *more: BaseGeometry) -> BaseGeometry:
        """The union of the shapes that meet a place, and of ``more``."""
        near = sorted(self._tree.query(place, predicate="intersects").tolist())
        return shapely.union_all([*self._shapes[near], *more])
