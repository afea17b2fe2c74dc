"""Packs: what ships, what a user may write, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

from offcamera.audit import audit_plan
from offcamera.errors import Misused, Refused
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import Run
from offcamera.formats import read_plan
from offcamera.formats.native import site
from offcamera.labels import USES, is_private
from offcamera.report import REPORTERS
from offcamera.report.view import View
from offcamera.rules import pack
from offcamera.rules.pack import (
    HOUSE,
    RULE_IDS,
    choose_packs,
    load_pack,
    pack_names,
    pack_schema,
    read_pack,
)
from offcamera.rules.pack_text import Venue
from offcamera.source import read_source

DAY = date(2026, 11, 23)
SMALL = """
pack: mine
title: My own rules
status: guidance
clauses:
  - id: mine-1
    rule: camera-in-room
    says: No camera in the toilets.
    with: {uses: [toilet]}
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_pack(text.encode(), "mine.yaml")
    return [f"{f.at} {f.says}" for f in caught.value.faults]


def clause_of(name: str, pack: str) -> Clause:
    return next(c for c in load_pack(pack).clauses if c.id == name)


@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_pack_is_read_and_named_as_its_file(name: str) -> None:
    pack = load_pack(name)
    assert pack.id == name
    assert pack.clauses


@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_clause_speaks_both_languages_and_advises(name: str) -> None:
    for clause in load_pack(name).clauses:
        assert set(clause.says) == {"en", "zh"}, clause.id
        assert set(clause.advice) == {"en", "zh"}, clause.id


@pytest.mark.parametrize("name", [n for n in pack_names() if n != HOUSE])
def test_every_clause_of_a_law_cites_its_source_and_says_how_it_was_read(name: str) -> None:
    for clause in load_pack(name).clauses:
        assert clause.source, clause.id
        assert clause.verified, clause.id
        assert clause.clause, clause.id


@pytest.mark.parametrize("name", pack_names())
def test_what_is_known_from_memory_only_weighs_no_more_than_a_note(name: str) -> None:
    for clause in load_pack(name).clauses:
        if clause.verified == "recalled":
            assert set(clause.severity.values()) == {Severity.NOTE}, clause.id


@pytest.mark.parametrize("name", pack_names())
def test_shipped_packs_obey_their_own_schema(name: str) -> None:
    file = Path(__file__).parents[2] / "cli" / "offcamera" / "rules" / "packs" / f"{name}.yaml"
    jsonschema.Draft7Validator(pack_schema()).validate(read_source(file.read_bytes(), file.name).value)


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    validator = jsonschema.Draft7Validator(pack_schema())
    good = read_source(SMALL.encode(), "mine.yaml").value
    assert validator.is_valid(good)
    bad = read_source(SMALL.replace("camera-in-room", "camera-in-rooms").encode(), "mine.yaml").value
    assert not validator.is_valid(bad)


def test_the_house_pack_covers_every_private_use() -> None:
    private = {use for use in USES if is_private(use)}
    asked = {c.rule: c.parameters.get("uses") for c in load_pack(HOUSE).clauses}
    assert set(asked) == {"camera-in-room", "view-into-room", "room-use-known", "plan-consistent"}
    for rule in ("camera-in-room", "view-into-room"):
        uses = asked[rule]
        assert isinstance(uses, list)
        assert set(uses) == private


def test_the_draft_covers_every_private_use_once_for_each_rule() -> None:
    private = sorted(use for use in USES if is_private(use))
    for rule in ("camera-in-room", "view-into-room"):
        named: list[str] = []
        for clause in load_pack("cn-2023-draft").clauses:
            uses = clause.parameters.get("uses", [])
            assert isinstance(uses, list)
            named += uses if clause.rule == rule else []
        assert sorted(named) == private


def test_the_draft_keeps_a_row_for_every_article_that_makes_a_demand() -> None:
    articles = {c.clause.partition(",")[0] for c in load_pack("cn-2023-draft").clauses}
    wanted = {"4", "5", "6", "7", "8", "9", "10", "14", "15", "16"}
    assert articles == {f"Article {n}" for n in wanted} | {"Articles 11 to 13"}


def test_the_draft_calls_a_view_from_outside_our_reading() -> None:
    assert clause_of("cn-2023-6", "cn-2023-draft").reading == "literal"
    assert clause_of("cn-2023-6-view", "cn-2023-draft").reading == "inferred"
    assert clause_of("cn-2023-6-other", "cn-2023-draft").severity[Outcome.FAIL] is Severity.WARNING


DATED = SMALL.replace("    rule:", "    in_force: 2026-10-01\n    until: 2027-01-01\n    rule:", 1)


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_clause_with_days_of_its_own_is_asked_while_it_holds(day: date, asked: bool) -> None:
    plan = read_plan("a.yaml", b"{offcamera: 1, site: S, levels: [{id: G}]}")
    pack = read_pack(DATED.encode(), "mine.yaml")
    name = pack.clauses[0].id
    report = audit_plan(plan, [load_pack(HOUSE), pack], as_of=day)
    assert (name in {tally.clause for tally in report.tallies}) is asked
    assert report.not_in_force == (() if asked else (name,))
    (told,) = REPORTERS["terminal"].render(Run(reports=(report,), as_of=day), View()).values()
    assert (f"Not in force on {day}: {name}" in told.decode()) is not asked


def test_a_clause_ends_after_it_begins() -> None:
    with pytest.raises(Refused) as refused:
        read_pack(DATED.replace("2027-01-01", "2026-10-01").encode(), "mine.yaml")
    (fault,) = refused.value.faults
    assert fault.says == "it ends on or before the day on which it begins"
    assert DATED.splitlines()[fault.line - 1].strip() == "until: 2027-01-01"


def test_connecticut_asks_for_notices_where_one_is_watched_from_october_2026() -> None:
    dated = {c.id: c.in_force for c in load_pack("us-ct").clauses if c.in_force}
    assert dated == dict.fromkeys(("us-ct-31-48d", "us-ct-31-48d-locations"), date(2026, 10, 1))


def test_the_draft_is_told_to_be_superseded() -> None:
    pack = load_pack("cn-2023-draft")
    assert (pack.status, pack.in_force, pack.family) == ("superseded", None, "cn")
    assert "2025" in pack.by


def test_a_text_in_one_language_and_a_clause_without_severity() -> None:
    clause = read_pack(SMALL.encode(), "mine.yaml").clauses[0]
    assert clause.says == {"en": "No camera in the toilets."}
    assert set(clause.severity) == {Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN}
    assert set(clause.severity.values()) == {Severity.ERROR}


def test_one_severity_counts_for_every_outcome_that_is_no_pass() -> None:
    clause = read_pack((SMALL + "    severity: note\n").encode(), "mine.yaml").clauses[0]
    assert set(clause.severity.values()) == {Severity.NOTE}


def test_an_outcome_whose_severity_is_not_said_weighs_as_an_error() -> None:
    clause = read_pack((SMALL + "    severity: {conditional: warning}\n").encode(), "mine.yaml").clauses[0]
    assert clause.severity[Outcome.CONDITIONAL] is Severity.WARNING
    assert clause.severity[Outcome.UNKNOWN] is Severity.ERROR


def test_a_rule_that_weighs_its_facts_itself_is_left_to_it_unless_the_clause_weighs() -> None:
    text = SMALL.replace("camera-in-room", "plan-consistent").replace("    with: {uses: [toilet]}\n", "")
    assert read_pack(text.encode(), "mine.yaml").clauses[0].severity == {}
    weighed = read_pack((text + "    severity: note\n").encode(), "mine.yaml").clauses[0]
    assert weighed.severity[Outcome.FAIL] is Severity.NOTE


def test_every_fault_is_told_at_once_with_line_and_column() -> None:
    found = faults_of("""pack: My Pack
titel: x
status: drafts
in_force: soon
clauses:
  - id: a
    clause: 6
    rule: view-in-room
    says: {zh: 好}
    severity: {fail: errors}
  - id: a
    rule: camera-in-room
    because: later
    says: x
    applies: {venue: [hotels], device: face}
    with: {uses: [toilets, bath], mask: x}
  - id: c
    rule: none
    says: x
  - id: d
    rule: view-into-room
    says: x
    with: {uses: toilet, masks: all, least_area: -1}
""")
    assert found == [
        "mine.yaml:1:1 the key title is missing",
        "mine.yaml:1:7 pack: a name is small letters, digits and hyphens",
        "mine.yaml:2:1 no such key: titel",
        "mine.yaml:3:9 no such word: drafts",
        "mine.yaml:4:11 in_force: this is no date",
        "mine.yaml:7:13 clause: this should be a text",
        "mine.yaml:8:11 no such rule: view-in-room",
        "mine.yaml:9:11 the key en is missing",
        "mine.yaml:10:22 no such word: errors",
        "mine.yaml:11:9 the clause a is there twice",
        "mine.yaml:13:5 only a clause with rule: none says because",
        "mine.yaml:15:23 no such word: hotels",
        "mine.yaml:15:40 no such word: face",
        "mine.yaml:16:19 no such use: toilets",
        "mine.yaml:16:35 no such parameter: mask",
        "mine.yaml:18:11 rule: none needs a reason",
        "mine.yaml:23:18 uses should be a list",
        "mine.yaml:23:33 no such word: all",
        "mine.yaml:23:50 least_area should be a figure of at least 0",
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "pack", "pack: x", "a: [", "clauses: 3", "clauses: [3, {id: [x]}]"]
)
def test_what_is_no_pack_at_all_is_refused_and_never_crashes(text: str) -> None:
    assert faults_of(text)


def test_a_rule_that_asks_about_rooms_must_say_which() -> None:
    text = SMALL.replace("    with: {uses: [toilet]}\n", "")
    assert faults_of(text) == ["mine.yaml:6:5 the rule needs to know which rooms"]


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    with pytest.raises(Refused) as caught:
        read_pack(SMALL.replace("camera-in-room", "camera-in-rom").encode(), "mine.yaml")
    assert [f.help for f in caught.value.faults] == ["did you mean camera-in-room?"]


def test_an_unknown_pack_is_told_with_the_nearest() -> None:
    with pytest.raises(Misused) as caught:
        choose_packs(["cn-2023-drift"], DAY)
    assert caught.value.faults[0].help == "did you mean cn-2023-draft?"


def test_the_house_pack_always_runs_first_and_no_pack_runs_twice() -> None:
    chosen = choose_packs(["cn-2023-draft", HOUSE, "cn-2023-draft"], DAY)
    assert [pack.id for pack in chosen] == [HOUSE, "cn-2023-draft"]


def test_a_family_of_which_nothing_is_in_force_is_told() -> None:
    with pytest.raises(Misused, match="cn"):
        choose_packs(["cn"], date(2021, 10, 31))


def in_force(name: str, since: date | None, until: date | None) -> Pack:
    return Pack(id=name, title={"en": name}, family="xx", in_force=since, until=until)


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        (date(2024, 12, 31), ["xx-old"]),
        (date(2025, 1, 1), ["xx-old", "xx-both"]),
        (date(2025, 5, 31), ["xx-old", "xx-both"]),
        (date(2025, 6, 1), ["xx-both", "xx-new"]),
    ],
)
def test_a_family_stands_for_its_packs_in_force_on_that_day(
    monkeypatch: pytest.MonkeyPatch, day: date, chosen: list[str]
) -> None:
    packs = {
        HOUSE: load_pack(HOUSE),
        "xx-draft": in_force("xx-draft", None, None),
        "xx-old": in_force("xx-old", date(2020, 1, 1), date(2025, 6, 1)),
        "xx-both": in_force("xx-both", date(2025, 1, 1), None),
        "xx-new": in_force("xx-new", date(2025, 6, 1), None),
    }
    monkeypatch.setattr(pack, "pack_names", lambda: tuple(packs))
    monkeypatch.setattr(pack, "load_pack", packs.__getitem__)
    assert [p.id for p in choose_packs(["xx"], day)] == [HOUSE, *chosen]
    assert [p.id for p in choose_packs(["xx-draft"], day)] == [HOUSE, "xx-draft"]


def test_a_pack_of_the_users_own_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(SMALL, encoding="utf-8")
    assert [p.id for p in choose_packs([str(file)], DAY, allow_files=True)] == [HOUSE, "mine"]
    with pytest.raises(Misused):
        choose_packs([str(file)], DAY)


def test_rules_that_packs_may_name_and_venues_that_plans_may_name() -> None:
    assert len(set(RULE_IDS)) == len(RULE_IDS)
    assert get_args(Venue) == get_args(site.Venue)
