"""Areas of a map as rooms with outlines in metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import shapely
from shapely import Polygon

from offcamera.formats.osm.feature import Feature, is_lift, is_way_up
from offcamera.formats.osm.outline import Outline, read_outline, rings_of
from offcamera.formats.osm.placed import Placed
from offcamera.formats.osm.projection import Frame
from offcamera.formats.osm.use import read_use
from offcamera.model.place import Doubt, Ref
from offcamera.model.space import Room
from offcamera.units import CEILING

#: What the outline of an area is: walls (room), a way without walls of its own (corridor), or none (area).
Edges = Literal["room", "corridor", "area"]


@dataclass(frozen=True, slots=True)
class Area:
    """A room on its level, with its outline as drawn and as it is after rooms inside it were cut out."""

    thing: Placed
    drawn: Polygon
    polygon: Polygon
    open: tuple[str, ...] = ()

    @property
    def ref(self) -> Ref:
        """The name of the room."""
        return self.thing.ref

    @property
    def edges(self) -> Edges:
        """Whether its outline is walls; a thing that does not say is taken for a room."""
        said = self.thing.feature.tags.get("indoor")
        return "area" if said == "area" else "corridor" if said == "corridor" else "room"


def read_areas(things: Sequence[Placed], frame: Frame, doubts: list[Doubt]) -> list[Area]:
    """The areas that have a sound outline; each that has none is doubted as an error and left out."""
    areas = []
    for thing in things:
        outline = _read_part(thing, frame)
        if outline.what:
            doubts.append(_doubt_outline(thing, outline))
        if outline.polygon is not None:
            areas.append(Area(thing, outline.polygon, outline.polygon))
    return areas


def _read_part(thing: Placed, frame: Frame) -> Outline:
    feature = thing.feature
    if feature.broken or not thing.part:
        return Outline(None, feature.broken or "feature-without-geometry")
    if feature.shape != "area":
        return Outline(None, "outline-not-closed", f"drawn as a {feature.shape}")
    return read_outline(tuple(frame.flats(ring) for ring in thing.part))


def _doubt_outline(thing: Placed, outline: Outline) -> Doubt:
    figures: dict[str, float | str] = {"drawn": round(outline.drawn, 2)}
    if outline.why:
        figures["why"] = outline.why
    if outline.polygon is None:
        return Doubt(outline.what, (thing.ref,), thing.place, "error", figures | {"done": "left out"})
    figures["area"] = round(outline.polygon.area, 2)
    return Doubt(outline.what, (thing.ref,), thing.place, "warning", figures)


def make_room(area: Area, areas: Sequence[Area]) -> Room:
    """The room of an area; ``areas`` are the same area on all its levels.

    One that reaches through several levels is open between them, a lift excepted; stairs rise by a
    storey, whose height the map does not say (``CEILING``).
    """
    feature = area.thing.feature
    use = read_use(feature.tags)
    polygon, *holes = rings_of(shapely.orient_polygons(area.polygon))
    others = tuple(
        (a.ref.level, a.ref.id) for a in areas if a is not area and a.ref.level in area.thing.spans
    )
    stairs = is_way_up(feature) and not is_lift(feature)
    return Room(
        id=area.ref.id,
        polygon=polygon,
        holes=tuple(holes),
        label=use.label,
        label_read=use.label_read,
        reading=use.reading,
        open=area.open,
        open_to=() if is_lift(feature) else others,
        floor=(0.0, CEILING) if stairs else (0.0, 0.0),
        place=area.thing.place,
    )


def open_areas(areas: Sequence[Area], opens: dict[Ref, list[str]]) -> list[Area]:
    """The areas with the rooms to which each has no wall."""
    return [replace(area, open=tuple(opens.get(area.ref, ()))) for area in areas]


def same_feature(areas: Sequence[Area]) -> dict[tuple[int, int], list[Area]]:
    """The areas that are one part of one thing on several levels, by thing and part."""
    same: dict[tuple[int, int], list[Area]] = {}
    for area in areas:
        same.setdefault(part_key(area), []).append(area)
    return same


def part_key(area: Area) -> tuple[int, int]:
    """What is alike for one part of one thing on all its levels."""
    feature: Feature = area.thing.feature
    return id(feature), next(i for i, part in enumerate(feature.parts) if part is area.thing.part)
