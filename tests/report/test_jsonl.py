"""Lines of JSON: each the whole report of one plan."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema

from offcamera.findings.report import NotAudited, Run
from offcamera.report.jsonl import render, render_line
from offcamera.report.schema import report_schema
from offcamera.report.view import View
from report import hotel


def test_a_line_a_plan_each_a_report_of_its_own():
    report = hotel.report()
    other = replace(report, plan=replace(report.plan, site="Other\nHouse"))
    run = Run(reports=(report, other), not_audited=(NotAudited("a.yaml", "gone"),), skipped=3)
    lines = render(run, View()).decode().splitlines()
    read = [json.loads(line) for line in lines]
    assert [len(line["sites"]) for line in read] == [1, 1, 0]
    assert [line["exit"] for line in read] == [1, 1, 2]
    assert read[1]["sites"][0]["site"] == "Other\nHouse"
    schema = report_schema()
    for line in read:
        jsonschema.validators.validator_for(schema)(schema).validate(line)


def test_marks_stand_beside_the_report():
    line = render_line(hotel.report(), Run(reports=()), "en", {"content": "abc"})
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line)["content"] == "abc"
