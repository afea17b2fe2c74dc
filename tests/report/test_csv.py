"""The work list: one row a finding, nothing that a spreadsheet would run, nothing that is lost."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from offcamera.errors import Fault
from offcamera.findings.report import NotAudited, Run
from offcamera.report.csv import ID_HEADING, guard_cell, render
from offcamera.report.view import View
from report import hotel


def rows(run: Run, language: str = "en") -> list[dict[str, str]]:
    text = render(run, View(language=language)).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_one_row_a_finding_the_worst_first():
    report = hotel.report()
    found = rows(Run(reports=(report,)))
    assert sorted(row[ID_HEADING] for row in found) == sorted(f.id for f in report.findings)
    assert found[0]["outcome"] == "fail"


def test_what_a_row_tells():
    report = hotel.report()
    row = next(r for r in rows(Run(reports=(report,))) if r["outcome"] == "conditional")
    finding = next(f for f in report.findings if f.id == row[ID_HEADING])
    assert row["site"] == report.plan.site
    assert row["level"] == "2"
    assert row["camera"] == finding.about[0].id
    assert float(row["area seen (m²)"]) == finding.evidence.area
    assert float(row["share of the room (%)"]) >= 100 * (finding.evidence.share or 0)
    assert row["clauses"].split(", ") == [t.clause for t in finding.touches]
    assert row["what is wrong"].endswith(".")
    assert row["to do"]
    assert (row["file"], row["line"]) == (finding.place.file, str(finding.place.line))


def test_a_plan_that_was_not_audited_is_in_the_list_with_every_fault():
    faults = (Fault("first", "a.yaml", 3, 1, help="do this"), Fault("second", "a.yaml", 9))
    run = Run(reports=(), not_audited=(NotAudited("a.yaml", "first", faults), NotAudited("b.yaml", "gone")))
    found = rows(run)
    assert [(r["what is wrong"], r["file"], r["line"]) for r in found] == [
        ("first", "a.yaml", "3"),
        ("second", "a.yaml", "9"),
        ("gone", "b.yaml", ""),
    ]
    assert {r["outcome"] for r in found} == {"not audited"}
    assert found[0]["to do"] == "do this"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "＠x"])
def test_no_cell_is_a_formula(text):
    assert guard_cell(text).startswith("'")
    report = hotel.report()
    plan = replace(report.plan, site=text)
    found = rows(Run(reports=(replace(report, plan=plan),)))
    assert {row["site"][0] for row in found} == {"'"}


@pytest.mark.parametrize("text", ["plain", "a=1", "207", "a, b", '"quoted"', ""])
def test_other_text_stays_as_it_is(text):
    assert guard_cell(text) == text


def test_text_of_a_plan_stays_in_its_cell():
    report = hotel.report()
    site = 'a"b,c\nd\x1b[31m'
    found = rows(Run(reports=(replace(report, plan=replace(report.plan, site=site)),)))
    assert len(found) == len(report.findings)
    assert {row["site"] for row in found} == {'a"b,c d\\x1b[31m'}


def test_chinese_headings_and_the_same_id():
    (row, *_) = rows(Run(reports=(hotel.report(),)), "zh")
    assert "场所" in row
    assert row[ID_HEADING]
