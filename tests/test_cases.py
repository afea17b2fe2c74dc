"""The cases: small plans, one fact each, in tests/cases/<rule>.yaml; every finding is expected."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from offcamera.audit import Terms, audit_plan
from offcamera.findings.clause import Pack
from offcamera.findings.finding import Finding
from offcamera.findings.report import Report
from offcamera.formats import read_plan
from offcamera.rules.pack import load_pack, read_pack
from offcamera.source import read_source

FOLDER = Path(__file__).parent / "cases"
#: Rules that the shipped packs ask, and those that a clause of the case itself asks.
PACKED = ("camera-in-room", "view-into-room", "room-use-known", "plan-consistent")
ASKED = (
    "camera-declares",
    "purpose-allowed",
    "retention-within",
    "capture-proportionate",
    "face-zone-contained",
    "alternative-offered",
    "declared-view-true",
)
RULES = (*PACKED, *ASKED)
PACKS = ("private-rooms", "cn-2023-draft")
#: The clause that a case asks.
CLAUSE = "case"
AS_OF = date(2026, 11, 23)
#: The tricky cases of the design that these rules can show.
SHOWN = {1, 2, 4, 5, 7, 8, 10, 11, 12, 14, 17, 20, 22, 23, 24, 27, 28, 30, 31, 35, 36, 37, 38, 40}


@dataclass(frozen=True)
class Case:
    """A plan in plain values, and what a rule must find in it.

    ``asks`` is the clause that asks it, for rules that the packs of every case leave alone; ``looked_at``
    counts what that clause looked at; ``of`` is the tricky case of the design that the plan shows.
    """

    rule: str
    name: str
    plan: Mapping[str, Any]
    expect: list[Mapping[str, Any]]
    relies: list[str] | None
    of: int | None
    asks: Mapping[str, Any] | None
    looked_at: int | None

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for file in sorted(FOLDER.glob("*.yaml")) for case in cases_in(file))


def cases_in(file: Path) -> list[Case]:
    rows: Any = read_source(file.read_bytes(), file.name).value
    return [
        Case(
            file.stem,
            row["name"],
            row["plan"],
            [] if row["expect"] == {"clear": True} else row["expect"],
            row.get("relies"),
            row.get("of"),
            row.get("asks"),
            row.get("looked_at"),
        )
        for row in rows
    ]


def audit(plan: Mapping[str, Any], packs: Sequence[Pack] = ()) -> Report:
    """The whole way: native reader, then audit; by the packs of every case unless others are given."""
    read = read_plan("case.json", json.dumps(plan, default=str).encode())
    terms = Terms(select=RULES, captures=False)
    return audit_plan(read, packs or [load_pack(name) for name in PACKS], as_of=AS_OF, terms=terms)


def packs_of(case: Case) -> tuple[Pack, ...]:
    """The packs that are put to a case: its own clause in place of the law's, where it has one."""
    if case.asks is None:
        return tuple(load_pack(name) for name in PACKS)
    clause = {"id": CLAUSE, "rule": case.rule, "says": "A case.", **case.asks}
    text = {"pack": CLAUSE, "title": "A case", "status": "draft", "clauses": [clause]}
    return load_pack("private-rooms"), read_pack(json.dumps(text).encode(), "case-pack.json")


def is_of(case: Case, finding: Finding) -> bool:
    """Is it what the case is about: told by its rule, or found by its own clause?"""
    if case.asks is None:
        return finding.rule == case.rule
    return any(touch.clause == CLAUSE for touch in finding.touches)


def told(finding: Finding, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What a finding says of the keys that are expected of it."""
    says: dict[str, Any] = {
        "id": finding.id,
        "outcome": finding.outcome.value,
        "on": [[ref.id for ref in c.openings] for c in finding.on],
        "because": finding.because and finding.because.code,
        "what": finding.what,
        "severity": finding.severity.value,
        "clauses": {t.clause: t.outcome.value for t in finding.touches},
    }
    return {key: says[key] for key in ("id", "outcome", *(k for k in wanted if k not in ("id", "outcome")))}


@pytest.mark.parametrize("case", cases(), ids=str)
def test_case(case: Case) -> None:
    report = audit(case.plan, packs_of(case))
    found = {f.id: f for f in report.findings if is_of(case, f)}
    wanted = {row["id"]: dict(row) for row in case.expect}
    assert {id_: told(f, wanted.get(id_, {})) for id_, f in found.items()} == wanted
    if case.relies is not None:
        assert sorted({f"{r.what} {r.about.id}" for r in report.reliances}) == sorted(case.relies)
    if case.looked_at is not None:
        assert sum(t.looked_at for t in report.tallies if t.clause == CLAUSE) == case.looked_at


def test_every_rule_has_cases_that_come_out_either_way() -> None:
    for rule in RULES:
        mine = [case for case in cases() if case.rule == rule]
        assert any(case.expect for case in mine), rule
        assert any(not case.expect for case in mine), rule


def test_a_conditional_says_on_what_and_an_unknown_why() -> None:
    for case in cases():
        for row in case.expect:
            assert row["outcome"] != "conditional" or row["on"], str(case)
            assert row["outcome"] != "unknown" or row["because"], str(case)


def test_the_names_differ_and_every_decided_case_has_one() -> None:
    names = [str(case) for case in cases()]
    assert len(names) == len(set(names))
    assert {case.of for case in cases()} - {None} == SHOWN
    assert all(case.of for case in cases() if case.rule in PACKED)


def test_what_is_clear_was_looked_at_or_is_said_not_to_be() -> None:
    """A clear case of a clause of its own counts what it looked at, so that it cannot pass for nothing."""
    asked = [case for case in cases() if case.asks is not None]
    assert {case.rule for case in asked} == set(ASKED)
    of_a_venue = {"a clause on hotels is not put to an office"}
    assert {c.name for c in asked if not c.expect and c.looked_at is None} == of_a_venue
