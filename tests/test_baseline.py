"""A baseline lets by what was there before and is no worse, hides nothing of it, and lets nothing else by."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from offcamera.app import app

FLOORPLANS = Path(__file__).parents[1] / "floorplans"
SITES = sorted(file.parent.relative_to(FLOORPLANS).as_posix() for file in FLOORPLANS.rglob("site.yaml"))
OLD, NEW = (FLOORPLANS / "proposal" / revision for revision in ("rev-a", "rev-b"))
PLAN = """
offcamera: 1
site: {site}
levels:
  - id: "0"
    rooms:
      - {{id: hall, polygon: [[0, 0], [6, 0], [6, 4], [0, 4]], label: lobby}}
      - {{id: wc, polygon: [[6, 0], [9, 0], [9, 4], [6, 4]], label: toilet}}
    openings:
      - {{id: d-1, kind: door, line: [[6, 1], [6, 2]]}}
    cameras:
      - {{id: C1, at: [1, 2], height: 2.5, heading: 90, fov: 60, resolution: [1920, 1080]}}
"""
SEES = "view-into-room/0.C1/0.wc"


@dataclass
class Ran:
    """A run of check: its exit code, the report as JSON, and what was said beside it."""

    code: int
    said: dict[str, object]
    beside: str
    findings: dict[str, dict[str, object]] = field(default_factory=dict)


def check(*words: str | Path, form: str = "json") -> Ran:
    result = CliRunner().invoke(app, ["check", *map(str, words), "-f", form, "--as-of", "2026-11-23"])
    if form != "json" or result.exit_code > 1:
        return Ran(result.exit_code, {}, result.output)
    said = json.loads(result.stdout)
    return Ran(
        result.exit_code, said, result.stderr, {f["id"]: f for s in said["sites"] for f in s["findings"]}
    )


def update(file: Path, *words: str | Path) -> Ran:
    return check(*words, "--baseline", file, "--update-baseline")


def states(ran: Ran) -> dict[str, str]:
    return {name: f["baseline"]["state"] for name, f in ran.findings.items()}  # type: ignore[index]  # JSON


def write(folder: Path, text: str = PLAN, site: str = "Two rooms") -> Path:
    file = folder / "plan.yaml"
    file.write_text(text.format(site=site), encoding="utf-8")
    return file


# --- laws


@pytest.mark.parametrize("site", SITES)
def test_the_baseline_of_a_run_makes_the_same_run_pass_and_hides_nothing(site: str, tmp_path: Path) -> None:
    file, plain = tmp_path / "b.json", check(FLOORPLANS / site)
    update(file, FLOORPLANS / site)
    ran = check(FLOORPLANS / site, "--baseline", file)
    assert ran.code == 0
    assert set(states(ran).values()) <= {"same"}
    assert list(ran.findings) == sorted(ran.findings, key=list(plain.findings).index)
    assert not any(f["counts"] for f in ran.findings.values())


@pytest.mark.parametrize(
    ("was", "now", "state"),
    [
        ("kind: door,", "kind: passage,", "worse"),
        ("kind: door, line: [[6, 1], [6, 2]]", "kind: door, line: [[6, 1], [6, 3]]", "worse"),
        ("line: [[6, 1], [6, 2]]", "line: [[6, 2], [6, 3]]", "worse"),
        ("at: [1, 2]", "at: [4, 2]", "worse"),
        ("resolution: [1920, 1080]", "resolution: [3840, 2160]", "worse"),
        ("id: C1", "id: K9", "same"),
        ("id: wc", "id: r-2", "same"),
        ("id: d-1", "id: left", "same"),
        ("kind: door,", "kind: door, self_closing: true,", "gone"),
    ],
)
def test_a_spoilt_plan_fails_again_and_a_renamed_thing_does_not(
    was: str, now: str, state: str, tmp_path: Path
) -> None:
    file = tmp_path / "b.json"
    update(file, write(tmp_path))
    assert was in PLAN
    ran = check(write(tmp_path, PLAN.replace(was, now)), "--baseline", file)
    seen = [f["baseline"]["state"] for n, f in ran.findings.items() if n.startswith("view-into-room")]  # type: ignore[index]  # JSON
    assert seen == ([] if state == "gone" else [state])
    assert ran.code == (1 if state == "worse" else 0)


def test_a_second_camera_is_new_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    update(file, write(tmp_path))
    line = next(line for line in PLAN.splitlines() if "id: C1" in line)
    ran = check(
        write(tmp_path, PLAN + line.replace("C1", "C2").replace("[1, 2]", "[1, 3]")), "--baseline", file
    )
    assert ran.code == 1
    assert states(ran)[SEES] == "same"
    assert states(ran)["view-into-room/0.C2/0.wc"] == "new"


def test_a_weight_that_rose_is_worse(tmp_path: Path) -> None:
    file, plan = tmp_path / "b.json", write(tmp_path)
    settings = tmp_path / "offcamera.toml"
    settings.write_text('[severities]\nview-into-room = "warning"\n', encoding="utf-8")
    update(file, plan)
    settings.unlink()
    ran = check(plan, "--baseline", file)
    assert (ran.code, states(ran)[SEES]) == (1, "worse")


def test_a_law_that_was_not_asked_then_is_not_let_by(tmp_path: Path) -> None:
    file, plan = tmp_path / "b.json", write(tmp_path)
    update(file, plan)
    ran = check(plan, "--baseline", file, "--pack", "cn-2023-draft")
    assert (ran.code, states(ran)[SEES]) == (1, "worse")
    worse = ran.findings[SEES]["baseline"]["worse"]  # type: ignore[index]  # JSON
    assert [growth["what"] for growth in worse] == ["clauses"]


@pytest.mark.parametrize("key", ["outcome", "severity", "clauses", "area", "density", "place", "on"])
def test_a_pin_that_is_taken_out_of_the_file_lets_nothing_by(key: str, tmp_path: Path) -> None:
    file, plan = tmp_path / "b.json", write(tmp_path)
    update(file, plan)
    said = json.loads(file.read_text(encoding="utf-8"))
    (finding,) = [f for f in said["sites"][0]["findings"] if f["id"] == SEES]
    del finding["pins"][key]
    file.write_text(json.dumps(said), encoding="utf-8")
    assert check(plan, "--baseline", file).code in (1, 2)


# --- what is gone, and what was asked otherwise


def test_what_is_gone_is_told_until_it_is_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    update(file, write(tmp_path))
    shut = write(tmp_path, PLAN.replace("kind: door", "kind: door, self_closing: true"))
    told = check(shut, "--baseline", file, form="terminal").beside
    assert "Gone since the baseline, which --update-baseline takes out: Camera C1 sees into" in told
    assert "1 gone" in update(file, shut).beside
    ran = check(shut, "--baseline", file)
    assert ran.said["sites"][0]["baseline"]["left"] == []  # type: ignore[index]  # JSON
    assert check(write(tmp_path), "--baseline", file).code == 1


def test_what_was_asked_on_other_terms_is_not_gone(tmp_path: Path) -> None:
    file, plan = tmp_path / "b.json", write(tmp_path)
    update(file, plan)
    ran = check(plan, "--baseline", file, "--ignore", "view-into-room")
    site = ran.said["sites"][0]["baseline"]  # type: ignore[index]  # JSON
    assert ran.code == 0
    assert [(left["state"], left["because"]) for left in site["left"]] == [
        ("not-comparable", "not-asked-now")
    ]
    assert site["clauses"] == ["house-view-into-room"]


def test_another_version_of_the_tool_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, plan = tmp_path / "b.json", write(tmp_path)
    update(file, plan)
    monkeypatch.setattr("offcamera.findings.taking.__version__", "9.9.9")
    ran = check(plan, "--baseline", file, form="terminal")
    assert ran.code == 0
    assert "Other terms: version of offcamera, 0" in ran.beside
    assert "9.9.9 now" in ran.beside


# --- many sites


def test_a_folder_of_sites_each_against_its_own(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    assert update(file, FLOORPLANS, "--jobs", "2").code == 1
    ran = check(FLOORPLANS, "--baseline", file, "--jobs", "2")
    assert ran.code == 0
    assert set(states(ran).values()) == {"same"}
    told = check(NEW, "--baseline", file, form="terminal").beside
    assert "10 the same" in told  # of two revisions of one name the one that is audited


def test_sites_that_a_run_did_not_look_at_stay_in_the_baseline(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    update(file, FLOORPLANS / "gym")
    gym = json.loads(file.read_text(encoding="utf-8"))["sites"]
    ran = update(file, FLOORPLANS / "clinic")
    assert "1 site not looked at, left as before" in ran.beside
    sites = json.loads(file.read_text(encoding="utf-8"))["sites"]
    assert [site for site in sites if site["site"] == "Ironworks Gym"] == gym
    assert check(FLOORPLANS / "gym", FLOORPLANS / "clinic", "--baseline", file).code == 0


def test_another_site_is_new_altogether(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    update(file, write(tmp_path))
    ran = check(write(tmp_path, site="Elsewhere"), "--baseline", file)
    assert (ran.code, set(states(ran).values())) == (1, {"new"})
    assert ran.said["baseline"]["not_met"][0]["site"] == "Two rooms"  # type: ignore[index]  # JSON


def test_what_a_waiver_lets_by_is_not_in_the_baseline(tmp_path: Path) -> None:
    file, plan, waivers = tmp_path / "b.json", write(tmp_path), tmp_path / "w.yaml"
    check(plan, "--draft-waivers", waivers)
    text = waivers.read_text(encoding="utf-8").replace('""', "2026-12-31")
    waivers.write_text(text, encoding="utf-8")
    update(file, plan, "--waivers", waivers)
    assert json.loads(file.read_text(encoding="utf-8"))["sites"][0]["findings"] == []
    assert check(plan, "--baseline", file, "--waivers", waivers).code == 0
    assert check(plan, "--baseline", file).code == 1


# --- forms, files and faults


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "csv", "markdown", "github", "geojson"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_form_tells_what_is_known_and_what_is_not(form: str, language: str, tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    update(file, OLD)
    for plan, state, code in ((OLD, "same", 0), (NEW, "worse", 1)):
        told = check(plan, "--baseline", file, "--language", language, form=form)
        marks = {"geojson": f'"baseline": "{state}"', "jsonl": f'"state":"{state}"'}
        mark = marks.get(form, TOLD[language, state])
        assert state in states(told).values() if form == "json" else mark in told.beside
        assert told.code == code


TOLD = {
    ("en", "same"): "no worse now",
    ("en", "worse"): "worse than in the",
    ("zh", "same"): "没有变差",
    ("zh", "worse"): "基线差",
}


def test_numbers_in_the_verdict_tell_what_is_new_and_what_is_known(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    update(file, OLD)
    assert (
        "NOTHING NEW but what was there already: 4 known"
        in check(OLD, "--baseline", file, form="terminal").beside
    )
    told = check(NEW, "--baseline", file, form="terminal").beside
    assert "6 new, 4" in told
    assert "Baseline" in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "b.json:1:2"),
        ('{"offcamera_baseline": 7, "sites": []}', "b.json:1:24"),
        ('{"offcamera_baseline": 1,\n "sites": [{"site": "A"}]}', "b.json:2:12"),
        ("offcamera: 1\n", "b.json:1:1"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--update-baseline", "--force"]])
def test_a_broken_baseline_is_wrong_usage_with_its_place(
    text: str, says: str, more: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "b.json"
    file.write_text(text, encoding="utf-8")
    ran = check(OLD, "--baseline", file, *more)
    assert ran.code == 2
    assert says in ran.beside
    assert file.read_text(encoding="utf-8") == text


def test_a_baseline_must_be_there_and_be_named(tmp_path: Path) -> None:
    ran = check(OLD, "--baseline", tmp_path / "none.json")
    assert (ran.code, "there is no such baseline" in ran.beside) == (2, True)
    ran = check(OLD, "--update-baseline")
    assert (ran.code, "--baseline FILE" in ran.beside) == (2, True)


def test_no_report_and_no_file_of_others_is_replaced(tmp_path: Path) -> None:
    report, notes = tmp_path / "r.json", tmp_path / "notes.json"
    check(OLD, "--report", f"json={report}")
    before = report.read_bytes()
    assert update(report, OLD).code == 2
    assert report.read_bytes() == before
    assert check(OLD, "--baseline", report).code == 0  # but it may be what a run is set against
    notes.write_text("[1]", encoding="utf-8")
    assert update(notes, OLD).code == 2
    assert notes.read_text(encoding="utf-8") == "[1]"


def test_lines_of_an_earlier_run_are_not_taken_over_after_the_baseline_changed(tmp_path: Path) -> None:
    file, lines, plan = tmp_path / "b.json", tmp_path / "r.jsonl", write(tmp_path)
    words = [
        "check",
        str(plan),
        "--as-of",
        "2026-11-23",
        "--report",
        f"jsonl={lines}",
        "--baseline",
        str(file),
    ]
    file.write_text('{"offcamera_baseline": 1, "sites": []}', encoding="utf-8")
    assert CliRunner().invoke(app, words).exit_code == 1
    assert CliRunner().invoke(app, [*words, "--resume"]).exit_code == 1
    update(file, plan)
    assert CliRunner().invoke(app, [*words, "--resume"]).exit_code == 0
