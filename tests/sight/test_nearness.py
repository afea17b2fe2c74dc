"""What is told of many places at once is what is told of each alone."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from offcamera.sight.flat import next_in_ring, places_of, polygons_from
from offcamera.sight.floor import Floats
from offcamera.sight.nearness import distances, near_places, on_stretches
from offcamera.sight.triangles import tile

WITHIN = 1e-3


def scattered(seed: int, n: int) -> Floats:
    """Places on a grid and off it, many of them a hair from another one, some on the rim of a cell."""
    chance = np.random.default_rng(seed)
    places = np.round(chance.uniform(-2, 2, (n, 2)), 1)
    places += chance.uniform(-1, 1, (n, 2)) * chance.choice([0.0, WITHIN, 3 * WITHIN], n)[:, None]
    rim = (np.arange(-20, 20) - 0.3711) * 64 * WITHIN
    rims = np.concatenate([rim - WITHIN, rim, rim + WITHIN])
    pairs = [np.column_stack([rims + dx, rims[::-1] + dy]) for dx in (-3e-4, 3e-4) for dy in (-3e-4, 3e-4)]
    return np.concatenate([places, *pairs])


@pytest.mark.parametrize("seed", range(5))
def test_near_places_are_all_that_are_near(seed: int) -> None:
    places = scattered(seed, 400)
    away = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    told = {(i, j) for i, j in zip(*near_places(places, WITHIN), strict=True)}
    assert told == {(i, j) for i, j in zip(*np.nonzero(away <= WITHIN), strict=True) if i < j}
    assert len(told) > 40


@pytest.mark.parametrize("seed", range(5))
def test_places_on_stretches_are_those_that_lie_near_one(seed: int) -> None:
    chance = np.random.default_rng(seed)
    places, stretches = scattered(seed, 200), chance.uniform(-2, 2, (50, 2, 2))
    stretches[::2] = np.round(stretches[::2], 1)
    stretches[:5, 1] = stretches[:5, 0]  # no length at all
    away = shapely.distance(shapely.points(places)[:, None], shapely.linestrings(stretches))
    told = set(zip(*on_stretches(places, stretches, 0.02), strict=True))
    assert told == set(zip(*np.nonzero(away <= 0.02), strict=True))
    assert distances(stretches, places[:50]) == pytest.approx(np.diag(away[:50]), abs=1e-12)


def test_equal_numbers_are_paired() -> None:
    asked, equal = places_of(np.array([5, 1, 7]), np.array([1, 1, 4, 5]))
    assert list(zip(asked.tolist(), equal.tolist(), strict=True)) == [(0, 3), (1, 0), (1, 1)]
    assert next_in_ring(np.array([0, 0, 0, 1, 1])).tolist() == [1, 2, 0, 4, 3]


@pytest.mark.parametrize("seed", range(5))
def test_tiles_cover_a_floor_and_leave_out_its_holes(seed: int) -> None:
    chance = np.random.default_rng(seed)
    spots = [(x, y) for x in range(1, 30, 3) for y in range(1, 18, 3) if y != 10 or x < 16]
    sizes = chance.choice([1.0, 2.0, 2.9], (len(spots), 2))
    holes = [
        shapely.get_coordinates(shapely.box(x, y, x + w, y + h).exterior)[:-1]
        for (x, y), (w, h) in zip(spots, sizes.tolist(), strict=True)
    ]
    outline = np.array([(0.0, 0.0), (33, 0), (33, 10), (20, 10.5), (33, 11), (33, 21), (0, 21)])
    floor = polygons_from([[outline, *holes]])[0]
    tiles, _ = tile(floor, 40)
    assert len(tiles) > 10
    assert sum(t.area for t in tiles) == pytest.approx(floor.area)
    assert shapely.union_all(tiles, grid_size=1e-9).symmetric_difference(floor).area < 1e-6
