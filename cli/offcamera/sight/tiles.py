"""A floor in tiles: which pieces of it hang together once something is taken out, worked out near the cut.

Two pieces are apart where they meet in a point or through less than 2 mm (case 33): so the floor is narrowed
by a millimetre on every side. Narrowing looks no farther than that, and each tile is narrowed with a strip of
its neighbours: the pieces are those of the floor narrowed as a whole, cut at the seams, where they overlap by
a hair and so find each other again. What is taken out changes the tiles that it meets, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Bools, Ints, Shapes
from offcamera.sight.overlay import areas_in, common_part, common_parts, grow_all, less, less_each, together
from offcamera.sight.portals import Triangles, cut_up, renew

#: A floor of no more corners than this is one tile: to narrow it as a whole costs little.
_WHOLE = 4000
#: A tile has not many more corners of the floor than this, and is no narrower than so much (m).
_CORNERS, _NARROW = 250, 1.0
#: The strip of its neighbours with which a tile is narrowed, and the hair by which pieces overlap (m).
_STRIP, _HAIR = 0.005, 1e-6
#: More areas than this are joined before they are taken out of a tile.
_MANY = 3
#: Pieces that meet through less than this are apart (m); case 33.
APART = 0.002

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Parts:
    """What is left of a floor: pieces (n,) within their tiles, a millimetre inside their edge.

    ``tile`` of each piece (n,); ``pairs`` (m, 2) of pieces that are joined across a seam; ``cut`` (t,) the
    tiles that something was taken out of. ``base`` are the parts that these were made from, ``kept`` of it
    the pieces that come first here, in the order that they have there.
    """

    tiles: Tiles
    shapes: Shapes
    tile: Ints
    pairs: Ints
    cut: Bools
    base: Parts | None = None
    kept: Bools | None = None

    @cached_property
    def label(self) -> Ints:
        """The number of the connected floor that each piece belongs to."""
        return _label(len(self.shapes), self.pairs)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The pieces by place."""
        return shapely.STRtree(self.shapes)

    def near(self, area: BaseGeometry, distance: float) -> Ints:
        """The pieces that lie within a distance (m) of an area."""
        return np.asarray(self.tree.query(area, predicate="dwithin", distance=distance))

    def wide(self, which: Ints) -> Shapes:
        """Some pieces as wide as the floor was, each within its tile."""
        boxes = self.tiles.boxes[self.tile[which]]
        return common_parts(grow_all(self.shapes[which], APART / 2), boxes)

    def only(self, which: Ints) -> Parts:
        """Some of the pieces alone (in rising order)."""
        number = np.full(len(self.shapes), -1)
        number[which] = np.arange(len(which))
        pairs = number[self.pairs]
        joined = pairs[(pairs >= 0).all(axis=1)]
        return Parts(self.tiles, self.shapes[which], self.tile[which], joined, self.cut)

    @cached_property
    def triangles(self) -> Triangles:
        """The pieces in triangles."""
        if self.base is None or self.kept is None:
            return cut_up(self.wide(np.arange(len(self.shapes))), self.pairs)
        new = np.arange(int(self.kept.sum()), len(self.shapes))
        return renew(self.base.triangles, self.kept, self.wide(new), self.pairs)


class Tiles:
    """A floor in tiles, each with its strip of the neighbours (m)."""

    def __init__(self, floor: BaseGeometry) -> None:
        found = list(_tiles_of(floor)) if not floor.is_empty else []
        self.floors: Shapes = np.array([shape for shape, _ in found], dtype=object)
        self.boxes: Shapes = shapely.box(*np.array([box for _, box in found]).reshape(-1, 4).T)
        self._wide: Shapes = _box_about(self.boxes, _HAIR)
        self.tree = shapely.STRtree(self.floors)
        self.places = shapely.STRtree(self.boxes)

    @cached_property
    def bare(self) -> Parts:
        """The pieces of the whole floor."""
        shapes, tile = self._narrow(np.arange(len(self.floors)), self.floors)
        pairs = _touching(shapes, shapes)
        return Parts(self, shapes, tile, pairs, np.zeros(len(self.floors), dtype=bool))

    def less(self, taken: Shapes, base: Parts | None = None, near: BaseGeometry | None = None) -> Parts:
        """The pieces that are left when some areas are taken out.

        Where ``base`` is given it is known what other areas leave that differ only ``near`` a place.
        """
        base = base or self.bare
        if near is None:
            which, met = self.tree.query(taken, predicate="intersects")
            tiles = np.unique(met)
        else:
            tiles = np.sort(self.tree.query(near, predicate="intersects"))
            order, which = shapely.STRtree(taken).query(self.floors[tiles], predicate="intersects")
            met = tiles[order]
        if not len(tiles):
            return base
        cut = base.cut.copy()
        cut[tiles] = False
        cut[met] = True
        left = _take(self.floors[tiles], taken[which], np.searchsorted(tiles, met))
        return self._renew(base, cut, tiles, left)

    def _renew(self, base: Parts, cut: Bools, tiles: Ints, left: Shapes) -> Parts:
        """The pieces of the tiles that did not change, as they were, and then the new ones."""
        changed = np.zeros(len(cut), dtype=bool)
        changed[tiles] = True
        shapes, tile = self._narrow(tiles, left)
        kept = ~changed[base.tile]
        number = np.cumsum(kept) - 1
        old = base.shapes[kept]
        pairs = number[base.pairs[kept[base.pairs].all(axis=1)]]
        across = _touching(shapes, old) + np.array([0, len(old)])
        return Parts(
            self,
            np.concatenate([old, shapes]),
            np.concatenate([base.tile[kept], tile]),
            np.concatenate([pairs, across, _touching(shapes, shapes) + len(old)]),
            cut,
            base,
            kept,
        )

    def _narrow(self, tiles: Ints, floors: Shapes) -> tuple[Shapes, Ints]:
        """The pieces in some tiles, and the tile of each."""
        narrow = common_parts(grow_all(floors, -APART / 2), self._wide[tiles])
        shapes, which = shapely.get_parts(narrow, return_index=True)
        areas = shapely.area(shapes) > 0
        return shapes[areas], tiles[which[areas]]


@lru_cache(maxsize=16)
def tiles_of(floor: BaseGeometry) -> Tiles:
    """The tiles of a floor; those of the last few floors are kept."""
    return Tiles(floor)


def _tiles_of(floor: BaseGeometry) -> Iterable[tuple[BaseGeometry, Box]]:
    whole = shapely.get_num_coordinates(floor) <= _WHOLE
    return [(floor, floor.bounds)] if whole else _halve(floor, floor.bounds)


def _halve(shape: BaseGeometry, box: Box) -> Iterator[tuple[BaseGeometry, Box]]:
    """The tiles of a floor within a box: halved across the longer side until they are simple enough."""
    at = _middle(shape, box) if shapely.get_num_coordinates(shape) > _CORNERS else None
    if at is None:
        yield shape, box
        return
    left, low, right, high = box
    across = right - left >= high - low
    for half in (
        ((left, low, at, high), (at, low, right, high))
        if across
        else ((left, low, right, at), (left, at, right, high))
    ):
        part = common_part(shape, shapely.box(*half).buffer(_STRIP, join_style="mitre"))
        if not part.is_empty:
            yield from _halve(shapely.multipolygons(areas_in(part)), half)


def _middle(shape: BaseGeometry, box: Box) -> float | None:
    """Where to halve a box: between two corners, with as many on either side; None where it is too small."""
    axis = 0 if box[2] - box[0] >= box[3] - box[1] else 1
    values = np.unique(shapely.get_coordinates(shape)[:, axis])
    inner = values[(values > box[axis] + _NARROW) & (values < box[axis + 2] - _NARROW)]
    half = len(inner) // 2
    return float(inner[half - 1] + inner[half]) / 2 if half else None


def _box_about(boxes: Shapes, by: float) -> Shapes:
    low_x, low_y, high_x, high_y = shapely.bounds(boxes).T
    return np.asarray(shapely.box(low_x - by, low_y - by, high_x + by, high_y + by))


def _take(floors: Shapes, taken: Shapes, floor: Ints) -> Shapes:
    """What is left of some floors, each area being taken out of the floor of its number."""
    left = floors.copy()
    order = np.argsort(floor, kind="stable")
    first = np.searchsorted(floor[order], np.arange(len(floors) + 1))
    for number in np.flatnonzero(np.diff(first) > _MANY):
        several = together(taken[order[first[number] : first[number + 1]]])
        left[number] = less(floors[number], several)
    few = order[np.diff(first)[floor[order]] <= _MANY]
    rank = np.arange(len(few)) - np.searchsorted(floor[few], floor[few])
    for turn in range(rank.max(initial=-1) + 1):  # the first area of each floor, then the second
        now = few[rank == turn]
        left[floor[now]] = less_each(left[floor[now]], taken[now])
    return left


def _touching(some: Shapes, others: Shapes) -> Ints:
    """The pairs (m, 2) of pieces that overlap at a seam; in one array each pair but once."""
    a, b = shapely.STRtree(others).query(some, predicate="intersects")
    return np.stack([a, b], axis=1)[a < b] if some is others else np.stack([b, a], axis=1)


def _label(n: int, pairs: Ints) -> Ints:
    """The least number that hangs together with each of ``n``: hooked and halved until nothing moves."""
    label = np.arange(n)
    while True:
        least = np.minimum(label[pairs[:, 0]], label[pairs[:, 1]])
        new = label.copy()
        for end in (0, 1):
            np.minimum.at(new, label[pairs[:, end]], least)
        while (new[new] != new).any():
            new = new[new]
        if (new == label).all():
            return label
        label = new
