"""Levels as mappers write them: numbers, lists, ranges, and what is none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

_NUMBER = r"-?\d+(?:\.\d+)?"
_ONE = re.compile(_NUMBER)
_RANGE = re.compile(rf"({_NUMBER})\s*-\s*({_NUMBER})")
_COMMA = re.compile(r"-?\d+(?:,\d+)+")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "‒": "-"})
#: A range over more levels than any building has is a mistake of writing.
MOST_LEVELS = 200
#: The level of a thing that does not say, when nothing else decides.
GROUND = "0"


@dataclass(frozen=True, slots=True)
class Levels:
    """Ids of levels in rising order, and what is doubtful about them (empty: nothing)."""

    ids: tuple[str, ...]
    doubt: str = ""


def level_id(number: float) -> str:
    """A level number as an id: 0, -1, 0.5."""
    return f"{number + 0.0:g}"


def level_order(level: str) -> tuple[int, float, str]:
    """Key for sorting level ids: numbers rising, then words."""
    return (0, float(level), "") if _ONE.fullmatch(level) else (1, 0.0, level)


def read_levels(text: str, known: frozenset[str] = frozenset()) -> Levels:
    """The levels of a ``level`` tag.

    ``-2;-1;0`` is a list; ``0-3`` and ``-1-3`` are ranges (-1 to 3). ``0,5`` may be a list or half a level
    with a decimal comma: the list when both are among ``known``, else the half, and doubted either way.
    What is no number is kept as a level of that name, and doubted: nothing is lost for a word.
    """
    text = text.translate(_MINUS).strip()
    found: list[str] = []
    doubt = ""
    for part in text.split(";"):
        levels = _read_part(part.strip(), known)
        found += [level for level in levels.ids if level not in found]
        doubt = doubt or levels.doubt
    if not found:
        return Levels((), "level-missing")
    return Levels(tuple(sorted(found, key=level_order)), doubt)


def _read_part(part: str, known: frozenset[str]) -> Levels:
    if not part:
        return Levels((), "level-missing")
    if _ONE.fullmatch(part):
        return Levels((level_id(float(part)),))
    if match := _RANGE.fullmatch(part):
        return _read_range(float(match[1]), float(match[2]), part)
    if _COMMA.fullmatch(part):
        return _read_comma(part, known)
    return Levels((_word(part),), "level-not-a-number")


def _read_range(low: float, high: float, part: str) -> Levels:
    doubt = "level-range-turned" if high < low else ""
    low, high = min(low, high), max(low, high)
    if high - low > MOST_LEVELS:
        return Levels((_word(part),), "level-not-a-number")
    between = range(floor(low) + 1, -floor(-high))
    return Levels(tuple(dict.fromkeys(level_id(n) for n in (low, *between, high))), doubt)


def _read_comma(part: str, known: frozenset[str]) -> Levels:
    listed = tuple(level_id(float(number)) for number in part.split(","))
    if len(listed) > 2 or all(level in known for level in listed):
        return Levels(tuple(dict.fromkeys(listed)), "level-with-comma")
    return Levels((level_id(float(part.replace(",", "."))),), "level-with-comma")


def _word(part: str) -> str:
    return re.sub(r"[^\w.-]+", "-", re.sub(r"\S+@\S+", "", part))[:20].strip("-") or GROUND


def usual_level(known: Iterable[str]) -> str:
    """The level of a thing that does not say: the only one there is, else the ground, else the lowest."""
    levels = sorted(set(known), key=level_order)
    return levels[0] if levels and (len(levels) == 1 or GROUND not in levels) else GROUND
