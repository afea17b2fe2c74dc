"""Real maps, when they lie beside the checkout; what is expected was counted in the files by other means."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from shapely import LineString, Polygon, STRtree

from formats.osm_map import doubts
from offcamera.formats.osm import read_osm_geojson, read_osm_xml, sniff_geojson, sniff_xml

MAPS = Path(__file__).parents[2].parent / "shared" / "plans" / "osm"
AREAS = ("room", "corridor", "area")
pytestmark = pytest.mark.skipif(not MAPS.is_dir(), reason="no real maps in ../shared")


@cache
def plan_of(name):
    read = read_osm_xml if name.endswith(".osm") else read_osm_geojson
    return read((MAPS / name).read_bytes(), name)


@cache
def raw(name):
    return json.loads((MAPS / name).read_text(encoding="utf-8"))["features"]


def rooms_of(plan):
    return [(level.id, room) for level in plan.levels for room in level.rooms]


def test_dresden_has_446_areas_and_a_sculpture():
    drawn = Counter(
        f["properties"]["indoor"] for f in raw("dresden_apb.geojson")
        if "indoor" in f["properties"] and f["geometry"]["type"] == "Polygon"
    )  # fmt: skip
    assert drawn == {"room": 400, "corridor": 43, "area": 3, "pathway": 5, "yes": 1}
    places = {room.place for _, room in rooms_of(plan_of("dresden_apb.geojson"))}
    assert len(places) == 446


def test_dresden_puts_an_area_on_every_level_that_it_spans():
    plan = plan_of("dresden_apb.geojson")
    assert {level.id: len(level.rooms) for level in plan.levels} == {
        "-1": 3,
        "0": 90,
        "1": 124,
        "2": 128,
        "3": 131,
    }
    assert len(plan.links) == 9
    assert sum(len(link) for link in plan.links) == 6 * 4 + 3 * 5


def test_dresden_outlines_are_sound_and_none_is_left_out():
    plan = plan_of("dresden_apb.geojson")
    assert all(Polygon(room.polygon, room.holes).is_valid for _, room in rooms_of(plan))
    assert not [d for d in plan.doubts if d.what.startswith("outline")]


def test_dresden_doors_join_the_rooms_that_they_touch():
    """502 doors on their own level: 477 touch two rooms, 24 one, and one lies 0.35 m off its wall."""
    plan = plan_of("dresden_apb.geojson")
    doors = {f["id"].replace("node/", "n"): f["properties"] for f in raw("dresden_apb.geojson")
             if "door" in f["properties"]}  # fmt: skip
    assert len(doors) == 502
    doors |= {tags["ref"]: tags for tags in doors.values() if "ref" in tags}
    touched = Counter()
    for level in plan.levels:
        edges = [Polygon(room.polygon, room.holes).boundary for room in level.rooms]
        tree = STRtree(edges)
        for opening in level.openings:
            own = doors[opening.id.split("@")[0]]["level"] == level.id
            middle = LineString(opening.line).interpolate(0.5, normalized=True)
            touched[len(tree.query(middle, "dwithin", 0.02))] += own
    assert +touched == {2: 478, 1: 24}
    off = {ref.name for doubt in doubts(plan, "opening-off-wall") for ref in doubt.about[:1]}
    assert "1.n8109446036" in off


def test_dresden_doors_that_touch_one_room_are_told():
    plan = plan_of("dresden_apb.geojson")
    assert len(doubts(plan, "door-leads-outside")) == 21
    assert len(doubts(plan, "door-touches-one-room")) == 3
    assert not doubts(plan, "door-on-no-wall")


def test_dresden_463_doors_join_two_areas_of_just_their_level():
    """The figure of whoever reads no ranges: areas on "0-3" or "-1-3" are then missed."""
    areas = Counter()
    for f in raw("dresden_apb.geojson"):
        if f["geometry"]["type"] == "Polygon" and f["properties"].get("indoor") in AREAS:
            areas.update(
                (tuple(c), f["properties"]["level"])
                for c in {tuple(c) for r in f["geometry"]["coordinates"] for c in r}
            )
    doors = [f for f in raw("dresden_apb.geojson") if "door" in f["properties"]]
    joined = [areas[tuple(f["geometry"]["coordinates"]), f["properties"]["level"]] for f in doors]
    assert Counter(joined) == {2: 463, 1: 30, 0: 9}


def test_dresden_openings_lie_on_outlines_and_keep_their_width():
    plan = plan_of("dresden_apb.geojson")
    for level in plan.levels:
        edges = STRtree([Polygon(room.polygon, room.holes).boundary for room in level.rooms])
        for opening in level.openings:
            line = LineString(opening.line)
            near = [edges.geometries[i].buffer(0.006) for i in edges.query(line, "dwithin", 0.006)]
            assert any(edge.covers(line) for edge in near), opening.id
            assert 0.5 < line.length <= 0.901, opening.id


def test_dresden_has_30_toilets_known_by_their_tag():
    found = [room for _, room in rooms_of(plan_of("dresden_apb.geojson")) if "toilet" in room.reading.uses]
    assert len(found) == 30
    assert {room.reading.why for room in found} == {"tag:amenity=toilets"}
    assert all(room.label for room in found)


def test_dresden_labels_are_names_else_refs():
    places = {}
    for _, room in rooms_of(plan_of("dresden_apb.geojson")):
        places[room.place] = room.label
    tags = [f["properties"] for f in raw("dresden_apb.geojson") if f["properties"].get("indoor") in AREAS
            and f["geometry"]["type"] == "Polygon"]  # fmt: skip
    assert Counter(places.values()) == Counter(t.get("name") or t.get("ref") or "" for t in tags)


def test_dresden_is_the_same_from_both_files():
    one, other = plan_of("dresden_apb.geojson"), plan_of("dresden_apb.osm")
    for a, b in zip(one.levels, other.levels, strict=True):
        assert {r.id: r.label for r in a.rooms} == {r.id: r.label for r in b.rooms}
        assert {o.id for o in a.openings} == {o.id for o in b.openings}
    areas = {r.id: Polygon(r.polygon, r.holes).area for _, r in rooms_of(one)}
    assert {r.id: Polygon(r.polygon, r.holes).area for _, r in rooms_of(other)} == pytest.approx(
        areas, rel=1e-3, abs=0.02
    )


def test_ids_are_unique_in_a_site():
    for name in ("dresden_apb.geojson", "grenoble_caserne.geojson", "cologne-central.osm"):
        for kind in ("rooms", "openings", "walls", "cameras"):
            ids = [thing.id for level in plan_of(name).levels for thing in getattr(level, kind)]
            assert len(ids) == len(set(ids)), (name, kind)


def test_grenoble_keeps_what_it_cannot_join_as_doubts():
    plan = plan_of("grenoble_caserne.geojson")
    assert {level.id: len(level.rooms) for level in plan.levels} == {"-1": 11, "0": 56, "1": 8}
    assert [d.about[0].id for d in doubts(plan, "outline-not-closed")] == ["w398056956"]
    assert len(doubts(plan, "door-on-no-wall")) + len(doubts(plan, "door-leads-outside")) == 10
    tagged = [room for _, room in rooms_of(plan) if room.reading.why == "tag:amenity=toilets"]
    assert [room.reading.uses for room in tagged] == [("toilet",)] * 2


def test_cologne_has_seven_cameras_with_compass_headings():
    plan = plan_of("cologne-central.osm")
    cameras = [camera for level in plan.levels for camera in level.cameras]
    assert len(cameras) == 7
    assert {camera.heading for camera in cameras} == {237.0, 239.0}
    assert {camera.mount for camera in cameras} == {"wall"}
    assert Counter(camera.kind for camera in cameras)["panoramic"] >= 2
    assert len([d for d in doubts(plan, "level-missing") if d.about[0].kind == "camera"]) == 7


def test_real_maps_are_sniffed():
    for path in sorted(MAPS.iterdir()):
        sniff = sniff_xml if path.suffix == ".osm" else sniff_geojson
        assert sniff(path.read_bytes()), path.name
