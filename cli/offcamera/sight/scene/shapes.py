"""The rooms, openings, walls and obstacles of a level as numbered shapes with height bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import inf

import numpy as np

from offcamera.model.place import Ring
from offcamera.model.plan import Level
from offcamera.model.space import Opening, Wall
from offcamera.sight.flat import next_in_ring, split_like
from offcamera.sight.floor import Band, Floats, Floor, HoleShape, RoomShape, SolidShape, WallShape
from offcamera.units import COINCIDENT


def _turned(rings: Sequence[Ring], holes: Sequence[bool]) -> Iterator[Floats]:
    """Rings as arrays of corners (n, 2), counter-clockwise; those that are holes clockwise."""
    lengths = [len(ring) for ring in rings]
    figures = chain.from_iterable(chain.from_iterable(rings))
    points = np.fromiter(figures, dtype=float, count=2 * sum(lengths)).reshape(-1, 2)
    ring = np.repeat(np.arange(len(rings)), lengths)
    (x, y), (onward_x, onward_y) = points.T, points[next_in_ring(ring)].T
    turn = np.bincount(ring, x * onward_y - onward_x * y, len(rings))
    backward = (turn > 0) == np.array(holes, dtype=bool)
    for corners, turned in zip(split_like(points, rings), backward.tolist(), strict=True):
        yield corners[::-1].copy() if turned else corners


def floor_of(level: Level) -> Floor:
    """The level in the kernel's words."""
    outlines = [ring for r in level.rooms for ring in (r.polygon, *r.holes)]
    are_holes = [k > 0 for r in level.rooms for k in range(1 + len(r.holes))]
    solids = [o.polygon for o in level.obstacles]
    rings = _turned([*outlines, *solids], [*are_holes, *(False for _ in solids)])
    rooms = tuple(
        RoomShape(tuple(next(rings) for _ in range(1 + len(r.holes))), r.outdoor, r.floor)
        for r in level.rooms
    )
    n = len(level.openings)
    return Floor(
        rooms=rooms,
        holes=tuple(HoleShape(np.array(o.line), _bands_of(o, i)) for i, o in enumerate(level.openings)),
        joins=tuple(_joins(level)),
        walls=tuple(
            _wall_of(w, n + i, level.ceiling) for i, w in enumerate(level.walls) if w.glazing != "clear"
        ),
        solids=tuple(
            SolidShape(next(rings), *_blocks(o.base, o.height, level.ceiling)) for o in level.obstacles
        ),
        devices=np.array([*(c.at for c in level.cameras), *(s.at for s in level.signs)]).reshape(-1, 2),
        marks=np.array([corner for zone in level.zones for corner in zone.polygon]).reshape(-1, 2),
        reach=max(50.0, *(c.range or 0.0 for c in level.cameras)) if level.cameras else 50.0,
    )


def _joins(level: Level) -> Iterable[tuple[int, int]]:
    number = {room.id: i for i, room in enumerate(level.rooms)}
    return {tuple(sorted((number[r.id], number[o]))) for r in level.rooms for o in r.open if o in number}  # type: ignore[misc]  # a sorted pair is a pair


def _blocks(base: float, height: float | None, ceiling: float) -> tuple[float, float]:
    """Heights that are opaque; what stands on the floor or reaches the ceiling goes on without end."""
    low = -inf if base <= COINCIDENT else base
    return low, inf if height is None or height >= ceiling - COINCIDENT else height


def _wall_of(wall: Wall, leaf: int, ceiling: float) -> WallShape:
    low, high = _blocks(wall.base, wall.height, ceiling)
    return WallShape(np.array(wall.line), low, high, leaf if wall.glazing == "frosted" else None)


def hides(opening: Opening) -> bool:
    """Is it a pane that hides and cannot be opened?"""
    return opening.fixed and opening.glazing in ("frosted", "opaque")


def _bands_of(opening: Opening, number: int) -> tuple[Band, ...]:
    """The heights that an opening clears, and by which leaf they are closed (design 3.1; case 10)."""
    low = -inf if opening.sill <= COINCIDENT else opening.sill
    high = inf if opening.head is None else opening.head
    clear = (
        opening.kind == "passage"
        or opening.glazing == "clear"
        or (opening.kind == "window" and opening.glazing is None)
    )
    whole = Band(low, high, None if clear else number, hole=number)
    pane = opening.pane
    if clear or pane is None or pane.glazing != "clear":
        return (whole,)
    return (whole, Band(max(low, pane.sill), min(high, pane.head), None, hole=number))
