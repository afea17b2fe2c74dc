"""Many plans: the order is kept, one bad plan never stops the rest; yields, prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from offcamera.audit import audit_plan
from offcamera.errors import Fault, Misused, OffcameraError
from offcamera.findings.clause import Pack
from offcamera.findings.report import NotAudited, Report
from offcamera.formats import read_plan
from offcamera.model.plan import Plan
from offcamera.rules.pack import RULE_IDS, choose_packs, load_pack, pack_names
from offcamera.rules.pack_text import nearest

Result = Report | NotAudited
#: Why a plan was not audited when the fault is ours.
OWN_FAULT = "a fault of our own"


@dataclass(frozen=True, slots=True)
class Input:
    """A plan to be audited: a file, or ``data`` that goes by the name ``file``."""

    file: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every plan: packs beside its own and the house rules, the day, and which rules.

    ``packs`` are ids, families or files; ``select`` and ``ignore`` are ids of rules or clauses.
    """

    as_of: date
    packs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def check_question(question: Question) -> tuple[Pack, ...]:
    """The packs that a question names; finds wrong names before the work begins.

    Raises ``Misused`` for a pack, rule or clause that is not there, ``Refused`` for a file that is no pack.
    """
    packs = choose_packs(question.packs, question.as_of, allow_files=True)
    named = (*question.select, *question.ignore)
    known = list(dict.fromkeys(_names((*packs, *map(load_pack, pack_names()))))) if named else []
    wrong = [name for name in named if name not in known]
    if wrong:
        raise Misused([Fault(f"no such rule or clause: {n}", help=nearest(n, known)) for n in wrong])
    return packs


def _names(packs: Iterable[Pack]) -> list[str]:
    """What ``select`` and ``ignore`` may name: rules, and the clauses of these packs."""
    return [*RULE_IDS, *(clause.id for pack in packs for clause in pack.clauses)]


def audit_paths(inputs: Iterable[Input | NotAudited], question: Question) -> Iterator[Result]:
    """Audit each input in turn; what could not be audited is yielded in its place, with every fault.

    Raises as ``check_question`` does, before anything is audited.
    """
    asked = check_question(question)
    for item in inputs:
        yield item if isinstance(item, NotAudited) else _audit(item, question, asked)


def _audit(item: Input, question: Question, asked: Sequence[Pack]) -> Result:
    return guard(item.file, lambda: audit_one(read_plan(item.file, item.data), question, asked))


def audit_one(plan: Plan, question: Question, asked: Sequence[Pack]) -> Report:
    """Audit a plan by the house rules, the packs that it names and those that ``check_question`` gave.

    Raises ``Misused`` where no rule was asked: silence must not look like a clear verdict.
    """
    own = choose_packs(plan.packs, question.as_of)
    packs = tuple({pack.id: pack for pack in (*own, *asked)}.values())
    # A clause of a law that this plan does not name is nothing to select or to ignore here.
    known = set(_names(packs))
    select = tuple(name for name in question.select if name in known)
    ignore = tuple(name for name in question.ignore if name in known)
    if question.select and not select:
        raise _nothing_asked(plan)
    report = audit_plan(plan, packs, as_of=question.as_of, select=select, ignore=ignore)
    if not report.tallies:
        raise _nothing_asked(plan)
    return report


def _nothing_asked(plan: Plan) -> Misused:
    hint = "see --select and --ignore, and offcamera packs for the clauses that a rule asks"
    return Misused([Fault("nothing was asked of this plan", plan.file, help=hint)])


def guard(file: str, work: Callable[[], Report]) -> Result:
    """The report, or why there is none; with ``OFFCAMERA_DEBUG`` set a fault of our own is raised."""
    try:
        return work()
    except OffcameraError as error:
        return NotAudited(file, _because(error), _at_home(error.faults, file))
    except Exception as error:
        if os.environ.get("OFFCAMERA_DEBUG"):
            raise
        says = f"{OWN_FAULT}: {type(error).__name__}: {error}"
        return NotAudited(
            file, OWN_FAULT, (Fault(says, file, help="set OFFCAMERA_DEBUG=1 to see where"),), ours=True
        )


def _because(error: OffcameraError) -> str:
    first, rest = error.faults[0].says, len(error.faults) - 1
    return f"{first}, and {rest} more" if rest else first


def _at_home(faults: Iterable[Fault], file: str) -> tuple[Fault, ...]:
    """Faults that name no file belong to the plan that was being audited."""
    return tuple(f if f.file else Fault(f.says, file, f.line, f.column, f.thing, f.help) for f in faults)
