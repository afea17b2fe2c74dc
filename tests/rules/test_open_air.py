"""What is told of the open air hangs on no sign."""

from __future__ import annotations

import pytest

from offcamera.findings.outcome import Outcome
from offcamera.formats.native import read_native
from offcamera.rules import RULES
from offcamera.rules.rule import params_of
from offcamera.rules.sighting import Site
from offcamera.sight.scene import Scene

PLAN = """
offcamera: 1
site: Shop
levels:
  - id: G
    rooms:
      - {id: shop, label: Shop, rect: {at: [0, 0], size: [8, 6]}}
    zones:
      - {id: steps, kind: target, polygon: [[-2, 2], [0, 2], [0, 4], [-2, 4]]}
    cameras:
      - {id: C1, at: [-0.1, 3], height: 2.6, heading: 270, tilt: 15, fov: [60, 40], covers: [steps],
         resolution: [99000, 9000], facial_recognition: true, view: [[-0.1, 3], [-2, 2], [-2, 4]]}
"""
SIGNS = {
    "beside the door": "[{id: S, at: [-0.5, -3], height: 1.5, facing: 270, size: A3}]",
    "far off": "[{id: S, at: [-300, 90], height: 1.5, facing: 270, size: A3}]",
}


def figures(text: str, rule: str) -> list[tuple[object, ...]]:
    plan = read_native(text.encode(), "shop.yaml")
    answers = RULES[rule].check(Site(plan, Scene(plan)), params_of(RULES[rule], {}))
    return [(a.outcome, a.what, a.evidence.area, dict(a.evidence.figures)) for a in answers]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("rule", ["capture-proportionate", "face-zone-contained", "declared-view-true"])
def test_a_sign_changes_no_square_metre(rule: str, sign: str) -> None:
    before = figures(PLAN, rule)
    assert before
    assert figures(PLAN + f"    signs: {SIGNS[sign]}\n", rule) == before


def test_a_view_over_the_street_is_still_told() -> None:
    ((_, _, _, told),) = figures(PLAN, "capture-proportionate")
    assert float(told["excess"]) > 1000


def test_a_zone_far_from_everything_drawn_is_seen_all_the_same() -> None:
    """The street beyond a garden lies 80 m off: the open air reaches beyond it."""
    street = "{id: street, kind: street, polygon: [[-90, -20], [-80, -20], [-80, 20], [-90, 20]]}"
    text = PLAN.replace("    cameras:", f"      - {street}\n    cameras:").replace("tilt: 15", "tilt: 0")
    plan = read_native(text.encode(), "shop.yaml")
    params = params_of(RULES["view-into-zone"], {"zones": ["street"]})
    (answer,) = RULES["view-into-zone"].check(Site(plan, Scene(plan)), params)
    assert answer.outcome is Outcome.FAIL
    assert answer.evidence.area == pytest.approx(400, abs=1)
