"""Signs and walks: the kernel against the slow oracle, and the laws that no plan may break (design 3.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offcamera.model.camera import Camera
from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.model.space import Opening, Room
from offcamera.sight.scene import Scene
from offcamera.sight.scene.reading import Readers, Reading
from sight.fuzz_signs import KINDS_OF_READING, Case, Result, compare, send_walkers
from sight.random_plans import moved
from sight.random_signs import KINDS, random_signs
from sight.sign_oracle import Asked, Grid, normal_of

Floats = np.typing.NDArray[np.float64]
#: From worst to best; what is unknown stands between what is refuted and what is proved.
ORDER = {
    "fail": 0,
    "no-way-in": 1,
    "not-reached": 1,
    "direction-not-settled": 1,
    "conditional": 2,
    "proved": 3,
    "nothing-watched": 3,
}
SEEDS = range(1, 1 + 3 * len(KINDS))
#: Plans of which the kernel proves something.
PROVED = (3, 17)
few = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


# --- against the oracle ----------------------------------------------------------------------------------


@cache
def result_of(seed: int) -> Result:
    return compare(seed, 240, 120)


@pytest.mark.parametrize("seed", SEEDS)
def test_signs_and_walks_are_as_the_oracle_finds_them(seed: int) -> None:
    assert result_of(seed).faults == []


def test_the_plans_hold_every_kind_of_answer() -> None:
    total = Result()
    for seed in SEEDS:
        total.add(result_of(seed))
    assert {"proved", "fail"} <= set(total.verdicts)
    assert total.both / (total.both + total.oracle_alone) > 0.97
    assert total.places > 1000
    assert total.signs > 40
