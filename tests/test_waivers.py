"""Waivers are pinned to what was approved (case 18): nothing worse is let by, nor by a key less."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from offcamera.app import app
from offcamera.errors import Refused
from offcamera.findings.compare import list_growth
from offcamera.findings.evidence import Condition, Evidence, Reason
from offcamera.findings.finding import Finding, Touch
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.pins import figures_of, pins_of
from offcamera.findings.spot import Spot
from offcamera.formats.native import read_waivers
from offcamera.model.place import Ref

HOTEL = Path(__file__).parents[1] / "floorplans" / "hotel-floor" / "site.yaml"
SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0))
APPROVED = {
    "outcome": "conditional",
    "severity": "warning",
    "clauses": ["house"],
    "area": 2.0,
    "density": 100.0,
    "place": [[list(p) for p in SQUARE]],
}
SMALL = (SQUARE[0], (1.0, 0.0), (1.0, 1.0), SQUARE[3])
FILLED = {
    'reason: ""': "reason: agreed",
    'approved_by: ""': "approved_by: J. Roe",
    'until: ""': "until: 2027-01-31",
}


def finding(**evidence: object) -> Finding:
    shown = {"area": 2.0, "of_area": 20.0, "density": 100.0, "outline": (SQUARE,)} | evidence
    return Finding(
        id="view-into-room/2.C2/2.207",
        rule="view-into-room",
        outcome=Outcome.CONDITIONAL,
        severity=Severity.WARNING,
        about=(),
        touches=(Touch("house", Outcome.CONDITIONAL, Severity.WARNING),),
        evidence=Evidence(**shown),  # type: ignore[arg-type]  # figures by name
    )


def grown(now: Finding) -> list[str]:
    return [growth.what for growth in list_growth(APPROVED, pins_of(now, {}))]


def test_the_same_and_less_are_still_waived() -> None:
    assert grown(finding()) == []
    assert grown(finding(area=1.0, density=40.0, outline=(SMALL,))) == []
    assert grown(finding(density=105.0)) == []


def test_a_worse_outcome_is_not_waived() -> None:
    assert grown(replace(finding(), outcome=Outcome.UNKNOWN)) == ["outcome"]
    assert grown(replace(finding(), outcome=Outcome.FAIL)) == ["outcome"]


def test_more_density_is_not_waived() -> None:
    assert grown(finding(density=105.2)) == ["density"]


def test_the_same_area_elsewhere_is_not_waived() -> None:
    moved = tuple((x + 0.3, y) for x, y in SQUARE)  # 0.2 m² outside of the outline grown by 0.10 m
    assert grown(finding(outline=(moved,))) == ["place"]
    hardly = tuple((x + 0.15, y) for x, y in SQUARE)  # 0.05 m², less than 5 % of 2 m²
    assert grown(finding(outline=(hardly,))) == []


@pytest.mark.parametrize("key", APPROVED)
def test_a_figure_that_was_not_approved_is_not_waived(key: str) -> None:
    less = {name: value for name, value in APPROVED.items() if name != key}
    assert key in [growth.what for growth in list_growth(less, pins_of(finding(), {}))]


def test_a_heavier_weight_is_not_waived() -> None:
    assert grown(replace(finding(), severity=Severity.ERROR)) == ["severity"]
    assert grown(replace(finding(), severity=Severity.NOTE)) == []


def test_a_clause_that_was_not_asked_then_is_not_waived() -> None:
    touches = (*finding().touches, Touch("law", Outcome.CONDITIONAL, Severity.WARNING))
    assert grown(replace(finding(), touches=touches)) == ["clauses"]


CAMERA = Ref("camera", "2", "C2")
THERE = {CAMERA: Spot((1.0, 2.0))}


def bare(what: str = "unsaid", **figures: float | str) -> Finding:
    """A finding without an outline: what it is about, and what the rule told."""
    evidence = Evidence(figures=figures)
    return replace(finding(), about=(CAMERA,), what=what, evidence=evidence)


def told(then: Finding, now: Finding, spots: dict[Ref, Spot] = THERE) -> list[str]:
    return [growth.what for growth in list_growth(figures_of(then, THERE), pins_of(now, spots))]


def test_a_finding_without_an_outline_is_where_its_things_are() -> None:
    assert told(bare(), bare()) == []
    assert told(bare(), bare(), {CAMERA: Spot((1.0, 2.09))}) == []
    assert told(bare(), bare(), {CAMERA: Spot((1.0, 2.2))}) == ["things"]
    assert told(bare(), bare(), {}) == ["things"]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (bare(), bare("other")),
        (bare(said="theft"), bare(said="staff")),
        (bare(days=30), bare(days=60)),
        (bare(days=30), bare(days=10)),
        (bare(excess=10.0), bare(excess=11.0)),
        (bare(cameras="C1"), bare(cameras="C1, C2")),
        (bare(missing="contact"), bare(missing="contact, operator")),
        (bare(), bare(said="theft")),
    ],
)
def test_another_fact_about_the_same_thing_is_not_waived(then: Finding, now: Finding) -> None:
    assert told(then, then) == []
    assert told(then, now) in (["what"], ["figures"])


def test_less_of_a_figure_of_which_less_is_better_is_still_waived() -> None:
    assert told(bare(excess=10.0, cameras="C1, C2"), bare(excess=4.0, cameras="C2")) == []
    assert told(bare(missing="contact, operator"), bare(missing="operator")) == []


def test_unwarned_floor_that_moves_to_another_level_is_not_waived() -> None:
    then = {"floor-G": 12.0, "floor-1": 4.0}
    assert told(bare(**then), bare(**(then | {"floor-G": 8.0, "floor-1": 8.0}))) == ["figures"]
    assert told(bare(**then), bare(**(then | {"floor-G": 8.0}))) == []


def test_another_reason_and_another_door_are_not_waived() -> None:
    unknown = replace(bare(), outcome=Outcome.UNKNOWN, because=Reason("use-unknown"))
    assert told(unknown, replace(unknown, because=Reason("no-door-drawn"))) == ["because"]
    doors = [Ref("opening", "2", name) for name in ("d-1", "d-2")]
    first = replace(finding(), on=(Condition((doors[0],)),))
    assert told(first, replace(finding(), on=(Condition((doors[1],)),))) == ["on"]
    assert told(first, replace(finding(), on=(Condition(tuple(doors)),))) == []


def test_a_fact_that_became_milder_is_still_waived() -> None:
    failed = replace(bare(), outcome=Outcome.FAIL)
    assert told(failed, replace(bare(), outcome=Outcome.UNKNOWN, because=Reason("use-unknown"))) == []


def test_a_walk_into_view_somewhere_else_is_not_waived(tmp_path: Path) -> None:
    """The same camera is come upon unwarned over as much floor, but from the other end."""
    plan = tmp_path / "site.yaml"
    clauses = ["--select", "sign-before-capture", "--pack", "cn-2023-draft"]
    plan.write_text(WALK.format(west="true", east="false"), encoding="utf-8")
    draft_of(plan, tmp_path / "w.yaml", *clauses)
    assert audit(plan, tmp_path / "w.yaml", *clauses) == (0, [])
    plan.write_text(WALK.format(west="false", east="true"), encoding="utf-8")
    code, worse = audit(plan, tmp_path / "w.yaml", *clauses)
    assert code == 1
    assert "place" in worse or "figures" in worse


WALK = """
offcamera: 1
site: Passage
levels:
  - id: G
    rooms:
      - {{id: hall, polygon: [[0, 0], [20, 0], [20, 4], [0, 4]], label: lobby}}
    openings:
      - {{id: west, kind: door, line: [[0, 1], [0, 3]], entrance: {west}}}
      - {{id: east, kind: door, line: [[20, 1], [20, 3]], entrance: {east}}}
    walls:
      - {{id: middle, line: [[10, 0], [10, 4]]}}
    cameras:
      - {{id: C1, at: [10, 3.9], height: 2.8, kind: panoramic}}
"""


def draft_of(plan: Path, target: Path, *words: str) -> None:
    CliRunner().invoke(app, ["check", str(plan), "--draft-waivers", str(target), *words])
    target.write_text(fill(target.read_text(encoding="utf-8")), encoding="utf-8")


def audit(plan: Path, waivers: Path, *words: str) -> tuple[int, list[str]]:
    said = ["check", str(plan), "--waivers", str(waivers), "--as-of", "2026-12-01", "-f", "json", *words]
    result = CliRunner().invoke(app, said)
    findings = json.loads(result.stdout)["sites"][0]["findings"]
    return result.exit_code, [g["what"] for f in findings if f["waived"] for g in f["waived"]["worse"]]


def test_a_sliver_that_has_no_width_on_the_grid_is_still_the_same() -> None:
    sliver = ((0.0, 0.0), (1.0, 0.0), (1.0, 0.02), (0.0, 0.02))
    now = finding(area=0.02, outline=(sliver,))
    assert list(list_growth(figures_of(now, {}), pins_of(now, {}))) == []


def draft(folder: Path) -> str:
    target = folder / "draft.yaml"
    CliRunner().invoke(app, ["check", str(HOTEL), "--draft-waivers", str(target)])
    return target.read_text(encoding="utf-8")


def fill(text: str) -> str:
    for empty, said in FILLED.items():
        text = text.replace(empty, said)
    return text


def check(folder: Path, text: str, day: str, form: str = "json") -> tuple[int, str]:
    file = folder / "waivers.yaml"
    file.write_text(text, encoding="utf-8")
    words = ["check", str(HOTEL), "--waivers", str(file), "--as-of", day, "-f", form]
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stdout if result.exit_code < 2 else result.output


def test_a_draft_is_refused_until_it_is_filled_in(tmp_path: Path) -> None:
    text = draft(tmp_path)
    code, told = check(tmp_path, text, "2026-12-01")
    assert code == 2
    assert "waivers.yaml:" in told
    code, told = check(tmp_path, fill(text), "2027-01-31")
    findings = json.loads(told)["sites"][0]["findings"]
    assert code == 0
    assert findings
    assert all(f["waived"]["holds"] and not f["counts"] for f in findings)


def test_waivers_lapse_after_their_last_day(tmp_path: Path) -> None:
    code, told = check(tmp_path, fill(draft(tmp_path)), "2027-02-01")
    assert code == 1
    assert all(f["waived"]["lapsed"] for f in json.loads(told)["sites"][0]["findings"])


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "csv", "markdown", "github", "geojson"])
def test_every_form_shows_what_is_waived(form: str, tmp_path: Path) -> None:
    text = fill(draft(tmp_path))
    code, told = check(tmp_path, text, "2026-12-01", form)
    assert code == 0
    mark = '"waived": true' if form == "geojson" else "J. Roe"
    assert mark in told or mark.replace(" ", "") in told


def test_no_key_taken_out_of_a_file_lets_more_by(tmp_path: Path) -> None:
    text = fill(draft(tmp_path))
    for key in (
        "site",
        "finding",
        "reason",
        "approved_by",
        "until",
        "outcome",
        "severity",
        "clauses",
        "area",
        "density",
        "place",
        "things",
    ):
        less = re.sub(rf"^(\s+)(- )?{key}: .*\n", lambda m: f"{m[1]}- \n" if m[2] else "", text, flags=re.M)
        assert less != text
        code, _ = check(tmp_path, less, "2026-12-01")
        assert code in (1, 2), key


def test_a_waiver_of_another_site_or_for_nothing_lets_nothing_by(tmp_path: Path) -> None:
    text = fill(draft(tmp_path))
    assert check(tmp_path, re.sub("site: .*", "site: Elsewhere", text), "2026-12-01")[0] == 1
    code, told = check(tmp_path, text.replace('finding: "', 'finding: "no-'), "2026-12-01")
    site = json.loads(told)["sites"][0]
    assert code == 1
    assert len(site["waivers_unused"]) == len(site["findings"])


def test_figures_that_are_none_are_refused_each_with_its_place() -> None:
    text = (
        "waivers:\n  - site: H\n    finding: a/b\n    reason: r\n    approved_by: J\n    until: 2027-03-31\n"
        "    approved:\n      outcome: pass\n      area: -1\n      density: dense\n"
        "      place: [[0]]\n      are: 2\n"
    )
    with pytest.raises(Refused) as told:
        read_waivers(text, "w.yaml")
    assert [(fault.line, fault.says.split()[0]) for fault in told.value.faults] == [
        (8, '"pass"'), (9, "-1"), (10, '"dense"'), (11, "place"), (12, "are"),
    ]  # fmt: skip


def test_a_waiver_holds_to_the_end_of_its_last_day() -> None:
    (waiver,) = read_waivers(
        "waivers: [{site: H, finding: a/b, reason: r, approved_by: J, until: 2027-03-31}]\n", "w.yaml"
    )
    assert waiver.until == date(2027, 3, 31)
    assert waiver.site == "H"


@pytest.mark.parametrize("text", ["", "[]", "- a", "hello"])
def test_a_file_that_holds_no_waivers_at_all_is_refused_with_its_place(text: str, tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(text + "\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["check", str(HOTEL), "--waivers", str(file)])
    assert shown.exit_code == 2
    assert "waivers.yaml:1:1" in shown.stderr
