"""Floors to measure on, made from a seed: three corridor floors and an open hall.

Corridor floors have blocks of two rows of rooms (4.0 to 6.5 m deep, 2.6 to 6.4 m wide) on a corridor of 1.8 to 2.8 m,
cut by cross corridors of 2.4 m about every 35 m. Outer walls are 0.3 m thick, corridor walls 0.15 or 0.2, partitions
0.10 to 0.15, everything on a grid of 1 cm; ``thin`` draws the same kind of floor with walls of no thickness, so that
neighbours share their edges. Cupboards stand against party walls and facades, columns stand free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import atan2, ceil, cos, degrees, sin

import numpy as np
import shapely
from shapely.geometry import Polygon

from offcamera.model.camera import Camera, Optics
from offcamera.model.place import Point, Ring
from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Room

#: Labels of rooms on corridor floors, and how many of a hundred rooms bear each.
LABELS = {
    "Office": 62,
    "Meeting room": 12,
    "Storage": 8,
    "Toilet": 7,
    "Changing room": 4,
    "Kitchen": 5,
    "First aid": 2,
}
#: A camera keeps this far from obstacles (m): it hangs in clear air.
CLEAR = 0.05

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a floor is drawn: thickness of outer walls, corridor walls and partitions (m; least and most)."""

    outer: float = 0.3
    corridor: tuple[float, float] = (0.15, 0.2)
    party: tuple[float, float] = (0.1, 0.15)
    entrances: bool = True
    cross: float = 2.4
    between_cross: float = 35.0


THICK = Style()
THIN = Style(outer=0.0, corridor=(0.0, 0.0), party=(0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Map:
    """One floor: the plan, and the clear throats of its doors through the thickness of their walls."""

    name: str
    plan: Plan
    throats: tuple[Ring, ...] = ()

    @property
    def level(self) -> Level:
        """The one level of the plan."""
        return self.plan.levels[0]

    def free_space(self) -> Polygon:
        """The clear floor indoors in one piece: rooms and throats less obstacles, without the kernel.

        Raises ValueError for floors with walls of no thickness, whose rooms would run into one.
        """
        if not self.throats and len(self.level.rooms) > 1:
            raise ValueError("walls of no thickness are lost in a union")
        clear = shapely.union_all(
            [Polygon(r.polygon) for r in self.level.rooms] + list(map(Polygon, self.throats))
        )
        solid = shapely.union_all([Polygon(o.polygon) for o in self.level.obstacles])
        return max(shapely.get_parts(clear.difference(solid)), key=lambda p: float(p.area))


@dataclass(slots=True)
class Draft:
    """A corridor floor while it is drawn."""

    chance: np.random.Generator
    style: Style
    rooms: list[Room] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    throats: list[Ring] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)

    def between(self, low: float, high: float) -> float:
        """A length between two, on the grid of 1 cm."""
        return round(float(self.chance.uniform(low, high)), 2)

    def happens(self, share: float) -> bool:
        """True in a share of cases."""
        return bool(self.chance.random() < share)

    def add_room(self, area: Box, label: str) -> Room:
        """Add a rectangular room."""
        x0, y0, x1, y1 = (round(v, 2) for v in area)
        room = Room(id=f"r{len(self.rooms)}", polygon=((x0, y0), (x1, y0), (x1, y1), (x0, y1)), label=label)
        self.rooms.append(room)
        return room

    def add_opening(
        self, clear: Box, along_x: bool, *, kind: str = "door", entrance: bool | None = None
    ) -> None:
        """Add an opening whose clear throat is a box; its line runs in the middle of the wall."""
        x0, y0, x1, y1 = (round(v, 3) for v in clear)
        line = (
            ((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))
            if along_x
            else (((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))
        )
        self.openings.append(
            Opening(
                id=f"d{len(self.openings)}",
                kind="door" if kind == "door" else "passage",
                line=line,
                entrance=entrance,
            )
        )
        if x1 > x0 and y1 > y0 and entrance is None:
            self.throats.append(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))

    def add_solid(self, area: Box) -> None:
        """Add an obstacle from floor to ceiling."""
        x0, y0, x1, y1 = (round(v, 2) for v in area)
        self.obstacles.append(
            Obstacle(id=f"o{len(self.obstacles)}", polygon=((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
        )


def draw_floor(draft: Draft, blocks: int, width: float) -> None:
    """Draw ``blocks`` blocks of two rows of rooms on a corridor, ``width`` metres long."""
    style = draft.style
    parts = _parts(width, style)
    y, spine = style.outer, list[Box]()
    for _ in range(blocks):
        depth, wall, hall = draft.between(4.0, 6.5), draft.between(*style.corridor), draft.between(1.8, 2.8)
        other = draft.between(4.0, 6.5)
        low, high = y + depth + wall, y + depth + wall + hall
        for x0, x1 in parts:
            _corridor(draft, (x0, low, x1, high))
            _row(draft, (x0, y, x1, y + depth), door=(y + depth, low), facade=y)
            _row(
                draft,
                (x0, high + wall, x1, high + wall + other),
                door=(high, high + wall),
                facade=high + wall + other,
            )
        spine.append((0.0, low, 0.0, high))
        y = high + wall + other + draft.between(*style.party)
    _cross_corridors(draft, parts, spine, (style.outer, y))


def _parts(width: float, style: Style) -> list[tuple[float, float]]:
    """Stretches of corridor between the cross corridors."""
    n = max(1, round(width / style.between_cross))
    wall = style.corridor[0]
    length = (width - (n - 1) * (style.cross + 2 * wall)) / n
    starts = [style.outer + i * (length + style.cross + 2 * wall) for i in range(n)]
    return [(round(s, 2), round(s + length, 2)) for s in starts]


def _corridor(draft: Draft, area: Box) -> None:
    draft.add_room(area, "Corridor")
    x0, y0, x1, y1 = area
    for x in np.arange(x0 + 8.0, x1 - 4.0, 12.0):
        side = y0 if draft.happens(0.5) else y1 - 0.3
        draft.add_solid((float(x), side, float(x) + 0.3, side + 0.3))


def _row(draft: Draft, area: Box, door: tuple[float, float], facade: float) -> None:
    """Rooms side by side, each with a door to the corridor."""
    x0, y0, x1, y1 = area
    x, before = x0, False
    while x < x1 - 1e-6:
        wall = draft.between(*draft.style.party)
        wide = draft.between(2.6, 6.4)
        end = x1 if x1 - (x + wide + wall) < 2.6 else x + wide
        _room(draft, (x, y0, end, y1), door, facade, ajar=before)
        before = end < x1 and draft.happens(0.08)
        if before:
            at = draft.between(y0 + 0.9, y1 - 1.9)
            draft.add_opening((end, at, end + wall, at + 0.9), along_x=False)
        x = end + wall


def _room(draft: Draft, area: Box, door: tuple[float, float], facade: float, *, ajar: bool) -> None:
    names, weights = zip(*LABELS.items(), strict=True)
    draft.add_room(area, str(draft.chance.choice(names, p=np.array(weights) / sum(weights))))
    x0, y0, x1, y1 = area
    width = x1 - x0 - 0.4
    if draft.happens(0.07):
        draft.add_opening((x0 + 0.2, door[0], x1 - 0.2, door[1]), along_x=True, kind="passage")
    else:
        gap = draft.between(0.8, 1.6)
        at = draft.between(x0 + 0.2, x1 - 0.2 - gap)
        draft.add_opening((at, door[0], at + gap, door[1]), along_x=True)
        if draft.happens(0.06) and width > gap + 1.4:
            at = x0 + 0.2 if at - x0 > 1.3 else x1 - 1.1
            draft.add_opening((at, door[0], at + 0.9, door[1]), along_x=True)
    _furnish(draft, area, facade, ajar=ajar)


def _furnish(draft: Draft, area: Box, facade: float, *, ajar: bool) -> None:
    """Cupboards against the party wall and the facade, and a column that stands free."""
    x0, y0, x1, y1 = area
    if draft.happens(0.45) and not ajar:
        deep, long = draft.between(0.4, 0.6), draft.between(0.8, 1.8)
        at = draft.between(y0 + 0.9, y1 - 0.9 - long)
        draft.add_solid((x0, at, x0 + deep, at + long))
    if draft.happens(0.45) and x1 - x0 > 3.0:
        deep, long = draft.between(0.35, 0.6), draft.between(0.7, 1.4)
        at, side = (
            draft.between(x0 + 0.8, x1 - 0.2 - long),
            (facade if facade < (y0 + y1) / 2 else facade - deep),
        )
        draft.add_solid((at, side, at + long, side + deep))
    if draft.happens(0.5):
        at, up = draft.between(x0 + 1.2, x1 - 1.2), (y0 + y1) / 2
        draft.add_solid((at, up - 0.2, at + draft.between(0.25, 0.4), up + 0.2))


def _cross_corridors(
    draft: Draft, parts: list[tuple[float, float]], spine: list[Box], reach: tuple[float, float]
) -> None:
    """Corridors square to the others, open to each of them, and entrances at the ends of the building."""
    wall = draft.style.corridor[0]
    for (_, a), (b, _) in zip(parts, parts[1:], strict=False):
        draft.add_room((a + wall, reach[0], b - wall, round(reach[1] - draft.style.party[1], 2)), "Corridor")
        for _, low, _, high in spine:
            draft.add_opening((a, low, a + wall, high), along_x=False, kind="passage")
            draft.add_opening((b - wall, low, b, high), along_x=False, kind="passage")
    if draft.style.entrances:
        for _, low, _, high in spine:
            middle = (low + high) / 2
            for x in (parts[0][0], parts[-1][1]):
                draft.add_opening((x, middle - 0.6, x, middle + 0.6), along_x=False, entrance=True)


def corridor_map(name: str, seed: int, blocks: int, width: float, cameras: int, style: Style = THICK) -> Map:
    """A corridor floor with cameras, and a sign beside each entrance."""
    draft = Draft(np.random.default_rng(seed), style)
    draw_floor(draft, blocks, width)
    rooms, solids = tuple(draft.rooms), tuple(draft.obstacles)
    level = Level(
        id="G",
        name="Ground floor",
        rooms=rooms,
        openings=tuple(draft.openings),
        obstacles=solids,
        cameras=tuple(_cameras(draft.chance, rooms, solids, cameras)),
        signs=tuple(_signs(draft.openings)),
    )
    return Map(name, _plan(name, level), tuple(draft.throats))


def _signs(openings: list[Opening]) -> Iterator[Sign]:
    middle = np.mean([o.line[0][0] for o in openings])
    for o in openings:
        if o.entrance:
            (x, y0), (_, y1) = o.line
            west = x < middle
            at = (x + (-0.5 if west else 0.5), max(y0, y1) + 0.5)
            yield Sign(
                id=f"s-{o.id}",
                at=at,
                height=1.6,
                facing=270.0 if west else 90.0,
                size=(0.297, 0.42),
                pictogram=0.1,
            )


def _cameras(
    chance: np.random.Generator, rooms: tuple[Room, ...], solids: tuple[Obstacle, ...], n: int
) -> Iterator[Camera]:
    """Cameras in rooms: 70 % near a wall, aimed at the middle of the room and some noise."""
    tree = shapely.STRtree([Polygon(o.polygon) for o in solids])
    made = 0
    while made < n:
        room = rooms[int(chance.integers(len(rooms)))]
        at = _place(chance, room.polygon)
        if not len(tree.query(shapely.Point(at), predicate="dwithin", distance=CLEAR)):
            yield _camera(chance, f"c{made}", at, np.array(room.polygon).mean(axis=0).tolist())
            made += 1


def _place(chance: np.random.Generator, ring: Ring) -> Point:
    (x0, y0), (x1, y1) = ring[0], ring[2]
    x, y = float(chance.uniform(x0 + 0.3, x1 - 0.3)), float(chance.uniform(y0 + 0.3, y1 - 0.3))
    if chance.random() < 0.7:
        off, side = float(chance.uniform(0.1, 0.3)), int(chance.integers(4))
        x = (x, x1 - off, x, x0 + off)[side]
        y = (y0 + off, y, y1 - off, y)[side]
    return round(x, 3), round(y, 3)


def _camera(chance: np.random.Generator, name: str, at: Point, towards: list[float]) -> Camera:
    horizontal = round(float(chance.uniform(40, 110)), 1)
    heading = degrees(atan2(towards[0] - at[0], towards[1] - at[1])) + float(chance.normal(0, 20))
    return Camera(
        id=name,
        at=at,
        height=round(float(chance.uniform(2.2, 3.0)), 2),
        heading=round(heading % 360, 2),
        tilt=round(float(chance.uniform(10, 35)), 1),
        optics=Optics(horizontal=horizontal, vertical=round(horizontal * 9 / 16, 1), ideal=True),
        range=round(float(chance.uniform(15, 30)), 1),
    )


def _plan(name: str, level: Level) -> Plan:
    return Plan(site=f"Bench {name}", file=f"{name}.yaml", venue="office", levels=(level,))


def hall_map(style: Style = THICK) -> Map:
    """A hall of 160 × 90 m in one room, with 220 columns and 1,300 shelves of which 30 % stand askew."""
    chance = np.random.default_rng(4)
    hall = Room(id="hall", polygon=((0.0, 0.0), (160.0, 0.0), (160.0, 90.0), (0.0, 90.0)), label="Hall")
    spots = [(1.0 + 2.92 * i, 1.0 + 3.02 * j) for i in range(54) for j in range(29)]
    order = chance.permutation(len(spots))[:1520]
    solids = tuple(
        Obstacle(id=f"o{k}", polygon=_standing(chance, spots[int(s)], column=k < 220))
        for k, s in enumerate(order)
    )
    around = tuple(_camera_rooms(hall))
    level = Level(
        id="G",
        name="Hall",
        rooms=(hall,),
        openings=(Opening(id="d0", kind="door", line=((80.0, 0.0), (83.0, 0.0)), entrance=True),)
        if style.entrances
        else (),
        obstacles=solids,
        cameras=tuple(_cameras(chance, around, solids, 200)),
    )
    return Map("hall", _plan("hall", level))


def _camera_rooms(hall: Room) -> Iterator[Room]:
    """Cells of the hall of about 10 × 10 m, for placing cameras only."""
    for i in range(16):
        for j in range(9):
            x, y = 10.0 * i, 10.0 * j
            yield replace(hall, polygon=((x, y), (x + 10.0, y), (x + 10.0, y + 10.0), (x, y + 10.0)))


def _standing(chance: np.random.Generator, spot: Point, *, column: bool) -> Ring:
    """A column or a shelf in a cell of 2.92 × 3.02 m."""
    side = float(chance.uniform(0.4, 0.8))
    wide, deep = (
        (side, side) if column else (float(chance.uniform(1.2, 2.6)), float(chance.uniform(0.4, 0.8)))
    )
    turn = float(chance.uniform(-0.6, 0.6)) if chance.random() < 0.3 else 0.0
    if not column and turn == 0.0 and chance.random() < 0.3:
        wide, deep = deep, wide
    x, y, c, s = spot[0] + 1.46, spot[1] + 1.51, cos(turn), sin(turn)
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    half = [(i * wide / 2, j * deep / 2) for i, j in corners]
    return tuple((round(x + c * u - s * v, 3), round(y + s * u + c * v, 3)) for u, v in half)


def turn_map(made: Map, angle: float) -> Map:
    """The map turned about the origin (radians, counter-clockwise)."""
    c, s = cos(angle), sin(angle)

    def turned(p: Point) -> Point:
        return c * p[0] - s * p[1], s * p[0] + c * p[1]

    def ring(points: Ring) -> Ring:
        return tuple(map(turned, points))

    by, level = degrees(angle), made.level
    level = replace(
        level,
        rooms=tuple(replace(r, polygon=ring(r.polygon)) for r in level.rooms),
        openings=tuple(replace(o, line=ring(o.line)) for o in level.openings),
        obstacles=tuple(replace(o, polygon=ring(o.polygon)) for o in level.obstacles),
        cameras=tuple(
            replace(k, at=turned(k.at), heading=((k.heading or 0.0) - by) % 360) for k in level.cameras
        ),
        signs=tuple(replace(k, at=turned(k.at), facing=((k.facing or 0.0) - by) % 360) for k in level.signs),
    )
    return replace(made, plan=replace(made.plan, levels=(level,)), throats=tuple(map(ring, made.throats)))


def small_map(style: Style = THICK) -> Map:
    """30 rooms, 20 cameras, square to the axes."""
    return corridor_map("small", 1, 1, 75.0, 20, style)


def mid_map(style: Style = THICK) -> Map:
    """About 180 rooms, 200 cameras, the whole plan turned by 0.197 radians."""
    return turn_map(corridor_map("mid", 2, 4, 110.0, 200, style), 0.197)


def big_map(style: Style = THICK) -> Map:
    """About 1,900 rooms, 2,000 cameras, square to the axes."""
    return corridor_map("big", 3, 12, 395.0, 2000, style)


def map_of_rooms(rooms: int, cameras: int, style: Style = THICK) -> Map:
    """A corridor floor of about so many rooms, as square as its blocks allow."""
    blocks = max(1, round((rooms / 30) ** 0.5))
    return corridor_map(
        f"rooms-{rooms}", 100 + rooms, blocks, ceil(rooms * 4.7 / (2 * blocks)), cameras, style
    )


MAPS: dict[str, Callable[[Style], Map]] = {
    "small": small_map,
    "mid": mid_map,
    "big": big_map,
    "hall": hall_map,
}


def native_text(made: Map) -> str:
    """The map as a native plan."""
    from offcamera.formats.write_native import write_native

    return write_native(made.plan)


def counts(made: Map) -> dict[str, int]:
    """What is on the map: rooms without corridors, edges, openings, obstacles and cameras."""
    level = made.level
    return {
        "rooms": sum(r.label != "Corridor" for r in level.rooms),
        "edges": sum(len(r.polygon) for r in level.rooms)
        + sum(len(o.polygon) for o in level.obstacles)
        + 4 * len(made.throats),
        "openings": len(level.openings),
        "obstacles": len(level.obstacles),
        "cameras": len(level.cameras),
    }
