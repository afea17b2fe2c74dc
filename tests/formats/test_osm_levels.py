import pytest

from formats.osm_map import box, doubts, level, line, node, read
from offcamera.formats.osm.level import read_levels, usual_level


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("0", ("0",)),
        ("-0", ("0",)),
        ("1.0", ("1",)),
        ("0-3", ("0", "1", "2", "3")),
        ("-1-3", ("-1", "0", "1", "2", "3")),
        ("-3--1", ("-3", "-2", "-1")),
        ("-2;-1;0", ("-2", "-1", "0")),
        ("1; 0", ("0", "1")),
        ("0;2-3;3", ("0", "2", "3")),
        ("0.5-2", ("0.5", "1", "2")),
        ("−1", ("-1",)),
        ("0 – 1", ("0", "1")),
    ],
)
def test_lists_and_ranges_are_read(text, ids):
    assert read_levels(text).ids == ids
    assert not read_levels(text).doubt


@pytest.mark.parametrize("text", ["", " ", ";"])
def test_a_level_that_is_not_said_is_missing(text):
    assert read_levels(text).ids == ()
    assert read_levels(text).doubt == "level-missing"


def test_a_comma_is_a_half_unless_both_levels_exist():
    assert read_levels("0,5").ids == ("0.5",)
    assert read_levels("0,5", frozenset(("0", "5"))).ids == ("0", "5")
    assert read_levels("0,5").doubt == "level-with-comma"
    assert read_levels("0,1,2").ids == ("0", "1", "2")


@pytest.mark.parametrize(
    ("text", "ids"),
    [("EG", ("EG",)), ("0-9999999", ("0-9999999",)), ("a b/c", ("a-b-c",)), ("a@b.org", ("0",))],
)
def test_a_word_is_kept_as_a_level_and_doubted(text, ids):
    assert read_levels(text).ids == ids
    assert read_levels(text).doubt == "level-not-a-number"


def test_a_range_that_runs_down_is_turned_and_told():
    assert read_levels("3-1").ids == ("1", "2", "3")
    assert read_levels("3-1").doubt == "level-range-turned"


def test_the_usual_level_is_the_only_one_or_the_ground_or_the_lowest():
    assert usual_level(["4"]) == "4"
    assert usual_level(["-1", "0", "1"]) == "0"
    assert usual_level(["3", "10"]) == "3"
    assert usual_level([]) == "0"


def test_a_room_without_a_level_is_kept_and_doubted():
    bare = box("1", 0, 0, 4, 4)
    del bare["properties"]["level"]
    plan = read(bare, box("2", 4, 0, 8, 4))
    assert len(level(plan).rooms) == 2
    (doubt,) = doubts(plan, "level-missing")
    assert [ref.id for ref in doubt.about] == ["w1"]


def test_levels_are_sorted_by_number_with_words_last():
    plan = read(
        box("1", 0, 0, 4, 4, level="EG"), box("2", 0, 0, 4, 4, level="10"), box("3", 0, 0, 4, 4, level="2")
    )
    assert [level.id for level in plan.levels] == ["2", "10", "EG"]


def test_stairs_through_three_levels_are_three_rooms_and_one_link():
    plan = read(box("1", 0, 0, 4, 4, level="-1-1", stairs="yes", ref="ST"))
    assert [[room.id for room in level.rooms] for level in plan.levels] == [["ST@-1"], ["ST@0"], ["ST@1"]]
    assert plan.links == ((("-1", "ST@-1"), ("0", "ST@0"), ("1", "ST@1")),)
    middle = level(plan, "0").rooms[0]
    assert middle.open_to == (("-1", "ST@-1"), ("1", "ST@1"))
    assert middle.floor == (0.0, 3.0)
    assert middle.reading.uses == ("stairs",)


def test_a_lift_joins_levels_but_is_not_seen_through():
    plan = read(box("1", 0, 0, 2, 2, level="0;1", highway="elevator"))
    assert len(plan.links) == 1
    assert level(plan).rooms[0].open_to == ()
    assert level(plan).rooms[0].floor == (0.0, 0.0)


def test_a_room_that_stands_again_on_other_levels_is_no_link():
    plan = read(box("1", 0, 0, 2, 2, level="0", repeat_on="1-2"))
    assert [len(level.rooms) for level in plan.levels] == [1, 1, 1]
    assert plan.links == ()
    assert level(plan).rooms[0].open_to == ()


def test_a_lift_that_is_a_point_joins_the_rooms_round_it():
    halls = [box("1", 0, 0, 4, 4, level="0"), box("2", 0, 0, 4, 4, level="1")]
    assert read(*halls, node("3", 2, 2, highway="elevator", level="0;1")).links == (
        (("0", "w1"), ("1", "w2")),
    )
    plan = read(*halls, line("4", (9, 9), (9, 12), highway="steps", level="0;1"))
    assert plan.links == ()
    assert len(doubts(plan, "way-up-joins-nothing")) == 1


def test_a_camera_on_a_level_without_rooms_is_told():
    plan = read(box("1", 0, 0, 4, 4), node("2", 1, 1, man_made="surveillance", level="7"))
    (doubt,) = doubts(plan, "level-without-rooms")
    assert doubt.about[0].id == "7"
