"""Walls, obstacles and zones: from entries to the nouns of the model."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.formats.native.notes import Path
from offcamera.formats.native.outlines import outline_of
from offcamera.formats.native.spaces import ObstacleEntry, WallEntry, ZoneEntry
from offcamera.formats.native.storey import Storey
from offcamera.model.space import Obstacle, Wall, Zone


def build_walls(entries: Sequence[WallEntry], storey: Storey) -> tuple[Wall, ...]:
    """The free-standing walls of a level."""
    walls: list[Wall] = []
    for index, (entry, name) in enumerate(zip(entries, storey.ids_of("walls"), strict=True)):
        path = (*storey.path, "walls", index)
        _refuse_upside_down(entry.base, entry.height, path, storey)
        walls.append(
            Wall(
                id=name,
                line=entry.line,
                base=entry.base or 0.0,
                height=entry.height,
                glazing=entry.glazing,
                place=storey.notes.place(path),
            )
        )
    return tuple(walls)


def build_obstacles(entries: Sequence[ObstacleEntry], storey: Storey) -> tuple[Obstacle, ...]:
    """The solid things of a level; those without an outline are told and left out."""
    obstacles: list[Obstacle] = []
    for index, (entry, name) in enumerate(zip(entries, storey.ids_of("obstacles"), strict=True)):
        path = (*storey.path, "obstacles", index)
        _refuse_upside_down(entry.base, entry.height, path, storey)
        polygon = outline_of(entry.rect, entry.polygon, path, storey)
        if polygon is not None:
            place = storey.notes.place(path)
            base = entry.base or 0.0
            obstacles.append(Obstacle(id=name, polygon=polygon, base=base, height=entry.height, place=place))
    return tuple(obstacles)


def build_zones(entries: Sequence[ZoneEntry], storey: Storey) -> tuple[Zone, ...]:
    """The zones of a level; those without an outline are told and left out."""
    zones: list[Zone] = []
    for index, (entry, name) in enumerate(zip(entries, storey.ids_of("zones"), strict=True)):
        path = (*storey.path, "zones", index)
        polygon = outline_of(entry.rect, entry.polygon, path, storey)
        if polygon is not None:
            zones.append(Zone(id=name, kind=entry.kind, polygon=polygon, place=storey.notes.place(path)))
    return tuple(zones)


def _refuse_upside_down(base: float | None, height: float | None, path: Path, storey: Storey) -> None:
    low, high = base or 0.0, storey.ceiling if height is None else height
    if low >= high:
        what = "the ceiling" if height is None else "its height"
        storey.notes.fault(path, f"its base ({low:g} m) is not below {what} ({high:g} m)")
