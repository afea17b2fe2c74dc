"""The commands: what they answer, on which stream, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from offcamera.app import app
from offcamera.version import __version__

CLEAR = """
offcamera: 1
site: Quiet House
venue: office
levels:
  - id: G
    rooms:
      - {id: hall, label: Corridor, rect: {at: [0, 0], size: [8, 4]}}
      - {id: wc, label: Toilet, rect: {at: [8, 0], size: [3, 3]}}
    openings:
      - {id: front, kind: door, line: [[0, 1], [0, 2]], entrance: true}
      - {id: d-wc, kind: door, between: [hall, wc], at: 1.0, width: 0.9}
    cameras:
      - {id: C1, at: [7.5, 0.5], height: 2.7, heading: 315, tilt: 30, fov: [60, 40]}
"""
SEEN = CLEAR.replace("at: [7.5, 0.5]", "at: [0.5, 3.5]").replace("heading: 315", "heading: 100")


COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]


def run(*words: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, list(words), input=given)


def put(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


# --- what everybody tries first


def test_version() -> None:
    assert run("--version").stdout == f"offcamera {__version__}\n"


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_lists_every_command(word: str) -> None:
    shown = run(word)
    assert shown.exit_code == 0
    commands = "check draw explain rules packs uses label convert init schema"
    assert all(command in shown.stdout for command in commands.split())


@pytest.mark.parametrize(
    "command",
    [c.name or c.callback.__name__.replace("_", "-") for c in app.registered_commands if c.callback],
)
def test_each_command_has_help(command: str) -> None:
    shown = run(command, "-h")
    assert shown.exit_code == 0
    assert not [word for word in ("<bool>", "<str>", "list[", "<path>") if word in shown.stdout]


@pytest.mark.parametrize(
    "words",
    [
        ["chekc"],
        ["check"],
        ["check", "--nonsense", "x"],
        ["check", "--as-of", "yesterday", "x"],
        ["check", "-f", "poem", "x"],
        ["check", "--fail-on", "anything", "x"],
        ["draw", "x.yaml"],
        ["schema", "house"],
        [],
    ],
)
def test_wrong_usage_leaves_with_2(words: list[str]) -> None:
    assert run(*words).exit_code == 2


# --- check


def test_a_clear_plan_leaves_with_0() -> None:
    shown = run("check", put("clear.yaml", CLEAR))
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Quiet House" in shown.stdout


def test_a_finding_leaves_with_1_unless_let_by() -> None:
    file = put("seen.yaml", SEEN)
    assert run("check", file).exit_code == 1
    assert run("check", file, "--fail-on", "never").exit_code == 0
    assert run("check", file, "--accept", "conditional").exit_code == 0


def test_a_plan_that_is_refused_leaves_with_2_and_the_others_are_told() -> None:
    put("a/clear.yaml", CLEAR)
    put("a/bad.yaml", "offcamera: 1\nsite: B\nlevles: []\n")
    shown = run("check", "a")
    assert shown.exit_code == 2
    assert "Quiet House" in shown.stdout
    assert "bad.yaml:3:1" in shown.stdout


@pytest.mark.parametrize("word", ["gone.yaml", "*.yaml", "empty"])
def test_what_is_not_there_leaves_with_2(word: str) -> None:
    Path("empty").mkdir()
    shown = run("check", word)
    assert shown.exit_code == 2
    assert word in shown.stdout


def test_an_empty_folder_may_be_allowed() -> None:
    Path("empty").mkdir()
    assert run("check", "empty", "--allow-empty").exit_code == 0


def test_a_named_file_that_is_no_plan_leaves_with_2() -> None:
    assert run("check", put("plan.pdf", "%PDF-1.7")).exit_code == 2


def test_standard_input() -> None:
    shown = run("check", "-", given=CLEAR)
    assert shown.exit_code == 0
    assert "Quiet House" in shown.stdout


def test_json_is_nothing_but_json_and_the_same_each_time() -> None:
    file = put("seen.yaml", SEEN)
    first, second = (run("check", file, "-f", "json", "--as-of", "2026-11-23") for _ in range(2))
    report = json.loads(first.stdout)
    assert (report["offcamera_report"], report["exit"], report["as_of"]) == (1, 1, "2026-11-23")
    assert first.stdout == second.stdout


def test_the_json_report_obeys_its_schema() -> None:
    report = json.loads(run("check", put("seen.yaml", SEEN), "-f", "json").stdout)
    schema = json.loads(run("schema", "report").stdout)
    jsonschema.validators.validator_for(schema)(schema).validate(report)


def test_a_law_is_asked_beside_those_of_the_plan() -> None:
    shown = run("check", put("seen.yaml", SEEN), "--pack", "cn-2023-draft", "-f", "json")
    report = json.loads(shown.stdout)
    assert [p["id"] for p in report["packs"]] == ["private-rooms", "cn-2023-draft"]
    touched = {c["id"] for f in report["sites"][0]["findings"] for c in f["clauses"]}
    assert {"house-view-into-room", "cn-2023-6-view"} <= touched


def test_a_rule_may_be_left_out() -> None:
    file = put("seen.yaml", SEEN)
    assert run("check", file, "--ignore", "view-into-room").exit_code == 0
    assert run("check", file, "--select", "camera-in-room").exit_code == 0
    assert run("check", file, "--select", "house-view-into-room").exit_code == 1


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (["--pack", "cn-2023-drift"], "cn-2023-draft"),
        (["--select", "view-in-room"], "view-into-room"),
        (["--ignore", "cn-2023-66"], "cn-2023-6"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest_before_anything_is_audited(
    words: list[str], nearest: str
) -> None:
    shown = run("check", put("clear.yaml", CLEAR), *words)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert nearest in shown.stderr


def test_show_files_lists_the_plans_and_audits_none() -> None:
    put("a/one.yaml", CLEAR)
    put("a/two.yaml", CLEAR)
    put("a/three.yaml", "levels: []\n")
    shown = run("check", "a", "--show-files")
    assert shown.exit_code == 2
    assert shown.stdout.split() == [str(Path("a") / "one.yaml"), str(Path("a") / "two.yaml")]
    assert "three.yaml" in shown.stderr


def test_a_report_in_a_file_leaves_standard_output_empty() -> None:
    shown = run("check", put("clear.yaml", CLEAR), "-f", "json", "-o", "out.json")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["sites"]


def test_a_report_may_be_written_again_but_nobody_elses_file() -> None:
    file = put("clear.yaml", CLEAR)
    words = ("check", file, "-f", "json", "-o")
    assert run(*words, "out.json").exit_code == 0
    assert run(*words, "out.json").exit_code == 0
    put("mine.json", "{}")
    refused = run(*words, "mine.json")
    assert refused.exit_code == 2
    assert Path("mine.json").read_text(encoding="utf-8") == "{}"
    assert run(*words, "mine.json", "--force").exit_code == 0


def test_a_report_never_takes_the_place_of_a_plan() -> None:
    file = put("clear.yaml", CLEAR)
    assert run("check", file, "-o", file).exit_code == 2
    assert Path(file).read_text(encoding="utf-8") == CLEAR


def test_a_folder_that_is_not_there_cannot_be_written_in() -> None:
    shown = run("check", put("clear.yaml", CLEAR), "-o", "gone/out.txt")
    assert shown.exit_code == 2
    assert "out.txt" in shown.stderr


def test_text_of_a_plan_cannot_steer_the_terminal() -> None:
    text = CLEAR.replace("Quiet House", '"\\e[31mred\\u202e"')
    assert "\x1b" not in run("check", put("a.yaml", text)).stdout
    assert "\x1b" not in run("check", put("b.yaml", 'offcamera: 1\nsite: A\n"\\e[31m": 3\n')).stdout


# --- draw


@pytest.mark.parametrize("suffix", [".svg", ".geojson"])
def test_a_drawing_is_written_and_may_be_drawn_again(suffix: str) -> None:
    file, out = put("seen.yaml", SEEN), f"out{suffix}"
    assert run("draw", file, "-o", out).exit_code == 0
    first = Path(out).read_bytes()
    assert b"C1" in first
    assert run("draw", file, "-o", out).exit_code == 0
    assert Path(out).read_bytes() == first


def test_a_drawing_never_takes_the_place_of_another_picture() -> None:
    put("mine.svg", "<svg/>")
    assert run("draw", put("seen.yaml", SEEN), "-o", "mine.svg").exit_code == 2
    assert Path("mine.svg").read_text(encoding="utf-8") == "<svg/>"


@pytest.mark.parametrize("words", [["-o", "out.bmp"], ["-o", "out"], ["-o", "out.svg", "--level", "9"]])
def test_what_cannot_be_drawn_leaves_with_2_and_no_file(words: list[str]) -> None:
    assert run("draw", put("seen.yaml", SEEN), *words).exit_code == 2
    assert [file.name for file in Path().iterdir()] == ["seen.yaml"]


# --- the catalogue of example sites

SITES = sorted((Path(__file__).parents[2] / "floorplans").glob("*/site*.yaml"))


def test_the_catalogue_is_audited_without_a_miss() -> None:
    shown = run("check", *map(str, SITES), "-f", "json")
    report = json.loads(shown.stdout)
    assert report["not_audited"] == []
    assert [site["file"] for site in report["sites"]] == [str(site) for site in SITES]
    assert shown.exit_code == report["exit"] == int(any(not site["clear"] for site in report["sites"]))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.parent.name)
def test_each_site_is_drawn(site: Path) -> None:
    assert run("draw", str(site), "-o", "out.svg").exit_code == 0
    assert Path("out.svg").read_bytes().startswith(b"<?xml")


# --- looking things up


@pytest.mark.parametrize("command", ["rules", "packs", "uses"])
def test_lists_are_tables_or_json(command: str) -> None:
    rows = json.loads(run(command, "-f", "json").stdout)
    table = run(command).stdout.partition("\n\n")[0].splitlines()
    assert len(table) == len(rows) + 1
    first = next(iter(rows[0]))
    assert [line.split()[0] for line in table[1:]] == [row[first] for row in rows]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("view-into-room", "cn-2023-6-view"),
        ("cn-2023-draft", "Article 14"),
        ("cn-2023-6", "toilets"),
        ("cn-2023-6-view", "our reading"),
        ("cn-2023-11", "memory"),
        ("toilet", "cn-2023-6"),
    ],
)
def test_everything_has_its_page(name: str, words: str) -> None:
    shown = run("explain", name)
    assert shown.exit_code == 0
    assert words in shown.stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cn-fr-13-1-sign", "Speaks to: cameras that recognise faces; public places\n"),
        ("us-md-3-901", "Speaks to: venues: retail, station, other\n"),
        ("cn-2023-6", "Weighs: error\n"),
        ("cn-fr-13-1-sign", "Weighs: fail: error, conditional: warning, unknown: error\n"),
        ("us-ct-31-48d", "In force: from 2026-10-01\n"),
        ("cn-fr-2025", "Status: in force from 2025-06-01\n"),
        ("cn-2023-draft", "Status: superseded from 2025-03-13, by the Measures"),
        ("camera-declares", "\nFails: consent: none, or none stated.\n"),
        ("declared-view-true", "is 'undeclared'; what of"),
        ("capture-proportionate", "stands under 'covers': zones"),
        ("lobby", "Named by: no clause\n"),
        ("cn", "cn-fr-2025  in force from 2025-06-01\n"),
        ("eu", "eu-edpb  guidance, from 2020-01-29\n"),
        ("declared-view-true", "Asked by: no clause yet"),
        ("sign-before-capture", "  max_angle  75.0\n"),
    ],
)
def test_a_page_tells_to_whom_it_speaks_since_when_and_how_it_weighs(name: str, words: str) -> None:
    page = run("explain", name).stdout
    assert words in page
    assert "`" not in page


@pytest.mark.parametrize("name", ["pt", "cn-fr-6", "cn-2023-5", "retention-within", "union-room"])
def test_a_page_fits_the_terminal(name: str) -> None:
    lines = run("explain", name).stdout.splitlines()
    assert lines
    assert max(map(cell_len, lines)) <= 80


def test_a_page_tells_the_values_that_a_field_may_have() -> None:
    assert "With: fields consent (separate or exempt)" in run("explain", "cn-fr-6").stdout


def test_what_has_no_page_is_told_with_the_nearest() -> None:
    shown = run("explain", "toilets")
    assert shown.exit_code == 2
    assert "toilet?" in shown.stderr


def test_labels_are_read() -> None:
    shown = run("label", "Men's WC", "xyzzy", "-f", "json")
    rows = json.loads(shown.stdout)
    assert [row["label"] for row in rows] == ["Men's WC", "xyzzy"]
    assert (rows[0]["use"], rows[0]["status"]) == ("toilet", "known")
    assert (rows[1]["use"], rows[1]["status"]) == (None, "unknown")
    assert set(rows[0]) == {"label", "use", "status", "candidates", "why"}


def test_labels_come_one_a_line_from_standard_input() -> None:
    rows = json.loads(run("label", "-", "-f", "json", given="Toilet\n\n卫生间\n").stdout)
    assert [(row["label"], row["use"]) for row in rows] == [("Toilet", "toilet"), ("卫生间", "toilet")]


def test_a_venue_says_what_a_bedroom_is() -> None:
    (row,) = json.loads(run("label", "Bedroom 2", "--venue", "hotel", "-f", "json").stdout)
    assert row["use"] == "guest-room"
    assert run("label", "Bedroom 2", "--venue", "hotl").exit_code == 2


@pytest.mark.parametrize("thing", ["plan", "pack", "report"])
def test_schemas_are_schemas(thing: str) -> None:
    schema = json.loads(run("schema", thing).stdout)
    jsonschema.validators.validator_for(schema).check_schema(schema)
    assert schema["$schema"]


# --- plans


def test_a_first_plan_is_written_once_and_can_be_checked() -> None:
    assert run("init").exit_code == 0
    assert run("init").exit_code == 2
    assert run("init", "--force").exit_code == 0
    assert run("check", "plan.yaml").exit_code in (0, 1)


def test_a_plan_is_converted_and_reads_as_before() -> None:
    shown = run("convert", put("seen.yaml", SEEN), "-o", "again.yaml")
    assert shown.exit_code == 0
    before, after = (json.loads(run("check", f, "-f", "json").stdout) for f in ("seen.yaml", "again.yaml"))
    ids = [[f["id"] for f in report["sites"][0]["findings"]] for report in (before, after)]
    assert ids[0] == ids[1] != []


def test_what_was_not_understood_is_listed() -> None:
    text = SEEN.replace("label: Corridor", "label: Xyzzy")
    shown = run("convert", put("odd.yaml", text), "-o", "again.yaml")
    assert shown.exit_code == 1
    assert "Xyzzy" in shown.stderr
    assert Path("again.yaml").exists()


def test_convert_replaces_no_plan() -> None:
    put("mine.yaml", "mine")
    assert run("convert", put("seen.yaml", SEEN), "-o", "mine.yaml").exit_code == 2
    assert Path("mine.yaml").read_text(encoding="utf-8") == "mine"
