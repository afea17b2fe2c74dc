"""Nobody walks into view without having met a sign that can be read.

A sign warns whoever comes to a place from which it can be read: near enough for its print, not too far off
its axis, with nothing in between. The rule looks for a walk from a way in to floor that a camera watches, and
that meets no such place first. Where there is none it is proved, for every walk there is.

Passes: a sign on either side of the entrance. Fails: a sign that one reads only past the first camera.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shapely.affinity import translate
from shapely.geometry import Point, Polygon

from offcamera.findings.evidence import Evidence, Figure, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.place import Place, Ref, Ring
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.rules.way import list_unread, name_way_in, tell_way
from offcamera.sight.open_floor import Leg
from offcamera.sight.overlay import rings_of
from offcamera.sight.proof import Verdict, prove_each
from offcamera.sight.reach import Site as Walks
from offcamera.sight.unwarned import Walk, nearest_sign

ID = "sign-before-capture"
LOOKS_AT = "camera"
_UNKNOWN = {"no-way-in", "not-reached", "direction-not-settled"}
#: More watched floor than this that no walk reaches keeps a proof from being whole (m²).
_LEAST_AREA = 0.5
#: A walker who is seen before he has gone so far (m) is in view where the walk begins.
_AT_ONCE = 0.05
#: A sign that can be read from so near the walk (m) is met on it, but too late.
_ON_THE_WAY = 0.02
#: The outline of unwarned floor is told to within this (m): the reach of a sign has many short edges.
_PLAIN = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ReadingParams):
    """How the notice must be met.

    ``notice``: ``before`` (on floor that is not watched) or ``on`` entering view. ``walkers``: public, staff
    or all. ``per``: camera or building. ``facing``: a sign warns only whoever has it within this angle of
    his way (degrees, at least 90; None: whichever way he looks).
    """

    notice: str = "on"
    walkers: str = "public"
    per: str = "camera"
    facing: float | None = None


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Can one walk into view without meeting a legible sign?"""
    cameras = [(level.level.id, camera.id) for level, camera in site.cameras()]
    if not cameras:
        return
    walks = site.walks.walks(params.reading, params.walkers)
    asked = [cameras] if params.per == "building" else [[camera] for camera in cameras]
    key = (ID, params)
    if key not in site.asked:
        verdicts = prove_each(walks, asked, before=params.notice == "before", facing=params.facing)
        refs = [
            Ref("site", "", "") if params.per == "building" else Ref("camera", *some[0]) for some in asked
        ]
        found = [_answer(site, walks, v, ref, params) for v, ref in zip(verdicts, refs, strict=True)]
        site.asked[key] = tuple(found)
    yield from site.asked[key]


def _answer(site: Site, walks: Walks, verdict: Verdict, ref: Ref, params: Params) -> Answer:
    outcome, because = _outcome(verdict)
    return Answer(
        looked_at=ref,
        outcome=outcome,
        about=(ref,),
        what=_how(site, verdict) if outcome in (Outcome.FAIL, Outcome.CONDITIONAL) else "",
        because=because,
        evidence=_evidence(site, walks, verdict, params),
        place=_place(site, ref),
    )


def _how(site: Site, verdict: Verdict) -> str:
    """What is peculiar about an unwarned way: it begins in view, is seen out of doors, or nothing hangs."""
    if verdict.walk is None:
        return "no-walk"
    at_once = verdict.walk.seen_after < _AT_ONCE
    if _is_outdoors(site, verdict.walk):
        return "seen-outside-at-once" if at_once else "seen-outside"
    if at_once:
        return "seen-at-start"
    return "" if any(level.level.signs for level in site.scene.levels.values()) else "no-sign"


def _is_outdoors(site: Site, walk: Walk) -> bool:
    """Is the walker first seen out in the open, on the way to the building?"""
    level = site.scene.levels[walk.level]
    here = Point(walk.seen_at[0] + level.mesh.origin[0], walk.seen_at[1] + level.mesh.origin[1])
    return not any(Polygon(r.polygon, r.holes).covers(here) for r in level.level.rooms if not r.outdoor)


def _outcome(verdict: Verdict) -> tuple[Outcome, Reason | None]:
    figures: dict[str, Figure] = {"area": round(verdict.out_of_reach, 2)}
    if verdict.answer in _UNKNOWN:
        return Outcome.UNKNOWN, Reason(verdict.answer, figures)
    if verdict.answer == "proved" and verdict.out_of_reach > _LEAST_AREA:
        return Outcome.UNKNOWN, Reason("partly-reached", figures)
    if verdict.answer in ("proved", "nothing-watched"):
        return Outcome.PASS, None
    return (Outcome.FAIL if verdict.answer == "fail" else Outcome.CONDITIONAL), None


def _evidence(site: Site, walks: Walks, verdict: Verdict, params: Params) -> Evidence:
    """The walk, the unwarned part of what is watched, and which signs carry a proof."""
    figures = {**tell_way(verdict, list_unread(site, params)), **_floors(verdict)}
    walk, outline = verdict.walk, tuple(_unwarned(site, verdict))
    if walk is None:
        return Evidence(area=verdict.area, of_area=verdict.of_area, outline=outline, figures=figures)
    dx, dy = site.scene.levels[walk.level].mesh.origin
    return Evidence(
        area=verdict.area,
        of_area=verdict.of_area,
        nearest=(walk.seen_at[0] + dx, walk.seen_at[1] + dy),
        walk=_in_plan(site, walk.legs[-1]),
        legs=tuple((leg.level, _in_plan(site, leg)) for leg in walk.legs),
        outline=outline,
        figures=figures | _tell_walk(walks, walk, name_way_in(site, walk, params.walkers)),
    )


def _floors(verdict: Verdict) -> dict[str, Figure]:
    """How much unwarned floor lies on each level (m²), where it lies on several: their outlines overlap."""
    found = {level: shape.area for level, shape in verdict.floor.items() if not shape.is_empty}
    return {f"floor-{level}": round(area, 2) for level, area in found.items()} if len(found) > 1 else {}


def _unwarned(site: Site, verdict: Verdict) -> Iterator[Ring]:
    """The outlines of the watched floor that is reached unwarned (plan, m), level after level."""
    for level, shape in verdict.floor.items():
        dx, dy = site.scene.levels[level].mesh.origin
        yield from rings_of(translate(shape.simplify(_PLAIN), dx, dy))


def _tell_walk(walks: Walks, walk: Walk, way_in: str) -> dict[str, Figure]:
    """The walk in names and figures: by which way in, how far, who sees the walker, how near a sign was."""
    told: dict[str, Figure] = {
        "enter-by": way_in,
        "length": round(walk.length, 1),
        "seen-by": walk.camera,
        "seen-after": round(walk.seen_after, 1),
        "walk-level": walk.legs[-1].level,
    }
    if len(walk.legs) > 1:
        told["over-levels"] = ", ".join(leg.level for leg in walk.legs)
    near = nearest_sign(walks, walk)
    if near is None:
        return told
    sign, distance = near
    return told | ({"late": sign} if distance < _ON_THE_WAY else sign_beside(sign, distance))


def sign_beside(sign: str, distance: float) -> dict[str, Figure]:
    """A sign that can be read only beside the walk, and from how far (m)."""
    return {"nearest-sign": sign, "beside": max(0.1, round(distance, 1))}


def _in_plan(site: Site, leg: Leg) -> tuple[tuple[float, float], ...]:
    """The points of a leg in the plan's own frame (m)."""
    dx, dy = site.scene.levels[leg.level].mesh.origin
    return tuple((x + dx, y + dy) for x, y in leg.points)


def _place(site: Site, ref: Ref) -> Place:
    if ref.kind != "camera":
        return site.plan.place
    return site.scene.levels[ref.level].cameras[ref.id].place
