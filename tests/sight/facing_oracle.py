"""A slow second opinion on signs that warn only whoever faces them (case 16), on the grid of ``sign_oracle``.

Each step of a walker is asked by itself: from a place where a sign can be read, a step is unwarned when it
leads more than the angle away from the sign. Nothing here knows of patches, distances or brackets.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.model.place import Point
from sight.oracle import Bools, Floats
from sight.sign_oracle import SHOULDER, Asked, Grid, stands

#: Steps over sides and corners of cells, and those of a knight: sixteen directions.
STEPS = tuple(
    (i, j) for i in range(-2, 3) for j in range(-2, 3) if math.gcd(i, j) == 1 and abs(i) + abs(j) <= 3
)
#: So much farther off than the angle a step must lead to be surely unwarned (degrees), and so much longer
#: than nothing a leg through a legible place must be to be surely warned (m).
SLACK, FELT = 2.0, 0.05


@dataclass(frozen=True, slots=True)
class Notice:
    """A sign of a level: where it hangs and from where it can be read (plan, m)."""

    at: Point
    area: BaseGeometry


def angles_off(steps: Floats, to: Floats) -> Floats:
    """The angle between each step and the way to a sign (degrees)."""
    size = np.maximum(np.hypot(*steps.T) * np.hypot(*to.T), 1e-12)
    return np.degrees(np.arccos(np.clip((steps * to).sum(axis=1) / size, -1.0, 1.0)))


def walks_in(grid: Grid, asked: Asked, notices: Sequence[Notice], angle: float) -> Bools:
    """The watched cells that some walk surely reaches without facing a sign that can be read."""
    field = grid.field(replace(asked, notice=shapely.Polygon()), strict=True)
    read = [(n, grid.inside(n.area.buffer(1.2 * grid.pitch)) & ~field.late) for n in notices]
    rim = np.zeros(grid.shape, dtype=bool)
    rim[2:-2, 2:-2] = True
    free = field.clear & rim.ravel()
    ways = [(i * grid.shape[1] + j, grid.pitch * np.array([[i, j]], dtype=float)) for i, j in STEPS]
    reached = field.starts & free
    edge = np.flatnonzero(reached)
    while len(edge):
        on = np.unique(np.concatenate([_onward(grid, read, free, edge, way, angle) for way in ways]))
        edge = on[~reached[on]]
        reached[edge] = True
    return reached & field.goal


def _onward(
    grid: Grid,
    read: Sequence[tuple[Notice, Bools]],
    free: Bools,
    edge: np.typing.NDArray[np.int64],
    way: tuple[int, Floats],
    angle: float,
) -> np.typing.NDArray[np.int64]:
    """The free cells to which one step leads unwarned from those of an edge."""
    by, step = way
    edge = edge[free[edge + by]]
    for notice, cells in read:
        legible = cells[edge] | cells[edge + by]
        off = angles_off(step, np.array(notice.at) - grid.points[edge])
        edge = edge[~legible | (off > angle + SLACK)]
    return edge + by


def warned_on(walk: Sequence[Point], notices: Sequence[Notice], angle: float) -> str:
    """Where a walk that is told to be unwarned surely faces a sign that can be read; empty when nowhere."""
    for a, b in pairwise(walk):
        leg, step = shapely.LineString([a, b]), np.array([[b[0] - a[0], b[1] - a[1]]])
        for notice in notices:
            inside = leg.intersection(notice.area.buffer(-FELT / 2))
            for x, y in shapely.get_coordinates(inside) if inside.length > FELT else ():
                if angles_off(step, np.array([notice.at]) - [x, y])[0] < angle - SLACK:
                    return f"it faces a sign at [{x:.3f}, {y:.3f}]"
    return ""


def wander_facing(
    grid: Grid,
    notices: Sequence[Notice],
    angle: float,
    goals: Sequence[Point],
    crowd: tuple[int, int, np.random.Generator],
) -> Floats:
    """The places (k, 2) at which random walkers stood, never having made a step that a sign could warn.

    ``crowd``: how many, how many steps of 0.2 m, and chance. Every second step is tried straight away from
    the nearest sign: so a walker backs through where it can be read.
    """
    n, steps, chance = crowd
    clear = grid.clear_floor(SHOULDER + 0.01, strict=True)
    cells = np.flatnonzero(grid.starts(clear, strict=True))
    if not len(cells):
        return np.empty((0, 2))
    read = [(np.array(s.at), s.area.buffer(0.05)) for s in notices]
    at, stood = grid.points[chance.choice(cells, n)], []
    to = np.array(goals)[chance.integers(len(goals), size=n)]
    way = chance.uniform(0, math.tau, n)
    for _ in range(steps):
        aim = np.arctan2(*(to - at).T[::-1])
        way = np.where(chance.random(n) < 0.12, aim, way) + chance.normal(0, 0.45, n)
        step = 0.2 * np.column_stack([np.cos(way), np.sin(way)])
        free = stands(grid, clear, at + step) & stands(grid, clear, at + step / 2)
        for sign, area in read:
            met = np.logical_or.reduce([shapely.contains_xy(area, at + t * step) for t in (0.0, 0.5, 1.0)])
            free &= ~(met & (angles_off(step, sign - at) <= angle))
        at = np.where(free[:, None], at + step, at)
        way = np.where(free, way, chance.uniform(0, math.tau, n))
        stood.append(at[free])
    return np.vstack(stood)
