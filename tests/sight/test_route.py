"""The shortest walks over a floor: taut, and to the part of a goal that is nearest."""

from __future__ import annotations

import pytest
import shapely

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
