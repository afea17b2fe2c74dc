"""A slow second opinion on signs and walks, without a line of the kernel's code.

Legible: point by point, the ball and the angle in space, and rays to the centre and the corners of the print.
Walks: a grid over rooms and aprons, flooded from where people come. The flood is asked twice: *strict*, where
it goes only where a walker surely can, and *loose*, where it goes wherever he perhaps can. Lengths in metres.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.model.place import Point
from offcamera.model.plan import Level
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Room, Wall
from sight.oracle import (
    NEAR,
    OFF_THE_WALL,
    Band,
    Bools,
    Edge,
    Faces,
    Floats,
    along,
    crossings,
    cut_up,
    distance_to_lines,
    in_ring,
    in_room,
    opaque_faces,
    pierced_parts,
    room_edges,
    shared_open,
    sides,
    solid_band,
)

#: Two heights nearer than this are a tie (m).
TIE = 0.001
#: Half a person turned sideways, how near to what is seen one is seen (m); case 9.
SHOULDER, WATCHED = 0.15, 0.25
#: Open air narrower than this is the inside of a wall, and no ground (m); case 12.
MASONRY = 0.7
#: A gap that holds no disc of this width is the inside of a wall, and a sign drawn in it hangs at most so far
#: from where it is drawn (m); cases 12 and 25.
WALL_GAP, FARTHEST_HUNG = 0.6, 0.3
#: A stretch in the open air longer than this is no throat of a wall (m).
THROUGH_A_WALL = 1.3


# --- reading ----------------------------------------------------------------------------------------------


def as_read(level: Level) -> Level:
    """The level as readers see it: any leaf, and any glazing not said to be clear, hides (case 10)."""
    return replace(level, openings=tuple(map(_for_readers, level.openings)))


def _for_readers(opening: Opening) -> Opening:
    if opening.kind == "door":
        return replace(opening, glazing="opaque", pane=None)
    if opening.kind == "window" and opening.glazing != "clear":
        return replace(opening, glazing="opaque", pane=None, fixed=True)
    return opening


def normal_of(facing: float) -> Floats:
    """The unit vector of a heading (degrees clockwise from +y)."""
    return np.array([math.sin(math.radians(facing)), math.cos(math.radians(facing))])


def hangs_at(level: Level, sign: Sign, facing: float) -> list[Point]:
    """Where a face may hang: as drawn, or, drawn on a wall or within one, off it on the side it faces.

    Some millimetres off it: how many is nowhere said (case 25). A sign within a wall that has no side within
    0.3 m where it looks hangs nowhere, and no more does one that faces within ten degrees of its wall's line.
    Where a centimetre decides whether it hangs within a wall, it may hang as drawn too.
    """
    pairs = [(e.start, e.end) for e in room_edges(level)] + [s for w in level.walls for s in pairwise(w.line)]
    lines = np.array(pairs, dtype=float).reshape(-1, 4)
    near = np.flatnonzero(distance_to_lines(lines, np.array([sign.at]))[0] <= TIE)
    if not len(near):
        widest = gap_at(level, sign.at)
        within = off_the_faces(level, sign.at, facing) if widest < WALL_GAP / 2 else []
        return within if widest < WALL_GAP / 2 - 0.015 else [*within, sign.at]
    x0, y0, x1, y1 = lines[near[0]]
    square = np.array([y1 - y0, x0 - x1]) / math.hypot(x1 - x0, y1 - y0)
    towards = float(square @ normal_of(facing))
    if abs(towards) < math.sin(math.radians(10)):
        return []
    way = square * math.copysign(1.0, towards)
    return [(sign.at[0] + d * way[0], sign.at[1] + d * way[1]) for d in OFF_THE_WALL]


def gap_at(level: Level, at: Point) -> float:
    """Radius (m, at most 0.3) of the widest disc out of all indoor rooms that holds a place (case 12).

    Discs are tried about places a centimetre apart; openings and free walls narrow no gap. In a room: 0.3 m.
    """
    rooms = [r for r in level.rooms if not r.outdoor]
    if not rooms or any(in_room(r, np.array([at]))[0] for r in level.rooms):
        return WALL_GAP / 2
    t = np.linspace(-WALL_GAP / 2, WALL_GAP / 2, 61)
    middles = np.array(at) + np.column_stack([a.ravel() for a in np.meshgrid(t, t)])
    edges = np.array([s for r in rooms for ring in (r.polygon, *r.holes) for s in sides(ring)])
    indoors = np.logical_or.reduce([in_room(r, middles) for r in rooms])
    clear = np.where(indoors, 0.0, distance_to_lines(edges.reshape(-1, 4), middles).min(axis=1))
    holds = np.hypot(*(middles - at).T) <= clear
    return float(np.minimum(clear[holds], WALL_GAP / 2).max(initial=0.0))


def off_the_faces(level: Level, at: Point, facing: float) -> list[Point]:
    """Some millimetres inside the room whose edge is the nearest ahead of a place within a wall."""
    found: list[tuple[float, Floats, Floats]] = []
    for room in (r for r in level.rooms if not r.outdoor):
        ring = shapely.Polygon(room.polygon, room.holes).boundary
        foot = np.array(ring.interpolate(ring.project(shapely.Point(at))).coords[0])
        way = foot - np.array(at)
        off = float(np.hypot(*way))
        if 0.0 < off <= FARTHEST_HUNG and way @ normal_of(facing) > off * math.sin(math.radians(10)):
            found.append((off, foot, way / off))
    least = min((off for off, _, _ in found), default=0.0)
    return [
        (float(foot[0] + d * way[0]), float(foot[1] + d * way[1]))
        for off, foot, way in found
        if off <= least + TIE
        for d in OFF_THE_WALL
    ]


def facings_of(sign: Sign) -> list[float]:
    """The ways that a sign's printed faces look; none where the plan does not say."""
    if sign.facing is None:
        return []
    both = sign.double_sided or sign.on == "both-sides"
    return [sign.facing, sign.facing + 180.0] if both else [sign.facing]


@dataclass(frozen=True, slots=True)
class Reader:
    """How a sign is read: from how far head-on (m), off which angle (degrees), at which eye height (m)."""

    distance: float
    angle: float
    eye: float


class Legible:
    """From where the signs of a level can be read, place by place."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self.faces: Faces = opaque_faces(as_read(level), "shut")

    def surely(self, sign: Sign, reader: Reader, points: Floats) -> Bools:
        """Places that read some face of a sign, and so do eight places 2 mm around, wherever it hangs."""
        out = np.zeros(len(points), dtype=bool)
        for facing in facings_of(sign):
            spots = hangs_at(self.level, sign, facing)
            if spots:
                read = [self._around(sign, s, facing, reader, points, -NEAR).all(axis=1) for s in spots]
                out |= np.all(read, axis=0)
        return out

    def perhaps(self, sign: Sign, reader: Reader, points: Floats) -> Bools:
        """Places of which the oracle will not say that no face can be read there or 2 mm beside."""
        out = np.zeros(len(points), dtype=bool)
        for facing in facings_of(sign):
            for spot in hangs_at(self.level, sign, facing):
                out |= self._around(sign, spot, facing, reader, points, NEAR).any(axis=1)
        return out

    def _around(
        self, sign: Sign, spot: Point, facing: float, reader: Reader, points: Floats, slack: float
    ) -> Bools:
        angles = np.arange(8) * math.tau / 8
        ring = NEAR * np.column_stack([np.cos(angles), np.sin(angles)])
        around = (points[:, None, :] + np.vstack([np.zeros((1, 2)), ring])).reshape(-1, 2)
        near = in_ball(sign, spot, facing, reader, around, slack)
        clear = np.zeros(len(around), dtype=bool)
        clear[near] = self._clear(sign, spot, facing, reader.eye, around[near], slack)
        return clear.reshape(-1, 9)

    def _clear(
        self, sign: Sign, spot: Point, facing: float, eye: float, points: Floats, slack: float
    ) -> Bools:
        """Sight to the centre and to the four corners of the print."""
        assert sign.height is not None
        width, tall = sign.size or (0.0, 0.0)
        n = normal_of(facing)
        side = np.array([n[1], -n[0]]) * width / 2
        marks = [(np.array(spot), sign.height)]
        marks += [(np.array(spot) + a * side, sign.height + b * tall / 2) for a in (-1, 1) for b in (-1, 1)]
        out = np.ones(len(points), dtype=bool)
        for obstacle in self.level.obstacles:
            low, high = solid_band(obstacle, self.level)
            if low + slack <= eye <= high - slack:
                out &= ~in_ring(obstacle.polygon, points)
        for at, height in marks:
            out[out] = ~self._hidden(at, height, eye, points[out], slack)
        return out

    def _hidden(self, at: Floats, height: float, eye: float, points: Floats, slack: float) -> Bools:
        t = crossings(self.faces.start, self.faces.end, (float(at[0]), float(at[1])), points)
        z = height + (eye - height) * t
        with np.errstate(invalid="ignore"):
            met = (z >= self.faces.low + slack) & (z <= self.faces.high - slack)
        return np.asarray(met.any(axis=1))


def in_ball(
    sign: Sign, spot: Point, facing: float, reader: Reader, points: Floats, slack: float = 0.0
) -> Bools:
    """|P − S|² ≤ d0 · n·(P − S), and n·(P − S) ≥ |P − S| cos(angle), in space (design 3.3; case 26)."""
    assert sign.height is not None
    off = points - np.array(spot)
    ahead = off @ normal_of(facing)
    far = np.sqrt((off**2).sum(axis=1) + (reader.eye - sign.height) ** 2)
    ball = far**2 - reader.distance * ahead <= slack * reader.distance
    return np.asarray(ball & (ahead >= far * math.cos(math.radians(reader.angle)) - slack))


def over_the_air(level: Level, at: Point, points: Floats) -> Floats:
    """Longest stretch in open air (m) that the way from a sign to each place leaves into an indoor room."""
    t = np.linspace(0.004, 1.0, 250)
    way = np.array(at) + t[:, None, None] * (points - np.array(at))
    inside = np.zeros((len(t), len(points)), dtype=bool)
    for room in (r for r in level.rooms if not r.outdoor):
        inside |= in_room(room, way.reshape(-1, 2)).reshape(inside.shape)
    longest, run = np.zeros(len(points)), np.zeros(len(points))
    step = np.hypot(*(points - np.array(at)).T) * (t[1] - t[0])
    for row in inside:
        longest = np.maximum(longest, np.where(row, run, 0.0))
        run = np.where(row, 0.0, run + step)
    return longest


# --- what is walked through, and what is not ---------------------------------------------------------------


def stands_in_the_way(thing: Wall | Obstacle) -> bool:
    """Neither stepped over (0.3 m) nor walked under (2 m); case 36."""
    return thing.base < 2.0 and (thing.height is None or thing.height > 0.3)


@dataclass(frozen=True, slots=True)
class Gate:
    """A part of a room's edge that one walks through, and by which opening (None: open along it)."""

    room: Room
    start: Point
    end: Point
    opening: Opening | None

    @property
    def middle(self) -> Point:
        return (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2


def gates_and_walls(level: Level) -> tuple[list[Gate], Floats]:
    """Where one walks through the edges of rooms, and the lines (m, 4) that no one walks through."""
    edges, gates, walls = list(room_edges(level)), [], []
    doors = [o for o in level.openings if o.kind != "window" and not is_fire_exit(o, edges, level)]
    for edge in edges:
        found: list[tuple[Band, Opening | None]] = [
            (part, None) for other in edges for part in shared_open(edge, other)
        ]
        found += [(part, door) for door in doors for part in pierced_parts(door, edge, level)]
        gates += [Gate(edge.room, *_ends(edge, part), door) for part, door in found]
        for part in cut_up([part for part, _ in found]):
            middle = (part[0] + part[1]) / 2
            if not any(a < middle < b for (a, b), _ in found):
                walls.append((*along(edge.start, edge.end, part[0]), *along(edge.start, edge.end, part[1])))
    for wall in level.walls:
        if stands_in_the_way(wall):
            walls += [(*p, *q) for p, q in pairwise(wall.line)]
    for obstacle in level.obstacles:
        if stands_in_the_way(obstacle):
            walls += [(*p, *q) for p, q in sides(obstacle.polygon)]
    return gates, np.array(walls, dtype=float).reshape(-1, 4)


def is_fire_exit(opening: Opening, edges: Sequence[Edge], level: Level) -> bool:
    """An outer door by which, as the plan says, nobody comes in."""
    if opening.entrance is not False:
        return False
    return len({e.room.id for e in edges if list(pierced_parts(opening, e, level))}) == 1


def _ends(edge: Edge, part: Band) -> tuple[Point, Point]:
    return along(edge.start, edge.end, part[0]), along(edge.start, edge.end, part[1])


def outer_gates(gates: Sequence[Gate]) -> list[Gate]:
    """The gates of openings onto which one indoor room alone has an edge, each a way in (case 3)."""
    rooms: dict[str, set[str]] = {}
    for gate in gates:
        if gate.opening is not None:
            rooms.setdefault(gate.opening.id, set()).add(gate.room.id)
    return [
        g
        for g in gates
        if g.opening is not None and len(rooms[g.opening.id]) == 1 and g.opening.entrance is not False
    ]


# --- the grid ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a walk: which signs warn (areas, plan, m), what cameras capture, and which notice."""

    notice: BaseGeometry
    captured: BaseGeometry  #: by the cameras asked about
    before: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """The cells of a grid: clear to walk, free of a notice too, where a notice comes too late, from, to."""

    clear: Bools
    free: Bools
    late: Bools
    starts: Bools
    goal: Bools


class Grid:
    """A level as a grid of places for walkers of one kind; ``radii`` (m) of the aprons by opening."""

    def __init__(self, level: Level, who: str, radii: Mapping[str, float], pitch: float = 0.05) -> None:
        self.level, self.who, self.radii, self.pitch = level, who, radii, pitch
        self.gates, self.walls = gates_and_walls(level)
        corners = np.array([p for room in level.rooms for p in room.polygon])
        reach = max([0.5, *radii.values()]) + 0.3
        low, high = corners.min(axis=0) - reach, corners.max(axis=0) + reach
        self.low = low
        self.shape = tuple(int(n) for n in np.ceil((high - low) / pitch))
        i, j = np.meshgrid(np.arange(self.shape[0]), np.arange(self.shape[1]), indexing="ij")
        self.points: Floats = low + pitch * (np.column_stack([i.ravel(), j.ravel()]) + 0.5)

    def enters(self, room: Room) -> bool:
        """Whether these walkers enter a room: access that is not said is public (case 28)."""
        access = room.access or "public"
        return self.who == "all" or access == "public" or (self.who == "staff" and access == "staff")

    @cached_property
    def regions(self) -> list[Bools]:
        """The rooms and aprons that these walkers enter, each by its cells."""
        rooms = [self.room_cells(r) for r in self.level.rooms if self.enters(r)]
        return [*rooms, *(cells for _, cells in self.aprons)]

    def room_cells(self, room: Room) -> Bools:
        """The cells whose middle lies in a room."""
        box = shapely.Polygon(room.polygon).bounds
        near = np.flatnonzero(
            ((self.points >= np.array(box[:2])) & (self.points <= np.array(box[2:]))).all(axis=1)
        )
        cells = np.zeros(len(self.points), dtype=bool)
        cells[near] = in_room(room, self.points[near])
        return cells

    @cached_property
    def air(self) -> Bools:
        """Outside, and outdoor rooms that these walkers enter."""
        closed = [self.room_cells(r) for r in self.level.rooms if not (r.outdoor and self.enters(r))]
        free: Bools = ~np.logical_or.reduce(closed)
        return self.spread(self._eroded(free, MASONRY / 2), MASONRY / 2, within=free)

    @cached_property
    def aprons(self) -> list[tuple[Gate, Bools]]:
        """The open air within its radius of each way in, the part joined to it (case 32)."""
        found = []
        for gate in outer_gates(self.gates):
            if gate.opening is None or gate.opening.id not in self.radii or not self.enters(gate.room):
                continue
            far = np.hypot(*(self.points - gate.middle).T)
            near = self.air & (far <= self.radii[gate.opening.id])
            by_door = near & self._near(np.array([[*gate.start, *gate.end]]), 1.5 * self.pitch)
            found.append((gate, self.flood(by_door, near)))
        return found

    @cached_property
    def _doors(self) -> dict[str, BaseGeometry]:
        """The floor of each door in a thick wall."""
        hulls: dict[str, list[BaseGeometry]] = {}
        for a, b in combinations(self.gates, 2):
            if a.opening is not None and a.opening is b.opening and a.room is not b.room:
                hull = shapely.MultiPoint([a.start, a.end, b.start, b.end]).convex_hull
                hulls.setdefault(a.opening.id, []).append(hull)
        return {name: shapely.union_all(several) for name, several in hulls.items()}

    @cached_property
    def throats(self) -> Bools:
        """The cells in doors in thick walls."""
        return np.logical_or.reduce(
            [np.zeros(len(self.points), bool), *map(self.inside, self._doors.values())]
        )

    @cached_property
    def jambs(self) -> Floats:
        """The sides of doors in thick walls (m, 4): who walks through steps not into the wall."""
        gates = shapely.union_all([shapely.LineString([g.start, g.end]) for g in self.gates]).buffer(1e-6)
        sides = shapely.union_all([d.boundary for d in self._doors.values() if d.area > 0]).difference(gates)
        lines = [s for part in shapely.get_parts(sides) for s in pairwise(shapely.get_coordinates(part))]
        return np.array(lines, dtype=float).reshape(-1, 4)

    @cached_property
    def floor(self) -> Bools:
        """Every cell of a room, a throat or an apron, whatever stands near."""
        cells: Bools = np.logical_or.reduce([*self.regions, self.throats])
        return cells

    def inside(self, shape: BaseGeometry) -> Bools:
        """The cells whose middle lies in a shape (plan, m)."""
        cells = np.zeros(len(self.points), dtype=bool)
        if shape.is_empty:
            return cells
        x0, y0, x1, y1 = shape.bounds
        near = np.flatnonzero(
            (self.points[:, 0] >= x0)
            & (self.points[:, 0] <= x1)
            & (self.points[:, 1] >= y0)
            & (self.points[:, 1] <= y1)
        )
        shapely.prepare(shape)
        cells[near] = shapely.contains_xy(shape, self.points[near])
        return cells

    def _near(self, lines: Floats, distance: float) -> Bools:
        """The cells nearer than a distance to one of some lines (m, 4)."""
        cells = np.zeros(self.shape, dtype=bool)
        places = self.points.reshape(*self.shape, 2)
        for line in lines:
            a, b = (line.reshape(2, 2).min(axis=0), line.reshape(2, 2).max(axis=0))
            i0, j0 = np.maximum(((a - distance - self.low) / self.pitch).astype(int) - 1, 0)
            i1, j1 = np.maximum(((b + distance - self.low) / self.pitch).astype(int) + 2, 0)
            part = places[i0:i1, j0:j1]
            if part.size:
                off = distance_to_lines(line.reshape(1, 4), part.reshape(-1, 2))[:, 0]
                cells[i0:i1, j0:j1] |= (off < distance).reshape(part.shape[:2])
        return cells.ravel()

    def clear_floor(self, shoulder: float, *, strict: bool) -> Bools:
        """The floor that is at least so far from what stands in the way (``strict``: from jambs too)."""
        blocked = self._near(np.vstack([self.walls, self.jambs]) if strict else self.walls, shoulder)
        for obstacle in self.level.obstacles:
            if stands_in_the_way(obstacle):
                blocked |= self.inside(shapely.Polygon(obstacle.polygon))
        return self.floor & ~blocked

    @cached_property
    def middles(self) -> Bools:
        """Cells by the middle lines of doors, which no narrowness closes (case 9)."""
        lines = []
        for gate in self.gates:
            a, b = np.array(gate.start), np.array(gate.end)
            u = (b - a) / max(math.hypot(*(b - a)), 1e-9)
            across = 2.2 * SHOULDER * np.array([-u[1], u[0]])
            lines.append([*((a + b) / 2 - across), *((a + b) / 2 + across)])
        return self._near(np.array(lines).reshape(-1, 4), self.pitch) & self.floor

    def spread(self, cells: Bools, radius: float, *, within: Bools | None = None) -> Bools:
        """The cells within a radius of some cells."""
        grid, out = cells.reshape(self.shape), np.zeros(self.shape, dtype=bool)
        k = int(radius / self.pitch + 1e-9)
        for i in range(-k, k + 1):
            for j in range(-k, k + 1):
                if math.hypot(i, j) * self.pitch <= radius + 1e-9:
                    out |= shifted(grid, i, j)
        return out.ravel() if within is None else out.ravel() & within

    def flood(self, start: Bools, free: Bools, *, corners: bool = False) -> Bools:
        """The free cells that one reaches from some of them, over sides or over corners too."""
        rim = np.zeros(self.shape, dtype=bool)
        rim[1:-1, 1:-1] = True
        open_cells = free & rim.ravel()
        n = self.shape[1]
        steps = np.array([1, -1, n, -n] + ([n + 1, n - 1, 1 - n, -n - 1] if corners else []))
        reached = start & open_cells
        edge = np.flatnonzero(reached)
        while len(edge):
            on = np.unique((edge[:, None] + steps).ravel())
            edge = on[open_cells[on] & ~reached[on]]
            reached[edge] = True
        return reached

    def starts(self, clear: Bools, *, strict: bool) -> Bools:
        """Where walks begin: the edge of each apron, or its part farthest from the door; rooms of entry."""
        out = np.zeros(len(self.points), dtype=bool)
        for gate, cells in self.aprons:
            assert gate.opening is not None
            ground = cells & clear
            far = np.hypot(*(self.points - gate.middle).T)
            radius = self.radii[gate.opening.id]
            edge = ground & (far >= radius - (0.03 if strict else 0.05 + self.pitch))
            if edge.any():
                out |= edge
            elif ground.any() and not strict:
                out |= ground & (far >= far[ground].max() - 0.5 - 2 * self.pitch)
            elif ground.any() and far[ground].max() < radius - 0.3:
                last = self.points[np.flatnonzero(ground)[np.argmax(far[ground])]]
                out |= ground & (np.hypot(*(self.points - last).T) <= 0.4)
        for room in self.level.rooms:
            if room.entrance and self.enters(room):
                out |= self.room_cells(room) & clear
        return out

    def reaches(self, asked: Asked, *, strict: bool, growth: float = 0.0) -> Bools:
        """The watched cells that the flood reaches without a notice (``growth``: of the signs' reach, m)."""
        field = self.field(asked, strict=strict, growth=growth)
        return self.flood(field.starts, field.free, corners=not strict) & field.goal

    def field(self, asked: Asked, *, strict: bool, growth: float = 0.0) -> Field:
        """What a flood needs for what is asked: where it goes, from where, and to where."""
        h = self.pitch
        shoulder = SHOULDER + 0.01 if strict else SHOULDER - 0.005 - 0.75 * h
        clear = self.clear_floor(shoulder, strict=strict)
        clear = clear if strict else clear | self.middles
        watched = self._watched(asked.captured, clear, strict=strict)
        signed = self.inside(asked.notice.buffer(growth + (1.2 * h if strict else -1.2 * h)))
        late = np.zeros_like(clear)
        if asked.before:
            late = self._eroded(watched, 2 * h) if strict else self.spread(watched, 2 * h)
        goal = self._eroded(watched, 0.05 + 1.5 * h) if strict else watched
        return Field(clear, clear & ~(signed & ~late), late, self.starts(clear, strict=strict), goal)

    def _watched(self, captured: BaseGeometry, clear: Bools, *, strict: bool) -> Bools:
        """The floor within 0.25 m of what is captured on the same side of every wall (case 9)."""
        if not strict:
            return self.inside(captured.buffer(WATCHED + 2 * self.pitch)) & clear
        seen = self.inside(captured)
        out = np.zeros(len(self.points), dtype=bool)
        for region in self.regions:
            if (seen & region).any():
                out |= self.spread(seen & region, WATCHED - self.pitch, within=region)
        return out & clear

    def _eroded(self, cells: Bools, radius: float) -> Bools:
        return ~self.spread(~cells, radius)


def shifted(grid: Bools, i: int, j: int) -> Bools:
    """A grid moved by so many cells, what comes in from beyond its edge being false."""
    out = np.zeros_like(grid)
    n, m = grid.shape
    if abs(i) < n and abs(j) < m:
        out[max(i, 0) : n + min(i, 0), max(j, 0) : m + min(j, 0)] = grid[
            max(-i, 0) : n + min(-i, 0), max(-j, 0) : m + min(-j, 0)
        ]
    return out


# --- walkers ----------------------------------------------------------------------------------------------


def wander(
    grid: Grid, asked: Asked, goals: Sequence[Point], n: int, steps: int, chance: np.random.Generator
) -> Iterator[Floats]:
    """The places (k, 2) at which some of ``n`` random walkers stand after each step, all unwarned till then.

    Each walks 0.2 m a step, mostly on as before and somewhat towards a goal, never through a wall, never
    nearer to one than a shoulder; whoever touches a notice is out, save (*before*) where he is in view.
    """
    clear = grid.clear_floor(SHOULDER + 0.01, strict=True)
    notice = asked.notice.difference(asked.captured.buffer(-NEAR)) if asked.before else asked.notice
    warned = grid.inside(notice.buffer(grid.pitch))
    shapely.prepare(notice)
    cells = np.flatnonzero(grid.starts(clear, strict=True) & ~warned)
    if not len(cells):
        return
    at = grid.points[chance.choice(cells, n)]
    to = np.array(goals)[chance.integers(len(goals), size=n)]
    way = chance.uniform(0, math.tau, n)
    for _ in range(steps):
        aim = np.arctan2(*(to - at).T[::-1])
        way = np.where(chance.random(n) < 0.12, aim, way) + chance.normal(0, 0.45, n)
        onward = at + 0.2 * np.column_stack([np.cos(way), np.sin(way)])
        middle = (at + onward) / 2
        free = stands(grid, clear, onward) & stands(grid, clear, middle)
        way = np.where(free, way, chance.uniform(0, math.tau, n))
        touched = free & shapely.intersects(notice, shapely.linestrings(np.stack([at, onward], axis=1)))
        at = np.where((free & ~touched)[:, None], onward, at)
        keep = ~touched
        at, to, way, n = at[keep], to[keep], way[keep], int(keep.sum())
        if not n:
            return
        yield at


def stands(grid: Grid, clear: Bools, places: Floats) -> Bools:
    """Whether one stands clear at each place: by the cell that it lies in, all of which must be clear."""
    ij = np.floor((places - grid.low) / grid.pitch).astype(int)
    inside = ((ij >= 1) & (ij < np.array(grid.shape) - 1)).all(axis=1)
    flat = np.where(inside, ij[:, 0] * grid.shape[1] + ij[:, 1], 0)
    return np.asarray(inside & clear[flat])
