"""Plans that cannot be understood: each says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from offcamera.errors import Refused
from offcamera.formats.native import is_native, looks_like_plan, read_native, read_waivers

BROKEN = Path(__file__).parents[1] / "broken"
PLANS = sorted(path for path in BROKEN.iterdir() if path.suffix != ".expected")
HEAD = "offcamera: 1\nsite: S\nlevels:\n  - id: G\n"


def told(text: str | bytes, file: str = "plan.yaml") -> list[str]:
    with pytest.raises(Refused) as refusal:
        read_native(text, file)
    assert {fault.file for fault in refusal.value.faults} == {file}
    faults = refusal.value.faults
    return [f"{f.line}:{f.column} {f.says}{f' | {f.help}' if f.help else ''}" for f in faults]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_broken_plan_says_what_was_expected(path: Path) -> None:
    expected = path.with_name(path.name + ".expected").read_text("utf-8").splitlines()
    assert told(path.read_bytes(), path.name) == expected


def test_every_expectation_has_its_plan() -> None:
    expected = {path.name.removesuffix(".expected") for path in BROKEN.glob("*.expected")}
    assert expected == {path.name for path in PLANS}
    assert len(PLANS) >= 15


def test_all_faults_of_a_file_are_told_at_once_in_order() -> None:
    faults = told((BROKEN / "seven-faults.yaml").read_bytes())
    assert [fault.split(" ")[0] for fault in faults] == [
        "3:8",
        "6:5",
        "8:56",
        "9:14",
        "9:26",
        "11:36",
        "11:49",
    ]


def test_what_follows_from_a_fault_is_not_told_again() -> None:
    """A misspelt polygon is one fault: not also a room without outline, nor a door to nothing."""
    faults = told(
        HEAD + "    rooms:\n      - {id: a, polygn: [[0, 0], [1, 0], [1, 1]]}\n"
        "      - {id: b, rect: {at: [1, 0], size: [3, 3]}, open: [a]}\n"
        "    openings:\n      - {id: d, kind: door, between: [a, b], at: 0.1, width: 0.9}\n"
    )
    assert len(faults) == 1
    assert faults[0].startswith('6:17 unknown key "polygn"')


def test_a_thing_without_its_kind_is_left_out_and_the_rest_read() -> None:
    faults = told(
        HEAD + "    openings:\n      - {id: d}\n      - 5\n    signs:\n      - {id: S, at: [0, 0], on: e}\n"
    )
    assert [fault.split(" | ")[0] for fault in faults] == [
        "6:9 kind is missing",
        "7:9 a mapping (key: value) was expected",
        '9:33 there is no opening "e"',
    ]


def test_the_thing_is_named() -> None:
    with pytest.raises(Refused) as refusal:
        read_native(HEAD + "    cameras:\n      - {id: C1, at: [0, 0], fov: 400}\n", "plan.yaml")
    assert refusal.value.faults[0].thing == "camera C1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("just words", "this is no plan: it lacks the key offcamera"),
        ("[1, 2]", "this is no plan"),
        ("levels: []", "this looks like a plan, but lacks the key offcamera"),
        ("offcamera: 1\nsite: S\nlevels: []", "a plan has at least one level"),
        ("offcamera: 1\nlevels: [{id: G}]", "site is missing"),
        ("offcamera: '1'\nsite: S\nlevels: [{id: G}]", "format version"),
        ("offcamera: 1\nsite: S\nunits: metre\nlevels: [{id: G}]", "is not one of m, cm, mm, ft, in"),
        ("offcamera: 1\nsite: S\nlevels: [{id: G}, {id: G}]", 'the level id "G" stands here twice'),
        ("offcamera: 1\nsite: S\nlevels: [{id: G/1}]", "may not hold /"),
        ("offcamera: 1\nsite: true\nlevels: [{id: G}]", "text was expected"),
        ("offcamera: 1\nsite: S\nabout: {revison: C}\nlevels: [{id: G}]", "Did you mean revision?"),
        ("offcamera: 1\nsite: S\nlabels: {'2##': gest-room}\nlevels: [{id: G}]", "Did you mean guest-room?"),
        ("offcamera: 1\nsite: S\nlevels: [{id: G}]\n<<: {a: 1}", "Merge keys are no part of YAML 1.2"),
    ],
)
def test_refused_sites(text: str, words: str) -> None:
    assert any(words in fault for fault in told(text))


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        ("at: [0]", "two figures were expected"),
        ("at: [0, x]", '"x" is no length'),
        ("at: [0, true]", "a length was expected, not true"),
        ("at: [0, 0], height: 2.7 km", '"2.7 km" is no length'),
        ("at: [0, 0], height: 9**9**9 mm", "is no length"),
        ("at: [0, 0], heading: up", '"up" is no heading'),
        ("at: [0, 0], heading: 361", "is not from -360 to 360 degrees"),
        ("at: [0, 0], tilt: -91", "is not from -90 to 90 degrees"),
        ("at: [0, 0], fov: 0", "more than 0 degrees"),
        ("at: [0, 0], fov: [90, 361]", "is not from 0 to 360 degrees"),
        ("at: [0, 0], resolution: [1920, 0]", "more than 0 pixels"),
        ("at: [0, 0], zoom: 0.5", "is no zoom"),
        ("at: [0, 0], range: 0", "a length of more than 0"),
        ("at: [0, 0], lens: {focal: 2.8, sensor: 1/x}", "is no sensor"),
        ("at: [0, 0], masks: [{type: color}]", "a mask is a polygon on the floor, or a patch"),
        ("at: [0, 0], masks: [{image: [[0, 0], [1, 0], [1, 1.5]]}]", "is not from -1 to 1"),
        ("at: [0, 0], masks: [{image: [[0, 0], [1, 0], [1, 1]], head: 2}]", "there is no head 2"),
        ("at: [0, 0], kind: dome", "is not one of fixed, ptz, panoramic, multi"),
        ("at: [0, 0], pan: [0, 90], kind: fixed", "the stops of a PTZ"),
        ("at: [0, 0], kind: fixed, heads: [{heading: 0}]", "heads are given for a fixed camera"),
        ("at: [0, 0], view: [[0, 0], [2, 2], [2, 0], [0, 2]]", "crosses or touches itself at (1, 1)"),
        ("at: [0, 0], id: 'a\\nb'", "one line"),
        ("at: [0, 0], facial_recognition: yes", "Write true."),
    ],
)
def test_refused_cameras(camera: str, words: str) -> None:
    camera = camera.replace("'a\\nb'", '"a\\nb"')
    faults = told(HEAD + f"    cameras:\n      - {{{camera}}}\n")
    assert len(faults) == 1
    assert words in faults[0]
    assert faults[0].startswith("6:")


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("kind: door", "does not say where it lies"),
        ("kind: gate, line: [[0, 0], [1, 0]]", "is not one of door, window, passage"),
        ("kind: door, line: [[0, 0], [0, 0]]", "the line has no length"),
        ("kind: door, line: [[0, 0]]", "at least two points"),
        (
            "kind: window, line: [[0, 0], [1, 0]], sill: 2.2, head: 2.0",
            "its sill (2.2 m) is not below its head",
        ),
        ("kind: door, between: [a, b]", "between needs at and width"),
        ("kind: door, between: [a], at: 1, width: 1", "between names two rooms"),
        ("kind: door, between: [a, outside], at: 1, width: 1", 'there is no room "outside"'),
        ("kind: door, line: [[0, 0], [1, 0]], between: [a, b], at: 1, width: 1", "both given"),
        ("kind: door, line: [[0, 0], [1, 0]], pane: {sill: 2, head: 1}", "is not below its head"),
        ("kind: door, line: [[0, 0], [1, 0]], access_control: [faec]", "Did you mean face?"),
    ],
)
def test_refused_openings(opening: str, words: str) -> None:
    rooms = (
        "    rooms: [{id: a, rect: {at: [0, 0], size: [4, 4]}}, {id: b, rect: {at: [4, 0], size: [4, 4]}}]\n"
    )
    faults = told(HEAD + rooms + f"    openings:\n      - {{{opening}}}\n")
    assert len(faults) == 1
    assert words in faults[0]


def test_a_json_plan_has_places_too() -> None:
    text = '{"offcamera": 1, "site": "S",\n "levels": [{"id": "G", "cameras": [{"at": [0, 0], "tlt": 3}]}]}'
    column = text.splitlines()[1].index('"tlt"') + 1
    assert told(text, "plan.json") == [f'2:{column} unknown key "tlt" | Did you mean tilt?']


def test_which_values_are_plans() -> None:
    assert is_native({"offcamera": 2})
    assert not is_native({"levels": []})
    assert looks_like_plan({"rooms": []})
    assert not looks_like_plan({"offcamera": 1, "rooms": []})
    assert not looks_like_plan({"name": "package"})
    assert not looks_like_plan(["rooms"])


def test_a_file_of_waivers_is_read_the_same_way() -> None:
    text = (
        "waivers:\n"
        "  - {site: H, finding: a/b, reason: r, approved_by: J, until: 2027-03-31, approved: {area: 3.1}}\n"
    )
    (waiver,) = read_waivers(text, "waivers.yaml")
    assert (waiver.until.isoformat(), waiver.approved, waiver.place.line) == ("2027-03-31", {"area": 3.1}, 2)
    with pytest.raises(Refused, match="reason is missing"):
        read_waivers(
            "waivers:\n  - {site: H, finding: a/b, approved_by: J, until: 2027-03-31}\n", "waivers.yaml"
        )


def test_a_hostile_number_of_faults_is_cut_and_said_to_be() -> None:
    doors = "".join(
        f"      - {{id: d{i}, kind: door, between: [x, y], at: 1, width: 1}}\n" for i in range(400)
    )
    for text in (HEAD + "    openings:\n" + doors, HEAD + "".join(f"    key{i}: 1\n" for i in range(700))):
        faults = told(text)
        assert len(faults) == 501
        assert "there are more faults than these" in faults[-1]


def test_a_point_that_a_line_says_twice_is_one() -> None:
    rooms = "    rooms: [{id: a, rect: {at: [0, 0], size: [4, 4]}}]\n"
    line = "    openings: [{id: d, kind: passage, line: [[1, 0], [1, 0], [2, 0], [2, 0]]}]\n"
    plan = read_native(HEAD + rooms + line, "plan.yaml")
    assert plan.levels[0].openings[0].line == ((1.0, 0.0), (2.0, 0.0))
