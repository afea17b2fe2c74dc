"""A slow second opinion on what a camera sees, point by point, without a line of the kernel's code.

A place is a vertical line (a person's body). The heights of it that lie in the lens's field are one interval;
every opaque face that the plan segment from camera to place crosses hides another; the hidden intervals are
joined, and the place is captured when something of the body is left over. No triangles, no polygons of sight,
no rounding: only crossings of segments. Lengths in metres, plan and height coordinates of the level.

It knows fixed cameras with an ideal lens (or the full circle). What it does not know it refuses.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from offcamera.model.camera import Camera
from offcamera.model.place import Point, Ring
from offcamera.model.plan import Level
from offcamera.model.space import Obstacle, Opening, Room, Wall
from offcamera.units import BODY, COINCIDENT, MATCHING, REACH

Doors = Literal["open", "relied", "shut"]
Band = tuple[float, float]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]

EVERY_HEIGHT: Band = (-math.inf, math.inf)
#: An opening lies on a wall that is no farther than this (case 23).
ON_A_WALL = 0.02
#: Something is left of a body when more than this is (m).
LEFT_OVER = 1e-6
#: Two limits of height nearer than this are a tie, and a tie proves nothing (m).
TIE = 1e-4
#: How far from the edges of drawing, field and shadow the oracle is sure (m).
NEAR = 0.002
#: Distances off its wall at which a camera that was drawn on it is tried (m).
OFF_THE_WALL = (0.001, 0.002, 0.003)


# --- what is opaque ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Faces:
    """Vertical faces: ``start`` and ``end`` (m, 2) in the plan, opaque from ``low`` to ``high`` (m,)."""

    start: Floats
    end: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Edge:
    """A side of a room, its room on the left of the way from ``start`` to ``end``."""

    room: Room
    start: Point
    end: Point


def opaque_faces(level: Level, doors: Doors, sees_over: bool = False) -> Faces:
    """Everything that hides; ``sees_over`` (no camera height): only what reaches from floor to ceiling."""
    rows: list[tuple[Point, Point, Band]] = []
    edges = list(room_edges(level))
    for edge in edges:
        rows += edge_faces(edge, edges, level, doors, sees_over)
    for wall in level.walls:
        rows += wall_faces(wall, level, doors, sees_over)
    for obstacle in level.obstacles:
        band = solid_band(obstacle, level)
        if not sees_over or full_height(band, level):
            rows += [(p, q, band) for p, q in sides(obstacle.polygon)]
    return Faces(
        np.array([r[0] for r in rows], dtype=float).reshape(-1, 2),
        np.array([r[1] for r in rows], dtype=float).reshape(-1, 2),
        np.array([r[2][0] for r in rows], dtype=float),
        np.array([r[2][1] for r in rows], dtype=float),
    )


def room_edges(level: Level) -> Iterator[Edge]:
    """Sides of the indoor rooms: an outdoor room has no walls of its own (case 22)."""
    for room in level.rooms:
        if room.outdoor:
            continue
        for p, q in sides(turned(room.polygon, left=True)):
            yield Edge(room, p, q)
        for hole in room.holes:
            for p, q in sides(turned(hole, left=False)):
                yield Edge(room, p, q)


def edge_faces(
    edge: Edge, edges: Sequence[Edge], level: Level, doors: Doors, sees_over: bool
) -> Iterator[tuple[Point, Point, Band]]:
    gone = [part for other in edges for part in shared_open(edge, other)]
    pierced = [
        (part, clear_bands(opening, doors, level.ceiling))
        for opening in level.openings
        for part in pierced_parts(opening, edge, level)
    ]
    for part in cut_up([*gone, *(p for p, _ in pierced)]):
        middle = (part[0] + part[1]) / 2
        if any(a < middle < b for a, b in gone):
            continue
        clear = [band for (a, b), bands in pierced if a < middle < b for band in bands]
        if sees_over and clear:
            continue
        for band in left_of(EVERY_HEIGHT, clear):
            yield along(edge.start, edge.end, part[0]), along(edge.start, edge.end, part[1]), band


def wall_faces(
    wall: Wall, level: Level, doors: Doors, sees_over: bool
) -> Iterator[tuple[Point, Point, Band]]:
    band = (wall.base, level.ceiling if wall.height is None else wall.height)
    if wall.glazing == "clear" or (sees_over and not full_height(band, level)):
        return
    for p, q in pairwise(wall.line):
        pierced = [
            (part, clear_bands(opening, doors, level.ceiling))
            for opening in level.openings
            for part in lying_parts(opening, p, q)
        ]
        for part in cut_up([part for part, _ in pierced]):
            middle = (part[0] + part[1]) / 2
            clear = [b for (t0, t1), bands in pierced if t0 < middle < t1 for b in bands]
            if sees_over and clear:
                continue
            for left in left_of(band, clear):
                yield along(p, q, part[0]), along(p, q, part[1]), left


def clear_bands(opening: Opening, doors: Doors, ceiling: float) -> list[Band]:
    """Heights that an opening lets sight through (cases 10 and 23)."""
    whole = (opening.sill, ceiling if opening.head is None else opening.head)
    if is_clear(opening) or stands_open(opening, doors):
        return [whole]
    pane = opening.pane
    if pane is None or pane.glazing != "clear":
        return []
    return [(max(pane.sill, whole[0]), min(pane.head, whole[1]))]


def is_clear(opening: Opening) -> bool:
    return (
        opening.kind == "passage"
        or opening.glazing == "clear"
        or (opening.kind == "window" and opening.glazing is None)
    )


def stands_open(opening: Opening, doors: Doors) -> bool:
    if opening.kind == "window" and opening.fixed:
        return False
    return doors == "open" or (doors == "relied" and not opening.self_closing)


def shared_open(edge: Edge, other: Edge) -> list[Band]:
    """Part of ``edge`` along which ``open`` says that there is no wall towards the other room."""
    one, two = edge.room, other.room
    if two.id not in one.open and one.id not in two.open:
        return []
    part = facing_part(edge, other.start, other.end)
    if part is None or abs(part[1]) > MATCHING or not opposed(edge, other):
        return []
    return [part[0]]


def pierced_parts(opening: Opening, edge: Edge, level: Level) -> list[Band]:
    """Parts of an edge that an opening pierces: on the edge, or facing it with no room between."""
    parts: list[Band] = []
    for p, q in pairwise(opening.line):
        found = facing_part(edge, p, q)
        if found is None:
            continue
        part, off = found
        if abs(off) <= ON_A_WALL:
            parts.append(part)
        elif 0 < off <= REACH:
            parts += [
                cut for cut in cut_at_corners(part, edge, level) if nothing_between(cut, edge, p, q, level)
            ]
    return parts


def lying_parts(opening: Opening, start: Point, end: Point) -> list[Band]:
    """Parts of a free wall on which an opening lies: along it, not merely across it."""
    on = Edge(Room(id="", polygon=()), start, end)
    along = [
        pair for pair in pairwise(opening.line) if all(off_line(x, start, end) <= ON_A_WALL for x in pair)
    ]
    return [f[0] for f in (facing_part(on, p, q) for p, q in along) if f is not None]


def off_line(x: Point, start: Point, end: Point) -> float:
    """How far a place lies off the line through two others."""
    e, o = np.array(end) - start, np.array(x) - start
    return abs(float(e[0] * o[1] - e[1] * o[0])) / math.hypot(*e)


def facing_part(edge: Edge, p: Point, q: Point) -> tuple[Band, float] | None:
    """Parts of an edge that an opening pierces: on it, or facing it with no room between."""
    e, o = np.array(edge.end) - edge.start, np.array(q) - p
    length = math.hypot(*e)
    if abs(e @ o) < math.cos(math.radians(30)) * length * math.hypot(*o):
        return None
    t0, t1 = sorted(float((np.array(x) - edge.start) @ e) / length**2 for x in (p, q))
    t0, t1 = max(t0, 0.0), min(t1, 1.0)
    if (t1 - t0) * length < 1e-6:
        return None
    middle = (np.array(p) + q) / 2 - edge.start
    off = float(middle[0] * e[1] - middle[1] * e[0]) / length
    return (t0, t1), off


def opposed(edge: Edge, other: Edge) -> bool:
    return (edge.end[0] - edge.start[0]) * (other.end[0] - other.start[0]) + (edge.end[1] - edge.start[1]) * (
        other.end[1] - other.start[1]
    ) < 0


def cut_at_corners(part: Band, edge: Edge, level: Level) -> list[Band]:
    """A part cut where a room's corner stands square to it: what lies between is the same along each cut."""
    e = np.array(edge.end) - edge.start
    corners = np.array([c for room in level.rooms for ring in (room.polygon, *room.holes) for c in ring])
    ts = np.sort((corners - edge.start) @ e / (e @ e))
    inner = [float(t) for t in ts if part[0] + 1e-9 < t < part[1] - 1e-9]
    marks = [part[0], *inner, part[1]]
    return list(pairwise(marks))


def nothing_between(part: Band, edge: Edge, p: Point, q: Point, level: Level) -> bool:
    """Whether no indoor room lies between the middle of a part of an edge and the opening ``p q``."""
    foot = np.array(along(edge.start, edge.end, (part[0] + part[1]) / 2))
    e = np.array(edge.end) - edge.start
    out = np.array([e[1], -e[0]]) / math.hypot(*e)
    o = np.array(q) - p
    cross = out[0] * o[1] - out[1] * o[0]
    d = np.array(p) - foot
    reach = float(d[0] * o[1] - d[1] * o[0]) / cross
    way = foot + np.linspace(0.02, 0.98, 25)[:, None] * reach * out
    return not any(in_room(room, way).any() for room in level.rooms if not room.outdoor)


def solid_band(obstacle: Obstacle, level: Level) -> Band:
    return obstacle.base, level.ceiling if obstacle.height is None else obstacle.height


def full_height(band: Band, level: Level) -> bool:
    return band[0] <= COINCIDENT and band[1] >= level.ceiling - COINCIDENT


# --- intervals and rings ----------------------------------------------------------------------------------


def cut_up(parts: Iterable[Band]) -> list[Band]:
    """The stretch from 0 to 1 cut at every end of the parts."""
    marks = sorted({0.0, 1.0, *(t for part in parts for t in part)})
    return [(a, b) for a, b in pairwise(marks) if b - a > 1e-12]


def left_of(whole: Band, taken: Iterable[Band]) -> list[Band]:
    """What is left of an interval when others are taken out of it."""
    left, at = [], whole[0]
    for low, high in sorted(taken):
        if low > at:
            left.append((at, min(low, whole[1])))
        at = max(at, high)
    left.append((at, whole[1]))
    return [(a, b) for a, b in left if b > a]


def sides(ring: Ring) -> list[tuple[Point, Point]]:
    return list(zip(ring, (*ring[1:], ring[0]), strict=True))


def turned(ring: Ring, left: bool) -> Ring:
    """The ring, its inside on the left of the way round (or on the right)."""
    area = sum(p[0] * q[1] - p[1] * q[0] for p, q in sides(recentred(ring)))
    return ring if (area > 0) == left else ring[::-1]


def recentred(ring: Ring) -> Ring:
    return tuple((x - ring[0][0], y - ring[0][1]) for x, y in ring)


def along(p: Point, q: Point, t: float) -> Point:
    return (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])) if t < 1 else q


def in_ring(ring: Ring, points: Floats) -> Bools:
    """Even-odd rule: a line to the right crosses the ring an odd number of times; points (n, 2)."""
    odd = np.zeros(len(points), dtype=bool)
    for (x0, y0), (x1, y1) in sides(ring):
        between = (y0 > points[:, 1]) != (y1 > points[:, 1])
        if between.any():
            odd ^= between & (points[:, 0] < x0 + (points[:, 1] - y0) * (x1 - x0) / (y1 - y0))
    return odd


def in_room(room: Room, points: Floats) -> Bools:
    inside = in_ring(room.polygon, points)
    for hole in room.holes:
        inside &= ~in_ring(hole, points)
    return inside


def place_names(level: Level, points: Floats) -> list[str]:
    """The room in which each point lies, or ``outside``."""
    names = ["outside"] * len(points)
    for room in level.rooms:
        for i in np.flatnonzero(in_room(room, points)):
            names[i] = room.id
    return names


# --- the field --------------------------------------------------------------------------------------------


def drops_in_field(camera: Camera, points: Floats) -> tuple[Floats, Floats]:
    """Least and greatest drop d (camera height less body height) in the lens, (n,); none: least > greatest.

    |l| ≤ tan(h/2)·(f cos t + d sin t) and |d cos t − f sin t| ≤ tan(v/2)·(f cos t + d sin t), f forward, l
    sideways, t the tilt (case 5). Without a vertical angle the first alone.
    """
    low, high = np.full(len(points), -math.inf), np.full(len(points), math.inf)
    if camera.heading is None or all_round(camera):
        return low, high
    heading = math.radians(camera.heading)
    off = points - np.array(camera.at)
    f = off @ np.array([math.sin(heading), math.cos(heading)])
    l = off @ np.array([math.cos(heading), -math.sin(heading)])
    if camera.optics.horizontal == 180 or camera.tilt is None:
        return np.where(f >= 0, low, math.inf), high
    c, s = math.cos(math.radians(camera.tilt)), math.sin(math.radians(camera.tilt))
    assert camera.optics.horizontal is not None
    wide = math.tan(math.radians(camera.optics.horizontal) / 2)
    limits = [(-wide * s, wide * f * c - l), (-wide * s, wide * f * c + l)]
    if camera.optics.vertical is not None:
        tall = math.tan(math.radians(camera.optics.vertical) / 2)
        limits += [(c - tall * s, f * (s + tall * c)), (-c - tall * s, f * (tall * c - s))]
    for factor, most in limits:
        narrow(low, high, factor, most)
    return low, high


def narrow(low: Floats, high: Floats, factor: float, most: Floats) -> None:
    """Keep, in place, the drops d with factor · d ≤ most."""
    if abs(factor) < 1e-12:
        low[most < 0] = math.inf
    elif factor > 0:
        np.minimum(high, most / factor, out=high)
    else:
        np.maximum(low, most / factor, out=low)


def all_round(camera: Camera) -> bool:
    """Whether a camera is the full circle (case 8)."""
    h = camera.optics.horizontal
    if camera.kind == "panoramic":
        return not (h == 180 and camera.mount == "wall")
    return h is None or h > 180 or (h == 180 and camera.tilt != 0)


def refuse_unknown(camera: Camera) -> None:
    """Raise ValueError for a camera that the oracle does not understand."""
    h, v = camera.optics.horizontal, camera.optics.vertical
    wide = max(h or 0.0, v or 0.0) > 70 and not camera.optics.ideal
    if camera.kind not in {"fixed", "panoramic"} or camera.view is not None:
        raise ValueError(f"the oracle knows no {camera.kind} camera and no drawn view")
    if wide and not all_round(camera) and camera.heading is not None:
        raise ValueError("the oracle knows no wide lens that bends straight lines")


def no_tilt_blind_drops(camera: Camera, points: Floats) -> Floats:
    """Unknown tilt, |l| ≤ tan(h/2)·√(f² + d²): half the width (n,) of the drops about 0 not in the field."""
    assert camera.heading is not None
    assert camera.optics.horizontal is not None
    heading = math.radians(camera.heading)
    off = points - np.array(camera.at)
    f = off @ np.array([math.sin(heading), math.cos(heading)])
    l = off @ np.array([math.cos(heading), -math.sin(heading)])
    wide = math.tan(math.radians(camera.optics.horizontal) / 2)
    return np.asarray(np.sqrt(np.maximum((l / wide) ** 2 - f**2, 0.0)))


# --- sight ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hidden:
    """Intervals of heights, each hidden at one place: ``row`` of the place, ``low`` and ``high`` (k,)."""

    row: Ints
    low: Floats
    high: Floats


def sees(
    level: Level, camera: Camera, points: Floats, doors: Doors = "open", *, person: Band = BODY
) -> Bools:
    """Whether a camera captures each place; points (n, 2), ``person`` the heights of a body above its floor.

    Raises ValueError for cameras that the oracle does not know.
    """
    return margins(level, camera, points, doors, person=person) > LEFT_OVER


def margins(
    level: Level,
    camera: Camera,
    points: Floats,
    doors: Doors = "open",
    *,
    person: Band = BODY,
    solid: bool = False,
) -> Floats:
    """Longest visible stretch of each body (m); below zero: by how much the hidden stretches overlap.

    ``solid``: a ray into an obstacle's top and out of its base is hidden too, though it meets no side of it.
    """
    refuse_unknown(camera)
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    faces = opaque_faces(level, doors, sees_over=camera.height is None)
    camera = replace(camera, at=mounting(level, camera)[0])
    step = max(1, 1_000_000 // max(1, len(faces.low)))
    out = [np.empty(0)]
    for i in range(0, len(points), step):
        cut = points[i : i + step]
        low, high = standing(level, cut, person)
        hidden = [hidden_by_solid(o, level, camera, cut) for o in level.obstacles if solid]
        out.append(margins_from(level, camera, cut, faces, (low, high), hidden))
    return np.concatenate(out)


def margins_from(
    level: Level,
    camera: Camera,
    points: Floats,
    faces: Faces,
    bodies: tuple[Floats, Floats],
    hidden: list[Hidden],
) -> Floats:
    low, high = bodies
    height = lens_height(level, camera)
    least, greatest = drops_in_field(camera, points)
    hidden = [*hidden, hidden_by_faces(faces, camera.at, height, points)]
    if camera.height is None:
        # Heights of lens and body do not know each other: any drop from a lens at the floor to one at the
        # ceiling (case 5) will do.
        spare = np.minimum(greatest, level.ceiling) - np.maximum(least, -high)
        high = np.where(spare >= 0, high, low + np.minimum(spare, -1.0))
    else:
        low, high = np.maximum(low, height - greatest), np.minimum(high, height - least)
        hidden += [inside_solid(o, level, points) for o in level.obstacles]
    if camera.tilt is None and camera.heading is not None and not all_round(camera):
        hidden.append(blind_without_tilt(level, camera, points))
    out = longest_gap(joined(hidden), low, high)
    if camera.range is not None:
        out[np.hypot(*(points - camera.at).T) > camera.range] = -1.0
    return out


def standing(level: Level, points: Floats, person: Band = BODY) -> tuple[Floats, Floats]:
    """Lowest and highest height of a person at each place, (n,) each; on the room's own floor (case 35)."""
    low, high = np.full(len(points), person[0]), np.full(len(points), person[1])
    for room in level.rooms:
        if room.floor != (0.0, 0.0):
            here = in_room(room, points)
            low[here], high[here] = room.floor[0] + person[0], room.floor[1] + person[1]
    return low, high


def lens_height(level: Level, camera: Camera) -> float:
    """Height of the lens; a camera in an indoor room hangs no higher than its ceiling (case 22)."""
    if camera.height is None:
        return level.ceiling
    at = np.array([camera.at])
    indoors = any(in_room(room, at)[0] for room in level.rooms if not room.outdoor)
    return min(camera.height, level.ceiling) if indoors else camera.height


def hidden_by_faces(faces: Faces, at: Point, height: float, points: Floats) -> Hidden:
    """A face met at the fraction t of the way hides the heights z with low ≤ c + (z − c)·t ≤ high."""
    t = crossings(faces.start, faces.end, at, points)
    row, face = np.nonzero(~np.isnan(t))
    t = t[row, face]
    return Hidden(row, height + (faces.low[face] - height) / t, height + (faces.high[face] - height) / t)


def crossings(start: Floats, end: Floats, at: Point, points: Floats) -> Floats:
    """Fraction of the way from ``at`` to each point at which it meets each segment: (n, m), NaN if not."""
    a, e, p = start - at, end - start, points - at
    across = p[:, :1] * e[:, 1] - p[:, 1:] * e[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (a[:, 0] * e[:, 1] - a[:, 1] * e[:, 0]) / across
        u = (p[:, 1:] * a[:, 0] - p[:, :1] * a[:, 1]) / across
    # A billionth of a metre past each end, so that no ray slips between two walls that meet in a corner.
    slack = 1e-9 / np.maximum(np.hypot(e[:, 0], e[:, 1]), 1e-9)
    met = (t > 0) & (t < 1) & (u >= -slack) & (u <= 1 + slack)
    return np.where(met, t, math.nan)


def inside_solid(obstacle: Obstacle, level: Level, points: Floats) -> Hidden:
    """Whoever stands where an obstacle is, is captured at the heights where it is not (case 36)."""
    row = np.flatnonzero(in_ring(obstacle.polygon, points))
    low, high = solid_band(obstacle, level)
    return Hidden(row, np.full(len(row), low), np.full(len(row), high))


def hidden_by_solid(obstacle: Obstacle, level: Level, camera: Camera, points: Floats) -> Hidden:
    """Heights hidden by the whole of a convex solid, top and base too: met from t0 to t1 of the way."""
    band, height = solid_band(obstacle, level), lens_height(level, camera)
    if camera.height is None or band[0] <= height <= band[1]:
        return Hidden(np.empty(0, np.intp), np.empty(0), np.empty(0))
    ring = np.array(obstacle.polygon)
    t = crossings(ring, np.roll(ring, -1, axis=0), camera.at, points)
    here = in_ring(obstacle.polygon, points)
    row = np.flatnonzero(here | ~np.isnan(t).all(axis=1))
    first = np.fmin.reduce(t[row], axis=1)
    last = np.where(here[row], 1.0, np.fmax.reduce(t[row], axis=1))
    first = np.where(in_ring(obstacle.polygon, np.array([camera.at]))[0] | np.isnan(first), 1e-9, first)
    ends = [height + (z - height) / s for z in band for s in (first, last)]
    return Hidden(row, np.minimum.reduce(ends), np.maximum.reduce(ends))


def blind_without_tilt(level: Level, camera: Camera, points: Floats) -> Hidden:
    half = no_tilt_blind_drops(camera, points)
    row = np.flatnonzero(half > 0)
    if camera.height is None:
        # The largest drop decides: a lens at the ceiling (case 5).
        half = np.where(half > level.ceiling, math.inf, 0.0)
    height = lens_height(level, camera)
    return Hidden(row, height - half[row], height + half[row])


def joined(parts: Sequence[Hidden]) -> Hidden:
    return Hidden(
        np.concatenate([p.row for p in parts]),
        np.concatenate([p.low for p in parts]),
        np.concatenate([p.high for p in parts]),
    )


def longest_gap(hidden: Hidden, low: Floats, high: Floats) -> Floats:
    """Longest stretch from ``low`` to ``high`` (n,) that nothing hidden covers, below zero: none."""
    order = np.lexsort((hidden.low, hidden.row))
    row, start, end = hidden.row[order], hidden.low[order], hidden.high[order]
    best, at = np.full(len(low), -math.inf), low.copy()
    first = np.searchsorted(row, np.arange(len(low)))
    count = np.bincount(row, minlength=len(low))
    for rank in range(int(count.max(initial=0))):
        has = np.flatnonzero(count > rank)
        i = first[has] + rank
        best[has] = np.maximum(best[has], np.minimum(start[i], high[has]) - at[has])
        at[has] = np.maximum(at[has], end[i])
    return np.asarray(np.minimum(np.maximum(best, high - at), high - low))


# --- where the oracle is sure -----------------------------------------------------------------------------


def drawn_lines(level: Level) -> Floats:
    """Every line of the drawing: (m, 4), x0 y0 x1 y1."""
    lines = [s for room in level.rooms for ring in (room.polygon, *room.holes) for s in sides(ring)]
    lines += [s for o in level.obstacles for s in sides(o.polygon)]
    for line in (*(w.line for w in level.walls), *(o.line for o in level.openings)):
        lines += list(pairwise(line))
    return np.array(lines, dtype=float).reshape(-1, 4)


def distance_to_lines(lines: Floats, points: Floats) -> Floats:
    """Distance from each point to each line, (n, m)."""
    a, e = lines[:, :2], lines[:, 2:] - lines[:, :2]
    off = points[:, None, :] - a
    t = np.clip((off * e).sum(-1) / np.maximum((e * e).sum(-1), 1e-18), 0.0, 1.0)
    foot = off - t[..., None] * e
    return np.asarray(np.hypot(foot[..., 0], foot[..., 1]))


def clear_of_edges(level: Level, points: Floats, margin: float = NEAR) -> Bools:
    """Whether each point is farther than ``margin`` from every line of the drawing."""
    lines = drawn_lines(level)
    if not len(lines):
        return np.ones(len(points), dtype=bool)
    cuts = [points[i : i + 20_000] for i in range(0, len(points), 20_000)]
    return np.concatenate(
        [np.empty(0, bool), *(distance_to_lines(lines, c).min(axis=1) > margin for c in cuts)]
    )


def mounting(level: Level, camera: Camera) -> list[Point]:
    """Where a camera may hang: its own place, or, on a wall, some millimetres off it where it looks to.

    Raises ValueError where the heading does not decide the side (case 12).
    """
    edges = [(e.start, e.end) for e in room_edges(level)]
    edges += [s for wall in level.walls for s in pairwise(wall.line)]
    lines = np.array(edges, dtype=float).reshape(-1, 4)
    near = np.flatnonzero(distance_to_lines(lines, np.array([camera.at]))[0] <= COINCIDENT)
    if not len(near):
        return [camera.at]
    x0, y0, x1, y1 = lines[near[0]]
    length = math.hypot(x1 - x0, y1 - y0)
    nx, ny = (y1 - y0) / length, (x0 - x1) / length
    if camera.heading is None:
        raise ValueError("on a wall, and no heading says on which side")
    heading = math.radians(camera.heading)
    towards = nx * math.sin(heading) + ny * math.cos(heading)
    if abs(towards) < math.sin(math.radians(10)):
        raise ValueError("on a wall, and the heading runs along it")
    way = math.copysign(1.0, towards)
    off = (camera.at[0] - x0) * nx + (camera.at[1] - y0) * ny
    return [(camera.at[0] + nx * (way * d - off), camera.at[1] + ny * (way * d - off)) for d in OFF_THE_WALL]


def sure(level: Level, camera: Camera, points: Floats, doors: Doors = "open") -> tuple[Bools, Bools]:
    """What :func:`sees` says of each place, and whether nothing near by, no tie and no reading changes that.

    The second is true where the place and eight neighbours 2 mm around it agree, no limit of height is a tie,
    a camera drawn on a wall says the same from 1, 2 and 3 mm off it, and it makes no difference whether the
    top and base of an obstacle block besides its sides.
    """
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    angles = np.arange(8) * math.tau / 8
    ring = NEAR * np.column_stack([np.cos(angles), np.sin(angles)])
    around = points[:, None, :] + np.vstack([np.zeros((1, 2)), ring])
    answer, certain = None, clear_of_edges(level, points)
    for at in mounting(level, camera):
        moved = replace(camera, at=at)
        margin = margins(level, moved, around.reshape(-1, 2), doors).reshape(-1, 9)
        seen = margin > LEFT_OVER
        answer = seen[:, 0] if answer is None else answer
        certain &= (seen == answer[:, None]).all(axis=1) & (abs(margin) > TIE).all(axis=1)
    if any(o.base > 0 for o in level.obstacles):
        certain &= (margins(level, camera, points, doors, solid=True) > LEFT_OVER) == answer
    assert answer is not None
    return answer, certain
