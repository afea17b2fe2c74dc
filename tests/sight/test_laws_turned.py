"""Laws of place: turning, mirroring and moving a plan changes no area (design 3, section 6; case 34)."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from offcamera.model.camera import Camera
from offcamera.model.place import Ring
from offcamera.model.plan import Level
from sight.plans_compared import EDGE, areas_by_room, cameras_of, edges_by_room, level_of, scene_of, seeds
from sight.random_plans import moved

turns = st.floats(0.01, 6.2, allow_nan=False)
shifts = st.floats(-3000, 3000, allow_nan=False)


def assert_same_areas(one: Level, other: Level) -> None:
    before, after = scene_of(one), scene_of(other)
    for camera in one.cameras:
        areas, again = (areas_by_room(s, camera.id, "open") for s in (before, after))
        edges = edges_by_room(before, camera.id, "open")
        # Arcs of a range are drawn by tangents, which lie elsewhere on the circle when there is no heading.
        width = EDGE if camera.range is not None else 1e-7
        for room, area in areas.items():
            assert abs(area - again[room]) <= 1e-6 * area + width * edges[room] + 1e-9, (camera.id, room)


@given(seeds, turns)
@settings(max_examples=60)
def test_turning_a_plan_changes_no_area(seed: int, turn: float) -> None:
    level = level_of(seed)
    assert_same_areas(level, moved(level, turn, (0.0, 0.0), (0.0, 0.0)))


@given(seeds, shifts, shifts)
@settings(max_examples=40)
def test_moving_a_plan_changes_no_area(seed: int, x: float, y: float) -> None:
    level = level_of(seed)
    assert_same_areas(level, moved(level, 0.0, (0.0, 0.0), (x, y)))


@given(seeds)
@settings(max_examples=60)
def test_mirroring_a_plan_changes_no_area(seed: int) -> None:
    level = level_of(seed)
    assert_same_areas(level, mirrored(level))


@given(seeds)
@settings(max_examples=30)
def test_the_order_of_things_changes_no_area(seed: int) -> None:
    level = level_of(seed)
    shuffled = replace(level, rooms=level.rooms[::-1], openings=level.openings[::-1], walls=level.walls[::-1])
    assert_same_areas(level, shuffled)


def test_turning_the_cameras_alone_does_change_areas() -> None:
    level = level_of(3)
    turned = replace(
        level, cameras=tuple(replace(c, heading=((c.heading or 0) + 90) % 360) for c in level.cameras)
    )
    before, after = scene_of(level), scene_of(turned)
    changes = [
        abs(area - areas_by_room(after, camera, "open")[room])
        for camera in cameras_of(level)
        for room, area in areas_by_room(before, camera, "open").items()
    ]
    assert max(changes) > 0.1


def mirrored(level: Level) -> Level:
    """The level with left and right exchanged; headings are mirrored too."""

    def ring(points: Ring) -> Ring:
        return tuple((-x, y) for x, y in points)

    def camera(one: Camera) -> Camera:
        heading = None if one.heading is None else math.fmod(360.0 - one.heading, 360.0)
        return replace(one, at=(-one.at[0], one.at[1]), heading=heading)

    return replace(
        level,
        rooms=tuple(replace(r, polygon=ring(r.polygon)) for r in level.rooms),
        openings=tuple(replace(o, line=ring(o.line)) for o in level.openings),
        walls=tuple(replace(w, line=ring(w.line)) for w in level.walls),
        obstacles=tuple(replace(o, polygon=ring(o.polygon)) for o in level.obstacles),
        cameras=tuple(map(camera, level.cameras)),
    )
