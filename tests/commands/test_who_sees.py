"""``offcamera who-sees``: who sees a room or a point, and on what condition."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from offcamera.app import app

PLAN = """
offcamera: 1
site: Quiet House
units: cm
levels:
  - id: G
    rooms:
      - {id: hall, label: Corridor, rect: {at: [0, 0], size: [800, 400]}}
      - {id: wc, label: Toilet, rect: {at: [800, 0], size: [300, 300]}}
    openings:
      - {id: front, kind: door, line: [[0, 100], [0, 200]], entrance: true}
      - {id: d-wc, kind: door, line: [[800, 100], [800, 200]]}
    cameras:
      - {id: C1, at: [50, 350], height: 270, heading: 110, tilt: 20, fov: [90, 60], resolution: [1920, 1080]}
"""


def ask(place: str, text: str = PLAN, *more: str) -> Result:
    Path("plan.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["who-sees", "plan.yaml", place, *more])


def seen(place: str, text: str = PLAN) -> list[dict[str, object]]:
    answer = ask(place, text, "--format", "json")
    assert answer.exit_code == 0
    found: list[dict[str, object]] = json.loads(answer.stdout)["seen"]
    return found


def test_room_is_seen_while_its_door_is_open() -> None:
    (found,) = seen("G/wc")
    assert (found["camera"], found["when"], found["doors"], found["through"]) == (
        "C1",
        "open",
        [["d-wc"]],
        ["d-wc"],
    )
    assert 0 < float(str(found["share"])) < 1
    assert float(str(found["density"])) > 0
    assert "while d-wc is open" in ask("wc").stdout


def test_room_is_seen_always_through_a_passage() -> None:
    (found,) = seen("wc", PLAN.replace("d-wc, kind: door", "d-wc, kind: passage"))
    assert (found["when"], found["doors"]) == ("always", [])


def test_closer_is_told_as_what_it_rests_on() -> None:
    text = PLAN.replace("[800, 200]]}", "[800, 200]], self_closing: true}")
    (found,) = seen("wc", text)
    assert (found["when"], found["without"]) == ("without", [[{"what": "self-closing", "of": "d-wc"}]])
    answer = ask("wc", text)
    assert "only without the closer of d-wc" in answer.stdout
    assert "as the plan stands, no camera sees it" in answer.stderr


def test_stated_range_is_told_as_what_it_rests_on() -> None:
    text = PLAN.replace("d-wc, kind: door", "d-wc, kind: passage").replace("1080]}", "1080], range: 500}")
    (found,) = seen("wc", text)
    assert (found["when"], found["without"]) == ("without", [[{"what": "range", "of": "C1"}]])


def test_point_is_read_in_the_unit_of_the_plan() -> None:
    assert [s["when"] for s in seen("G:400,150")] == ["always"]
    assert [s["when"] for s in seen("G:830,130")] == ["open"]
    assert seen("1090,290") == []
    assert json.loads(ask("G:400,150", PLAN, "--format", "json").stdout)["rooms"] == ["hall"]


def test_nobody_sees_is_an_answer() -> None:
    answer = ask(
        "wc", PLAN.replace("heading: 110", "heading: 290").replace("at: [50, 350]", "at: [790, 390]")
    )
    assert answer.exit_code == 0
    assert "no camera sees it" in answer.stdout


def test_room_without_a_door_is_not_known() -> None:
    text = "\n".join(line for line in PLAN.splitlines() if "d-wc" not in line)
    assert [(s["when"], s["because"]) for s in seen("wc", text)] == [("unknown", "no-door-drawn")]


@pytest.mark.parametrize(
    ("place", "help_"),
    [
        ("G/wcc", "did you mean G/wc?"),
        ("Toilets", "did you mean G/wc?"),
        ("X:1,2", "there is G"),
        ("", "write a room"),
    ],
)
def test_wrong_place_says_what_there_is(place: str, help_: str) -> None:
    answer = ask(place)
    assert answer.exit_code == 2
    assert help_ in answer.stderr


def test_room_of_two_levels_asks_for_the_level() -> None:
    upper = PLAN[PLAN.index("  - id: G") :].replace("id: G", "id: 1").replace("C1", "C2")
    upper = upper.replace("id: front", "id: back").replace("id: d-wc", "id: d-2")
    answer = ask("wc", PLAN + upper)
    assert answer.exit_code == 2
    assert "G/wc, 1/wc" in answer.stderr
