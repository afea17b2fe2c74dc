"""Doors, passages and windows of a map, joined to the rooms whose outline passes through them.

A node has no width and no direction: it gets its ``width`` tag, else a usual width that is told, and the
direction of the edge on which it lies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot, inf

import shapely
from shapely import LineString

from offcamera.formats.osm.barrier import SNAP_TOLD, Storey, Touch
from offcamera.formats.osm.feature import Feature
from offcamera.formats.osm.measure import read_length
from offcamera.formats.osm.placed import Placed
from offcamera.formats.osm.projection import Frame
from offcamera.formats.osm.track import cut_opening, runs_through, shared_runs
from offcamera.model.place import Doubt, Point, Ref
from offcamera.model.space import Glazing, Opening
from offcamera.units import DOOR_HEAD, WINDOW_HEAD, WINDOW_SILL

#: The width of a door that does not say (m).
DOOR_WIDTH = 0.9


@dataclass(frozen=True, slots=True)
class Joined:
    """A door or window with the rooms that it touches and the openings that it makes (none: left out)."""

    thing: Placed
    rooms: tuple[Ref, ...]
    openings: tuple[Opening, ...]
    doubts: tuple[Doubt, ...]
    assumed: bool = False  #: the width is the usual one


@dataclass(frozen=True, slots=True)
class _Site:
    """Where an opening was drawn (m), how wide it is, and whether that was said."""

    at: Point
    width: float
    said: bool


def give_levels(features: Sequence[Feature], storeys: Mapping[str, Storey], frame: Frame) -> list[Feature]:
    """Doors without a level, with every level on which an outline passes through them."""
    given = []
    for feature in features:
        levels: list[str] = []
        if not feature.tags.get("level") and feature.parts:
            at = _middle(frame.flats(feature.parts[0][0]))
            levels = [level for level, storey in storeys.items() if storey.touch(at).off <= SNAP_TOLD]
        given.append(
            replace(feature, tags={**feature.tags, "level": ";".join(levels)}) if levels else feature
        )
    return given


def doubt_given(things: Sequence[Placed], said: Sequence[Feature]) -> list[Doubt]:
    """A doubt for each door whose level was read off the outlines, since ``said`` has none."""
    same = {id(feature) for feature in said}
    return [
        Doubt("level-missing", (thing.ref,), thing.place, "note", {"levels": thing.level})
        for thing in things
        if id(thing.feature) not in same
    ]


def join_opening(thing: Placed, storey: Storey, frame: Frame) -> Joined:
    """An opening on the outlines that pass through it; whatever is odd about it is doubted."""
    kind = "window" if _is_window(thing.feature) else "door"
    if not thing.part or thing.feature.broken:
        why = thing.feature.broken or "feature-without-geometry"
        return Joined(thing, (), (), (Doubt(why, (thing.ref,), thing.place, "error"),))
    site, doubts = _read_site(thing, frame)
    touch = storey.touch(site.at)
    site = replace(site, at=touch.at)
    if not touch.barriers:
        return Joined(thing, (), (), (*doubts, _doubt_nowhere(thing, touch, kind)))
    runs, doubt = _choose_runs(thing, touch, site, kind)
    doubts += [doubt] if doubt else []
    openings, told = _cut(thing, runs, site, kind)
    rooms = tuple(dict.fromkeys(b.ref for b in touch.barriers if b.ref.kind == "room"))
    doubts += told + _doubt_rooms(thing, rooms, touch, kind)
    return Joined(thing, rooms, openings, tuple(doubts), not site.said)


def _is_window(feature: Feature) -> bool:
    return "door" not in feature.tags and (feature.says("window") or feature.says("indoor", "window"))


def _read_site(thing: Placed, frame: Frame) -> tuple[_Site, list[Doubt]]:
    tags = thing.feature.tags
    points = frame.flats(thing.part[0])
    at = _middle(points)
    text = tags.get("window:width" if _is_window(thing.feature) else "door:width") or tags.get("width")
    width = read_length(text) if text else None
    doubts = []
    if text and width is None:
        doubts.append(Doubt("width-not-read", (thing.ref,), thing.place, "warning", {"used": DOOR_WIDTH}))
    if width is None and len(points) > 1:
        width = max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(points[:64], 2))
    usual = inf if _is_window(thing.feature) else DOOR_WIDTH
    return _Site(at, width or usual, bool(width)), doubts


def _middle(points: Sequence[Point]) -> Point:
    if len(points) < 2:
        return points[0]
    middle = shapely.LineString(points).envelope.centroid
    return middle.x, middle.y


def _choose_runs(
    thing: Placed, touch: Touch, site: _Site, kind: str
) -> tuple[list[LineString], Doubt | None]:
    """The straight runs of wall on which the opening lies; two when it stands on a corner."""
    by_ref: dict[Ref, list[LineString]] = {}
    for barrier in touch.barriers:
        by_ref.setdefault(barrier.ref, []).extend(runs_through(barrier.track, site.at, site.width))
    runs = max(by_ref.values(), key=lambda own: sum(run.length for run in own))
    shared = max(
        (shared_runs(one, other, site.at) for one, other in combinations(by_ref.values(), 2)),
        key=lambda common: sum(run.length for run in common),
        default=[],
    )
    chosen = shared or runs
    about = (thing.ref, *by_ref)
    if len(chosen) > 1:
        return chosen, Doubt(f"{kind}-at-corner", about, thing.place, "warning", {"openings": len(chosen)})
    if len(by_ref) > 1 and not shared:
        return chosen, Doubt(f"{kind}-on-no-shared-edge", about, thing.place, "warning")
    return chosen, None


def _cut(
    thing: Placed, runs: Sequence[LineString], site: _Site, kind: str
) -> tuple[tuple[Opening, ...], list[Doubt]]:
    openings, doubts = [], []
    for number, run in enumerate(runs):
        line, moved = cut_opening(run, site.at, site.width)
        name = thing.ref.id if number == 0 else f"{thing.ref.id}.{number + 1}"
        openings.append(_make_opening(thing, name, line))
        if run.length < site.width - 0.005 and site.width < inf:
            figures: dict[str, float | str] = {"width": site.width, "edge": round(run.length, 3)}
            doubts.append(Doubt(f"{kind}-wider-than-its-edge", (thing.ref,), thing.place, "note", figures))
        elif moved > 0.005 and site.width < inf:
            figures = {"moved": round(moved, 3)}
            doubts.append(Doubt(f"{kind}-moved-from-corner", (thing.ref,), thing.place, "note", figures))
    return tuple(openings), doubts


def _make_opening(thing: Placed, name: str, line: tuple[Point, ...]) -> Opening:
    tags = thing.feature.tags
    if _is_window(thing.feature):
        return Opening(
            id=name,
            kind="window",
            line=line,
            sill=WINDOW_SILL,
            head=WINDOW_HEAD,
            glazing="clear",
            place=thing.place,
        )
    passage = tags.get("door") == "no" or "opening" in (tags.get("entrance"), tags.get("indoor"))
    head = read_length(tags.get("door:height") or tags.get("height") or "")
    glass: Glazing | None = "clear" if "glass" in (tags.get("door:material"), tags.get("material")) else None
    said = tags.get("entrance")
    return Opening(
        id=name,
        kind="passage" if passage else "door",
        line=line,
        head=head if passage else head or DOOR_HEAD,
        glazing=None if passage else glass,
        entrance=None if said is None else said != "no",
        place=thing.place,
    )


def _doubt_nowhere(thing: Placed, touch: Touch, kind: str) -> Doubt:
    figures: dict[str, float | str] = {"done": "left out"}
    if touch.off < inf:
        figures["distance"] = round(touch.off, 3)
    if touch.inside:
        return Doubt(f"{kind}-in-room", (thing.ref, touch.inside), thing.place, "error", figures)
    return Doubt(f"{kind}-on-no-wall", (thing.ref,), thing.place, "error", figures)


def _doubt_rooms(thing: Placed, rooms: tuple[Ref, ...], touch: Touch, kind: str) -> list[Doubt]:
    doubts = []
    about = (thing.ref, *rooms)
    if touch.off > SNAP_TOLD:
        figures: dict[str, float | str] = {"distance": round(touch.off, 3)}
        doubts.append(Doubt("opening-off-wall", about, thing.place, "warning", figures))
    if len(rooms) == 1 and thing.feature.says("entrance"):
        doubts.append(Doubt("door-leads-outside", about, thing.place, "note"))
    elif len(rooms) == 1 and kind == "door":
        doubts.append(Doubt("door-touches-one-room", about, thing.place, "warning"))
    elif not rooms:
        doubts.append(Doubt(f"{kind}-touches-no-room", about, thing.place, "warning"))
    elif len(rooms) > 2:
        doubts.append(
            Doubt(f"{kind}-touches-many-rooms", about, thing.place, "warning", {"rooms": len(rooms)})
        )
    return doubts


def doubt_widths(joined: Sequence[Joined]) -> list[Doubt]:
    """One doubt for each level whose doors have the usual width because the map says none."""
    by_level: dict[str, list[Joined]] = {}
    for one in joined:
        if one.assumed and one.openings and one.openings[0].kind != "window":
            by_level.setdefault(one.thing.level, []).append(one)
    return [
        Doubt(
            "door-width-assumed",
            (Ref("level", "", level),),
            ones[0].thing.place,
            "note",
            {"width": DOOR_WIDTH, "count": len(ones)},
        )
        for level, ones in by_level.items()
    ]
