import pytest
from shapely import Polygon

from formats.osm_map import degrees, doubts, level, room
from offcamera.errors import Refused
from offcamera.formats.osm import read_osm_xml, sniff_xml
from offcamera.formats.osm.multipolygon import join_ways


def nodes(*corners, start=1):
    lines = []
    for number, corner in enumerate(corners, start):
        lon, lat = degrees(*corner)
        lines.append(f'<node id="{number}" lat="{lat:.9f}" lon="{lon:.9f}"/>')
    return "\n".join(lines)


def way(id_, refs, **tags):
    tags = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    return f'<way id="{id_}">{"".join(f"<nd ref={ref!r}/>" for ref in map(str, refs))}{tags}</way>'


def read(*parts):
    return read_osm_xml(("<osm version='0.6'>\n" + "\n".join(parts) + "\n</osm>").encode(), "map.osm")


def refusal(data):
    with pytest.raises(Refused) as caught:
        read_osm_xml(data, "map.osm")
    return caught.value.faults[0]


SQUARE = nodes((0, 0), (4, 0), (4, 4), (0, 4))
ROOM = {"indoor": "room", "level": "0"}


def test_a_closed_way_is_a_room_and_knows_its_line():
    plan = read(SQUARE, way(9, [1, 2, 3, 4, 1], ref="101", **ROOM))
    assert Polygon(room(plan, "101").polygon).area == pytest.approx(16, rel=1e-3)
    assert str(room(plan, "101").place) == "map.osm:6:1"


def test_elements_may_stand_in_any_order():
    assert len(level(read(way(9, [1, 2, 3, 4, 1], **ROOM), SQUARE)).rooms) == 1


def test_a_door_node_of_two_ways_joins_them():
    corners = nodes((0, 0), (4, 0), (4, 4), (0, 4), (8, 0), (8, 4))
    lon, lat = degrees(4, 2)
    door = f'<node id="7" lat="{lat}" lon="{lon}"><tag k="door" v="yes"/></node>'
    plan = read(corners, door, way(8, [1, 2, 7, 3, 4, 1], **ROOM), way(9, [2, 5, 6, 3, 7, 2], **ROOM))
    assert [opening.id for opening in level(plan).openings] == ["n7"]
    assert not doubts(plan, "door-touches-one-room")


def test_a_way_whose_nodes_are_missing_is_an_error():
    plan = read(SQUARE, way(8, [1, 2, 77, 4, 1], **ROOM), way(9, [1, 2, 3, 4, 1], **ROOM))
    assert [r.id for r in level(plan).rooms] == ["w9"]
    (doubt,) = doubts(plan, "way-with-missing-nodes")
    assert (doubt.weight, doubt.about[0].id) == ("error", "w8")


def test_a_node_without_a_sound_place_is_missing():
    broken = '<node id="3" lat="north" lon="10"/><node id="4" lat="nan" lon="10"/>'
    plan = read(nodes((0, 0), (4, 0)), broken, way(8, [1, 2, 3, 1], **ROOM), way(9, [1, 2, 4, 1], **ROOM))
    assert len(doubts(plan, "way-with-missing-nodes")) == 2


def test_an_open_way_is_no_room_and_is_told():
    plan = read(SQUARE, way(8, [1, 2, 3, 4], **ROOM), way(9, [1, 2, 3, 4, 1], **ROOM))
    assert doubts(plan, "outline-not-closed")[0].weight == "error"


def relation(*members, **tags):
    lines = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in members)
    tags = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in {"type": "multipolygon", **tags}.items())
    return f'<relation id="5">{lines}{tags}</relation>'


INNER = nodes((1, 1), (2, 1), (2, 2), start=5)


def test_a_multipolygon_of_two_half_ways_and_a_hole_is_one_room():
    halves = [way(11, [1, 2, 3]), way(12, [1, 4, 3]), way(13, [5, 6, 7, 5])]
    plan = read(SQUARE, INNER, *halves, relation((11, "outer"), (12, "outer"), (13, "inner"), **ROOM))
    (found,) = level(plan).rooms
    assert found.id == "r5"
    assert len(found.holes) == 1
    assert Polygon(found.polygon, found.holes).area == pytest.approx(15.5, rel=1e-3)


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ([(11, "outer")], "multipolygon-not-closed"),
        ([(11, "outer"), (99, "outer")], "multipolygon-with-missing-ways"),
        ([(13, "inner")], "multipolygon-not-closed"),
    ],
)
def test_a_multipolygon_that_is_not_whole_is_an_error(members, what):
    ways = [way(11, [1, 2, 3]), way(13, [5, 6, 7, 5]), way(9, [1, 2, 3, 4, 1], **ROOM)]
    (doubt,) = doubts(read(SQUARE, INNER, *ways, relation(*members, **ROOM)), what)
    assert (doubt.weight, doubt.about[0].id) == ("error", "r5")


def test_ways_are_joined_end_to_end_either_way_round():
    assert join_ways([("1", "2"), ("3", "2"), ("3", "4", "1")]) == [("1", "2", "3", "4", "1")]
    assert join_ways([("1", "2", "3", "1"), ("4", "5", "6", "4")]) == [
        ("1", "2", "3", "1"),
        ("4", "5", "6", "4"),
    ]
    assert join_ways([("1", "2"), ("3", "4")]) is None
    assert join_ways([("1", "2", "1")]) is None


def test_deleted_elements_are_not_read_and_are_counted():
    gone = way(8, [1, 2, 3, 4, 1], **ROOM).replace("<way ", "<way action='delete' ")
    plan = read(SQUARE, gone, way(9, [1, 2, 3, 4, 1], **ROOM))
    assert [r.id for r in level(plan).rooms] == ["w9"]
    assert doubts(plan, "elements-deleted")[0].figures["count"] == 1


def test_two_elements_with_one_id_are_both_read_and_told():
    plan = read(SQUARE, way(9, [1, 2, 3, 1], **ROOM), way(9, [1, 3, 4, 1], **ROOM))
    assert [r.id for r in level(plan).rooms] == ["w9", "w9-2"]
    (doubt,) = doubts(plan, "id-twice")
    assert doubt.place.line == 7


def test_a_document_type_is_refused_with_its_place():
    laughs = (
        b'<?xml version="1.0"?>\n<!DOCTYPE osm [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<osm>&b;</osm>'
    )
    fault = refusal(laughs)
    assert "document type" in fault.says
    assert fault.line == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no well-formed XML"),
        (b"<osm><node></osm>", "mismatched tag"),
        (b"<gpx/>", "<gpx>"),
        (b"<osm/>", "no room, wall or camera"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b'<?xml version="1.0" encoding="no-such"?><osm/>', "encoding"),
    ],
)
def test_what_is_no_osm_file_is_refused(data, says):
    assert says in refusal(data).says


def test_a_fault_of_syntax_has_its_line_and_column():
    fault = refusal(b"<osm>\n  <node id='1'>\n</osm>")
    assert (fault.line, fault.column) == (3, 3)


def test_editors_are_not_repeated():
    edited = way(9, [1, 2, 3, 4, 1], **ROOM).replace("<way ", "<way user='Erika Mustermann' uid='7' ")
    assert "Erika" not in repr(read(SQUARE, edited))


def test_maps_are_told_from_other_xml():
    assert sniff_xml(b"<?xml version='1.0'?><osm><tag k='indoor' v='room'/></osm>")
    assert not sniff_xml(b"<?xml version='1.0'?><osm><tag k='highway' v='path'/></osm>")
    assert not sniff_xml(b"<svg/>")
