"""The law in one test: take any one key out of any case; no outcome gets better (design 3).

Of each plan every key at every depth is taken out, one at a time. Then each fact of the whole plan stands
with an outcome at least as bad, or the plan is refused. A fact is a camera and a private room, whichever
rule tells it, or a room whose use is not known. What a plan contradicts itself in is no such fact: a
contradiction goes away with either of its two statements.

OFFCAMERA_ALL_KEYS=1 takes every key out of the example sites too; else some of them.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from offcamera.errors import Refused
from offcamera.findings.outcome import Outcome
from offcamera.findings.report import Report
from offcamera.source import read_source
from test_cases import audit, cases

FLOORPLANS = Path(__file__).parents[1] / "floorplans"
SITES = sorted(f.parent.relative_to(FLOORPLANS).as_posix() for f in FLOORPLANS.rglob("site.yaml"))
#: One key in so many is taken out of an example site.
EVERY = 1 if os.environ.get("OFFCAMERA_ALL_KEYS") else 8

KeyPath = tuple[str | int, ...]
#: A camera and a room, or a room alone, by kind, level and id.
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
    return kind, "*" if kind == "labels" else str(path[-1])


def facts_of(report: Report) -> dict[Fact, Outcome]:
    """Each fact with its worst outcome."""
    found: dict[Fact, Outcome] = {}
    for finding in report.findings:
        if finding.rule != "plan-consistent":
            fact = tuple(sorted((r.kind, r.level, r.id) for r in finding.about))
            found[fact] = min(found.get(fact, Outcome.PASS), finding.outcome, key=lambda o: o.rank)
    return found


def betters(plan: Mapping[str, Any], before: Facts, path: KeyPath) -> Iterator[str]:
    """What gets better when a key is taken out, as far as no exemption lets it by."""
    try:
        report = audit(without(plan, path))
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
    before = facts_of(audit(case.plan))
    found = [line for path in keys_of(case.plan) for line in betters(case.plan, before, path)]
    assert found == []


@cache
def site(name: str) -> Mapping[str, Any]:
    file = FLOORPLANS / name / "site.yaml"
    plan: Any = read_source(file.read_bytes(), file.name).value
    return dict(plan)


@pytest.mark.parametrize("name", SITES)
def test_no_key_taken_out_of_a_site_makes_it_better(name: str) -> None:
    plan = site(name)
    before = facts_of(audit(plan))
    paths = list(keys_of(plan))[SITES.index(name) % EVERY :: EVERY]
    assert [line for path in paths for line in betters(plan, before, path)] == []


# --- that the test can fail -------------------------------------------------------------------------------


def test_every_exemption_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each exemption but that for units is needed by some case; what no case needs is no exemption."""
    allowed = set(EXEMPT)
    for name in allowed:
        monkeypatch.delitem(EXEMPT, name)
    needed: set[tuple[str, str]] = set()
    for case in cases():
        before = facts_of(audit(case.plan))
        for path in keys_of(case.plan):
            name = name_of(path)
            if name in allowed - needed and any(betters(case.plan, before, path)):
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
