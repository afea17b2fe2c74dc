"""OFFCAMERA_UPDATE=1 writes the golden report anew."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from offcamera.findings.evidence import Evidence
from offcamera.report import REPORTERS
from offcamera.report.schema import report_schema
from offcamera.report.view import View
from offcamera.version import __version__
from report import hotel

GOLDEN = Path(__file__).parent / "screens" / "hotel.json"


def render(run) -> bytes:
    return REPORTERS["json"].render(run, View())["report.json"]


def validate(run) -> dict:
    found = json.loads(render(run), parse_constant=pytest.fail)
    jsonschema.validate(found, report_schema(), cls=jsonschema.Draft202012Validator)
    return found


RUNS = [
    hotel.run,
    lambda: hotel.run(
        hotel.many_doors(), hotel.clear_report(), not_audited=(hotel.not_audited(),), skipped=2
    ),
    lambda: hotel.run(hotel.hostile(), accept=(hotel.IF,), fail_on=None),
    lambda: hotel.run(hotel.doubtful(), hotel.unknowns()),
    lambda: hotel.Run(reports=(), as_of=hotel.AS_OF),
    lambda: hotel.run(hotel.only_bans(), not_audited=(hotel.own_fault(),)),
    lambda: hotel.run(hotel.report(findings=hotel.unwarned()), interrupted=True),
]


@pytest.mark.parametrize("make", RUNS)
def test_report_keeps_its_schema(make):
    validate(make())


def test_schema_is_a_schema_and_refuses_what_is_none():
    jsonschema.Draft202012Validator.check_schema(report_schema())
    found = validate(hotel.run())
    for key in list(found):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({k: v for k, v in found.items() if k != key}, report_schema())
    found["sites"][0]["findings"][0]["outcome"] = "maybe"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, report_schema())


def test_report_is_byte_for_byte_what_it_was():
    text = render(hotel.run()).decode().replace(f'"version": "{__version__}"', '"version": "0"')
    if os.environ.get("OFFCAMERA_UPDATE"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_order_of_findings_does_not_show():
    report = hotel.many_doors()
    assert render(hotel.run(report)) == render(hotel.run(replace(report, findings=report.findings[::-1])))


def test_figures_are_rounded_and_never_nan():
    evidence = Evidence(
        area=1.23456, density=float("nan"), distance=float("inf"), nearest=(-0.00001, 2.00049)
    )
    finding = replace(
        hotel.in_room(), evidence=replace(evidence, density=None, figures={"odd": float("nan")})
    )
    found = validate(hotel.run(hotel.report(findings=(finding,))))["sites"][0]["findings"][0]["evidence"]
    assert found["area"] == 1.235
    assert found["nearest"] == [0.0, 2.0]
    assert str(found["nearest"][0]) == "0.0"
    assert found["distance"] is None
    assert found["figures"] == {"odd": None}


def test_both_editions_of_the_density_are_told():
    found = validate(hotel.run())["sites"][0]["findings"][0]["evidence"]
    assert found["bands"] == {"edition_2015": "identify", "edition_2025": "characterise"}


def test_exit_and_not_audited_are_told():
    found = validate(hotel.run(hotel.clear_report(), not_audited=(hotel.not_audited(),)))
    assert found["exit"] == 2
    assert [f["place"]["line"] for f in found["not_audited"][0]["faults"]] == [14, 22]
    assert found["sites"][0]["clear"] is True


def test_not_answered_has_its_reason():
    found = validate(hotel.run())["sites"][0]["not_answered"]
    assert found[0] == {"clause": "cn-2023-4", "because": "manual"}
    assert found[1] == {"clause": "cn-2023-5", "because": "later"}


def test_what_was_not_asked_is_told():
    found = validate(hotel.run(hotel.only_bans(), hotel.report(not_for=("cn-2023-6",), lowered=("a",))))
    first, second = found["sites"]
    assert first["left_out"] == ["house-in-room", "house-view", "house-use", "house-plan", "cn-2023-6-view"]
    assert (first["not_for"], first["lowered"]) == ([], [])
    assert (second["left_out"], second["not_for"], second["lowered"]) == ([], ["cn-2023-6"], ["a"])


def test_fault_of_our_own_is_marked():
    found = validate(hotel.run(not_audited=(hotel.own_fault(), hotel.not_audited())))
    assert [item["ours"] for item in found["not_audited"]] == [True, False]
    assert found["exit"] == 3


def test_walk_is_told():
    found = validate(hotel.run(hotel.report(findings=hotel.unwarned()), interrupted=True))
    assert found["sites"][0]["findings"][0]["evidence"]["walk"] == [[34, 7], [32, 6.7], [20, 6.7]]
    assert found["interrupted"] is True
    assert found["exit"] == 130


def test_sentences_are_told_in_chinese_and_codes_are_not():
    report = json.loads(REPORTERS["json"].render(hotel.run(), View(language="zh"))["report.json"])
    jsonschema.validate(report, report_schema(), cls=jsonschema.Draft202012Validator)
    finding = report["sites"][0]["findings"][0]
    assert finding["says"] == "摄像机 C4 安装在更衣室 chg-2（“Staff changing”）内。"
    assert (finding["outcome"], finding["rule"]) == ("fail", "camera-in-room")
