"""The native format: every key read, in metres and degrees, with its place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import pytest

from offcamera.formats.native import first_plan, plan_schema, read_native
from offcamera.model.camera import Camera, Head, Mask, Optics
from offcamera.model.place import Place, Ref
from offcamera.model.plan import Plan
from offcamera.model.space import Opening, Pane, Room
from offcamera.model.use import UNREAD, Reading

HEAD = "offcamera: 1\nsite: S\nlevels:\n  - id: G\n"

#: The example of the format's page, word for word.
EXAMPLE = """\
offcamera: 1                       # format version: this key makes the file a plan
site: Harbour Hotel
about: {operator: Harbour Hotel Ltd, address: …, drawing: A-101, revision: C, date: 2026-10-02, drawn_by: …}
units: m
north: 12
venue: hotel
packs: [cn-2023-draft]
labels: {"2##": guest-room, "BOH *": storage}
models:
  dome-28: {fov: [100, 55], resolution: [1920, 1080]}
declares: {retention_days: 30}
levels:
  - id: G
    name: Ground floor
    ceiling: 3.0
    background: {image: ground.png, at: [0, 0], width: 42.0}
    rooms:
      - {id: lobby, label: Lobby, rect: {at: [0, 0], size: [12, 8]}}
      - id: wc-m
        label: Men's WC
        polygon: [[12, 0], [15, 0], [15, 4], [12, 4]]
        holes: []
        use: toilet
        access: public
        open: []
        open_to: []
        outdoor: false
        floor: 0
    openings:
      - {id: front, kind: door, line: [[5, 0], [7, 0]], entrance: true, glazing: clear}
      - {id: d-wc, kind: door, between: [lobby, wc-m], at: 1.0, width: 0.9, self_closing: false}
      - {id: w1, kind: window, line: [[15, 1], [15, 3]], sill: 0.9, head: 2.1, glazing: frosted}
    walls:
      - {line: [[3, 3], [6, 3]], height: 1.4}
      - {line: [[12.5, 1], [14, 1]], base: 0.15, height: 2.0}
    obstacles:
      - {polygon: [[8, 6], [9, 6], [9, 7], [8, 7]], height: 1.2}
    zones:
      - {id: desk, kind: target, polygon: [[1, 1], [3, 1], [3, 3], [1, 3]]}
    cameras:
      - id: C1
        model: dome-28
        at: [0.3, 7.7]
        height: 2.7
        heading: 135
        tilt: 15
        kind: fixed
        purpose: [public-safety]
        covers: [desk]
        facial_recognition: false
        declares: {necessity: …, alternative: …, consent: separate, assessed: 2026-05-01, audio: false}
    signs:
      - id: S1
        at: [4.5, -0.1]
        height: 1.6
        facing: 180
        size: A3
        text_height: 0.02
        pictogram: 0.10
        content: {operator: …, purpose: …, contact: …}
        languages: [zh, en]
links: []
waivers: []
"""


def read(text: str) -> Plan:
    return read_native(text, "plan.yaml")


def read_camera(keys: str, above: str = "") -> Camera:
    plan = read(
        f"offcamera: 1\nsite: S\n{above}levels:\n  - id: G\n    cameras:\n      - {{at: [0, 0], {keys}}}\n"
    )
    return plan.levels[0].cameras[0]


def read_opening(keys: str, rooms: str = "") -> Opening:
    return read(HEAD + rooms + f"    openings:\n      - {{id: d, {keys}}}\n").levels[0].openings[0]


# --- the example -------------------------------------------------------------------------------------------


def test_the_example_of_the_format_loads_without_a_doubt() -> None:
    plan = read(EXAMPLE)
    assert plan.doubts == ()
    assert (plan.site, plan.north, plan.venue, plan.packs) == (
        "Harbour Hotel",
        12.0,
        "hotel",
        ("cn-2023-draft",),
    )
    assert plan.about["date"] == "2026-10-02"
    (level,) = plan.levels
    assert (level.id, level.name, level.ceiling, level.ceiling_said) == ("G", "Ground floor", 3.0, True)
    lobby, toilet = level.rooms
    assert lobby.polygon == ((0, 0), (12, 0), (12, 8), (0, 8))
    assert toilet.given == ("toilet",)
    assert toilet.reading == Reading("known", ("toilet",), "given")
    assert toilet.access == "public"
    assert lobby.access is None
    assert level.openings[1].line == ((12, 1), (12, pytest.approx(1.9)))
    assert [wall.id for wall in level.walls] == ["wall-1", "wall-2"]
    assert (level.walls[1].base, level.walls[1].height, level.walls[1].line) == (
        0.15,
        2.0,
        ((12.5, 1), (14, 1)),
    )
    assert level.obstacles[0].id == "obstacle-1"
    assert level.zones[0].kind == "target"
    (camera,) = level.cameras
    assert camera.optics == Optics(horizontal=100, vertical=55)
    assert camera.resolution == (1920, 1080)
    assert camera.declares["retention_days"] == 30
    assert camera.declares["consent"] == "separate"
    assert camera.place == Place("plan.yaml", 41, 9)
    (sign,) = level.signs
    assert sign.size == (0.297, 0.42)
    assert (sign.facing, sign.text_height, sign.pictogram) == (180, 0.02, 0.10)


def test_the_first_plan_reads_without_a_doubt() -> None:
    plan = read(first_plan())
    assert plan.doubts == ()
    assert plan.links == ((("G", "stairs"), ("1", "stairs")),)
    assert [len(level.rooms) for level in plan.levels] == [3, 2]


def test_the_first_plan_names_every_key_of_the_format() -> None:
    text = first_plan()
    rare = {"base", "storey", "lens", "heads", "view", "image", "follows", "head", "projection", "offcamera"}
    rare |= {"finding", "reason", "approved_by", "until", "approved", "focal", "sensor"}
    rare |= {"not_understood", "what", "about", "weight", "figures", "drawn_at"}  # convert writes them
    missing = {key for key in _keys(plan_schema()) if f"{key}:" not in text} - rare
    assert missing == set()


def _keys(schema: Mapping[str, object]) -> set[str]:
    keys: set[str] = set()
    for name, part in schema.items():
        if name == "properties" and isinstance(part, Mapping):
            keys |= set(part)
        if isinstance(part, Mapping):
            keys |= _keys(part)
    return keys


# --- lengths and angles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "unit", "metres"),
    [
        (3.6, "m", 3.6),
        (360, "cm", 3.6),
        (12, "ft", 3.6576),
        ("3.6 m", "mm", 3.6),
        ("360 cm", "m", 3.6),
        ("3600mm", "ft", 3.6),
        ("12' 6\"", "m", 3.81),
        ("12'6", "m", 3.81),
        ("12′-6″", "m", 3.81),
        ("12 ft 6 in", "m", 3.81),
        ("12 feet", "m", 3.6576),
        ("12'", "m", 3.6576),
        ('6 1/2"', "m", 0.1651),
        ("1/2 in", "m", 0.0127),
        ("3.6", "cm", 0.036),
        ('-6"', "m", -0.1524),
        ("-1' 6\"", "m", -0.4572),
    ],
)
def test_lengths(said: float | str, unit: str, metres: float) -> None:
    plan = read(
        f"offcamera: 1\nsite: S\nunits: {unit}\nlevels:\n  - id: G\n    elevation: {json.dumps(said)}\n"
    )
    assert plan.levels[0].elevation == pytest.approx(metres, abs=1e-9)


@pytest.mark.parametrize(
    ("said", "heading"),
    [("0", 0), ("-90", 270), ("360", 0), ("N", 12), ("SE", 147), ("nnw", 349.5), ("W", 282)],
)
def test_headings_are_of_the_page_and_compass_points_of_north(said: str, heading: float) -> None:
    assert read_camera(f"heading: {said}", "north: 12\n").heading == pytest.approx(heading)


def test_everything_of_a_file_is_in_its_unit() -> None:
    plan = read(
        "offcamera: 1\nsite: S\nunits: cm\nlevels:\n  - id: G\n    ceiling: 270\n    rooms:\n"
        "      - {id: a, rect: {at: [100, 0], size: [400, 300]}, floor: [60, 0]}\n"
        "    cameras:\n      - {at: [150, 50], height: 250, range: 1500,"
        " lens: {focal: 2.8, sensor: [5.6, 3.1]}, masks: [{polygon: [[100, 0], [200, 0], [200, 100]]}]}\n"
        "    signs:\n      - {at: [0, 0], size: [30, 42], text_height: 2}\n"
    )
    (level,) = plan.levels
    assert (plan.unit, level.ceiling) == ("cm", 2.7)
    assert level.rooms[0].polygon[2] == pytest.approx((5, 3))
    assert level.rooms[0].floor == (0, 0.6)
    camera = level.cameras[0]
    assert (camera.height, camera.range) == (2.5, 15)
    assert camera.masks[0].floor == ((1, 0), (2, 0), (2, 1))
    assert camera.optics.worked_out  # focal and sensor are in mm in every file
    assert level.signs[0].size == pytest.approx((0.30, 0.42))
    assert level.signs[0].text_height == pytest.approx(0.02)


# --- ids ---------------------------------------------------------------------------------------------------


def test_ids_are_the_text_that_was_written() -> None:
    rooms = "".join(
        f"      - {{id: {i}, rect: {{at: [0, 0], size: [2, 2]}}}}\n" for i in ("207", "2.10", "2.1", "007")
    )
    assert [room.id for room in read(HEAD + "    rooms:\n" + rooms).levels[0].rooms] == [
        "207",
        "2.10",
        "2.1",
        "007",
    ]


def test_things_without_an_id_get_one_and_it_is_told() -> None:
    plan = read(HEAD + "    cameras: [{at: [0, 0]}, {id: camera-3, at: [1, 1]}, {at: [2, 2]}]\n")
    assert [camera.id for camera in plan.levels[0].cameras] == ["camera-1", "camera-3", "camera-3-2"]
    assert [(doubt.what, doubt.weight, doubt.about) for doubt in plan.doubts] == [
        ("id-made", "note", (Ref("camera", "G", "camera-1"),)),
        ("id-made", "note", (Ref("camera", "G", "camera-3-2"),)),
    ]


def test_links_join_rooms_of_one_name_on_two_levels() -> None:
    room = "    rooms: [{id: stairs, rect: {at: [0, 0], size: [2, 4]}}]\n"
    text = HEAD + room + "  - id: 1\n" + room
    expected = ((("G", "stairs"), ("1", "stairs")),)
    assert read(text + "links: [[G/stairs, 1/stairs]]\n").links == expected
    assert read(text + "links: [G/stairs, 1/stairs]\n").links == expected


def test_names_may_point_forward_and_to_other_levels() -> None:
    plan = read(
        HEAD + "    rooms:\n      - {id: a, rect: {at: [0, 0], size: [2, 2]}, open: [b], open_to: [1/c]}\n"
        "      - {id: b, rect: {at: [2, 0], size: [2, 2]}}\n"
        "  - id: 1\n    rooms: [{id: c, rect: {at: [0, 0], size: [2, 2]}}]\n"
        "    cameras: [{id: C1, at: [1, 1], covers: [c, G/a], side: c}]\n"
    )
    assert (plan.levels[0].rooms[0].open, plan.levels[0].rooms[0].open_to) == (("b",), (("1", "c"),))
    assert plan.levels[1].cameras[0].covers == ("c", "G/a")


# --- openings ----------------------------------------------------------------------------------------------

ROOMS = "    rooms:\n      - {{id: a, polygon: {0}}}\n      - {{id: b, polygon: {1}}}\n"
A = "[[0, 0], [4, 0], [4, 4], [0, 4]]"


@pytest.mark.parametrize(
    ("a", "b", "line"),
    [
        (
            A,
            "[[4, 1], [8, 1], [8, 5], [4, 5]]",
            ((4, 1.5), (4, 2.5)),
        ),  # from the lower end of what they share
        (A, "[[1, 4], [6, 4], [6, 8], [1, 8]]", ((1.5, 4), (2.5, 4))),  # level: from the left end
        (
            A,
            "[[4.3, 0], [8, 0], [8, 4], [4.3, 4]]",
            ((4, 0.5), (4, 1.5)),
        ),  # a wall of 0.3 m: on the first room
        ("[[4.3, 0], [8, 0], [8, 4], [4.3, 4]]", A, ((4.3, 0.5), (4.3, 1.5))),
        (
            "[[0, 4], [4, 4], [4, 0], [0, 0]]",
            "[[4, 5], [8, 5], [8, 1], [4, 1]]",
            ((4, 1.5), (4, 2.5)),
        ),  # clockwise
        (
            A,
            "[[4, 1], [8, 1], [8, 4], [6, 4], [4, 3], [4, 2]]",
            ((4, 1.5), (4, 2.5)),
        ),  # a corner ends no wall
        (A, "[[3.95, 0], [8, 0], [8, 4], [3.95, 4]]", ((4, 0.5), (4, 1.5))),  # they overlap a little
        (
            A,
            "[[2, 0], [4, 0], [4, 2], [2, 2]]",
            ((2, 0.5), (2, 1.5)),
        ),  # drawn inside the other, in its corner
        ("[[2, 0], [4, 0], [4, 2], [2, 2]]", A, ((2, 0.5), (2, 1.5))),
    ],
)
def test_between(a: str, b: str, line: tuple[tuple[float, float], ...]) -> None:
    rooms = ROOMS.format(a, b)
    opening = read_opening("kind: door, between: [a, b], at: 0.5, width: 1", rooms)
    assert [point for end in opening.line for point in end] == pytest.approx([c for end in line for c in end])


def test_of_several_shared_walls_the_lower_left_one_that_holds_the_door_is_taken_and_told() -> None:
    around = "[[4, -2], [8, -2], [8, 8], [0, 8], [0, 4], [4, 4]]"  # shares the right side and the top of a
    text = (
        HEAD
        + ROOMS.format(A, around)
        + "    openings: [{id: d, kind: door, between: [a, b], at: 1, width: 1}]\n"
    )
    plan = read(text)
    assert plan.levels[0].openings[0].line == ((4, 1), (4, 2))
    assert [(doubt.what, doubt.weight) for doubt in plan.doubts] == [("several-shared-walls", "note")]


def test_a_door_past_the_end_of_its_wall_is_a_doubt() -> None:
    rooms = ROOMS.format(A, "[[4, 0], [8, 0], [8, 2], [4, 2]]")
    plan = read(HEAD + rooms + "    openings: [{id: d, kind: door, between: [a, b], at: 1.5, width: 1}]\n")
    assert plan.levels[0].openings[0].line == ((4, 1.5), (4, 2.5))
    assert plan.doubts[0].what == "opening-past-wall"
    assert plan.doubts[0].figures == {"wall": 2, "reaches": 2.5}


@pytest.mark.parametrize(
    ("keys", "sill", "head", "glazing"),
    [
        ("kind: door", 0, 2.1, None),
        ("kind: window", 0.9, 2.1, None),
        ("kind: passage", 0, None, None),
        ("kind: passage, head: 2.4", 0, 2.4, None),
        ("kind: window, sill: 0, head: ceiling", 0, None, None),
        ("kind: window, sill: 2.2", 2.2, None, None),
        ("kind: window, head: 0.8", 0, 0.8, None),
        ("kind: door, glazing: frosted", 0, 2.1, "frosted"),
    ],
)
def test_heights_and_glass_of_openings(
    keys: str, sill: float, head: float | None, glazing: str | None
) -> None:
    opening = read_opening(f"{keys}, line: [[0, 0], [1, 0]]")
    assert (opening.sill, opening.head, opening.glazing) == (sill, head, glazing)


def test_every_other_key_of_an_opening() -> None:
    opening = read_opening(
        "kind: door, line: [[0, 0], [0.5, 0.1], [1, 0]], self_closing: true,"
        " pane: {sill: 1, head: 1.8, glazing: frosted}, fixed: true, swing: away,"
        " entrance: false, access_control: [face, card]"
    )
    assert len(opening.line) == 3
    assert opening.pane == Pane(sill=1, head=1.8, glazing="frosted")
    assert (opening.self_closing, opening.fixed, opening.swing, opening.entrance) == (
        True,
        True,
        "away",
        False,
    )
    assert opening.access_control == ("face", "card")
    assert read_opening("kind: door, line: [[0, 0], [1, 0]]").entrance is None


def test_a_passage_has_no_leaf_whatever_is_said_of_it() -> None:
    plan = read(HEAD + "    openings: [{id: p, kind: passage, line: [[0, 0], [1, 0]], self_closing: true}]\n")
    assert not plan.levels[0].openings[0].self_closing
    assert plan.doubts[0].what == "passage-with-leaf"


# --- rooms and uses ----------------------------------------------------------------------------------------


def test_the_label_is_read_with_the_words_and_the_venue_of_the_site() -> None:
    asked: list[tuple[str, dict[str, str], str | None]] = []

    def read_label(text: str, own: Mapping[str, str], venue: str | None) -> Reading:
        asked.append((text, dict(own), venue))
        return Reading("ambiguous", ("toilet", "bath"), "here")

    text = (
        "offcamera: 1\nsite: S\nvenue: hotel\nlabels: {'2##': guest-room}\nlevels:\n  - id: G\n    rooms:\n"
        "      - {id: a, label: Bad, rect: {at: [0, 0], size: [2, 2]}}\n"
        "      - {id: b, label: Bad, use: [shower, changing], rect: {at: [2, 0], size: [2, 2]}}\n"
        "      - {id: c, rect: {at: [4, 0], size: [2, 2]}}\n"
    )
    a, b, c = read_native(text, "plan.yaml", read_label=read_label).levels[0].rooms
    assert asked == [("Bad", {"2##": "guest-room"}, "hotel")]
    assert a.reading == a.label_read == Reading("ambiguous", ("toilet", "bath"), "here")
    assert b.given == ("shower", "changing")
    assert b.reading == Reading("known", ("shower", "changing"), "given")
    assert b.label_read == a.label_read
    assert c.reading == UNREAD


def test_every_other_key_of_a_room() -> None:
    room: Room = (
        read(
            HEAD
            + "    rooms:\n      - {id: a, polygon: [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], outdoor: true,"
            " access: staff, holes: [[[1, 1], [2, 1], [2, 2]]], floor: 0.6, entrance: true}\n"
        )
        .levels[0]
        .rooms[0]
    )
    assert room.polygon == ((0, 0), (9, 0), (9, 9), (0, 9))  # the repeated corner is dropped
    assert (room.outdoor, room.access, room.floor, room.entrance) == (True, "staff", (0.6, 0.6), True)
    assert room.holes == (((1, 1), (2, 1), (2, 2)),)


@pytest.mark.parametrize(
    ("things", "about"),
    [
        ("    rooms: [{id: a, rect: {at: [0, 0], size: [0.4, 0.3]}}]\n", Ref("room", "G", "a")),
        ("    rooms: [{id: a, rect: {at: [0, 0], size: [4000, 3000]}}]\n", Ref("room", "G", "a")),
        ("    openings: [{id: d, kind: door, line: [[0, 0], [80, 0]]}]\n", Ref("opening", "G", "d")),
        ("    cameras: [{id: C, at: [0, 0], height: 2700}]\n", Ref("camera", "G", "C")),
        ("    ceiling: 300\n", Ref("level", "G", "G")),
        ("    signs: [{id: S, at: [0, 0], text_height: 20}]\n", Ref("sign", "G", "S")),
    ],
)
def test_a_figure_out_of_all_scale_is_told_and_not_refused(things: str, about: Ref) -> None:
    (doubt,) = read(HEAD + things).doubts
    assert (doubt.what, doubt.about, doubt.weight) == ("out-of-scale", (about,), "warning")
    assert doubt.place.line >= 5


# --- cameras and signs -------------------------------------------------------------------------------------


def test_silence_is_kept_as_silence() -> None:
    camera = read_camera("id: C")
    assert camera == Camera(id="C", at=(0, 0), place=Place("plan.yaml", 6, 9))
    assert read_camera("id: C, heading: , height: ~, fov: null, purpose: ") == camera


def test_a_camera_goes_before_its_model_and_its_site() -> None:
    above = (
        "models: {m: {fov: [100, 55], kind: ptz, range: 20, resolution: [1920, 1080],"
        " declares: {a: 2, b: 2}}}\n"
        "declares: {a: 1, b: 1, c: 1}\n"
    )
    camera = read_camera("model: m, fov: 80, declares: {a: 3}", above)
    assert camera.optics == Optics(horizontal=80)  # the model's vertical angle is of another lens
    assert (camera.kind, camera.range, camera.resolution, camera.model) == ("ptz", 20, (1920, 1080), "m")
    assert camera.declares == {"a": 3, "b": 2, "c": 1}


def test_a_lens_is_never_too_narrow_and_is_marked_as_worked_out() -> None:
    optics = read_camera("lens: {focal: 2.8 mm, sensor: [5.4 mm, 3.0 mm]}").optics
    assert optics.worked_out
    assert optics.horizontal == pytest.approx(math.degrees(1.15 * 5.4 / 2.8))
    assert optics.vertical == pytest.approx(math.degrees(1.15 * 3.0 / 2.8))
    assert read_camera("lens: {focal: 1, sensor: [9, 9]}").optics.horizontal == 360


@pytest.mark.parametrize(
    ("sensor", "width"), [("1/2.8", 5.6), ('1/2.8"', 5.6), ("1/2.8 inch", 5.6), ("2/3", 8.8)]
)
def test_a_sensor_by_name_has_its_widest_width_and_no_height(sensor: str, width: float) -> None:
    optics = read_camera(f"lens: {{focal: 4, sensor: '{sensor}'}}").optics
    assert optics.horizontal == pytest.approx(math.degrees(1.15 * width / 4))
    assert optics.vertical is None


@pytest.mark.parametrize("name", ["1/2.5", "1/2.7", "1/3.2", "1/1.2", "1/4"])
def test_no_sensor_by_name_is_narrower_than_its_4_to_3_nominal(name: str) -> None:
    inch = 16.0 if float(name[2:]) <= 2 else 14.4  # the narrowest that any table makes of a nominal inch
    optics = read_camera(f"lens: {{focal: 4, sensor: {name}}}").optics
    assert optics.horizontal is not None
    assert math.radians(optics.horizontal) * 4 / 1.15 >= 0.8 * inch / float(name[2:])


def test_a_ptz_has_stops() -> None:
    camera = read_camera("kind: ptz, pan: [-60, E], tilt: [60, 10], zoom: 25, presets: 4")
    assert (camera.pan, camera.tilts, camera.tilt) == ((300, 90), (10, 60), None)
    assert (camera.zoom, camera.presets) == (25, 4)
    assert read_camera("pan: [0, 90]").kind == "ptz"  # nothing else has stops
    assert read_camera("kind: ptz, pan: [0, 360]").pan is None  # a whole turn
    assert read_camera("kind: ptz, tilt: 30, presets: [gate, door]").presets == 2


def test_a_multi_head_camera_has_heads_and_masks_of_them() -> None:
    camera = read_camera(
        "heads: [{heading: N, tilt: 30, fov: 90}, {heading: 180,"
        " lens: {focal: 4, sensor: [4, 3]}, projection: ideal}],"
        " masks: [{image: [[0, 0], [1, 0], [1, 1]], head: 2, enabled: false, follows: true, type: pixelated}]"
    )
    assert camera.kind == "multi"
    assert camera.heads[0] == Head(heading=0, tilt=30, optics=Optics(horizontal=90))
    assert camera.heads[1].optics.ideal
    image = ((0, 0), (1, 0), (1, 1))
    assert camera.masks == (Mask(image=image, head=1, enabled=False, follows=True, type="pixelated"),)


def test_every_other_key_of_a_camera() -> None:
    camera = read_camera(
        "kind: panoramic, fov: 180, mount: wall, access: public, facial_recognition: true, projection: ideal,"
        " view: [[0, 0], [5, 0], [5, 5]], purpose: safety"
    )
    assert (camera.kind, camera.mount, camera.access, camera.facial_recognition) == (
        "panoramic",
        "wall",
        "public",
        True,
    )
    assert camera.optics == Optics(horizontal=180, ideal=True)
    assert (camera.view, camera.purpose) == (((0, 0), (5, 0), (5, 5)), ("safety",))


def test_every_other_key_of_a_sign() -> None:
    plan = read(
        HEAD + "    openings: [{id: d, kind: door, line: [[0, 0], [1, 0]]}]\n"
        "    signs:\n      - {id: S, at: [0, 0], size: a4 landscape, double_sided: true, on: d,"
        " content: {operator: X, rights: true, contact: , purpose: false}}\n"
        "      - {id: T, at: [0, 0], on: glass}\n"
    )
    sign, other = plan.levels[0].signs
    assert (sign.size, sign.double_sided, sign.on, other.on) == ((0.297, 0.21), True, "d", "glass")
    assert sign.content == {"operator": "X", "rights": "true"}  # what is empty or false is not on the sign


def test_waivers() -> None:
    (waiver,) = read(
        HEAD + "waivers: [{finding: view-into-room/2.C2/2.207, reason: r, approved_by: J, until: 2027-03-31,"
        " approved: {outcome: conditional, area: 3.1, place: [[0, 0]]}}]\n"
    ).waivers
    assert (waiver.finding, waiver.until.isoformat()) == ("view-into-room/2.C2/2.207", "2027-03-31")
    assert waiver.approved == {"outcome": "conditional", "area": 3.1, "place": [[[0, 0]]]}
