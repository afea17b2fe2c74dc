"""The shortest walks over a floor: taut, and to the part of a goal that is nearest."""

from __future__ import annotations

import heapq
from math import inf

import numpy as np
import pytest
import shapely
from shapely.affinity import rotate

from offcamera.sight import tiles
from offcamera.sight.cuts import Cuts
from offcamera.sight.floor import Vector
from offcamera.sight.reach import Site, Storey
from offcamera.sight.route import Sleeves, Ways, length_of
from offcamera.sight.tiles import Tiles
from offcamera.sight.unwarned import find_walk


def ways_from(floor: shapely.Geometry, start: Vector) -> Ways:
    return Ways(Sleeves(Tiles(floor).bare.triangles), [("front", start)])


def shortest(floor: shapely.Geometry, start: Vector, goal: shapely.Geometry) -> tuple[Vector, ...]:
    walk = ways_from(floor, start).shortest(goal)
    assert walk is not None
    return walk.points


def test_a_walk_leads_to_the_nearest_part_of_a_goal_beyond_the_triangle_where_it_starts() -> None:
    """However the square is cut, a corner of it lies in the triangle of the start; the near part does not."""
    corners = [shapely.box(x, y, x + 0.2, y + 0.2) for x in (0, 9.8) for y in (0, 9.8)]
    near = shapely.box(5.1, 4.4, 5.3, 4.6)
    walk = shortest(shapely.box(0, 0, 10, 10), (5.0, 5.3), shapely.union_all([*corners, near]))
    assert length_of(walk) < 1.0


def test_a_walk_goes_taut_round_a_corner() -> None:
    floor = shapely.box(0, 0, 10, 10).difference(shapely.box(0, 4, 8, 6))
    walk = shortest(floor, (1.0, 1.0), shapely.box(0.9, 9, 1.1, 9.1))
    assert length_of(walk) == pytest.approx(58**0.5 + 2 + (6.9**2 + 3**2) ** 0.5, abs=0.01)


def test_ways_found_once_serve_other_goals() -> None:
    floor = shapely.box(0, 0, 10, 10).difference(shapely.box(0, 4, 8, 6))
    ways = ways_from(floor, (1.0, 1.0))
    for goal in [shapely.box(x, 9, x + 0.2, 9.1) for x in (0.5, 4, 7)]:
        assert ways.shortest(goal) == ways_from(floor, (1.0, 1.0)).shortest(goal)


def test_a_start_in_view_is_a_walk_of_no_length() -> None:
    """Though no corner of where it begins is in view, and not its middle either."""
    floor, watched = shapely.box(0, 0, 10, 10), shapely.box(1, 1, 2, 2)
    site = Site({"G": Storey(floor, (("hall", floor),), {"c": watched}, {})})
    walk = find_walk(site, Cuts(site).bare, {"G": watched}, [("G", "c")])
    assert walk is not None
    assert (walk.length, walk.seen_after, walk.camera) == (0.0, 0.0, "c")


def comb(seed: int) -> shapely.Geometry:
    """A floor without a hole, with walls from either side in turn: all ways from place to place are one."""
    tops = np.random.default_rng(seed).uniform(3, 9.5, 12)
    low = [shapely.box(x, -1, x + 0.2, top) for x, top in zip(np.arange(1, 21, 3.4), tops[::2], strict=True)]
    high = [
        shapely.box(x, 10 - top, x + 0.2, 11)
        for x, top in zip(np.arange(2.7, 21, 3.4), tops[1::2], strict=True)
    ]
    return rotate(shapely.box(0, 0, 21, 10).difference(shapely.union_all(low + high)), 31 * (seed % 2))


def columns(seed: int) -> shapely.Geometry:
    """A hall full of columns, which one may pass on either side."""
    chance = np.random.default_rng(seed)
    stand = [shapely.box(x, y, x + w, y + 0.4) for x, y, w in chance.uniform(0.3, 9, (12, 3)) * [1, 1, 0.3]]
    return shapely.box(0, 0, 10, 10).difference(shapely.union_all(stand))


def exact_length(floor: shapely.Geometry, start: Vector, goal: shapely.Point) -> float:
    """The shortest way over a floor by its visibility graph."""
    places = np.array([start, goal.coords[0], *np.unique(shapely.get_coordinates(floor), axis=0)])
    i, j = np.triu_indices(len(places), 1)
    lines = shapely.linestrings(np.stack([places[i], places[j]], axis=1))
    wide = floor.buffer(1e-9)
    shapely.prepare(wide)
    free = shapely.covers(wide, lines)
    steps: dict[int, list[tuple[float, int]]] = {n: [] for n in range(len(places))}
    for a, b, length in zip(
        i[free].tolist(), j[free].tolist(), shapely.length(lines[free]).tolist(), strict=True
    ):
        steps[a].append((length, b))
        steps[b].append((length, a))
    queue, known = [(0.0, 0)], set[int]()
    while queue:
        length, at = heapq.heappop(queue)
        if at == 1:
            return length
        if at not in known:
            known.add(at)
            for step, onward in steps[at]:
                heapq.heappush(queue, (length + step, onward))
    return inf


def ends_in(floor: shapely.Geometry, seed: int) -> tuple[Vector, shapely.Point]:
    """Two places well on a floor, far apart."""
    chance = np.random.default_rng([seed, 3])
    inner = floor.buffer(-0.1)
    low_x, low_y, high_x, high_y = inner.bounds
    places = chance.uniform((low_x, low_y), (high_x, high_y), (400, 2))
    x, y = places[shapely.contains_xy(inner, places)].T
    a, b = int(x.argmin()), int(x.argmax())
    return (float(x[a]), float(y[a])), shapely.Point(x[b], y[b])


@pytest.mark.parametrize(("corners", "longer"), [(1000, 1.0), (12, 1.01)])
@pytest.mark.parametrize("seed", range(8))
def test_a_walk_round_walls_is_the_shortest(
    monkeypatch: pytest.MonkeyPatch, seed: int, corners: int, longer: float
) -> None:
    """Where all ways are one the funnel makes it taut; corners of many tiles may turn it aside a little."""
    monkeypatch.setattr(tiles, "_WHOLE", corners)
    monkeypatch.setattr(tiles, "_CORNERS", corners)
    floor = comb(seed)
    start, goal = ends_in(floor, seed)
    walk, exact = shortest(floor, start, goal), exact_length(floor, start, goal)
    assert exact - 2e-3 < length_of(walk) < longer * exact + 2e-3
    assert shapely.LineString(walk).difference(floor.buffer(0.003)).is_empty


@pytest.mark.parametrize("corners", [12, 1000])
@pytest.mark.parametrize("seed", range(12))
def test_a_walk_among_columns_is_not_much_longer_than_the_shortest(
    monkeypatch: pytest.MonkeyPatch, seed: int, corners: int
) -> None:
    monkeypatch.setattr(tiles, "_WHOLE", corners)
    monkeypatch.setattr(tiles, "_CORNERS", corners)
    floor = columns(seed)
    start, goal = ends_in(floor, seed)
    walk, exact = shortest(floor, start, goal), exact_length(floor, start, goal)
    assert exact - 2e-3 < length_of(walk) < 1.2 * exact
    assert shapely.LineString(walk).difference(floor.buffer(0.003)).is_empty


def test_of_many_starts_the_nearest_is_taken() -> None:
    """Though all of them lie in one triangle, and another one is first in the list."""
    floor = shapely.box(0, 0, 10, 10)
    starts = [("far", (0.5, 0.5)), ("near", (8.5, 0.5)), ("farther", (0.1, 0.1))]
    walk = Ways(Sleeves(Tiles(floor).bare.triangles), starts).shortest(shapely.box(9.9, 9, 10, 10))
    assert walk is not None
    assert walk.start == "near"


def test_a_goal_that_cannot_be_reached_has_no_walk() -> None:
    floor = shapely.union_all([shapely.box(0, 0, 4, 4), shapely.box(5, 0, 9, 4)])
    assert ways_from(floor, (1.0, 1.0)).shortest(shapely.box(6, 1, 7, 2)) is None
