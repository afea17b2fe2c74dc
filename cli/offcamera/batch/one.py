"""One plan of many: read, audited by its question, and never a reason to stop."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from offcamera.audit import Terms, audit_plan
from offcamera.batch.milder import adjust_packs, relabel, tell_body
from offcamera.batch.question import Question, check_question, names_in
from offcamera.errors import Fault, Misused, OffcameraError, Refused
from offcamera.findings.clause import Pack
from offcamera.findings.report import NotAudited, Report
from offcamera.findings.waiving import waive
from offcamera.formats import read_plan
from offcamera.formats.native import load_waivers
from offcamera.model.plan import Plan
from offcamera.rules.pack import choose_packs, refuse_clashes

Result = Report | NotAudited
#: Why a plan was not audited when the fault is ours.
OWN_FAULT = "a fault of our own"


@dataclass(frozen=True, slots=True)
class Input:
    """A plan to be audited: a file, or ``data`` that goes by the name ``file``; ``question`` is its own."""

    file: str
    data: bytes | None = None
    question: Question | None = None


def audit_input(item: Input, question: Question) -> Result:
    """Audit one input by its own question, or by that of the run; never raises what a plan can cause."""
    asked = item.question or question

    def work() -> Report:
        packs = check_question(asked)
        return audit_one(read_plan(item.file, item.data), asked, packs)

    return guard(item.file, work)


def read_site(file: str, data: bytes | None, question: Question) -> Plan:
    """A plan with its labels read as the question says; raises ``Refused`` as ``read_plan`` does."""
    return relabel(read_plan(file, data), question.labels)[0]


def audit_one(plan: Plan, question: Question, asked: Sequence[Pack]) -> Report:
    """Audit a plan by the house rules, the packs that it names and those that ``check_question`` gave.

    Raises ``Misused`` where no rule was asked: silence must not look like a clear verdict.
    """
    own = _own_packs(plan, question)
    packs = tuple({pack.id: pack for pack in (*own, *asked)}.values())
    refuse_clashes(packs)
    # A clause of a law that this plan does not name is nothing to select or to ignore here.
    known = set(names_in(packs))
    select = tuple(name for name in question.select if name in known)
    ignore = tuple(name for name in question.ignore if name in known)
    if question.select and not select:
        raise _nothing_asked(plan)
    plan, milder = relabel(plan, question.labels)
    packs, lowered = adjust_packs(packs, question)
    terms = Terms(select=select, ignore=ignore, body=question.body, captures=question.captures)
    report = audit_plan(plan, packs, as_of=question.as_of, terms=terms)
    if not report.tallies:
        raise _nothing_asked(plan)
    filed = load_waivers(question.waivers) if question.waivers else ()
    report = waive(report, (*plan.waivers, *filed))
    return replace(report, lowered=(*lowered, *tell_body(question.body), *milder))


def _own_packs(plan: Plan, question: Question) -> tuple[Pack, ...]:
    """The house rules and the packs that a plan names; raises ``Refused`` where one of them is not there."""
    faults: list[Fault] = []
    places = plan.pack_places or (plan.place,) * len(plan.packs)
    for name, at in zip(plan.packs, places, strict=True):
        try:
            choose_packs([name], question.as_of)
        except Misused as error:
            faults += [replace(f, file=at.file, line=at.line, column=at.column) for f in error.faults]
    if faults:
        raise Refused(faults)
    return choose_packs(plan.packs, question.as_of)


def _nothing_asked(plan: Plan) -> Misused:
    hint = "see --select and --ignore, and offcamera packs for the clauses that a rule asks"
    return Misused([Fault("nothing was asked of this plan", plan.file, help=hint)])


def guard(file: str, work: Callable[[], Report]) -> Result:
    """The report, or why there is none; with ``OFFCAMERA_DEBUG`` set a fault of our own is raised."""
    try:
        return work()
    except OffcameraError as error:
        return NotAudited(file, _because(error), tuple(_at_home(error.faults, file)))
    except Exception as error:
        if os.environ.get("OFFCAMERA_DEBUG"):
            raise
        says = f"{OWN_FAULT}: {type(error).__name__}: {error}"
        return own_fault(file, says, "set OFFCAMERA_DEBUG=1 to see where")


def own_fault(file: str, says: str, hint: str = "") -> NotAudited:
    """A plan that was not audited, by no fault of the plan."""
    return NotAudited(file, OWN_FAULT, (Fault(says, file, help=hint),), ours=True)


def _because(error: OffcameraError) -> str:
    first, rest = error.faults[0].says, len(error.faults) - 1
    return f"{first}, and {rest} more" if rest else first


def _at_home(faults: Iterable[Fault], file: str) -> Iterator[Fault]:
    """Faults that name no file belong to the plan that was being audited."""
    return (f if f.file else replace(f, file=file) for f in faults)
