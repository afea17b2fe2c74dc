"""The mesh: each edge owned once, every portal on both sides, nothing lost (design 3, section 7)."""

from __future__ import annotations

import gc
import random
from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from offcamera.model.camera import Camera
from offcamera.model.plan import Level
from offcamera.model.space import Opening, Room, Wall
from offcamera.sight.floor import Floor, Notes, RoomShape, SolidShape
from offcamera.sight.mesh import WALL, Mesh, build_mesh
from offcamera.sight.scene import LevelScene
from sight.fuzz_oracle import KINDS
from sight.plans_compared import areas_by_room, level_of, scene_of, seeds
from sight.random_plans import random_plan
from sight.test_laws_sight import shaken

Edge = tuple[int, int]


def owners(mesh: Mesh) -> dict[Edge, list[Edge]]:
    """For each directed edge, from vertex to vertex, the triangles that own it and its place there."""
    found: dict[Edge, list[Edge]] = defaultdict(list)
    for t, (a, b, c) in enumerate(mesh.corners.tolist()):
        for i, edge in enumerate(((a, b), (b, c), (c, a))):
            found[edge].append((t, i))
    return found


def area_of_triangles(mesh: Mesh, rooms: int) -> float:
    a, b, c = (mesh.vertices[mesh.corners[mesh.room == rooms, i]] for i in range(3))
    cross = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    longest = np.max([np.hypot(*(q - p).T) for p, q in ((a, b), (b, c), (c, a))], axis=0)
    assert bool(np.all(cross > -1e-8 * longest)), "triangles run counter-clockwise, but for nanometres"
    return float(cross.sum() / 2)


# --- random plans of every kind ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_no_opening_is_lost_on_any_kind_of_plan(kind: int) -> None:
    for seed in range(7000, 7012):
        level = random_plan(seed, **KINDS[kind]).levels[0]
        wrong = {"portal-lost", "door-on-no-wall", "area-lost"}
        assert {d.what for d in scene_of(level).doubts} & wrong == set(), seed


@given(seeds)
@settings(max_examples=60)
def test_each_directed_edge_has_one_owner(seed: int) -> None:
    mesh = scene_of(level_of(seed)).mesh
    assert {edge: t for edge, t in owners(mesh).items() if len(t) > 1} == {}


@pytest.mark.parametrize("seed", [40659, 219, 5476])
def test_each_directed_edge_has_one_owner_where_corners_are_2_mm_off(seed: int) -> None:
    scene = scene_of(shaken(level_of(seed), random.Random(seed), 0.002))
    twice = {edge: t for edge, t in owners(scene.mesh).items() if len(t) > 1}
    assert twice == {} or scene.doubts


@given(seeds)
@settings(max_examples=60)
def test_what_lies_beyond_an_edge_has_it_the_other_way_round(seed: int) -> None:
    mesh = scene_of(level_of(seed)).mesh
    owned = owners(mesh)
    for (a, b), ((t, i), *_) in owned.items():
        if mesh.beyond[t, i] != WALL:
            back = owned[(b, a)][0]
            assert back[0] == mesh.beyond[t, i]
            assert mesh.beyond[back] == t
            assert len(mesh.bands.get((t, i), ())) == len(mesh.bands.get(back, ()))


@given(seeds)
@settings(max_examples=60)
def test_every_portal_is_owned_on_both_sides_and_as_long_as_its_opening(seed: int) -> None:
    """Each stretch of an opening on a room's edge: clear both ways over its whole length."""
    level = level_of(seed)
    scene = scene_of(level)
    mesh, owned = scene.mesh, owners(scene.mesh)
    starts = np.array([mesh.vertices[a] for a, _ in owned])
    ends = np.array([mesh.vertices[b] for _, b in owned])
    clear = np.array([mesh.beyond[several[0]] != WALL for several in owned.values()])
    for stretch in mesh.stretches:
        if level_has_wall_on(level, mesh, stretch.start, stretch.end):
            continue
        line = shapely.LineString([stretch.start, stretch.end])
        on = [shapely.distance(shapely.points(ends_), line) < 1e-5 for ends_ in (starts, ends)]
        covered = np.hypot(*(ends - starts).T)[on[0] & on[1] & clear].sum()
        assert covered == pytest.approx(2 * line.length, abs=1e-3), stretch


def level_has_wall_on(level: Level, mesh: Mesh, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Does a free wall stand in the opening?"""
    middle = shapely.Point((np.array(start) + end) / 2 + mesh.origin)
    return any(shapely.LineString(w.line).distance(middle) < 1e-3 for w in level.walls)


@given(seeds)
@settings(max_examples=60)
def test_the_triangles_of_a_room_cover_it(seed: int) -> None:
    scene = scene_of(level_of(seed))
    covered: Counter[int] = Counter()
    for number, rooms in enumerate(scene.mesh.room_sets):
        area = area_of_triangles(scene.mesh, number)
        for room in rooms:
            covered[room] += area  # type: ignore[assignment]  # a counter of areas
    for room, area in enumerate(scene.room_areas):
        assert covered[room] == pytest.approx(area, rel=1e-6), room


# --- plans by hand ----------------------------------------------------------------------------------------


def box(name: str, x0: float, y0: float, x1: float, y1: float) -> Room:
    return Room(id=name, polygon=((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def door(*line: tuple[float, float]) -> Opening:
    return Opening(id="d", kind="door", line=line)


def scene(rooms: tuple[Room, ...], *openings: Opening, walls: tuple[Wall, ...] = ()) -> LevelScene:
    camera = Camera(id="c", at=(1.0, 2.0), height=2.5)
    return scene_of(Level(id="G", rooms=rooms, openings=openings, walls=walls, cameras=(camera,)))


@pytest.mark.parametrize("apart", [0.0, 0.004, 0.1, 0.65, 1.15])
def test_a_door_goes_through_a_wall_of_any_thickness(apart: float) -> None:
    rooms = (box("a", 0, 0, 4, 4), box("b", 4 + apart, 0, 8, 4))
    seen = areas_by_room(scene(rooms, door((4, 1), (4, 3))), "c", "open")
    assert seen["b"] > 1.0
    assert areas_by_room(scene(rooms, door((4, 1), (4, 3))), "c", "shut")["b"] == 0


def test_beyond_the_reach_of_an_opening_a_wall_stands() -> None:
    rooms = (box("a", 0, 0, 4, 4), box("b", 5.25, 0, 9, 4))
    assert areas_by_room(scene(rooms, door((4, 1), (4, 3))), "c", "open")["b"] == 0


def test_a_thick_wall_is_told() -> None:
    thick = scene((box("a", 0, 0, 4, 4), box("b", 4.65, 0, 8, 4)), door((4, 1), (4, 3)))
    thin = scene((box("a", 0, 0, 4, 4), box("b", 4.3, 0, 8, 4)), door((4, 1), (4, 3)))
    assert "thick-wall" in {d.what for d in thick.doubts}
    assert thin.doubts == []


def test_the_throat_of_a_thick_wall_belongs_to_no_room() -> None:
    found = scene((box("a", 0, 0, 4, 4), box("b", 4.3, 0, 8, 4)), door((4, 1), (4, 3)))
    (at,) = [found.mesh.locate(4.15, 2.0)]
    assert {found.mesh.room_sets[found.mesh.room[t]] for t in at} == {()}


def test_an_opening_over_three_rooms_opens_both() -> None:
    rooms = (box("a", 0, 0, 4, 4), box("b", 4, 0, 8, 2), box("c", 4, 2, 8, 4))
    found = scene(rooms, door((4, 1), (4, 3)))
    seen = areas_by_room(found, "c", "open")
    assert min(seen["b"], seen["c"]) > 1.0
    assert found.mesh.rooms_at_holes[0] == (0, 1, 2)


def test_a_door_on_no_wall_is_told() -> None:
    found = scene((box("a", 0, 0, 4, 4),), door((9, 1), (9, 2)))
    assert [d.what for d in found.doubts] == ["door-on-no-wall"]


def test_a_door_on_a_free_wall_opens_it() -> None:
    wall = Wall(id="w", line=((2, 0), (2, 4)))
    shut = areas_by_room(scene((box("a", 0, 0, 4, 4),), walls=(wall,)), "c", "open")["a"]
    opened = areas_by_room(scene((box("a", 0, 0, 4, 4),), door((2, 1), (2, 3)), walls=(wall,)), "c", "open")
    assert shut == pytest.approx(8.0, abs=0.02)
    assert opened["a"] > 11


def test_corners_nearer_than_10_mm_are_one() -> None:
    rooms = (box("a", 0, 0, 4, 4), box("b", 4.008, 0.006, 8, 4))
    found = scene(rooms, door((4, 1), (4, 3)))
    assert found.mesh.rooms_at_holes[0] == (0, 1)
    assert [d.what for d in found.doubts if d.weight == "error"] == []


def test_a_room_inside_another_is_a_hole_of_it() -> None:
    rooms = (box("hall", 0, 0, 10, 10), box("booth", 5, 1, 7, 3))
    found = scene(rooms)
    assert areas_by_room(found, "c", "bare")["booth"] == 0
    assert areas_by_room(found, "c", "bare")["hall"] < 96
    assert [(d.what, d.weight) for d in found.doubts] == [("room-inside-room", "note")]


def test_where_rooms_overlap_the_edge_inside_hides_nothing() -> None:
    overlapping = scene((box("a", 0, 0, 4, 4), box("b", 3.5, 0, 8, 4)))
    apart = scene((box("a", 0, 0, 4, 4), box("b", 4.5, 0, 8, 4)))
    assert areas_by_room(overlapping, "c", "shut")["b"] > 15
    assert areas_by_room(apart, "c", "shut")["b"] == 0
    assert ("rooms-overlap", "error") in {(d.what, d.weight) for d in overlapping.doubts}


def mesh_beside(x0: float, x1: float) -> Mesh:
    """The mesh of two rooms that share the wall x = 4, and of a cupboard from x0 to x1."""
    corners = np.array([(x0, 1.0), (x1, 1.0), (x1, 2.0), (x0, 2.0)])
    rings = [np.array(box(n, x, 0, x + 4, 4).polygon, dtype=float) for n, x in (("a", 0), ("b", 4))]
    rooms = tuple(RoomShape((ring,)) for ring in rings)
    return build_mesh(Floor(rooms, solids=(SolidShape(corners),)), Notes())


def triangles_in(mesh: Mesh, room: int) -> int:
    return int(sum(mesh.room_sets[r] == (room,) for r in mesh.room.tolist()))


def test_an_obstacle_that_only_touches_a_room_leaves_it_as_it_is() -> None:
    assert triangles_in(mesh_beside(4.0, 4.5), 0) == 2


@pytest.mark.parametrize(("x0", "covered"), [(3.9, 0.1), (3.5, 0.5)])
def test_an_obstacle_that_reaches_into_a_room_parts_it(x0: float, covered: float) -> None:
    mesh = mesh_beside(x0, 4.5)
    over = [t for t in mesh.solids if mesh.room_sets[mesh.room[t]] == (0,)]
    a, b, c = (mesh.vertices[mesh.corners[over, i]] for i in range(3))
    u, v = b - a, c - a
    assert np.sum(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]) / 2 == pytest.approx(covered)


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_of_garbage_is_left_as_it_was(on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        mesh_beside(4.0, 4.5)
        assert gc.isenabled() == on
    finally:
        (gc.enable if before else gc.disable)()


def test_a_room_moved_away_changes_nothing() -> None:
    rooms = (box("a", 0, 0, 4, 4), box("b", 4, 0, 8, 4))
    far = replace(rooms[1], polygon=tuple((x + 4000, y) for x, y in rooms[1].polygon))
    near = areas_by_room(scene(rooms), "c", "bare")["a"]
    assert areas_by_room(scene((rooms[0], far)), "c", "bare")["a"] == pytest.approx(near, rel=1e-9)
