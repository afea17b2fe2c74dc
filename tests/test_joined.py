"""One fact that several clauses find: what is told asks for all that they ask, not for the first alone."""

from __future__ import annotations

from datetime import date

import pytest

from offcamera.audit import audit_plan
from offcamera.findings.finding import Finding
from offcamera.formats import read_plan
from offcamera.rules.pack import load_pack, read_pack

PLAN = """
offcamera: 1
site: Hall
declares: {retention_days: %s, consent: none}
levels:
  - id: G
    rooms:
      - {id: hall, label: Hall, rect: {at: [0, 0], size: [9, 6]}}
    openings:
      - {id: d, kind: door, line: [[0, 2], [0, 3]]}
    cameras: [{id: C, at: [4, 5.9], height: 2.4, heading: 180, tilt: 30, fov: [40, 30]}]
    signs: [{id: S, at: [0, 1], height: 1.5, facing: 270, content: {purpose: theft}, languages: [en]}]
"""


def found(rule: str, *asked: str, days: str = "400") -> Finding:
    """The one finding of several clauses, each of which asks a rule with parameters of its own."""
    rows = [f"  - {{id: c{n}, rule: {rule}, says: Text., with: {{{w}}}}}" for n, w in enumerate(asked)]
    text = "\n".join(["pack: p", "title: T", "status: draft", "clauses:", *rows])
    plan = read_plan("a.yaml", (PLAN % days).encode())
    packs = [load_pack("private-rooms"), read_pack(text.encode(), "p.yaml")]
    report = audit_plan(plan, packs, as_of=date(2026, 11, 24))
    (finding,) = (f for f in report.findings if f.rule == rule)
    assert len(finding.touches) == len(asked)
    return finding


@pytest.mark.parametrize("asked", [("most: 31", "most: 14"), ("most: 14", "most: 31")])
def test_the_shortest_of_the_longest_days_is_told(asked: tuple[str, str]) -> None:
    assert found("retention-within", *asked).evidence.figures["most"] == "14"


@pytest.mark.parametrize("asked", [("least: 30", "least: 120"), ("least: 120", "least: 30")])
def test_the_longest_of_the_shortest_days_is_told(asked: tuple[str, str]) -> None:
    assert found("retention-within", *asked, days="3").evidence.figures["least"] == "120"


def test_what_is_missing_for_any_is_told_once() -> None:
    finding = found(
        "sign-content", "fields: [operator, purpose]", "fields: [operator, hours], languages: [zh]"
    )
    assert finding.evidence.figures == {"missing": "operator, hours", "languages": "zh"}


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        ("[separate, exempt]", "[separate, written]", "separate"),
        ("[separate, exempt]", "[written]", "separate, exempt"),  # none that both allow: the first's
    ],
)
def test_the_values_that_all_allow_are_told(one: str, other: str, allowed: str) -> None:
    asked = (f"fields: {{consent: {values}}}" for values in (one, other))
    assert found("camera-declares", *asked).evidence.figures["allowed"] == allowed


def test_days_at_most_and_at_least_are_told_together_where_none_are_stated() -> None:
    figures = found("retention-within", "least: 30", "most: 90", days="''").evidence.figures
    assert (figures["least"], figures["most"]) == ("30", "90")
