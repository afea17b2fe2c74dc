"""Many plans: the order is kept, and one bad plan never stops the rest."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from offcamera.batch import OWN_FAULT, Input, Question, Result, audit_paths, fingerprint, how_many_jobs, one
from offcamera.errors import Exit, Misused
from offcamera.findings.outcome import Severity
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
        Question(as_of=QUESTION.as_of, select=("cn-2023-7-2",)),
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


_ERROR = ZeroDivisionError("nothing to divide by")


def _break(monkeypatch: pytest.MonkeyPatch, site: str, error: Exception = _ERROR) -> None:
    real = one.audit_plan

    def breaks(plan: Plan, *args: object, **kwargs: object) -> Report:
        if plan.site == site:
            raise error
        return real(plan, *args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(one, "audit_plan", breaks)


@pytest.mark.parametrize("error", [_ERROR, MemoryError(), RecursionError()], ids=repr)
def test_a_fault_of_our_own_costs_that_plan_only_and_the_run_says_so(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.delenv("OFFCAMERA_DEBUG", raising=False)
    _break(monkeypatch, "b", error)
    results = list(audit_paths([plan_named("a"), plan_named("b"), plan_named("c")], QUESTION))
    assert names(results) == ["a", "b.yaml", "c"]
    broken = results[1]
    assert isinstance(broken, NotAudited)
    assert broken.because == OWN_FAULT
    assert type(error).__name__ in broken.faults[0].says
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


# --- several processes


class Ends:
    """Ends the process that unpacks it, as a crash in foreign code would."""

    def __init__(self, way: Callable[[int], object], code: int) -> None:
        self.way, self.code = way, code

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return self.way, (self.code,)


def ending(name: str, way: Callable[[int], object], code: int) -> Input:
    return Input(f"{name}.yaml", Ends(way, code))  # type: ignore[arg-type]  # it is to end what unpacks it


def test_reports_survive_the_way_between_processes() -> None:
    (report,) = audit_paths([plan_named("a")], QUESTION)
    assert pickle.loads(pickle.dumps(report)) == report


def test_several_processes_keep_the_order_and_say_the_same() -> None:
    inputs = [plan_named("a"), NotAudited("x.yaml", "told before"), Input("gone.yaml"), plan_named("b")]
    inputs += [plan_named(f"c{n}") for n in range(40)]
    alone = list(audit_paths(inputs, QUESTION))
    assert list(audit_paths(inputs, QUESTION, jobs=2)) == alone


def test_inputs_go_on_where_everything_taken_so_far_is_told() -> None:
    inputs = [NotAudited(f"x{n}.yaml", "told before") for n in range(50)]
    assert list(audit_paths(inputs, QUESTION, jobs=2)) == inputs


@pytest.mark.parametrize(
    ("way", "code", "says"),
    [(os._exit, 7, "ended with code 7"), (signal.raise_signal, signal.SIGABRT, "SIGABRT")],
    ids=["exit", "abort"],
)
@pytest.mark.skipif(os.name == "nt", reason="signals have no names there")
def test_a_process_that_dies_costs_its_plan_alone(
    way: Callable[[int], object], code: int, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    inputs = [
        plan_named("a"),
        ending("b", way, code),
        plan_named("c"),
        ending("d", way, code),
        plan_named("e"),
    ]
    results = list(audit_paths(inputs, QUESTION, jobs=2))
    assert names(results) == ["a", "b.yaml", "c", "d.yaml", "e"]
    for dead in (results[1], results[3]):
        assert isinstance(dead, NotAudited)
        assert dead.ours
        assert says in dead.faults[0].says
    assert run_of(results).exit is Exit.FAULT


def test_inputs_are_taken_no_further_ahead_than_is_of_use() -> None:
    taken = 0

    def endless() -> Iterator[Input]:
        nonlocal taken
        while True:
            taken += 1
            yield plan_named(f"a{taken}")

    results = audit_paths(endless(), QUESTION, jobs=2)
    assert names([next(results), next(results)]) == ["a1", "a2"]
    results.close()
    assert taken < 100


@pytest.mark.parametrize(
    ("asked", "plans", "jobs"), [(None, 1, 1), (3, 100, 3), (8, 2, 2), (0, 1, 1), (1, 1000, 1), (2, 0, 1)]
)
def test_how_many_jobs(asked: int | None, plans: int, jobs: int) -> None:
    assert how_many_jobs(asked, plans) == jobs


# --- what a question changes

PRIVATE = (
    PLAN % b"a"
    + b"""\
      - {id: wc, label: Toilet, rect: {at: [5, 0], size: [3, 3]}}
    cameras: [{id: C1, at: [6, 1], height: 2.7, heading: 0, fov: [60, 40]}]
"""
)
PRIVATE = PRIVATE.replace(b"rooms: [{", b"rooms:\n      - {").replace(b"4]}}]", b"4]}}")


def audited(**changes: object) -> Report:
    question = replace(QUESTION, **changes)
    (report,) = audit_paths([Input("a.yaml", PRIVATE, question)], QUESTION)
    assert isinstance(report, Report), report
    return report


def test_a_plan_with_nothing_changed_has_nothing_lowered() -> None:
    report = audited()
    assert [f.severity for f in report.findings] == [Severity.ERROR]
    assert report.lowered == ()


@pytest.mark.parametrize("name", ["camera-in-room", "house-camera-in-room"])
def test_a_weight_that_is_lowered_is_told(name: str) -> None:
    report = audited(severities=((name, Severity.NOTE),))
    assert [f.severity for f in report.findings] == [Severity.NOTE]
    assert report.lowered == ("house-camera-in-room: error -> note",)


def test_the_weight_of_a_clause_goes_before_that_of_its_rule() -> None:
    weights = (("camera-in-room", Severity.NOTE), ("house-camera-in-room", Severity.ERROR))
    report = audited(severities=weights)
    assert [f.severity for f in report.findings] == [Severity.ERROR]
    assert report.lowered == ()


def test_tolerances_and_body_are_told_where_they_are_milder() -> None:
    milder = audited(least_area=0.5, body=(0.5, 1.8))
    assert milder.body == (0.5, 1.8)
    assert "house-view-into-room: least_area 0.01 -> 0.5" in milder.lowered
    assert "body: 0.1-2 m -> 0.5-1.8 m" in milder.lowered
    assert audited(least_area=0.001, body=(0.0, 2.2)).lowered == ()


def test_words_of_the_settings_go_before_the_lexicon_and_are_told_where_they_undo_it() -> None:
    report = audited(labels=(("Toilet", "storage"),))
    assert report.findings == ()
    assert report.lowered == ("G.wc: toilet -> storage",)
    assert audited(labels=(("Corridor", "lobby"),)).lowered == ()


def test_words_of_the_plan_go_before_those_of_the_settings() -> None:
    own = PRIVATE.replace(b"venue: office", b"venue: office\nlabels: {Toilet: toilet}")
    question = replace(QUESTION, labels=(("Toilet", "storage"),))
    (report,) = audit_paths([Input("a.yaml", own, question)], QUESTION)
    assert isinstance(report, Report)
    assert len(report.findings) == 1


def test_a_print_tells_questions_and_packs_apart(tmp_path: Path) -> None:
    pack = tmp_path / "our.yaml"
    pack.write_text("one", encoding="utf-8")
    ours = replace(QUESTION, packs=(str(pack),))
    first = fingerprint(ours)
    assert first == fingerprint(ours) != fingerprint(QUESTION)
    assert first != fingerprint(ours, "zh")
    pack.write_text("two", encoding="utf-8")
    assert first != fingerprint(ours)
