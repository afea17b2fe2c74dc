"""Nobody walks into view without having met a sign that can be read.

A sign warns whoever comes to a place from which it can be read: near enough for its print, not too far off
its axis, with nothing in between. The rule looks for a walk from a way in to floor that a camera watches, and
that meets no such place first. Where there is none it is proved, for every walk there is.

Passes: a sign on either side of the entrance. Fails: a sign that one reads only past the first camera.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offcamera.findings.evidence import Evidence, Figure, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.place import Place, Ref
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.rules.walks import SiteWalks
from offcamera.sight.proof import Site as Walks
from offcamera.sight.proof import Verdict, Walk, prove

ID = "sign-before-capture"
LOOKS_AT = "camera"
_UNKNOWN = {"no-way-in", "not-reached", "direction-not-settled"}


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
    walks = site.walks
    if params.per == "building":
        ref = Ref("site", "", "")
        yield _answer(
            site,
            walks,
            prove(_walks(walks, params), cameras, before=_before(params), facing=params.facing),
            (ref,),
            params,
        )
        return
    for camera in cameras:
        ref = Ref("camera", *camera)
        yield _answer(
            site,
            walks,
            prove(_walks(walks, params), [camera], before=_before(params), facing=params.facing),
            (ref,),
            params,
        )


def _before(params: Params) -> bool:
    return params.notice == "before"


def _walks(walks: SiteWalks, params: Params) -> Walks:
    return walks.walks(params.reading, params.walkers)


def _answer(site: Site, walks: SiteWalks, verdict: Verdict, about: tuple[Ref, ...], params: Params) -> Answer:
    outcome, because = _outcome(verdict, about)
    return Answer(
        looked_at=about[0],
        outcome=outcome,
        about=about,
        what=verdict.answer if outcome is not Outcome.PASS else "",
        because=because,
        evidence=_evidence(site, verdict, _unread(walks, params)),
        place=_place(site, about[0]),
    )


def _outcome(verdict: Verdict, about: Sequence[Ref]) -> tuple[Outcome, Reason | None]:
    figures: dict[str, Figure] = {"area": round(verdict.out_of_reach, 2), "camera": about[0].id}
    if verdict.answer in _UNKNOWN:
        return Outcome.UNKNOWN, Reason(verdict.answer, figures)
    if verdict.answer == "proved" and verdict.out_of_reach > 0.5:
        return Outcome.UNKNOWN, Reason("partly-reached", figures)
    if verdict.answer in ("proved", "nothing-watched"):
        return Outcome.PASS, None
    return (Outcome.FAIL if verdict.answer == "fail" else Outcome.CONDITIONAL), None


def _evidence(site: Site, verdict: Verdict, unread: str) -> Evidence:
    figures: dict[str, Figure] = {"unread": unread} if unread else {}
    if verdict.carries:
        figures["carried-by"] = ", ".join(verdict.carries)
    if verdict.width is not None and verdict.answer in ("fail", "conditional"):
        figures["width"] = round(verdict.width, 2)
    walk = verdict.walk
    if walk is None:
        return Evidence(area=verdict.area, of_area=verdict.of_area, figures=figures)
    dx, dy = site.scene.levels[walk.level].mesh.origin
    points = tuple((x + dx, y + dy) for x, y in walk.legs[-1].points)
    return Evidence(
        area=verdict.area,
        of_area=verdict.of_area,
        nearest=(walk.seen_at[0] + dx, walk.seen_at[1] + dy),
        sightline=(),
        walk=points,
        distance=walk.length,
        figures=figures | _told(walk),
    )


def _told(walk: Walk) -> dict[str, Figure]:
    """The walk in names and figures: by which way in, how far, and which camera sees the walker first."""
    return {
        "enter-by": walk.start,
        "length": round(walk.length, 2),
        "seen-by": walk.camera,
        "seen-after": round(walk.seen_after, 2),
        "level": walk.level,
    }


def _unread(walks: SiteWalks, params: Params) -> str:
    """Signs that count for nothing because a figure is missing."""
    return ", ".join(f"{ref.id} ({why})" for ref, why in walks.notices(params.reading).unread())


def _place(site: Site, ref: Ref) -> Place:
    if ref.kind != "camera":
        return site.plan.place
    return site.scene.levels[ref.level].cameras[ref.id].place
