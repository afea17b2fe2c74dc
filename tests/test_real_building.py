"""A whole building off OpenStreetMap with a dozen cameras put into its corridors.

What is expected was worked out by other means: counted in the file, read off the drawing, and the areas by
rays from the camera to a grid of places (1 to 8 cm), each ray tried against every edge of every room.
Map data © OpenStreetMap contributors, ODbL 1.0; it is not part of this repository.
"""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from math import atan2, degrees, dist
from pathlib import Path

import pytest
from shapely import LineString, Polygon, get_parts

from offcamera.batch import Input, Question, audit_paths
from offcamera.findings.outcome import Outcome
from offcamera.formats import read_plan
from offcamera.formats.write_native import write_native
from offcamera.model.camera import Camera, Optics
from offcamera.model.place import Ref
from offcamera.sight.scene.level import LevelScene

MAP = Path(__file__).parents[2] / "shared" / "plans" / "osm" / "dresden_apb.geojson"
AS_OF = date(2026, 11, 24)
pytestmark = pytest.mark.skipif(not MAP.is_file(), reason="no real map in ../shared")


def axis_of(room):
    """The longest straight stretch of a room along the long side of the least rectangle around it."""
    floor = Polygon(room.polygon, room.holes)
    a, b, c, _, _ = floor.minimum_rotated_rectangle.exterior.coords
    (ax, ay), (bx, by) = max((a, b), (b, c), key=lambda side: dist(*side))
    far = [500 * d / dist((ax, ay), (bx, by)) for d in (bx - ax, by - ay)]
    x, y = floor.representative_point().coords[0]
    line = LineString([(x - far[0], y - far[1]), (x + far[0], y + far[1])])
    stretch = max(get_parts(floor.intersection(line)), key=lambda part: part.length)
    return sorted((stretch.coords[0], stretch.coords[-1]))


def place_cameras(plan, count=12):
    """A camera 0.4 m inside the western end of each of the longest corridors, looking along it."""
    corridors = [(level.id, room.id, *axis_of(room)) for level in plan.levels for room in level.rooms
                 if "corridor" in room.reading.uses]  # fmt: skip
    longest = sorted(corridors, key=lambda c: (-round(dist(c[2], c[3]), 2), c[0], c[1]))[:count]
    placed = {}
    for level, room, (ax, ay), (bx, by) in longest:
        share = 0.4 / dist((ax, ay), (bx, by))
        camera = Camera(
            id=f"C-{room}",
            at=(round(ax + share * (bx - ax), 3), round(ay + share * (by - ay), 3)),
            height=2.8,
            heading=round(degrees(atan2(bx - ax, by - ay)) % 360, 1),
            tilt=15.0,
            optics=Optics(horizontal=90.0, vertical=55.0),
            resolution=(1920, 1080),
            purpose=("public-safety",),
        )
        placed.setdefault(level, []).append(camera)
    return replace(
        plan, levels=tuple(replace(lv, cameras=tuple(placed.get(lv.id, ()))) for lv in plan.levels)
    )


def convert(data):
    """A map as native YAML with cameras in its corridors."""
    return write_native(place_cameras(read_plan("dresden_apb.geojson", data)))


def audit(text):
    (report,) = audit_paths([Input("apb.yaml", text.encode())], Question(as_of=AS_OF))
    return report


@cache
def text():
    return convert(MAP.read_bytes())


@cache
def plan():
    return read_plan("apb.yaml", text().encode())


@cache
def report():
    return audit(text())


def finding(room):
    (found,) = (f for f in report().findings if room in {f"{ref.level}.{ref.id}" for ref in f.about[-1:]})
    return found


def test_the_file_that_was_written_reads_back_as_the_building_that_was_drawn():
    drawn = place_cameras(read_plan(str(MAP)))
    assert {level.id: len(level.rooms) for level in plan().levels} == {
        "-1": 3, "0": 90, "1": 124, "2": 128, "3": 131,
    }  # fmt: skip
    for one, other in zip(drawn.levels, plan().levels, strict=True):
        assert [room.id for room in one.rooms] == [room.id for room in other.rooms]
        assert [room.reading.uses for room in one.rooms] == [room.reading.uses for room in other.rooms]
        assert [o.id for o in one.openings] == [o.id for o in other.openings]
        assert [camera.id for camera in one.cameras] == [camera.id for camera in other.cameras]
    assert plan().links == drawn.links
    assert not [doubt.what for doubt in plan().doubts]


def test_every_thing_of_the_file_has_the_line_it_stands_on():
    lines = text().splitlines()
    things = [t for lv in plan().levels for t in (*lv.rooms, *lv.openings, *lv.cameras)]
    assert len(things) == 476 + 532 + 12
    assert all(thing.id in lines[thing.place.line - 1] for thing in things)


def test_a_dozen_cameras_hang_in_the_longest_corridors():
    """F02 on the ground floor is the longest; the ends of the wings follow, F05, F07, F08 and F10."""
    cameras = [(level.id, camera) for level in plan().levels for camera in level.cameras]
    assert len(cameras) == 12
    assert Counter(level for level, _ in cameras) == {"0": 3, "1": 3, "2": 3, "3": 3}
    assert {camera.heading for _, camera in cameras} <= {105.9, 106.0, 106.1, 106.2, 106.5, 16.6, 16.7, 16.8}
    assert not [f for f in report().findings if f.rule == "camera-in-room"]


def test_every_door_leads_where_it_was_drawn():
    """Each of 532 openings joins two rooms, or one with the outside: 3 in the cellar, 21 at the ground."""
    joined = {}
    for level in plan().levels:
        scene = LevelScene(level, (0.1, 2.0))
        at = scene.mesh.rooms_at_holes
        joined[level.id] = Counter(len(at[h]) for h in range(len(level.openings)))
    assert joined == {"-1": {1: 3}, "0": {2: 102, 1: 21}, "1": {2: 131}, "2": {2: 136}, "3": {2: 139}}


def test_the_one_door_that_is_lost_stands_between_the_one_pair_of_rooms_that_overlap():
    """Room 1102 is drawn 0.20 m deep into the corridor; all other walls that are drawn twice are made one."""
    told = {
        f.what: sorted(ref.id for ref in f.about) for f in report().findings if f.rule == "plan-consistent"
    }
    assert told == {"rooms-overlap": ["1102", "F10@1"], "portal-lost": ["n8109446281"]}
    (door,) = (o for level in plan().levels for o in level.openings if o.id == "n8109446281")
    rooms = [room for level in plan().levels for room in level.rooms if room.id in ("1102", "F10@1")]
    outlines = [Polygon(room.polygon, room.holes).boundary for room in rooms]
    assert all(outline.distance(LineString(door.line)) < 0.01 for outline in outlines)


def test_toilets_are_known_by_their_tag_and_private():
    toilets = {Ref("room", level.id, room.id) for level in plan().levels for room in level.rooms
               if "toilet" in room.reading.uses}  # fmt: skip
    drawn = json.loads(MAP.read_text(encoding="utf-8"))["features"]
    tagged = [f["properties"]["ref"] for f in drawn if f["properties"].get("amenity") == "toilets"
              and f["geometry"]["type"] == "Polygon"]  # fmt: skip
    assert sorted(ref.id for ref in toilets) == sorted(tagged)
    assert set(report().private) == toilets
    assert Counter(report().private.values()) == {Outcome.PASS: 28, Outcome.CONDITIONAL: 2}


#: Camera, room, m² by independent rays, and the doors that the light comes through.
SEEN = [
    ("C-F02@0", "0.E020", 0.280, {"n8109446666"}),
    ("C-F02@0", "0.E014", 0.0502, {"n8109446676"}),
    ("C-F02@0", "0.E008", 3.56, {"n8109446612", "n8109446596"}),
    ("C-F05@0", "0.E046", 7.99, {"n8109446571"}),
    ("C-F05@0", "0.E042", 1.217, {"n8109446706"}),
    ("C-F07@0", "0.E067", 2.75, {"n8109446482"}),
]


@pytest.mark.parametrize(("camera", "room", "area", "doors"), SEEN)
def test_a_camera_sees_so_much_of_a_room_through_these_doors(camera, room, area, doors):
    found = finding(room)
    assert found.evidence.area == pytest.approx(area, rel=0.05)
    assert {ref.id for ref in found.evidence.through} == doors
    named = {ref.id for ref in found.about if ref.kind == "camera"}
    assert named == {camera} or found.because.figures["cameras"] == camera


def test_what_hangs_on_a_door_is_gone_when_the_door_is_said_to_close_by_itself():
    """Both toilets are seen through their own door only: with closers the building has 30 that are clear."""
    closers = ("n8109446666", "n8109446676")
    levels = tuple(
        replace(level, openings=tuple(replace(o, self_closing=o.id in closers) for o in level.openings))
        for level in plan().levels
    )
    closed = audit(write_native(replace(plan(), levels=levels)))
    assert Counter(closed.private.values()) == {Outcome.PASS: 30}
    assert {(r.what, r.about.id) for r in closed.reliances} == {("self-closing", door) for door in closers}


def facts(told):
    """Each finding with its outcome, the doors it hangs on, and the area (m²)."""
    return {
        f.id: (f.what, f.outcome, frozenset(ref.id for c in f.on for ref in c.openings), f.evidence.area)
        for f in told.findings
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_of_the_features_changes_a_finding(seed):
    """Areas agree to 1 cm²: sums of floats run in another order."""
    whole = json.loads(MAP.read_text(encoding="utf-8"))
    random.Random(seed).shuffle(whole["features"])
    mixed = facts(audit(convert(json.dumps(whole).encode())))
    expected = facts(report())
    assert len(expected) > 50
    assert {key: fact[:3] for key, fact in mixed.items()} == {key: fact[:3] for key, fact in expected.items()}
    areas = {key: fact[3] for key, fact in expected.items() if fact[3] is not None}
    assert {key: mixed[key][3] for key in areas} == pytest.approx(areas, rel=1e-3, abs=1e-4)
