"""Multipolygon relations: ways joined end to end into outlines, each with the holes in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapely import Polygon

from offcamera.formats.osm.feature import LonLat, Part

_Ways = Sequence[tuple[str, ...]]


def assemble(outer: _Ways, inner: _Ways, located: Mapping[str, LonLat]) -> tuple[Part, ...]:
    """The parts of a multipolygon, each an outline and its holes; none when a ring does not close.

    Ways are joined where they end at the same node, in the order of the relation (OpenStreetMap wiki,
    Relation:multipolygon/Algorithm, ring assignment).
    """
    outlines, holes = join_ways(outer), join_ways(inner)
    if not outlines or holes is None:
        return ()
    rings = [tuple(located[node] for node in ring) for ring in outlines]
    parts: list[list[tuple[LonLat, ...]]] = [[ring] for ring in rings]
    for hole in holes:
        ring = tuple(located[node] for node in hole)
        owner = _outline_of(ring, rings)
        if owner is None:
            return ()
        parts[owner].append(ring)
    return tuple(tuple(part) for part in parts)


def join_ways(ways: _Ways) -> list[tuple[str, ...]] | None:
    """Closed rings of node ids, the first repeated at the end; None when a way is left over."""
    rest = [list(way) for way in ways if way]
    rings = []
    while rest:
        ring = rest.pop(0)
        while ring[0] != ring[-1]:
            found = next((way for way in rest if ring[-1] in (way[0], way[-1])), None)
            if found is None:
                return None
            rest.remove(found)
            ring += found[1:] if found[0] == ring[-1] else found[-2::-1]
        if len(ring) < 4:
            return None
        rings.append(tuple(ring))
    return rings


def _outline_of(hole: Sequence[LonLat], rings: Sequence[Sequence[LonLat]]) -> int | None:
    inside = Polygon(hole).buffer(0).representative_point()
    return next((i for i, ring in enumerate(rings) if Polygon(ring).buffer(0).contains(inside)), None)
