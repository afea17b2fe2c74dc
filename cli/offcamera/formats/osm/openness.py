"""Which edges that two areas share are no wall.

Simple Indoor Tagging draws every area by its outline, and says by ``indoor`` what the outline is: a room is
surrounded by walls, a corridor or an area is not by its own account (OpenStreetMap wiki, Simple Indoor
Tagging). So an edge that a room shares with anything is a wall: the room's. Between two areas, an area and
a corridor, or two corridors nobody drew a wall, and a wall that is not there must not hide anything from a
camera: the edge is open. A wall that is drawn there as ``indoor=wall`` still blocks, by itself. Two
corridors with a door between them are the one exception, since a door needs a wall to hang in. An area that
lies inside another one draws the edge alone, so it alone decides. Every edge taken for open is told: for
reading signs it may be a wall after all.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from offcamera.formats.osm.door import Joined
from offcamera.formats.osm.room import Area
from offcamera.model.place import Doubt, Ref
from offcamera.units import MATCHING

#: An edge shorter than this (m) is a corner.
LEAST_EDGE = 0.05


def find_open_edges(
    areas: Sequence[Area], joined: Sequence[Joined], doubts: list[Doubt]
) -> dict[Ref, list[str]]:
    """For each area of one level the ids of those to which it has no wall."""
    doors = {
        frozenset(one.rooms) for one in joined if any(opening.kind == "door" for opening in one.openings)
    }
    opens: dict[Ref, list[str]] = {}
    for one, other in _neighbours(areas):
        if not _is_open(one, other, frozenset((one.ref, other.ref)) in doors):
            continue
        length = _shared_length(one, other)
        if length >= LEAST_EDGE:
            opens.setdefault(one.ref, []).append(other.ref.id)
            opens.setdefault(other.ref, []).append(one.ref.id)
            about = (one.ref, other.ref)
            doubts.append(
                Doubt("edge-taken-for-open", about, one.thing.place, "note", {"length": round(length, 2)})
            )
    return opens


def _neighbours(areas: Sequence[Area]) -> list[tuple[Area, Area]]:
    """Pairs of areas that meet, less those of two rooms side by side."""
    shapes = [area.polygon for area in areas]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=MATCHING)
    pairs = sorted((i, j) for i, j in zip(first.tolist(), second.tolist(), strict=True) if i < j)
    return [(areas[i], areas[j]) for i, j in pairs if {areas[i].edges, areas[j].edges} != {"room"}]


def _is_open(one: Area, other: Area, has_door: bool) -> bool:
    inner, outer = sorted((one, other), key=lambda area: area.drawn.area)
    if outer.drawn.buffer(MATCHING).contains(inner.drawn):
        return inner.edges != "room"
    if "room" in (one.edges, other.edges):
        return False
    return "area" in (one.edges, other.edges) or not has_door


def _shared_length(one: Area, other: Area) -> float:
    near = other.polygon.boundary.buffer(MATCHING, cap_style="flat")
    return float(one.polygon.boundary.intersection(near).length)
