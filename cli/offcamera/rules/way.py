"""What rules about walks tell of an unwarned way: its width, what could not be counted, what carries."""

from __future__ import annotations

from shapely.geometry import LineString, Point

from offcamera.findings.evidence import Figure
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.sight.proof import WIDEST, Verdict
from offcamera.sight.unwarned import Walk

#: A walk that comes so near the line of a door (m) goes through it.
_THROUGH = 0.2


def tell_way(verdict: Verdict, unread: str) -> dict[str, Figure]:
    """The figures of a verdict: the width of its way (m), unread signs, and the signs that carry a proof."""
    figures: dict[str, Figure] = {"unread": unread} if unread else {}
    if verdict.carries:
        figures["carried-by"] = ", ".join(verdict.carries)
    if verdict.answer == "fail" and verdict.width is None:
        figures["wider-than"] = WIDEST
    elif verdict.width is not None and verdict.answer in ("fail", "conditional"):
        figures["width"] = round(verdict.width, 2)
    if verdict.straight is not None:
        figures["straight-warned"] = round(100 * verdict.straight)
    return figures


def list_unread(site: Site, params: ReadingParams, level: str | None = None) -> str:
    """Signs, of a level or of all, that count for nothing because the plan leaves a figure out."""
    unread = site.walks.notices(params.reading).unread()
    return ", ".join(ref.id for ref, _ in unread if level in (None, ref.level))


def name_way_in(site: Site, walk: Walk, who: str) -> str:
    """By which outer door a walk comes in: the first that it goes through, else the one nearest to its end.

    A walk begins on open ground, which may belong to several doors: the one that it was found from may lie
    on the other side of the building.
    """
    first = walk.legs[0]
    level = site.scene.levels[first.level].level
    ways = site.walks.walkers(first.level, who).ways
    if walk.start not in {level.openings[way.opening].id for way in ways}:
        return walk.start
    doors = [(LineString([way.start, way.end]), level.openings[way.opening].id) for way in ways]
    line = LineString(first.points)
    passed = [(line.project(door.centroid), name) for door, name in doors if line.distance(door) < _THROUGH]
    if passed:
        return min(passed)[1]
    here = Point(first.points[-1] if len(walk.legs) > 1 else walk.seen_at)
    return min((door.distance(here), name) for door, name in doors)[1]
