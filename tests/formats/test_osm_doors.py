from math import dist

import pytest
from shapely import LineString, Point, Polygon

from formats.osm_map import area, box, doubts, level, line, node, read
from offcamera.formats.osm.measure import read_direction, read_length

A, B = box("1", 0, 0, 4, 4, ref="A"), box("2", 4, 0, 8, 4, ref="B")


def only(plan):
    (opening,) = level(plan).openings
    return opening


def length(opening):
    return sum(dist(a, b) for a, b in zip(opening.line, opening.line[1:], strict=False))


def told(plan):
    quiet = ("door-width-assumed", "edge-taken-for-open")
    return [doubt.what for doubt in plan.doubts if doubt.what not in quiet]


def test_a_door_is_centred_on_its_node_along_the_shared_edge():
    plan = read(A, B, node("3", 4, 2, door="hinged", level="0"))
    door = only(plan)
    assert (door.id, door.kind, door.head, door.entrance) == ("n3", "door", 2.1, None)
    assert length(door) == pytest.approx(0.9, abs=1e-3)
    (x0, y0), (x1, y1) = door.line
    assert x0 == pytest.approx(x1, abs=1e-3)
    assert y0 + y1 == pytest.approx(0, abs=2e-3)
    assert told(plan) == []


def test_the_usual_width_is_told_once_for_a_level():
    plan = read(A, B, node("3", 4, 1, door="yes", level="0"), node("4", 4, 3, door="yes", level="0"))
    (doubt,) = doubts(plan, "door-width-assumed")
    assert doubt.figures == {"width": 0.9, "count": 2}
    assert [(ref.kind, ref.id) for ref in doubt.about] == [("level", "0")]


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("1.2", 1.2),
        ("1,2 m", 1.2),
        ("90 cm", 0.9),
        ("4'", 1.2192),
        ("2'11\"", 0.889),
        ('36"', 0.9144),
        ("3 ft", 0.9144),
    ],
)
def test_a_width_in_metres_or_feet_is_used(text, metres):
    assert read_length(text) == pytest.approx(metres, abs=1e-4)
    plan = read(A, B, node("3", 4, 2, door="yes", level="0", width=text))
    assert length(only(plan)) == pytest.approx(metres, abs=2e-3)
    assert not doubts(plan, "door-width-assumed")


@pytest.mark.parametrize("text", ["wide", "", "-1", "0", "1e9", "1 2", "9999"])
def test_a_width_that_is_none_is_told(text):
    assert read_length(text) is None


def test_a_width_that_cannot_be_read_is_the_usual_one_and_told():
    plan = read(A, B, node("3", 4, 2, door="yes", level="0", width="wide"))
    assert length(only(plan)) == pytest.approx(0.9, abs=1e-3)
    assert told(plan) == ["width-not-read"]


def test_a_door_near_a_corner_keeps_its_width_and_stays_on_its_edge():
    plan = read(A, B, node("3", 4, 0.2, door="yes", level="0"))
    assert length(only(plan)) == pytest.approx(0.9, abs=1e-3)
    lowest = min(y for _, y in only(plan).line)
    assert lowest == pytest.approx(min(y for _, y in level(plan).rooms[0].polygon), abs=1e-3)
    assert doubts(plan, "door-moved-from-corner")[0].figures["moved"] == pytest.approx(0.25, abs=2e-3)


def test_a_door_ends_where_the_room_behind_it_ends():
    hall = box("1", 0, 0, 9, 3, indoor="corridor")
    cells = [box("2", 0, 3, 2, 6), box("3", 2, 3, 9, 6)]
    plan = read(hall, *cells, node("4", 1.7, 3, door="yes", level="0"))
    door = LineString(only(plan).line)
    beside = next(r for r in level(plan).rooms if r.id == "w3")
    assert door.length == pytest.approx(0.9, abs=1e-3)
    assert door.intersection(Polygon(beside.polygon).buffer(0.001)).length < 0.01


def test_a_door_on_an_edge_that_is_too_short_takes_the_edge():
    small = [box("1", 0, 0, 4, 0.6), box("2", 4, 0, 8, 0.6)]
    plan = read(*small, node("3", 4, 0.3, door="yes", level="0"))
    assert length(only(plan)) == pytest.approx(0.6, abs=1e-3)
    assert doubts(plan, "door-wider-than-its-edge")[0].figures["edge"] == pytest.approx(0.6, abs=1e-3)


def test_corners_drawn_in_a_straight_wall_do_not_cut_a_door():
    bent = area(
        "1", [(0, 0), (4, 0), (4, 1.9), (4.005, 2), (4, 2.1), (4, 4), (0, 4)], indoor="room", level="0"
    )
    mate = area(
        "2", [(4, 0), (8, 0), (8, 4), (4, 4), (4, 2.1), (4.005, 2), (4, 1.9)], indoor="room", level="0"
    )
    plan = read(bent, mate, node("3", 4.005, 2, door="yes", level="0"))
    assert length(only(plan)) == pytest.approx(0.9, abs=5e-3)
    assert told(plan) == []


def test_a_door_to_the_outside_is_told_by_whether_it_says_so():
    entrance = read(A, node("3", 0, 2, door="yes", entrance="main", level="0"))
    assert only(entrance).entrance is True
    assert told(entrance) == ["door-leads-outside"]
    silent = read(A, node("3", 0, 2, door="yes", level="0"))
    assert only(silent).entrance is None
    assert told(silent) == ["door-touches-one-room"]
    refused = read(A, node("3", 0, 2, door="yes", entrance="no", level="0"))
    assert only(refused).entrance is False


def test_an_entrance_without_a_door_tag_is_a_door():
    assert only(read(A, node("3", 0, 2, entrance="yes", level="0"))).kind == "door"


def test_door_no_is_a_passage_of_full_height():
    opening = only(read(A, B, node("3", 4, 2, door="no", level="0")))
    assert (opening.kind, opening.head, opening.glazing) == ("passage", None, None)


def test_a_glass_door_is_clear():
    assert only(read(A, B, node("3", 4, 2, door="yes", material="glass", level="0"))).glazing == "clear"


def test_a_door_in_the_middle_of_a_room_is_left_out_as_an_error():
    plan = read(A, B, node("3", 2, 2, door="yes", level="0"))
    assert level(plan).openings == ()
    (doubt,) = doubts(plan, "door-in-room")
    assert doubt.weight == "error"
    assert [ref.id for ref in doubt.about] == ["n3", "A"]
    assert doubt.figures["distance"] == pytest.approx(2, rel=1e-2)


def test_a_door_far_from_everything_is_an_error():
    (doubt,) = doubts(read(A, node("3", -9, 2, door="yes", level="0")), "door-on-no-wall")
    assert doubt.weight == "error"
    assert doubts(read(A, node("3", 4, 2, door="yes", level="5")), "door-on-no-wall")


def test_a_door_beside_its_wall_is_put_on_it_and_told():
    plan = read(A, B, node("3", 4.2, 2, door="yes", level="0"))
    assert LineString(only(plan).line).distance(Point(0, 0)) < 0.002
    assert length(only(plan)) == pytest.approx(0.9, abs=1e-3)
    assert doubts(plan, "opening-off-wall")[0].figures["distance"] == pytest.approx(0.2, rel=1e-2)


def test_a_door_in_a_thick_wall_is_put_on_one_face():
    plan = read(A, box("2", 4.3, 0, 8, 4), node("3", 4.1, 2, door="yes", level="0"))
    assert length(only(plan)) == pytest.approx(0.9, abs=1e-3)
    assert told(plan) == ["opening-off-wall", "door-touches-one-room"]


def test_a_door_on_a_corner_of_two_walls_opens_both():
    plan = read(A, node("3", 4, 4, door="yes", entrance="yes", level="0"))
    assert [o.id for o in level(plan).openings] == ["n3", "n3.2"]
    assert doubts(plan, "door-at-corner")


def test_a_door_where_two_rooms_only_meet_in_a_corner_is_told():
    plan = read(box("1", 0, 0, 4, 4), box("2", 4, 4, 8, 8), node("3", 4, 4, door="yes", level="0"))
    assert "door-at-corner" in told(plan)


def test_a_door_without_a_level_is_on_every_level_whose_outline_it_touches():
    rooms = [box(str(i), 0, 0, 4, 4, level=str(i)) for i in (0, 1)]
    plan = read(*rooms, box("9", 20, 0, 24, 4, level="2"), node("3", 4, 2, door="yes"))
    assert [len(level.openings) for level in plan.levels] == [1, 1, 0]
    assert [doubt.figures["levels"] for doubt in doubts(plan, "level-missing")] == ["0", "1"]


def test_a_door_that_stands_again_is_joined_on_each_level():
    rooms = [box(str(i), 0, 0, 4, 4, level=str(i)) for i in (0, 1, 2)]
    plan = read(*rooms, node("3", 4, 2, door="yes", level="0", repeat_on="2"))
    assert [[o.id for o in level.openings] for level in plan.levels] == [["n3@0"], [], ["n3@2"]]


def test_a_door_in_a_drawn_wall_lies_on_it():
    hall = box("1", 0, 0, 9, 9)
    plan = read(
        hall, line("2", (3, 3), (6, 3), indoor="wall", level="0"), node("3", 4, 3, door="yes", level="0")
    )
    assert length(only(plan)) == pytest.approx(0.9, abs=1e-3)
    assert told(plan) == ["door-touches-no-room"]


def test_a_door_drawn_as_a_line_has_its_length_as_width():
    plan = read(A, B, line("3", (4, 1), (4, 2.4), door="yes", level="0"))
    assert length(only(plan)) == pytest.approx(1.4, abs=2e-3)
    assert not doubts(plan, "door-width-assumed")


def test_a_window_that_says_no_width_takes_its_whole_wall():
    window = only(read(A, node("3", 0, 1, window="yes", level="0")))
    assert (window.kind, window.sill, window.head, window.glazing) == ("window", 0.9, 2.1, "clear")
    assert length(window) == pytest.approx(4, rel=1e-3)
    assert length(only(read(A, node("3", 0, 1, window="yes", width="1", level="0")))) == pytest.approx(
        1, abs=1e-3
    )


def test_doors_on_slanted_walls_follow_them():
    left = area("1", [(0, 0), (4, 0), (8, 4), (0, 4)], indoor="room", level="0")
    right = area("2", [(4, 0), (8, 0), (8, 4)], indoor="room", level="0")
    door = only(read(left, right, node("3", 6, 2, door="yes", level="0")))
    (x0, y0), (x1, y1) = door.line
    assert abs((y1 - y0) / (x1 - x0)) == pytest.approx(1, rel=1e-2)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [("237", 237), ("N", 0), ("ssw", 202.5), ("east", 90), ("-90", 270), ("360", 0), ("90°", 90)],
)
def test_directions_are_figures_or_points_of_the_compass(text, degrees):
    assert read_direction(text) == degrees


@pytest.mark.parametrize("text", ["", "up", "1e3", "90-180", "forward"])
def test_a_direction_that_is_none_is_none(text):
    assert read_direction(text) is None
