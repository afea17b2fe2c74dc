"""The proof that nobody walks into view unwarned, or the walk that does (design 3.4; cases 3, 15, 33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.direction import Map, part_floor, reach_unwarned, stands_unwarned
from offcamera.sight.overlay import common_part
from offcamera.sight.reach import Cuts, Piece, Site, area_of, meet
from offcamera.sight.unwarned import Camera, Walk, find_walk, warned_share
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
class _Question:
    """What is asked: the cameras, the watched floor that is reached, and the notice that counts for it."""

    cuts: Cuts
    cameras: Sequence[Camera]
    goals: Mapping[str, BaseGeometry]
    notice: Mapping[str, BaseGeometry]
    watched: Mapping[str, BaseGeometry]
    before: bool

    def is_needed(self, level: str, sign: str) -> bool:
        """Does a proof fall without this sign?"""
        if not self.cuts.carries(self.notice, level, sign):
            return False
        pieces = self.cuts.lacking(self.notice, level, sign)
        if self.before and self.notice is self.cuts.signed and self.cuts.comes_to(pieces, self.watched):
            return True
        return area_of(meet(pieces, self.goals)) >= _NOTHING

    def unwarned(self, growth: float = 0.0) -> dict[str, BaseGeometry]:
        """What of the goals is reached unwarned, with the reach of the signs grown by so much (m)."""
        return meet(self.cuts.cut(self.notice, growth), self.goals)


def prove(
    site: Site,
    cameras: Sequence[Camera],
    *,
    before: bool,
    facing: float | None = None,
    cuts: Cuts | None = None,
) -> Verdict:
    """Does every walk from a start to floor that these cameras (level, id) watch meet a sign first?

    ``before``: the sign must be met on floor that is not watched; else it suffices on entering view.
    ``facing``: a sign warns only who has it within this angle of his way (degrees, at least 90; case 16).
    ``cuts``: those of the site, where it is asked of several cameras.
    """
    watched, goals = _watched(site, cameras)
    if area_of(goals) < _NOTHING:
        return Verdict("nothing-watched")
    if not any(s.starts for s in site.storeys.values()):
        return Verdict("no-way-in", out_of_reach=area_of(watched))
    cuts = cuts or Cuts(site)
    reached = meet(cuts.bare, goals)
    missed = max(0.0, area_of(goals) - area_of(reached))
    if area_of(reached) < _NOTHING:
        return Verdict("not-reached", out_of_reach=missed)
    asked = _Question(cuts, cameras, reached, cuts.notice(watched, before=before), watched, before)
    verdict = _judge(site, asked, missed)
    if facing is None or verdict.answer != "proved":
        return verdict
    return _judge_facing(site, cameras, reached, asked.notice, (verdict, max(90.0, facing)))


def holds(site: Site, cameras: Sequence[Camera], *, before: bool) -> bool:
    """Is the claim proved, or is there nothing to prove? The short question, without the evidence."""
    watched, goals = _watched(site, cameras)
    cuts = Cuts(site)
    return area_of(meet(cuts.cut(cuts.notice(watched, before=before), 0.0), goals)) < _NOTHING


def find_unwarned(site: Site, cameras: Sequence[Camera], *, before: bool) -> Walk | None:
    """The shortest walk found from a start to floor that these cameras watch and that no sign warns."""
    watched, goals = _watched(site, cameras)
    cuts = Cuts(site)
    pieces = cuts.cut(cuts.notice(watched, before=before), 0.0)
    unwarned = meet(pieces, goals)
    return find_walk(site, pieces, unwarned, cameras) if area_of(unwarned) >= _NOTHING else None


def _watched(
    site: Site, cameras: Sequence[Camera]
) -> tuple[dict[str, BaseGeometry], dict[str, BaseGeometry]]:
    """The floor that some cameras watch, level by level, and what of it counts (case 33)."""
    watched = {
        level: shapely.union_all([s.monitored[c] for v, c in cameras if v == level])
        for level, s in site.storeys.items()
    }
    return watched, {level: shape.buffer(-INSIDE) for level, shape in watched.items()}


def _judge(site: Site, asked: _Question, missed: float) -> Verdict:
    unwarned = asked.unwarned()
    whole = area_of(asked.goals)
    if area_of(unwarned) < _NOTHING:
        return Verdict("proved", 0.0, whole, missed, carries=_carriers(site, asked))
    return Verdict(
        "conditional" if _closes(asked, GROWTH) else "fail",
        area_of(unwarned),
        whole,
        missed,
        _width(asked),
        find_walk(site, asked.cuts.cut(asked.notice, 0.0), unwarned, asked.cameras),
        straight=warned_share(site, asked.goals, asked.notice),
        floor=unwarned,
    )


def _judge_facing(
    site: Site,
    cameras: Sequence[tuple[str, str]],
    goals: Mapping[str, BaseGeometry],
    notice: Mapping[str, BaseGeometry],
    proved: tuple[Verdict, float],
) -> Verdict:
    """What is proved for signs that warn all round, asked again for signs that must be faced."""
    verdict, angle = proved
    kept = {v: {s: common_part(a, notice[v]) for s, a in st.notice.items()} for v, st in site.storeys.items()}
    patches = tuple(p for v, st in site.storeys.items() for p in part_floor(v, st.floor, kept[v]))
    places = {(v, s): at for v, st in site.storeys.items() for s, at in st.signs.items()}
    starts = {v: [a for _, a in st.starts] for v, st in site.storeys.items()}
    reached = [Piece(p.level, shape) for p, shape in reach_unwarned(Map(patches, places, site.joins), starts)]
    unwarned = meet(reached, goals)
    if area_of(unwarned) < _NOTHING:
        return verdict
    joined = [
        Piece(v, shapely.union_all([p.shape for p in reached if p.level == v]).buffer(_SEAM)) for v in goals
    ]
    walk = find_walk(site, [p for p in joined if not p.shape.is_empty], unwarned, cameras)
    stands = walk is not None and all(
        stands_unwarned(leg.points, kept[leg.level], site.storeys[leg.level].signs, angle)
        for leg in walk.legs
    )
    answer = "fail" if stands else "direction-not-settled"
    return Verdict(
        answer, area_of(unwarned), verdict.of_area, verdict.out_of_reach, walk=walk, floor=unwarned
    )


def _closes(asked: _Question, growth: float) -> bool:
    """Is every unwarned way closed when the signs' reach grows by so much (m)?"""
    return area_of(asked.unwarned(growth)) < _NOTHING


def _width(asked: _Question) -> float | None:
    """Width of the unwarned way (m): twice the growth that closes it, to 2 cm; None when none does."""
    if not _closes(asked, WIDEST / 2):
        return None
    low, high = 0.0, WIDEST / 2
    while high - low > 0.01:
        middle = (low + high) / 2
        if _closes(asked, middle):
            high = middle
        else:
            low = middle
    return 2 * high


def _carriers(site: Site, asked: _Question) -> tuple[str, ...]:
    """The signs that the proof rests on: without one of them it falls."""
    found = []
    for level, storey in site.storeys.items():
        for sign in storey.notice:
            if asked.is_needed(level, sign):
                found.append(f"{level}.{sign}" if level else sign)
    return tuple(found)
