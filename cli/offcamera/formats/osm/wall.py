"""Walls that a map draws by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.formats.osm.measure import read_length
from offcamera.formats.osm.placed import Placed
from offcamera.formats.osm.projection import Frame
from offcamera.model.place import Doubt, Ref
from offcamera.model.space import Glazing, Wall


def read_walls(things: Sequence[Placed], frame: Frame, doubts: list[Doubt]) -> list[tuple[Ref, Wall]]:
    """Lines as walls, polygons as walls round about; a pillar that is only a point hides nothing: told.

    Without a height a wall reaches the ceiling. One whose height cannot be read may be lower than any
    figure that we would put, so it must not hide anything: it is left out, and told.
    """
    walls = []
    for thing in things:
        refusal = _refusal(thing)
        if refusal:
            doubts.append(refusal)
            continue
        for number, ring in enumerate(thing.part):
            points = frame.flats(ring)
            is_ring = thing.feature.shape == "area" and points[0] != points[-1]
            line = (*points, points[0]) if is_ring else points
            name = thing.ref.id if number == 0 else f"{thing.ref.id}.{number + 1}"
            walls.append((thing.ref, _make_wall(thing, name, line)))
    return walls


def _refusal(thing: Placed) -> Doubt | None:
    if thing.feature.broken:
        return Doubt(thing.feature.broken, (thing.ref,), thing.place, "warning", {"done": "left out"})
    if thing.feature.shape == "point":
        return Doubt("wall-without-extent", (thing.ref,), thing.place, "note", {"done": "left out"})
    if not thing.part or len(set(thing.part[0])) < 2:
        return Doubt("feature-without-geometry", (thing.ref,), thing.place, "warning", {"done": "left out"})
    if any(_unread(thing, key) for key in ("height", "min_height")):
        return Doubt("wall-height-not-read", (thing.ref,), thing.place, "warning", {"done": "left out"})
    return None


def _unread(thing: Placed, key: str) -> bool:
    text = thing.feature.tags.get(key, "0")
    return _length(text) is None


def _length(text: str) -> float | None:
    return 0.0 if text.strip() in ("0", "0.0", "0 m") else read_length(text)


def _make_wall(thing: Placed, name: str, line: tuple[tuple[float, float], ...]) -> Wall:
    tags = thing.feature.tags
    glass: Glazing | None = "clear" if "glass" in (tags.get("material"), tags.get("wall:material")) else None
    return Wall(
        id=name,
        line=line,
        base=_length(tags.get("min_height", "0")) or 0.0,
        height=_length(tags["height"]) or None if "height" in tags else None,
        glazing=glass,
        place=thing.place,
    )
