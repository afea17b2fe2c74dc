"""Marked zones: a PIN pad seen always, through an open door, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from offcamera.audit import audit_plan
from offcamera.findings.outcome import Outcome
from offcamera.formats.native import read_native
from offcamera.rules import RULES
from offcamera.rules.pack import load_pack
from offcamera.rules.rule import params_of
from offcamera.rules.sighting import Site
from offcamera.sight.scene import Scene

PLAN = """
offcamera: 1
site: Shop
venue: retail
levels:
  - id: G
    rooms:
      - {{id: shop, label: Shop, rect: {{at: [0, 0], size: [8, 6]}}}}
      - {{id: store, label: Store, rect: {{at: [8, 0], size: [4, 6]}}}}
    openings:
      - {{id: front, kind: door, line: [[3, 0], [4, 0]], entrance: true}}
      - {{id: d, kind: door, line: [[8, 2.5], [8, 3.5]]{door}}}
    zones:
      - {{id: pin, kind: {kind}, polygon: {polygon}}}
    cameras:
      - {{id: C1, at: [0.4, 3], height: 2.6, heading: 90, tilt: 15, fov: [60, 40], resolution: [1920, 1080]}}
"""
IN_SHOP = "[[6, 2.5], [7, 2.5], [7, 3.5], [6, 3.5]]"
IN_STORE = "[[9, 2.8], [10, 2.8], [10, 3.2], [9, 3.2]]"
BEHIND = "[[0, 5.5], [0.3, 5.5], [0.3, 5.9], [0, 5.9]]"


def site_of(polygon: str, door: str = "", kind: str = "pin-pad") -> Site:
    plan = read_native(PLAN.format(polygon=polygon, door=door, kind=kind).encode(), "shop.yaml")
    return Site(plan, Scene(plan))


@pytest.mark.parametrize(
    ("polygon", "door", "outcome"),
    [
        (IN_SHOP, "", Outcome.FAIL),
        (IN_STORE, "", Outcome.CONDITIONAL),
        (IN_STORE, ", glazing: clear", Outcome.FAIL),
        (IN_STORE, ", self_closing: true", Outcome.PASS),
        (BEHIND, "", Outcome.PASS),
    ],
)
def test_a_zone_is_seen_always_or_through_a_door(polygon: str, door: str, outcome: Outcome) -> None:
    rule = RULES["view-into-zone"]
    (answer,) = rule.check(site_of(polygon, door), params_of(rule, {}))
    assert answer.outcome is outcome
    if outcome is Outcome.CONDITIONAL:
        assert [[ref.id for ref in c.openings] for c in answer.on] == [["d"]]


def test_other_kinds_of_zone_are_left_alone() -> None:
    rule = RULES["view-into-zone"]
    assert list(rule.check(site_of(IN_SHOP, kind="target"), params_of(rule, {}))) == []


def test_a_neighbour_is_asked_by_the_guidelines() -> None:
    plan = site_of(IN_SHOP, kind="neighbour").plan
    report = audit_plan(plan, [load_pack("private-rooms"), load_pack("eu-edpb")], as_of=date(2026, 11, 24))
    assert "view-into-zone/G.C1/G.pin" in {f.id for f in report.findings}
