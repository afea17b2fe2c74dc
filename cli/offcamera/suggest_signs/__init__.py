"""Where signs should hang: the fewest that make the claim true, each proposal proved by asking again.

For every way in there is a line that whoever walks into view must cross: its door, or the rim of what is
watched. Signs are sought that can be read at every point of it, on walls beside doors first and on posts
where walls do not do, with the smallest print that needs no more signs than the largest. What is found is put
into the plan, and the whole claim is asked of that plan; a sign without which it still holds is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shapely import union_all
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.proof import Site as Walks
from offcamera.sight.proof import Verdict, holds, prove
from offcamera.sight.scene import Scene
from offcamera.sight.walk import Way
from offcamera.suggest_signs.cover import MOST, PRINTS, Coverer, Print
from offcamera.suggest_signs.spots import Spot, list_spots
from offcamera.suggest_signs.targets import Target, list_targets, watched_floor

#: How often a gap that the proof finds between the points of a line is closed.
_GAPS = 5
#: What lies on the edge of a legible area is covered (m).
_EDGE = 0.003
#: Posts are tried where so many signs on walls do not do; a post costs as much as three on a wall.
_FEW, _POST = 2, 3

Hung = tuple[str, Sign]  #: a level and a sign on it


@dataclass(frozen=True, slots=True)
class Proposal:
    """Signs that make the claim true, or as near to it as was found.

    ``new`` are (level, sign) to be hung; ``moved`` signs of the plan with the place that they should have.
    ``proved``: asked again of the plan with them, the claim holds; else ``verdict`` says what is left.
    """

    new: tuple[Hung, ...]
    moved: tuple[Hung, ...]
    proved: bool
    verdict: Verdict
    plan: Plan


def suggest_signs(plan: Plan, params: Params) -> Proposal:
    """Propose the fewest signs after which nobody walks into view without having met one."""
    search = _Search(plan, params)
    if search.holds():
        verdict = _ask(plan, params)
        return Proposal((), (), verdict.answer in ("proved", "nothing-watched"), verdict, plan)
    chosen = _name(plan, search.choose())
    new, moved = _reuse(plan, params, chosen)
    after = _with_signs(plan, new, moved)
    last = _ask(after, params)
    return Proposal(tuple(new), tuple(moved), last.answer == "proved", last, after)


class _Search:
    """The search for signs on one plan: its walks, its cameras, and the signs found so far."""

    def __init__(self, plan: Plan, params: Params) -> None:
        self.site, self.params = Site(plan, Scene(plan)), params
        self.coverer = Coverer(self.site, params)
        self.walks = self.site.walks.walks(params.reading, params.walkers)
        self.cameras = [(level.level.id, camera.id) for level, camera in self.site.cameras()]
        self.watched = watched_floor(self.walks, self.cameras)
        self.before = params.notice == "before"
        self.spots: dict[tuple[str, tuple[str, str], str], list[Spot]] = {}

    def holds(self) -> bool:
        """Is there nothing to do: the claim holds, or cannot be asked?"""
        return self._holds(self.walks, ())

    def choose(self) -> list[Hung]:
        """The signs that cost least: found way in by way in, or all along the rim of what is watched."""
        found = self.fewest(self._choose(rim_only=False))
        if len(found) <= _FEW or not self._holds(self.walks, found):
            return found
        rim = self.fewest(self._choose(rim_only=True))
        return min((found, rim), key=_cost) if self._holds(self.walks, rim) else found

    def _choose(self, *, rim_only: bool) -> list[Hung]:
        """The signs for every way in, one after the other, each counting what hangs already."""
        chosen: list[Hung] = []
        starts = dict.fromkeys((v, name) for v, s in self.walks.storeys.items() for name, _ in s.starts)
        for start in starts:
            alone = self._only(start)
            if not self._holds(alone, chosen):
                signs = self._for_start(start, alone, chosen, rim_only=rim_only)
                if not signs:
                    break  # one way in that stays open is enough: no other sign helps
                chosen += signs
        return chosen

    def _only(self, start: tuple[str, str]) -> Walks:
        """The site with the walks of one way in only."""
        storeys = {
            v: replace(s, starts=tuple(x for x in s.starts if (v, x[0]) == start))
            for v, s in self.walks.storeys.items()
        }
        return Walks(storeys, self.walks.joins)

    def _holds(self, walks: Walks, signs: Sequence[Hung]) -> bool:
        return holds(self._add(walks, signs), self.cameras, before=self.before)

    def _add(self, walks: Walks, signs: Sequence[Hung]) -> Walks:
        storeys = dict(walks.storeys)
        for number, (level, sign) in enumerate(signs):
            area = self.site.walks.notice_of(level, sign, self.params.reading, self.params.walkers)
            old = storeys[level]
            storeys[level] = replace(old, notice={**old.notice, f"new {number}": area})
        return Walks(storeys, walks.joins)

    def _for_start(
        self, start: tuple[str, str], alone: Walks, have: Sequence[Hung], *, rim_only: bool
    ) -> list[Hung]:
        """The fewest signs for one way in, over its door or over the rim of what is watched."""
        ways = self._ways(start)
        targets = list_targets(alone, start, ways, self.watched, self.before)
        targets = [target for target in targets if target.what == "rim" or not rim_only]
        found: list[list[Hung]] = []
        for target in targets:
            found += self._by_print(target, ways, alone, (have, False, MOST))
        walls = min(map(len, found), default=MOST + 1)
        for target in targets if walls > _FEW else ():
            found += self._by_print(target, ways, alone, (have, True, walls - 1))
        return min(found, key=_cost, default=[])

    def _ways(self, start: tuple[str, str]) -> list[Way]:
        openings = self.site.scene.levels[start[0]].level.openings
        walkers = self.site.walks.walkers(start[0], self.params.walkers)
        return [way for way in walkers.ways if openings[way.opening].id == start[1]]

    def _by_print(
        self, target: Target, ways: Sequence[Way], alone: Walks, terms: tuple[Sequence[Hung], bool, int]
    ) -> list[list[Hung]]:
        """What does it, for each print, smallest first; a larger one only where it needs fewer signs.

        ``terms``: the signs that hang already, whether posts are tried too, and how many signs at most.
        """
        have, posts, most = terms
        found: list[list[Hung]] = []
        for print_ in PRINTS:
            signs = self._cover(target, (ways, posts), alone, (have, print_, most))
            if signs is not None:
                found.append(signs)
                most = len(signs) - 1
            if most < 1:
                break
        return found

    def _cover(
        self,
        target: Target,
        about: tuple[Sequence[Way], bool],
        alone: Walks,
        terms: tuple[Sequence[Hung], Print, int],
    ) -> list[Hung] | None:
        """Signs of one print over a whole line: over points of it first, then over the gaps between them."""
        have, print_, most = terms
        signs: list[Hung] = []
        for _ in range(_GAPS):
            left = target.left(self._notice(self._add(alone, [*have, *signs])))
            if not left:
                break
            for level, points in left.items():
                spots = self._spots(level, about, target)
                found = self.coverer.cover(level, points, spots, print_, most - len(signs))
                if found is None:
                    return None
                signs += [(level, sign) for sign in found]
        return signs if self._holds(alone, [*have, *signs]) else None

    def _spots(self, level: str, about: tuple[Sequence[Way], bool], target: Target) -> list[Spot]:
        ways, posts = about
        key = (level, target.start, target.what)
        if key not in self.spots:
            walkers = self.site.walks.walkers(level, self.params.walkers)
            whole = target.left(dict.fromkeys(target.shapes, Polygon()))
            self.spots[key] = list_spots(walkers, ways, whole[level])
        return [spot for spot in self.spots[key] if posts or spot[3] == "wall"]

    def _notice(self, walks: Walks) -> dict[str, BaseGeometry]:
        """Where some sign can be read, where it counts, level by level."""
        notice = {v: union_all(list(s.notice.values())) for v, s in walks.storeys.items()}
        if self.before:
            notice = {v: a.difference(self.watched[v]) for v, a in notice.items()}
        return {v: a.buffer(_EDGE) for v, a in notice.items()}

    def fewest(self, chosen: Sequence[Hung]) -> list[Hung]:
        """Take out, one by one, every sign without which the claim still holds."""
        kept = list(chosen)
        if not self._holds(self.walks, kept):
            return kept
        for item in chosen:
            fewer = [other for other in kept if other is not item]
            if self._holds(self.walks, fewer):
                kept = fewer
        return kept


def _cost(signs: Sequence[Hung]) -> int:
    """How much there is to do: a post must be set up, and is in the way."""
    return sum(_POST if sign.on == "post" else 1 for _, sign in signs)


def _ask(plan: Plan, params: Params) -> Verdict:
    """The claim, asked of a plan from the beginning, for all cameras together."""
    site = Site(plan, Scene(plan))
    cameras = [(level.level.id, camera.id) for level, camera in site.cameras()]
    walks = site.walks.walks(params.reading, params.walkers)
    return prove(walks, cameras, before=params.notice == "before", facing=params.facing)


def _name(plan: Plan, chosen: Iterable[Hung]) -> list[Hung]:
    """Give every new sign an id that the plan does not have."""
    taken = {s.id for level in plan.levels for s in level.signs}
    free = (name for n in range(1, 10_000) if (name := f"N{n}") not in taken)
    return [(level, replace(sign, id=next(free))) for level, sign in chosen]


def _reuse(plan: Plan, params: Params, chosen: Sequence[Hung]) -> tuple[list[Hung], list[Hung]]:
    """Hang an idle sign of the plan in the place of a new one, where it is big enough."""
    carried = set(_ask(_with_signs(plan, chosen, ()), params).carries)
    idle = [(lv.id, s) for lv in plan.levels for s in lv.signs if f"{lv.id}.{s.id}" not in carried]
    new, moved = [], []
    for level, sign in chosen:
        fit = (o for o in idle if o[0] == level and _is_enough(o[1], sign, params.read))
        old = next(fit, None)
        if old is None:
            new.append((level, sign))
            continue
        idle.remove(old)
        moved.append((level, replace(old[1], at=sign.at, height=sign.height, facing=sign.facing, on=sign.on)))
    if moved and _ask(_with_signs(plan, new, moved), params).answer != "proved":
        return list(chosen), []
    return new, moved


def _is_enough(old: Sign, new: Sign, read: str) -> bool:
    """Is a sign of the plan read from as far as the one that is proposed?"""
    have, need = (old.text_height, new.text_height) if read == "text" else (old.pictogram, new.pictogram)
    return (have or 0.0) >= (need or 0.0)


def _with_signs(plan: Plan, new: Iterable[Hung], moved: Iterable[Hung]) -> Plan:
    """The plan with signs added, and others in another place."""
    added, put = list(new), {(v, s.id): s for v, s in moved}

    def change(level: Level) -> Level:
        old = tuple(put.get((level.id, s.id), s) for s in level.signs)
        return replace(level, signs=(*old, *(s for v, s in added if v == level.id)))

    return replace(plan, levels=tuple(change(level) for level in plan.levels))
