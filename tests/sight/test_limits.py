"""Clipping: what is cut away must be outside, whatever rounding left in the polygon."""

from __future__ import annotations

import pytest

from offcamera.sight.limits import area_of, clip, eliminate_height, nearest_in, through_face, within_range

SQUARE = [(2.0, -1.0), (4.0, -1.0), (4.0, 1.0), (2.0, 1.0)]


def test_two_corners_an_ulp_apart_take_nothing_from_a_range() -> None:
    twice = [(2.0, -1.0), (4.0, -1.0), (4.0, 1.0), (4.0 - 2e-16, 1.0 + 2e-16), (2.0, 1.0), (2.0 + 4e-16, 1.0)]
    whole = area_of(within_range(SQUARE, 3.0))
    assert area_of(within_range(twice, 3.0)) == pytest.approx(whole, rel=1e-9)


def test_a_range_keeps_what_is_near_and_bulges_out_by_a_millimetre_at_most() -> None:
    polygon = [(0.0, 0.0), (50.0, -30.0), (50.0, 30.0)]
    kept = within_range(polygon, 10.0)
    reach = [(x * x + y * y) ** 0.5 for x, y in kept]
    assert max(reach) <= 10.001
    assert min(r for r in reach if r > 1) >= 10.0 - 1e-9


def test_a_polygon_within_range_is_left_as_it_is() -> None:
    assert within_range(SQUARE, 5.0) is SQUARE


def test_clipping_away_everything_leaves_nothing() -> None:
    assert clip(SQUARE, [(1.0, 0.0, -9.0)]) == []


@pytest.mark.parametrize(("place", "seen"), [(3.01, True), (3.45, True), (3.47, False), (6.5, False)])
def test_a_low_hatch_shows_a_strip_of_floor(place: float, seen: bool) -> None:
    # A hatch 3 m ahead, from 1.1 to 1.4 m; a camera at 2.7 m; one height only, the hips at 1.2 m.
    face = through_face(1 / 3, 0.0, 1.1, 1.4, 2.7)
    hips = type(face)((), ((0.0, 0.0, 1.5),), ((0.0, 0.0, 1.5),))
    strip = clip([(3.0, -1.0), (9.0, -1.0), (9.0, 1.0), (3.0, 1.0)], eliminate_height(face + hips))
    xs = [x for x, _ in strip]
    # 2.7 − 1.5/s between 1.1 and 1.4, so 1.5/s between 1.3 and 1.6: from the hatch at s = 1 to s = 1.154.
    assert (min(xs) <= place <= max(xs)) is seen


def test_the_nearest_place_of_a_polygon_round_the_camera_is_the_camera() -> None:
    assert nearest_in([(-1.0, -1.0), (1.0, -1.0), (0.0, 2.0)]) == (0.0, 0.0)
    assert nearest_in(SQUARE) == (2.0, 0.0)
