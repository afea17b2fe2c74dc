"""Walks over two levels: random plans joined by a link, held against one grid a level flooded in turn."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from offcamera.model.plan import Level, Plan
from offcamera.rules.walks import SiteWalks
from offcamera.sight.proof import GROWTH, Verdict, prove
from offcamera.sight.scene import Scene
from offcamera.sight.scene.reading import Reading
from sight.oracle import Bools
from sight.random_signs import random_signs
from sight.sign_oracle import Asked, Field, Grid


def random_tower(seed: int) -> Plan:
    """Two random levels; the upper one is seldom reached but by the link of a room of each."""
    chance = random.Random(f"tower {seed}")
    low, high = random_signs(seed).levels[0], random_signs(seed + 1_000_000).levels[0]
    if chance.random() < 0.8:
        doors = tuple(replace(o, entrance=False) for o in high.openings)
        high = replace(high, openings=doors, rooms=tuple(replace(r, entrance=False) for r in high.rooms))
    levels = replace(low, id="G"), replace(high, id="U")
    links = [tuple((v.id, chance.choice(v.rooms).id) for v in levels) for _ in range(chance.randint(1, 2))]
    return Plan(site="tower", file="tower", levels=levels, links=tuple(links))


@dataclass(frozen=True, slots=True)
class Question:
    """Which cameras are asked about (level, id), and which notice counts."""

    cameras: tuple[tuple[str, str], ...]
    before: bool


class Tower:
    """A plan of two levels with its grids."""

    def __init__(self, plan: Plan, who: str, reading: Reading) -> None:
        self.plan, self.who = plan, who
        self.scene = Scene(plan)
        self.walks = SiteWalks(plan, self.scene)
        self.site = self.walks.walks(reading, who)

    @cached_property
    def grids(self) -> dict[str, Grid]:
        """A grid for each level."""
        return {v.id: self._grid(v) for v in self.plan.levels}

    def _grid(self, level: Level) -> Grid:
        aprons = self.walks.walkers(level.id, self.who).aprons
        radii = {level.openings[way.opening].id: radius for way, _, radius in aprons}
        return Grid(level, self.who, radii, pitch=0.1)

    def judge(self, question: Question) -> Verdict:
        """What the kernel says."""
        return prove(self.site, question.cameras, before=question.before)

    def asked(self, level: str, question: Question) -> Asked:
        """The question for the grid of one level."""
        walkers = self.walks.walkers(level, self.who)
        notice = shapely.union_all(list(self.site.storeys[level].notice.values()))
        captured = shapely.union_all([walkers.captured[c] for v, c in question.cameras if v == level])
        return Asked(
            notice=self.in_plan(level, notice),
            captured=self.in_plan(level, captured),
            before=question.before,
        )

    def in_plan(self, level: str, shape: BaseGeometry) -> BaseGeometry:
        """A shape of a level's mesh in the frame of the plan."""
        return translate(shape, *self.scene.levels[level].mesh.origin)

    def reaches(self, asked: Mapping[str, Asked], *, strict: bool, growth: float = 0.0) -> bool:
        """Does a flood over all levels and links reach watched floor without a notice?"""
        fields = {v: g.field(asked[v], strict=strict, growth=growth) for v, g in self.grids.items()}
        begun = {v: field.starts for v, field in fields.items()}
        while True:
            reached = {
                v: g.flood(begun[v], fields[v].free, corners=not strict) for v, g in self.grids.items()
            }
            onward = {v: begun[v] | self._by_link(v, reached, fields) for v in self.grids}
            if all((onward[v] == begun[v]).all() for v in self.grids):
                return any((reached[v] & fields[v].goal).any() for v in self.grids)
            begun = onward

    def _by_link(self, level: str, reached: Mapping[str, Bools], fields: Mapping[str, Field]) -> Bools:
        """The floor of a level onto which a link leads from a room that is reached."""
        out = np.zeros(len(self.grids[level].points), dtype=bool)
        for link in self.plan.links:
            areas = {v: self._floor(v, room, fields) for v, room in link}
            if any((reached[v] & cells).any() for v, cells in areas.items()):
                out |= areas.get(level, out)
        return out & fields[level].free

    def _floor(self, level: str, name: str, fields: Mapping[str, Field]) -> Bools:
        grid = self.grids[level]
        room = next(r for r in grid.level.rooms if r.id == name)
        nobody = np.zeros(len(grid.points), dtype=bool)
        return grid.room_cells(room) & fields[level].clear if grid.enters(room) else nobody


def refute(tower: Tower, question: Question, verdict: Verdict) -> str:
    """What the grids find wrong with a verdict; empty when nothing is."""
    asked = {v: tower.asked(v, question) for v in tower.grids}
    if verdict.answer == "proved" and tower.reaches(asked, strict=True):
        return "proved, and the grids walk in"
    if verdict.answer in ("fail", "conditional") and not tower.reaches(asked, strict=False):
        return f"{verdict.answer}, and no way on the grids"
    if verdict.answer == "conditional" and tower.reaches(asked, strict=True, growth=GROWTH):
        return "conditional, and the grids walk in past grown signs"
    if verdict.answer == "fail" and not tower.reaches(asked, strict=False, growth=GROWTH):
        return "fail, and grown signs close the grids"
    bare = {v: replace(a, notice=shapely.Polygon()) for v, a in asked.items()}
    if verdict.answer in ("not-reached", "no-way-in", "nothing-watched"):
        return f"{verdict.answer}, and the grids get there" if tower.reaches(bare, strict=True) else ""
    return "" if tower.reaches(bare, strict=False) else f"{verdict.answer}, and the grids do not get there"


def check_legs(tower: Tower, verdict: Verdict, question: Question) -> str:
    """What is wrong with the walk of a verdict: a wall, no link, a start or an end that is none."""
    if verdict.walk is None:
        return ""
    legs = verdict.walk.legs
    for leg in legs:
        line = tower.in_plan(leg.level, shapely.LineString(leg.points))
        if line.crosses(shapely.multilinestrings([w.reshape(2, 2) for w in tower.grids[leg.level].walls])):
            return "the walk goes through a wall"
    for a, b in pairwise(legs):
        ends = (a.level, shapely.Point(a.points[-1])), (b.level, shapely.Point(b.points[0]))
        if not any(_joins(tower, link, ends) for link in tower.plan.links):
            return f"no link leads from {a.level} to {b.level}"
    starts = [area for _, area in tower.site.storeys[legs[0].level].starts]
    if shapely.union_all(starts).distance(shapely.Point(legs[0].points[0])) > 0.01:
        return "the walk begins nowhere"
    end = tower.in_plan(legs[-1].level, shapely.Point(legs[-1].points[-1]))
    return (
        "" if tower.asked(legs[-1].level, question).captured.distance(end) < 0.26 else "the walk ends unseen"
    )


def _joins(
    tower: Tower, link: tuple[tuple[str, str], ...], ends: tuple[tuple[str, BaseGeometry], ...]
) -> bool:
    def lies_in(level: str, place: BaseGeometry) -> bool:
        rooms = {(v.id, r.id): shapely.Polygon(r.polygon) for v in tower.plan.levels for r in v.rooms}
        here = tower.in_plan(level, place)
        return any(v == level and rooms[v, r].distance(here) < 0.01 for v, r in link)

    return all(lies_in(level, place) for level, place in ends)
