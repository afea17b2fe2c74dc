"""Figures that a sentence leaves out are told in words, or not at all: never by their name in the code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity
from offcamera.model.place import Ref
from offcamera.model.plan import Plan
from offcamera.report.names import name_things
from offcamera.report.telling import tell_findings
from offcamera.report.view import View
from offcamera.report.words import load_words

WALK = Finding(
    id="sign-before-capture/G.C1",
    rule="sign-before-capture",
    outcome=Outcome.FAIL,
    severity=Severity.ERROR,
    about=(Ref("camera", "G", "C1"),),
    touches=(),
    evidence=Evidence(figures={"enter-by": "front", "wider-than": 4.0, "length": 0, "walk-level": "G"}),
)


def figures(finding: Finding, language: str = "en", **view: bool) -> str:
    names = name_things(Plan(site="S", file="p"), load_words(language))
    lines = dict(tell_findings([finding], {}, names, View(**view)).lines)
    return lines.get(names.words.say("line.figures"), "")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_are_told_in_words_or_left_out(language: str) -> None:
    odd = replace(WALK, evidence=Evidence(figures={**WALK.evidence.figures, "some-code": 3, "done": "left"}))
    told = figures(odd, language, verbose=True)
    assert ("on level G" if language == "en" else "在楼层 G") in told
    for raw in ("some-code", "done", "walk-level", "wider-than", "length"):
        assert raw not in told
    assert "0" not in told


def test_a_door_on_no_wall_tells_how_far_the_next_one_is() -> None:
    doubt = replace(
        WALK,
        rule="plan-consistent",
        what="door-on-no-wall",
        evidence=Evidence(figures={"done": "left out", "distance": 3.17}),
    )
    names = name_things(Plan(site="S", file="p"), load_words())
    assert "the nearest is 3.17 m away" in tell_findings([doubt], {}, names, View()).says
    assert figures(doubt) == ""
