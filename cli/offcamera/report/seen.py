"""What shows a finding: how much is seen, how sharply, from how far, and through which openings."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Finding
from offcamera.model.place import Ref
from offcamera.report.density import MOST_TOLD, name_bands, whole_density
from offcamera.report.names import Names, natural_order, shorten
from offcamera.report.words import Value, Words

_LEAST_AREA = 0.01
#: A distance that would be printed as 0.0 m.
_UNDER = 0.05
_MOST_OPENINGS = 6


def tell_seen(findings: Sequence[Finding], names: Names, verbose: bool) -> str:
    """``3.1 of 22.4 m² (14 %); best 96 px/m, enough to observe a person, 5.2 m from the camera``."""
    words = names.words
    if findings[0].rule == "sign-before-capture":
        parts = [_tell_unwarned([f.evidence for f in findings], words)]
    elif len(findings) > 1:
        evidence = [f.evidence for f in findings]
        parts = [_tell_areas(evidence, words), _tell_sharpest(evidence, words)]
    elif findings[0].rule == "room-use-known":
        parts = [_tell_watchers(findings[0], words)]
    else:
        parts = [_tell_area(findings[0].evidence, words), _tell_sharpness(findings[0].evidence, words)]
    if verbose:
        parts.append(_tell_edition(findings, words))
    return words.say("seen.between").join(part for part in parts if part)


def show_area(area: float, words: Words) -> str:
    """An area in m² to the tenth, below one to the hundredth, and never as nothing."""
    if 0 < area < _LEAST_AREA:
        return words.say("seen.under", {"least": _LEAST_AREA})
    return words.number(area, 1 if area >= 1 else 2)


def _show_share(share: float) -> str:
    """A share in per cent, rounded up, as what is seen is not told too low."""
    percent = share * 100
    whole = int(percent)
    return str(min(100, whole if percent - whole < 1e-6 else whole + 1))


def _area_values(evidence: Evidence, words: Words) -> dict[str, Value]:
    if evidence.area is None:
        return {}
    values: dict[str, Value] = {"area": show_area(evidence.area, words)}
    if evidence.of_area is not None and evidence.share is not None:
        values |= {"of-area": show_area(evidence.of_area, words), "share": _show_share(evidence.share)}
    return values


def _tell_area(evidence: Evidence, words: Words) -> str:
    values = _area_values(evidence, words)
    if not values:
        return ""
    return words.say("seen.area" if "share" in values else "seen.area-only", values)


def _tell_sharpness(evidence: Evidence, words: Words) -> str:
    parts = [_tell_density(evidence.density, words), _tell_distance(evidence.distance, "distance", words)]
    return words.say("list.clause").join(part for part in parts if part)


def _tell_distance(distance: float | None, code: str, words: Words) -> str:
    if distance is None:
        return ""
    if distance < _UNDER:
        return words.say(f"seen.{code}-none")
    return words.say(f"seen.{code}", {"distance": words.number(distance, 1)})


def _tell_density(density: float | None, words: Words) -> str:
    if density is None:
        return ""
    band = name_bands(density).edition_2015
    values: dict[str, Value] = {"density": show_density(density, words)}
    values |= {"band": words.say(f"band.{band}")} if band else {}
    over = whole_density(density) > MOST_TOLD
    return words.say("seen.density-over" if over else "seen.density", values)


def show_density(density: float, words: Words) -> str:
    """A pixel density in whole px/m, and no exact figure where it would tell nothing more."""
    whole = whole_density(density)
    if whole > MOST_TOLD:
        return words.say("seen.over", {"most": words.whole(MOST_TOLD)})
    return words.whole(whole)


def _tell_edition(findings: Sequence[Finding], words: Words) -> str:
    best = max((f.evidence.density or 0.0 for f in findings), default=0.0)
    band = name_bands(best).edition_2025
    return words.say("seen.edition-2025", {"band": words.say(f"band.{band}")}) if band else ""


def _tell_areas(evidence: Sequence[Evidence], words: Words) -> str:
    areas = [e.area for e in evidence if e.area is not None]
    if not areas:
        return ""
    least, most, total = (show_area(a, words) for a in (min(areas), max(areas), sum(areas)))
    code = "seen.each-alike" if least == most else "seen.each"
    return words.say(code, {"least": least, "most": most, "sum": total})


def _tell_sharpest(evidence: Sequence[Evidence], words: Words) -> str:
    parts = [_tell_density(max(e.density or 0.0 for e in evidence) or None, words)]
    nearest = min((e.distance for e in evidence if e.distance is not None), default=None)
    parts.append(_tell_distance(nearest, "nearest", words))
    return words.say("list.clause").join(part for part in parts if part)


def _tell_unwarned(evidence: Sequence[Evidence], words: Words) -> str:
    """How much of what is watched one can come to unwarned."""
    if len(evidence) == 1:
        values = _area_values(evidence[0], words)
        return words.say("seen.unwarned", values) if "share" in values else ""
    areas = [e.area for e in evidence if e.area is not None]
    if not areas:
        return ""
    values = {"least": show_area(min(areas), words), "most": show_area(max(areas), words)}
    return words.say("seen.unwarned-each", values)


def _tell_watchers(finding: Finding, words: Words) -> str:
    """Who sees a room, and how much of it the one sees that sees most."""
    cameras = [ref.id for ref in finding.about if ref.kind == "camera"]
    if not cameras and "cameras" in finding.evidence.figures:
        cameras = [name for name in str(finding.evidence.figures["cameras"]).split(", ") if name]
    if not cameras:
        return _tell_area(finding.evidence, words)
    values: dict[str, Value] = {"cameras": cameras, "n": len(cameras), "first": cameras[0]}
    values |= _area_values(finding.evidence, words)
    if "of-area" not in values:
        return words.say("seen.by", values)
    return words.say("seen.by-most" if len(cameras) > 1 else "seen.by-area", values)


def tell_through(findings: Sequence[Finding], names: Names) -> str:
    """Which openings the light came by, and what shutting them does."""
    if len(findings) > 1:
        return _tell_many(findings, names)
    finding = findings[0]
    openings = _openings(finding)
    if not openings:
        return ""
    return names.words.say(*_through(finding, openings, _name_openings(openings, names), names))


def _name_openings(openings: Sequence[Ref], names: Names) -> str:
    """Openings with what the plan says of them; said once where it is the same for all."""
    standings = {names.standing(opening) for opening in openings}
    if len(standings) > 1:
        return shorten(names.words, [names.opening(opening) for opening in openings], _MOST_OPENINGS)
    ids = shorten(names.words, [opening.id for opening in openings], _MOST_OPENINGS)
    return names.words.say(f"opening.{standings.pop()}", {"id": ids})


def _through(
    finding: Finding, openings: Sequence[Ref], named: str, names: Names
) -> tuple[str, dict[str, Value]]:
    values: dict[str, Value] = {"openings": named, "then": _say_then(finding, names.words)}
    if not finding.on:
        return "through.plain", values
    if len(openings) == 1:
        return "through.one", values
    ways = [names.words.join([o.id for o in c.openings], "or") for c in finding.on]
    several = len(ways) > 1
    shut = [
        f"({way})" if several and len(c.openings) > 1 else way
        for way, c in zip(ways, finding.on, strict=True)
    ]
    return "through.several", values | {"shut": shorten(names.words, shut, _MOST_OPENINGS)}


def _say_then(finding: Finding, words: Words) -> str:
    """What holds once the openings are shut: not every rule is about what is seen."""
    code = f"through.then.{finding.rule}"
    return words.say(code if words.has(code) else "through.then.other")


def _openings(finding: Finding) -> list[Ref]:
    conditions = [opening for condition in finding.on for opening in condition.openings]
    return list(dict.fromkeys([*finding.evidence.through, *conditions]))


def _tell_many(findings: Sequence[Finding], names: Names) -> str:
    found = {opening for f in findings for opening in _openings(f)}
    if not found:
        return ""
    named = _name_openings(sorted(found, key=lambda o: natural_order(o.id)), names)
    doors = {opening for f in findings for condition in f.on for opening in condition.openings}
    shut = doors == found and all(f.on for f in findings)
    then = _say_then(findings[0], names.words)
    values: dict[str, Value] = {"openings": named, "n": len(found), "then": then}
    return names.words.say("through.many-shut" if shut else "through.plain", values)
