"""Processes that audit plans: each holds one plan at a time, so that one that dies costs no other plan.

Spawned, not forked: a fork copies locks that threads of this process may hold. Not the pool of the standard
library, which gives up on every plan when one process dies.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self, cast

from offcamera.batch.one import Input, Result, audit_input, own_fault
from offcamera.batch.question import Question
from offcamera.findings.report import NotAudited

#: So many plans for each process may be under way or wait for an earlier one: that bounds the memory.
_AHEAD = 16


@dataclass(slots=True)
class _Worker:
    """A process, the line to it, and the number of the plan that it holds; None: it is free."""

    process: SpawnProcess
    line: Connection
    holds: int | None = None


class Pool:
    """So many processes that audit by one question, or by that of each plan; a context manager."""

    def __init__(self, jobs: int, question: Question) -> None:
        self._jobs, self._question = jobs, question
        self._workers: list[_Worker] = []
        self._waiting: deque[tuple[int, Input]] = deque()
        self._held: dict[int, Input] = {}
        self._done: dict[int, Result] = {}
        self._ended = False  #: are there no more inputs to take?

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.line.close()  # all of them first, so that they end at the same time
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def audit(self, inputs: Iterable[Input | NotAudited]) -> Iterator[Result]:
        """The results in the order of the inputs, which are taken no further ahead than is of use."""
        source, told = enumerate(inputs), 0
        while True:
            self._take(source)
            self._hand_out()
            while told in self._done:
                yield self._done.pop(told)
                told += 1
            if self._on_hand:
                self._collect()
            elif self._ended:
                return

    @property
    def _on_hand(self) -> int:
        return len(self._waiting) + len(self._held) + len(self._done)

    def _take(self, source: Iterator[tuple[int, Input | NotAudited]]) -> None:
        while self._on_hand < self._jobs * _AHEAD:
            number, item = next(source, (0, None))
            if item is None:
                self._ended = True
                return
            if isinstance(item, NotAudited):
                self._done[number] = item
            else:
                self._waiting.append((number, item))

    def _hand_out(self) -> None:
        """Give a plan to every process that is free; a process that died while idle costs no plan."""
        while self._waiting and (free := self._free()) is not None:
            number, item = self._waiting.popleft()
            holder = self._give(free, item) or self._give(self._start(), item)
            if holder is None:
                self._done[number] = own_fault(item.file, "no process could be started to audit it")
            else:
                holder.holds, self._held[number] = number, item
        if self._waiting and not self._workers:  # no process can be had: this one does the work
            number, item = self._waiting.popleft()
            self._done[number] = _audit(item, self._question)

    def _free(self) -> _Worker | None:
        free = next((w for w in self._workers if w.holds is None), None)
        return self._start() if free is None and len(self._workers) < self._jobs else free

    def _start(self) -> _Worker | None:
        try:
            worker = _start()
        except OSError:
            return None
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker | None, item: Input) -> _Worker | None:
        if worker is None:
            return None
        try:
            worker.line.send_bytes(pickle.dumps((item, self._question)))
        except OSError:
            self._bury(worker)
            return None
        return worker

    def _collect(self) -> None:
        """Wait until a process that holds a plan has an answer, or has died over it."""
        busy = {worker.line: worker for worker in self._workers if worker.holds is not None}
        for line in wait(list(busy)) if busy else ():
            worker = busy[cast("Connection", line)]
            number = cast("int", worker.holds)
            item = self._held.pop(number)
            try:
                self._done[number] = cast("Result", pickle.loads(worker.line.recv_bytes()))
                worker.holds = None
            except (EOFError, OSError):
                says = f"the process that audited it {self._bury(worker)}"
                self._done[number] = own_fault(item.file, says, "audit it alone, with --jobs 1, to see why")

    def _bury(self, worker: _Worker) -> str:
        self._workers.remove(worker)
        return _end(worker)


def _start() -> _Worker:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True, name="offcamera")
    with _no_interrupts():
        process.start()
    theirs.close()  # the other end is the worker's alone, so that its death ends the line
    return _Worker(process, mine)


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal; one that is started in here leaves it to this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(worker: _Worker) -> str:
    """End a process that is not wanted any more, or is dead already; how it ended, in words."""
    worker.line.close()
    worker.process.join(0.2)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    code = worker.process.exitcode
    worker.process.close()
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _work(line: Connection) -> None:
    """Audit what comes down the line until it is closed."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            item, question = cast("tuple[Input, Question]", pickle.loads(line.recv_bytes()))
        except (EOFError, OSError):
            return  # closed: there is no more to do
        answer = pickle.dumps(_audit(item, question), protocol=pickle.HIGHEST_PROTOCOL)
        try:
            line.send_bytes(answer)
        except OSError:
            return  # nobody waits for it any more: the run was interrupted


def _audit(item: Input, question: Question) -> Result:
    try:
        return audit_input(item, question)
    except Exception as error:  # noqa: BLE001  with OFFCAMERA_DEBUG it is raised: here it would end the process
        return own_fault(item.file, f"{type(error).__name__}: {error}", "see where with --jobs 1")
