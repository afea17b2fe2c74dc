"""Random plans with signs: those of :mod:`sight.random_plans`, with ways in, rooms for staff, and notices."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry import LineString
from shapely.geometry import Point as Dot

from offcamera.model.place import Point
from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.model.space import Access, Opening, Room
from sight.oracle import in_room
from sight.random_plans import random_plan
from sight.sign_oracle import Gate, gates_and_walls, outer_gates

#: The kinds of plan that are taken in turn.
KINDS: tuple[dict[str, bool], ...] = (
    {},
    {"thick": False, "loose": False},
    {"thick": True},
    {"corners": True},
    {"outside": True},
    {"thick": True, "outside": True},
    {"thick": False, "raised": True},
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a wall, and the way out of its room (unit vector)."""

    at: Point
    out: Point


def random_signs(seed: int) -> Plan:
    """A plan for a seed, with some outer doors, some rooms closed to the public, and signs."""
    plan = random_plan(seed, **KINDS[seed % len(KINDS)])
    chance = random.Random(f"signs {seed}")
    level = with_doors(plan.levels[0], chance)
    level = replace(level, rooms=tuple(with_access(r, chance) for r in level.rooms))
    return replace(plan, levels=(replace(level, signs=tuple(draw_signs(level, chance))),))


def with_pictograms(plan: Plan, seed: int) -> Plan:
    """The plan with a pictogram on most of its signs; some have no other print."""
    chance = random.Random(f"pictograms {seed}")

    def change(sign: Sign) -> Sign:
        side = None if chance.random() < 0.15 else min([chance.uniform(0.05, 0.3), *(sign.size or ())])
        text = None if chance.random() < 0.3 else sign.text_height
        return replace(sign, pictogram=side, text_height=text)

    levels = (replace(v, signs=tuple(map(change, v.signs))) for v in plan.levels)
    return replace(plan, levels=tuple(levels))


def with_doors(level: Level, chance: random.Random) -> Level:
    """Some of the outer windows made doors; some outer doors said to be no way in."""
    gates = windows_as_gates(level)
    outer = {g.opening.id for g in outer_gates(gates) if g.opening is not None}
    double = {o.id[:-1] for o in level.openings if o.id.endswith("t")}
    few = chance.random() < 0.6
    made: list[Opening] = []
    ways = 0
    for opening in level.openings:
        one = opening
        if opening.id in outer and opening.id not in double and not opening.id.endswith("t"):
            if opening.kind == "window" and chance.random() < 0.3:
                one = replace(opening, kind="door", sill=0.0, head=2.1, glazing=None)
            if one.kind != "window":
                ways += 1
                unsaid = ways == 1 or (not few and chance.random() < 0.7)
                one = replace(one, entrance=chance.choice([None, True]) if unsaid else False)
        made.append(one)
    return replace(level, openings=tuple(made))


def windows_as_gates(level: Level) -> list[Gate]:
    """Where the openings of a level, windows too, go through the edges of rooms."""
    doors = tuple(replace(o, kind="door", entrance=None) for o in level.openings)
    by_id = {o.id: o for o in level.openings}
    gates = gates_and_walls(replace(level, openings=doors))[0]
    return [replace(g, opening=by_id[g.opening.id]) for g in gates if g.opening is not None]


def with_access(room: Room, chance: random.Random) -> Room:
    kinds: list[Access | None] = [None, "public", "staff", "private"]
    access = chance.choices(kinds, [6, 2, 1, 1])[0]
    return replace(room, access=access, entrance=not room.outdoor and chance.random() < 0.03)


def draw_signs(level: Level, chance: random.Random) -> list[Sign]:
    """Signs beside the outer doors, on both sides of all of them or here and there, and on walls inside."""
    signs: list[Sign] = []
    diligent = chance.random() < 0.55
    generous = diligent and chance.random() < 0.7
    for gate in outer_gates(gates_and_walls(level)[0]):
        for side in (-1, 1):
            if diligent or chance.random() < 0.4:
                spot = beside(level, gate, side, 0.15 if generous else chance.uniform(0.1, 1.2))
                if on_wall(level, spot.at):
                    signs.append(draw_sign(len(signs), spot, chance, big=generous, inward=False))
        if diligent or chance.random() < 0.3:
            spot = across(gate, chance)
            signs.append(draw_sign(len(signs), spot, chance, big=generous, inward=True))
    edges = [(r, p, q) for r in level.rooms if not r.outdoor for p, q in pairs(r)]
    for _ in range(chance.randint(0, 3)):
        room, p, q = chance.choice(edges)
        t = chance.uniform(0.1, 0.9)
        at = (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))
        out = outward(room, at, p, q)
        if not on_wall(level, at):
            continue
        signs.append(draw_sign(len(signs), Spot(at, out), chance, big=False, inward=chance.random() < 0.7))
    return signs


def on_wall(level: Level, at: Point) -> bool:
    """Whether a place lies on a wall, 5 cm from corners of rooms and from every opening in it."""
    lines = [LineString([g.start, g.end]) for g in windows_as_gates(level)]
    edges = [LineString(line.reshape(2, 2)) for line in gates_and_walls(level)[1]]
    here = Dot(at)
    ends = [Dot(p) for r in level.rooms for p in r.polygon]
    return any(e.distance(here) < 1e-9 for e in edges) and all(
        e.distance(here) > 0.05 for e in (*ends, *lines)
    )


def pairs(room: Room) -> list[tuple[Point, Point]]:
    return list(zip(room.polygon, (*room.polygon[1:], room.polygon[0]), strict=True))


def outward(room: Room, at: Point, p: Point, q: Point) -> Point:
    """The unit vector out of a room at a place of its edge."""
    length = math.dist(p, q)
    out = ((q[1] - p[1]) / length, (p[0] - q[0]) / length)
    tried = np.array([[at[0] + 0.01 * out[0], at[1] + 0.01 * out[1]]])
    return (-out[0], -out[1]) if in_room(room, tried)[0] else out


def beside(level: Level, gate: Gate, side: int, off: float) -> Spot:
    """A place on the wall beside a door, so far from its end (m)."""
    a, b = (gate.start, gate.end) if side > 0 else (gate.end, gate.start)
    length = math.dist(a, b)
    u = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
    at = (b[0] + off * u[0], b[1] + off * u[1])
    return Spot(at, outward(gate.room, gate.middle, a, b))


def across(gate: Gate, chance: random.Random) -> Spot:
    """A place in the room, some metres in from a door, where a sign on a stand looks back at it."""
    out = outward(gate.room, gate.middle, gate.start, gate.end)
    far = chance.uniform(0.6, 3.0)
    return Spot((gate.middle[0] - far * out[0], gate.middle[1] - far * out[1]), (-out[0], -out[1]))


def draw_sign(number: int, spot: Spot, chance: random.Random, *, big: bool, inward: bool) -> Sign:
    """A sign that looks out of the room, or into it, mostly square to its wall."""
    out = (-spot.out[0], -spot.out[1]) if inward else spot.out
    facing = math.degrees(math.atan2(out[0], out[1]))
    if not big and chance.random() < 0.4:
        facing += chance.uniform(-70, 70)
    off = 0.0 if chance.random() < 0.7 else chance.uniform(0.02, 0.2)
    size = None if chance.random() < 0.1 else (chance.uniform(0.15, 0.6), chance.uniform(0.15, 0.6))
    height = 1.55 if big else chance.choice([1.5, 1.6, 1.8, 1.9, chance.uniform(0.5, 2.4)])
    return Sign(
        id=f"s{number}",
        at=(spot.at[0] + off * out[0], spot.at[1] + off * out[1]),
        height=height,
        facing=facing % 360,
        size=size,
        text_height=chance.uniform(0.05, 0.15) if big else chance.choice([0.01, 0.02, 0.04, 0.08]),
        double_sided=chance.random() < 0.15 and off > 0,
        on="post" if inward and off else None,
    )
