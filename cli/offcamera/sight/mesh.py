"""The mesh of a level: triangles, their neighbours, and what stands on the edges between them (design 3.7).

Each cell is triangulated alone. A directed edge has one owner and its twin is the edge the other way: an edge
whose twin lies in another cell is a wall, unless an opening lies there. So a wall of no thickness needs no
geometry, and no wall is ever thickened.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import Polygon

from offcamera.sight.bands import Bands
from offcamera.sight.cells import Cell, close, cut_rings, find_cells, nest_rings
from offcamera.sight.floor import OPEN, Floats, Floor, HoleShape, Ints, Notes, Shapes
from offcamera.sight.marks import Marks, pairs_of
from offcamera.sight.net import SAME, WALL, Net, count_owned_twice, cross, find_parting, weave
from offcamera.sight.pierce import Cut, list_edges, pierce
from offcamera.sight.stitch import stitch
from offcamera.sight.subdivide import subdivide_all
from offcamera.sight.triangles import tile
from offcamera.sight.weld import weld_rings
from offcamera.units import MATCHING

__all__ = ["WALL", "Mesh", "Stretch", "build_mesh"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight part of an opening on the edge of a room (mesh's frame, m); gaps follow the openings."""

    hole: int
    room: int
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mesh:
    """Triangles of one level, recentred by ``origin``.

    ``corners`` (n, 3) vertex numbers, counter-clockwise; ``beyond`` (n, 3) the triangle across the edge from
    corner i to i + 1, or WALL; ``twins`` (3n,) for directed edge 3 · triangle + i its opposite, or WALL;
    ``bands`` what is open on edges that are not clear, by (triangle, edge); ``room`` (n,) number of a set in
    ``room_sets``; ``solids`` the solids over which a triangle lies.
    """

    origin: tuple[float, float]
    vertices: Floats
    corners: Ints
    beyond: Ints
    twins: Ints
    bands: dict[tuple[int, int], Bands]
    room: Ints
    room_sets: tuple[tuple[int, ...], ...]
    face: Ints  #: number of the face of each triangle, ascending
    faces: Shapes  #: the polygons that the triangles part
    face_tree: shapely.STRtree
    face_room: Ints  #: number of the room set of each face
    solids: dict[int, tuple[int, ...]]
    tops: tuple[float, ...]  #: height of each solid (m)
    bases: tuple[float, ...]
    rooms_at_holes: dict[int, tuple[int, ...]]  #: the rooms through whose edges each opening goes
    stretches: tuple[Stretch, ...]  #: where openings and gaps go through the edges of rooms

    def locate(self, x: float, y: float) -> list[int]:
        """Triangles that touch the place (x, y) of the plan, by the same predicate that the light uses."""
        at = np.array([(x - self.origin[0], y - self.origin[1])])
        return [int(t) for t in np.sort(self.touching(at)[1])]

    def touching(self, places: Floats) -> tuple[Ints, Ints]:
        """The triangles that touch places (n, 2; mesh's frame), as pairs of numbers: place, triangle."""
        points = np.atleast_1d(np.asarray(shapely.points(places), dtype=object))
        k, face = self.face_tree.query(points, predicate="dwithin", distance=4 * SAME)
        first, last = (np.searchsorted(self.face, face, side) for side in ("left", "right"))
        k, near = np.repeat(k, last - first), _runs(first, last)
        corners = self.vertices[self.corners[near]] - places[k][:, None]
        a, b, c = corners.transpose(1, 0, 2)
        inside = (cross(a, b) >= 0) & (cross(b, c) >= 0) & (cross(c, a) >= 0)
        # On the line of a triangle without area every cross product is zero, however far away.
        inside &= ((corners.min(axis=1) <= 0) & (corners.max(axis=1) >= 0)).all(axis=1)
        return k[inside], near[inside]


def _runs(first: Ints, last: Ints) -> Ints:
    """The whole numbers from each first up to its last, one run after the other."""
    count = last - first
    return np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)


def build_mesh(floor: Floor, notes: Notes) -> Mesh:
    """Build the mesh of a level and check it; what cannot be right is noted, never a wall in silence."""
    with _uncollected():
        return _build(floor, notes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: of the many small things that are made here none is in one."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


def _build(floor: Floor, notes: Notes) -> Mesh:
    origin = _centre(floor)
    rooms, moved = weld_rings([[ring - origin for ring in r.rings] for r in floor.rooms], MATCHING)
    if moved > MATCHING / 2:
        notes.add("corners-welded", moved=round(moved, 4))
    rooms = nest_rings(rooms, [not r.outdoor for r in floor.rooms], notes)
    near = _recentre(floor, origin, rooms)
    indoor = [[] if r.outdoor else list(r.rings) for r in near.rooms]
    edges = list_edges(indoor)
    holes = [*near.holes, *_join_holes(near)]
    lines = [w.line for w in near.walls] + [close(s.ring) for s in near.solids]
    lines += [close(ring) for r in near.rooms if r.outdoor for ring in r.rings]
    cuts = pierce(holes, edges, lines, notes)
    polygons = cut_rings([r.rings for r in near.rooms], edges, cuts)
    cells = find_cells(polygons, near, notes)
    lines_cut = _cut_lines(cuts)
    faces = _faces(cells, near, holes, [line for _, line in lines_cut], notes)
    mesh = _triangulate(faces, near, holes, lines_cut, notes)
    met = {h: tuple(sorted({int(edges.room[c.edge]) for c in several})) for h, several in enumerate(cuts)}
    stretches = [
        Stretch(h, int(edges.room[c.edge]), c.start, c.end) for h, several in enumerate(cuts) for c in several
    ]
    at = (float(origin[0]), float(origin[1]))
    return replace(mesh, origin=at, rooms_at_holes=met, stretches=tuple(stretches))


def _centre(floor: Floor) -> Floats:
    points = np.concatenate([*(ring for r in floor.rooms for ring in r.rings), floor.devices])
    middle: Floats = np.round(points.mean(axis=0)) if len(points) else np.zeros(2)
    return middle


def _recentre(floor: Floor, origin: Floats, rooms: Sequence[Sequence[Floats]]) -> Floor:
    return replace(
        floor,
        rooms=tuple(replace(r, rings=tuple(rings)) for r, rings in zip(floor.rooms, rooms, strict=True)),
        holes=tuple(replace(h, line=h.line - origin) for h in floor.holes),
        walls=tuple(replace(w, line=w.line - origin) for w in floor.walls),
        solids=tuple(replace(s, ring=s.ring - origin) for s in floor.solids),
        devices=floor.devices - origin,
        marks=floor.marks - origin,
    )


def _join_holes(floor: Floor) -> list[HoleShape]:
    """Gaps between rooms without a wall between them: every edge of one, as far as it faces the other."""
    holes = []
    for a, b in floor.joins:
        if floor.rooms[a].outdoor or floor.rooms[b].outdoor:
            continue
        for ring in map(close, floor.rooms[a].rings):
            holes += [HoleShape(line, OPEN, between=(a, b)) for line in pairs_of(ring)]
    return holes


def _cut_lines(cuts: Sequence[Sequence[Cut]]) -> list[tuple[int, Floats]]:
    return [(h, np.array([c.start, c.end])) for h, several in enumerate(cuts) for c in several]


def _faces(
    cells: list[Cell], floor: Floor, holes: list[HoleShape], stretches: list[Floats], notes: Notes
) -> list[tuple[Polygon, Cell]]:
    """Cells parted along the walls, solids and outlines that run inside them; great ones cut into tiles."""
    lines = [_with_hole_ends(w.line, holes) for w in floor.walls] + [close(s.ring) for s in floor.solids]
    inside = _lines_by_cell(cells, lines, len(floor.walls))
    within = [[*c.lines, *(lines[i] for i in several)] for c, several in zip(cells, inside, strict=True)]
    parted = [k for k, several in enumerate(within) if several]
    subdivided = subdivide_all([cells[k].polygon for k in parted], [within[k] for k in parted])
    known = dict(zip(parted, subdivided, strict=True))
    faces: list[Polygon] = []
    owners: list[Cell] = []
    new = [np.empty((0, 2))]
    for k, cell in enumerate(cells):
        parts, made = (known[k], new[0]) if k in known else tile(cell.polygon)
        _check_area(cell, parts, notes)
        faces += parts
        owners += [cell] * len(parts)
        new.append(made)
    return list(zip(stitch(faces, stretches, np.concatenate(new)), owners, strict=True))


def _check_area(cell: Cell, parts: Sequence[Polygon], notes: Notes) -> None:
    """The faces of a cell must cover it: area is never lost in silence."""
    lost = cell.polygon.area - sum(p.area for p in parts)
    if abs(lost) > 1e-6 * max(1.0, cell.polygon.length):
        notes.add("area-lost", *(("room", r) for r in cell.rooms or ()), area=round(lost, 6))


def _with_hole_ends(line: Floats, holes: list[HoleShape]) -> Floats:
    """A wall's line with the ends of the openings that lie on it as points of it (case 23)."""
    shape = shapely.LineString(line)
    ends = [shapely.Point(end) for h in holes for end in h.line[[0, -1]]]
    ends = [end for end in ends if end.distance(shape) < MATCHING]
    places = sorted({shape.project(end) for end in (*ends, *map(shapely.Point, line))})
    return shapely.get_coordinates([shape.interpolate(t) for t in places]) if ends else line


def _lines_by_cell(cells: list[Cell], lines: list[Floats], walls: int) -> list[list[int]]:
    """The lines that run in each cell or along its edge; of solids only the sides of those that reach in."""
    found: list[list[int]] = [[] for _ in cells]
    if lines and cells:
        shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
        polygons = np.array([c.polygon for c in cells], dtype=object)
        k, i = shapely.STRtree(shapes).query(polygons, predicate="intersects")
        shapely.prepare(polygons)
        air = np.array([c.rooms is None for c in cells])[k]
        held = np.zeros(len(lines), dtype=bool)
        held[i[~air][shapely.covers(polygons[k[~air]], shapes[i[~air]])]] = True
        asked = (i >= walls) & ~(air & held[i])  # what a room holds does not reach out into the open air
        reaches = i < walls
        reaches[asked] = ~shapely.touches(polygons[k[asked]], shapes[i[asked]])
        for cell, line in zip(k[reaches].tolist(), i[reaches].tolist(), strict=True):
            found[cell].append(line)
    return found


def _triangulate(
    faces: list[tuple[Polygon, Cell]],
    floor: Floor,
    holes: list[HoleShape],
    cuts: list[tuple[int, Floats]],
    notes: Notes,
) -> Mesh:
    """Triangles of all faces, and what lies on their edges.

    Nearly always both sides of every opening have the same corners at once; where one was lost, the cells
    are stitched along the openings and triangulated again.
    """
    numbers = {id(c): k for k, c in enumerate({id(c): c for _, c in faces}.values())}
    cells = np.array([numbers[id(c)] for _, c in faces], dtype=np.intp)
    net = weave(np.array([p for p, _ in faces], dtype=object), cells)
    marks = Marks(net, floor, holes, cuts)
    lost = marks.lost(net.twins, cuts)
    if lost:
        net = weave(np.array(stitch(list(net.polygons), [line for _, line in cuts]), dtype=object), cells)
        marks = Marks(net, floor, holes, cuts)
        lost = marks.lost(net.twins, cuts)
    twice = count_owned_twice(net)
    if twice:
        notes.add("edge-owned-twice", edges=float(twice))
    for h, length in lost.items():
        if not holes[h].between:
            notes.add("portal-lost", ("hole", h), length=round(length, 3))
    marks.doubt_loose(cuts, notes)
    beyond, bands = _judge_edges(net, marks)
    room, sets = _rooms_of_faces(faces, floor)
    return Mesh(
        origin=(0.0, 0.0),
        vertices=net.vertices,
        corners=net.corners,
        beyond=beyond,
        twins=net.twins,
        bands=bands,
        room=room[net.face],
        room_sets=sets,
        face=net.face,
        faces=net.polygons,
        face_tree=shapely.STRtree(net.polygons),
        face_room=room,
        solids=_solids_of(net.polygons, net.face, floor),
        tops=tuple(s.high for s in floor.solids),
        bases=tuple(s.low for s in floor.solids),
        rooms_at_holes={},
        stretches=(),
    )


def _judge_edges(net: Net, marks: Marks) -> tuple[Ints, dict[tuple[int, int], Bands]]:
    """What lies across each edge, and through which bands."""
    across = np.where(net.twins == WALL, WALL, net.twins // 3)
    parts = find_parting(net)
    beyond = np.where(parts, WALL, across)
    bands: dict[tuple[int, int], Bands] = {}
    marked = np.array(sorted({*marks.hole, *marks.wall, *marks.solid}), dtype=np.intp)
    marked = marked[net.twins[marked] != WALL]
    known: dict[tuple[object, ...], Bands] = {}  # edges with the same marks are open alike
    clear = np.zeros(len(marked), dtype=bool)
    for i, (e, wall) in enumerate(zip(marked.tolist(), parts[marked].tolist(), strict=True)):
        key = (wall, marks.key(e))
        got = known.get(key)
        if got is None:
            got = known[key] = marks.bands(e, wall=wall)
        clear[i] = bool(got)
        if got and got != OPEN:
            bands[(e // 3, e % 3)] = got
    beyond[marked] = np.where(clear, across[marked], WALL)
    return beyond.reshape(-1, 3), bands


def _rooms_of_faces(
    faces: list[tuple[Polygon, Cell]], floor: Floor
) -> tuple[Ints, tuple[tuple[int, ...], ...]]:
    """The set of rooms that each face belongs to: that of its cell, or looked up where cells hold several."""
    shapes = np.array([Polygon(r.rings[0], r.rings[1:]) for r in floor.rooms], dtype=object)
    sets: dict[tuple[int, ...], int] = {(): 0}
    mine: tuple[int, ...]
    room = np.zeros(len(faces), dtype=np.intp)
    outdoor = [i for i, r in enumerate(floor.rooms) if r.outdoor]
    for f, (polygon, cell) in enumerate(faces):
        candidates = cell.rooms if cell.rooms is not None else outdoor
        if cell.rooms is not None and len(cell.rooms) == 1:
            mine = cell.rooms
        else:
            inner = polygon.representative_point()
            mine = tuple(i for i in candidates if shapes[i].covers(inner))
        room[f] = sets.setdefault(mine, len(sets))
    return room, tuple(sets)


def _solids_of(polygons: Shapes, face: Ints, floor: Floor) -> dict[int, tuple[int, ...]]:
    """The solids over which each triangle lies, where there are any."""
    if not floor.solids:
        return {}
    shapes = np.array([Polygon(s.ring) for s in floor.solids], dtype=object)
    inner = shapely.point_on_surface(polygons)
    over: dict[int, tuple[int, ...]] = {}
    for s, f in shapely.STRtree(inner).query(shapes, predicate="covers").T.tolist():
        over[f] = (*over.get(f, ()), s)
    return {t: over[f] for t, f in enumerate(face.tolist()) if f in over}
