"""Where signs should hang: the fewest that make the claim true, each proposal proved by asking again.

For every way in, places on the walls about it are tried, outside beside the door and inside in front of
whoever comes in: one sign, then pairs, then triples, the smallest print first. What is found is put into the
plan, and the whole claim is asked of that plan; a sign without which it still holds is taken out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import atan2, degrees, hypot

import numpy as np
from shapely.geometry.base import BaseGeometry

from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.proof import Site as Walks
from offcamera.sight.proof import Verdict, holds, prove
from offcamera.sight.scene import Scene
from offcamera.sight.scene.ground import Walkers
from offcamera.sight.walk import Way

#: Prints that are tried, smallest first: ISO 216 sizes upright (m), with the height of their capitals (m).
PRINTS: tuple[tuple[str, tuple[float, float], float], ...] = (
    ("A4", (0.210, 0.297), 0.015),
    ("A3", (0.297, 0.420), 0.022),
    ("A2", (0.420, 0.594), 0.030),
    ("A1", (0.594, 0.841), 0.045),
)
#: Height of the centre of a proposed sign (m): the middle of the sign design guide's 1.4 to 1.7 m.
_HEIGHT = 1.55
#: How far beside a door, and how far apart along a wall, places are tried (m).
_BESIDE = (0.4, 1.0, 2.0)
_APART = 1.5
#: How far in from a door walls are tried (m), and how many places about one way in at most.
_INWARD = 12.0
_MOST = 14
#: How many signs are tried together, and from how many of the best places.
_TRIED = ((1, 14), (2, 12), (3, 7))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Signs that make the claim true, or as near to it as was found.

    ``new`` are (level, sign) to be hung; ``moved`` signs of the plan with the place that they should have.
    ``proved``: asked again of the plan with them, the claim holds; else ``verdict`` says what is left.
    """

    new: tuple[tuple[str, Sign], ...]
    moved: tuple[tuple[str, Sign], ...]
    proved: bool
    verdict: Verdict
    plan: Plan


def suggest_signs(plan: Plan, params: Params) -> Proposal:
    """Propose the fewest signs after which nobody walks into view without having met one."""
    site = Site(plan, Scene(plan))
    verdict = _ask(plan, params)
    if verdict.answer in ("proved", "nothing-watched", "no-way-in", "not-reached"):
        return Proposal((), (), verdict.answer == "proved", verdict, plan)
    chosen: list[tuple[str, Sign]] = []
    for level, name in _starts(site, params):
        chosen += _cover(site, params, level, name, chosen)
    chosen = _fewest(plan, params, chosen)
    new, moved = _reuse(plan, params, chosen)
    after = _with_signs(plan, new, moved)
    last = _ask(after, params)
    return Proposal(tuple(new), tuple(moved), last.answer == "proved", last, after)


def _ask(plan: Plan, params: Params) -> Verdict:
    """The claim, asked of a plan from the beginning, for all cameras together."""
    site = Site(plan, Scene(plan))
    cameras = [(level.level.id, camera.id) for level, camera in site.cameras()]
    walks = site.walks.walks(params.reading, params.walkers)
    return prove(walks, cameras, before=params.notice == "before", facing=params.facing)


def _starts(site: Site, params: Params) -> Iterator[tuple[str, str]]:
    walks = site.walks.walks(params.reading, params.walkers)
    for level, storey in walks.storeys.items():
        for name in dict.fromkeys(name for name, _ in storey.starts):
            yield level, name


def _cover(
    site: Site, params: Params, level: str, start: str, have: Sequence[tuple[str, Sign]]
) -> list[tuple[str, Sign]]:
    """The fewest places about one way in, in the smallest print, that warn everybody who comes by it."""
    walks = _from(site.walks.walks(params.reading, params.walkers), level, start)
    cameras = [(lv.level.id, camera.id) for lv, camera in site.cameras()]
    base = _add(site, params, walks, have)
    if _holds(base, cameras, params):
        return []
    for _, size, text in PRINTS:
        places = list(_places(site, params, level, start, (size, text)))
        for n, most in _TRIED:
            for signs in combinations(places[:most], n):
                if _holds(_add(site, params, base, [(level, s) for s in signs]), cameras, params):
                    return [(level, s) for s in signs]
    return []


def _holds(walks: Walks, cameras: Sequence[tuple[str, str]], params: Params) -> bool:
    before = params.notice == "before"
    if not holds(walks, cameras, before=before):
        return False
    return (
        params.facing is None or prove(walks, cameras, before=before, facing=params.facing).answer == "proved"
    )


def _from(walks: Walks, level: str, start: str) -> Walks:
    """The site with the walks of one way in only."""
    storeys = {
        v: replace(s, starts=tuple(x for x in s.starts if v == level and x[0] == start))
        for v, s in walks.storeys.items()
    }
    return Walks(storeys, walks.joins)


def _add(site: Site, params: Params, walks: Walks, signs: Iterable[tuple[str, Sign]]) -> Walks:
    storeys = dict(walks.storeys)
    for level, sign in signs:
        area = site.walks.notice_of(level, sign, params.reading, params.walkers)
        dx, dy = site.scene.levels[level].mesh.origin
        old = storeys[level]
        storeys[level] = replace(
            old,
            notice={**old.notice, sign.id: area},
            signs={**old.signs, sign.id: (sign.at[0] - dx, sign.at[1] - dy)},
        )
    return Walks(storeys, walks.joins)


def _places(
    site: Site, params: Params, level: str, start: str, print_: tuple[tuple[float, float], float]
) -> Iterator[Sign]:
    """Places on the walls about a way in, most promising first; a sign that reads nowhere is none."""
    walkers = site.walks.walkers(level, params.walkers)
    spots = [spot for way in walkers.ways if _name(site, level, way) == start for spot in _beside(way)]
    spots += _on_walls(walkers, level, start, site)
    found: list[tuple[float, Sign]] = []
    dx, dy = walkers.scene.mesh.origin
    for i, (x, y, facing) in enumerate(spots[: 4 * _MOST]):
        sign = Sign(
            id=f"new-{start}-{i + 1}",
            at=(round(x + dx, 2), round(y + dy, 2)),
            height=_HEIGHT,
            facing=round(facing) % 360,
            size=print_[0],
            text_height=print_[1],
            pictogram=None if params.read == "text" else print_[0][0] * 0.8,
        )
        area: BaseGeometry = site.walks.notice_of(level, sign, params.reading, params.walkers)
        if area.area > 0.2:
            found.append((-area.intersection(walkers.floor).area, sign))
    yield from (sign for _, sign in sorted(found, key=lambda f: f[0])[:_MOST])


def _name(site: Site, level: str, way: Way) -> str:
    return site.scene.levels[level].level.openings[way.opening].id


def _beside(way: Way) -> Iterator[tuple[float, float, float]]:
    """Outside, on the wall on either side of a door, facing out: x, y and facing."""
    a, b = np.array(way.start), np.array(way.end)
    along = (b - a) / (np.hypot(*(b - a)) or 1.0)
    facing = degrees(atan2(way.outward[0], way.outward[1]))
    for distance in _BESIDE:
        for end, sign in ((a, -1.0), (b, 1.0)):
            x, y = end + sign * distance * along
            yield float(x), float(y), facing


def _on_walls(walkers: Walkers, level: str, start: str, site: Site) -> list[tuple[float, float, float]]:
    """Inside, along the walls that whoever comes in has before him: x, y and facing, nearest first."""
    starts = [area for name, area in walkers.starts if name == start]
    ways = [w.middle for w in walkers.ways if _name(site, level, w) == start]
    centre = ways[0] if ways else (starts[0].centroid.x, starts[0].centroid.y)
    found = []
    for room, shape in walkers.ground.rooms.items():
        if room not in walkers.ground.entered:
            continue
        ring = np.array(shape.exterior.coords)
        for a, b in pairwise(ring):
            length = hypot(*(b - a))
            inward = np.array([-(b - a)[1], (b - a)[0]]) / (length or 1.0)
            inward = inward if shape.exterior.is_ccw else -inward
            for t in np.arange(_APART / 2, length, _APART):
                x, y = a + (b - a) * t / length
                away = hypot(x - centre[0], y - centre[1])
                if away < _INWARD:
                    found.append((away, float(x), float(y), degrees(atan2(inward[0], inward[1]))))
    return [(x, y, facing) for _, x, y, facing in sorted(found)]


def _fewest(plan: Plan, params: Params, chosen: list[tuple[str, Sign]]) -> list[tuple[str, Sign]]:
    """Take out, one by one, every sign without which the claim still holds."""
    kept = list(chosen)
    for item in chosen:
        fewer = [other for other in kept if other is not item]
        if _ask(_with_signs(plan, fewer, ()), params).answer == "proved":
            kept = fewer
    return kept


def _reuse(
    plan: Plan, params: Params, chosen: Sequence[tuple[str, Sign]]
) -> tuple[list[tuple[str, Sign]], list[tuple[str, Sign]]]:
    """Hang an idle sign of the plan in the place of a new one, where it is big enough."""
    carried = set(_ask(_with_signs(plan, chosen, ()), params).carries)
    idle = [(lv.id, s) for lv in plan.levels for s in lv.signs if f"{lv.id}.{s.id}" not in carried]
    new, moved = [], []
    for level, sign in chosen:
        fit = (o for o in idle if o[0] == level and (o[1].text_height or 0.0) >= (sign.text_height or 0.0))
        old = next(fit, None)
        if old is None:
            new.append((level, sign))
            continue
        idle.remove(old)
        moved.append((level, replace(old[1], at=sign.at, height=sign.height, facing=sign.facing, on=None)))
    if moved and _ask(_with_signs(plan, new, moved), params).answer != "proved":
        return list(chosen), []
    return new, moved


def _with_signs(plan: Plan, new: Iterable[tuple[str, Sign]], moved: Iterable[tuple[str, Sign]]) -> Plan:
    """The plan with signs added, and others in another place."""
    added, put = list(new), {(v, s.id): s for v, s in moved}

    def change(level: Level) -> Level:
        old = tuple(put.get((level.id, s.id), s) for s in level.signs)
        return replace(level, signs=(*old, *(s for v, s in added if v == level.id)))

    return replace(plan, levels=tuple(change(level) for level in plan.levels))
