"""The example sites: their whole reports are kept and read in review like prose, and what each must find
is written by hand besides, out of its NOTE.md, so that a wrong report cannot be let in by keeping it anew.

OFFCAMERA_UPDATE=1 writes the kept reports and pictures anew.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from offcamera.batch import Input, Question, audit_paths
from offcamera.findings.finding import Finding
from offcamera.findings.report import Report, Run
from offcamera.report import REPORTERS
from offcamera.report.picture import draw_svg
from offcamera.report.view import View

ROOT = Path(__file__).parents[1]
FLOORPLANS = ROOT / "floorplans"
AS_OF = date(2026, 11, 23)
UPDATE = bool(os.environ.get("OFFCAMERA_UPDATE"))
#: How far a figure of a NOTE.md may be off: it is rounded there.
ROUNDED = 0.06
SITES = sorted(f.parent.relative_to(FLOORPLANS).as_posix() for f in FLOORPLANS.rglob("site.yaml"))


@dataclass(frozen=True)
class Sees:
    """A camera sees so much (m²) of a private room, whatever the doors do or through these doors only."""

    camera: str
    room: str
    area: float
    doors: str = ""


@dataclass(frozen=True)
class Facts:
    """What an example site must find: everything, and nothing else."""

    sees: tuple[Sees, ...] = ()
    inside: tuple[tuple[str, str], ...] = ()  #: cameras that hang in a private room
    unknown: tuple[str, ...] = ()  #: rooms that cannot be judged
    gates: tuple[str, ...] = ()  #: doors that open to a face and to nothing else
    faces: tuple[tuple[str, float], ...] = ()  #: cameras that read faces on so much (m²) beyond their area
    unwarned: tuple[tuple[str, str], ...] | None = None  #: who sees people unwarned, and by which way in
    doubts: int = 0  #: things of the plan that look wrong
    relies: frozenset[str] = frozenset()  #: openings and cameras whose statements passes rest on


FACTS = {
    "bus-station": Facts(unwarned=(("B1", "side"), ("B2", "side"))),
    "clear-office": Facts(relies=frozenset({"d-wc-acc"})),
    "clinic": Facts(
        sees=(Sees("P1", "treatment", 1.3), Sees("P1", "ward-3", 0.8, "d-ward-3")),
        relies=frozenset({"d-chg-staff", "d-consult-1", "d-consult-2", "d-exam", "d-ward-4", "d-wc"}),
    ),
    "corner-shop": Facts(unwarned=()),
    "fashion-shop": Facts(
        sees=(
            *(Sees("V1", f"fit-{n}", 1.8) for n in (1, 2, 3, 4)),
            Sees("V1", "fit-5", 2.9, "c-5"),
        ),
    ),
    "gym": Facts(
        sees=(Sees("G1", "chg-m", 6.4), Sees("G2", "chg-m", 2.7)),
        relies=frozenset({"d-sauna", "G2"}),
    ),
    "hotel-court": Facts(
        sees=(
            Sees("L1", "101", 7.5),
            Sees("L1", "102", 6.2),
            Sees("L2", "102", 5.4),
            Sees("L1", "b102", 1.6, "w-b102"),
            Sees("L2", "b102", 1.2, "w-b102"),
        ),
        doubts=5,
        relies=frozenset({"w-b101"}),
    ),
    "hotel-floor": Facts(
        sees=(
            Sees("C1", "203", 0.19, "d-203"),
            Sees("C1", "207", 0.09, "d-207"),
            Sees("C2", "207", 5.6, "d-207"),
            Sees("C3", "203", 0.05, "d-203"),
            Sees("C3", "207", 0.07, "d-207"),
        ),
        inside=(("C4", "chg-2"),),
        unknown=("r-3",),
        relies=frozenset(
            f"d-{n}"
            for n in (201, 202, 204, 205, 206, 208, 209, 210, 211, 212, 213, 214, "pantry", "wc-staff")
        ),
    ),
    "mall-two-levels": Facts(unknown=("parent",)),
    "museum": Facts(unwarned=(("F1", "front"),)),
    "office-face-gate": Facts(faces=(("F1", 25.0),)),
    "office-glass-room": Facts(
        sees=(
            Sees("O1", "mothers", 2.9),
            Sees("O2", "mothers", 1.3),
            Sees("O1", "rest", 12.0),
            Sees("O2", "wc-w", 0.8, "d-lobby d-wc-w"),
        ),
        relies=frozenset({"g-prayer", "d-prayer"}),
    ),
    "proposal/rev-a": Facts(sees=(Sees("P1", "wc-w", 6.3), Sees("P2", "first-aid", 0.12, "d-first-aid"))),
    "proposal/rev-b": Facts(
        sees=(
            Sees("P1", "wc-w", 1.4),
            Sees("P2", "first-aid", 7.5, "d-first-aid"),
            Sees("P3", "wc-w", 2.0),
            Sees("P3", "first-aid", 0.3, "d-first-aid"),
        ),
        relies=frozenset({"d-wc-m", "d-parent"}),
    ),
    "residence-gate": Facts(gates=("lane-1", "lane-2")),
    "restaurant": Facts(
        sees=(
            Sees("D1", "peony", 2.0, "d-peony"),
            Sees("D2", "peony", 0.4, "d-peony"),
            Sees("D2", "orchid", 0.3, "d-orchid"),
            Sees("D2", "bamboo", 0.5, "d-bamboo"),
        ),
        relies=frozenset({"d-plum", "d-wc-m"}),
    ),
    "school": Facts(sees=(Sees("B1", "wc-b", 1.5),), relies=frozenset({"d-chg-b", "d-chg-g"})),
    "station-hall": Facts(sees=(Sees("H1", "wc-m", 1.6),), relies=frozenset({"d-baby"})),
    "swimming-bath": Facts(
        sees=(Sees("B1", "showers-w", 6.3), Sees("B5", "baby", 10.0)),
        relies=frozenset({"d-sauna", "d-first-aid", "B3", "B4"}),
    ),
}


@cache
def run_of(site: str) -> Run:
    """The audit of one site, by its name from the top of the project as in the kept report."""
    file = f"floorplans/{site}/site.yaml"
    data = (FLOORPLANS / site / "site.yaml").read_bytes()
    (found,) = audit_paths([Input(file, data)], Question(as_of=AS_OF))
    assert isinstance(found, Report), found
    return Run(reports=(found,), as_of=AS_OF)


def report_of(site: str) -> Report:
    return run_of(site).reports[0]


def names(finding: Finding, kind: str) -> list[str]:
    return [ref.id for ref in finding.about if ref.kind == kind]


# --- what must be found


def test_every_site_has_its_facts() -> None:
    assert sorted(FACTS) == SITES


@pytest.mark.parametrize("site", SITES)
def test_who_sees_what(site: str) -> None:
    found = [
        f for f in report_of(site).findings if f.rule == "view-into-room" and f.evidence.area is not None
    ]
    wanted = {(s.camera, s.room): s for s in FACTS[site].sees}
    assert {(names(f, "camera")[0], names(f, "room")[0]) for f in found} == set(wanted)
    for finding in found:
        sees = wanted[names(finding, "camera")[0], names(finding, "room")[0]]
        doors = {ref.id for condition in finding.on for ref in condition.openings}
        assert doors == set(sees.doors.split()), finding.id
        assert finding.outcome == ("conditional" if sees.doors else "fail"), finding.id
        assert finding.evidence.area == pytest.approx(sees.area, abs=ROUNDED, rel=0.03), finding.id


@pytest.mark.parametrize("site", SITES)
def test_who_hangs_where_no_camera_may(site: str) -> None:
    found = [f for f in report_of(site).findings if f.rule == "camera-in-room"]
    assert sorted((names(f, "camera")[0], names(f, "room")[0]) for f in found) == sorted(FACTS[site].inside)


@pytest.mark.parametrize("site", SITES)
def test_which_gates_know_nothing_but_faces(site: str) -> None:
    found = [f for f in report_of(site).findings if f.rule == "alternative-offered" and f.outcome == "fail"]
    assert sorted(door for f in found for door in names(f, "opening")) == sorted(FACTS[site].gates)


@pytest.mark.parametrize("site", SITES)
def test_who_reads_faces_beyond_the_marked_area(site: str) -> None:
    found = [f for f in report_of(site).findings if f.rule == "face-zone-contained" and f.outcome == "fail"]
    beyond = {names(f, "camera")[0]: f.evidence.figures["outside"] for f in found}
    assert beyond == {c: pytest.approx(area, rel=0.03) for c, area in FACTS[site].faces}


@pytest.mark.parametrize("site", [s for s in SITES if FACTS[s].unwarned is not None])
def test_who_sees_people_unwarned(site: str) -> None:
    """On the sites that teach something about signs, which say so in their facts."""
    found = [f for f in report_of(site).findings if f.rule.startswith("sign-")]
    told = sorted((names(f, "camera")[0], f.evidence.figures["enter-by"]) for f in found)
    assert told == sorted(FACTS[site].unwarned or ())


@pytest.mark.parametrize("sign", ["S1", "S2"])
def test_one_of_the_two_signs_of_the_shop_does_not_do(sign: str) -> None:
    text = (FLOORPLANS / "corner-shop" / "site.yaml").read_text(encoding="utf-8")
    fewer = "\n".join(line for line in text.splitlines() if f"id: {sign}," not in line)
    (found,) = audit_paths([Input("shop.yaml", fewer.encode())], Question(as_of=AS_OF))
    assert isinstance(found, Report)
    (finding,) = [f for f in found.findings if f.rule == "sign-before-capture"]
    assert finding.outcome == "conditional"
    assert finding.evidence.figures["width"] == pytest.approx(0.9, abs=0.06)
    assert finding.evidence.figures["straight-warned"] == 100


@pytest.mark.parametrize("site", SITES)
def test_what_cannot_be_judged(site: str) -> None:
    found = [f for f in report_of(site).findings if f.outcome == "unknown"]
    assert sorted(room for f in found for room in names(f, "room")) == sorted(FACTS[site].unknown)


@pytest.mark.parametrize("site", SITES)
def test_what_looks_wrong_in_the_plan(site: str) -> None:
    found = [f for f in report_of(site).findings if f.rule == "plan-consistent"]
    assert len(found) == FACTS[site].doubts, [f.what for f in found]


@pytest.mark.parametrize("site", SITES)
def test_what_the_passes_rest_on(site: str) -> None:
    assert {reliance.about.id for reliance in report_of(site).reliances} == FACTS[site].relies


@pytest.mark.parametrize("site", SITES)
def test_the_verdict_of_the_catalogue(site: str) -> None:
    facts = FACTS[site]
    is_clear = not (
        facts.sees or facts.inside or facts.unknown or facts.gates or facts.faces or facts.unwarned
    )
    assert (run_of(site).exit == 0) == is_clear
    row = next(line for line in catalogue().splitlines() if f"]({site}/plan.svg)" in line)
    assert ("**clear**" in row) == is_clear


# --- what stands beside each plan


@pytest.mark.parametrize("site", SITES)
def test_kept_report(site: str) -> None:
    view = View(width=100, full=True)
    check_kept(FLOORPLANS / site / "report.txt", REPORTERS["terminal"].render(run_of(site), view))


@pytest.mark.parametrize("site", SITES)
def test_kept_json(site: str) -> None:
    check_kept(FLOORPLANS / site / "report.json", REPORTERS["json"].render(run_of(site), View()))
    assert json.loads((FLOORPLANS / site / "report.json").read_bytes())["as_of"] == AS_OF.isoformat()


def picture_of(site: str) -> bytes:
    return draw_svg(report_of(site), None, "both", language="en")


@pytest.mark.parametrize("site", SITES)
def test_kept_picture(site: str) -> None:
    check_kept(FLOORPLANS / site / "plan.svg", {"plan.svg": picture_of(site)})


def test_the_picture_of_the_readme_is_that_of_the_hotel() -> None:
    check_kept(ROOT / "docs" / "pictures" / "hotel-floor.svg", {"plan.svg": picture_of("hotel-floor")})


def check_kept(kept: Path, rendered: dict[str, bytes]) -> None:
    (content,) = rendered.values()
    if UPDATE:
        kept.write_bytes(content)
    assert kept.read_bytes().decode() == content.decode(), "read the difference; OFFCAMERA_UPDATE=1 keeps it"


# --- the catalogue


def catalogue() -> str:
    return (FLOORPLANS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("site", SITES)
def test_every_site_is_in_the_catalogue_and_has_a_note(site: str) -> None:
    folder, _, _ = site.partition("/")
    assert f"]({site}/plan.svg)" in catalogue()
    assert f"]({folder}/NOTE.md)" in catalogue()
    lessons = re.findall(r"\*\*[^*]+\*\*", (FLOORPLANS / folder / "NOTE.md").read_text(encoding="utf-8"))
    assert len(lessons) == 1, "a note teaches one thing"


def verdict_of(name: str) -> str:
    """What the kept report says at its head, as the catalogue puts it."""
    report = " ".join((FLOORPLANS / name / "report.txt").read_text(encoding="utf-8").split())
    found = re.search(r"(NOT )?CLEAR: (?:nothing was found|\d+ errors? \(([^)]*)\))", report)
    assert found, name
    return f"not clear: {found[2]}" if found[1] else "**clear**"


@pytest.mark.parametrize("name", SITES)
def test_the_catalogue_gives_the_verdict_of_the_report(name: str) -> None:
    page = (FLOORPLANS / "README.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith("| [") and f"({name}/plan.svg)" in line)
    assert row.split("|")[3].strip() == verdict_of(name)
