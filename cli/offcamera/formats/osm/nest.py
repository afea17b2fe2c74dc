"""Areas of one level that lie in or over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.formats.osm.outline import LEAST_ROOM, polygons_of
from offcamera.formats.osm.room import Area
from offcamera.model.place import Doubt

#: Overlaps deeper than this (m) are errors, those from the second figure on are told (decided case 24).
DEEP, TOLD = 0.02, 0.005


def cut_nested(areas: Sequence[Area], doubts: list[Doubt]) -> list[Area]:
    """The areas of a level with those cut out that lie wholly inside another (decided case 24).

    A room inside a hall is drawn on top of the hall, not with a hole in it. What overlaps in any other way
    is left as drawn and doubted: both rooms hold the overlap.
    """
    cut = list(areas)
    for one, other, common in overlapping(areas):
        inner, outer = sorted((one, other), key=lambda i: areas[i].drawn.area)
        if _are_alike(areas[inner].drawn, areas[outer].drawn):
            doubts.append(_doubt(areas, (one, other), "outlines-alike", common, "error"))
        elif not _is_inside(areas[inner].drawn, areas[outer].drawn):
            doubts.append(_doubt_overlap(areas, (one, other), common))
        elif rest := _rest(cut[outer].polygon, areas[inner].drawn):
            cut[outer] = replace(cut[outer], polygon=rest)
            doubts.append(_doubt(areas, (inner, outer), "room-inside-room", common, "note"))
        else:
            doubts.append(_doubt(areas, (one, other), "rooms-overlap", common, "error"))
    return cut


def overlapping(areas: Sequence[Area]) -> Iterator[tuple[int, int, BaseGeometry]]:
    """Pairs of areas that overlap by ``TOLD`` or more, with the overlap."""
    shapes = [area.drawn for area in areas]
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    for i, j in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if i < j and not shapes[i].touches(shapes[j]):
            common = shapely.union_all(polygons_of(shapes[i].intersection(shapes[j])))
            if not common.buffer(-TOLD / 2).is_empty:
                yield i, j, common


def _are_alike(one: Polygon, other: Polygon) -> bool:
    return bool(one.symmetric_difference(other).buffer(-DEEP / 2).is_empty)


def _is_inside(inner: Polygon, outer: Polygon) -> bool:
    return bool(inner.difference(outer).buffer(-TOLD / 2).is_empty)


def _rest(outer: Polygon, inner: Polygon) -> Polygon | None:
    """What is left of the outer room, when that is one piece."""
    pieces = [piece for piece in polygons_of(outer.difference(inner)) if piece.area >= LEAST_ROOM]
    return pieces[0] if len(pieces) == 1 else None


def _doubt_overlap(areas: Sequence[Area], pair: tuple[int, int], common: BaseGeometry) -> Doubt:
    deep = not common.buffer(-DEEP / 2).is_empty
    return _doubt(areas, pair, "rooms-overlap", common, "error" if deep else "note")


def _doubt(
    areas: Sequence[Area], pair: tuple[int, int], what: str, common: BaseGeometry, weight: str
) -> Doubt:
    about = tuple(areas[i].ref for i in pair)
    place = areas[pair[0]].thing.place
    figures: dict[str, float | str] = {"area": round(common.area, 3)}
    return Doubt(what, about, place, "error" if weight == "error" else "note", figures)
