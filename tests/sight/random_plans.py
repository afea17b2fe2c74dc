"""Random plans of one level, well formed and full of what breaks kernels, the same ones for the same seed.

Drawn square to the axes about the origin, then turned by an odd angle about an odd centre and shifted.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry import Point as Spot
from shapely.geometry.polygon import orient
from shapely.ops import split

from offcamera.model.camera import Camera, Optics
from offcamera.model.place import Point, Ring
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Glazing, Obstacle, Opening, Pane, Room, Wall

Floats = npt.NDArray[np.float64]
Line = tuple[Point, Point]

#: Nothing is drawn nearer than this to what it does not touch: welding (10 mm) must not move it (m).
APART = 0.03
#: Least distance from an opening to a corner where no flag says otherwise (m).
TO_CORNER = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a random plan shall hold; None: let chance decide.

    ``thick``: walls with two faces. ``outside``: courts and notches. ``slanted``: cuts at odd angles.
    ``corners``: openings that end in corners or bound three rooms. ``on_walls``: cameras on room edges.
    ``loose``: free walls and obstacles. ``outdoor``: yards in the gaps. ``raised``: rooms with a floor of
    their own. ``vague``: cameras without tilt, and without height that are tilted or have a
    vertical angle.
    """

    thick: bool | None = None
    outside: bool | None = None
    slanted: bool | None = None
    corners: bool = False
    on_walls: bool = False
    loose: bool = True
    outdoor: bool = True
    raised: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a room's edge, from ``start`` to ``end``, with one neighbour along it (None: none)."""

    room: int
    start: Point
    end: Point
    neighbour: int | None
    touches: tuple[bool, bool]  #: whether its ends are ends of the room's whole edge

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)

    def at(self, distance: float) -> Point:
        t = distance / self.length
        return (
            self.start[0] + t * (self.end[0] - self.start[0]),
            self.start[1] + t * (self.end[1] - self.start[1]),
        )


def random_plan(seed: int, **wishes: bool | None) -> Plan:
    """A plan for ``seed``; ``wishes`` are the fields of :class:`Wishes`."""
    wish = Wishes(**wishes)  # type: ignore[arg-type]  # bool is what its fields take
    chance = random.Random(seed)
    level = Draft(chance, wish).level()
    turn, centre, shift = (
        chance.uniform(0, math.tau),
        (chance.uniform(-9, 9), chance.uniform(-9, 9)),
        (chance.uniform(-300, 300), chance.uniform(-300, 300)),
    )
    return Plan(site=f"random {seed}", file=f"random-{seed}", levels=(moved(level, turn, centre, shift),))


class Draft:
    """A level while it is being drawn."""

    def __init__(self, chance: random.Random, wish: Wishes) -> None:
        self.chance, self.wish = chance, wish
        # Nobody's head goes through the ceiling: the highest floor is 0.6 m.
        self.ceiling = chance.choice([2.7, 3.0, 3.5] if wish.raised else [2.4, 2.7, 3.0, 3.5])
        thick = chance.random() < 0.35 if wish.thick is None else wish.thick
        self.half = round(chance.uniform(0.05, 0.3), 3) if thick else 0.0
        cells, gaps = self.cells()
        self.rings = [shrunk(c, self.half) for c in cells]
        self.gaps = [shrunk(c, self.half) for c in gaps]
        self.opened = self.pairs_without_wall()
        self.stretches = [s for i in range(len(self.rings)) for s in self.stretches_of(i)]
        self.nodes: list[Point] = [c for ring in self.rings for c in ring]
        self.openings: list[Opening] = []
        self.walls: list[Wall] = []
        self.obstacles: list[Obstacle] = []

    def level(self) -> Level:
        self.draw_openings()
        if self.wish.loose:
            self.draw_walls()
            self.draw_obstacles()
        level = Level(
            id="G",
            ceiling=self.ceiling,
            ceiling_said=True,
            rooms=(*self.rooms(), *self.yards()),
            openings=tuple(self.openings),
            walls=tuple(self.walls),
            obstacles=tuple(self.obstacles),
        )
        return replace(level, cameras=tuple(self.cameras(level)))

    # --- rooms

    def cells(self) -> tuple[list[Polygon], list[Polygon]]:
        """Cells of a cut-up rectangle: those that become rooms, and those left out."""
        w, h = self.chance.uniform(7, 24), self.chance.uniform(6, 18)
        slanted = self.chance.random() < 0.3 if self.wish.slanted is None else self.wish.slanted
        cells = [Polygon([(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)])]
        wanted = self.chance.randint(3, 12)
        for _ in range(60):
            if len(cells) >= wanted:
                break
            self.cut_one(cells, slanted)
        some = self.chance.random() < 0.6 if self.wish.outside is None else self.wish.outside
        left_out = self.chance.randint(1, max(1, len(cells) // 4)) if some and len(cells) > 3 else 0
        self.chance.shuffle(cells)
        return cells[left_out:], cells[:left_out]

    def cut_one(self, cells: list[Polygon], slanted: bool) -> None:
        """Cut one cell in two, now and then through a corner that is there already."""
        cell = self.chance.choices(cells, [c.area**1.5 for c in cells])[0]
        x0, y0, x1, y1 = cell.bounds
        across = (x1 - x0 > y1 - y0) != (self.chance.random() < 0.15)
        low, high = (x0, x1) if across else (y0, y1)
        at = low + self.chance.uniform(0.25, 0.75) * (high - low)
        corners = [c[0] if across else c[1] for other in cells for c in other.exterior.coords]
        fitting = [c for c in corners if low + 1.8 < c < high - 1.8]
        if fitting and not slanted and self.chance.random() < 0.35:
            at = self.chance.choice(fitting)
        lean = self.chance.uniform(-0.12, 0.12) * (high - low) if slanted else 0.0
        knife = (
            LineString([(at - lean, y0 - 1), (at + lean, y1 + 1)])
            if across
            else LineString([(x0 - 1, at - lean), (x1 + 1, at + lean)])
        )
        parts = [p for p in split(cell, knife).geoms if isinstance(p, Polygon)]
        corners_apart = all(
            math.dist(p, q) > 0.3 or math.dist(p, q) < 1e-9
            for part in parts
            for p in ring_of(part)
            for other in (*cells, *parts)
            for q in ring_of(other)
        )
        least = 0.8 + self.half
        if len(parts) == 2 and corners_apart and all(not p.buffer(-least).is_empty for p in parts):
            cells.remove(cell)
            cells += parts

    def pairs_without_wall(self) -> set[tuple[int, int]]:
        if self.half:
            return set()
        pairs = {(s.room, s.neighbour) for i in range(len(self.rings)) for s in self.stretches_of(i)}
        real = sorted((i, j) for i, j in pairs if j is not None and i < j)
        return {p for p in real if self.chance.random() < 0.15}

    def rooms(self) -> Iterator[Room]:
        for i, ring in enumerate(self.rings):
            others = tuple(f"r{j}" for a, j in sorted(self.opened) if a == i)
            floor = (0.0, 0.0)
            if self.wish.raised and self.chance.random() < 0.3:
                floor = self.chance.choice([(0.6, 0.6), (0.0, 0.5), (0.3, 0.3)])
            start = self.chance.randrange(len(ring))
            turned_ring = ring[start:] + ring[:start]
            yield Room(
                id=f"r{i}",
                polygon=turned_ring[::-1] if self.chance.random() < 0.3 else turned_ring,
                open=others,
                floor=floor,
            )

    def yards(self) -> Iterator[Room]:
        for i, ring in enumerate(self.gaps):
            if self.wish.outdoor and self.chance.random() < 0.3:
                yield Room(id=f"yard{i}", polygon=ring, outdoor=True)

    # --- stretches

    def stretches_of(self, i: int) -> Iterator[Stretch]:
        """Each edge of a room, cut into the parts that face one neighbour each or none."""
        ring = self.rings[i]
        for p, q in zip(ring, (*ring[1:], ring[0]), strict=True):
            faced = sorted(self.faced(i, p, q))
            at = 0.0
            for t0, t1, j in [*faced, (1.0, 1.0, -1)]:
                if t0 > at + 1e-6:
                    yield self.stretch(i, p, q, (at, t0), None)
                if j >= 0:
                    yield self.stretch(i, p, q, (t0, t1), j)
                at = max(at, t1)

    def stretch(self, i: int, p: Point, q: Point, part: tuple[float, float], j: int | None) -> Stretch:
        def spot(t: float) -> Point:
            if t in (0.0, 1.0):
                return q if t else p
            return (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))

        return Stretch(i, spot(part[0]), spot(part[1]), j, (part[0] == 0.0, part[1] == 1.0))

    def faced(self, i: int, p: Point, q: Point) -> Iterator[tuple[float, float, int]]:
        """Parts of an edge with another room's edge opposite, a wall's thickness away."""
        e = np.array(q) - p
        length = math.hypot(*e)
        for j, ring in enumerate(self.rings):
            for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
                o = np.array(b) - a
                if j == i or e @ o > -0.9999999 * length * math.hypot(*o):
                    continue
                off = ((a[0] - p[0]) * e[1] - (a[1] - p[1]) * e[0]) / length
                t0, t1 = sorted(float((np.array(x) - p) @ e) / length**2 for x in (a, b))
                t0, t1 = max(0.0, t0), min(1.0, t1)
                if abs(off - 2 * self.half) < 1e-6 and (t1 - t0) * length > 1e-6:
                    yield (0.0 if t0 < 1e-9 else t0), (1.0 if t1 > 1 - 1e-9 else t1), j

    def walled(self) -> list[Stretch]:
        """Stretches with a wall, each wall between two rooms once."""
        out = []
        for s in self.stretches:
            pair = (min(s.room, s.neighbour), max(s.room, s.neighbour)) if s.neighbour is not None else None
            if pair is None or (pair not in self.opened and (s.room == pair[0])):
                out.append(s)
        return out

    # --- openings

    def draw_openings(self) -> None:
        taken = list(self.draw_across_corners()) if self.wish.corners else []
        for s in self.walled():
            keep = 0.0 if self.wish.corners else TO_CORNER
            inner = s.neighbour is not None
            near = any(LineString([s.start, s.end]).distance(t) < 2 * self.half + 0.01 for t in taken)
            if not near and s.length > 0.75 + 2 * keep and self.chance.random() < (0.75 if inner else 0.5):
                self.draw_on(s, inner, keep)

    def draw_on(self, s: Stretch, inner: bool, keep: float) -> None:
        """One or two openings on a stretch, in thick walls on either face."""
        two = self.chance.random() < 0.25 and s.length > 2.6
        halves = [(0.0, s.length / 2 - 0.1), (s.length / 2 + 0.1, s.length)] if two else [(0.0, s.length)]
        for low, high in halves:
            room = high - low - 2 * keep
            width = min(self.chance.uniform(0.6, 3.0), room)
            free = room - width
            begin = low + keep + self.chance.uniform(0, free)
            if self.wish.corners and self.chance.random() < 0.6:
                begin = self.chance.choice([low, high - width])
            if self.wish.corners:
                # In a corner or well away from it: what is nearer than 10 mm is welded to it.
                begin = low if begin < low + APART else begin
                width = high - begin if begin + width > high - APART else width
            line = (s.at(begin), s.at(begin + width))
            if self.wish.corners:
                line = (
                    s.start if begin < 1e-9 else line[0],
                    s.end if begin + width > s.length - 1e-9 else line[1],
                )
            if inner and self.half and self.chance.random() < 0.5:
                line = self.other_face(s, line)
            if inner or self.looks_out(s, line):
                self.add_opening(line, inner)

    def looks_out(self, s: Stretch, line: Line) -> bool:
        """Whether no other room is near enough to be pierced as well: leaning walls may come together."""
        out = (1.3 * (s.end[1] - s.start[1]) / s.length, 1.3 * (s.start[0] - s.end[0]) / s.length)
        strip = Polygon([*line, *((x + out[0], y + out[1]) for x, y in line[::-1])])
        return all(strip.distance(Polygon(r)) > 0 for i, r in enumerate(self.rings) if i != s.room)

    def other_face(self, s: Stretch, line: Line) -> Line:
        out = ((s.end[1] - s.start[1]) / s.length, (s.start[0] - s.end[0]) / s.length)
        (x0, y0), (x1, y1) = line
        dx, dy = 2 * self.half * out[0], 2 * self.half * out[1]
        return (x0 + dx, y0 + dy), (x1 + dx, y1 + dy)

    def draw_across_corners(self) -> Iterator[LineString]:
        """Openings that bound three rooms: they span the place where a party wall meets the edge."""
        for k, s in enumerate(self.stretches):
            for t in self.stretches[k + 1 : k + 3]:
                line = (s.at(max(0.0, s.length - self.chance.uniform(0.2, 0.45))), t.at(0.35))
                if self.go_on(s, t) and self.chance.random() < 0.8:
                    self.add_opening(line, True)
                    yield LineString(line)

    def go_on(self, s: Stretch, t: Stretch) -> bool:
        """Whether a stretch goes on as another with another neighbour, past the wall between the two."""
        if s.room != t.room or None in {s.neighbour, t.neighbour} or s.neighbour == t.neighbour:
            return False
        one, two = (np.array(x.end) - x.start for x in (s, t))
        pairs = {(min(x.room, x.neighbour or 0), max(x.room, x.neighbour or 0)) for x in (s, t)}
        straight = abs(one[0] * two[1] - one[1] * two[0]) < 1e-9 and one @ two > 0
        near = math.dist(s.end, t.start) < 2 * self.half + 1e-6
        return bool(straight) and near and min(s.length, t.length) > 0.6 and not pairs & self.opened

    def add_opening(self, line: Line, inner: bool) -> None:
        chance = self.chance
        kind = chance.choices(["door", "passage", "window"], [5, 1, 3] if inner else [1.5, 0.5, 6])[0]
        line = (line[1], line[0]) if chance.random() < 0.5 else line
        name = f"o{len(self.openings)}"
        opening = Opening(id=name, kind="passage", line=line, head=chance.choice([None, 2.1, 2.3]))
        if kind == "door":
            opening = self.door(name, line)
        elif kind == "window":
            opening = self.window(name, line)
        self.openings.append(opening)
        self.nodes += [p for face in self.faces_of(line) for p in face]
        if kind == "door" and opening.head is not None and opening.head < 2.2 and chance.random() < 0.15:
            transom = (opening.head + 0.1, self.ceiling - 0.05)
            self.openings.append(
                Opening(
                    id=f"{name}t", kind="window", line=line, sill=transom[0], head=transom[1], glazing="clear"
                )
            )

    def faces_of(self, line: Line) -> list[Line]:
        """An opening's line and where it goes through the other face, whichever side that is."""
        (x0, y0), (x1, y1) = line
        t = 2 * self.half / math.dist(*line)
        across = (t * (y1 - y0), t * (x0 - x1))
        return [
            ((x0 + k * across[0], y0 + k * across[1]), (x1 + k * across[0], y1 + k * across[1]))
            for k in ((-1, 0, 1) if self.half else (0,))
        ]

    def door(self, name: str, line: tuple[Point, ...]) -> Opening:
        chance = self.chance
        pane = None
        if chance.random() < 0.25:
            sill = chance.uniform(0.2, 1.5)
            glazing: Glazing = chance.choice(["clear", "clear", "frosted"])
            pane = Pane(sill=sill, head=sill + chance.uniform(0.1, 0.5), glazing=glazing)
        return Opening(
            id=name,
            kind="door",
            line=line,
            head=chance.choice([2.1, 2.1, 2.05, 1.9, None]),
            glazing=chance.choice([None, None, None, "clear", "frosted"]),
            self_closing=chance.random() < 0.3,
            pane=pane,
        )

    def window(self, name: str, line: tuple[Point, ...]) -> Opening:
        chance = self.chance
        sill = chance.choice([0.0, 0.3, 0.9, 0.9, 1.1, 1.5, 1.8, 2.15, chance.uniform(0, 2)])
        head = min(self.ceiling, sill + chance.choice([0.2, 0.3, 0.6, 1.2, 3.5, chance.uniform(0.1, 1.5)]))
        return Opening(
            id=name,
            kind="window",
            line=line,
            sill=sill,
            head=head,
            glazing=chance.choice(["clear", "clear", "clear", "frosted"]),
            fixed=chance.random() < 0.5,
        )

    # --- loose walls and obstacles

    def draw_walls(self) -> None:
        for _ in range(self.chance.randint(0, 6)):
            draw = self.chance.choice(
                [
                    self.free_line,
                    self.attached_line,
                    self.spanning_line,
                    self.extension,
                    self.fence,
                    self.on_open,
                ]
            )
            line = draw()
            if line is not None and math.dist(*line) > 0.2 and self.keeps_apart([line]):
                self.add_wall(line)

    def add_wall(self, line: Line) -> None:
        chance = self.chance
        height = chance.choice([None, None, 0.8, 1.1, 1.4, 1.75, 2.0, chance.uniform(0.3, self.ceiling)])
        base = 0.0
        if chance.random() < 0.3:
            base = chance.uniform(0.05, 0.6 if height is None else height - 0.1)
        kinds: list[Glazing | None] = [None, "clear", "frosted"]
        glazing = chance.choices(kinds, [8, 1, 1])[0]
        self.walls.append(
            Wall(id=f"w{len(self.walls)}", line=line, base=base, height=height, glazing=glazing)
        )

    def free_line(self) -> Line | None:
        ring = self.chance.choice(self.rings)
        p, q = self.spot_in(ring, 0.05), self.spot_in(ring, 0.05)
        return (p, q) if p and q else None

    def attached_line(self) -> Line | None:
        s = self.chance.choice(self.stretches)
        q = self.spot_in(self.rings[s.room], 0.1)
        return (s.at(self.chance.uniform(0.1, 0.9) * s.length), q) if q else None

    def spanning_line(self) -> Line | None:
        s = self.chance.choice(self.stretches)
        t = self.chance.choice([t for t in self.stretches if t.room == s.room])
        p, q = (x.at(self.chance.uniform(0.1, 0.9) * x.length) for x in (s, t))
        middle = Spot((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
        inside = Polygon(self.rings[s.room]).exterior.distance(middle) > 0.1
        return (p, q) if inside else None

    def extension(self) -> Line | None:
        """On from a corner of one room, in line with its edge, into the room beyond a T-junction."""
        s = self.chance.choice(self.stretches)
        length = self.chance.uniform(0.4, 2.0)
        end = (
            s.end[0] + length * (s.end[0] - s.start[0]) / s.length,
            s.end[1] + length * (s.end[1] - s.start[1]) / s.length,
        )
        for ring in self.rings:
            room = Polygon(ring)
            if room.exterior.distance(Spot(s.end)) < 1e-9 and room.buffer(-0.05).contains(Spot(end)):
                return (s.end, end)
        return None

    def fence(self) -> Line | None:
        """A line outside."""
        hull = shapely.unary_union([Polygon(r) for r in self.rings]).convex_hull
        ring = ring_of(hull.buffer(6, join_style="mitre"))
        p = self.spot_in(ring, 0.0)
        if p is None:
            return None
        angle, length = self.chance.uniform(0, math.tau), self.chance.uniform(0.5, 5)
        q = (p[0] + length * math.cos(angle), p[1] + length * math.sin(angle))
        away = all(Polygon(r).distance(LineString([p, q])) > 0.7 for r in self.rings)
        return (p, q) if away else None

    def on_open(self) -> Line | None:
        """A counter: a wall along part of an edge that is open."""
        fitting = [
            s
            for s in self.stretches
            if s.neighbour is not None and (s.room, s.neighbour) in self.opened and s.length > 1
        ]
        if not fitting:
            return None
        s = self.chance.choice(fitting)
        a = self.chance.uniform(0.1, 0.4) * s.length
        return s.at(a), s.at(a + self.chance.uniform(0.3, 0.55) * s.length)

    def draw_obstacles(self) -> None:
        for _ in range(self.chance.randint(0, 4)):
            ring = self.chance.choice([*self.rings, *self.gaps])
            centre = self.spot_in(ring, 0.2)
            if centre is None:
                continue
            box = self.turned_box(centre)
            inside = Polygon(ring).buffer(-0.05).contains(Polygon(box))
            if inside and self.keeps_apart(list(zip(box, (*box[1:], box[0]), strict=True))):
                self.add_obstacle(box)

    def turned_box(self, centre: Point) -> Ring:
        a, b = self.chance.uniform(0.1, 0.9), self.chance.uniform(0.1, 0.6)
        turn = self.chance.uniform(0, math.tau)
        corners = [(a, b), (-a, b), (-a, -b), (a, -b)]
        c, s = math.cos(turn), math.sin(turn)
        return tuple((centre[0] + c * x - s * y, centre[1] + s * x + c * y) for x, y in corners)

    def add_obstacle(self, box: Ring) -> None:
        height = self.chance.choice([None, 0.75, 1.2, 1.8, self.chance.uniform(0.3, self.ceiling)])
        base = 0.0
        if self.chance.random() < 0.2:
            base = self.chance.uniform(0.1, 0.9 * (height or self.ceiling))
        self.obstacles.append(Obstacle(id=f"b{len(self.obstacles)}", polygon=box, base=base, height=height))

    def keeps_apart(self, lines: Sequence[Line]) -> bool:
        """Whether new lines stay clear of corners and crossings or meet them exactly; keeps theirs."""
        drawn = [(p, q) for ring in self.rings for p, q in zip(ring, (*ring[1:], ring[0]), strict=True)]
        loose = [w.line for w in self.walls] + [
            s for o in self.obstacles for s in zip(o.polygon, (*o.polygon[1:], o.polygon[0]), strict=True)
        ]
        ends = {p for line in lines for p in line}
        new = list(ends)
        for line in lines:
            for other in loose:
                met = LineString(line).intersection(LineString(other))
                if isinstance(met, Spot) and not met.is_empty:
                    new.append((met.x, met.y))
                elif not met.is_empty:
                    return False
        exact = all(
            (d := LineString(other).distance(Spot(p))) > APART or d < 1e-9
            for p in ends
            for other in (*drawn, *loose)
        )
        others = [n for n in self.nodes if all(LineString(line).distance(Spot(n)) < 2 for line in lines)]
        past = all(
            (d := LineString(line).distance(Spot(n))) > APART or d < 1e-9 for line in lines for n in others
        )
        spread = all(
            (d := math.dist(p, n)) > APART or d < 1e-9 for k, p in enumerate(new) for n in (*others, *new[:k])
        )
        if exact and past and spread:
            self.nodes += new
            return True
        return False

    def spot_in(self, ring: Ring, margin: float) -> Point | None:
        area = Polygon(ring).buffer(-margin)
        if area.is_empty:
            return None
        x0, y0, x1, y1 = area.bounds
        for _ in range(40):
            p = (self.chance.uniform(x0, x1), self.chance.uniform(y0, y1))
            if area.contains(Spot(p)):
                return p
        return None

    # --- cameras

    def cameras(self, level: Level) -> Iterator[Camera]:
        lines = [LineString([*r.polygon, r.polygon[0]]) for r in level.rooms if not r.outdoor]
        lines += [LineString([*o.polygon, o.polygon[0]]) for o in level.obstacles]
        lines += [LineString(w.line) for w in level.walls]
        for i in range(self.chance.randint(1, 3)):
            for _ in range(50):
                camera = self.camera_on_wall(i) if self.wish.on_walls else self.camera(i)
                if camera is not None and self.hangs_clear(camera, level, lines):
                    yield camera
                    break

    def hangs_clear(self, camera: Camera, level: Level, lines: list[LineString]) -> bool:
        """Far enough from all lines for its place to be beyond doubt, and in no solid."""
        at = Spot(camera.at)
        near = sorted(line.distance(at) for line in lines)
        for o in level.obstacles:
            if Polygon(o.polygon).buffer(0.01).contains(at):
                top = level.ceiling if o.height is None else o.height
                if camera.height is None or camera.height < top + 0.05:
                    return False
        if self.wish.on_walls:
            # On its own wall, which may be drawn twice, and on nothing else.
            return all(d < 1e-9 or d > 0.3 for d in near)
        if near[0] < 0.05:
            return False
        circles = [(r, k * math.tau / 12) for r in (0.0, 0.1, 0.2, 0.28) for k in range(12)]
        centres = [(at.x + r * math.cos(a), at.y + r * math.sin(a)) for r, a in circles]
        # A disc of 0.6 m that holds the camera, on its own side of every line: it hangs in no gap.
        return any(
            all(
                line.distance(Spot(c)) > 0.31 and not line.crosses(LineString([camera.at, c]))
                for line in lines
            )
            for c in centres
        )

    def camera(self, i: int) -> Camera | None:
        kind = self.chance.random()
        if kind < 0.55:
            at = self.spot_in(self.chance.choice(self.rings), 0.06)
        elif kind < 0.8:
            s = self.chance.choice(self.stretches)
            p, off = s.at(self.chance.uniform(0.05, 0.95) * s.length), self.chance.uniform(0.055, 0.2)
            at = (
                p[0] - off * (s.end[1] - s.start[1]) / s.length,
                p[1] + off * (s.end[0] - s.start[0]) / s.length,
            )
        elif self.gaps and kind < 0.9:
            at = self.spot_in(self.chance.choice(self.gaps), 0.2)
        else:
            at = self.outside_spot()
        if at is None:
            return None
        return self.with_lens(
            Camera(id=f"c{i}", at=at, heading=self.chance.uniform(0, 360)), self.indoors(at)
        )

    def indoors(self, at: Point) -> bool:
        return any(Polygon(r).contains(Spot(at)) for r in self.rings)

    def outside_spot(self) -> Point | None:
        hull = shapely.unary_union([Polygon(r) for r in self.rings]).convex_hull
        at = self.spot_in(ring_of(hull.buffer(5, join_style="mitre")), 0.0)
        return None if at is None or self.indoors(at) else at

    def camera_on_wall(self, i: int) -> Camera | None:
        s = self.chance.choice(self.walled())
        at = s.at(self.chance.uniform(0.2, 0.8) * s.length)
        if any(LineString(o.line).distance(Spot(at)) < 2 * self.half + 0.05 for o in self.openings):
            return None
        inward = math.degrees(math.atan2(-(s.end[1] - s.start[1]), s.end[0] - s.start[0]))
        heading = (inward + self.chance.uniform(-75, 75)) % 360
        if not self.half and s.neighbour is not None and self.chance.random() < 0.5:
            heading = (heading + 180) % 360
        return self.with_lens(Camera(id=f"c{i}", at=at, heading=heading), True)

    def with_lens(self, camera: Camera, indoors: bool) -> Camera:
        chance = self.chance
        height: float | None = chance.choice(
            [2.7, 2.5, chance.uniform(0.5, 3.2), chance.uniform(0.5, 3.2), chance.uniform(0.5, 1.6)]
        )
        assert height is not None
        height = min(height, self.ceiling - (0.0 if indoors else 0.01))
        tilt: float = chance.choice([0.0, 15.0, 30.0, chance.uniform(-20, 80), chance.uniform(-20, 80)])
        vertical = None if chance.random() < 0.2 else chance.uniform(15, 100)
        if chance.random() < 0.12:
            height = None
            if not self.wish.vague:
                tilt, vertical = 0.0, None
        no_tilt = self.wish.vague and chance.random() < 0.4
        optics = Optics(horizontal=chance.uniform(20, 140), vertical=vertical, ideal=True)
        reach = chance.uniform(2, 20) if chance.random() < 0.2 else None
        if chance.random() < 0.12:
            return replace(camera, height=height, optics=Optics(), range=reach)
        return replace(camera, height=height, tilt=None if no_tilt else tilt, optics=optics, range=reach)


def shrunk(cell: Polygon, by: float) -> Ring:
    """The corners of a convex cell, drawn in by ``by`` and anticlockwise."""
    inner = cell.buffer(-by, join_style="mitre", mitre_limit=100) if by else cell
    return ring_of(inner)


def ring_of(polygon: Polygon) -> Ring:
    return tuple((float(x), float(y)) for x, y in orient(polygon).exterior.coords[:-1])


# --- turning ----------------------------------------------------------------------------------------------


def moved(level: Level, turn: float, centre: Point, shift: Point) -> Level:
    """The level turned anticlockwise by ``turn`` (radians) about ``centre``, then shifted."""
    c, s = math.cos(turn), math.sin(turn)

    def go(p: Point) -> Point:
        x, y = p[0] - centre[0], p[1] - centre[1]
        return (centre[0] + c * x - s * y + shift[0], centre[1] + s * x + c * y + shift[1])

    def ring(points: Ring) -> Ring:
        return tuple(map(go, points))

    def camera(one: Camera) -> Camera:
        if one.heading is None:
            return replace(one, at=go(one.at))
        return replace(one, at=go(one.at), heading=(one.heading - math.degrees(turn)) % 360)

    return replace(
        level,
        rooms=tuple(
            replace(r, polygon=ring(r.polygon), holes=tuple(map(ring, r.holes))) for r in level.rooms
        ),
        openings=tuple(replace(o, line=ring(o.line)) for o in level.openings),
        walls=tuple(replace(w, line=ring(w.line)) for w in level.walls),
        obstacles=tuple(replace(o, polygon=ring(o.polygon)) for o in level.obstacles),
        cameras=tuple(map(camera, level.cameras)),
    )


# --- places -----------------------------------------------------------------------------------------------


def sample_points(plan: Plan, level: Level, camera: Camera, n: int, seed: int) -> Floats:
    """Places to try, (n, 2): round the camera to 15 m, in rooms, by openings, along the edges of shadows."""
    chance = np.random.default_rng([seed, sum(map(ord, camera.id + level.id + plan.site))])
    counts = chance.multinomial(n, [0.3, 0.25, 0.25, 0.2])
    rings = [np.array(r.polygon) for r in level.rooms]
    marks = np.array(
        [p for opening in level.openings for p in opening.line]
        + [p for wall in level.walls for p in wall.line]
        + [p for thing in level.obstacles for p in thing.polygon]
        or [camera.at]
    )
    lines = [o.line for o in level.openings] or [(camera.at, camera.at)]
    return np.vstack(
        [
            round_about(chance, camera, counts[0]),
            in_rooms(chance, rings, camera, counts[1]),
            by_lines(chance, lines, counts[2]),
            behind(chance, camera, marks, counts[3]),
        ]
    )


def round_about(chance: np.random.Generator, camera: Camera, n: int) -> Floats:
    """Two in three about the field, the others all round."""
    angle, r = chance.uniform(0, math.tau, n), 15 * chance.uniform(0, 1, n) ** 1.4
    if camera.heading is not None and camera.optics.horizontal is not None:
        half = math.radians(camera.optics.horizontal / 2 + 15)
        ahead = math.radians(90 - camera.heading) + chance.uniform(-half, half, n)
        angle = np.where(chance.uniform(0, 1, n) < 2 / 3, ahead, angle)
    return np.array(camera.at) + np.column_stack([r * np.cos(angle), r * np.sin(angle)])


def in_rooms(chance: np.random.Generator, rings: list[Floats], camera: Camera, n: int) -> Floats:
    """A random mean of a room's corners; near rooms more often."""
    nearness = np.array([1 / (1 + np.hypot(*(ring.mean(axis=0) - camera.at))) for ring in rings])
    picked = [rings[k] for k in chance.choice(len(rings), size=n, p=nearness / nearness.sum())]
    return np.array([chance.dirichlet(np.full(len(r), 0.6)) @ r for r in picked]).reshape(-1, 2)


def by_lines(chance: np.random.Generator, lines: Sequence[tuple[Point, ...]], n: int) -> Floats:
    picked = [lines[k] for k in chance.integers(len(lines), size=n)]
    a = np.array([p[0] for p in picked]).reshape(-1, 2)
    b = np.array([p[-1] for p in picked]).reshape(-1, 2)
    return np.asarray(a + chance.uniform(-0.1, 1.1, (n, 1)) * (b - a) + chance.normal(0, 1.0, (n, 2)))


def behind(chance: np.random.Generator, camera: Camera, marks: Floats, n: int) -> Floats:
    """On the rays past ends and corners, a few millimetres to decimetres to either side."""
    way = marks - camera.at
    if camera.heading is not None and len(marks) > 1:
        ahead = way @ [math.sin(math.radians(camera.heading)), math.cos(math.radians(camera.heading))]
        marks = marks[ahead > 0] if (ahead > 0).any() else marks
    mark = marks[chance.integers(len(marks), size=n)]
    way = mark - camera.at
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
    far = mark + way / length * chance.exponential(2, (n, 1))
    side = np.column_stack([-way[:, 1], way[:, 0]]) / length
    off: Floats = chance.normal(0, 1, (n, 1)) * 10 ** chance.uniform(-2.5, -0.5, (n, 1))
    return np.asarray(far + side * off)
