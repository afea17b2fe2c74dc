"""The oracle against numbers worked by hand and brute force; its random plans against their promises."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import LineString, Polygon
from shapely.geometry import Point as Spot

from offcamera.model.camera import Camera, Optics
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Obstacle, Opening, Pane, Room, Wall
from sight import oracle
from sight.fuzz_oracle import STATES, compare, plan_of
from sight.oracle import Doors, Floats, margins, sees, sure
from sight.random_plans import random_plan, sample_points


def box(name: str, x0: float, y0: float, x1: float, y1: float, **more: object) -> Room:
    return Room(id=name, polygon=((x0, y0), (x1, y0), (x1, y1), (x0, y1)), **more)  # type: ignore[arg-type]


def dome(x: float, y: float, height: float | None = 2.7, **more: object) -> Camera:
    return Camera(id="c", at=(x, y), height=height, **more)  # type: ignore[arg-type]


def aimed(h: float, v: float | None, tilt: float | None, **more: object) -> Camera:
    """At the origin, looking up the page (+y)."""
    optics = Optics(horizontal=h, vertical=v, ideal=True)
    camera = Camera(id="c", at=(0, 0), height=2.7, heading=0, tilt=tilt, optics=optics)
    return replace(camera, **more)  # type: ignore[arg-type]  # fields of a camera


def ahead(*distances: float) -> Floats:
    return np.array([(0.0, d) for d in distances])


def beside(*distances: float, y: float = 2.0) -> Floats:
    return np.array([(d, y) for d in distances])


def two_rooms(*openings: Opening, gap: float = 0.0, **more: object) -> Level:
    """Room a from x = 0 to 4, room b ``gap`` farther, both from y = 0 to 4."""
    rooms = (box("a", 0, 0, 4, 4), box("b", 4 + gap, 0, 8 + gap, 4))
    return Level(id="G", rooms=rooms, openings=openings, **more)  # type: ignore[arg-type]


def opening(kind: str, x: float = 4, **more: object) -> Opening:
    return Opening(id="o", kind=kind, line=((x, 1), (x, 3)), **more)  # type: ignore[arg-type]


OUTSIDE = Level(id="G")

# --- the field (cases 4 and 5) ----------------------------------------------------------------------------


def test_narrow_lens_sees_a_body_where_slices_leave_holes() -> None:
    camera = aimed(45, 10, 45)
    whole = sees(OUTSIDE, camera, ahead(0.66, 0.68, 1.37, 2.06, 3.09, 3.11), person=(0.1, 1.9))
    assert whole.tolist() == [False, True, True, True, True, False]
    for z, near, far in ((1.6, 0.92, 1.31), (1.0, 1.43, 2.03), (0.2, 2.10, 2.98)):
        thin = sees(
            OUTSIDE, camera, ahead(near - 0.01, near + 0.01, far - 0.01, far + 0.01), person=(z, z + 1e-4)
        )
        assert thin.tolist() == [False, True, True, False]


def test_side_planes_lean_with_the_tilt() -> None:
    places = np.array([(2.74, 0.77), (-2.74, 0.77), (2.77, 0.77), (0.0, 0.76)])
    seen = sees(OUTSIDE, aimed(100, 56, 45), places, person=(0.2, 0.2001))
    assert seen.tolist() == [True, True, False, False]


def test_side_planes_are_narrower_far_away() -> None:
    # 40.1 degrees to a side, not 50: tan 50 · cos 45 = 0.843, and the drop adds less and less.
    far = 1000.0
    reach = math.tan(math.radians(50)) * (far + 2.5) * math.cos(math.radians(45))
    seen = sees(
        OUTSIDE,
        aimed(100, None, 45),
        np.array([(reach - 0.01, far), (reach + 0.01, far)]),
        person=(0.2, 0.2001),
    )
    assert seen.tolist() == [True, False]
    assert math.degrees(math.atan2(reach, far)) == pytest.approx(40.1, abs=0.1)


def test_no_vertical_angle_sees_behind_the_foot() -> None:
    # Case 8: h = 179°, tilt 45° sees the floor 1 m behind its foot.
    assert sees(OUTSIDE, aimed(179, None, 45), ahead(-1.0))[0]
    assert not sees(OUTSIDE, aimed(179, 60, 45), ahead(-1.0))[0]


def test_no_tilt_is_the_union_of_all_tilts() -> None:
    rng = np.random.default_rng(5)
    places = rng.uniform((-8, 0), (8, 8), (300, 2))
    whole = sees(OUTSIDE, aimed(70, None, None), places)
    each = [sees(OUTSIDE, aimed(70, None, float(t)), places) for t in np.linspace(0, 90, 721)]
    union = np.any(each, axis=0)
    assert not (union & ~whole).any()
    assert (whole & ~union).sum() <= 3


def test_no_heading_or_no_angle_is_the_full_circle() -> None:
    places = ahead(-5, 5)
    assert sees(OUTSIDE, dome(0, 0), places).all()
    assert sees(OUTSIDE, dome(0, 0, heading=90, tilt=30), places).all()
    assert sees(OUTSIDE, dome(0, 0, optics=Optics(horizontal=60, ideal=True), tilt=30), places).all()
    assert sees(OUTSIDE, aimed(180, None, 20), places).all()
    assert sees(OUTSIDE, aimed(180, None, 0), places).tolist() == [False, True]


def test_field_agrees_with_rays_through_the_image() -> None:
    """Points of a body turned into the camera's own axes, with no formula of the design."""
    rng = random.Random(3)
    for _ in range(60):
        h, v, tilt = rng.uniform(20, 140), rng.uniform(15, 100), rng.uniform(-20, 80)
        camera = aimed(h, v, tilt, height=rng.uniform(0.5, 3.2), at=(3.0, -2.0), heading=rng.uniform(0, 360))
        places = np.array([(rng.uniform(-8, 14), rng.uniform(-13, 9)) for _ in range(60)])
        found = margins(OUTSIDE, camera, places)
        sliced = np.array([in_image(camera, places, z) for z in np.linspace(0.1, 2.0, 381)])
        assert np.maximum(found, 0) == pytest.approx(0.005 * sliced.sum(axis=0), abs=0.0051)
        assert not sliced[:, found < 0].any()


def in_image(camera: Camera, places: Floats, z: float) -> oracle.Bools:
    a, t = math.radians(camera.heading or 0), math.radians(camera.tilt or 0)
    axis = np.array([math.sin(a) * math.cos(t), math.cos(a) * math.cos(t), -math.sin(t)])
    right = np.array([math.cos(a), -math.sin(a), 0.0])
    way = np.column_stack([places, np.full(len(places), z)]) - (*camera.at, camera.height or 0)
    x, y, depth = way @ right, way @ np.cross(right, axis), way @ axis
    h, v = camera.optics.horizontal or 0, camera.optics.vertical or 0
    wide, tall = math.tan(math.radians(h) / 2), math.tan(math.radians(v) / 2)
    return np.asarray((depth > 0) & (abs(x) <= depth * wide) & (abs(y) <= depth * tall))


def test_range_is_floor_distance() -> None:
    assert sees(OUTSIDE, dome(0, 0, range=5), ahead(4.99, 5.01)).tolist() == [True, False]


def test_cameras_that_the_oracle_does_not_know_are_refused() -> None:
    for camera in (
        Camera(id="c", at=(0, 0), kind="ptz"),
        Camera(id="c", at=(0, 0), heading=0, optics=Optics(horizontal=100)),
        Camera(id="c", at=(0, 0), view=((0, 0), (1, 0), (1, 1))),
    ):
        with pytest.raises(ValueError, match="the oracle knows no"):
            sees(OUTSIDE, camera, ahead(1))


# --- bands and shadows (cases 4, 13, 21, 36) --------------------------------------------------------------


def test_hatch_shows_hips_where_three_heights_show_nothing() -> None:
    level = two_rooms(opening("window", sill=1.1, head=1.4))
    camera, y = dome(1, 2), 2.0
    for z, near, far in ((1.0, 3.19, 3.92), (0.2, 4.69, 5.77)):
        thin = sees(
            level,
            camera,
            beside(*(1 + d for d in (near - 0.01, near + 0.01, far - 0.01, far + 0.01)), y=y),
            person=(z, z + 1e-4),
        )
        assert thin.tolist() == [False, True, True, False]
    assert sees(level, camera, beside(4.05, 4.5, 5.2, 6.0, 6.99), person=(0.1, 2.0)).all()
    assert not sees(level, camera, beside(7.01, 7.5))[0]


def test_over_a_partition_the_head_is_seen() -> None:
    level = Level(id="G", walls=(Wall(id="w", line=((-3, 3), (3, 3)), height=1.75),))
    camera, place = dome(0, 0), ahead(3.2)
    assert sees(level, camera, place, person=(0.1, 1.85))[0]
    assert not sees(level, camera, place, person=(0.1, 1.6))[0]
    # The shadow's top: 2.7 − 0.95 · 3.2 / 3.
    assert margins(level, camera, place)[0] == pytest.approx(2.0 - (2.7 - 0.95 * 3.2 / 3))


def decided_shadow(a: float, b: float, c: float, z: float) -> tuple[float, float]:
    """The table of case 13: from which scale s to which a face [a, b] hides height z from a camera at c."""
    if z < c:
        if a >= c or b < z:
            return math.inf, -math.inf
        return (1.0 if a <= z else (c - z) / (c - a)), (math.inf if b >= c else (c - z) / (c - b))
    if z > c:
        if b <= c or a > z:
            return math.inf, -math.inf
        return (1.0 if b >= z else (z - c) / (b - c)), (math.inf if a <= c else (z - c) / (a - c))
    return (1.0, math.inf) if a <= c <= b else (math.inf, -math.inf)


def test_shadows_follow_the_table_and_the_ray() -> None:
    rng = random.Random(13)
    hidden = 0
    for _ in range(20_000):
        a, b = sorted((rng.uniform(0, 3), rng.uniform(0, 3)))
        c, z, s = rng.uniform(0, 3), rng.uniform(0, 3), 1 + rng.expovariate(0.7)
        if rng.random() < 0.1:
            c = rng.choice([a, b, z])
        ray = a <= c + (z - c) / s <= b
        low, high = decided_shadow(a, b, c, z)
        ties = [abs(c + (z - c) / s - e) for e in (a, b)]
        faces = oracle.Faces(np.array([[-9.0, 1.0]]), np.array([[9.0, 1.0]]), np.array([a]), np.array([b]))
        found = oracle.hidden_by_faces(faces, (0.0, 0.0), c, np.array([[0.0, s]]))
        if s == 1 or min(ties) < 1e-6:
            continue
        assert ray == (low <= s <= high) == bool(found.low[0] <= z <= found.high[0])
        hidden += ray
    assert 3_000 < hidden < 17_000


def test_door_phone_below_the_head_that_it_looks_at() -> None:
    # Case 13: at 1.0 m, a 1.4 m partition begins to hide a head at 1.6 from s = 1.5, and then for ever.
    level = Level(id="G", walls=(Wall(id="w", line=((-3, 1), (3, 1)), height=1.4),))
    seen = sees(level, dome(0, 0, 1.0), ahead(1.49, 1.51, 40.0), person=(1.6, 1.6001))
    assert seen.tolist() == [True, False, False]


def test_wall_off_the_floor_has_two_open_bands() -> None:
    level = Level(id="G", walls=(Wall(id="w", line=((-3, 3), (3, 3)), base=0.15, height=2.3),))
    # Feet under the panel: seen where 2.7 − 2.6 · 3 / d is below 0.15. Heads over it from d = 3 · 0.7 / 0.4.
    feet, heads = 3 * 2.6 / 2.55, 3 * 0.7 / 0.4
    places = ahead(feet - 0.01, feet + 0.01, heads - 0.01, heads + 0.01)
    assert sees(level, dome(0, 0), places).tolist() == [True, False, False, True]


def test_wall_to_the_ceiling_hides_for_ever() -> None:
    level = Level(
        id="G", rooms=(box("a", -50, -50, 50, 50),), walls=(Wall(id="w", line=((-30, 3), (30, 3))),)
    )
    assert not sees(level, dome(0, 0, 3.0), ahead(3.1, 10, 45)).any()
    clear = replace(level, walls=(replace(level.walls[0], glazing="clear"),))
    assert sees(clear, dome(0, 0, 3.0), ahead(3.1, 10, 45)).all()


def test_two_shadows_are_joined() -> None:
    low = Wall(id="low", line=((-3, 3), (3, 3)), height=1.2)
    high = Wall(id="high", line=((-3, 3.5), (3, 3.5)), base=1.0)
    camera, place = dome(0, 0, 1.5), ahead(4.0)
    for walls, seen in (((low,), True), ((high,), True), ((low, high), False)):
        assert sees(Level(id="G", walls=walls), camera, place)[0] == seen


def test_place_inside_an_obstacle() -> None:
    desk = Obstacle(id="b", polygon=((-1, 3), (1, 3), (1, 5), (-1, 5)), height=1.2)
    level = Level(id="G", obstacles=(desk,))
    # On it: from 1.2 to 2.0 m. Behind it: above 2.7 − 1.5 · 5.5 / 5.
    assert margins(level, dome(0, 0), ahead(4.0, 5.5)) == pytest.approx([0.8, 2.0 - (2.7 - 1.5 * 5.5 / 5)])
    full = Level(id="G", obstacles=(replace(desk, height=None),))
    assert not sees(full, dome(0, 0), ahead(4.0, 5.5)).any()
    assert sees(level, dome(0, 4.0), ahead(4.5, 8.0)).all()


def test_ray_in_at_the_top_and_out_at_the_base_is_a_doubt() -> None:
    slab = Obstacle(id="b", polygon=((-2, 1), (2, 1), (2, 4), (-2, 4)), base=0.7, height=0.75)
    level = Level(id="G", obstacles=(slab,))
    place = ahead(3.0)
    # Below the slab: the rays that miss its near side go through its top.
    assert sees(level, dome(0, 0), place, person=(0.1, 0.6))[0]
    assert margins(level, dome(0, 0), place, person=(0.1, 0.6), solid=True)[0] < 0
    assert not sees(
        Level(id="G", obstacles=(replace(slab, base=0.0),)), dome(0, 0), place, person=(0.1, 0.6)
    )[0]


# --- openings (cases 1, 10, 23) ---------------------------------------------------------------------------

FAR = beside(6.0)


@pytest.mark.parametrize(
    ("door", "states"),
    [
        (opening("door", head=2.1), "open"),
        (opening("door", head=2.1, self_closing=True), "open"),
        (opening("door", head=2.1, glazing="clear"), "open relied shut"),
        (opening("door", head=2.1, glazing="frosted"), "open"),
        (opening("door", head=2.1, pane=Pane(sill=1.2, head=1.8)), "open relied shut"),
        (opening("door", head=2.1, pane=Pane(sill=1.2, head=1.8, glazing="frosted")), "open"),
        (opening("window", sill=0.9, head=2.1), "open relied shut"),
        (opening("window", sill=0.9, head=2.1, glazing="clear"), "open relied shut"),
        (opening("window", sill=0.9, head=2.1, glazing="frosted"), "open"),
        (opening("window", sill=0.9, head=2.1, glazing="frosted", fixed=True), ""),
        (opening("passage"), "open relied shut"),
        (opening("window", sill=2.2, head=2.6), ""),
    ],
)
def test_states_of_a_leaf(door: Opening, states: str) -> None:
    shown = {s for s in STATES if sees(two_rooms(door), dome(1, 2, 2.0), FAR, s)[0]}
    wanted = set(states.split())
    if "open" in wanted and len(wanted) == 1 and not door.self_closing:
        wanted.add("relied")
    assert shown == wanted


def test_head_and_sill_bound_what_is_seen() -> None:
    level = two_rooms(opening("window", sill=0.9, head=2.1))
    # Through the window, 3 m off, at twice that: from 2.7 − 2 · 1.8 to 2.7 − 2 · 0.6.
    assert margins(level, dome(1, 2), beside(7.0))[0] == pytest.approx(1.5 - 0.1)
    assert not sees(level, dome(1, 2), np.array([(4.5, 3.9), (4.5, 0.1)])).any()


def test_pane_bounds_what_is_seen_through_a_shut_leaf() -> None:
    level = two_rooms(opening("door", head=2.1, pane=Pane(sill=1.5, head=1.6)))
    assert margins(level, dome(1, 2), beside(7.0), "shut")[0] == pytest.approx(0.2)


def test_door_and_transom_share_a_line() -> None:
    door, transom = opening("door", head=2.1), replace(opening("window", sill=2.3, head=2.8), id="t")
    place, s = beside(7.99), 6.99 / 3
    through_door, below_transom = 2.9 - 0.8 * s, 2.9 - 0.6 * s
    level = two_rooms(door, transom)
    assert margins(level, dome(1, 2, 2.9), place, "shut")[0] == pytest.approx(2.0 - below_transom)
    assert margins(level, dome(1, 2, 2.9), place, "open")[0] == pytest.approx(through_door - 0.1)
    low = replace(level, openings=(door, replace(transom, sill=2.1)))
    assert margins(low, dome(1, 2, 2.9), place, "open")[0] == pytest.approx(1.9)


def test_old_wall_of_065_is_pierced_on_both_faces() -> None:
    for x in (4.0, 4.65):
        level = two_rooms(opening("door", x, head=2.1), gap=0.65)
        assert sees(level, dome(1, 2), beside(6.0))[0]
        assert not sees(level, dome(1, 2), beside(6.0), "shut")[0]
        # Through a throat of two holes: what both let by, no more.
        low, high = (2 - 1) / 3.65, (3 - 2) / 3.65
        at = 8.0
        edge = np.array([(at, 2 - 7 * low - 0.01), (at, 2 - 7 * low + 0.01), (at, 2 + 7 * high - 0.01)])
        assert sees(level, dome(1, 2), edge).tolist() == [False, True, True]


def test_reach_of_an_opening_is_12_m() -> None:
    assert sees(two_rooms(opening("door", head=2.1), gap=1.19), dome(1, 2), beside(6.5))[0]
    assert not sees(two_rooms(opening("door", head=2.1), gap=1.21), dome(1, 2), beside(6.5))[0]


def test_narrow_room_is_not_pierced_on_its_far_side() -> None:
    rooms = (box("a", 0, 0, 4, 4), box("lobby", 4, 0, 5, 4), box("b", 5, 0, 8, 4))
    level = Level(id="G", rooms=rooms, openings=(opening("door", head=2.1),))
    assert sees(level, dome(1, 2), beside(4.5, 5.5)).tolist() == [True, False]


def test_court_is_open_air() -> None:
    windows = (
        opening("window", sill=0.9, head=2.1),
        replace(opening("window", 10, sill=0.9, head=2.1), id="p"),
    )
    level = replace(two_rooms(gap=6.0), openings=windows)
    assert sees(level, dome(1, 2, 1.6), beside(7.0, 11.0, 13.9)).all()
    fence = Wall(id="w", line=((7, -5), (7, 9)))
    assert sees(replace(level, walls=(fence,)), dome(1, 2, 1.6), beside(6.9, 7.1, 11.0)).tolist() == [
        True,
        False,
        False,
    ]


def test_door_that_bounds_three_rooms() -> None:
    rooms = (box("a", 0, 0, 4, 4), box("b", 4, 0, 8, 2), box("c", 4, 2, 8, 4))
    level = Level(id="G", rooms=rooms, openings=(opening("door", head=2.1),))
    places = np.array([(5.0, 1.8), (5.0, 2.2), (5.0, 0.2), (5.0, 3.8)])
    assert sees(level, dome(1, 2.0001), places).tolist() == [True, True, False, False]
    thick = (box("a", 0, 0, 4, 4), box("b", 4.3, 0, 8, 1.9), box("c", 4.3, 2.1, 8, 4))
    level = replace(level, rooms=thick)
    assert sees(level, dome(1, 2.0001), places).tolist() == [True, True, False, False]
    assert not sees(level, dome(1, 2.0001), np.array([(7.0, 1.89), (7.0, 2.11)])).any()


def test_opening_on_a_free_wall() -> None:
    level = Level(
        id="G",
        rooms=(box("a", 0, 0, 8, 4),),
        walls=(Wall(id="w", line=((4, 0), (4, 4))),),
        openings=(opening("door", head=2.1),),
    )
    assert [bool(sees(level, dome(1, 2), FAR, s)[0]) for s in STATES] == [True, True, False]


# --- rooms (cases 12, 22, 35) -----------------------------------------------------------------------------


def test_shared_edge_without_a_wall() -> None:
    level = two_rooms()
    opened = replace(level, rooms=(replace(level.rooms[0], open=("b",)), level.rooms[1]))
    backwards = replace(level, rooms=(level.rooms[0], replace(level.rooms[1], open=("a",))))
    assert [bool(sees(one, dome(1, 2), FAR)[0]) for one in (level, opened, backwards)] == [False, True, True]
    counter = Wall(id="w", line=((4, 0), (4, 4)), height=2.65)
    assert not sees(replace(opened, walls=(counter,)), dome(1, 2), FAR)[0]


def test_yard_has_no_walls_and_rooms_have_roofs() -> None:
    level = two_rooms()
    yard = replace(level, rooms=(replace(level.rooms[0], outdoor=True), level.rooms[1]))
    places = np.array([(2.0, -5.0), (6.0, 2.0)])
    assert sees(yard, dome(1, 2, 6.0), places).tolist() == [True, False]


def test_no_height_sees_over_everything_that_has_a_gap() -> None:
    level = two_rooms(opening("window", sill=1.9, head=2.1))
    assert sees(level, dome(1, 2, None), FAR)[0]
    assert not sees(two_rooms(), dome(1, 2, None), FAR)[0]
    for wall, seen in (
        (Wall(id="w", line=((5, 0), (5, 4)), height=2.9), True),
        (Wall(id="w", line=((5, 0), (5, 4))), False),
    ):
        assert sees(replace(level, walls=(wall,)), dome(1, 2, None), FAR)[0] == seen
    assert not sees(two_rooms(opening("door", head=2.1)), dome(1, 2, None), FAR, "shut")[0]


def test_camera_above_its_ceiling_hangs_at_it() -> None:
    level = two_rooms(opening("window", sill=0.9, head=2.1))
    place = beside(7.0)
    assert margins(level, dome(1, 2, 5.0), place) == pytest.approx(margins(level, dome(1, 2, 3.0), place))


def test_stage_lifts_the_person() -> None:
    level = two_rooms(
        opening("window", sill=0.0, head=3.0), walls=(Wall(id="w", line=((5, 0), (5, 4)), height=2.0),)
    )
    stage = replace(level, rooms=(level.rooms[0], replace(level.rooms[1], floor=(0.6, 0.6))))
    assert [bool(sees(one, dome(1, 2, 2.0), FAR)[0]) for one in (level, stage)] == [False, True]


def test_camera_on_a_wall_hangs_on_the_side_it_looks_to() -> None:
    level, places = two_rooms(), beside(2.0, 6.0)
    for heading, seen in ((90.0, [False, True]), (270.0, [True, False])):
        assert sees(level, aimed(100, None, 0, at=(4, 1), heading=heading), places).tolist() == seen
    for camera in (aimed(100, None, 0, at=(4, 1), heading=355.0), dome(4, 1)):
        with pytest.raises(ValueError, match="on a wall"):
            sees(level, camera, places)


# --- being sure -------------------------------------------------------------------------------------------


def test_not_sure_near_lines_shadows_and_ties() -> None:
    level = two_rooms(opening("door", head=2.1))
    # The light through the door: at x = 7, from y = 0 to 4 exactly.
    edge = 2 - 5 / 3
    places = np.array([(6.0, edge), (6.0, edge + 0.01), (4.001, 2.0), (4.01, 2.0), (6.0, edge - 0.01)])
    seen, certain = sure(level, dome(1, 2), places)
    assert certain.tolist() == [False, True, False, True, True]
    assert seen[[1, 3, 4]].tolist() == [True, True, False]
    wall = Wall(id="w", line=((2, 0), (2, 4)), height=2.0)
    tie = sure(Level(id="G", walls=(wall,)), dome(1, 2, 2.0), FAR)
    assert not tie[1][0]


# --- brute force on random plans --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_intervals_agree_with_single_rays(seed: int) -> None:
    """153 heights of each body, each with its own ray in space, met by hand with every face."""
    plan = plan_of(seed)
    level = plan.levels[0]
    rng = random.Random(seed)
    for camera in level.cameras:
        if camera.height is None:
            continue
        hung = replace(camera, at=oracle.mounting(level, camera)[0], optics=Optics(), range=None)
        doors: Doors = rng.choice(STATES)
        places = sample_points(plan, level, camera, 16, seed)
        faces = oracle.opaque_faces(level, doors)
        for place, margin in zip(places, margins(level, hung, places, doors), strict=True):
            zs = np.linspace(0.1, 2.0, 153)
            seen = [ray_is_free(faces, level, hung, place, z) for z in zs]
            runs = "".join("x" if s else " " for s in seen).split()
            longest = max(map(len, runs), default=0) * (zs[1] - zs[0])
            assert max(margin, 0.0) == pytest.approx(longest, abs=2.1 * (zs[1] - zs[0]))


def ray_is_free(faces: oracle.Faces, level: Level, camera: Camera, place: Floats, z: float) -> bool:
    """By shapely and proportion, not by the oracle's own crossing."""
    way = LineString([camera.at, (place[0], place[1])])
    height = oracle.lens_height(level, camera)
    for obstacle in level.obstacles:
        low, high = oracle.solid_band(obstacle, level)
        if low < z < high and Polygon(obstacle.polygon).contains(Spot(place)):
            return False
    for p, q, low, high in zip(faces.start, faces.end, faces.low, faces.high, strict=True):
        met = way.intersection(LineString([p, q]))
        if not met.is_empty:
            t = way.project(met.centroid) / way.length
            if low <= height + (z - height) * t <= high:
                return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_laws_of_the_oracle(seed: int) -> None:
    """A shut door never shows more, nor does a further wall; a longer range never shows less."""
    plan = plan_of(seed)
    level = plan.levels[0]
    rng = random.Random(seed)
    for camera in level.cameras:
        places = sample_points(plan, level, camera, 300, seed)
        shown = [sees(level, camera, places, s) for s in STATES]
        assert not (shown[2] & ~shown[1]).any()
        assert not (shown[1] & ~shown[0]).any()
        x, y = camera.at
        line = (
            (x + rng.uniform(1, 4), y + rng.uniform(-4, 4)),
            (x + rng.uniform(1, 4), y + rng.uniform(-4, 4)),
        )
        walled = replace(
            level, walls=(*level.walls, Wall(id="new", line=line, height=rng.choice([None, 1.5])))
        )
        assert not (sees(walled, camera, places) & ~shown[0]).any()
        assert not (shown[0] & ~sees(level, replace(camera, range=None), places)).any()


# --- the random plans -------------------------------------------------------------------------------------


def test_same_seed_same_plan() -> None:
    assert random_plan(7) == random_plan(7)
    assert random_plan(7) != random_plan(8)


@pytest.mark.parametrize(
    "wish", [{}, {"corners": True}, {"thick": True}, {"outside": True}, {"on_walls": True}]
)
def test_plans_are_well_formed(wish: dict[str, bool]) -> None:
    for seed in range(25):
        level = random_plan(seed, **wish).levels[0]
        rooms = [Polygon(r.polygon) for r in level.rooms]
        assert level.cameras
        assert all(r.is_valid for r in rooms)
        assert all(a.intersection(b).area < 1e-6 for i, a in enumerate(rooms) for b in rooms[:i])
        edges = [r.exterior for r, room in zip(rooms, level.rooms, strict=True) if not room.outdoor]
        for one in level.openings:
            assert any(all(e.distance(Spot(p)) < 1e-9 for p in one.line) for e in edges)
            assert one.head is None or one.head > one.sill
            holes = [
                (b - a) * math.dist(e.start, e.end)
                for e in oracle.room_edges(level)
                for a, b in oracle.pierced_parts(one, e, level)
            ]
            width, whole = math.dist(*one.line), sum(holes)
            # The wall's near face, and the far face, save where a party wall of two faces meets it.
            assert whole == pytest.approx(width) or width * 1.2 < whole < 2 * width + 1e-6
        for camera in level.cameras:
            near = min(e.distance(Spot(camera.at)) for e in edges)
            assert near < 1e-9 if wish.get("on_walls") else near > 0.049


def test_plans_hold_what_breaks_kernels() -> None:
    levels = [plan_of(seed).levels[0] for seed in range(60)]
    openings = [o for level in levels for o in level.openings]
    assert {o.kind for o in openings} == {"door", "window", "passage"}
    assert any(o.pane for o in openings)
    assert any(o.self_closing for o in openings)
    assert {(o.glazing, o.fixed) for o in openings if o.kind == "window"} >= {
        ("frosted", True),
        ("frosted", False),
    }
    assert any(r.open for level in levels for r in level.rooms)
    assert any(w.base > 0 for level in levels for w in level.walls)
    assert any(o.base > 0 for level in levels for o in level.obstacles)
    assert sum(meets_three_rooms(o, level) for level in levels for o in level.openings) > 5
    cameras = [(c, level) for level in levels for c in level.cameras]
    assert sum(oracle.place_names(level, np.array([c.at])) == ["outside"] for c, level in cameras) > 5
    assert any(c.height is None for c, _ in cameras)


def meets_three_rooms(one: Opening, level: Level) -> bool:
    edges = list(oracle.room_edges(level))
    return len({e.room.id for e in edges if oracle.pierced_parts(one, e, level)}) >= 3


def test_some_of_every_sample_is_seen_and_some_is_not() -> None:
    seen = [
        sees(p.levels[0], c, sample_points(p, p.levels[0], c, 400, 1))
        for p in map(plan_of, range(20))
        for c in p.levels[0].cameras
    ]
    assert 0.05 < np.mean(np.concatenate(seen)) < 0.6


# --- the comparison ---------------------------------------------------------------------------------------


class Echo:
    """A kernel that says what the oracle says, save in one room."""

    def __init__(self, plan: Plan, blind: str = "", lies: bool = False) -> None:
        self.level, self.blind, self.lies = plan.levels[0], blind, lies

    def captured_at(self, level_id: str, camera_id: str, points: Floats, doors: str) -> oracle.Bools:
        camera = next(c for c in self.level.cameras if c.id == camera_id)
        told = sees(self.level, camera, points, doors)  # type: ignore[arg-type]
        if self.blind:
            told = told & ~oracle.in_room(next(r for r in self.level.rooms if r.id == self.blind), points)
        return ~told if self.lies else told


def test_comparison_finds_what_is_wrong_and_nothing_else() -> None:
    fine = compare(3, 200, Echo)
    assert fine.misses == ()
    assert fine.points > 300
    plan = plan_of(3)
    camera = plan.levels[0].cameras[0]
    home = oracle.place_names(plan.levels[0], np.array([oracle.mounting(plan.levels[0], camera)[0]]))[0]
    blind = compare(3, 200, lambda p: Echo(p, home))
    assert blind.under > 0
    assert blind.over == 0
    assert {m.place for m in blind.misses} == {home}
    assert "under-told: seed 3" in str(blind.misses[0])
    liar = compare(3, 200, lambda p: Echo(p, lies=True))
    assert liar.under + liar.over == liar.points
