"""Many plans: the order is kept, and one bad plan never stops the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offcamera import batch
from offcamera.batch import OWN_FAULT, Input, Question, Result, audit_paths
from offcamera.errors import Exit, Misused
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.model.plan import Plan
from offcamera.rules.pack import RULE_IDS

QUESTION = Question(as_of=date(2026, 11, 23))
PLAN = b"""
offcamera: 1
site: %s
venue: office
levels:
  - id: G
    rooms: [{id: hall, label: Corridor, rect: {at: [0, 0], size: [5, 4]}}]
"""


def plan_named(name: str) -> Input:
    return Input(f"{name}.yaml", PLAN % name.encode())


def names(results: list[Result]) -> list[str]:
    return [r.plan.site if isinstance(r, Report) else r.file for r in results]


def run_of(results: list[Result]) -> Run:
    return Run(
        reports=tuple(r for r in results if isinstance(r, Report)),
        not_audited=tuple(r for r in results if isinstance(r, NotAudited)),
    )


def test_the_order_of_the_inputs_is_kept() -> None:
    inputs = [plan_named("b"), NotAudited("x.yaml", "told before"), plan_named("a")]
    assert names(list(audit_paths(inputs, QUESTION))) == ["b", "x.yaml", "a"]


def test_results_come_one_by_one() -> None:
    def endless() -> object:
        while True:
            yield plan_named("a")

    results = audit_paths(endless(), QUESTION)  # type: ignore[arg-type]  # an iterator is all it needs
    assert isinstance(next(results), Report)


def test_a_plan_that_is_refused_is_told_with_every_fault_and_the_rest_goes_on() -> None:
    bad = Input("bad.yaml", b"offcamera: 1\nsite: A\nlevles: []\nnorht: 3\n")
    results = list(audit_paths([plan_named("a"), bad, plan_named("b")], QUESTION))
    assert names(results) == ["a", "bad.yaml", "b"]
    refused = results[1]
    assert isinstance(refused, NotAudited)
    assert len(refused.faults) >= 2
    assert all(f.file == "bad.yaml" and f.line for f in refused.faults)
    assert run_of(results).exit is Exit.NOT_AUDITED


def test_a_missing_file_is_not_audited(tmp_path: Path) -> None:
    (result,) = audit_paths([Input(str(tmp_path / "gone.yaml"))], QUESTION)
    assert isinstance(result, NotAudited)
    assert result.because == "there is no such file"


def test_a_law_that_the_plan_names_and_nobody_knows_is_a_fault_of_that_plan() -> None:
    item = Input("a.yaml", PLAN % b"a" + b"packs: [cn-2023-drift]\n")
    (result,) = audit_paths([item], QUESTION)
    assert isinstance(result, NotAudited)
    assert result.faults[0].at.startswith("a.yaml")
    assert "cn-2023-draft" in result.faults[0].help


def test_house_rules_then_the_plans_laws_then_those_asked() -> None:
    item = Input("a.yaml", PLAN % b"a" + b"packs: [cn-2023-draft]\n")
    asked = Question(as_of=QUESTION.as_of, packs=("cn-2023-draft",))
    (result,) = audit_paths([item], asked)
    assert isinstance(result, Report)
    assert [p.id for p in result.packs] == ["private-rooms", "cn-2023-draft"]


@pytest.mark.parametrize(
    "question",
    [
        Question(as_of=QUESTION.as_of, select=("cn-2023-14",)),
        Question(as_of=QUESTION.as_of, ignore=RULE_IDS),
    ],
    ids=["a clause that no rule asks", "every rule ignored"],
)
def test_a_plan_of_which_nothing_was_asked_is_not_audited(question: Question) -> None:
    item = Input("a.yaml", PLAN % b"a" + b"packs: [cn-2023-draft]\n")
    (result,) = audit_paths([item], question)
    assert isinstance(result, NotAudited)
    assert result.because == "nothing was asked of this plan"


def test_a_clause_of_a_law_that_a_plan_does_not_name_is_nothing_to_ignore_there() -> None:
    named = Input("named.yaml", PLAN % b"named" + b"packs: [cn-2023-draft]\n")
    question = Question(as_of=QUESTION.as_of, ignore=("cn-2023-6-view",))
    reports = list(audit_paths([plan_named("a"), named], question))
    assert names(reports) == ["a", "named"]
    report = reports[1]
    assert isinstance(report, Report)
    assert "cn-2023-6-view" not in {tally.clause for tally in report.tallies}


def test_selecting_from_a_law_that_the_plan_does_not_name_asks_nothing_of_it() -> None:
    question = Question(as_of=QUESTION.as_of, select=("cn-2023-6",))
    (result,) = audit_paths([plan_named("a")], question)
    assert isinstance(result, NotAudited)
    assert result.because == "nothing was asked of this plan"


def test_a_wrong_name_is_told_before_anything_is_audited() -> None:
    with pytest.raises(Misused, match="view-in-room"):
        next(audit_paths([plan_named("a")], Question(as_of=QUESTION.as_of, select=("view-in-room",))))


def _break(monkeypatch: pytest.MonkeyPatch, site: str) -> None:
    real = batch.audit_plan

    def breaks(plan: Plan, *args: object, **kwargs: object) -> Report:
        if plan.site == site:
            raise ZeroDivisionError("nothing to divide by")
        return real(plan, *args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(batch, "audit_plan", breaks)


def test_a_fault_of_our_own_costs_that_plan_only_and_the_run_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OFFCAMERA_DEBUG", raising=False)
    _break(monkeypatch, "b")
    results = list(audit_paths([plan_named("a"), plan_named("b"), plan_named("c")], QUESTION))
    assert names(results) == ["a", "b.yaml", "c"]
    broken = results[1]
    assert isinstance(broken, NotAudited)
    assert broken.because == OWN_FAULT
    assert "ZeroDivisionError" in broken.faults[0].says
    assert run_of(results).exit is Exit.FAULT


def test_a_fault_of_our_own_is_raised_for_whoever_wants_to_see_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OFFCAMERA_DEBUG", "1")
    _break(monkeypatch, "a")
    with pytest.raises(ZeroDivisionError):
        list(audit_paths([plan_named("a")], QUESTION))


def test_it_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    list(audit_paths([plan_named("a"), Input("bad.yaml", b"offcamera: 2\n")], QUESTION))
    assert capfd.readouterr() == ("", "")
