"""Floors to measure on, made from a seed: three corridor floors and an open hall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil, cos, degrees, sin

import numpy as np
import shapely
from shapely.geometry import Polygon

from bench.aimed import aim_cameras
from bench.corridors import THICK, THIN, Draft, Style, draw_floor, signs_at
from offcamera.model.place import Point, Ring
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Obstacle, Opening, Room

__all__ = [
    "MAPS",
    "THICK",
    "THIN",
    "Map",
    "Style",
    "big_map",
    "counts",
    "map_of_rooms",
    "native_text",
    "small_map",
]


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
        cameras=tuple(aim_cameras(draft.chance, rooms, solids, cameras)),
        signs=tuple(signs_at(draft.openings)),
    )
    return Map(name, _plan(name, level), tuple(draft.throats))


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
        cameras=tuple(aim_cameras(chance, around, solids, 200)),
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
