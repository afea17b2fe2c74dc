"""Many plans in their order: one after the other in this process, or in several at once."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable

from offcamera.batch.one import Input, Result, audit_input
from offcamera.batch.question import Question, check_question
from offcamera.findings.report import NotAudited

#: From so many plans on it pays to start other processes, when the user leaves that open: each takes about
#: half a second to start, and a plan a few hundredths.
_MANY = 24


def how_many_jobs(asked: int | None, plans: int) -> int:
    """How many processes audit so many plans; ``asked``: 0 is one per core, None leaves it to the number."""
    if asked is None:
        return cores() if plans >= _MANY else 1
    return max(1, min(asked or cores(), plans))


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def audit_paths(
    inputs: Iterable[Input | NotAudited], question: Question, *, jobs: int = 1
) -> Generator[Result, None, None]:
    """Audit each input and yield the results in their order; ``jobs`` above 1 are processes of their own.

    What could not be audited is yielded in its place, with every fault. A process that dies takes one plan
    with it, which is told as a fault of ours. Raises as ``check_question`` does, before anything is audited.
    """
    check_question(question)
    if jobs > 1:
        from offcamera.batch.pool import Pool  # noqa: PLC0415  one process alone needs no multiprocessing

        with Pool(jobs, question) as pool:
            yield from pool.audit(inputs)
        return
    for item in inputs:
        yield item if isinstance(item, NotAudited) else audit_input(item, question)
