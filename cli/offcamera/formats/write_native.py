"""A plan as readable native YAML, to be read back as the same plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from offcamera.formats.native import read_native
from offcamera.formats.native.losses import write_thing
from offcamera.formats.write_things import (
    Row,
    write_camera,
    write_obstacle,
    write_opening,
    write_room,
    write_sign,
    write_wall,
    write_zone,
)
from offcamera.model.place import Doubt
from offcamera.model.plan import Level, Plan
from offcamera.model.waiver import Waiver
from offcamera.units import CEILING

#: Rows longer than this are written key by key (characters).
_LONGEST_ROW = 110

#: What stands above the losses of a converted plan.
_ON_LOSSES = "# Told by every check: delete a row once you have put it right above."

#: Text that needs no quotes in YAML of any version, in block and in flow.
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_/.-]*(?: [A-Za-z0-9_/.-]+)*")
#: Words that some version of YAML takes for something else than text.
_TAKEN = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def write_native(plan: Plan) -> str:
    """A plan as native YAML in metres, coordinates rounded to 1 mm, keys in the order of the format.

    Reading it back gives an equal plan but for places, doubts and the unit that the file was written in.
    """
    head: Row = {
        "offcamera": 1,
        "site": plan.site or "unnamed",
        "about": dict(plan.about),
        "units": "m",
        "north": plan.north,
        "venue": plan.venue,
        "packs": list(plan.packs),
        "labels": dict(plan.labels),
        "models": _models_of(plan),
    }
    lines = list(_write_mapping(head, ""))
    lines.append("levels:")
    for level in plan.levels:
        lines += _write_level(level)
    if plan.links:
        links = [[f"{level}/{room}" for level, room in link] for link in plan.links]
        lines.append(f"links: {_inline(links)}")
    if plan.waivers:
        lines.append("waivers:")
        for waiver in plan.waivers:
            lines += _write_item(_write_waiver(waiver), "  ")
    return "\n".join(lines) + "\n"


def write_converted(plan: Plan) -> str:
    """A plan as native YAML, with every doubt that reading it back does not raise again by itself."""
    text = write_native(plan)
    again = read_native(text, "plan.yaml").doubts if plan.doubts else ()
    raised = {(doubt.what, doubt.about) for doubt in again}
    lost = [doubt for doubt in plan.doubts if (doubt.what, doubt.about) not in raised]
    lines = [line for doubt in lost for line in _write_item(_write_loss(doubt), "  ")]
    return text + "\n".join([_ON_LOSSES, "not_understood:", *lines, ""]) if lost else text


def _write_loss(doubt: Doubt) -> Row:
    return {
        "what": doubt.what,
        "about": [write_thing(ref) for ref in doubt.about],
        "weight": doubt.weight,
        "figures": dict(doubt.figures),
        "drawn_at": str(replace(doubt.place, file=PurePath(doubt.place.file).name)) or None,
    }


def _models_of(plan: Plan) -> Row:
    """The models that cameras name, empty: each camera is written with what it has of its model."""
    names = (camera.model for level in plan.levels for camera in level.cameras if camera.model)
    return {name: {} for name in dict.fromkeys(names)}


def _write_waiver(waiver: Waiver) -> Row:
    return {
        "finding": waiver.finding,
        "reason": waiver.reason,
        "approved_by": waiver.approved_by,
        "until": waiver.until.isoformat(),
        "approved": dict(waiver.approved),
    }


def _write_level(level: Level) -> list[str]:
    said = level.background
    head: Row = {
        "id": level.id,
        "name": level.name or None,
        "ceiling": level.ceiling if level.ceiling_said or level.ceiling != CEILING else None,
        "elevation": level.elevation,
        "background": {"image": said.image, "at": said.at, "width": said.width} if said else None,
    }
    lines = list(_write_mapping(head, "    "))
    lines[0] = "  - " + lines[0].lstrip()
    things: dict[str, list[Row]] = {
        "rooms": [write_room(room) for room in level.rooms],
        "openings": [write_opening(opening) for opening in level.openings],
        "walls": [write_wall(wall) for wall in level.walls],
        "obstacles": [write_obstacle(obstacle) for obstacle in level.obstacles],
        "zones": [write_zone(zone) for zone in level.zones],
        "cameras": [write_camera(camera) for camera in level.cameras],
        "signs": [write_sign(sign) for sign in level.signs],
    }
    for kind, rows in things.items():
        if rows:
            lines.append(f"    {kind}:")
            lines += [line for row in rows for line in _write_item(row, "      ")]
    return lines


# --- YAML --------------------------------------------------------------------------------------------------


def _write_item(row: Row, indent: str) -> list[str]:
    """One thing of a list: on one line where it is short, else key by key."""
    short = f"{indent}- {_inline(_without_empty(row))}"
    if len(short) <= _LONGEST_ROW:
        return [short]
    lines = list(_write_mapping(row, indent + "  "))
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _write_mapping(row: Row, indent: str) -> Iterator[str]:
    for key, value in _without_empty(row).items():
        yield f"{indent}{_key(key)}: {_inline(value)}"


_EMPTY: tuple[object, ...] = ([], (), {})
#: A purpose that is stated to be none is not a purpose left unsaid.
_KEPT = frozenset(("purpose",))


def _without_empty(row: Row) -> Row:
    """Keys that say something: nothing and empty lists are what leaving a key out says."""
    return {
        key: value
        for key, value in row.items()
        if value is not None and (key in _KEPT or value not in _EMPTY)
    }


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key))}: {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(int(value))
    return _number(value) if isinstance(value, float) else _text(str(value))


def _key(key: str) -> str:
    """A key of the format bare, also ``on``, which only old YAML takes for true."""
    return key if key == "on" else _text(key)


def _number(value: float) -> str:
    """A figure without a needless fraction; the shortest text that reads back as the same float."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(float(value))
    # YAML 1.1 takes 1e-05 for a word: a figure with an exponent has a point there.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def _text(text: str) -> str:
    """Text bare where every YAML reads it as text, else in quotes; JSON's escapes are YAML's too."""
    if _BARE.fullmatch(text) and text.lower() not in _TAKEN:
        return text
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", _escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
