"""Holds signs and walks against the slow oracle on random plans.

    python tests/sight/fuzz_signs.py --plans 300 --points 3000 --walkers 1000 --seed 1

Over-told: the kernel reads a sign where the oracle surely does not. Wrong: a verdict on a walk that the grid,
or a random walker, refutes. Any: exit code 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.rules.walks import SiteWalks
from offcamera.sight.proof import GROWTH, Verdict, prove
from offcamera.sight.scene import Scene
from offcamera.sight.scene.reading import Readers, Reading
from sight import tower_oracle
from sight.facing_oracle import Notice, walks_in, wander_facing, warned_on
from sight.oracle import NEAR, Floats, clear_of_edges, drawn_lines, sure
from sight.random_signs import random_signs, with_pictograms
from sight.sign_oracle import (
    THROUGH_A_WALL,
    Asked,
    Grid,
    Legible,
    Reader,
    normal_of,
    over_the_air,
    wander,
)
from sight.tower_oracle import Question, Tower, check_legs, random_tower

#: The angle within which a sign must be faced, in turn (degrees; case 16).
ANGLES = (100.0, 90.0, 120.0, 150.0)
#: How signs are read, in turn.
READINGS = (Reading(), Reading(eyes=(1.15, 1.55)), Reading(factor=100.0, angle=60.0))
#: Who walks, in turn.
WALKERS = ("public", "staff", "all")
#: Pictograms are read on every plan beside.
PICTOGRAM = Reading(read="pictogram", factor=40.0)


@dataclass(slots=True)
class Result:
    """What was held against each other, and what differs."""

    signs: int = 0
    points: int = 0
    both: int = 0  #: places that kernel and oracle read
    oracle_alone: int = 0  #: places that the oracle reads surely, and the kernel does not
    verdicts: Counter[str] = field(default_factory=Counter)
    places: int = 0  #: where random walkers stood
    faults: list[str] = field(default_factory=list)

    def add(self, other: Result) -> None:
        """Count another plan in."""
        self.signs, self.points = self.signs + other.signs, self.points + other.points
        self.both, self.oracle_alone = self.both + other.both, self.oracle_alone + other.oracle_alone
        self.verdicts.update(other.verdicts)
        self.places += other.places
        self.faults += other.faults


# --- reading ----------------------------------------------------------------------------------------------


def places_to_read(level: Level, sign: Sign, distance: float, n: int, seed: int) -> Floats:
    """Places (k, 2) to try: in front of the sign, behind it, and along the edges of shadows."""
    chance = np.random.default_rng([seed, sum(map(ord, sign.id))])
    half = n // 3
    assert sign.facing is not None
    r, a = distance * 1.1 * chance.random(2 * half) ** 0.7, chance.uniform(-1.7, 1.7, 2 * half)
    way = np.radians(sign.facing) + a
    round_about = np.array(sign.at) + np.column_stack([r * np.sin(way), r * np.cos(way)])
    lines = [p for o in level.openings for p in o.line] + [p for w in level.walls for p in w.line]
    marks = np.array(lines + [p for o in level.obstacles for p in o.polygon] + [sign.at])
    mark = marks[chance.integers(len(marks), size=half)]
    on = mark - sign.at
    length = np.maximum(np.hypot(*on.T), 1e-6)[:, None]
    far = mark + on / length * chance.exponential(1.5, (half, 1))
    behind = far + chance.normal(0, 1, (half, 2)) * 10 ** chance.uniform(-2.5, -0.5, (half, 1))
    anywhere = np.array(sign.at) + chance.normal(0, distance / 2, (half, 2))
    return np.vstack([round_about, behind, anywhere])


def compare_reading(plan: Plan, scene: Scene, reading: Reading, n: int, seed: int) -> Result:
    """Hold where the kernel reads each sign against the oracle."""
    level, result = plan.levels[0], Result()
    readers, legible = Readers(scene.levels[level.id]), Legible(level)
    for sign in level.signs:
        size = sign.pictogram if reading.read == "pictogram" else sign.text_height
        if size is None or sign.height is None or sign.size is None:
            if not readers.reach(sign, reading).area.is_empty:
                result.faults.append(f"seed {seed}: over-told, sign {sign.id}: too little is said of it")
            continue
        if faces_masonry(level, sign):
            continue
        distance = size * reading.factor
        points = places_to_read(level, sign, distance, n, seed)
        points = points[clear_of_edges(level, points) & ~on_raised(level, points)]
        told = shapely.contains_xy(readers.reach(sign, reading).area, points)
        asked = [Reader(distance, reading.angle, eye) for eye in reading.eyes]
        perhaps = np.all([legible.perhaps(sign, r, points) for r in asked], axis=0)
        surely = np.all([legible.surely(sign, r, points) for r in asked], axis=0)
        air = over_the_air(level, sign.at, points)
        wrong = (told & ~perhaps) | (told & (air > THROUGH_A_WALL))
        seldom = surely & (air < 0.02)  # no walls of two faces in between
        result.signs, result.points = result.signs + 1, result.points + len(points)
        if hangs_free(level, sign):
            result.both += int((told & seldom).sum())
            result.oracle_alone += int((seldom & ~told).sum())
        for p in points[wrong][:2]:
            result.faults.append(f"seed {seed}: over-told, sign {sign.id} at [{p[0]:.4f}, {p[1]:.4f}]")
        missed = points[seldom & ~told]
        if hangs_free(level, sign) and len(missed) > 0.03 * seldom.sum() + 5:
            result.faults.append(
                f"seed {seed}: too small, sign {sign.id}: {len(missed)} of {seldom.sum()} places, such as "
                f"[{missed[0][0]:.4f}, {missed[0][1]:.4f}]"
            )
    return result


def faces_masonry(level: Level, sign: Sign) -> bool:
    """Whether a sign on a wall looks into a gap of less than 0.6 m: it hangs on the other side (case 25)."""
    lines = shapely.multilinestrings([line.reshape(2, 2) for line in drawn_lines(level)])
    return bool(lines.distance(shapely.Point(sign.at)) < 1e-3) and not hangs_free(level, sign)


def hangs_free(level: Level, sign: Sign) -> bool:
    """Whether a sign has 0.6 m of clear ground before it: in a narrower gap the kernel may read nothing."""
    n = normal_of(sign.facing or 0.0)
    here = np.array(sign.at)
    before = shapely.Point(here + 0.32 * n).buffer(0.31)
    lines = shapely.multilinestrings([line.reshape(2, 2) for line in drawn_lines(level)])
    return not lines.intersects(before)


def on_raised(level: Level, points: Floats) -> np.typing.NDArray[np.bool_]:
    """Places in rooms with a floor of their own, of which the oracle of signs knows nothing."""
    raised = [shapely.Polygon(r.polygon) for r in level.rooms if r.floor != (0.0, 0.0)]
    return np.asarray(shapely.contains_xy(shapely.union_all(raised), points))


# --- walks ------------------------------------------------------------------------------------------------


class Case:
    """One plan with everything that is asked of its walks."""

    def __init__(self, plan: Plan, who: str = "public", reading: Reading | None = None) -> None:
        self.plan, self.level, self.who = plan, plan.levels[0], who
        self.scene = Scene(plan)
        self.walks = SiteWalks(plan, self.scene)
        self.site = self.walks.walks(reading or Reading(), who)
        self.walkers = self.walks.walkers(self.level.id, who)
        names = self.level.openings
        radii = {names[way.opening].id: radius for way, _, radius in self.walkers.aprons}
        size = (max(radii.values(), default=0.0) * 2 + 25) ** 2
        self.grid = Grid(self.level, who, radii, pitch=0.05 if size < 1600 else 0.1)

    def judge(self, cameras: list[str], *, before: bool, facing: float | None = None) -> Verdict:
        """What the kernel says."""
        return prove(self.site, [(self.level.id, c) for c in cameras], before=before, facing=facing)

    def asked(self, cameras: list[str], *, before: bool) -> Asked:
        """The same question for the grid."""
        notice = shapely.union_all(list(self.site.storeys[self.level.id].notice.values()))
        captured = shapely.union_all([self.walkers.captured[c] for c in cameras])
        return Asked(notice=self.in_plan(notice), captured=self.in_plan(captured), before=before)

    def notices(self) -> list[Notice]:
        """Every sign with where it can be read."""
        storey = self.site.storeys[self.level.id]
        return [Notice(s.at, self.in_plan(storey.notice[s.id])) for s in self.level.signs]

    def in_plan(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape of the mesh's frame in that of the plan."""
        dx, dy = self.scene.levels[self.level.id].mesh.origin
        return translate(shape, dx, dy)


def refute(case: Case, asked: Asked, verdict: Verdict) -> str:
    """What the grid finds wrong with a verdict; empty when nothing is."""
    grid = case.grid
    if verdict.answer == "proved" and grid.reaches(asked, strict=True).any():
        return "proved, and the grid walks in"
    if verdict.answer in ("fail", "conditional") and not grid.reaches(asked, strict=False).any():
        return f"{verdict.answer}, and no way on the grid"
    if verdict.answer == "conditional" and grid.reaches(asked, strict=True, growth=GROWTH).any():
        return "conditional, and the grid walks in past grown signs"
    if verdict.answer == "fail" and not grid.reaches(asked, strict=False, growth=GROWTH).any():
        return "fail, and grown signs close the grid"
    unsigned = Asked(notice=shapely.Polygon(), captured=asked.captured)
    if verdict.answer in ("not-reached", "no-way-in", "nothing-watched"):
        if grid.reaches(unsigned, strict=True).any():
            return f"{verdict.answer}, and the grid gets there"
    elif not grid.reaches(unsigned, strict=False).any():
        return f"{verdict.answer}, and the grid does not get there"
    return ""


def check_walk(case: Case, verdict: Verdict, asked: Asked) -> str:
    """What is wrong with the walk that a verdict shows: through a wall, past a notice, or not seen."""
    if verdict.walk is None:
        return "a fail without a walk" if verdict.answer == "fail" else ""
    line = case.in_plan(shapely.LineString(verdict.walk.legs[-1].points))
    walls = shapely.multilinestrings([w.reshape(2, 2) for w in case.grid.walls])
    if line.crosses(walls):
        return "the walk goes through a wall"
    if not asked.before and line.intersection(asked.notice.buffer(-0.025)).length > 0.05:
        return "the walk meets a notice"
    end = shapely.Point(line.coords[-1])
    return "" if asked.captured.distance(end) < 0.26 else "the walk ends unseen"


def send_walkers(case: Case, asked: Asked, seed: int, walkers: int, steps: int = 250) -> tuple[int, str]:
    """Let random walkers try a proved plan: how many places they stood at, and who was seen unwarned."""
    chance = np.random.default_rng([seed, 77])
    goals = [c.at for c in case.level.cameras]
    stood = list(wander(case.grid, asked, goals, walkers, steps, chance))
    if not stood:
        return 0, ""
    places = np.vstack(stood)
    deep = asked.captured.buffer(-NEAR)
    seen = places[shapely.contains_xy(deep, places)]
    if len(seen):
        return len(places), f"a walker is seen unwarned at [{seen[0][0]:.3f}, {seen[0][1]:.3f}]"
    some = places[chance.choice(len(places), min(len(places), 400), replace=False)]
    for camera in case.level.cameras:
        captured, certain = sure(case.level, camera, some, "open")
        if (captured & certain).any():
            at = some[captured & certain][0]
            return len(places), f"the oracle sees a walker unwarned at [{at[0]:.3f}, {at[1]:.3f}]"
    return len(places), ""


def compare_facing(case: Case, seed: int, walkers: int) -> Result:
    """Hold what is proved of signs that must be faced against the grid, and against walkers who turn away."""
    result, angle = Result(), ANGLES[seed % len(ANGLES)]
    cameras = [c.id for c in case.level.cameras]
    for before in (False, True):
        if case.judge(cameras, before=before).answer != "proved":
            continue
        verdict, asked = case.judge(cameras, before=before, facing=angle), case.asked(cameras, before=before)
        result.verdicts[f"facing {verdict.answer}"] += 1
        wrong = ""
        if verdict.answer == "proved":
            wrong = "the grid walks in" if walks_in(case.grid, asked, case.notices(), angle).any() else ""
            stood, bad = turn_away(case, asked, angle, (seed, walkers)) if not before else (0, "")
            result.places += stood
            wrong = wrong or bad
        elif verdict.answer == "fail" and verdict.walk is not None:
            notices = [] if before else case.notices()
            line = case.in_plan(shapely.LineString(verdict.walk.legs[-1].points))
            wrong = warned_on(list(line.coords), notices, angle)
        if wrong:
            result.faults.append(
                f"seed {seed}, before {before}, facing {angle:g}: {verdict.answer}, and {wrong}"
            )
    return result


def turn_away(case: Case, asked: Asked, angle: float, crowd: tuple[int, int]) -> tuple[int, str]:
    """Let walkers try who never face a sign: at how many places they stood, and who was seen unwarned."""
    chance = np.random.default_rng([crowd[0], 78])
    goals = [c.at for c in case.level.cameras]
    places = wander_facing(case.grid, case.notices(), angle, goals, (crowd[1], 250, chance))
    seen = places[shapely.contains_xy(asked.captured.buffer(-NEAR), places)] if len(places) else places
    where = f"a walker is seen unwarned at [{seen[0][0]:.3f}, {seen[0][1]:.3f}]" if len(seen) else ""
    return len(places), where


def compare_tower(seed: int) -> Result:
    """Hold the verdicts on a plan of two levels against their grids."""
    result = Result()
    tower = Tower(random_tower(seed), WALKERS[seed % len(WALKERS)], READINGS[seed % len(READINGS)])
    cameras = tuple((v.id, c.id) for v in tower.plan.levels for c in v.cameras)
    if not cameras:
        return result
    for some, before in ((cameras, False), (cameras[-1:], False), (cameras[-1:], True)):
        question = Question(some, before)
        verdict = tower.judge(question)
        over = verdict.walk is not None and len(verdict.walk.legs) > 1
        result.verdicts[f"tower {verdict.answer}" + (" over a link" if over else "")] += 1
        wrong = [tower_oracle.refute(tower, question, verdict), check_legs(tower, verdict, question)]
        result.faults += [f"seed {seed}, tower, {some}, before {before}: {w}" for w in wrong if w]
    return result


def compare_walks(case: Case, seed: int, walkers: int) -> Result:
    """Hold the verdicts on a plan against the grid, its walks against walls, its proofs against walkers."""
    result = Result()
    cameras = [c.id for c in case.level.cameras]
    if not cameras:
        return result
    for some, before in ((cameras, False), (cameras, True), (cameras[:1], True)):
        verdict, asked = case.judge(some, before=before), case.asked(some, before=before)
        result.verdicts[verdict.answer] += 1
        wrong = [refute(case, asked, verdict), check_walk(case, verdict, asked)]
        if verdict.answer == "proved" and some == cameras and walkers:
            stood, bad = send_walkers(case, asked, seed, walkers)
            result.places += stood
            wrong.append(bad)
        result.faults += [f"seed {seed}, {some}, before {before}: {w}" for w in wrong if w]
    return result


def case_of(seed: int) -> Case:
    """The plan, the walkers and the reading that a seed stands for."""
    return Case(random_signs(seed), WALKERS[seed % len(WALKERS)], READINGS[seed % len(READINGS)])


def compare(seed: int, n: int, walkers: int) -> Result:
    """Everything about one plan, and about a plan of two levels."""
    result = compare_one(seed, n, walkers)
    result.add(compare_tower(seed))
    return result


def compare_one(seed: int, n: int, walkers: int) -> Result:
    """Everything about one plan of one level."""
    plan = random_signs(seed)
    reading = READINGS[seed % len(READINGS)]
    result = compare_reading(plan, Scene(plan), reading, n, seed)
    pictured = with_pictograms(plan, seed)
    result.add(compare_reading(pictured, Scene(pictured), PICTOGRAM, n // 3, seed))
    case = case_of(seed)
    result.add(compare_walks(case, seed, walkers))
    result.add(compare_facing(case, seed, walkers))
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--points", type=int, default=3000, help="places for each sign")
    parser.add_argument("--walkers", type=int, default=1000, help="on each plan that is proved")
    parser.add_argument("--seed", type=int, default=1, help="of the first plan; the others follow")
    wish = parser.parse_args()
    began, total, bad = time.perf_counter(), Result(), 0
    for seed in range(wish.seed, wish.seed + wish.plans):
        try:
            one = compare(seed, wish.points, wish.walkers)
        except Exception as error:  # noqa: BLE001  # the seed must be told, whatever happened
            one = Result(faults=[f"seed {seed}: {type(error).__name__}: {error}"])
        bad += bool(one.faults)
        for fault in one.faults:
            print(fault, flush=True)
        total.add(one)
    share = total.both / max(1, total.both + total.oracle_alone)
    print(
        f"{wish.plans} plans, {total.signs} signs, {total.points} places, {share:.2%} of what the oracle "
        f"reads is read; walks {dict(total.verdicts)}; {total.places} places of walkers; "
        f"{len(total.faults)} wrong in {bad} plans; {time.perf_counter() - began:.0f} s"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
