"""One table of corners: corners of different rooms that nearly coincide become one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from math import floor

import numpy as np

from offcamera.sight.flat import join_lines
from offcamera.sight.floor import Floats
from offcamera.sight.nearness import near_places


class Corners:
    """Points that are told apart only when they are farther from each other than a tolerance (m).

    The first point of a cluster stands for it, so that exact drawings stay exact.
    """

    def __init__(self, tolerance: float) -> None:
        self.tolerance = tolerance
        self.moved = 0.0
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The point that stands for (x, y)."""
        i, j = floor(x / self.tolerance), floor(y / self.tolerance)
        best, least = None, self.tolerance
        for key in ((i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
            for point in self._cells.get(key, ()):
                away = ((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5
                if away < least:
                    best, least = point, away
        if best is None:
            self._cells.setdefault((i, j), []).append((x, y))
            return x, y
        self.moved = max(self.moved, least)
        return best


def weld_rings(rooms: Sequence[Sequence[Floats]], tolerance: float) -> tuple[list[list[Floats]], float]:
    """Weld the corners of all rings within ``tolerance`` (m); also says the farthest that one was moved.

    Two corners of one ring are never made one: a narrow feature stays.
    """
    points, ring = join_lines([ring for rings in rooms for ring in rings])
    # Only a corner with another one near by can be moved, or can move one.
    each, which = np.unique(points, axis=0, return_inverse=True)
    near = np.isin(which.ravel(), np.concatenate(near_places(each, tolerance)))
    touched = set(ring[near].tolist())
    corners = Corners(tolerance)
    number = count()
    welded = [[_weld(r, corners) if next(number) in touched else r for r in rings] for rings in rooms]
    return welded, corners.moved


def _weld(ring: Floats, corners: Corners) -> Floats:
    placed = [corners.place(x, y) for x, y in ring.tolist()]
    return np.array(placed) if len(set(placed)) == len(placed) else ring
