"""Masks: an image mask hides a place only where the whole person is inside it (case 19)."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from offcamera.sight.field import find_lens
from offcamera.sight.mask import Aim, hidden_by_image

LENS = find_lens(60.0, 40.0, ideal=True)
DROPS = (0.7, 2.6)  # a body of 0.1 to 2.0 m under a camera at 2.7 m


def image_of(aim: Aim, place: tuple[float, float], drop: float) -> tuple[float, float] | None:
    """The image point of a place, worked out from vectors and none of the code under test."""
    h, t = np.radians(aim.heading), np.radians(aim.tilt)
    axis = np.array([np.sin(h) * np.cos(t), np.cos(h) * np.cos(t), -np.sin(t)])
    right = np.array([np.cos(h), -np.sin(h), 0.0])
    up = np.cross(right, axis)
    ray = np.array([*place, -drop])
    if ray @ axis <= 0:
        return None
    x, y = ray @ right / (ray @ axis), ray @ up / (ray @ axis)
    return x / np.tan(np.radians(30)), y / np.tan(np.radians(20))


MASKS = {
    "left half": [(-1, -1), (0, -1), (0, 1), (-1, 1)],
    "a slanting strip": [(-0.9, -0.8), (-0.2, -1.0), (0.6, 0.7), (0.1, 0.95)],
    "an L": [(-0.8, -0.9), (0.8, -0.9), (0.8, -0.2), (0.1, -0.2), (0.1, 0.9), (-0.8, 0.9)],
}


@pytest.mark.parametrize("name", MASKS)
@pytest.mark.parametrize("aim", [Aim(LENS, 30.0, 20.0), Aim(LENS, 200.0, 0.0), Aim(LENS, 300.0, 35.0)])
def test_a_hidden_place_has_its_whole_body_inside_the_mask(name: str, aim: Aim) -> None:
    ring = MASKS[name]
    hidden = hidden_by_image(ring, aim, DROPS)
    drawn_in = shapely.Polygon(ring).buffer(-0.04, join_style="mitre").buffer(1e-9)
    rng = np.random.default_rng(7)
    places = rng.uniform(-15, 15, (4000, 2))
    inside = shapely.contains(hidden, shapely.points(places))
    for place in places[inside]:
        for drop in np.linspace(*DROPS, 9):
            point = image_of(aim, tuple(place), float(drop))
            assert point is not None
            assert drawn_in.covers(shapely.Point(point))


def test_a_convex_mask_hides_every_place_whose_body_is_inside_it() -> None:
    aim = Aim(LENS, 30.0, 20.0)
    hidden = hidden_by_image(MASKS["left half"], aim, DROPS)
    drawn_in = shapely.Polygon(MASKS["left half"]).buffer(-0.04, join_style="mitre").buffer(-1e-9)
    rng = np.random.default_rng(8)
    found = 0
    for place in rng.uniform(-15, 15, (4000, 2)):
        points = [image_of(aim, tuple(place), d) for d in DROPS]
        if all(p is not None and drawn_in.covers(shapely.Point(p)) for p in points):
            found += 1
            assert hidden.covers(shapely.Point(place))
    assert found > 50


def test_a_man_on_a_masked_patch_of_floor_is_not_hidden_by_the_patch_alone() -> None:
    # Camera at 2.7 m, mask over the floor 6 to 9 m ahead: at the head it covers 2.4 to 3.7 m only.
    aim = Aim(LENS, 0.0, 15.0)
    corners = [image_of(aim, place, 2.7) for place in ((-0.5, 6.0), (0.5, 6.0), (0.5, 9.0), (-0.5, 9.0))]
    assert all(c is not None for c in corners)
    hidden = hidden_by_image([c for c in corners if c is not None], aim, DROPS)
    assert not hidden.intersects(shapely.Point(0.0, 7.5))
