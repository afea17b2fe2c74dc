"""Each sign is big enough, at the right height, not on a leaf, and not hidden.

A notice that nobody can read is none. The rule measures each sign as it hangs: the print, the height of its
centre, from how far it can be read at eye height, and whether a door that stands open may cover it.

Passes: an A4 notice at eye height beside the door. Fails: a notice 15 cm wide fixed at 3 m.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from shapely.geometry import LineString, Point, Polygon

from offcamera.findings.evidence import Condition, Evidence, Figure, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.place import Ref
from offcamera.model.sign import Sign
from offcamera.model.space import Opening
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.sight.legibility import reading_distance
from offcamera.sight.scene import LevelScene, Scene
from offcamera.sight.scene.reading import Reach, Readers, covering_doors

ID = "sign-legible"
LOOKS_AT = "sign"
#: A legible area smaller than this is no place to read from (m²).
_LEAST_AREA = 0.5
#: A sign this near to a door hangs on its leaf; one this near to a window may be read through it (m).
_AT_A_DOOR, _BEHIND_GLASS = 0.3, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Params(ReadingParams):
    """What is asked of each sign.

    ``least_size`` [width, height] of the print (m), whichever way it is turned; ``height`` [lowest, highest]
    of its centre (m); ``least_distance`` from which it can be read at every eye height (m). ``hung``: any,
    indoors or outdoors; other signs are not asked.
    """

    least_size: tuple[float, float] | None = None
    height: tuple[float, float] | None = None
    least_distance: float | None = None
    hung: str = "any"


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Is each sign big enough, at the right height, not on a leaf, not hidden?"""
    if not site.is_spoken_to():
        return
    notices = site.walks.notices(params.reading)
    for level in site.scene.levels.values():
        for sign in level.level.signs:
            ref = Ref("sign", level.level.id, sign.id)
            reach = notices.reaches[(level.level.id, sign.id)]
            if not _is_asked(level, reach, params.hung):
                continue
            found = [*_measure(sign, ref, params), *_read(site, level, reach, params)]
            doors = covering_doors(level, sign)
            if not found and doors:
                found = [_may_be_covered(sign, ref, tuple(level.ref_of_opening(d) for d in doors))]
            yield from found or [_answer(sign, ref, Outcome.PASS, "", {})]


def _is_asked(level: LevelScene, reach: Reach, hung: str) -> bool:
    """Does a sign hang where the clause asks? Where its print cannot be placed it is asked either way."""
    if hung == "any" or not reach.faces:
        return True
    rooms = [Polygon(r.polygon, r.holes) for r in level.level.rooms if not r.outdoor]
    dx, dy = level.mesh.origin
    faces = [Point(f.x + dx, f.y + dy) for f in reach.faces]
    indoors = [any(room.contains(face) for room in rooms) for face in faces]
    return any(indoors) if hung == "indoors" else not all(indoors)


def _measure(sign: Sign, ref: Ref, params: Params) -> Iterator[Answer]:
    """The print and the height of its centre, against what is asked."""
    if params.least_size is not None:
        if sign.size is None:
            yield _unknown(sign, ref, "no-size")
        elif any(a < b - 1e-6 for a, b in zip(sorted(sign.size), sorted(params.least_size), strict=True)):
            figures = {"width": sign.size[0], "tall": sign.size[1]}
            least = {"least-width": params.least_size[0], "least-tall": params.least_size[1]}
            yield _answer(sign, ref, Outcome.FAIL, "too-small", figures | least)
    if params.height is not None:
        low, high = params.height
        if sign.height is None:
            yield _unknown(sign, ref, "no-height")
        elif not low <= sign.height <= high:
            what = "too-low" if sign.height < low else "too-high"
            yield _answer(sign, ref, Outcome.FAIL, what, {"height": sign.height, "low": low, "high": high})


def _read(site: Site, level: LevelScene, reach: Reach, params: Params) -> Iterator[Answer]:
    """Whether it can be read at all, and from how far."""
    sign, ref = reach.sign, Ref("sign", level.level.id, reach.sign.id)
    if reach.because == "on-leaf":
        yield _answer(sign, ref, Outcome.FAIL, "on-leaf", {"leaf": _leaf_of(level, sign)})
    elif reach.because:
        yield _unknown(sign, ref, _missing(sign, reach.because, params.read))
    else:
        distance = min(reading_distance(f, e) for f in reach.faces for e in params.reading.eyes)
        if distance == 0.0:
            prints = min(f.distance for f in reach.faces)
            figures = {"prints-to": round(prints, 2), "height": sign.height or 0.0}
            yield _answer(sign, ref, Outcome.FAIL, "too-far-up", figures)
        elif params.least_distance is not None and distance < params.least_distance - 1e-6:
            figures = {"reads-to": round(distance, 2), "least": params.least_distance}
            yield _answer(sign, ref, Outcome.FAIL, "too-near", figures)
        elif reach.area.area < _LEAST_AREA:
            yield _hidden(site, level, reach, params)


def _missing(sign: Sign, because: str, read: str) -> str:
    """What the plan leaves out of a sign: of its print only what is to be read, where the rest is said."""
    if because == "no-reading-size" and (sign.text_height or sign.pictogram):
        return "no-pictogram" if read == "pictogram" else "no-text-height"
    return because


def _leaf_of(level: LevelScene, sign: Sign) -> str:
    """The door on whose leaf a sign hangs: that which it names, else the one that it is drawn at, if any."""
    doors = [o for o in level.level.openings if o.kind != "window"]
    if any(door.id == sign.on for door in doors):
        return sign.on or ""
    away = {door.id: Point(sign.at).distance(LineString(door.line)) for door in doors}
    nearest = min(away, key=lambda door: away[door], default="")
    return nearest if nearest and away[nearest] <= _AT_A_DOOR else ""


def _hidden(site: Site, level: LevelScene, reach: Reach, params: Params) -> Answer:
    """A sign with something before it; where that may be clear glass, as far as the plan says, it is told."""
    sign, ref = reach.sign, Ref("sign", level.level.id, reach.sign.id)
    area: dict[str, Figure] = {"area": round(reach.area.area, 2)}
    panes = [o.id for o in level.level.openings if _may_be_clear(o, sign)]
    if panes and _area_through(site, level, reach, params, panes) >= _LEAST_AREA:
        return _answer(sign, ref, Outcome.FAIL, "behind-unsaid-glass", area | {"panes": ", ".join(panes)})
    return _answer(sign, ref, Outcome.FAIL, "hidden", area)


def _may_be_clear(opening: Opening, sign: Sign) -> bool:
    """Is it a window at a sign whose glass the plan does not tell?"""
    unsaid = opening.kind == "window" and opening.glazing is None
    return unsaid and Point(sign.at).distance(LineString(opening.line)) <= _BEHIND_GLASS


def _area_through(
    site: Site, level: LevelScene, reach: Reach, params: Params, panes: Collection[str]
) -> float:
    """From how much floor a sign could be read, were these windows of clear glass (m²)."""
    clear = tuple(replace(o, glazing="clear") if o.id in panes else o for o in level.level.openings)
    storey = replace(level.level, openings=clear)
    scene = Scene(replace(site.plan, levels=(storey,)))
    return float(Readers(scene.levels[storey.id]).reach(reach.sign, params.reading).area.area)


def _unknown(sign: Sign, ref: Ref, code: str) -> Answer:
    answer = _answer(sign, ref, Outcome.UNKNOWN, code, {})
    return replace(answer, because=Reason(code, {"sign": sign.id}))


def _may_be_covered(sign: Sign, ref: Ref, doors: tuple[Ref, ...]) -> Answer:
    answer = _answer(sign, ref, Outcome.CONDITIONAL, "may-be-covered", {})
    return replace(answer, about=(ref, *doors), on=(Condition(doors),))


def _answer(sign: Sign, ref: Ref, outcome: Outcome, what: str, figures: Mapping[str, Figure]) -> Answer:
    return Answer(
        looked_at=ref,
        outcome=outcome,
        about=(ref,),
        what=what,
        evidence=Evidence(figures=dict(figures)),
        place=sign.place,
    )
