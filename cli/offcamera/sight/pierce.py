"""Which room edges an opening goes through (design 2 and 3.1; cases 1, 23)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import shapely

from offcamera.sight.facing import OVERLAP, Faces, Facing, Frames, nearest_faces
from offcamera.sight.flat import join_lines, next_in_ring, places_of, points_from, stretches_of
from offcamera.sight.floor import Floats, HoleShape, Ints, Notes, lines_of
from offcamera.units import COINCIDENT, MATCHING, REACH


@dataclass(frozen=True, slots=True)
class Edges:
    """All edges of all rings: room, number of the ring, both ends (n, 2); the room is on the left."""

    room: Ints
    ring: Ints
    start: Floats
    end: Floats

    @property
    def ends(self) -> Floats:
        """Both ends of each edge (n, 2, 2)."""
        return np.stack([self.start, self.end], axis=1)


def list_edges(rooms: Sequence[Sequence[Floats]]) -> Edges:
    """List the edges of rings that run with their room on the left (outlines ccw, holes cw)."""
    corners, ring = join_lines([ring for rings in rooms for ring in rings])
    room = np.repeat(np.arange(len(rooms)), [len(rings) for rings in rooms])
    return Edges(room[ring], ring, corners, corners[next_in_ring(ring)])


@dataclass(frozen=True, slots=True)
class Cuts:
    """Stretches of holes on the edges of rooms, in the order of the holes: both ends of each (n, 2)."""

    hole: Ints
    edge: Ints
    start: Floats
    end: Floats

    @property
    def ends(self) -> Floats:
        """Both ends of each stretch (n, 2, 2)."""
        return np.stack([self.start, self.end], axis=1)


def pierce(holes: Sequence[HoleShape], edges: Edges, more: Sequence[Floats], notes: Notes) -> Cuts:
    """The stretches of room edges that each hole goes through.

    ``more`` are lines (n, 2) that end or cross at openings: a stretch is cut there too, so that both sides
    of it have the same corners. A hole that nothing faces has none: it may lie on a free wall.
    """
    frames = _frames_of(holes)
    facing = _faces_near(frames, holes, edges)
    frame, ends = _part(frames, facing, _crossings(edges, np.unique(facing.edge), more))
    faces = nearest_faces(facing, frame, ends.mean(axis=1))
    gap = np.array([hole.between is not None for hole in holes], dtype=bool)[frames.hole[frame]]
    wanted = faces.counted >= np.where(gap, 2, 1)
    frame, ends, faces = frame[wanted], ends[wanted], faces.only(wanted)
    _doubt(frames.hole[frame], faces.only(~gap[wanted]), ~gap[wanted], notes)
    return _cut(frames, facing, frame, ends, faces)


def _frames_of(holes: Sequence[HoleShape]) -> Frames:
    lines, hole = stretches_of([h.line for h in holes])
    way = lines[:, 1] - lines[:, 0]
    width = np.array([hypot(x, y) for x, y in way.tolist()])
    return Frames(hole, lines[:, 0], way / width[:, None], width)


def _faces_near(frames: Frames, holes: Sequence[HoleShape], edges: Edges) -> Facing:
    """The edges within reach that run along a stretch; for the gap between two rooms only theirs."""
    tree = shapely.STRtree(lines_of(edges.ends))
    far = frames.point(np.arange(len(frames.hole)), frames.width, np.zeros(len(frames.hole)))
    lines = lines_of(np.stack([frames.start, far], axis=1))
    frame, edge = tree.query(lines, predicate="dwithin", distance=REACH)
    between = np.array([h.between or (-1, -1) for h in holes]).reshape(-1, 2)[frames.hole[frame]]
    mine = (between[:, 0] < 0) | (between == edges.room[edge][:, None]).any(axis=1)
    order = np.lexsort((edge[mine], frame[mine]))
    frame, edge = frame[mine][order], edge[mine][order]
    places = [frames.place(frame, corners[edge]) for corners in (edges.start, edges.end)]
    t, s = (np.stack(pair, axis=1) for pair in zip(*places, strict=True))
    return Facing(frame, edge, t, s, edges.ends[edge]).along(frames.width)


def _crossings(edges: Edges, wanted: Ints, more: Sequence[Floats]) -> tuple[Ints, Floats]:
    """Where other lines end on, or cross, the wanted edges: their numbers in order, and the places (n, 2)."""
    if not more or not len(wanted):
        return np.empty(0, dtype=np.intp), np.empty((0, 2))
    ends = stretches_of(more)[0]
    lines, mine = lines_of(ends), lines_of(edges.ends[wanted])
    k, m = shapely.STRtree(lines).query(mine, predicate="dwithin", distance=MATCHING)
    points, pair = shapely.get_coordinates(shapely.intersection(mine[k], lines[m]), return_index=True)
    tips, twice = ends[m].reshape(-1, 2), np.repeat(np.arange(len(k)), 2)
    near = shapely.distance(points_from(tips), mine[k[twice]]) < MATCHING
    points, pair = np.concatenate([points, tips[near]]), np.concatenate([pair, twice[near]])
    order = np.argsort(k[pair], kind="stable")
    return wanted[k[pair]][order], points[order]


def _part(frames: Frames, facing: Facing, crossing: tuple[Ints, Floats]) -> tuple[Ints, Floats]:
    """The stretches parted wherever an edge ends or a line crosses: frame, and both ends along it (n, 2)."""
    edge, places = crossing
    f, c = places_of(facing.edge, edge)
    crossed = frames.place(facing.frame[f], places[c])[0]
    frame, t = np.concatenate([np.repeat(facing.frame, 2), facing.frame[f]]), np.append(facing.t, crossed)
    inner = (t > COINCIDENT) & (t < frames.width[frame] - COINCIDENT)
    every = np.arange(len(frames.hole))
    frame = np.concatenate([every, frame[inner], every])
    t = np.concatenate([np.zeros(len(every)), t[inner], frames.width])
    order = np.lexsort((t, frame))
    frame, t = frame[order], t[order]
    new = np.append(True, (np.diff(t) > COINCIDENT) | (np.diff(frame) != 0))[: len(t)]
    frame, t = frame[new], t[new]
    on = np.flatnonzero(frame[1:] == frame[:-1])
    return frame[on], np.stack([t[on], t[on + 1]], axis=1)


def _doubt(hole: Ints, faces: Faces, of_opening: Ints, notes: Notes) -> None:
    """Note an opening that lies off its wall, or that goes through an uncommonly thick one (case 1, 23)."""
    off = np.where(faces.is_within, 0.0, faces.least_offset)
    thick = np.where(faces.counted == 2, faces.apart, 0.0)
    for h, away, apart in zip(hole[of_opening].tolist(), off.tolist(), thick.tolist(), strict=True):
        if away > 5 * COINCIDENT:
            notes.add("opening-off-wall", ("hole", h), distance=round(away, 3))
        if apart > REACH / 2 + COINCIDENT:
            notes.add("thick-wall", ("hole", h), thickness=round(apart, 3))


def _cut(frames: Frames, facing: Facing, frame: Ints, ends: Floats, faces: Faces) -> Cuts:
    """The near and the far face of each stretch; a wall of no thickness gives the same corners to both."""
    both = faces.counted == 2
    gaps = [facing.offset(faces.ahead, t) - facing.offset(faces.behind, t) for t in ends.T]
    thin = both & np.all([(g >= -OVERLAP) & (g <= MATCHING) for g in gaps], axis=0)
    row = np.repeat(np.arange(len(frame)), 2)
    face = np.stack([faces.behind, faces.ahead], axis=1).ravel()
    on = np.where(thin[row], faces.behind[row], face)
    row, face, on = row[face >= 0], face[face >= 0], on[face >= 0]
    corners = [_corners(frames, facing, frame[row], t, facing.offset(on, t)) for t in ends[row].T]
    return Cuts(frames.hole[frame[row]], facing.edge[face], *corners)


def _corners(frames: Frames, facing: Facing, frame: Ints, t: Floats, s: Floats) -> Floats:
    """The places t and s; the corner of a room that lies there, so that both sides share it bit for bit."""
    points = frames.point(frame, t, s)
    row, f = places_of(frame, facing.frame)
    row, f, end = np.repeat(row, 2), np.repeat(f, 2), np.tile([0, 1], len(f))
    near = np.abs(facing.t[f, end] - t[row]) <= COINCIDENT
    row, corners = row[near], facing.corners[f[near], end[near]]
    away = np.hypot(*(corners - points[row]).T)
    order = np.lexsort((away, row))
    first = order[np.unique(row[order], return_index=True)[1]]
    first = first[away[first] <= MATCHING]
    points[row[first]] = corners[first]
    return points
