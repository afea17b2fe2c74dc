"""Annotations of a workflow: escaped, few enough to be shown, and honest about the rest."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from offcamera.errors import Fault
from offcamera.findings.outcome import Severity
from offcamera.findings.report import NotAudited, Run
from offcamera.model.place import Place, Ref
from offcamera.report.github import MOST, render
from offcamera.report.view import View
from report import hotel

COMMAND = re.compile(r"^::(error|warning|notice)(?: ([^:]*))?::(.*)$")


def commands(run: Run) -> list[tuple[str, dict[str, str], str]]:
    """As the runner reads them: level, properties, message."""
    found = []
    for line in render(run, View()).decode().splitlines():
        match = COMMAND.match(line)
        assert match, line
        properties = dict(pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
        found.append((match[1], {k: decode(v) for k, v in properties.items()}, decode(match[3])))
    return found


def decode(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def many(counts: dict[Severity, int]) -> Run:
    report = hotel.report()
    first = report.findings[0]
    findings = [
        replace(
            first,
            severity=severity,
            id=f"{severity}-{n}",
            about=(Ref("camera", "2", f"C{n}"), *first.about[1:]),
        )
        for severity, count in counts.items()
        for n in range(count)
    ]
    return Run(reports=(replace(report, findings=tuple(findings)),))


def test_a_finding_points_at_its_line():
    report = hotel.report()
    finding = report.findings[0]
    level, properties, message = commands(Run(reports=(report,)))[0]
    assert level == "error"
    assert properties["file"] == finding.place.file
    assert properties["line"] == str(finding.place.line)
    assert report.plan.site in message
    assert len(message.splitlines()) == 2


def test_levels_are_those_of_github():
    levels = [
        level
        for level, *_ in commands(many(dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.NOTE), 1)))
    ]
    assert levels == ["error", "warning", "notice"]


def test_ten_of_each_are_all_shown():
    found = commands(many({Severity.ERROR: MOST, Severity.WARNING: MOST, Severity.NOTE: MOST}))
    assert len(found) == 3 * MOST
    assert "not shown" not in found[-1][2]


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        ({Severity.ERROR: 13}, "3 errors"),
        ({Severity.ERROR: 11, Severity.NOTE: 10}, "1 error and 1 note"),
        ({Severity.WARNING: 12, Severity.NOTE: 30}, "2 warnings and 21 notes"),
    ],
)
def test_what_is_cut_is_told_by_a_notice_that_is_shown_itself(counts, left):
    found = commands(many(counts))
    for level in ("error", "warning", "notice"):
        assert sum(name == level for name, *_ in found) <= MOST
    assert found[-1][0] == "notice"
    assert left in found[-1][2]
    assert len(found) - 1 + sum(map(int, re.findall(r"\d+", left))) == sum(counts.values())


def test_a_plan_that_was_not_audited_is_an_error():
    fault = Fault("no such key: levles", "a.yaml", 3, 2, help="did you mean levels?")
    run = Run(reports=(), not_audited=(NotAudited("a.yaml", "x", (fault,)), NotAudited("b.yaml", "gone")))
    first, second = commands(run)
    assert first[:2] == (
        "error",
        {"file": "a.yaml", "line": "3", "col": "2", "title": "offcamera not audited"},
    )
    assert "levles" in first[2]
    assert second[1]["file"] == "b.yaml"


def test_text_of_a_plan_starts_no_command():
    report = hotel.report()
    text = "x\n::error file=y::100%\r::set-output name=z::1"
    finding = replace(report.findings[0], place=Place("a:b,c%\n.yaml", 1))
    nasty = replace(report, plan=replace(report.plan, site=text), findings=(finding,))
    ((level, properties, message),) = commands(Run(reports=(nasty,)))
    assert (level, properties["file"]) == ("error", "a:b,c%\n.yaml")
    assert "::set-output" in message
    assert len(render(Run(reports=(nasty,)), View()).splitlines()) == 1
