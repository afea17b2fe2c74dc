"""The line "through …": what shutting the doors does, in the words of each rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offcamera.findings.evidence import Condition, Evidence
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity
from offcamera.model.place import Ref
from offcamera.report.names import name_things
from offcamera.report.seen import tell_through
from offcamera.report.words import load_words
from report import hotel

DOOR = Ref("opening", "2", "d-207")


def finding(rule: str) -> Finding:
    return Finding(
        id=f"{rule}/x",
        rule=rule,
        outcome=Outcome.CONDITIONAL,
        severity=Severity.ERROR,
        about=(),
        touches=(),
        evidence=Evidence(through=(DOOR,)),
        on=(Condition((DOOR,)),),
    )


def through(rule: str, language: str, many: int = 1) -> str:
    names = name_things(hotel.clear_report().plan, load_words(language))
    return tell_through([replace(finding(rule), id=str(n)) for n in range(many)], names)


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        ("view-into-room", "with it shut nothing is seen", "关闭后即拍不到"),
        ("sign-legible", "with it shut nothing is covered", "关闭后即不会被遮挡"),
        (
            "capture-proportionate",
            "with it shut no more is captured than is let by",
            "关闭后即不超出允许的范围",
        ),
        ("some-other-rule", "with it shut this is not so", "关闭后即无此问题"),
    ],
)
def test_what_shutting_a_door_does_is_said_by_rule(rule: str, en: str, zh: str, many: int) -> None:
    assert through(rule, "en", many).endswith(f"; {en}")
    assert through(rule, "zh", many).endswith(zh)
