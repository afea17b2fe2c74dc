"""Node the lines of many cells at once, where that is plain: a tenth of the time of a grid for each cell.

Plain is a cell whose corners lie on its lines, or well off them. A corner on a line becomes a corner of it;
lines that cross between their corners, or corners that all but meet, are left to the grid (``subdivide``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from offcamera.sight.floor import Bools, Floats, Ints, Shapes
from offcamera.sight.nearness import on_stretches

#: A corner this near to a line (m) lies on it; far below the tolerance of coincidence, far above rounding.
_ON = 1e-7
#: Corners are rounded to this many parts of a metre, as the grid of ``subdivide`` has it.
_PARTS = 1e8


@dataclass(frozen=True, slots=True)
class _Segments:
    """Straight stretches from ``start`` to ``end`` (n, 2), with the number of the cell and line of each."""

    start: Floats
    end: Floats
    cell: Ints
    line: Ints

    def only(self, which: Bools | Ints) -> _Segments:
        """Some of them."""
        return _Segments(self.start[which], self.end[which], self.cell[which], self.line[which])

    def bundles(self) -> Shapes:
        """The lines of each cell, out of stretches that follow one another."""
        last = np.flatnonzero(np.diff(self.line, append=-1))
        points = np.insert(self.start, last + 1, self.end[last], axis=0)
        number = np.repeat(np.arange(len(last)), np.diff(last, prepend=-1) + 1)
        lines = np.asarray(shapely.linestrings(points, indices=number), dtype=object)
        return np.asarray(shapely.multilinestrings(lines, indices=self.cell[last]), dtype=object)


def node_all(lines: Shapes, cell: Ints, cells: int) -> tuple[Shapes, Bools]:
    """The lines of each of so many cells, noded, and which cells were plain; the others are not to be used.

    ``cell`` tells the cell of each line; none is without lines.
    """
    order = np.argsort(cell, kind="stable")
    lines, cell = lines[order], cell[order]
    corners, part = shapely.get_coordinates(lines, return_index=True)
    corners = np.round(corners * _PARTS) / _PARTS
    on = np.flatnonzero(part[1:] == part[:-1])
    drawn = _whole(_Segments(corners[on], corners[on + 1], cell[part[on]], part[on]))
    whose, which = _corners_on(drawn, corners, cell[part])
    plain = np.ones(cells, dtype=bool)
    plain[drawn.cell[which[_nearly_ends(drawn, corners[whose], which)]]] = False
    parted = _part(drawn, corners[whose], which)
    noded = np.asarray(shapely.union_all(parted.bundles()[:, None], axis=1), dtype=object)
    stretches = shapely.get_num_coordinates(noded) - shapely.get_num_geometries(noded)
    plain &= stretches == _count_each_once(parted, cells)  # else lines cross between their corners
    return noded, plain


def _whole(segments: _Segments) -> _Segments:
    return segments.only((segments.start != segments.end).any(axis=1))


def _corners_on(segments: _Segments, corners: Floats, cell: Ints) -> tuple[Ints, Ints]:
    """Corners that lie on a stretch of their own cell without being an end of it: pairs of numbers."""
    corner, on = on_stretches(corners, np.stack([segments.start, segments.end], axis=1), _ON)
    at, inner = corners[corner], cell[corner] == segments.cell[on]
    for ends in (segments.start[on], segments.end[on]):
        inner &= (at != ends).any(axis=1)
    return corner[inner], on[inner]


def _nearly_ends(segments: _Segments, at: Floats, which: Ints) -> Bools:
    """Which places lie so near to an end of a stretch that they all but meet."""
    ends = (segments.start[which], segments.end[which])
    nearly: Bools = np.min([np.hypot(*(at - end).T) for end in ends], axis=0) <= _ON
    return nearly


def _part(segments: _Segments, at: Floats, which: Ints) -> _Segments:
    """The stretches parted at places on them."""
    start, along = segments.start[which], segments.end[which] - segments.start[which]
    share = ((at - start) * along).sum(axis=1) / (along**2).sum(axis=1)
    every = np.arange(len(segments.cell))
    number = np.concatenate([every, which, every])
    order = np.lexsort((np.concatenate([np.zeros(len(every)), share, np.ones(len(every))]), number))
    points = np.concatenate([segments.start, at, segments.end])[order]
    number = number[order]
    on = np.flatnonzero(number[1:] == number[:-1])
    return _whole(_Segments(points[on], points[on + 1], segments.cell[number[on]], segments.line[number[on]]))


def _count_each_once(segments: _Segments, cells: int) -> Ints:
    """How many stretches each cell has, those that lie on each other counted once, whichever way they run."""
    (ax, ay), (bx, by) = segments.start.T, segments.end.T
    turned = (ax > bx) | ((ax == bx) & (ay > by))
    low = np.where(turned, (bx, by), (ax, ay))
    high = np.where(turned, (ax, ay), (bx, by))
    keys = np.array([*low, *high, segments.cell])
    keys = keys[:, np.lexsort(keys)]
    new = np.append(True, np.any(keys[:, 1:] != keys[:, :-1], axis=0))
    return np.bincount(keys[-1][new].astype(np.intp), minlength=cells)
