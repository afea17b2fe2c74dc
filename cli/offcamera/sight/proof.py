"""The proof that nobody walks into view unwarned, or the walk that does (design 3.4; cases 3, 15, 33)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.cuts import Cuts, Notice
from offcamera.sight.direction import Map, part_floor, reach_unwarned, stands_unwarned
from offcamera.sight.overlay import common_part, together
from offcamera.sight.reach import Goal, Site, Storey, lay_goals
from offcamera.sight.straight import Straight
from offcamera.sight.unwarned import Camera, Walk, find_walk
from offcamera.sight.walk import INSIDE

#: Growing the signs' reach by this (m) must not close the way of a true fail (case 15).
GROWTH = 0.6
#: Patches that were cut apart are joined again over this (m).
_SEAM = 0.003
#: Less watched floor than this is a slip of rounding (m²).
_NOTHING = 1e-4
#: The widest unwarned way whose width is told (m).
WIDEST = 4.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the walk showed for some cameras.

    ``answer``: proved, fail, conditional, no-way-in, not-reached, nothing-watched or direction-not-settled.
    ``area`` of the watched floor that is reached unwarned out of ``of_area`` that is reached at all (m²),
    ``out_of_reach`` what no walk reaches. ``width`` of the unwarned way (m), None where it is wider than was
    tried. ``straight``: the share of straight walks that are warned. ``carries`` are the signs without which
    the proof falls. ``floor`` is the watched floor that is reached unwarned, level by level (mesh's frame).
    """

    answer: str
    area: float = 0.0
    of_area: float = 0.0
    out_of_reach: float = 0.0
    width: float | None = None
    walk: Walk | None = None
    carries: tuple[str, ...] = ()
    straight: float | None = None
    floor: Mapping[str, BaseGeometry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Watched:
    """The floor that some cameras (level, id) watch, level by level, and what of it counts (case 33)."""

    cameras: Sequence[Camera]
    floor: Mapping[str, BaseGeometry]
    goal: Goal


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked: the floor that is watched, and which notice counts for it."""

    cuts: Cuts
    watched: _Watched
    notice: Notice
    before: bool

    def is_needed(self, level: str, sign: str) -> bool:
        """Does a proof fall without this sign?"""
        if not self.cuts.carries(self.notice, level, sign):
            return False
        reach = self.cuts.lacking(self.notice, level, sign)
        if self.before and self.notice.is_whole and self.cuts.comes_to(reach, self.watched.floor):
            return True
        return reach.area_of(self.watched.goal, _NOTHING) >= _NOTHING

    def is_closed(self, growth: float) -> bool:
        """Is every unwarned way closed when the signs' reach grows by so much (m)?"""
        return self.cuts.cut(self.notice, growth).area_of(self.watched.goal, _NOTHING) < _NOTHING


def prove(site: Site, cameras: Sequence[Camera], *, before: bool, facing: float | None = None) -> Verdict:
    """Does every walk from a start to floor that these cameras (level, id) watch meet a sign first?

    ``before``: the sign must be met on floor that is not watched; else it suffices on entering view.
    ``facing``: a sign warns only who has it within this angle of his way (degrees, at least 90; case 16).
    """
    return next(prove_each(site, [cameras], before=before, facing=facing))


def prove_each(
    site: Site, asked: Sequence[Sequence[Camera]], *, before: bool, facing: float | None = None
) -> Iterator[Verdict]:
    """The same for some groups of cameras in turn: what they have in common is worked out once."""
    cuts = Cuts(site)
    straight = Straight(cuts)
    for watched in _watch(site, asked):
        yield _prove(
            _Question(cuts, watched, cuts.notice(watched.floor, before=before), before), straight, facing
        )


def _prove(asked: _Question, straight: Straight, facing: float | None) -> Verdict:
    goal, site = asked.watched.goal, asked.cuts.site
    if goal.area < _NOTHING:
        return Verdict("nothing-watched")
    if not any(s.starts for s in site.storeys.values()):
        return Verdict("no-way-in", out_of_reach=sum(a.area for a in asked.watched.floor.values()))
    reached = asked.cuts.bare.area_of(goal)
    missed = max(0.0, goal.area - reached)
    if reached < _NOTHING:
        return Verdict("not-reached", out_of_reach=missed)
    verdict = replace(_judge(asked, straight), of_area=reached, out_of_reach=missed)
    if facing is None or verdict.answer != "proved":
        return verdict
    return _judge_facing(asked, verdict, max(90.0, facing))


def holds(site: Site, cameras: Sequence[Camera], *, before: bool) -> bool:
    """Is the claim proved, or is there nothing to prove? The short question, without the evidence."""
    [watched], cuts = _watch(site, [cameras]), Cuts(site)
    return cuts.cut(cuts.notice(watched.floor, before=before)).area_of(watched.goal, _NOTHING) < _NOTHING


def find_unwarned(site: Site, cameras: Sequence[Camera], *, before: bool) -> Walk | None:
    """The shortest walk found from a start to floor that these cameras watch and that no sign warns."""
    [watched], cuts = _watch(site, [cameras]), Cuts(site)
    reach = cuts.cut(cuts.notice(watched.floor, before=before))
    unwarned = reach.shapes_of(watched.goal)
    return find_walk(site, reach, unwarned, cameras) if area_of(unwarned) >= _NOTHING else None


def _watch(site: Site, asked: Sequence[Sequence[Camera]]) -> list[_Watched]:
    """What groups of cameras watch."""
    floors: list[dict[str, BaseGeometry]] = [{} for _ in asked]
    goals: list[dict[str, BaseGeometry]] = [{} for _ in asked]
    for level, storey in site.storeys.items():
        shapes = np.array([_all_of(storey, level, some) for some in asked], dtype=object)
        inner = shapely.buffer(shapes, -INSIDE)
        for i, shape in enumerate(shapes):
            floors[i][level], goals[i][level] = shape, inner[i]
    laid = lay_goals(site, goals)
    return [_Watched(*each) for each in zip(asked, floors, laid, strict=True)]


def _all_of(storey: Storey, level: str, cameras: Sequence[Camera]) -> BaseGeometry:
    """What some cameras watch of one level."""
    shapes = [storey.monitored[c] for v, c in cameras if v == level]
    return shapes[0] if len(shapes) == 1 else together(shapes)


def _judge(asked: _Question, straight: Straight) -> Verdict:
    cuts, watched = asked.cuts, asked.watched
    reach = cuts.cut(asked.notice)
    if reach.area_of(watched.goal, _NOTHING) < _NOTHING:
        return Verdict("proved", carries=_carriers(asked))
    unwarned = reach.shapes_of(watched.goal)
    wide = cuts.cut(asked.notice, GROWTH)
    closes = wide.area_of(watched.goal, _NOTHING) < _NOTHING
    # Of a fail a walk is shown that stays open: of several ways one of those that answer and width are about.
    shown = reach if closes else wide
    return Verdict(
        "conditional" if closes else "fail",
        area_of(unwarned),
        width=_width(asked),
        walk=find_walk(cuts.site, shown, shown.shapes_of(watched.goal), watched.cameras),
        straight=straight.warned_share(cuts.bare.shapes_of(watched.goal), asked.notice),
        floor=unwarned,
    )


def area_of(shapes: Mapping[str, BaseGeometry]) -> float:
    """The area of what lies on all levels (m²)."""
    return sum(s.area for s in shapes.values())


def _judge_facing(asked: _Question, verdict: Verdict, angle: float) -> Verdict:
    """What is proved for signs that warn all round, asked again for signs that must be faced."""
    site, notice = asked.cuts.site, asked.notice
    kept = {
        v: {s: common_part(a, notice.on(v)) for s, a in st.notice.items()} for v, st in site.storeys.items()
    }
    patches = tuple(p for v, st in site.storeys.items() for p in part_floor(v, st.floor, kept[v]))
    places = {(v, s): at for v, st in site.storeys.items() for s, at in st.signs.items()}
    starts = {v: [a for _, a in st.starts] for v, st in site.storeys.items()}
    reached = reach_unwarned(Map(patches, places, site.joins), starts)
    left = {v: together([shape for p, shape in reached if p.level == v]) for v in site.storeys}
    unwarned = {v: common_part(shape, asked.watched.goal.shapes[v]) for v, shape in left.items()}
    if area_of(unwarned) < _NOTHING:
        return verdict
    still = Site({v: replace(s, floor=left[v].buffer(_SEAM)) for v, s in site.storeys.items()}, site.joins)
    walk = find_walk(still, Cuts(still).bare, unwarned, asked.watched.cameras)
    stands = walk is not None and all(
        stands_unwarned(leg.points, kept[leg.level], site.storeys[leg.level].signs, angle)
        for leg in walk.legs
    )
    answer = "fail" if stands else "direction-not-settled"
    return replace(verdict, answer=answer, area=area_of(unwarned), walk=walk, floor=unwarned, carries=())


def _width(asked: _Question) -> float | None:
    """Width of the unwarned way (m): twice the growth that closes it, to 2 cm; None when none does."""
    if not asked.is_closed(WIDEST / 2):
        return None
    low, high = 0.0, WIDEST / 2
    while high - low > 0.01:
        middle = (low + high) / 2
        if asked.is_closed(middle):
            high = middle
        else:
            low = middle
    return 2 * high


def _carriers(asked: _Question) -> tuple[str, ...]:
    """The signs that the proof rests on: without one of them it falls."""
    return tuple(
        f"{level}.{sign}" if level else sign
        for level, storey in asked.cuts.site.storeys.items()
        for sign in storey.notice
        if asked.is_needed(level, sign)
    )
