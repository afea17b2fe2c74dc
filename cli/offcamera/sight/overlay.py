"""Overlays that do not break, on a grid of a micrometre where exact ones fail, and the areas in a shape.

GEOS tries a floating overlay first and gives up with a ``TopologyException`` where two lines run within a
rounding of each other; snapped to a grid it always succeeds (GEOS, OverlayNG). A micrometre is a thousandth
of the tolerance for coincidence. A shape that crosses itself is first made whole: no part of it is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Shapes

_GRID = 1e-6  #: m
Ring = tuple[tuple[float, float], ...]


def common_part(a: BaseGeometry, b: BaseGeometry) -> BaseGeometry:
    """What two shapes have in common."""
    try:
        return a.intersection(b)
    except shapely.GEOSException:
        return shapely.intersection(whole(a), whole(b), grid_size=_GRID)


def less(shape: BaseGeometry, taken: BaseGeometry) -> BaseGeometry:
    """A shape less another."""
    try:
        return shape.difference(taken)
    except shapely.GEOSException:
        return shapely.difference(whole(shape), whole(taken), grid_size=_GRID)


def common_parts(some: Shapes, others: Shapes) -> Shapes:
    """What shapes (n,) have in common with others, each with its own."""
    try:
        return np.asarray(shapely.intersection(some, others), dtype=object)
    except shapely.GEOSException:
        return np.array([common_part(a, b) for a, b in zip(some, others, strict=True)], dtype=object)


def less_each(shapes: Shapes, taken: Shapes) -> Shapes:
    """Shapes (n,), each less its own of others."""
    try:
        return np.asarray(shapely.difference(shapes, taken), dtype=object)
    except shapely.GEOSException:
        return np.array([less(a, b) for a, b in zip(shapes, taken, strict=True)], dtype=object)


def together(shapes: Sequence[BaseGeometry] | Shapes) -> BaseGeometry:
    """All that some shapes hold."""
    try:
        return shapely.union_all(shapes)
    except shapely.GEOSException:
        return shapely.union_all([whole(shape) for shape in shapes], grid_size=_GRID)


def grow(shape: BaseGeometry, by: float, limit: float = 5.0) -> BaseGeometry:
    """A shape grown, or shrunk where ``by`` is negative (m), with its corners mitred up to a limit."""
    with np.errstate(divide="ignore", invalid="ignore"):  # where two edges run on there is no mitre
        return shape.buffer(by, join_style="mitre", mitre_limit=limit)


def grow_all(shapes: Shapes, by: float) -> Shapes:
    """Shapes (n,) grown alike."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return shapely.buffer(shapes, by, join_style="mitre")


def areas_in(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape: where two only touched, their overlay is a line or a point."""
    return [p for p in shapely.get_parts(shape) if isinstance(p, Polygon) and p.area > 0]


def whole(shape: BaseGeometry) -> BaseGeometry:
    """A valid shape of the same floor; ``buffer(0)`` would drop one half of a figure of eight.

    Of areas with lines and points among them the areas: GEOS overlays no such mixture.
    """
    if shape.geom_type == "GeometryCollection":
        return shapely.union_all([whole(part) for part in areas_in(shape)])
    if shape.is_valid:
        return shape
    made = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    return whole(made) if made.geom_type == "GeometryCollection" else made


def rings_of(shape: BaseGeometry) -> tuple[Ring, ...]:
    """The outlines of an area cut up so that no piece has a hole: nothing that they do not hold is inside."""
    return tuple(_rings_of(shape))


def _rings_of(shape: BaseGeometry) -> Iterator[Ring]:
    for part in areas_in(shape):
        if not part.interiors:
            yield tuple((float(x), float(y)) for x, y in part.exterior.coords[:-1])
            continue
        left, low, right, high = part.bounds
        at = part.interiors[0].centroid.x  # a cut through a hole opens it
        for half in (shapely.box(left, low, at, high), shapely.box(at, low, right, high)):
            yield from _rings_of(common_part(part, half))
