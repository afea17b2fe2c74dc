"""Measuring on one core: passes, medians, yardsticks of the same run, and tables."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).parents[2]
#: Libraries that would start threads of their own.
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)


def pin() -> None:
    """Keep this process and its children on one core; start again where threads were not yet forbidden."""
    if any(os.environ.get(key) != value for key, value in ONE_THREAD.items()):
        os.execve(
            sys.executable, [sys.executable, "-m", "bench.run", *sys.argv[1:]], {**os.environ, **ONE_THREAD}
        )
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of several passes."""

    all: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.all)

    @property
    def best(self) -> float:
        """The least: what the machine can do while nobody else uses it."""
        return min(self.all)

    def share(self, part: float) -> float:
        """A quantile, such as 0.95."""
        return sorted(self.all)[min(len(self.all) - 1, int(part * len(self.all)))]


def measure(what: Callable[[], object], passes: int, clock: Callable[[], float] = process_time) -> Times:
    """Time some passes, collecting garbage before each.

    The clock counts what this process computes, so that others who use the machine disturb it less.
    """
    found = []
    for _ in range(passes):
        gc.collect()
        start = clock()
        what()
        found.append(clock() - start)
    return Times(tuple(found))


def measure_each(cases: Sequence[Callable[[], object]], passes: int) -> Times:
    """The median over passes of each case: a distribution over cases."""
    rounds = []
    for _ in range(passes):
        gc.collect()
        row = []
        for case in cases:
            start = process_time()
            case()
            row.append(process_time() - start)
        rounds.append(row)
    return Times(tuple(median(column) for column in zip(*rounds, strict=True)))


def cross_products(turns: int = 10_000) -> float:
    """The yardstick of plain Python: cross products of vectors in lists."""
    xs, ys = [0.5 + i % 7 for i in range(64)], [1.5 + i % 5 for i in range(64)]
    total = 0.0
    for i in range(turns):
        a, b = i & 63, (i + 1) & 63
        total += xs[a] * ys[b] - ys[a] * xs[b]
    return total


def yardstick() -> float:
    """Seconds of 10,000 cross products, median of seven."""
    return measure(cross_products, 7).middle


def run_cold(words: Sequence[str], passes: int) -> Times:
    """Wall time of whole processes, after one that is not counted and fills the caches of the system."""
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT / "cli"), "NO_COLOR": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def once() -> None:
        subprocess.run(words, capture_output=True, env=environment, check=False)

    if passes > 1:
        once()
    return measure(once, passes, perf_counter)


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table: words to the left, figures to the right."""
    cells = [[_cell(c) for c in row] for row in rows]
    widths = [max(len(r[i]) for r in [list(heads), *cells]) for i in range(len(heads))]
    print(f"\n{title}")
    for row in ([*heads], *cells):
        line = [
            c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(line))


def _cell(value: object) -> str:
    return (
        f"{value:.3g}"
        if isinstance(value, float) and abs(value) < 100
        else (f"{value:,.0f}" if isinstance(value, float) else str(value))
    )


def show_machine() -> None:
    """Print what was measured on, and its yardstick."""
    print(
        f"Python {platform.python_version()}, {platform.machine()}; "
        f"yardstick (10,000 cross products in plain Python): {yardstick() * 1e3:.2f} ms"
    )
