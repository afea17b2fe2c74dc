"""The field of a lens: the numbers of cases 5 to 8, 13, 14 and 34, and that it is never under-told."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from math import atan2, cos, hypot, inf, isclose, radians, sin, sqrt, tan

import pytest

from offcamera.sight.density import Imager, best_density, density_at
from offcamera.sight.field import (
    Drop,
    Lens,
    field_of_fixed,
    field_of_view,
    find_lens,
    full_circle,
)
from offcamera.sight.limits import (
    Limits,
    Part,
    between_heights,
    eliminate_height,
    through_face,
    within_range,
)
from offcamera.sight.sweep import Sweep, field_of_sweep

Vector = tuple[float, float]
#: From the head of a person to the shins, under a camera at 2.7 m.
BODY = Drop(0.7, 2.6)


def holds(parts: Sequence[Part], place: Vector, drop: Drop, slack: float = 1e-7) -> bool:
    """Is some point of a vertical line at the place inside the field?"""
    return any(_in_cone(part, place) and _in_some_body(part, place, drop, slack) for part in parts)


def _in_cone(part: Part, place: Vector) -> bool:
    (rx, ry), (lx, ly), (x, y) = part.right, part.left, place
    return rx * y - ry * x >= -1e-9 and x * ly - y * lx >= -1e-9


def _in_some_body(part: Part, place: Vector, drop: Drop, slack: float) -> bool:
    x, y = place
    line = Limits((), ((0.0, 0.0, drop.least),), ((0.0, 0.0, drop.most),))
    return any(
        all(a * x + b * y + c >= -slack for a, b, c in eliminate_height(body + line)) for body in part.bodies
    )


def at_drop(k: float) -> Drop:
    """One height only, k below the camera."""
    return Drop(k, k)


def image_rays(
    lens: Lens, heading: float, tilt: float, steps: int = 7
) -> Iterator[tuple[float, float, float]]:
    """Directions (x, y, down) of the points of an ideal image, worked out from vectors."""
    h, t = radians(heading), radians(tilt)
    side, up = lens.side or 0.0, lens.up or 0.0
    for i in range(steps):
        for j in range(steps):
            u, w = side * (2 * i / (steps - 1) - 1), up * (2 * j / (steps - 1) - 1)
            f, down = cos(t) + w * sin(t), sin(t) - w * cos(t)
            yield f * sin(h) + u * cos(h), f * cos(h) - u * sin(h), down


# --- case 5: tilt turns the side planes too ---------------------------------------------------------------


def field_of_case_5() -> list[Part]:
    return field_of_fixed(find_lens(100, 56, ideal=True), 0.0, 45.0, at_drop(2.5))


@pytest.mark.parametrize(
    ("ahead", "sideways", "seen"),
    [
        (0.77, 2.74, True),  # a plan wedge of 50 degrees would end at 0.91 m
        (0.77, -2.74, True),
        (0.77, 2.78, False),
        (0.75, 0.0, False),
        (8.0, 8.0 * tan(radians(39)), True),
        (400.0, 400.0 * tan(radians(41)), False),  # far away it is the other way round: 40.1 degrees
    ],
)
def test_the_side_planes_lean_with_the_tilt(ahead: float, sideways: float, seen: bool) -> None:
    assert holds(field_of_case_5(), (sideways, ahead), at_drop(2.5)) is seen


@pytest.mark.parametrize("heading", [0, 73, 180, 305.5])
def test_a_heading_turns_the_field_clockwise(heading: float) -> None:
    a = radians(heading)
    parts = field_of_fixed(find_lens(60, 40, ideal=True), heading, 0.0, BODY)
    assert holds(parts, (4 * sin(a), 4 * cos(a)), BODY)
    assert holds(parts, (4 * sin(a + 0.5), 4 * cos(a + 0.5)), BODY)
    assert not holds(parts, (4 * sin(a + 0.6), 4 * cos(a + 0.6)), BODY)
    assert not holds(parts, (-4 * sin(a), -4 * cos(a)), BODY)


@pytest.mark.parametrize("sideways", [-1, 1])
def test_without_a_tilt_the_field_holds_every_tilt_and_little_more(sideways: int) -> None:
    lens, k = find_lens(80, 40, ideal=True), 2.5
    parts = field_of_fixed(lens, 0.0, None, at_drop(k))
    for f in (0.0, 0.4, 1.0, 3.0, 9.0, 30.0):
        edge = tan(radians(40)) * hypot(f, k)
        assert holds(parts, (sideways * edge * 0.999, f), at_drop(k)), f
        assert not holds(parts, (sideways * edge * 1.04, f), at_drop(k)), f
    assert holds(parts, (sideways * tan(radians(40)) * k * 0.99, -0.99 * k), at_drop(k))


def test_without_a_tilt_nothing_is_lost() -> None:
    chance = random.Random(5)
    lost = []
    for _ in range(4000):
        across, down = chance.uniform(20, 170), chance.choice([None, chance.uniform(15, 120)])
        tilt, height = chance.uniform(0, 90), chance.uniform(0.5, 4)
        drop, lens = Drop(height - 2, height - 0.1), find_lens(across, down, ideal=chance.random() < 0.5)
        place = (chance.uniform(-8, 8), chance.uniform(-4, 8))
        told = holds(field_of_fixed(lens, 0.0, None, drop), place, drop, 1e-6)
        if holds(field_of_fixed(lens, 0.0, tilt, drop), place, drop) and not told:
            lost.append((across, down, tilt, height, place))
    assert lost == []


def test_a_fixed_field_holds_every_point_of_its_image() -> None:
    chance = random.Random(8)
    for _ in range(150):
        lens = find_lens(chance.uniform(20, 140), chance.uniform(15, 110), ideal=True)
        heading, tilt, k = chance.uniform(0, 360), chance.uniform(-80, 90), chance.uniform(0.1, 3)
        parts = field_of_fixed(lens, heading, tilt, at_drop(k))
        for x, y, down in image_rays(lens, heading, tilt):
            if down > 1e-3:
                assert holds(parts, (x * k / down, y * k / down), at_drop(k), 1e-5)


def test_a_wider_lens_never_takes_from_a_field() -> None:
    """Over the limits at 70 degrees, where the box reaches 90 degrees off the axis, and at 180 (case 8)."""
    chance = random.Random(6)
    widths = [30, 60, 69.9, 70.1, 90, 110, 125, 127.2, 127.4, 140, 170, 179, 180, 200, 360]
    for _ in range(300):
        tilt, k, high = chance.choice([0.0, chance.uniform(-20, 85)]), chance.uniform(0.2, 3), None
        if chance.random() < 0.7:
            high = chance.uniform(15, 60)
        place = (chance.uniform(-6, 6), chance.uniform(-6, 6))
        for ideal in (True, False):
            lenses = [find_lens(w, high, ideal=ideal) for w in widths]
            seen = [
                holds(field_of_fixed(lens, 0.0, tilt, at_drop(k)), place, at_drop(k), 1e-6) for lens in lenses
            ]
            assert seen == sorted(seen), (tilt, k, high, ideal, place)


# --- case 7: wide lenses ----------------------------------------------------------------------------------


def test_a_wide_lens_is_a_box_that_holds_the_equidistant_image() -> None:
    lens = find_lens(103, 55, ideal=False)
    assert lens.side == pytest.approx(1.43, abs=0.005)
    assert lens.up == pytest.approx(0.77, abs=0.006)
    ideal = find_lens(103, 55, ideal=True)
    assert (ideal.side, ideal.up) == (pytest.approx(1.26, abs=0.005), pytest.approx(0.52, abs=0.005))


def test_a_narrow_lens_is_what_it_says() -> None:
    lens = find_lens(60, 40, ideal=False)
    assert lens.side == pytest.approx(tan(radians(30)))
    assert lens.up == pytest.approx(tan(radians(20)))


@pytest.mark.parametrize(("across", "down"), [(150, 110), (127.4, None), (179, 100)])
def test_a_box_that_reaches_90_degrees_has_no_limit_but_the_azimuth(
    across: float, down: float | None
) -> None:
    assert find_lens(across, down, ideal=False).beyond


def test_a_lens_that_says_nothing_sees_all_round() -> None:
    assert find_lens(None, 40, ideal=True) == Lens(None, None)
    parts = field_of_fixed(find_lens(None, 40, ideal=True), 90.0, 20.0, BODY)
    assert holds(parts, (-3.0, 0.5), BODY)


# --- case 8: no heading, 180 degrees ----------------------------------------------------------------------


@pytest.mark.parametrize("place", [(3, 0), (-3, 0.1), (0, -3), (0.2, 5), (0.001, 0.001)])
def test_without_a_heading_a_camera_sees_all_round(place: Vector) -> None:
    assert holds(field_of_fixed(find_lens(40, 30, ideal=True), None, 20.0, BODY), place, BODY)
    assert holds(full_circle(), place, BODY)


def test_180_degrees_on_a_wall_is_the_front_half() -> None:
    parts = field_of_fixed(find_lens(180, None, ideal=False), 0.0, 0.0, BODY)
    assert holds(parts, (50.0, 0.001), BODY)
    assert holds(parts, (-50.0, 0.001), BODY)
    assert not holds(parts, (0.0, -0.5), BODY)


@pytest.mark.parametrize("across", [179.0, 180.0, 220.0])
def test_a_tilted_lens_of_180_degrees_sees_behind_its_foot(across: float) -> None:
    parts = field_of_fixed(find_lens(across, None, ideal=True), 0.0, 45.0, at_drop(2.6))
    assert holds(parts, (0.0, -1.0), at_drop(2.6))


# --- case 14: the sweep of a PTZ --------------------------------------------------------------------------


def random_ptz(seed: int) -> tuple[Lens, Sweep, Drop, random.Random]:
    chance = random.Random(seed)
    lens = find_lens(chance.uniform(5, 70), chance.uniform(4, 50), ideal=True)
    pan, tilt = None, None
    if chance.random() < 0.8:
        start = chance.uniform(0, 360)
        pan = (start, (start + chance.uniform(1, 340)) % 360)
    if chance.random() < 0.9:
        low = chance.uniform(-30, 80)
        tilt = (low, chance.uniform(low, 90))
    k = chance.uniform(0.2, 4)
    return lens, Sweep(pan, tilt), at_drop(k), chance


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_ptz_can_turn_to_is_in_its_field(seed: int) -> None:
    lens, sweep, drop, chance = random_ptz(seed)
    parts, k = field_of_sweep(lens, sweep, drop), drop.most
    start, width = (0.0, 360.0) if sweep.pan is None else (sweep.pan[0], (sweep.pan[1] - sweep.pan[0]) % 360)
    low, high = sweep.tilt or (-90.0, 90.0)
    tried, missed = 0, []
    for _ in range(40):
        heading = start + width * chance.choice([0, 1, chance.random()])
        tilt = low + (high - low) * chance.choice([0, 1, chance.random()])
        for x, y, down in image_rays(lens, heading, tilt, 6):
            if down > 0.02:
                tried += 1
                place = (x * k / down, y * k / down)
                missed += [] if holds(parts, place, drop, 1e-6 * max(1.0, hypot(*place))) else [place]
    assert missed == []
    assert tried > 50


def sweep_of_case_14() -> list[Part]:
    """h 60, v 34, tilt 30 to 60, pan ± 40, drop 2.5 m."""
    return field_of_sweep(find_lens(60, 34, ideal=True), Sweep((320.0, 40.0), (30.0, 60.0)), at_drop(2.5))


@pytest.mark.parametrize("azimuth", [0, 25, 39])
def test_the_far_limit_of_a_sweep_is_that_of_the_corner(azimuth: float) -> None:
    a = radians(azimuth)
    assert holds(sweep_of_case_14(), (12.3 * sin(a), 12.3 * cos(a)), at_drop(2.5))
    assert not holds(sweep_of_case_14(), (12.6 * sin(a), 12.6 * cos(a)), at_drop(2.5))


def test_the_ends_of_a_sweep_reach_far_past_the_last_heading_near_the_foot() -> None:
    a, near = radians(40 + 66), 0.6  # the steepest rows end at 2.5 / tan 77° = 0.58 m
    assert holds(sweep_of_case_14(), (near * sin(a), near * cos(a)), at_drop(2.5))
    far = 6.0
    assert not holds(sweep_of_case_14(), (far * sin(a), far * cos(a)), at_drop(2.5))


def test_the_stops_of_a_sweep_keep_something_out() -> None:
    parts = sweep_of_case_14()
    assert not holds(parts, (0.0, -5.0), at_drop(2.5))
    assert not holds(parts, (0.0, 0.3), at_drop(2.5))


def test_a_sweep_without_stops_or_lens_is_the_full_circle() -> None:
    lens = find_lens(60, 34, ideal=True)
    for parts in (
        field_of_sweep(lens, Sweep(None, None), BODY),
        field_of_sweep(find_lens(None, None, ideal=True), Sweep((0.0, 10.0), (0.0, 5.0)), BODY),
        field_of_sweep(lens, Sweep(None, (0.0, 5.0)), Drop(-3, 3, known=False)),
    ):
        assert holds(parts, (0.3, -7.0), BODY)


def test_a_sweep_that_passes_under_its_foot_sees_the_disc_about_it() -> None:
    lens, d = find_lens(60, 34, ideal=True), 2.5
    parts = field_of_sweep(lens, Sweep((0.0, 20.0), (30.0, 85.0)), at_drop(d))
    t, y, side = radians(85), tan(radians(17)), tan(radians(30))
    radius = d * sqrt((cos(t) - y * sin(t)) ** 2 + side**2) / (sin(t) + y * cos(t))
    corner = atan2(side, cos(t) - y * sin(t))  # the azimuth of the lowest corners off the heading
    a = radians(20) + corner
    assert holds(parts, (0.99 * radius * sin(a), 0.99 * radius * cos(a)), at_drop(d))


# --- case 27: the view as drawn ---------------------------------------------------------------------------


def test_a_drawn_view_is_joined_with_the_triangles_to_its_corners() -> None:
    parts = field_of_view([(-1.0, 2.0), (1.0, 2.0), (1.5, 6.0), (-1.5, 6.0)])
    for place, seen in {
        (0.0, 1.0): True,
        (0.9, 2.5): True,
        (0.0, 5.9): True,
        (0.0, 6.1): False,
        (1.3, 2.0): False,
        (0.0, -0.5): False,
    }.items():
        assert holds(parts, place, BODY) is seen, place


@pytest.mark.parametrize("turn", [1, -1])
def test_a_view_drawn_either_way_round_is_the_same(turn: int) -> None:
    corners = [(-1.0, -1.0), (5.0, -1.0), (5.0, 3.0), (-1.0, 3.0)][::turn]
    parts = field_of_view(corners)
    assert holds(parts, (4.9, 2.9), BODY)
    assert holds(parts, (-0.9, -0.9), BODY)
    assert not holds(parts, (5.1, 0.0), BODY)


# --- case 13: the shadow of a face ------------------------------------------------------------------------


def is_hidden(face: Vector, camera: float, height: float, scale: float) -> bool:
    """Does the light of every open band miss the point at ``scale`` times the distance of the face?"""
    bands = [(-inf, face[0]), (face[1], inf)]
    point = between_heights(height, height, camera)
    return not any(
        all(
            a * scale + c >= -1e-9
            for a, _, c in eliminate_height(through_face(1.0, 0.0, *band, camera) + point)
        )
        for band in bands
    )


def hidden_scales(face: Vector, c: float, z: float) -> Vector | None:
    """The table of case 13: from which scale to which a face hides the height z from a camera at c."""
    a, b = face
    if z < c:
        if a >= c or b < z:
            return None
        return (1.0 if a <= z else (c - z) / (c - a)), (inf if b >= c else (c - z) / (c - b))
    if b <= c or a > z:
        return None
    return (1.0 if b >= z else (z - c) / (b - c)), (inf if a <= c else (z - c) / (a - c))


def test_the_shadow_of_a_face_is_as_in_the_table() -> None:
    chance = random.Random(13)
    hidden = 0
    for _ in range(20_000):
        a = chance.uniform(0, 2.5)
        face = (a, a + chance.uniform(0.05, 2))
        c, z, s = chance.uniform(0.3, 3), chance.uniform(0, 2.2), 1 + chance.expovariate(0.7)
        scales = hidden_scales(face, c, z)
        if scales is not None and any(isclose(s, limit, rel_tol=1e-6) for limit in scales):
            continue
        told = scales is not None and scales[0] <= s <= scales[1]
        assert is_hidden(face, c, z, s) is told, (face, c, z, s)
        hidden += told
    assert 3_000 < hidden < 17_000


def test_a_door_phone_sees_no_head_over_a_partition_beyond_half_as_far_again() -> None:
    assert not is_hidden((0.0, 1.4), 1.0, 1.6, 1.49)
    assert is_hidden((0.0, 1.4), 1.0, 1.6, 1.51)
    assert is_hidden((0.0, 1.4), 1.0, 1.6, 1000.0)


def test_level_with_the_camera_everything_behind_is_hidden_or_nothing() -> None:
    assert is_hidden((0.0, 1.8), 1.6, 1.6, 40.0)
    assert not is_hidden((0.0, 1.5), 1.6, 1.6, 40.0)
    assert not is_hidden((1.7, 2.5), 1.6, 1.6, 1.0)


# --- case 34: arcs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reach", [2.0, 15.0, 30.0, 96.0])
def test_the_arc_of_a_range_stands_out_by_a_millimetre_at_most(reach: float) -> None:
    wide = [(0.0, 0.0), (3 * reach, -2 * reach), (3 * reach, 2 * reach)]
    corners = [p for p in within_range(wide, reach) if hypot(*p) > 1e-9]
    distances = [hypot(*p) for p in corners]
    middles = [hypot((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in itertools.pairwise(corners)]
    assert max(distances) <= reach + 0.0011
    assert min(*distances, *middles) >= reach - 1e-9


# --- case 6: density --------------------------------------------------------------------------------------


def imager(pixels: int, across: float, *, ideal: bool = True) -> Imager:
    return Imager(pixels, across, None, ideal, 0.0, 0.0)


def reach_of(lens: Imager, off_axis: float, density: float) -> float:
    """How far (m) a surface that faces the camera still has this density, so far off the axis."""
    a = radians(off_axis)
    return density_at(lens, 10 * cos(a), 10 * sin(a), 0.0) * 10 / density


@pytest.mark.parametrize(
    ("pixels", "across", "off_axis", "density", "metres"),
    [
        (1920, 110, 0, 20, 33.6),
        (1920, 110, 55, 20, 102.2),
        (3840, 110, 0, 476, 2.8),
        (3840, 110, 50, 476, 6.8),
        (1920, 60, 0, 250, 6.65),
    ],
)
def test_density_of_an_ideal_lens(
    pixels: int, across: float, off_axis: float, density: float, metres: float
) -> None:
    assert reach_of(imager(pixels, across), off_axis, density) == pytest.approx(metres, abs=0.1)


def test_a_lens_of_170_degrees_has_its_20_pixels_as_far_as_a_real_one() -> None:
    assert reach_of(imager(1920, 170, ideal=False), 0, 20) == pytest.approx(32.4, abs=0.1)
    assert reach_of(imager(1920, 180, ideal=False), 0, 20) > 30


@pytest.mark.parametrize("off_axis", [0, 20, 40, 54])
def test_of_a_wide_lens_the_larger_density_is_told(off_axis: float) -> None:
    wide, ideal = (reach_of(imager(1920, 110, ideal=word), off_axis, 20) for word in (False, True))
    assert wide >= ideal
    assert wide >= 1920 / radians(110) / 20 - 1e-9


def test_density_falls_with_the_slant_not_with_the_floor() -> None:
    lens = imager(1920, 60)
    assert density_at(lens, 0.0, 3.0, 4.0) * 5 == pytest.approx(density_at(lens, 0.0, 5.0, 0.0) * 5, rel=0.4)
    flat = [density_at(Imager(1920, 40, None, False, None, None), f, 0.0, 2.0) for f in (1.0, 2.0, 5.0, 9.0)]
    assert flat == sorted(flat, reverse=True)


def test_the_best_density_is_a_bound_for_every_place_captured() -> None:
    chance = random.Random(37)
    lens = Imager(1920, 90, 55, True, 0.0, 20.0)
    square = [(-1.0, 2.0), (2.0, 2.0), (2.0, 5.0), (-1.0, 5.0)]
    best = best_density(lens, [square], (0.7, 2.6))
    for _ in range(300):
        x, y, k = chance.uniform(-1, 2), chance.uniform(2, 5), chance.uniform(0.7, 2.6)
        assert density_at(lens, y, x, k) <= best * 1.02
    assert best_density(lens, [], (0.7, 2.6)) == 0.0
