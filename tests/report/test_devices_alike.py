"""What is found alike of several cameras, signs or doors is told once, with all their names."""

from __future__ import annotations

import re
from datetime import date

import pytest

from offcamera.audit import audit_plan
from offcamera.findings.report import Report
from offcamera.formats import read_plan
from offcamera.report.alike import group_alike
from offcamera.report.names import name_things
from offcamera.report.telling import say_finding, say_to_do
from offcamera.report.words import load_words
from offcamera.rules.pack import load_pack, read_pack

PLAN = """
offcamera: 1
site: Hall
declares: {%s}
levels:
  - id: G
    rooms:
      - {id: hall, label: Hall, rect: {at: [0, 0], size: [9, 6]}}
    openings:
      - {id: d1, kind: door, line: [[0, 2], [0, 3]], access_control: [face]}
      - {id: d2, kind: door, line: [[9, 2], [9, 3]], access_control: [face]}
    cameras:
      - {id: C1, at: [4, 5.9], height: 2.4, heading: 180, tilt: 30, fov: [40, 30]%s}
      - {id: C2, at: [6, 5.9], height: 2.4, heading: 180, tilt: 30, fov: [40, 30]%s}
    signs:
      - {id: S1, at: [0, 1], height: 1.5, facing: 270, content: {purpose: theft}, languages: [en]}
      - {id: S2, at: [9, 1], height: 1.5, facing: 90, content: {purpose: theft}, languages: [en]}
"""
PAIRS = [
    ("camera-declares", "fields: [consent]", "", "", "C1 and C2"),
    ("camera-declares", "fields: [purpose]", "", "", "C1 and C2"),
    ("camera-declares", "fields: {consent: [separate]}", "consent: none", "", "C1 and C2"),
    ("purpose-allowed", "", "", "", "C1 and C2"),
    ("purpose-allowed", "", "", ", purpose: [safety]", "C1 and C2"),
    ("purpose-allowed", "purposes: [theft]", "", ", purpose: [fun]", "C1 and C2"),
    ("retention-within", "most: 30", "", "", "C1 and C2"),
    ("retention-within", "most: 30", "retention_days: 90", "", "C1 and C2"),
    ("retention-within", "least: 30", "retention_days: 9", "", "C1 and C2"),
    ("retention-within", "most: 30", "retention_days: a while", "", "C1 and C2"),
    ("capture-proportionate", "", "", "", "C1 and C2"),
    ("sign-content", "fields: [operator, hours]", "", "", "S1 and S2"),
    ("sign-content", "languages: [zh]", "", "", "S1 and S2"),
    ("alternative-offered", "", "", "", "d1 and d2"),
]


def audit(rule: str, given: str, declares: str = "", camera: str = "", other: str | None = None) -> Report:
    row = f"  - {{id: a, rule: {rule}, says: Text., with: {{{given}}}}}"
    pack = read_pack(f"pack: p\ntitle: T\nstatus: draft\nclauses:\n{row}\n".encode(), "p.yaml")
    text = PLAN % (declares, camera, camera if other is None else other)
    return audit_plan(
        read_plan("a.yaml", text.encode()), [load_pack("private-rooms"), pack], as_of=date(2026, 11, 24)
    )


def told(report: Report, rule: str, language: str) -> list[str]:
    """Each group of findings of a rule, told with its step."""
    words = load_words(language)
    names = name_things(report.plan, words)
    groups = group_alike([f for f in report.findings if f.rule == rule], names)
    return [f"{say_finding(group, names)} {say_to_do(group, report.clauses, names)}" for group in groups]


@pytest.mark.parametrize(("rule", "given", "declares", "camera", "names"), PAIRS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_alike_are_one_line(
    rule: str, given: str, declares: str, camera: str, names: str, language: str
) -> None:
    (line,) = told(audit(rule, given, declares, camera), rule, language)
    assert (names if language == "en" else names.replace(" and ", " 和 ")) in line
    assert "<" not in line
    assert "{" not in line


def test_two_that_differ_are_two_lines() -> None:
    report = audit("retention-within", "most: 30", camera=", declares: {retention_days: 40}", other="")
    assert len(told(report, "retention-within", "en")) == 2


def test_signs_that_tell_together_are_told_as_those_of_the_site() -> None:
    (fields,) = told(audit("sign-content", "fields: [operator], together: true"), "sign-content", "en")
    assert fields.startswith("No sign of the site states: who operates it.")
    (spoken,) = told(audit("sign-content", "languages: [zh], together: true"), "sign-content", "en")
    assert spoken == (
        "No sign of the site is there in the languages asked: zh. "
        "Add the language to a sign, and to its languages in the plan."
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("given", "days"), [("most: 3", ["3"]), ("least: 90", ["90"]), ("least: 30, most: 60", ["30", "60"])]
)
@pytest.mark.parametrize("declared", ["", "retention_days: a while"])
def test_an_example_of_days_obeys_the_clause(
    declared: str, given: str, days: list[str], language: str
) -> None:
    (line,) = told(audit("retention-within", given, declared), "retention-within", language)
    assert re.findall(r"retention_days: (\d+)", line) == days
