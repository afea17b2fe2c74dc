"""A place that is named on the command line: a room, or a point of a level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from offcamera.errors import Fault, Misused
from offcamera.units import metres_per

if TYPE_CHECKING:
    from collections.abc import Sequence

    from offcamera.model.plan import Level, Plan

_POINT = re.compile(r"\s*([-+]?\d*\.?\d+)\s*,\s*([-+]?\d*\.?\d+)\s*")
_FORMS = "write a room (2/207, or 207 where there is one only), or a point of a level (2:12.5,3.0)"


@dataclass(frozen=True, slots=True)
class Spot:
    """A level of the plan and a room of it, by number, or a point (plan, m)."""

    level: str
    room: int | None = None
    point: tuple[float, float] | None = None


def find_place(plan: Plan, text: str) -> Spot:
    """The room or the point that is meant; a point is written in the unit of the plan.

    Raises ``Misused`` with the nearest room where there is no such place, and where several are called so.
    """
    rooms = [(level.id, number) for level in plan.levels for number in _rooms_called(level, text)]
    if len(rooms) == 1:
        return Spot(rooms[0][0], room=rooms[0][1])
    if rooms:
        hint = "name its level too: " + ", ".join(f"{level}/{text}" for level, _ in rooms)
        raise Misused([Fault(f"several rooms are called {text}", plan.file, help=hint)])
    level, colon, point = text.rpartition(":")
    match = _POINT.fullmatch(point)
    if match is None:
        raise Misused([Fault(f"no such place: {text}", plan.file, help=_nearest(plan, text))])
    metres = metres_per(plan.unit)
    here = _level_called(plan, level if colon else None)
    return Spot(here, point=(float(match[1]) * metres, float(match[2]) * metres))


def _rooms_called(level: Level, text: str) -> list[int]:
    return [n for n, room in enumerate(level.rooms) if text in (room.id, f"{level.id}/{room.id}")]


def _level_called(plan: Plan, name: str | None) -> str:
    levels = [level.id for level in plan.levels]
    if name is None and len(levels) == 1:
        return levels[0]
    if name in levels:
        return str(name)
    says = "the point names no level" if name is None else f"no such level: {name}"
    raise Misused([Fault(says, plan.file, help=f"there is {', '.join(levels)}: write LEVEL:X,Y")])


def _nearest(plan: Plan, text: str) -> str:
    """The room whose id, or whose label, is nearest to a word; else how places are written."""
    level, slash, name = text.rpartition("/")
    there = [level] if slash and level in [one.id for one in plan.levels] else [v.id for v in plan.levels]
    rooms = [(one.id, room.id, room.label) for one in plan.levels if one.id in there for room in one.rooms]
    by_word = {word.lower(): f"{v}/{id_}" for v, id_, label in rooms for word in (label, id_) if word}
    near = _close(name if slash else text, list(by_word))
    return f"did you mean {by_word[near]}? Or " + _FORMS if near else _FORMS


def _close(word: str, known: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(word.lower(), known, 1, 0.4)), None)
