"""The command line before the settings, the settings before the defaults; and where each thing came from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from offcamera.app import app

PLAN = """offcamera: 1
site: %s
venue: office
levels:
  - id: G
    rooms:
      - {id: hall, label: Corridor, rect: {at: [0, 0], size: [8, 4]}}
      - {id: wc, label: Toilet, rect: {at: [8, 0], size: [3, 3]}}
    cameras: [{id: C1, at: [9, 1], height: 2.7, heading: 0, fov: [60, 40]}]
"""
OUR_PACK = """pack: our
title: Ours
status: guidance
clauses: [{id: our-1, rule: camera-in-room, says: No camera in corridors., with: {uses: [corridor, toilet]}}]
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def put(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def report_of(*words: str) -> dict:
    return json.loads(run("check", *words, "-f", "json").stdout)


def rows_of(shown: str) -> dict[str, str]:
    lines = [line.split(maxsplit=1) for line in shown.splitlines()]
    return {line[0]: " ".join(line[1].split()) for line in lines if len(line) == 2}


def test_settings_count_and_the_command_line_counts_before_them() -> None:
    plan = put("p.yaml", PLAN % "A")
    put("offcamera.toml", 'fail-on = "never"\nselect = ["camera-in-room"]\nlanguage = "zh"\n')
    assert run("check", plan).exit_code == 0
    assert run("check", plan, "--fail-on", "error").exit_code == 1
    assert run("check", plan, "--no-config").exit_code == 1
    assert "摄像机" in run("check", plan).stdout
    assert "Camera" in run("check", plan, "--language", "en").stdout


def test_one_file_for_all() -> None:
    plan = put("p.yaml", PLAN % "A")
    put("offcamera.toml", 'fail-on = "error"\n')
    put("other.toml", 'fail-on = "never"\n')
    assert run("check", plan, "--config", "other.toml").exit_code == 0
    assert run("check", plan, "--config", "gone.toml").exit_code == 2
    assert run("check", plan, "--config", "other.toml", "--no-config").exit_code == 2


def test_each_plan_goes_by_the_settings_nearest_to_it_and_the_strictest_level_counts() -> None:
    put("a/offcamera.toml", '[severities]\ncamera-in-room = "note"\n')
    put("a/p.yaml", PLAN % "A")
    put("b/p.yaml", PLAN % "B")
    found = report_of("a", "b")
    assert [s["findings"][0]["severity"] for s in found["sites"]] == ["note", "error"]
    put("a/offcamera.toml", 'fail-on = "never"\naccept = ["unknown"]\n')
    strict = report_of("a", "b")
    assert (strict["fail_on"], strict["accept"], strict["exit"]) == ("error", [], 1)
    loose = report_of("a")
    assert (loose["fail_on"], loose["accept"], loose["exit"]) == ("never", ["unknown"], 0)


def test_what_settings_make_milder_is_told() -> None:
    put("offcamera.toml", '[severities]\ncamera-in-room = "note"\n')
    shown = run("check", put("p.yaml", PLAN % "A"))
    assert shown.exit_code == 0
    assert "house-camera-in-room: error -> note" in shown.stderr


def test_a_pack_beside_the_settings_is_asked() -> None:
    put("sites/laws/our.yaml", OUR_PACK)
    put("sites/offcamera.toml", 'packs = ["./laws/our.yaml"]\n')
    found = report_of(put("sites/p.yaml", PLAN % "A"))
    assert [p["id"] for p in found["packs"]] == ["private-rooms", "our"]
    assert run("check", "sites/p.yaml", "--select", "our-1").exit_code == 1


def test_a_pack_in_a_file_is_asked_from_the_command_line() -> None:
    put("our.yaml", OUR_PACK)
    found = report_of(put("p.yaml", PLAN % "A"), "--pack", "./our.yaml")
    assert [p["id"] for p in found["packs"]] == ["private-rooms", "our"]


def test_a_pack_that_is_wrong_is_told_with_its_line() -> None:
    put("our.yaml", OUR_PACK.replace("corridor", "coridor"))
    shown = run("check", put("p.yaml", PLAN % "A"), "--pack", "our.yaml")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "our.yaml:4:" in shown.stderr
    assert "corridor" in shown.stderr


@pytest.mark.parametrize(
    ("text", "place", "near"),
    [
        ("packs = ['cn-2023-drift']\n", "offcamera.toml:1:10", "cn-2023-draft"),
        ("jobs = 1\nignore = ['view-in-room']\n", "offcamera.toml:2:11", "view-into-room"),
        ("[severities]\nhouse-view = 'note'\n", "offcamera.toml:2:1", "house-view-into-room"),
        ("exlude = []\n", "offcamera.toml:1:1", "exclude"),
    ],
)
def test_wrong_settings_cost_their_plans_and_no_other(text: str, place: str, near: str) -> None:
    put("a/offcamera.toml", text)
    put("a/p.yaml", PLAN % "A")
    put("b/p.yaml", PLAN % "B")
    shown = run("check", "a", "b")
    assert shown.exit_code == 2
    line = place.partition(":")[2].split(":")[0]
    assert f"{Path('a') / 'offcamera.toml'}:{line}:" in shown.stdout
    assert near in shown.stdout.replace("\n      ", " ")
    assert "B" in shown.stdout


def test_a_wrong_word_of_the_command_line_stops_the_run_whatever_the_settings() -> None:
    put("offcamera.toml", "jobs = 1\n")
    shown = run("check", put("p.yaml", PLAN % "A"), "--select", "view-in-room")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "offcamera.toml" not in shown.stderr


def test_settings_leave_out_files_seen_from_where_they_stand() -> None:
    put("offcamera.toml", 'exclude = ["sites/old/"]\n')
    put("sites/old/p.yaml", PLAN % "A")
    put("sites/new/p.yaml", PLAN % "B")
    assert run("check", "sites", "--show-files").stdout.split() == [str(Path("sites/new/p.yaml"))]
    assert run("check", "sites/old/p.yaml", "--show-files").stdout.split() == ["sites/old/p.yaml"]


def test_show_settings_tells_each_with_its_origin_and_audits_nothing() -> None:
    put("offcamera.toml", 'fail-on = "warning"\n[tolerances]\nleast_area = 0.5\n')
    shown = run("check", put("p.yaml", PLAN % "A"), "--show-settings", "--jobs", "2")
    assert shown.exit_code == 0
    rows = rows_of(shown.stdout)
    assert rows["fail-on"] == "warning offcamera.toml:1:1"
    assert rows["tolerances.least_area"] == "0.5 offcamera.toml:3:1"
    assert rows["jobs"] == "2 command line"
    assert rows["language"] == "en default"
    assert "Toilet" not in shown.stdout


def test_show_settings_tells_each_file_in_use_and_those_that_are_wrong() -> None:
    put("a/offcamera.toml", "jobs = 1\n")
    put("b/offcamera.toml", "jbos = 1\n")
    for folder in "abc":
        put(f"{folder}/p.yaml", PLAN % folder)
    shown = run("check", "a", "b", "c", "--show-settings")
    assert shown.exit_code == 2
    assert shown.stdout.count("fail-on") == 2
    assert "jobs?" in shown.stderr


def test_a_drawing_goes_by_the_settings_too() -> None:
    plan = put("p.yaml", PLAN % "A")
    put("offcamera.toml", "body = [1.0, 1.2]\n")
    assert run("draw", plan, "-o", "a.geojson").exit_code == 0
    kinds = [f["properties"] for f in json.loads(Path("a.geojson").read_text(encoding="utf-8"))["features"]]
    assert {tuple(p["body"]) for p in kinds if p["kind"] == "capture"} == {(1.0, 1.2)}
    put("offcamera.toml", "bdoy = 1\n")
    assert run("draw", plan, "-o", "b.geojson").exit_code == 2
    assert run("draw", plan, "-o", "b.geojson", "--no-config").exit_code == 0


def test_plans_of_one_name_are_told() -> None:
    put("a.yaml", PLAN % "A")
    put("b.yaml", PLAN % "A")
    assert "2 plans are called A (a.yaml, b.yaml); give each" in run("check", "a.yaml", "b.yaml").stderr


def test_revisions_of_one_plan_are_no_slip() -> None:
    put("a.yaml", PLAN % "A" + "about: {revision: a}\n")
    put("b.yaml", PLAN % "A" + "about: {revision: b}\n")
    assert "plans are called" not in run("check", "a.yaml", "b.yaml").stderr
    put("b.yaml", PLAN % "A")
    assert "plans are called" in run("check", "a.yaml", "b.yaml").stderr


def test_a_pattern_that_cannot_be_read_is_told_or_in_a_gitignore_passed_by() -> None:
    put("sites/p.yaml", PLAN % "A")
    put("sites/.gitignore", "!\nold/\n")
    assert run("check", "sites", "--show-files").exit_code == 0
    assert run("check", "sites", "--exclude", "!", "--show-files").exit_code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_no_plan() -> None:
    put("sites/p.yaml", PLAN % "A")
    os.mkfifo("sites/pipe.yaml")
    os.mkfifo("sites/.gitignore")
    assert run("check", "sites", "--show-files").stdout.split() == [str(Path("sites/p.yaml"))]
