"""A floor in tiles is the floor: its pieces are those of the whole, whatever is taken out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from shapely.affinity import rotate
from shapely.geometry.base import BaseGeometry

from offcamera.sight import tiles
from offcamera.sight.floor import Shapes
from offcamera.sight.portals import Triangles, cut_up
from offcamera.sight.tiles import Parts, Tiles
from offcamera.sight.walk import pieces_of

#: The corners of a shape that a hair was taken off and put on again differ by less than this (m²).
SLIP = 2e-4


@pytest.fixture(autouse=True)
def _small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "_WHOLE", 14)
    monkeypatch.setattr(tiles, "_CORNERS", 14)
    monkeypatch.setattr(tiles, "_NARROW", 0.3)


def random_floor(seed: int) -> BaseGeometry:
    """Rooms with columns and walls in them, some square to the axes, some turned."""
    chance = np.random.default_rng(seed)
    rooms = [shapely.box(x, y, x + w, y + h) for x, y, w, h in chance.uniform((0, 0, 1, 1), 8, (6, 4))]
    walls = [shapely.box(x, y, x + w, y + 0.15) for x, y, w in chance.uniform(0, 10, (12, 3))]
    walls += [rotate(shapely.box(x, y, x + 0.2, y + h), 30) for x, y, h in chance.uniform(0, 10, (6, 3))]
    floor = shapely.union_all(rooms).difference(shapely.union_all(walls))
    return rotate(floor, 17 * (seed % 3), origin=(0, 0))


def random_areas(seed: int) -> Shapes:
    chance = np.random.default_rng([seed, 1])
    return np.array(
        [shapely.Point(x, y).buffer(r) for x, y, r in chance.uniform(0.2, 9, (5, 3)) * [1, 1, 0.3]]
    )


def pieces(parts: Parts) -> list[BaseGeometry]:
    """The connected floors, put together again."""
    wide = parts.wide(np.arange(len(parts.shapes)))
    return [shapely.union_all(wide[parts.label == label]) for label in np.unique(parts.label)]


def assert_alike(some: list[BaseGeometry], others: list[BaseGeometry]) -> None:
    """Every piece that is more than a slip is one of the others."""
    some, others = ([p for p in each if p.area > SLIP] for each in (some, others))
    assert len(some) == len(others)
    tree = shapely.STRtree(others)
    for piece in some:
        near = tree.geometries[tree.query(piece)]
        assert min(shapely.symmetric_difference(near, piece), key=shapely.area).area < SLIP


@pytest.mark.parametrize("seed", range(12))
def test_pieces_are_those_of_the_whole_floor(seed: int) -> None:
    floor = random_floor(seed)
    made = Tiles(floor)
    assert len(made.floors) > 10
    assert_alike(pieces(made.bare), pieces_of(floor))


@pytest.mark.parametrize("seed", range(12))
def test_what_is_left_is_the_floor_less_the_areas(seed: int) -> None:
    floor, areas = random_floor(seed), random_areas(seed)
    left = Tiles(floor).less(areas)
    assert_alike(pieces(left), pieces_of(floor.difference(shapely.union_all(areas))))
    assert 0 < left.cut.sum() < len(left.cut)


@pytest.mark.parametrize("seed", range(12))
def test_a_cut_that_differs_near_a_place_is_made_anew_there_alone(seed: int) -> None:
    floor, areas = random_floor(seed), random_areas(seed)
    made = Tiles(floor)
    base = made.less(areas)
    fewer = areas.copy()
    fewer[0] = areas[0].difference(areas[1].buffer(0.5))
    again = made.less(fewer, base, areas[0].buffer(0.001))
    assert_alike(pieces(again), pieces(Tiles(floor).less(fewer)))
    assert (again.cut == Tiles(floor).less(fewer).cut).all()


def ways_of(triangles: Triangles) -> Counter[tuple[float, ...]]:
    """Where one walks from triangle into triangle: the ends of each portal, rounded."""
    ends = np.round(np.hstack([triangles.ways.left, triangles.ways.right]), 6)
    return Counter(map(tuple, ends.tolist()))


@pytest.mark.parametrize("seed", range(12))
def test_triangles_renewed_are_those_made_at_once(seed: int) -> None:
    floor, areas = random_floor(seed), random_areas(seed)
    made = Tiles(floor)
    left = made.less(areas[:3], made.less(areas), shapely.union_all(areas[3:]))
    fresh = cut_up(left.wide(np.arange(len(left.shapes))), left.pairs)
    assert left.triangles.shapes.shape == fresh.shapes.shape
    assert shapely.area(left.triangles.shapes).sum() == pytest.approx(shapely.area(fresh.shapes).sum())
    assert ways_of(left.triangles) == ways_of(fresh)


@pytest.mark.parametrize("seed", range(6))
def test_every_way_has_its_way_back(seed: int) -> None:
    ways = Tiles(random_floor(seed)).bare.triangles.ways
    there = Counter(zip(ways.out_of.tolist(), ways.into.tolist(), strict=True))
    back = Counter(zip(ways.into.tolist(), ways.out_of.tolist(), strict=True))
    assert there == back


def necks() -> Iterator[tuple[float, float, bool]]:
    """How wide a neck is, where along the floor it lies, and whether one walks through it."""
    for at in np.linspace(2.0, 8.0, 25):
        yield 0.0019, float(at), False
        yield 0.0021, float(at), True


@pytest.mark.parametrize(("wide", "at", "joined"), list(necks()))
def test_a_neck_of_two_millimetres_joins_wherever_the_seams_lie(wide: float, at: float, joined: bool) -> None:
    """Case 33: what meets through less is apart. The neck is short, so that seams may fall into it."""
    wall = shapely.box(at, -1, at + 0.02, 1.0 - wide / 2), shapely.box(at, 1.0 + wide / 2, at + 0.02, 3)
    pegs = [shapely.box(x, 0.3, x + 0.05, 0.35) for x in np.arange(0.5, 9.5, 0.4) if abs(x - at) > 0.2]
    floor = shapely.box(0, 0, 10, 2).difference(shapely.union_all([*wall, *pegs]))
    parts = Tiles(floor).bare
    assert len(parts.shapes) > 4
    assert (len(pieces(parts)) == 1) is joined


def test_a_floor_that_only_touches_in_a_point_is_two() -> None:
    corner = shapely.union_all([shapely.box(0, 0, 5, 5), shapely.box(5, 5, 9, 9)])
    assert len(pieces(Tiles(corner).bare)) == 2


def test_no_floor_has_no_pieces() -> None:
    parts = Tiles(shapely.Polygon()).bare
    assert len(parts.shapes) == 0
    assert len(parts.triangles.shapes) == 0
