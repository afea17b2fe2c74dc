"""Cells: the rooms with their openings cut into their edges, and the open air around them (design 3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.sight.flat import next_in_ring, polygons_from
from offcamera.sight.floor import Floats, Floor, Ints, Notes, Shapes
from offcamera.sight.overlay import grow_all, whole
from offcamera.sight.pierce import Cuts, Edges
from offcamera.units import MATCHING

#: A piece of the open air thinner than this is a slip of the drawing (m).
SLIVER = 1e-6
#: Rooms that overlap deeper than this are an error of the drawing (m); case 24.
_DEEP = 0.02


@dataclass(frozen=True, slots=True)
class Cell:
    """A polygon whose edges block; ``rooms`` are those that it is part of, None for the open air.

    ``lines`` (n, 2) run inside it: they part it into faces without blocking by themselves.
    """

    polygon: Polygon
    rooms: tuple[int, ...] | None
    lines: tuple[Floats, ...] = ()


def cut_rings(rooms: Sequence[Sequence[Floats]], edges: Edges, cuts: Cuts) -> Shapes:
    """The rooms as polygons, with the ends of every stretch of opening as corners of their rings."""
    edge = np.concatenate([np.arange(len(edges.ring)), cuts.edge, cuts.edge])
    points = np.concatenate([edges.start, cuts.start, cuts.end])
    order = np.lexsort((((points - edges.start[edge]) ** 2).sum(axis=1), edge))
    points, ring = points[order], edges.ring[edge[order]]
    before = np.empty(len(ring), dtype=np.intp)
    before[next_in_ring(ring)] = np.arange(len(ring))
    is_cut = np.zeros(len(edges.ring), dtype=bool)
    is_cut[edges.ring[cuts.edge]] = True
    new = ~is_cut[ring] | (points != points[before]).any(axis=1)
    points, ring = points[new], ring[new]
    cut = iter(np.split(points, np.flatnonzero(np.diff(ring)) + 1))
    listed = set(edges.room.tolist())
    return polygons_from(
        [[next(cut) for _ in rings] if r in listed else rings for r, rings in enumerate(rooms)]
    )


def find_cells(polygons: Shapes, floor: Floor, notes: Notes) -> list[Cell]:
    """Part the level into cells: rooms, clusters of rooms that overlap, and the open air.

    Rooms that overlap deeper than 2 cm are made one cell: an edge that lies inside another room does not
    block (case 24). A room wholly inside another is a hole of it.
    """
    indoor = [i for i, room in enumerate(floor.rooms) if not room.outdoor]
    shapes: dict[int, BaseGeometry] = {i: polygons[i] for i in indoor}
    for i in (indoor[k] for k in np.flatnonzero(~shapely.is_valid(polygons[indoor]))):
        notes.add("outline-bent", ("room", i))
        shapes[i] = whole(polygons[i])
    clusters = _clusters(shapes, notes)
    cells = [_cluster_cell(shapes, members) for members in clusters]
    return [*(cell for several in cells for cell in several), *_open_air(floor, shapes)]


def nest_rings(rooms: Sequence[Sequence[Floats]], indoor: Sequence[bool], notes: Notes) -> list[list[Floats]]:
    """The rings of all rooms, where a room that lies wholly inside another is a hole of it (case 24)."""
    rings = [list(r) for r in rooms]
    keys = [i for i, yes in enumerate(indoor) if yes]
    geoms = polygons_from([rings[k] for k in keys])
    for k in np.flatnonzero(~shapely.is_valid(geoms)):
        geoms[k] = whole(geoms[k])
    areas, drawn = shapely.area(geoms), geoms.copy()
    inside, around, wide, deep = _overlapping_boxes(geoms)
    # Nothing lies in another room by 99 % whose box does not.
    likely = (areas[inside] < areas[around]) & (wide * deep > 0.98 * areas[inside])
    asked = np.unique(inside[likely])
    shrunk = grow_all(geoms[asked], -MATCHING)
    small, great = shapely.STRtree(geoms).query(shrunk, predicate="within")
    for a, b in zip(asked[small].tolist(), great.tolist(), strict=True):
        common = drawn[a].intersection(drawn[b]).area
        if a != b and areas[a] < areas[b] and common > 0.99 * areas[a]:
            area = round(float(areas[a]), 2)
            notes.add("room-inside-room", ("room", keys[a]), ("room", keys[b]), area=area)
            left = drawn[b].difference(drawn[a])
            if isinstance(left, Polygon) and left.area > 0:
                drawn[b] = left
                rings[keys[b]] = _rings_left_inside(left)
    return rings


def _overlapping_boxes(shapes: Shapes) -> tuple[Ints, Ints, Floats, Floats]:
    """Pairs of shapes, either way round, whose boxes overlap, and the sides of the overlap (m)."""
    a, b = shapely.STRtree(shapes).query(shapes)
    a, b = a[a != b], b[a != b]
    boxes = shapely.bounds(shapes)
    low, high = np.maximum(boxes[a, :2], boxes[b, :2]), np.minimum(boxes[a, 2:], boxes[b, 2:])
    wide, deep = (high - low).T
    return a, b, wide, deep


def _rings_left_inside(polygon: Polygon) -> list[Floats]:
    """Outline counter-clockwise and holes clockwise, so that the room lies on the left."""
    oriented = shapely.orient_polygons(polygon)
    return [shapely.get_coordinates(r)[:-1] for r in (oriented.exterior, *oriented.interiors)]


def _clusters(shapes: dict[int, BaseGeometry], notes: Notes) -> list[list[int]]:
    """Groups of rooms that overlap deeper than 2 cm; most groups are one room."""
    keys = list(shapes)
    geoms = np.array(list(shapes.values()), dtype=object)
    one, other, wide, deep = _overlapping_boxes(geoms)
    # A disc 2 cm wide fits into no overlap that is narrower.
    likely = np.unique(np.append(one, other)[np.tile(np.minimum(wide, deep) > 0.9 * _DEEP, 2)])
    shrunk = grow_all(geoms[likely], -_DEEP / 2)
    pairs = likely[shapely.STRtree(shrunk).query(shrunk, predicate="intersects")]
    leader = {k: k for k in keys}
    for a, b in ((keys[i], keys[j]) for i, j in pairs.T.tolist() if i < j):
        if not shapes[a].intersection(shapes[b]).buffer(-_DEEP / 2).is_empty:
            area = shapes[a].intersection(shapes[b]).area
            notes.add("rooms-overlap", ("room", a), ("room", b), area=round(area, 3))
            _lead(leader, a, b)
    groups: dict[int, list[int]] = {}
    for k in keys:
        groups.setdefault(_leader(leader, k), []).append(k)
    return list(groups.values())


def _leader(leader: dict[int, int], k: int) -> int:
    while leader[k] != k:
        k = leader[k]
    return k


def _lead(leader: dict[int, int], a: int, b: int) -> None:
    leader[_leader(leader, b)] = _leader(leader, a)


def _cluster_cell(shapes: dict[int, BaseGeometry], members: list[int]) -> list[Cell]:
    if len(members) == 1:
        return [Cell(p, (members[0],)) for p in polygons_of(shapes[members[0]])]
    together = shapely.union_all([shapes[m] for m in members])
    lines = tuple(shapely.get_coordinates(ring) for m in members for ring in rings_of(shapes[m]))
    return [Cell(p, tuple(members), lines) for p in polygons_of(together)]


def box_around(floor: Floor) -> BaseGeometry:
    """The box that reaches ``floor.reach`` beyond everything drawn (case 1)."""
    drawn = [ring for room in floor.rooms for ring in room.rings]
    drawn += [w.line for w in floor.walls] + [s.ring for s in floor.solids] + [h.line for h in floor.holes]
    points = np.concatenate([*drawn, floor.devices, floor.marks])
    points = points if len(points) else np.zeros((1, 2))
    (x0, y0), (x1, y1) = points.min(axis=0) - floor.reach, points.max(axis=0) + floor.reach
    box: BaseGeometry = shapely.box(x0, y0, x1, y1)
    return box


def _open_air(floor: Floor, indoor: dict[int, BaseGeometry]) -> list[Cell]:
    """What no indoor room covers, out to the box around everything drawn."""
    box = box_around(floor)
    air = box.difference(shapely.disjoint_subset_union_all(list(indoor.values()))) if indoor else box
    lines = tuple(ring for i, r in enumerate(floor.rooms) if r.outdoor for ring in map(close, r.rings))
    return [Cell(p, None, lines) for p in polygons_of(air)]


def close(ring: Floats) -> Floats:
    """The ring with its first corner again at its end."""
    return np.concatenate([ring, ring[:1]])


def rings_of(shape: BaseGeometry) -> list[BaseGeometry]:
    """Outlines and holes of a polygon or of several."""
    return [ring for p in polygons_of(shape) for ring in (p.exterior, *p.interiors)]


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry that are more than a slip of the drawing."""
    if isinstance(shape, Polygon):
        parts = [shape]
    elif isinstance(shape, MultiPolygon):
        parts = list(shape.geoms)
    else:
        parts = [g for g in getattr(shape, "geoms", ()) if isinstance(g, Polygon)]
    return [p for p in parts if p.area > SLIVER * p.length]
