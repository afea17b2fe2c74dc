"""Many lines, rings and polygons as flat arrays: what is made for all of them at once is made fast."""

from __future__ import annotations

from collections.abc import Sequence, Sized

import numpy as np
import shapely

from offcamera.sight.floor import Floats, Ints, Shapes


def join_lines(lines: Sequence[Floats]) -> tuple[Floats, Ints]:
    """The points (n, 2) of some lines, one line after the other, and for each the number of its line."""
    if not lines:
        return np.empty((0, 2)), np.empty(0, dtype=np.intp)
    return np.concatenate(lines), np.repeat(np.arange(len(lines)), [len(line) for line in lines])


def stretches_of(lines: Sequence[Floats]) -> tuple[Floats, Ints]:
    """The straight stretches (n, 2, 2) of some lines, and for each the number of its line."""
    points, number = join_lines(lines)
    on = np.flatnonzero(number[1:] == number[:-1])
    return np.stack([points[on], points[on + 1]], axis=1), number[on]


def next_in_ring(ring: Ints) -> Ints:
    """For each corner of rings, which follow one another, the place of the corner after it in its ring."""
    onward = np.arange(1, len(ring) + 1)
    onward[np.flatnonzero(np.diff(ring, append=-1))] = np.flatnonzero(np.diff(ring, prepend=-1))
    return onward


def places_of(asked: Ints, ordered: Ints) -> tuple[Ints, Ints]:
    """Where each asked number stands among numbers in order: pairs of places, of the asked and its equal."""
    first, last = (np.searchsorted(ordered, asked, side) for side in ("left", "right"))
    count = last - first
    equal = np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)
    return np.repeat(np.arange(len(asked)), count), equal


def split_like(points: Floats, lines: Sequence[Sized]) -> list[Floats]:
    """Points (n, 2) as lines of as many points each as some others have."""
    ends = np.cumsum([len(line) for line in lines]).tolist()
    return [points[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def polygons_from(shapes: Sequence[Sequence[Floats]]) -> Shapes:
    """Polygons out of rings (n, 2): of each shape the outline, then its holes."""
    if not shapes:
        return np.empty(0, dtype=object)
    points, ring = join_lines([ring for rings in shapes for ring in rings])
    rings = np.asarray(shapely.linearrings(points, indices=ring), dtype=object)
    owner = np.repeat(np.arange(len(shapes)), [len(rings) for rings in shapes])
    return np.asarray(shapely.polygons(rings, indices=owner), dtype=object)


def lines_from(lines: Sequence[Floats]) -> Shapes:
    """Shapely lines out of points (n, 2) of each."""
    if not lines:
        return np.empty(0, dtype=object)
    points, line = join_lines(lines)
    return np.asarray(shapely.linestrings(points, indices=line), dtype=object)


def points_from(places: Floats) -> Shapes:
    """Shapely points over places (n, 2), as an array even of one or none."""
    return np.atleast_1d(np.asarray(shapely.points(places), dtype=object))
