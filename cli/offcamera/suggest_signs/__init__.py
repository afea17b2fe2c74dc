"""Where signs should hang: the fewest that make the claim true, each proposal proved by asking again.

The search (``search.py``) finds places for notices of the largest print. Then each is printed as small as the
claim allows, a sign without which the claim still holds is taken out, and a sign of the plan that serves
nothing is hung in the place of a new one. What is left is put into the plan, and the whole claim is asked of
that plan. Where no signs do, the walk that none of them could warn says why; and what is left to hang once
cameras no longer watch the open ground is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely

from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.proof import Verdict, prove
from offcamera.sight.reach import Site as Walks
from offcamera.suggest_signs.asked import Asked, Hung
from offcamera.suggest_signs.search import MOST, Camera, Found, Search
from offcamera.suggest_signs.wall import Walls, overlap


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why no signs do: a walk that none could warn, or more signs than anybody hangs.

    ``cameras`` (level, id) see the walker, ``at`` (plan, m) on ``level``, after ``after`` metres; or watch
    most of the open ground. ``outdoors``: out in the open. ``signs`` do once cameras leave the open ground
    (none: those that hang already; None: none were found even then). ``stopped``: the search came to its
    limit of ``most`` signs (``signs``) or of walks (``walks``); ``too_few``: so many signs surely do not do.
    """

    cameras: tuple[Camera, ...]
    level: str
    at: tuple[float, float] | None
    after: float
    outdoors: bool
    signs: tuple[Hung, ...] | None = None
    stopped: str = ""
    most: int = MOST
    too_few: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Signs that make the claim true, or why none do.

    ``new`` are (level, sign) to be hung; ``moved`` signs of the plan with the place that they should have.
    ``proved``: asked again of the plan with them, the claim holds; else ``verdict`` says what is left.
    ``fewest``: of all places that were tried no fewer do (a post counts as one sign and a half).
    """

    new: tuple[Hung, ...]
    moved: tuple[Hung, ...]
    proved: bool
    verdict: Verdict
    plan: Plan
    fewest: bool = False
    obstacle: Obstacle | None = None


def suggest_signs(plan: Plan, params: Params, most: int = MOST) -> Proposal:
    """Propose the fewest signs, at most so many, after which nobody walks into view unwarned."""
    asked = Asked(plan, params)
    if asked.holds(()):
        verdict = _ask(plan, params)
        return Proposal((), (), verdict.answer in ("proved", "nothing-watched"), verdict, plan, True)
    found = Search(asked.site, params, asked.walks, asked.cameras).run(most)
    if not found.done:
        return Proposal((), (), False, _ask(plan, params), plan, obstacle=_obstacle(asked, found, most))
    chosen = _name(plan, asked.shrink(found.places, asked.walks))
    new, moved = _reuse(asked, chosen)
    after = _with_signs(plan, new, moved)
    last = _ask(after, params)
    return Proposal(tuple(new), tuple(moved), last.answer == "proved", last, after, found.fewest)


def _obstacle(asked: Asked, ended: Found, most: int) -> Obstacle:
    """Who sees the walker that no sign warns, and which signs do once nobody is watched in the open."""
    indoors = asked.indoors()
    found = Search(asked.site, asked.params, indoors, asked.cameras).run(most)
    signs = tuple(_name(asked.site.plan, asked.shrink(found.places, indoors))) if found.done else None
    if ended.walk is None:
        limit = (ended.stopped, most, ended.fewest)
        return Obstacle(_by_open_ground(asked, indoors), "", None, 0.0, True, signs, *limit)
    level, leg = ended.walk[-1]
    end = shapely.Point(shapely.get_coordinates(leg)[-1])
    watched = asked.walks.storeys[level].monitored
    cameras = tuple((level, c) for v, c in asked.cameras if v == level and watched[c].distance(end) < 0.01)
    dx, dy = asked.site.scene.levels[level].mesh.origin
    outdoors = asked.site.walks.walkers(level, asked.params.walkers).air.distance(end) < 0.01
    after = sum(leg.length for _, leg in ended.walk)
    return Obstacle(cameras, level, (end.x + dx, end.y + dy), after, outdoors, signs)


def _by_open_ground(asked: Asked, indoors: Walks) -> tuple[Camera, ...]:
    """The cameras that watch open ground, those that watch most of it first."""
    ground = {
        (v, c): asked.walks.storeys[v].monitored[c].area - indoors.storeys[v].monitored[c].area
        for v, c in asked.cameras
    }
    return tuple(c for c in sorted(ground, key=lambda c: (-ground[c], c)) if ground[c] > 1.0)


def _ask(plan: Plan, params: Params) -> Verdict:
    """The claim, asked of a plan from the beginning, for all cameras together."""
    asked = Asked(plan, params)
    return prove(asked.walks, asked.cameras, before=asked.before, facing=params.facing)


def _name(plan: Plan, chosen: Iterable[Hung]) -> list[Hung]:
    """Give every new sign an id that the plan does not have."""
    taken = {s.id for level in plan.levels for s in level.signs}
    free = (name for n in range(1, 10_000) if (name := f"N{n}") not in taken)
    return [(level, replace(sign, id=next(free))) for level, sign in chosen]


def _reuse(asked: Asked, chosen: Sequence[Hung]) -> tuple[list[Hung], list[Hung]]:
    """Hang an idle sign of the plan in the place of a new one, where it is big enough and fits."""
    plan, params = asked.site.plan, asked.params
    if not any(lv.signs for lv in plan.levels):
        return list(chosen), []
    carried = set(_ask(_with_signs(plan, chosen, ()), params).carries)
    idle = [(lv.id, s) for lv in plan.levels for s in lv.signs if f"{lv.id}.{s.id}" not in carried]
    walls = {v: Walls(scene) for v, scene in asked.site.scene.levels.items()}
    new: list[Hung] = []
    moved: list[Hung] = []
    for level, sign in chosen:
        beside = [s for v, s in (*chosen, *moved) if v == level and s.at != sign.at]
        fit = (
            o
            for o in idle
            if o[0] == level
            and _is_enough(o[1], sign, params.read)
            and walls[level].takes(put := _rehang(o[1], sign))
            and not any(overlap(put, s) for s in beside)
        )
        old = next(fit, None)
        if old is None:
            new.append((level, sign))
            continue
        idle.remove(old)
        moved.append((level, _rehang(old[1], sign)))
    if moved and _ask(_with_signs(plan, new, moved), params).answer != "proved":
        return list(chosen), []
    return new, moved


def _rehang(old: Sign, new: Sign) -> Sign:
    return replace(old, at=new.at, height=new.height, facing=new.facing, on=new.on)


def _is_enough(old: Sign, new: Sign, read: str) -> bool:
    """Is a sign of the plan read from as far as the one that is proposed, and from as many sides?"""
    have, need = (old.text_height, new.text_height) if read == "text" else (old.pictogram, new.pictogram)
    return (have or 0.0) >= (need or 0.0) and old.double_sided >= new.double_sided


def _with_signs(plan: Plan, new: Iterable[Hung], moved: Iterable[Hung]) -> Plan:
    """The plan with signs added, and others in another place."""
    added, put = list(new), {(v, s.id): s for v, s in moved}

    def change(level: Level) -> Level:
        old = tuple(put.get((level.id, s.id), s) for s in level.signs)
        return replace(level, signs=(*old, *(s for v, s in added if v == level.id)))

    return replace(plan, levels=tuple(change(level) for level in plan.levels))
