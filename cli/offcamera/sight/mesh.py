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

from offcamera.sight.bands import Bands
from offcamera.sight.cells import close, cut_rings, find_cells, nest_rings
from offcamera.sight.flat import join_lines, places_of, points_from, polygons_from, split_like, stretches_of
from offcamera.sight.floor import (
    OPEN,
    Floats,
    Floor,
    HoleShape,
    Ints,
    Notes,
    RoomShape,
    Shapes,
    SolidShape,
    WallShape,
)
from offcamera.sight.marks import Marks
from offcamera.sight.net import SAME, WALL, Net, count_owned_twice, cross, weave
from offcamera.sight.parting import Faces, part_cells, rooms_of_faces
from offcamera.sight.pierce import Cuts, Edges, list_edges, pierce
from offcamera.sight.stitch import stitch
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
        k, face = self.face_tree.query(points_from(places), predicate="dwithin", distance=4 * SAME)
        pair, near = places_of(face, self.face)
        k = k[pair]
        corners = self.vertices[self.corners[near]] - places[k][:, None]
        a, b, c = corners.transpose(1, 0, 2)
        inside = (cross(a, b) >= 0) & (cross(b, c) >= 0) & (cross(c, a) >= 0)
        # On the line of a triangle without area every cross product is zero, however far away.
        inside &= ((corners.min(axis=1) <= 0) & (corners.max(axis=1) >= 0)).all(axis=1)
        return k[inside], near[inside]


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
    near = _clear_rooms(_recentre(floor, origin), notes)
    edges = list_edges([[] if r.outdoor else r.rings for r in near.rooms])
    holes = [*near.holes, *_join_holes(near)]
    lines = [w.line for w in near.walls] + [close(s.ring) for s in near.solids]
    lines += [close(ring) for r in near.rooms if r.outdoor for ring in r.rings]
    cuts = pierce(holes, edges, lines, notes)
    polygons = cut_rings([r.rings for r in near.rooms], edges, cuts)
    cells = find_cells(polygons, near, notes)
    faces = part_cells(cells, near, holes, cuts.ends, notes)
    marks = _mark(faces, near, holes, cuts, notes)
    stretches = _stretches(cuts, edges)
    met: dict[int, set[int]] = {h: set() for h in range(len(holes))}
    for s in stretches:
        met[s.hole].add(s.room)
    rooms_at_holes = {h: tuple(sorted(rooms)) for h, rooms in met.items()}
    return _assemble(faces, marks, (float(origin[0]), float(origin[1])), rooms_at_holes, stretches)


def _centre(floor: Floor) -> Floats:
    points = np.concatenate([*(ring for r in floor.rooms for ring in r.rings), floor.devices])
    middle: Floats = np.round(points.mean(axis=0)) if len(points) else np.zeros(2)
    return middle


def _recentre(floor: Floor, origin: Floats) -> Floor:
    lines = [ring for r in floor.rooms for ring in r.rings] + [h.line for h in floor.holes]
    lines += [w.line for w in floor.walls] + [s.ring for s in floor.solids]
    moved = iter(split_like(join_lines(lines)[0] - origin, lines))
    return replace(
        floor,
        rooms=tuple(RoomShape(tuple(next(moved) for _ in r.rings), r.outdoor, r.floor) for r in floor.rooms),
        holes=tuple(HoleShape(next(moved), h.bands, h.between) for h in floor.holes),
        walls=tuple(WallShape(next(moved), w.low, w.high, w.leaf) for w in floor.walls),
        solids=tuple(SolidShape(next(moved), s.low, s.high) for s in floor.solids),
        devices=floor.devices - origin,
        marks=floor.marks - origin,
    )


def _clear_rooms(floor: Floor, notes: Notes) -> Floor:
    """The floor with the corners of its rooms welded, and rooms inside other rooms made holes of these."""
    rooms, moved = weld_rings([r.rings for r in floor.rooms], MATCHING)
    if moved > MATCHING / 2:
        notes.add("corners-welded", moved=round(moved, 4))
    rooms = nest_rings(rooms, [not r.outdoor for r in floor.rooms], notes)
    pairs = zip(floor.rooms, rooms, strict=True)
    return replace(floor, rooms=tuple(RoomShape(tuple(rings), r.outdoor, r.floor) for r, rings in pairs))


def _join_holes(floor: Floor) -> list[HoleShape]:
    """Gaps between rooms without a wall between them: every edge of one, as far as it faces the other."""
    holes = []
    for a, b in floor.joins:
        if floor.rooms[a].outdoor or floor.rooms[b].outdoor:
            continue
        lines = stretches_of([close(ring) for ring in floor.rooms[a].rings])[0]
        holes += [HoleShape(line, OPEN, between=(a, b)) for line in lines]
    return holes


def _stretches(cuts: Cuts, edges: Edges) -> tuple[Stretch, ...]:
    numbers = zip(cuts.hole.tolist(), edges.room[cuts.edge].tolist(), cuts.ends.tolist(), strict=True)
    return tuple(Stretch(h, r, (ax, ay), (bx, by)) for h, r, ((ax, ay), (bx, by)) in numbers)


def _mark(faces: Faces, floor: Floor, holes: Sequence[HoleShape], cuts: Cuts, notes: Notes) -> Marks:
    """Triangles of all faces, and what lies on their edges.

    Nearly always both sides of every opening have the same corners at once; where one was lost, the cells
    are stitched along the openings and triangulated again.
    """
    marks = Marks(weave(faces.polygons, faces.cell), floor, holes, cuts)
    lost = marks.lost()
    if lost:
        marks = Marks(weave(stitch(faces.polygons, cuts.ends), faces.cell), floor, holes, cuts)
        lost = marks.lost()
    twice = count_owned_twice(marks.net)
    if twice:
        notes.add("edge-owned-twice", edges=float(twice))
    for h, length in lost.items():
        if not holes[h].between:
            notes.add("portal-lost", ("hole", h), length=round(length, 3))
    marks.doubt_loose(notes)
    return marks


def _assemble(
    faces: Faces,
    marks: Marks,
    origin: tuple[float, float],
    rooms_at_holes: dict[int, tuple[int, ...]],
    stretches: tuple[Stretch, ...],
) -> Mesh:
    net, floor = marks.net, marks.floor
    shut, bands = marks.judge()
    beyond = np.where(shut | (net.twins == WALL), WALL, net.twins // 3).reshape(-1, 3)
    room, sets = rooms_of_faces(faces, floor)
    return Mesh(
        origin=origin,
        vertices=net.vertices,
        corners=net.corners,
        beyond=beyond,
        twins=net.twins,
        bands={(e // 3, e % 3): several for e, several in bands.items()},
        room=room[net.face],
        room_sets=sets,
        face=net.face,
        faces=net.polygons,
        face_tree=shapely.STRtree(net.polygons),
        face_room=room,
        solids=_solids_of(net, floor),
        tops=tuple(s.high for s in floor.solids),
        bases=tuple(s.low for s in floor.solids),
        rooms_at_holes=rooms_at_holes,
        stretches=stretches,
    )


def _solids_of(net: Net, floor: Floor) -> dict[int, tuple[int, ...]]:
    """The solids over which each triangle lies, where there are any: those over the middle of its face."""
    if not floor.solids:
        return {}
    face, middles = net.middles_of_faces()
    solids = polygons_from([[s.ring] for s in floor.solids])
    f, s = shapely.STRtree(solids).query(points_from(middles), predicate="covered_by")
    over: dict[int, tuple[int, ...]] = {}
    for f_, s_ in sorted(zip(face[f].tolist(), s.tolist(), strict=True)):
        over[f_] = (*over.get(f_, ()), s_)
    under = np.flatnonzero(np.isin(net.face, face[f]))
    return {t: over[f_] for t, f_ in zip(under.tolist(), net.face[under].tolist(), strict=True)}
