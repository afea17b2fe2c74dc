"""Which of many places lie near to each other or to stretches, all told at once."""

from __future__ import annotations

import numpy as np
import shapely

from offcamera.sight.flat import points_from
from offcamera.sight.floor import Floats, Ints, Vector, lines_of

#: Cells of the grid in which near places are looked for are so many times as wide as the distance: few places
#: lie near the rim of one. Its origin is shifted, as drawings like round figures.
_CELLS = 64.0
_SHIFT = 0.3711
#: Cells are numbered row by row; where the numbers of two run together, distance still tells them apart.
_ROW = 1 << 31
#: No stretch is divided by a length of nothing.
_TINY = 1e-300


def near_places(places: Floats, distance: float) -> tuple[Ints, Ints]:
    """Pairs of places (n, 2) at most so far from each other (m), the lower number first, in order."""
    corners = [
        np.floor((places + np.array([dx, dy])) / (_CELLS * distance) + _SHIFT).astype(np.int64)
        for dx in (-distance, distance)
        for dy in (-distance, distance)
    ]
    cells = np.stack([c[:, 0] * _ROW + c[:, 1] for c in corners])
    new = np.vstack([np.ones(len(places), dtype=bool), cells[1:] != cells[0]])
    cell, place = cells[new], np.nonzero(new)[1]
    order = np.argsort(cell, kind="stable")
    i, j = _pairs_of_equals(cell[order], place[order])
    near = (i != j) & (np.hypot(*(places[i] - places[j]).T) <= distance)
    low, high = np.minimum(i, j)[near], np.maximum(i, j)[near]
    order = np.lexsort((high, low))
    return low[order], high[order]


def _pairs_of_equals(cell: Ints, place: Ints) -> tuple[Ints, Ints]:
    """Every two places of one cell; the cells come in order."""
    some, others = [], []
    for step in range(1, len(cell)):
        same = np.flatnonzero(cell[step:] == cell[:-step])
        if not len(same):
            break
        some.append(place[same])
        others.append(place[same + step])
    none = np.empty(0, dtype=np.intp)
    return np.concatenate([none, *some]), np.concatenate([none, *others])


def on_stretches(places: Floats, stretches: Floats, distance: float) -> tuple[Ints, Ints]:
    """Pairs of places (n, 2) and stretches (m, 2, 2) that are at most so far from each other (m)."""
    if not len(places) or not len(stretches):
        none = np.empty(0, dtype=np.intp)
        return none, none
    low, high = stretches.min(axis=1) - distance, stretches.max(axis=1) + distance
    place, stretch = shapely.STRtree(lines_of(np.stack([low, high], axis=1))).query(points_from(places))
    near = distances(stretches[stretch], places[place]) <= distance
    return place[near], stretch[near]


def distances(stretches: Floats, places: Floats | Vector) -> Floats:
    """How far places (n, 2), or one, lie from as many stretches (n, 2, 2)."""
    start = stretches[:, 0]
    along = stretches[:, 1] - start
    share = ((places - start) * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), _TINY)
    apart: Floats = np.hypot(*(start + np.clip(share, 0, 1)[:, None] * along - places).T)
    return apart
