"""The table of clauses for the person who signs: all of them, counted once, waivers apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from offcamera.audit import Terms, audit_plan
from offcamera.findings.by_clause import Answered, tabulate
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome
from offcamera.findings.pins import figures_of
from offcamera.findings.placing import list_spots
from offcamera.findings.report import Report, Run
from offcamera.findings.waiving import waive
from offcamera.formats import read_plan
from offcamera.model.waiver import Waiver
from offcamera.report import markdown
from offcamera.report.terminal import render
from offcamera.report.view import View
from offcamera.rules.pack import choose_packs

AS_OF = date(2026, 11, 23)
HOTEL = Path(__file__).parents[2] / "floorplans" / "hotel-floor" / "site.yaml"


@pytest.fixture(scope="module")
def report() -> Report:
    packs = choose_packs(["cn-2023-draft"], AS_OF)
    return audit_plan(read_plan(HOTEL), packs, as_of=AS_OF, terms=Terms(captures=False))


def waiver_of(finding: Finding, report: Report) -> Waiver:
    return Waiver(
        finding=finding.id,
        reason="accepted",
        approved_by="A",
        until=date(2027, 1, 1),
        approved=figures_of(finding, list_spots(report.plan)),
    )


def answered(report: Report) -> Mapping[str, Answered]:
    return {one.clause.id: one for table in tabulate(report) for one in table.answered}


def test_every_clause_stands_in_one_place(report: Report) -> None:
    for table in tabulate(report):
        told = [one.clause.id for one in table.answered] + [c.id for c in table.manual]
        told += [c.id for clauses in table.not_asked.values() for c in clauses]
        assert sorted(told) == sorted(c.id for c in table.pack.clauses)


def test_a_clause_that_does_not_hold_yet_stands_among_those_not_asked() -> None:
    day = date(2026, 9, 30)
    early = audit_plan(read_plan(HOTEL), choose_packs(["us-ct"], day), as_of=day, terms=Terms(captures=False))
    (table,) = (t for t in tabulate(early) if t.pack.id == "us-ct")
    assert [c.id for c in table.not_asked["not-in-force"]] == ["us-ct-31-48d", "us-ct-31-48d-locations"]
    test_every_clause_stands_in_one_place(early)
    text = render(Run(reports=(early,)), View(width=120, by_clause=True)).decode()
    assert "Not in force on that day: " in text


def test_the_answers_add_up_to_what_was_looked_at(report: Report) -> None:
    waived = waive(report, [waiver_of(f, report) for f in report.findings[::2]])
    assert waived.waived
    for each in (report, waived):
        for one in answered(each).values():
            assert sum(one.tally.outcomes.values()) + one.waived == one.tally.looked_at
            assert all(n >= 0 for n in one.tally.outcomes.values())


def test_a_room_is_waived_once_nothing_open_is_left_about_it(report: Report) -> None:
    """Room 207 is seen by three cameras: it is waived with the last of them, not with the first."""
    about = [f for f in report.findings if f.rule == "view-into-room" and f.about[-1].id == "207"]
    assert len(about) == 3
    before = answered(report)["cn-2023-6-view"]
    for n, waived in ((1, 0), (2, 0), (3, 1)):
        now = answered(waive(report, [waiver_of(f, report) for f in about[:n]]))["cn-2023-6-view"]
        assert now.waived == waived
        assert now.tally.outcomes[Outcome.CONDITIONAL] == before.tally.outcomes[Outcome.CONDITIONAL] - waived


def test_what_is_waived_is_a_column_on_the_screen(report: Report) -> None:
    def heads(each: Report) -> list[str]:
        text = render(Run(reports=(each,)), View(width=120, by_clause=True)).decode()
        return next(line for line in text.splitlines() if line.startswith("clause  ")).split()

    assert "waived" not in heads(report)
    assert heads(waive(report, [waiver_of(report.findings[0], report)]))[-1] == "waived"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(report: Report, width: int) -> None:
    text = render(Run(reports=(report,)), View(width=width, by_clause=True)).decode()
    told = text.split("By clause:", 1)[1].split("\nClear:")[0].splitlines()
    assert max(map(len, told)) <= width
    assert all(any(name in line for line in told) for name in ("camera-in-room", "7-1-sign", "[ ]"))


def test_clauses_left_out_are_told(report: Report) -> None:
    plan = report.plan
    some = audit_plan(plan, report.packs, as_of=AS_OF, terms=Terms(ignore=("cn-2023-6",), captures=False))
    (law,) = [t for t in tabulate(some) if t.pack.id == "cn-2023-draft"]
    assert [c.id for c in law.not_asked["left-out"]] == ["cn-2023-6"]
    text = render(Run(reports=(replace(some, findings=()),)), View(by_clause=True)).decode()
    assert "Left out by --select or --ignore: Article 6 of cn-2023-draft" in text


def test_markdown_has_a_row_or_a_box_for_every_clause(report: Report) -> None:
    run = Run(reports=(report,))
    text = markdown.render(run, View(by_clause=True)).decode()
    for clause in report.clauses.values():
        row = f"| {clause.id} | {clause.rule} |"
        assert row in text if clause.rule else f"- [ ] {markdown.escape(clause.clause)}" in text
    assert "By clause" not in markdown.render(run, View()).decode()
