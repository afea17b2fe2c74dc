"""Two revisions side by side: what is new, worse, the same, better, gone, or not to be compared."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from offcamera.app import app
from offcamera.batch import Question, audit_one
from offcamera.commands.sides import snap
from offcamera.findings.change import State
from offcamera.findings.comparing import compare_sites
from offcamera.findings.comparison import Comparison
from offcamera.findings.difference import pair_sites
from offcamera.findings.report import Run
from offcamera.findings.snapshot import Snapshot
from offcamera.formats import read_plan
from offcamera.formats.baseline import write_baseline
from offcamera.formats.kept import is_kept, read_kept
from offcamera.model.place import Ref
from offcamera.report.change_lines import say_change
from offcamera.report.json import render
from offcamera.report.view import View
from offcamera.report.words import load_words

FLOORPLANS = Path(__file__).parents[1] / "floorplans"
SITES = sorted(file.parent.relative_to(FLOORPLANS).as_posix() for file in FLOORPLANS.rglob("site.yaml"))
DAY = date(2026, 11, 23)
REVISIONS = ("proposal/rev-a", "proposal/rev-b")
#: Two rooms with a camera in the hall; a door stands between.
PLAN = """
offcamera: 1
site: Two rooms
levels:
  - id: "0"
    rooms:
      - {id: hall, polygon: [[0, 0], [6, 0], [6, 4], [0, 4]], label: lobby}
      - {id: wc, polygon: [[6, 0], [9, 0], [9, 4], [6, 4]], label: toilet}
    openings:
      - {id: d-1, kind: door, line: [[6, 1], [6, 2]]}
    cameras:
      - {id: C1, at: [1, 2], height: 2.5, heading: 90, fov: 60, resolution: [1920, 1080]}
"""
#: The same with a closer on the door: what was seen through it is put right.
SHUT = PLAN.replace("kind: door", "kind: door, self_closing: true")
SEES = "view-into-room/0.C1/0.wc"


USUAL = Question(as_of=DAY, captures=False)


def audit(text: str, question: Question = USUAL) -> Snapshot:
    return snap(audit_one(read_plan("plan.yaml", text.encode()), question, ()), "en")


@cache
def site(name: str) -> Snapshot:
    report = audit_one(read_plan(FLOORPLANS / name / "site.yaml"), Question(as_of=DAY, captures=False), ())
    return snap(report, "en")


def states(comparison: Comparison) -> dict[str, str]:
    return {change.kept.id: change.state.value for change in comparison.changes}


def state(old: str, new: str, finding: str = SEES) -> str:
    return states(compare_sites(audit(old), audit(new)))[finding]


# --- laws


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_the_same_as_itself(name: str) -> None:
    found = compare_sites(site(name), site(name))
    assert {change.state for change in found.changes} <= {State.SAME}
    assert len(found.changes) == len(site(name).findings)
    assert not found.is_worse
    assert not found.renames


@pytest.mark.parametrize(("old", "new"), [REVISIONS, REVISIONS[::-1], (REVISIONS[0], "gym")])
def test_what_is_new_one_way_is_gone_or_not_comparable_the_other(old: str, new: str) -> None:
    there, back = compare_sites(site(old), site(new)), compare_sites(site(new), site(old))
    lost = (State.GONE, State.NOT_COMPARABLE)
    assert ids(there, State.NEW) == ids(back, *lost)
    assert ids(there, *lost) == ids(back, State.NEW)
    assert ids(there, State.SAME) == ids(back, State.SAME)
    assert ids(there, State.BETTER) <= ids(back, State.WORSE)


def ids(comparison: Comparison, *which: State) -> set[str]:
    return {change.kept.id for change in comparison.of(*which)}


@pytest.mark.parametrize("name", SITES)
def test_a_report_or_a_baseline_that_was_kept_is_the_same_as_the_plan(name: str) -> None:
    report = audit_one(read_plan(FLOORPLANS / name / "site.yaml"), Question(as_of=DAY, captures=False), ())
    for data in (render(Run(reports=(report,), as_of=DAY), View()), write_baseline([site(name)])):
        assert is_kept(data)
        (kept,) = read_kept(data, "kept.json")
        for found in (compare_sites(kept, site(name)), compare_sites(site(name), kept)):
            assert {change.state for change in found.changes} <= {State.SAME}
            assert len(found.changes) == len(kept.findings) == len(site(name).findings)
            assert not found.terms


def test_a_baseline_that_is_read_and_written_is_as_it_was() -> None:
    written = write_baseline([site("gym"), site("clinic")])
    assert write_baseline(read_kept(written, "b.json")) == written


# --- the states


def test_a_door_that_was_taken_out_is_worse_and_put_back_better() -> None:
    open_plan = PLAN.replace("kind: door", "kind: passage")
    assert state(PLAN, open_plan) == "worse"
    assert state(open_plan, PLAN) == "better"


def test_what_a_door_closer_puts_right_is_gone_and_without_it_new() -> None:
    assert state(PLAN, SHUT) == "gone"
    assert state(SHUT, PLAN) == "new"


def test_what_hung_on_a_camera_or_room_that_is_not_there_is_not_comparable() -> None:
    without = PLAN.replace("      - {id: C1", "      - {id: C2").replace("at: [1, 2]", "at: [2, 2]")
    (change,) = [c for c in compare_sites(audit(PLAN), audit(without)).changes if c.kept.id == SEES]
    assert (change.state.value, change.because, change.names) == ("not-comparable", "thing-gone", ("0.C1",))


def test_what_is_not_asked_any_more_is_not_gone() -> None:
    terms = Question(as_of=DAY, captures=False, ignore=("view-into-room",))
    (change,) = [c for c in compare_sites(audit(PLAN), audit(SHUT, terms)).changes if c.kept.id == SEES]
    assert (change.state.value, change.because) == ("not-comparable", "not-asked-now")


def test_what_a_tolerance_hides_is_not_gone() -> None:
    blind = Question(as_of=DAY, captures=False, least_area=50.0)
    (change,) = [c for c in compare_sites(audit(PLAN), audit(PLAN, blind)).changes if c.kept.id == SEES]
    assert (change.state.value, change.because) == ("not-comparable", "not-asked-now")


def test_what_a_lower_body_hides_is_not_gone() -> None:
    low = Question(as_of=DAY, captures=False, body=(0.1, 0.3))
    found = compare_sites(audit(PLAN), audit(SHUT, low))
    (change,) = [c for c in found.changes if c.kept.id == SEES]
    assert (change.state.value, change.because) == ("not-comparable", "other-terms")
    assert found.terms["body"] == ("0.1-2 m", "0.1-0.3 m")


def test_the_same_area_seen_elsewhere_is_worse_both_ways() -> None:
    moved = PLAN.replace("[[6, 1], [6, 2]]", "[[6, 2], [6, 3]]")
    assert state(PLAN, moved) == state(moved, PLAN) == "worse"


# --- renames


def test_a_camera_and_a_room_that_were_renamed_in_place_are_known_again() -> None:
    renamed = PLAN.replace("id: C1", "id: K9").replace("id: wc", "id: r-7")
    found = compare_sites(audit(PLAN), audit(renamed))
    assert {change.state for change in found.changes} == {State.SAME}
    assert found.renames == {
        Ref("camera", "0", "C1"): Ref("camera", "0", "K9"),
        Ref("room", "0", "wc"): Ref("room", "0", "r-7"),
    }
    (change,) = [c for c in found.changes if c.kept.id == "view-into-room/0.K9/0.r-7"]
    assert change.is_renamed
    assert change.old is not None
    assert change.old.id == SEES


def test_a_renamed_door_that_a_finding_hangs_on_is_the_same_door() -> None:
    assert state(PLAN, PLAN.replace("id: d-1", "id: tuer")) == "same"


def test_a_level_that_was_renamed_is_known_by_its_rooms() -> None:
    found = compare_sites(audit(PLAN), audit(PLAN.replace('id: "0"', "id: G")))
    assert {change.state for change in found.changes} == {State.SAME}
    assert found.renames == {Ref("level", "", "0"): Ref("level", "", "G")}


def test_a_thing_that_moved_is_no_renamed_one() -> None:
    moved = PLAN.replace("id: C1, at: [1, 2]", "id: K9, at: [1, 2.3]")
    found = compare_sites(audit(PLAN), audit(moved))
    assert not found.renames
    assert states(found)["view-into-room/0.K9/0.wc"] == "new"


def test_of_two_new_things_in_one_place_neither_is_the_old_one() -> None:
    line = next(line for line in PLAN.splitlines() if "id: C1" in line)
    twins = PLAN.replace(line, "\n".join((line.replace("C1", "A"), line.replace("C1", "B"))))
    assert not compare_sites(audit(PLAN), audit(twins)).renames


# --- sites of folders


def test_sites_are_paired_by_path_then_by_name() -> None:
    a, b, c = (Snapshot(site=name, file=name, path=path) for name, path in PLACES)
    moved = Snapshot(site="B", file="x", path="elsewhere.yaml")
    same_path = Snapshot(site="A, renamed", file="x", path="a.yaml")
    pairs = pair_sites([a, b, c], [moved, same_path])
    assert sorted(pairs, key=str) == sorted([(a, same_path), (b, moved), (c, None)], key=str)


PLACES = (("A", "a.yaml"), ("B", "b.yaml"), ("C", "c.yaml"))


# --- the command


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["diff", *map(str, words), "--as-of", "2026-11-23"])
    return result.exit_code, result.output


OLD, NEW = (FLOORPLANS / revision for revision in REVISIONS)


def test_exit_codes_and_the_first_words() -> None:
    code, told = run(OLD, OLD)
    assert (code, "4 the same (exit 0)" in told) == (0, True)
    code, told = run(OLD, NEW)
    assert code == 1
    assert "WORSE THAN IT WAS: 6 new, 4 worse" in told
    assert "camera P3 was not there then" in told
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_form_tells_every_finding_in_both_languages(form: str, language: str) -> None:
    code, told = run(OLD, NEW, "-f", form, "--language", language, "--full")
    assert code == 1
    assert not re.search(r"<[a-z]+[.?]", told)
    if form == "json":
        said = json.loads(told)
        assert said["offcamera_diff"] == 1
        assert said["counts"] == {
            "new": 6, "worse": 4, "not-comparable": 0, "gone": 0, "better": 0, "same": 0,
        }  # fmt: skip
        assert len(said["sites"][0]["changes"]) == 10
    assert told.count("P3") >= 4


def test_folders_are_matched_by_path_and_may_be_a_report(tmp_path: Path) -> None:
    report = tmp_path / "all.json"
    CliRunner().invoke(app, ["check", str(FLOORPLANS), "--report", f"json={report}", "--as-of", "2026-11-23"])
    assert run(report, FLOORPLANS)[0] == 0
    assert run(FLOORPLANS, report)[0] == 0


def test_a_site_that_came_or_went_is_told() -> None:
    code, told = run(FLOORPLANS / "gym", FLOORPLANS / "proposal", "-f", "json")
    sites = {site["site"]: site for site in json.loads(told)["sites"]}
    assert code == 1
    assert sites["Ironworks Gym"]["new"] is None
    assert {change["state"] for change in sites["Ironworks Gym"]["changes"]} == {"not-comparable"}


def test_a_site_that_came_or_went_is_called_new_or_gone() -> None:
    told = run(FLOORPLANS / "gym", FLOORPLANS / "proposal")[1]
    assert "THE SITE IS GONE: " in told
    assert "THE SITE IS NEW: " in told
    assert "WORSE THAN IT WAS" not in told
    marked = run(FLOORPLANS / "gym", FLOORPLANS / "proposal", "-f", "markdown")[1]
    assert "**THE SITE IS NEW: " in marked


def test_two_plans_of_other_names_may_be_two_sites() -> None:
    told = " ".join(run(FLOORPLANS / "gym", FLOORPLANS / "corner-shop")[1].split())
    assert "Two names: the site is called Ironworks Gym then, " in told
    assert "Two names" not in run(OLD, NEW)[1]


def test_less_that_is_seen_elsewhere_is_told_with_both_areas() -> None:
    moved = PLAN.replace("[[6, 1], [6, 2]]", "[[6, 2.5], [6, 3]]")
    comparison = compare_sites(audit(PLAN), audit(moved))
    (change,) = (one for one in comparison.changes if one.kept.id == SEES)
    assert [growth.what for growth in change.worse if growth.what in ("area", "place")] == ["place"]
    says = say_change(change, load_words())
    assert re.search(
        r"^[\d.]+ m² then, [\d.]+ m² now; .*[\d.]+ m² are seen where nothing was seen then", says
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"offcamera_report": 2, "sites": []}', "1:22: version 2 is not read"),
        ('{"offcamera_baseline": 1, "sites": [{"site": 3}]}', ":1:46: site should be a text"),
        ('{"offcamera_report": 1, "sites": [', ":1:35: "),
        ('{"offcamera_report": 1}', "sites should be a list"),
    ],
)
def test_a_report_that_is_broken_is_told_with_its_place_and_nothing_is_compared(
    text: str, says: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(text, encoding="utf-8")
    code, told = run(broken, OLD)
    assert code == 2
    assert says in told
    assert "(exit 2)" in told
    assert "New" not in told


def test_a_plan_that_cannot_be_audited_is_no_site_that_went(tmp_path: Path) -> None:
    for folder, text in (("old", PLAN), ("new", PLAN.replace("polygon", "poligon"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
        (tmp_path / folder / "b.yaml").write_text(PLAN.replace("Two rooms", "Other"), encoding="utf-8")
    code, told = run(tmp_path / "old", tmp_path / "new")
    assert code == 2
    assert "not there" not in told
    assert "1 site, 1 as before" in told


def test_it_writes_over_nothing_that_it_did_not_write(tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    target.write_text("mine", encoding="utf-8")
    assert run(OLD, NEW, "-f", "markdown", "-o", target)[0] == 2
    assert target.read_text(encoding="utf-8") == "mine"
    for form, name in (("markdown", "d.md"), ("json", "d.json")):
        for _ in range(2):
            assert run(OLD, NEW, "-f", form, "-o", tmp_path / name)[0] == 1
