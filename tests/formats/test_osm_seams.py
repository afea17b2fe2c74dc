"""Rooms whose common wall is drawn with different corners: one wall, and a door that leads through it."""

from itertools import permutations

import pytest
from shapely import LineString, Polygon

from formats.osm_map import area, box, doubts, level, node, read
from offcamera.sight.scene.level import LevelScene

WEST = box("1", 0, 0, 4, 8)


def east(x):
    """A room beside ``WEST`` with a corner of its own half way along the wall between them."""
    return area("2", [(4, 0), (8, 0), (8, 8), (4, 8), (x, 4)], indoor="room", level="0")


DOOR = node("3", 4, 2, door="yes", level="0")


def shared(plan):
    one, other = (Polygon(room.polygon) for room in level(plan).rooms)
    return one.intersection(other).area, one.boundary.intersection(other.boundary).length


@pytest.mark.parametrize("x", [3.97, 4.03])
def test_an_edge_is_led_over_a_corner_that_lies_on_it_but_for_a_slip(x):
    overlap, common = shared(read(WEST, east(x)))
    assert overlap == pytest.approx(0, abs=1e-6)
    assert common == pytest.approx(8, abs=0.01)


@pytest.mark.parametrize(("off", "weight"), [(0.002, None), (0.012, "note"), (0.04, "warning")])
def test_what_moved_is_told_by_how_far(off, weight):
    told = doubts(read(WEST, east(4 - off)), "corners-welded")
    assert [doubt.weight for doubt in told] == ([weight] if weight else [])
    assert [doubt.figures["moved"] for doubt in told] == [pytest.approx(off, abs=2e-3)] * len(told)
    assert [[ref.id for ref in doubt.about] for doubt in told] == [["w1", "w2"]] * len(told)


def test_what_is_no_slip_stays_as_drawn_and_is_told():
    plan = read(WEST, east(3.8))
    overlap, _ = shared(plan)
    assert overlap == pytest.approx(0.2 * 8 / 2, rel=0.01)
    assert [doubt.weight for doubt in doubts(plan, "rooms-overlap")] == ["error"]
    assert not doubts(plan, "corners-welded")


@pytest.mark.parametrize("x", [3.97, 3.99, 4.02, 4.04])
def test_a_door_leads_through_a_wall_with_a_slip(x):
    plan = read(WEST, east(x), DOOR)
    scene = LevelScene(level(plan), (0.1, 2.0))
    assert [sorted(rooms) for rooms in scene.mesh.rooms_at_holes.values()] == [[0, 1]]
    assert [doubt.what for doubt in scene.doubts] == []
    (door,) = level(plan).openings
    outlines = [Polygon(room.polygon).boundary for room in level(plan).rooms]
    assert all(LineString(door.line).hausdorff_distance(line.intersection(LineString(door.line).buffer(0.01)))
               < 0.011 for line in outlines)  # fmt: skip


def test_corners_a_slip_apart_are_made_the_one_that_most_rooms_have():
    north = box("5", 0, 8, 4, 12)
    plan = read(WEST, north, box("2", 4.03, 8, 8, 12))
    corners = {room.id: {(round(x, 1), round(y, 2)) for x, y in room.polygon} for room in level(plan).rooms}
    rooms = {room.id: Polygon(room.polygon) for room in level(plan).rooms}
    assert rooms["w2"].boundary.intersection(rooms["w5"].boundary).length == pytest.approx(4, abs=0.01)
    assert corners["w1"] & corners["w5"] & corners["w2"]


def test_no_order_of_the_file_changes_an_outline():
    features = [WEST, east(3.97), box("4", 4.03, 8.02, 8, 12), DOOR]
    outlines = set()
    for order in permutations(features):
        rooms = level(read(*order)).rooms
        outlines.add(frozenset((room.id, Polygon(room.polygon).normalize().wkt) for room in rooms))
    assert len(outlines) == 1


def test_two_corners_of_one_room_a_slip_apart_are_both_kept():
    notch = [(4, 0), (8, 0), (8, 8), (4, 8), (4, 4.03), (4.02, 4.0)]
    plan = read(WEST, area("2", notch, indoor="room", level="0"))
    room = next(room for room in level(plan).rooms if room.id == "w2")
    assert len(room.polygon) == len(notch)


def test_the_scheme_of_wrld_is_refused_by_its_name():
    from offcamera.errors import Refused

    outline = area("1", [(0, 0), (9, 0), (9, 9), (0, 9)], type="building_outline")
    with pytest.raises(Refused, match="WRLD") as refused:
        read(outline, area("2", [(0, 0), (4, 0), (4, 4), (0, 4)], type="room"))
    assert refused.value.faults[0].help
