import pytest
from shapely import Polygon

from formats.osm_map import area, box, degrees, doubts, level, line, node, read, room
from offcamera.formats.osm.use import join_readings, read_use
from offcamera.model.use import Reading


def test_a_room_is_in_metres_with_north_up():
    plan = read(box("1", 0, 0, 6, 4, ref="101"))
    assert plan.north == 0.0
    shape = Polygon(room(plan, "101").polygon)
    assert shape.area == pytest.approx(24, rel=1e-3)
    x0, y0, x1, y1 = shape.bounds
    assert (x1 - x0, y1 - y0) == pytest.approx((6, 4), rel=1e-3)
    assert (x0 + x1, y0 + y1) == pytest.approx((0, 0), abs=1e-3)


def test_an_id_is_the_ref_where_it_is_the_only_one():
    plan = read(
        box("1", 0, 0, 4, 4, ref="A 1/2"),
        box("2", 4, 0, 8, 4, ref="F1"),
        box("3", 0, 0, 4, 4, ref="F1", level="1"),
        box("4", 8, 0, 12, 4, ref="twice"),
        box("5", 12, 0, 16, 4, ref="twice"),
        box("6", 16, 0, 20, 4),
    )
    ids = [[room.id for room in level.rooms] for level in plan.levels]
    assert ids == [["A-1-2", "F1@0", "w4", "w5", "w6"], ["F1@1"]]


def test_a_thing_that_stands_twice_in_the_file_gets_two_ids():
    plan = read(box("1", 0, 0, 4, 4), box("1", 4, 0, 8, 4))
    assert [room.id for room in level(plan).rooms] == ["w1", "w1-2"]


def test_the_label_is_the_name_else_the_ref():
    plan = read(box("1", 0, 0, 4, 4, ref="12", name="Foyer"), box("2", 4, 0, 8, 4, ref="13"))
    assert [r.label for r in level(plan).rooms] == ["Foyer", "13"]


def test_a_toilet_known_by_tag_keeps_its_number_as_label():
    found = room(read(box("1", 0, 0, 4, 4, ref="207", amenity="toilets", female="yes")), "207")
    assert found.reading == Reading("known", ("toilet",), "tag:amenity=toilets")
    assert found.label == "207"
    assert found.label_read.status == "unknown"


def test_label_and_tag_that_name_different_uses_both_hold():
    use = read_use({"indoor": "corridor", "name": "Changing room"})
    assert set(use.reading.uses) == {"corridor", "changing"}
    assert use.reading.status == "known"
    assert use.label_read.uses == ("changing",)


def test_a_label_alone_is_read():
    assert read_use({"indoor": "room", "name": "Shower"}).reading.uses == ("shower",)


def test_a_known_reading_settles_an_ambiguous_one_only_among_its_candidates():
    bath = Reading("ambiguous", ("bath", "toilet"), "lexicon")
    toilet = Reading("known", ("toilet",), "tag")
    assert join_readings(toilet, bath) == toilet
    office = Reading("known", ("office",), "tag")
    assert set(join_readings(office, bath).uses) == {"office", "bath", "toilet"}


def test_an_address_in_a_label_is_not_repeated():
    plan = read(box("1", 0, 0, 4, 4, name="Office someone@example.org", ref="a@example.org"))
    assert level(plan).rooms[0].label == "Office"
    assert "example" not in repr(plan)


def test_editors_are_not_repeated():
    feature = box("1", 0, 0, 4, 4, user="Erika Mustermann", uid="12")
    note = node("2", 1, 1, note="ask Erika Mustermann", contact="Erika Mustermann")
    assert "Erika" not in repr(read(feature, note))


def test_holes_stay_holes():
    plan = read(
        area(
            "1", [(0, 0), (9, 0), (9, 9), (0, 9)], [(3, 3), (6, 3), (6, 6), (3, 6)], indoor="room", level="0"
        )
    )
    found = level(plan).rooms[0]
    assert len(found.holes) == 1
    assert Polygon(found.polygon, found.holes).area == pytest.approx(72, rel=1e-3)


def test_a_figure_of_eight_is_left_out_as_an_error():
    eight = area("1", [(0, 0), (4, 4), (4, 0), (0, 4)], indoor="room", level="0")
    plan = read(eight, box("2", 10, 0, 14, 4))
    assert [r.id for r in level(plan).rooms] == ["w2"]
    (doubt,) = doubts(plan, "outline-crosses-itself")
    assert doubt.weight == "error"
    assert doubt.about[0].name == "0.w1"


def test_a_spike_is_repaired_and_told():
    spiked = area("1", [(0, 0), (4, 0), (4, 4), (6, 4), (4, 4), (0, 4)], indoor="room", level="0")
    plan = read(spiked)
    assert Polygon(level(plan).rooms[0].polygon).area == pytest.approx(16, rel=1e-3)
    assert doubts(plan, "outline-repaired")[0].figures["area"] == pytest.approx(16, rel=1e-2)


def test_a_room_without_area_or_geometry_is_an_error():
    flat = area("1", [(0, 0), (4, 0), (2, 0)], indoor="room", level="0")
    empty = box("2", 0, 0, 1, 1)
    empty["geometry"] = None
    torn = box("3", 0, 0, 1, 1)
    torn["geometry"] = {"type": "Polygon", "coordinates": [[["a", "b"]]]}
    plan = read(flat, empty, torn, line("4", (0, 0), (4, 0), indoor="room", level="0"), box("5", 0, 0, 4, 4))
    assert [r.id for r in level(plan).rooms] == ["w5"]
    lost = {doubt.about[0].id: doubt.what for doubt in plan.doubts if doubt.weight == "error"}
    assert lost["w2"] == lost["w3"] == "feature-without-geometry"
    assert lost["w4"] == "outline-not-closed"
    assert "w1" in lost


def test_outlines_alike_are_both_kept_and_told():
    plan = read(box("1", 0, 0, 4, 4), box("2", 0, 0, 4, 4))
    assert len(level(plan).rooms) == 2
    assert doubts(plan, "outlines-alike")[0].weight == "error"


def test_rooms_that_overlap_are_kept_as_drawn_and_told():
    deep = read(box("1", 0, 0, 4, 4), box("2", 3, 0, 8, 4))
    assert doubts(deep, "rooms-overlap")[0].weight == "error"
    assert doubts(deep, "rooms-overlap")[0].figures["area"] == pytest.approx(4, rel=1e-2)
    assert doubts(read(box("1", 0, 0, 4, 4), box("2", 3.9, 0, 8, 4)), "rooms-overlap")[0].weight == "error"
    assert not doubts(read(box("1", 0, 0, 4, 4), box("2", 3, 0, 8, 4, level="1")), "rooms-overlap")


def test_a_room_inside_another_is_cut_out_of_it():
    free = read(box("1", 0, 0, 9, 9), box("2", 3, 3, 6, 6))
    assert len(room(free, "w1").holes) == 1
    beside = read(box("1", 0, 0, 9, 9), box("2", 0, 0, 3, 3))
    assert Polygon(room(beside, "w1").polygon).area == pytest.approx(72, rel=1e-3)
    assert doubts(beside, "room-inside-room")[0].weight == "note"


def test_a_room_that_cuts_another_in_two_is_an_overlap():
    plan = read(box("1", 0, 0, 9, 3), box("2", 3, 0, 6, 3))
    assert doubts(plan, "rooms-overlap")[0].weight == "error"
    assert Polygon(room(plan, "w1").polygon).area == pytest.approx(27, rel=1e-3)


@pytest.mark.parametrize(
    ("one", "other", "is_open"),
    [
        ("area", "area", True),
        ("area", "corridor", True),
        ("corridor", "corridor", True),
        ("room", "area", False),
        ("room", "corridor", False),
        ("room", "room", False),
    ],
)
def test_an_edge_that_nobody_drew_as_a_wall_is_open(one, other, is_open):
    plan = read(box("1", 0, 0, 4, 4, indoor=one), box("2", 4, 0, 8, 4, indoor=other))
    assert room(plan, "w1").open == (("w2",) if is_open else ())
    assert room(plan, "w2").open == (("w1",) if is_open else ())
    assert len(doubts(plan, "edge-taken-for-open")) == is_open


def test_areas_that_meet_in_a_corner_are_not_open_to_each_other():
    plan = read(box("1", 0, 0, 4, 4, indoor="area"), box("2", 4, 4, 8, 8, indoor="area"))
    assert room(plan, "w1").open == ()


def test_two_corridors_with_a_door_between_them_have_a_wall():
    corridors = [box("1", 0, 0, 4, 4, indoor="corridor"), box("2", 4, 0, 8, 4, indoor="corridor")]
    assert room(read(*corridors, node("3", 4, 2, door="hinged", level="0")), "w1").open == ()
    assert room(read(*corridors, node("3", 4, 2, door="no", level="0")), "w1").open == ("w2",)


def test_the_inner_outline_decides_alone():
    hall = box("1", 0, 0, 9, 9)
    assert room(read(hall, box("2", 3, 3, 6, 6, indoor="area")), "w2").open == ("w1",)
    lobby = box("1", 0, 0, 9, 9, indoor="area")
    assert room(read(lobby, box("2", 3, 3, 6, 6, indoor="room")), "w2").open == ()


def test_a_drawn_wall_stands_on_an_open_edge():
    areas = [box("1", 0, 0, 4, 4, indoor="area"), box("2", 4, 0, 8, 4, indoor="area")]
    plan = read(*areas, line("3", (4, 0), (4, 4), indoor="wall", level="0"))
    assert room(plan, "w1").open == ("w2",)
    assert len(level(plan).walls) == 1


def test_several_outlines_of_one_thing_are_several_rooms():
    feature = box("1", 0, 0, 4, 4)
    rings = [[[degrees(x + d, y) for x, y in [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]]] for d in (0, 10)]
    feature["geometry"] = {"type": "MultiPolygon", "coordinates": rings}
    assert [r.id for r in level(read(feature)).rooms] == ["w1-1", "w1-2"]


def test_a_toilet_that_is_only_a_point_is_an_error_unless_its_room_is_one():
    point = node("9", 2, 2, amenity="toilets", level="0")
    (doubt,) = doubts(read(box("1", 0, 0, 4, 4), point), "private-place-without-outline")
    assert doubt.weight == "error"
    assert [ref.id for ref in doubt.about] == ["n9", "w1"]
    assert not doubts(read(box("1", 0, 0, 4, 4, amenity="toilets"), point), "private-place-without-outline")


def test_a_toilet_block_without_indoor_tag_is_a_room():
    block = box("1", 0, 0, 4, 4, amenity="toilets", building="yes")
    del block["properties"]["indoor"], block["properties"]["level"]
    assert level(read(block)).rooms[0].reading.uses == ("toilet",)


def test_what_is_not_read_is_counted_by_its_tag():
    plan = read(box("1", 0, 0, 4, 4), node("2", 1, 1, tourism="artwork"), node("3", 1, 2, highway="crossing"),
                node("4", 1, 3, highway="crossing"), node("5", 1, 3, level="0"))  # fmt: skip
    told = {doubt.figures["tag"]: doubt.figures["count"] for doubt in doubts(plan, "feature-not-read")}
    assert told == {"highway=crossing": 2, "tourism=…": 1}


def test_the_floor_itself_gives_the_level_its_name():
    floor = box("1", 0, 0, 9, 9, indoor="level", name="Ground floor")
    plan = read(floor, box("2", 0, 0, 4, 4))
    assert level(plan).name == "Ground floor"
    assert len(level(plan).rooms) == 1


def test_an_area_with_nothing_but_a_label_is_a_room_and_a_labelled_point_is_told():
    named = area("1", [(0, 0), (4, 0), (4, 4)], name="Shower", level="0")
    plan = read(named, node("2", 1, 1, name="Shower", level="0"))
    assert level(plan).rooms[0].reading.uses == ("shower",)
    assert doubts(plan, "feature-not-read")[0].figures == {"tag": "name=…", "count": 1}
