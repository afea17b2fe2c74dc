"""The things of a plan as rows of the native format: keys in its order, defaults left out."""

from __future__ import annotations

import math
from collections.abc import Iterable

from offcamera.formats.native.sensors import BULGE
from offcamera.model.camera import Camera, Head, Mask, Optics
from offcamera.model.place import Point
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Pane, Room, Wall, Zone
from offcamera.units import DOOR_HEAD, WINDOW_HEAD, WINDOW_SILL

#: Keys and plain values; None and empty are left out when it is written.
Row = dict[str, object]

_USUAL = {"door": (0.0, DOOR_HEAD), "window": (WINDOW_SILL, WINDOW_HEAD), "passage": (0.0, None)}


def round_length(metres: float) -> float:
    """A length to 1 mm."""
    return round(metres, 3) + 0.0


def _maybe(metres: float | None) -> float | None:
    return None if metres is None else round_length(metres)


def _point(point: Point) -> list[float]:
    return [round_length(point[0]), round_length(point[1])]


def _ring(points: Iterable[Point]) -> list[list[float]]:
    rounded = [_point(point) for point in points]
    return [point for point, before in zip(rounded, [None, *rounded], strict=False) if point != before]


def _if_true(flag: bool) -> bool | None:
    return True if flag else None


def write_room(room: Room) -> Row:
    """A room; its use only where the plan gave one."""
    low, high = room.floor
    return {
        "id": room.id,
        "label": room.label or None,
        "polygon": _ring(room.polygon),
        "holes": [_ring(hole) for hole in room.holes],
        "use": list(_uses_of(room)),
        "access": room.access,
        "open": list(room.open),
        "open_to": [f"{level}/{name}" for level, name in room.open_to],
        "outdoor": _if_true(room.outdoor),
        "floor": _floor(low, high),
        "entrance": _if_true(room.entrance),
    }


def _uses_of(room: Room) -> tuple[str, ...]:
    """What the plan gives, or what a drawing's tag tells beyond the label."""
    told = room.reading
    return room.given or (told.uses if told.status == "known" and told != room.label_read else ())


def _floor(low: float, high: float) -> object:
    if low == high:
        return round_length(low) if low else None
    return [round_length(low), round_length(high)]


def write_opening(opening: Opening) -> Row:
    """An opening by its line."""
    return {
        "id": opening.id,
        "kind": opening.kind,
        "line": _ring(opening.line),
        "sill": _sill(opening),
        "head": _head_of_opening(opening),
        "glazing": opening.glazing,
        "self_closing": _if_true(opening.self_closing),
        "pane": _pane(opening.pane),
        "fixed": _if_true(opening.fixed),
        "swing": opening.swing,
        "entrance": opening.entrance,
        "access_control": list(opening.access_control),
    }


def _sill(opening: Opening) -> float | None:
    usual, _ = _USUAL[opening.kind]
    return None if opening.sill == usual else round_length(opening.sill)


def _head_of_opening(opening: Opening) -> float | str | None:
    _, usual = _USUAL[opening.kind]
    if opening.head is None:
        return None if usual is None else "ceiling"
    return None if opening.head == usual else round_length(opening.head)


def _pane(pane: Pane | None) -> Row | None:
    if pane is None:
        return None
    return {"sill": round_length(pane.sill), "head": round_length(pane.head), "glazing": pane.glazing}


def write_wall(wall: Wall) -> Row:
    """A free-standing wall."""
    return {
        "id": wall.id,
        "line": _ring(wall.line),
        "base": round_length(wall.base) if wall.base else None,
        "height": _maybe(wall.height),
        "glazing": wall.glazing,
    }


def write_obstacle(obstacle: Obstacle) -> Row:
    """A solid thing."""
    return {
        "id": obstacle.id,
        "polygon": _ring(obstacle.polygon),
        "base": round_length(obstacle.base) if obstacle.base else None,
        "height": _maybe(obstacle.height),
    }


def write_zone(zone: Zone) -> Row:
    """A marked area."""
    return {"id": zone.id, "kind": zone.kind, "polygon": _ring(zone.polygon)}


def write_camera(camera: Camera) -> Row:
    """A camera with the optics it has, whether they were stated or came of its model or lens."""
    return {
        "id": camera.id,
        "model": camera.model,
        "at": _point(camera.at),
        "height": _maybe(camera.height),
        "heading": camera.heading,
        "tilt": list(camera.tilts) if camera.tilts else camera.tilt,
        "kind": camera.kind if camera.kind != "fixed" else None,
        **_optics(camera.optics),
        "heads": [_head(head) for head in camera.heads],
        "pan": list(camera.pan) if camera.pan else None,
        "zoom": camera.zoom,
        "presets": camera.presets or None,
        "resolution": list(camera.resolution) if camera.resolution else None,
        "range": _maybe(camera.range),
        "view": _ring(camera.view) if camera.view else None,
        "masks": [_mask(mask) for mask in camera.masks],
        "side": camera.side,
        "mount": camera.mount,
        "purpose": list(camera.purpose) if camera.purpose is not None else None,
        "covers": list(camera.covers),
        "facial_recognition": camera.facial_recognition,
        "access": camera.access,
        "declares": dict(camera.declares),
    }


def _optics(optics: Optics) -> Row:
    across, down = optics.horizontal, optics.vertical
    ideal = "ideal" if optics.ideal else None
    if optics.worked_out and across is not None:
        return {"lens": _lens(across, down), "projection": ideal}
    fov = None if across is None else across if down is None else [across, down]
    return {"fov": fov, "projection": ideal}


def _lens(across: float, down: float | None) -> Row:
    """A lens of 1 mm that gives the same angles, so that they are not taken for stated ones."""
    sensor = [math.radians(angle) / BULGE for angle in (across, down) if angle is not None]
    return {"focal": 1, "sensor": sensor if down is not None else sensor[0]}


def _head(head: Head) -> Row:
    row: Row = {"heading": head.heading, "tilt": head.tilt, **_optics(head.optics)}
    return {key: value for key, value in row.items() if value is not None}


def _mask(mask: Mask) -> Row:
    row: Row = {
        "polygon": _ring(mask.floor) if mask.floor else None,
        "image": [list(point) for point in mask.image] if mask.image else None,
        "type": mask.type,
        "enabled": None if mask.enabled else False,
        "follows": _if_true(mask.follows),
        "head": None if mask.head is None else mask.head + 1,
    }
    return {key: value for key, value in row.items() if value is not None}


def write_sign(sign: Sign) -> Row:
    """A notice."""
    return {
        "id": sign.id,
        "at": _point(sign.at),
        "height": _maybe(sign.height),
        "facing": sign.facing,
        "size": [round_length(side) for side in sign.size] if sign.size else None,
        "text_height": _maybe(sign.text_height),
        "pictogram": _maybe(sign.pictogram),
        "double_sided": _if_true(sign.double_sided),
        "on": sign.on,
        "content": dict(sign.content),
        "languages": list(sign.languages),
    }
