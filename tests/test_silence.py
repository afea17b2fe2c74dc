"""The law in one test: take any one key out of any case; no outcome gets better (design 3).

Of each plan every key at every depth is taken out, one at a time. Then each fact of the whole plan stands
with an outcome at least as bad, or the plan is refused. A fact is a camera and a private room, whichever
rule tells it, a room whose use is not known, or what any other rule finds of a camera or a door. What a plan
contradicts itself in is no such fact, nor is a view drawn where no lens can see: a contradiction goes away
with either of its two statements.

OFFCAMERA_ALL_KEYS=1 takes every key out of the example sites too; else some of them.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from offcamera.errors import Refused
from offcamera.findings.clause import Pack
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome
from offcamera.findings.report import Report
from offcamera.model.camera import Camera
from offcamera.rules.pack import load_pack, read_pack
from offcamera.source import read_source
from test_cases import ASKED, PACKS, audit, cases, packs_of

FLOORPLANS = Path(__file__).parents[1] / "floorplans"
SITES = sorted(f.parent.relative_to(FLOORPLANS).as_posix() for f in FLOORPLANS.rglob("site.yaml"))
#: One key in so many is taken out of an example site.
EVERY = 1 if os.environ.get("OFFCAMERA_ALL_KEYS") else 8

KeyPath = tuple[str | int, ...]
#: Rules that tell one fact between them: a camera and a room, or a room alone.
OF_ROOMS = ("camera-in-room", "view-into-room", "room-use-known")
OF_VIEWS = ("rule", "", "declared-view-true")
#: The parameters with which an example site is asked what no law asks of it.
ASKED_WITH = {
    "camera-declares": "{fields: [necessity]}",
    "purpose-allowed": "{purposes: [public-safety]}",
    "retention-within": "{most: 30}",
}
#: Things by kind, level and id; of a rule that is not about rooms, its name before them.
Fact = tuple[tuple[str, str, str], ...]
Facts = Mapping[Fact, Outcome]


@dataclass(frozen=True)
class Taken:
    """What became of a fact when a key was taken out, and the report that then was made."""

    fact: Fact
    outcome: Outcome
    facts: Facts
    report: Report


def always(taken: Taken) -> bool:
    return True


def use_is_asked_for(taken: Taken) -> bool:
    """The room is not cleared: its use is asked for, or it is still found."""
    return taken.outcome is not Outcome.PASS or (taken.fact[-1],) in taken.facts


def scale_is_doubted(taken: Taken) -> bool:
    return any(f.rule == "plan-consistent" for f in taken.report.findings)


def is_unknown(taken: Taken) -> bool:
    return taken.outcome is Outcome.UNKNOWN


def is_asked_whether_faces(taken: Taken) -> bool:
    """What is no longer told of the camera is asked of it."""
    asked = any(f.what == "face-recognition-unsaid" for f in taken.report.findings)
    return taken.outcome is not Outcome.PASS or asked


def door_is_asked_about(taken: Taken) -> bool:
    """Only where no camera of the plan may recognise faces is nothing asked of a door."""
    return is_unknown(taken) or all(c.facial_recognition is False for c in cameras_of(taken))


def view_stands_alone(taken: Taken) -> bool:
    """Nothing is left to hold a drawn view against, and that is told."""
    return is_unknown(taken) and OF_VIEWS in taken.fact


def lens_is_known(taken: Taken) -> bool:
    """What the lens sees is told all the same; only what was drawn has gone."""
    return OF_VIEWS in taken.fact or all(
        c.heading is not None and c.optics.horizontal is not None for c in cameras_of(taken)
    )


def is_a_residence(taken: Taken) -> bool:
    return taken.report.plan.venue == "residence"


def is_said_elsewhere(taken: Taken) -> bool:
    """The site or the model says it for the camera."""
    return all(c.declares for c in cameras_of(taken))


def cameras_of(taken: Taken) -> list[Camera]:
    return [camera for level in taken.report.plan.levels for camera in level.cameras]


@dataclass(frozen=True)
class Exemption:
    """Why the silence of a key may make an outcome better, and what must hold all the same."""

    reason: str
    holds: Callable[[Taken], bool] = always


_THINGS = "the things themselves are gone, not a figure of them"
#: By the list that a thing stands in, and its key. Everything else may only make matters worse.
EXEMPT: dict[tuple[str, str], Exemption] = {
    ("levels", "rooms"): Exemption(_THINGS),
    ("levels", "cameras"): Exemption(_THINGS),
    ("levels", "openings"): Exemption(f"{_THINGS}; a room left without a door is closed on paper only"),
    ("rooms", "label"): Exemption("what nobody can name is asked for, not judged", use_is_asked_for),
    ("plan", "labels"): Exemption("so is what the site's own words named", use_is_asked_for),
    ("labels", "*"): Exemption("the same, of one word", use_is_asked_for),
    ("rooms", "use"): Exemption("it says what the label means: without it the label decides"),
    ("rooms", "open"): Exemption("there is a wall along a shared edge unless open says that there is none"),
    ("rooms", "outdoor"): Exemption("a room has walls unless it says that it is outdoors"),
    ("rooms", "floor"): Exemption("a floor lies at the level's floor unless it says otherwise (case 35)"),
    ("rooms", "open_to"): Exemption("rooms of other levels are apart unless open_to or links join them"),
    ("plan", "links"): Exemption("the same"),
    ("openings", "glazing"): Exemption("a leaf is opaque unless it is said to be of clear glass"),
    ("openings", "pane"): Exemption("a leaf has a pane where it says so (case 10)"),
    ("openings", "head"): Exemption("a door or window is 2.1 m high unless it says otherwise"),
    ("openings", "sill"): Exemption("a window has a sill of 0.9 m unless it says otherwise"),
    ("walls", "glazing"): Exemption("a wall is opaque unless it is said to be of glass"),
    ("walls", "height"): Exemption("a wall reaches the ceiling unless it says otherwise"),
    ("walls", "base"): Exemption("a wall stands on the floor unless it says otherwise"),
    ("obstacles", "height"): Exemption("an obstacle reaches the ceiling unless it says otherwise"),
    ("obstacles", "base"): Exemption("an obstacle stands on the floor unless it says otherwise"),
    ("cameras", "facial_recognition"): Exemption("the camera is asked (case 40)", is_asked_whether_faces),
    ("cameras", "model"): Exemption("the same: its model said that it does", is_asked_whether_faces),
    ("cameras", "covers"): Exemption("what a camera needs is asked for (case 38)", is_unknown),
    ("levels", "zones"): Exemption("so is where it may collect faces", is_unknown),
    ("cameras", "view"): Exemption("a lens counts alone; what is drawn besides only adds", lens_is_known),
    ("cameras", "fov"): Exemption("without a lens a drawn view stands alone (case 27)", view_stands_alone),
    ("cameras", "heads"): Exemption("the same, of a camera with several", view_stands_alone),
    ("cameras", "declares"): Exemption("what a camera leaves unsaid, the site says", is_said_elsewhere),
    ("declares", "*"): Exemption("the same, of one field", is_said_elsewhere),
    ("cameras", "access"): Exemption("a camera's own word only widens what is public (case 28)"),
    ("rooms", "access"): Exemption("rooms of a residence are private unless said (case 28)", is_a_residence),
    ("openings", "access_control"): Exemption("a door has a reader where it says so", door_is_asked_about),
    ("plan", "units"): Exemption("every length of the plan is another one", scale_is_doubted),
}


# --- taking keys out --------------------------------------------------------------------------------------


def keys_of(value: object, at: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every key, at every depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key)
            yield from keys_of(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from keys_of(inner, (*at, index))


def without(plan: Mapping[str, Any], path: KeyPath) -> dict[str, Any]:
    out = copy.deepcopy(dict(plan))
    holder: Any = out
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return out


def name_of(path: KeyPath) -> tuple[str, str]:
    """The list that a thing stands in, and the key."""
    kinds = [step for step in path[:-1] if isinstance(step, str)]
    kind = kinds[-1] if kinds else "plan"
    if len(kinds) > 1 and kinds[0] == "models":  # what a model says, a camera says
        kind = "cameras"
    return kind, "*" if kind in ("labels", "declares") else str(path[-1])


def fact_of(finding: Finding) -> Fact:
    things = sorted((r.kind, r.level, r.id) for r in finding.about)
    rule = () if finding.rule in OF_ROOMS else (("rule", "", finding.rule),)
    return (*rule, *things)


def facts_of(report: Report) -> dict[Fact, Outcome]:
    """Each fact with its worst outcome."""
    found: dict[Fact, Outcome] = {}
    for finding in report.findings:
        if finding.rule != "plan-consistent" and finding.what != "impossible":
            fact = fact_of(finding)
            found[fact] = min(found.get(fact, Outcome.PASS), finding.outcome, key=lambda o: o.rank)
    return found


def betters(
    plan: Mapping[str, Any], before: Facts, path: KeyPath, packs: Sequence[Pack] = ()
) -> Iterator[str]:
    """What gets better when a key is taken out, as far as no exemption lets it by."""
    try:
        report = audit(without(plan, path), packs)
    except Refused:
        return
    after = facts_of(report)
    where = "/".join(map(str, path))
    if path[-1] == "id":
        yield from _worse_ranks(before, after, where)
        return
    exemption = EXEMPT.get(name_of(path))
    for fact, outcome in before.items():
        now = after.get(fact, Outcome.PASS)
        if now.rank > outcome.rank:
            if exemption is not None and exemption.holds(Taken(fact, now, after, report)):
                continue
            yield f"without {where}: {fact} is {now}, was {outcome}"


def _worse_ranks(before: Facts, after: Facts, where: str) -> Iterator[str]:
    """A thing without an id gets another name (case 29): outcomes are held against each other by number."""
    ranks, now = (sorted(o.rank for o in facts.values()) for facts in (before, after))
    if len(now) < len(ranks) or any(b > a for a, b in zip(ranks, now, strict=False)):
        yield f"without {where}: {len(ranks)} facts were told, now {len(now)}"


# --- the law ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases(), ids=str)
def test_no_key_taken_out_of_a_case_makes_it_better(case: Any) -> None:
    packs = packs_of(case)
    before = facts_of(audit(case.plan, packs))
    found = [line for path in keys_of(case.plan) for line in betters(case.plan, before, path, packs)]
    assert found == []


@cache
def site(name: str) -> Mapping[str, Any]:
    file = FLOORPLANS / name / "site.yaml"
    plan: Any = read_source(file.read_bytes(), file.name).value
    return dict(plan)


@cache
def asked_of_sites() -> tuple[Pack, ...]:
    """The packs of every case, and one clause for each rule that only a clause of its own asks of a case."""
    rows = [
        f"  - {{id: asked-{rule}, rule: {rule}, says: Asked., with: {ASKED_WITH.get(rule, '{}')}}}"
        for rule in ASKED
    ]
    text = "\n".join(["pack: asked", "title: Asked", "status: draft", "clauses:", *rows])
    return (*(load_pack(name) for name in PACKS), read_pack(text.encode(), "asked.yaml"))


@pytest.mark.parametrize("name", SITES)
def test_no_key_taken_out_of_a_site_makes_it_better(name: str) -> None:
    plan, packs = site(name), asked_of_sites()
    before = facts_of(audit(plan, packs))
    paths = list(keys_of(plan))[SITES.index(name) % EVERY :: EVERY]
    assert [line for path in paths for line in betters(plan, before, path, packs)] == []


# --- that the test can fail -------------------------------------------------------------------------------


def test_every_exemption_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each exemption but that for units is needed by some case; what no case needs is no exemption."""
    allowed = set(EXEMPT)
    for name in allowed:
        monkeypatch.delitem(EXEMPT, name)
    needed: set[tuple[str, str]] = set()
    for case in cases():
        packs = packs_of(case)
        before = facts_of(audit(case.plan, packs))
        for path in keys_of(case.plan):
            name = name_of(path)
            if name in allowed - needed and any(betters(case.plan, before, path, packs)):
                needed.add(name)
    assert needed == allowed - {("plan", "units")}


def test_keys_are_taken_out_at_every_depth() -> None:
    plan = {"a": 1, "levels": [{"rooms": [{"id": "x", "rect": {"at": [0, 0], "size": [1, 1]}}]}]}
    assert ("levels", 0, "rooms", 0, "rect", "size") in list(keys_of(plan))
    assert without(plan, ("levels", 0, "rooms", 0, "id"))["levels"][0]["rooms"] == [
        {"rect": {"at": [0, 0], "size": [1, 1]}}
    ]
    assert plan["levels"] == [{"rooms": [{"id": "x", "rect": {"at": [0, 0], "size": [1, 1]}}]}]


def test_a_stated_range_is_seen_through() -> None:
    """A fact that does get better is told: the longer way round, by putting a range in."""
    case = next(c for c in cases() if c.name == "without a range walls alone end a view")
    ranged = copy.deepcopy(dict(case.plan))
    before = facts_of(audit(case.plan))
    ranged["levels"][0]["cameras"][0]["range"] = 15
    assert list(betters({**ranged, "x": 0}, before, ("x",))) != []
