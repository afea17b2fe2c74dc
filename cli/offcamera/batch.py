"""Many plans: the order is kept, one bad plan never stops the rest; yields, prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from offcamera.audit import audit_plan
from offcamera.errors import Exit, Fault, Misused, OffcameraError
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.formats import read_plan
from offcamera.model.plan import Plan
from offcamera.rules.pack import choose_packs

Result = Report | NotAudited
#: Why a plan was not audited when the fault is ours; such a run exits 3.
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


def audit_paths(inputs: Iterable[Input | NotAudited], question: Question) -> Iterator[Result]:
    """Audit each input in turn; what could not be audited is yielded in its place, with every fault."""
    for item in inputs:
        yield item if isinstance(item, NotAudited) else _audit(item, question)


def _audit(item: Input, question: Question) -> Result:
    return guard(item.file, lambda: audit_one(read_plan(item.file, item.data), question))


def audit_one(plan: Plan, question: Question) -> Report:
    """Audit a plan by the house rules, the packs that it names and those that the question names.

    Raises ``Misused`` where no rule was asked: silence must not look like a clear verdict.
    """
    own = choose_packs(plan.packs, question.as_of)
    asked = choose_packs(question.packs, question.as_of, allow_files=True)
    packs = {pack.id: pack for pack in (*own, *asked)}
    report = audit_plan(
        plan,
        tuple(packs.values()),
        as_of=question.as_of,
        select=question.select,
        ignore=question.ignore,
    )
    if not report.tallies:
        hint = "see --select and --ignore, and offcamera packs for the clauses that a rule asks"
        raise Misused([Fault("nothing was asked of this plan", plan.file, help=hint)])
    return report


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
        return NotAudited(file, OWN_FAULT, (Fault(says, file, help="set OFFCAMERA_DEBUG=1 to see where"),))


def _because(error: OffcameraError) -> str:
    first, rest = error.faults[0].says, len(error.faults) - 1
    return f"{first}, and {rest} more" if rest else first


def _at_home(faults: Iterable[Fault], file: str) -> tuple[Fault, ...]:
    """Faults that name no file belong to the plan that was being audited."""
    return tuple(f if f.file else Fault(f.says, file, f.line, f.column, f.thing, f.help) for f in faults)


def exit_of(run: Run) -> Exit:
    """The exit code of a run; a fault of our own outweighs everything else."""
    ours = any(n.because == OWN_FAULT for n in run.not_audited)
    return Exit.FAULT if ours else run.exit
