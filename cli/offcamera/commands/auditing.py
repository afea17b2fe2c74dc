"""A run as it goes: results in order, lines written as they come, and what is left when it is interrupted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from offcamera.batch import Input, Question, Result, audit_paths, how_many_jobs
from offcamera.commands.screen import note
from offcamera.errors import Exit
from offcamera.findings.report import NotAudited, Report, Run

if TYPE_CHECKING:
    from offcamera.commands.lines import Kept, LineWriter

#: Fewer plans than this are done before a bar would have been read.
_BAR_FROM = 5
_LEFT = "the run was interrupted before it was audited"

Item = Input | NotAudited


@dataclass(slots=True)
class Auditing:
    """What has come out so far; ``reports`` and ``not_audited`` are held only where a report needs them all.

    ``frame`` tells what counts. ``left`` are the plans that an interrupted run did not come to.
    """

    frame: Run
    writers: Sequence[LineWriter]
    holds: bool
    reports: list[Report] = field(default_factory=list)
    not_audited: list[NotAudited] = field(default_factory=list)
    codes: list[Exit] = field(default_factory=list)
    taken_over: int = 0
    left: list[Item] = field(default_factory=list)
    interrupted: bool = False
    sites: set[str] = field(default_factory=set)  #: names of those audited in this run

    def run(self, items: Sequence[Item], question: Question, jobs: int | None) -> None:
        """Audit every item; an interrupt (Ctrl-C) ends the run, and what is done stays done."""
        old = self._find_old(items)
        fresh = [item for number, item in enumerate(items) if number not in old]
        loaded: dict[int, Item] = {}
        source = _load(fresh, loaded) if self.writers else iter(fresh)
        many = how_many_jobs(jobs, len(fresh))
        told = 0
        try:
            with closing(audit_paths(source, question, jobs=many)) as results:
                for number in _with_bar(len(items)):
                    if number in old:
                        self._take_over(old[number])
                    else:
                        result = next(results)  # only now are its bytes loaded
                        self._take(loaded.pop(told, items[number]), result)
                        told += 1
        except KeyboardInterrupt:
            self.interrupted = True
            self._leave(items, len(self.codes), old)
        for writer in self.writers:
            writer.close()

    def _find_old(self, items: Sequence[Item]) -> dict[int, Kept]:
        if len(self.writers) != 1:
            return {}
        from offcamera.commands.lines import load

        found = (
            (number, self.writers[0].find(load(item)))
            for number, item in enumerate(items)
            if isinstance(item, Input)
        )
        return {number: kept for number, kept in found if kept}

    def _take_over(self, kept: Kept) -> None:
        self.writers[0].keep(kept)
        self.codes.append(kept.exit)
        self.taken_over += 1

    def _take(self, item: Item, result: Result) -> None:
        if isinstance(result, Report):
            self.sites.add(result.plan.site)
        if isinstance(result, Report) and self.frame.baseline is not None:
            from offcamera.findings.holding import hold_against

            result = hold_against(result, self.frame.baseline)
        code = _code_of(result, self.frame)
        for writer in self.writers:
            writer.add(item if isinstance(item, Input) else Input(item.file), result, code)
        if self.holds:
            self._hold(result)
        self.codes.append(code)

    def _hold(self, result: Result) -> None:
        if isinstance(result, Report):
            self.reports.append(result)
        else:
            self.not_audited.append(result)

    def _leave(self, items: Sequence[Item], done: int, old: dict[int, Kept]) -> None:
        for number, item in enumerate(items[done:], start=done):
            if number in old:
                self._take_over(old[number])
            else:
                self.left.append(item)
                self.not_audited.append(NotAudited(item.file, _LEFT))

    @property
    def exit(self) -> Exit:
        """The exit code of the run: the highest that applies wins."""
        if self.interrupted:
            return Exit.INTERRUPTED
        nothing = Exit.CLEAR if self.frame.allow_empty else Exit.NOT_AUDITED
        return max(self.codes, default=nothing)

    def as_run(self) -> Run:
        """Everything that is held, as one run."""
        return replace(
            self.frame,
            reports=tuple(self.reports),
            not_audited=tuple(self.not_audited),
            interrupted=self.interrupted,
        )

    def tell(self) -> None:
        """Say on standard error what no report of lines says: how many of each, and what was not come to."""
        if self.writers:
            parts = [f"{len(self.codes)} plans: {self.codes.count(Exit.CLEAR)} clear"]
            parts += [f"{self.codes.count(Exit.FINDINGS)} with findings"]
            missed = sum(code > Exit.FINDINGS for code in self.codes)
            parts += [f"{missed} not audited"] if missed else []
            parts += [f"{self.taken_over} taken over from an earlier run"] if self.taken_over else []
            note(", ".join(parts))
        if self.interrupted:
            note(f"interrupted: {len(self.left)} plans were not audited")


def _code_of(result: Result, frame: Run) -> Exit:
    if isinstance(result, Report):
        return replace(frame, reports=(result,)).exit
    return replace(frame, not_audited=(result,)).exit


def _load(items: Sequence[Item], loaded: dict[int, Item]) -> Iterator[Item]:
    """Each plan with its bytes, so that its line speaks of what was audited; they stay in ``loaded``."""
    from offcamera.commands.lines import load

    for number, item in enumerate(items):
        loaded[number] = load(item) if isinstance(item, Input) else item
        yield loaded[number]


def _with_bar(total: int) -> Iterator[int]:
    """Count the plans, and show how far a batch is, on standard error and only on a terminal."""
    if total < _BAR_FROM or not sys.stderr.isatty():
        yield from range(total)
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(range(total), "Auditing", console=Console(stderr=True), transient=True)
