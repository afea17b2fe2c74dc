"""How many private rooms there are, and how each stands: one with a camera inside is counted too."""

from __future__ import annotations

from datetime import date

import pytest

from offcamera.audit import audit_plan
from offcamera.findings.outcome import Outcome
from offcamera.findings.report import Report
from offcamera.formats import read_plan
from offcamera.rules.pack import load_pack

PLAN = """
offcamera: 1
site: Two rooms
levels:
  - id: G
    rooms:
      - {id: hall, label: Corridor, rect: {at: [0, 0], size: [9, 3]}}
      - {id: wc, label: %s, rect: {at: [0, 3], size: [4, 3]}}
    openings:
      - {id: d, kind: door, line: [[1, 3], [2, 3]], self_closing: true}
      - {id: front, kind: door, line: [[9, 1], [9, 2]]}
    cameras: [{id: C, at: %s, height: 2.4, heading: 90, tilt: 30, fov: [40, 30]}]
"""


def audit(label: str, at: str) -> Report:
    plan = read_plan("a.yaml", (PLAN % (label, at)).encode())
    return audit_plan(plan, [load_pack("private-rooms")], as_of=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("at", "outcome"), [("[2, 5]", Outcome.FAIL), ("[6, 1.5]", Outcome.PASS)], ids=["inside", "outside"]
)
def test_a_private_room_is_counted_wherever_the_camera_hangs(at: str, outcome: Outcome) -> None:
    assert audit("Toilet", at).private_rooms == {outcome: 1}


def test_a_camera_in_a_room_that_is_not_private_makes_it_none() -> None:
    assert not audit("Store", "[2, 5]").private_rooms
