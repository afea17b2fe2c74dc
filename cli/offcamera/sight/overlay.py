"""Overlays that do not break: on a grid of a micrometre where exact ones fail on slivers.

GEOS tries a floating overlay first and gives up with a ``TopologyException`` where two lines run within a
rounding of each other; snapped to a grid it always succeeds (GEOS, OverlayNG). A micrometre is a thousandth
of the tolerance for coincidence.
"""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

_GRID = 1e-6  #: m


def common_part(a: BaseGeometry, b: BaseGeometry) -> BaseGeometry:
    """What two shapes have in common."""
    try:
        return a.intersection(b)
    except shapely.GEOSException:
        return shapely.intersection(a.buffer(0), b.buffer(0), grid_size=_GRID)


def less(shape: BaseGeometry, taken: BaseGeometry) -> BaseGeometry:
    """A shape less another."""
    try:
        return shape.difference(taken)
    except shapely.GEOSException:
        return shapely.difference(shape.buffer(0), taken.buffer(0), grid_size=_GRID)
