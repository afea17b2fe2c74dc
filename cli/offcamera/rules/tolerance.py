"""How far apart two areas may lie before the difference counts (case 38)."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

#: Sides of the polygon that stands for a quarter of a circle where an area is grown.
_QUARTER = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceParams:
    """What does not count: less than ``least_area`` (m²), or than ``least_share`` of the whole (0 to 1).

    Nor what lies within ``within`` (m) of the area that it is held against. The figures are those of case 38.
    """

    least_area: float = 1.0
    least_share: float = 0.05
    within: float = 0.25

    def beyond(self, area: BaseGeometry, bounds: BaseGeometry) -> BaseGeometry:
        """The part of an area that lies outside some bounds, farther than ``within`` from them (m)."""
        if area.is_empty or bounds.is_empty:
            return area
        return shapely.difference(area, shapely.buffer(bounds, self.within, quad_segs=_QUARTER))

    def counts(self, part: float, whole: float) -> bool:
        """Is a part (m²) of a whole (m²) more than both limits let by?"""
        return part > self.least_area and part > self.least_share * whole
