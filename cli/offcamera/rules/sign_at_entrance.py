"""Each entrance has a sign that everybody who comes in by it meets.

The proof of the walk with one entrance at a time: whoever starts outside it and goes farther in than two
metres must have met a legible sign. It does not ask which camera sees where, only that the place is watched.

Passes: two signs, one on either side of each door. Fails: the side entrance that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from offcamera.findings.evidence import Evidence, Figure, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.place import Place, Ref
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.rules.way import list_unread, tell_way
from offcamera.sight.proof import Verdict, prove
from offcamera.sight.reach import Site as Walks
from offcamera.sight.scene import LevelScene
from offcamera.sight.scene.ground import Walkers

ID = "sign-at-entrance"
LOOKS_AT = "opening"
#: How far inside an entrance its sign must have been met (m); case 32.
_INSIDE = 2.0
_GOAL = "inside"
#: The other ways in are shut: nobody goes round the building to come in by another (m on either side).
_SHUT = 0.02
#: An entrance with nothing farther in needs no sign.
_OUTCOMES = {
    "proved": Outcome.PASS,
    "nothing-watched": Outcome.PASS,
    "fail": Outcome.FAIL,
    "conditional": Outcome.CONDITIONAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ReadingParams):
    """``walkers`` that come in: public, staff or all."""

    walkers: str = "public"


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Has each entrance of the monitored place a sign legible on the way in?"""
    walks = site.walks.walks(params.reading, params.walkers)
    if not any(site.cameras()):
        return
    found = False
    for level_id, level in site.scene.levels.items():
        walkers = site.walks.walkers(level_id, params.walkers)
        for opening in dict.fromkeys(way.opening for way in walkers.ways):
            found = True
            key = (ID, params, level_id, opening)
            if key not in site.asked:
                site.asked[key] = (_judge(site, params, level, walks, opening),)
            yield from site.asked[key]
    if not found:
        ref = Ref("site", "", "")
        yield Answer(looked_at=ref, outcome=Outcome.UNKNOWN, about=(ref,), because=Reason("no-way-in"))


def _judge(site: Site, params: Params, level: LevelScene, walks: Walks, opening: int) -> Answer:
    """Prove one entrance."""
    level_id, ref = level.level.id, level.ref_of_opening(opening)
    walkers = site.walks.walkers(level_id, params.walkers)
    one = _one_entrance(walks, level_id, ref.id, walkers, opening)
    verdict = prove(one, [(level_id, _GOAL)], before=False)
    figures = tell_way(verdict, list_unread(site, params, level_id))
    return _answer(ref, verdict, _evidence(verdict, figures, level), level.level.openings[opening].place)


def _one_entrance(walks: Walks, level: str, name: str, walkers: Walkers, opening: int) -> Walks:
    """The site with this entrance alone, and the floor farther in than two metres as what is watched."""
    doors = [LineString([w.start, w.end]) for w in walkers.ways if w.opening == opening]
    rooms = [s for i, s in walkers.ground.rooms.items() if i in walkers.ground.entered]
    inside = shapely.union_all(rooms).intersection(walkers.floor)
    goal: BaseGeometry = inside.difference(shapely.union_all(doors).buffer(_INSIDE))
    storeys = {v: replace(s, starts=(), monitored={}) for v, s in walks.storeys.items()}
    starts = tuple((n, a) for n, a in walks.storeys[level].starts if n == name)
    others = [LineString([w.start, w.end]) for w in walkers.ways if w.opening != opening]
    floor = walks.storeys[level].floor.difference(shapely.union_all(others).buffer(_SHUT))
    storeys[level] = replace(walks.storeys[level], floor=floor, starts=starts, monitored={_GOAL: goal})
    return Walks(storeys, walks.joins)


def _evidence(verdict: Verdict, figures: Mapping[str, Figure], level: LevelScene) -> Evidence:
    if verdict.walk is None:
        return Evidence(figures=figures)
    dx, dy = level.mesh.origin
    return Evidence(
        walk=tuple((x + dx, y + dy) for x, y in verdict.walk.legs[-1].points),
        figures={**figures, "length": round(verdict.walk.length, 1)},
    )


def _answer(ref: Ref, verdict: Verdict, evidence: Evidence, place: Place) -> Answer:
    outcome = _OUTCOMES.get(verdict.answer, Outcome.UNKNOWN)
    return Answer(
        looked_at=ref,
        outcome=outcome,
        about=(ref,),
        because=Reason(verdict.answer) if outcome is Outcome.UNKNOWN else None,
        evidence=evidence,
        place=place,
    )
