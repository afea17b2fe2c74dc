import pytest

from formats.osm_map import area, box, doubts, level, line, node, read

HALL = box("1", 0, 0, 9, 9)


def camera_of(**tags):
    plan = read(HALL, node("2", 4.5, 4.5, man_made="surveillance", level="0", **tags))
    (camera,) = level(plan).cameras
    return camera, [doubt.what for doubt in plan.doubts]


def test_a_camera_has_compass_heading_height_and_mount():
    camera, told = camera_of(camera__direction="237", camera__type="fixed", camera__mount="wall", height="4")
    assert (camera.id, camera.kind, camera.heading, camera.height, camera.mount) == (
        "n2",
        "fixed",
        237,
        4,
        "wall",
    )
    assert camera.at == pytest.approx((0, 0), abs=1e-3)
    assert camera.optics.horizontal is None
    assert told == []


@pytest.mark.parametrize(
    ("said", "kind"), [("dome", "panoramic"), ("panning", "ptz"), ("fixed", "fixed"), ("odd", "panoramic")]
)
def test_a_camera_that_moves_or_hides_its_lens_is_the_full_circle(said, kind):
    camera, told = camera_of(camera__type=said, camera__direction="90")
    assert camera.kind == kind
    assert ("camera-type-not-known" in told) == (said == "odd")


def test_a_camera_that_says_nothing_has_no_heading():
    camera, _ = camera_of()
    assert (camera.heading, camera.height, camera.tilt, camera.purpose, camera.mount) == (None,) * 5


@pytest.mark.parametrize(
    ("tags", "what"),
    [
        ({"camera__direction": "there"}, "camera-direction-not-read"),
        ({"height": "high"}, "camera-height-not-read"),
        ({"camera__angle": "15"}, "camera-angle-not-used"),
    ],
)
def test_what_cannot_be_read_of_a_camera_is_told(tags, what):
    camera, told = camera_of(**tags)
    assert told == [what]
    assert (camera.heading, camera.height, camera.tilt) == (None, None, None)


def test_several_directions_are_several_heads():
    camera, _ = camera_of(camera__direction="90;270")
    assert camera.kind == "multi"
    assert [head.heading for head in camera.heads] == [90, 270]
    assert camera_of(camera__direction="90;270", camera__type="dome")[0].kind == "panoramic"


def test_a_number_plate_camera_is_a_camera_and_a_guard_is_none():
    assert camera_of(surveillance__type="ALPR")[0].id == "n2"
    plan = read(HALL, node("2", 4, 4, man_made="surveillance", surveillance__type="guard", level="0"))
    assert level(plan).cameras == ()
    assert doubts(plan, "feature-not-read")[0].figures["tag"] == "man_made=surveillance"


def test_a_camera_drawn_as_an_area_is_put_at_its_middle_as_an_error():
    plan = read(HALL, line("2", (1, 1), (3, 1), man_made="surveillance", level="0"))
    assert len(level(plan).cameras) == 1
    assert doubts(plan, "camera-without-place")[0].weight == "error"


def test_a_camera_without_a_place_is_an_error():
    lost = node("2", 0, 0, man_made="surveillance", level="0")
    lost["geometry"] = None
    (doubt,) = doubts(read(HALL, lost), "feature-without-geometry")
    assert (doubt.weight, doubt.about[0].kind) == ("error", "camera")


def test_cameras_alone_make_a_plan():
    plan = read(node("2", 0, 0, man_made="surveillance"))
    assert [len(level.cameras) for level in plan.levels] == [1]
    assert doubts(plan, "level-missing")


def test_a_wall_is_a_line_and_a_polygon_wall_goes_round():
    plan = read(
        HALL,
        line("2", (1, 1), (3, 1), (3, 2), indoor="wall", level="0", height="1.4"),
        area("3", [(5, 5), (6, 5), (6, 6)], indoor="wall", level="0"),
    )
    low, solid = level(plan).walls
    assert (len(low.line), low.height, low.base) == (3, 1.4, 0.0)
    assert len(solid.line) == 4
    assert solid.line[0] == solid.line[-1]
    assert solid.height is None


def test_a_wall_on_two_levels_stands_on_both():
    halls = [HALL, box("9", 0, 0, 9, 9, level="1")]
    plan = read(*halls, line("2", (1, 1), (3, 1), indoor="wall", level="0;1"))
    assert [[wall.id for wall in level.walls] for level in plan.levels] == [["w2@0"], ["w2@1"]]


def test_a_glass_wall_is_clear():
    plan = read(HALL, line("2", (1, 1), (3, 1), indoor="wall", level="0", material="glass"))
    assert level(plan).walls[0].glazing == "clear"


@pytest.mark.parametrize(
    ("thing", "what"),
    [
        (node("2", 1, 1, indoor="wall", level="0"), "wall-without-extent"),
        (line("2", (1, 1), (3, 1), indoor="wall", level="0", height="some"), "wall-height-not-read"),
    ],
)
def test_a_wall_that_may_hide_nothing_hides_nothing(thing, what):
    plan = read(HALL, thing)
    assert level(plan).walls == ()
    assert doubts(plan, what)[0].figures["done"] == "left out"
