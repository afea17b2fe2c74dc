"""Proposals for signs: each is proved by asking the plan with it again, and none is one too many."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from offcamera.formats import read_plan
from offcamera.model.plan import Plan
from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.proof import holds
from offcamera.sight.scene import Scene
from offcamera.suggest_signs import Proposal, suggest_signs
from sight.random_signs import random_signs

#: A mall with a way in on every side and two to the south; cameras stand back from the doors.
MALL = """
offcamera: 1
site: Five Gates
venue: retail
levels:
  - id: G
    rooms:
      - {id: hall, label: Mall, rect: {at: [0, 0], size: [60, 30]}}
      - {id: store, label: Storage, access: staff, rect: {at: [20, 30], size: [10, 6]}}
    openings:
      - {id: south-1, kind: door, line: [[10, 0], [13, 0]], entrance: true}
      - {id: south-2, kind: door, line: [[45, 0], [48, 0]], entrance: true}
      - {id: west, kind: door, line: [[0, 12], [0, 15]], entrance: true}
      - {id: east, kind: door, line: [[60, 12], [60, 15]], entrance: true}
      - {id: north, kind: door, line: [[40, 30], [43, 30]], entrance: true}
    cameras:
      - {id: M1, at: [30, 29.8], height: 3.5, heading: 180, tilt: 30, fov: [90, 60], range: 14}
SIGNS
"""


def read(text: str) -> Plan:
    return read_plan("mall.yaml", text.replace("SIGNS", "").encode())


ON_ENTERING = Params()


@cache
def proposed(params: Params = ON_ENTERING) -> Proposal:
    """What is proposed for the mall."""
    return suggest_signs(read(MALL), params)


def is_warned(plan: Plan, params: Params) -> bool:
    """The claim, asked of a plan from the beginning."""
    site = Site(plan, Scene(plan))
    walks = site.walks.walks(params.reading, params.walkers)
    cameras = [(level.level.id, camera.id) for level, camera in site.cameras()]
    return holds(walks, cameras, before=params.notice == "before")


def without(plan: Plan, sign: str) -> Plan:
    level = plan.levels[0]
    left = tuple(s for s in level.signs if s.id != sign)
    return replace(plan, levels=(replace(level, signs=left), *plan.levels[1:]))


@pytest.mark.parametrize("params", [Params(), Params(notice="before"), Params(read="pictogram", factor=40)])
def test_mall_with_five_entrances(params: Params) -> None:
    plan = read(MALL)
    assert not is_warned(plan, params)
    proposal = proposed(params)
    assert proposal.proved
    assert is_warned(proposal.plan, params)
    for _, sign in proposal.new:
        assert not is_warned(without(proposal.plan, sign.id), params), f"{sign.id} is one too many"


def test_nothing_is_proposed_where_the_claim_holds() -> None:
    done = proposed().plan
    again = suggest_signs(done, Params())
    assert again.proved
    assert not again.new
    assert not again.moved


def test_an_idle_sign_that_is_big_enough_is_moved() -> None:
    idle = "    signs: [{id: S1, at: [25, 35.9], height: 1.6, facing: 180, size: A1, text_height: 0.1}]"
    proposal = suggest_signs(read_plan("mall.yaml", MALL.replace("SIGNS", idle).encode()), Params())
    assert proposal.proved
    assert [sign.id for _, sign in proposal.moved] == ["S1"]
    assert len(proposal.new) + 1 == len(proposed().new)


def test_a_plan_without_a_way_in_is_not_proved() -> None:
    plan = read(MALL.replace("entrance: true", "entrance: false"))
    proposal = suggest_signs(plan, Params())
    assert not proposal.proved
    assert proposal.verdict.answer == "no-way-in"


def test_no_camera_needs_no_sign() -> None:
    text = MALL[: MALL.index("    cameras:")]
    proposal = suggest_signs(read(text), Params())
    assert proposal.proved
    assert not proposal.new


def test_a_camera_that_watches_where_the_walk_starts_is_named() -> None:
    """No sign is met before one is in view when one begins in view: the camera is to be turned."""
    door = "{id: south-1, kind: door, line: [[10, 0], [13, 0]], entrance: true}"
    camera = "- {id: P1, at: [11.5, -0.1], height: 3.5, heading: 180, tilt: 20, fov: [90, 60], range: 30}"
    plan = read(MALL.replace("SIGNS", "").rstrip() + f"\n      {camera}\n")
    assert door in MALL
    proposal = suggest_signs(plan, Params(notice="before"))
    assert not proposal.proved
    assert not proposal.new
    assert proposal.obstacle is not None
    assert ("G", "P1") in proposal.obstacle.cameras
    assert proposal.obstacle.after < 0.05
    assert proposal.obstacle.outdoors


def test_the_limit_of_the_search_is_told() -> None:
    """One sign does not do on a mall with five entrances: more are needed."""
    proposal = suggest_signs(read(MALL), Params(), most=1)
    assert not proposal.proved
    assert proposal.obstacle is not None
    assert proposal.obstacle.stopped == "signs"
    assert proposal.obstacle.too_few
    assert len(proposed().new) > 1


@pytest.mark.parametrize("seed", [53, 66])
def test_what_is_proved_by_the_search_is_proved_of_the_plan_too(seed: int) -> None:
    """Cracks in what is read once made a proposal fail by a patch of a few square centimetres."""
    proposal = suggest_signs(random_signs(seed), Params(notice="before"))
    assert proposal.proved or proposal.obstacle is not None
