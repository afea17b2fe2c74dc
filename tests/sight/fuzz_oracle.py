"""Holds the kernel against the oracle on random plans.

    python tests/sight/fuzz_oracle.py --plans 300 --points 4000 --seed 1

Under-told: the oracle sees it and the kernel does not; over-told: the other way round. Any: exit code 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from offcamera.model.camera import Camera
from offcamera.model.plan import Level, Plan
from sight.oracle import Bools, Doors, Floats, place_names, sure
from sight.random_plans import random_plan, sample_points

STATES: tuple[Doors, ...] = ("open", "relied", "shut")
#: The kinds of plan that are taken in turn: a flag that is not named is left to chance.
KINDS: tuple[dict[str, bool], ...] = (
    {},
    {"corners": True},
    {"thick": True},
    {"thick": False, "outside": True},
    {"on_walls": True},
    {"thick": True, "outside": True},
    {"vague": True},
    {"raised": True},
)


class Kernel(Protocol):
    """What is held against the oracle."""

    def captured_at(self, level_id: str, camera_id: str, points: Floats, doors: str, /) -> Bools: ...


class Opener(Protocol):
    """Makes a kernel of a plan."""

    def __call__(self, plan: Plan) -> Kernel: ...


@dataclass(frozen=True, slots=True)
class Miss:
    """One place where the two differ: where it is and which of them sees it."""

    seed: int
    camera: str
    doors: Doors
    at: tuple[float, float]
    place: str
    oracle_sees: bool

    def __str__(self) -> str:
        what = "under-told" if self.oracle_sees else "over-told"
        at = f"[{self.at[0]:.4f}, {self.at[1]:.4f}]"
        return f"{what}: seed {self.seed}, camera {self.camera}, doors {self.doors}, {at} in {self.place}"


@dataclass(frozen=True, slots=True)
class Result:
    """How many places were held against each other, and those that differ."""

    seed: int
    cameras: int = 0
    points: int = 0
    seen: int = 0
    left_out: int = 0  #: places of which the oracle is not sure
    misses: tuple[Miss, ...] = ()

    @property
    def under(self) -> int:
        return sum(m.oracle_sees for m in self.misses)

    @property
    def over(self) -> int:
        return len(self.misses) - self.under


def plan_of(seed: int) -> Plan:
    """The plan that a seed stands for, its kind included."""
    return random_plan(seed, **KINDS[seed % len(KINDS)])


def open_scene(plan: Plan) -> Kernel:
    from offcamera.sight.scene import Scene

    kernel: Kernel = Scene(plan)
    return kernel


def compare(seed: int, n_points: int, opener: Opener = open_scene) -> Result:
    """Hold the kernel against the oracle on one plan, for each camera and each state of the doors."""
    plan = plan_of(seed)
    kernel = opener(plan)
    result = Result(seed)
    for level in plan.levels:
        for number in range(len(level.cameras)):
            for one in compare_camera(seed, plan, level, number, n_points, kernel):
                result = added(result, one)
        result = replace(result, cameras=result.cameras + len(level.cameras))
    return result


def compare_camera(
    seed: int, plan: Plan, level: Level, number: int, n_points: int, kernel: Kernel
) -> Iterator[Result]:
    camera = level.cameras[number]
    points = sample_points(plan, level, camera, n_points, seed)
    for doors in STATES:
        oracle, certain = sure(level, camera, points, doors)
        told = np.asarray(kernel.captured_at(level.id, camera.id, points, doors), dtype=bool)
        wrong = np.flatnonzero(certain & (oracle & ~told if rounds_outward(camera) else told != oracle))
        names = place_names(level, points[wrong])
        misses = tuple(
            Miss(seed, camera.id, doors, (float(points[i][0]), float(points[i][1])), name, bool(oracle[i]))
            for i, name in zip(wrong, names, strict=True)
        )
        held = int(certain.sum())
        yield Result(seed, 0, held, int((certain & oracle).sum()), len(points) - held, misses)


def rounds_outward(camera: Camera) -> bool:
    """Whether the kernel may tell more than there is: the plan does not say how it is tilted or how high."""
    whole = camera.height is not None or (camera.tilt == 0 and camera.optics.vertical is None)
    return camera.heading is not None and (camera.tilt is None or not whole)


def added(a: Result, b: Result) -> Result:
    return Result(
        a.seed,
        a.cameras + b.cameras,
        a.points + b.points,
        a.seen + b.seen,
        a.left_out + b.left_out,
        a.misses + b.misses,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument(
        "--points", type=int, default=4000, help="places for each camera and state of the doors"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the first plan; the others follow")
    wish = parser.parse_args()
    began, total, bad = time.perf_counter(), Result(wish.seed), set()
    for seed in range(wish.seed, wish.seed + wish.plans):
        try:
            one = compare(seed, wish.points)
        except Exception as error:  # noqa: BLE001  # the seed must be told, whatever happened
            print(f"seed {seed}: {type(error).__name__}: {error}")
            bad.add(seed)
            continue
        bad |= {seed} if one.misses else set()
        total = added(total, one)
    for miss in total.misses[:10]:
        print(miss)
    print(
        f"{wish.plans} plans, {total.cameras} cameras, {total.points} places ({total.seen} seen, "
        f"{total.left_out} left out): {total.under} under-told, {total.over} over-told, "
        f"in {len(bad)} plans {sorted(bad)[:20]}; {time.perf_counter() - began:.0f} s"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
