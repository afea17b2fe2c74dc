"""The kernel against the slow oracle, place by place: nothing under-told, nothing over-told (design 3.6).

Run by hand over hundreds of plans with ``python tests/sight/fuzz_oracle.py``; here over some of every kind.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from offcamera.sight import parting, triangles
from sight.fuzz_oracle import KINDS, compare
from sight.random_plans import random_plan

#: Seeds of every kind of plan, and those that once found a fault of the kernel.
SEEDS = range(1, 1 + 5 * len(KINDS))
REGRESSIONS = (1085, 1123, 2276, 5464, 5476, 5483, 20187, 4317, 60406)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_kernel_sees_what_the_oracle_sees(seed: int) -> None:
    result = compare(seed, 300)
    assert result.points > 100
    assert [str(miss) for miss in result.misses] == []


@pytest.mark.parametrize("seed", REGRESSIONS)
def test_plans_that_once_lost_an_opening(seed: int) -> None:
    assert [str(miss) for miss in compare(seed, 400).misses] == []


def test_something_is_seen_and_something_is_not() -> None:
    results = [compare(seed, 150) for seed in range(1, 9)]
    seen, held = sum(r.seen for r in results), sum(r.points for r in results)
    assert 0.02 < seen / held < 0.8


@pytest.mark.parametrize("seed", [772, 507, 514, 522, 531])
def test_tiles_of_ten_corners_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[..., object] = triangles.tile
    monkeypatch.setattr(parting, "tile", lambda polygon: whole(polygon, 10))
    assert [str(miss) for miss in compare(seed, 300).misses] == []


def test_the_random_plans_differ() -> None:
    assert random_plan(1) != random_plan(2)
    assert random_plan(1) == random_plan(1)
