"""Laws of sight: it goes both ways, doors shut are no doors, and nothing is lost or told twice."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from offcamera.model.camera import Camera
from offcamera.model.place import Point
from offcamera.model.plan import Level
from offcamera.model.space import Opening
from offcamera.sight.scene import LevelScene
from sight.plans_compared import areas_by_room, cameras_of, level_of, scene_of, seeds

#: A line of sight that runs so near to an edge may be told either way (m).
NEAR = 0.003
#: A body so short is one point.
POINT = 1e-6


@given(seeds)
@settings(max_examples=40)
def test_sight_is_symmetric(seed: int) -> None:
    level, chance = on_flat_floors(level_of(seed)), random.Random(seed)
    here, there = places_in_rooms(level, chance, 1), places_in_rooms(level, chance, 12)
    if not here or not there:
        return
    # Above the shins and below the ceiling, and no two heights alike: a tie may be told either way.
    c, z = chance.uniform(0.2, 2.2), chance.uniform(0.2, 2.2)
    forth = all_round(level, here, c, z)
    back = all_round(level, there, z, c)
    for k, place in enumerate(there):
        assert may_see(forth, "0", place) or not surely_sees(back, str(k), here[0]), place
        assert may_see(back, str(k), here[0]) or not surely_sees(forth, "0", place), place


def all_round(level: Level, places: list[Point], height: float, z: float) -> LevelScene:
    """Cameras that see all round from some places, and of a person the point at the height z."""
    cameras = tuple(Camera(id=str(k), at=at, height=height) for k, at in enumerate(places))
    return scene_of(replace(level, cameras=cameras), body=(z, z + POINT))


def may_see(scene: LevelScene, camera: str, place: Point) -> bool:
    """Is the place, or one within a hair of it, captured with all doors open?"""
    return bool(scene.view(camera).shape("open").distance(shapely.Point(place)) < NEAR)


def surely_sees(scene: LevelScene, camera: str, place: Point) -> bool:
    """Is the place captured with everything within a hair of it?"""
    return bool(scene.view(camera).shape("open").covers(shapely.Point(place).buffer(NEAR)))


def on_flat_floors(level: Level) -> Level:
    rooms = tuple(replace(r, floor=(0.0, 0.0)) for r in level.rooms)
    return replace(level, rooms=rooms)


def places_in_rooms(level: Level, chance: random.Random, n: int) -> list[Point]:
    """Places in rooms, a hand's breadth from everything drawn, so that no camera there is moved."""
    lines = [shapely.LinearRing(r.polygon) for r in level.rooms]
    lines += [shapely.LineString(w.line) for w in level.walls]
    solids = [shapely.Polygon(o.polygon) for o in level.obstacles]
    drawn, rooms = shapely.union_all([*lines, *solids]), [shapely.Polygon(r.polygon) for r in level.rooms]
    x0, y0, x1, y1 = shapely.union_all(rooms).bounds
    found: list[Point] = []
    for _ in range(60 * n):
        at = (chance.uniform(x0, x1), chance.uniform(y0, y1))
        spot = shapely.Point(at)
        if len(found) < n and any(r.covers(spot) for r in rooms) and drawn.distance(spot) > 0.1:
            found.append(at)
    return found


# --- doors that are shut ----------------------------------------------------------------------------------


@given(seeds)
@settings(max_examples=50)
def test_shut_is_as_if_there_were_no_doors(seed: int) -> None:
    level = level_of(seed)
    walled = replace(
        level,
        openings=tuple(left for o in level.openings if (left := what_stays_clear(o)) is not None),
        walls=tuple(replace(w, glazing=None) if w.glazing == "frosted" else w for w in level.walls),
    )
    scene, other = scene_of(level), scene_of(walled)
    for camera in cameras_of(level):
        shut, without = areas_by_room(scene, camera, "shut"), areas_by_room(other, camera, "bare")
        if next(c for c in level.cameras if c.id == camera).range is not None:
            without = areas_by_room(other, camera, "open")
        for room, area in shut.items():
            assert area == pytest.approx(without[room], rel=1e-6, abs=1e-6), (camera, room)


def what_stays_clear(opening: Opening) -> Opening | None:
    """What is left of an opening when its leaf is walled up: all of it, its clear pane, or nothing."""
    if opening.kind == "passage" or opening.glazing == "clear":
        return opening
    if opening.kind == "window" and opening.glazing is None:
        return opening
    pane = opening.pane
    if pane is None or pane.glazing != "clear":
        return None
    head = pane.head if opening.head is None else min(pane.head, opening.head)
    sill = max(pane.sill, opening.sill)
    return replace(
        opening, kind="window", glazing="clear", pane=None, sill=sill, head=head, self_closing=False
    )


# --- nothing lost, nothing twice --------------------------------------------------------------------------


@given(seeds)
@settings(max_examples=60)
def test_the_areas_of_the_pieces_add_up_to_the_area_of_their_union(seed: int) -> None:
    level = level_of(seed)
    scene = scene_of(level)
    for camera in cameras_of(level):
        view = scene.view(camera)
        for number in scene.rooms.values():
            shapes = [
                shapely.Polygon(np.round(p.polygon, 7)).buffer(0) for _, p in view.pieces("open", number)
            ]
            # On a grid: a plain union loses area without a word where two edges differ by an ulp.
            whole = shapely.union_all(shapes, grid_size=1e-6).area
            assert view.area(number, "open") == pytest.approx(whole, rel=1e-4, abs=1e-4), (camera, number)


@given(seeds)
@settings(max_examples=50)
def test_no_room_is_captured_beyond_its_walls(seed: int) -> None:
    level = level_of(seed)
    scene = scene_of(level)
    for camera in cameras_of(level):
        view = scene.view(camera)
        for room, number in zip(level.rooms, scene.rooms.values(), strict=True):
            inside = shapely.Polygon(room.polygon).buffer(1e-4)
            for at, piece in view.pieces("bare", number):
                corners = shapely.points(np.array(piece.polygon) + np.array(at))
                assert bool(np.all(shapely.covers(inside, corners))), (camera, room.id)


# --- drawings that are not exact --------------------------------------------------------------------------


@given(seeds)
@settings(max_examples=50)
def test_two_millimetres_of_noise_change_little_or_are_told(seed: int) -> None:
    level = level_of(seed)
    noisy = shaken(level, random.Random(seed), 0.002)
    before, after = scene_of(level), scene_of(noisy)
    if {d.what for d in after.doubts} - {d.what for d in before.doubts}:
        return
    floor = sum(before.room_areas)
    for camera in cameras_of(level):
        one, other = (areas_by_room(s, camera, "open") for s in (before, after))
        assert sum(abs(area - other[room]) for room, area in one.items()) < 0.01 * floor, camera


def shaken(level: Level, chance: random.Random, by: float) -> Level:
    """The level with every corner of every room, wall and obstacle moved a little, each by itself."""

    def ring(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((x + chance.uniform(-by, by), y + chance.uniform(-by, by)) for x, y in points)

    return replace(
        level,
        rooms=tuple(replace(r, polygon=ring(r.polygon)) for r in level.rooms),
        walls=tuple(replace(w, line=ring(w.line)) for w in level.walls),
        obstacles=tuple(replace(o, polygon=ring(o.polygon)) for o in level.obstacles),
    )
