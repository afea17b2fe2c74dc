"""The figures that a waiver was given for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated

from offcamera.formats.native.fields import typed
from offcamera.formats.native.figures import Told, all_wrong, show
from offcamera.formats.native.words import read_facts

_OUTCOMES = ("fail", "unknown", "conditional")
_SEVERITIES = ("error", "warning", "note")
_NUMBERS = ("area", "density")
_KEYS = ("outcome", "severity", "clauses", "what", "because", "on", *_NUMBERS, "place", "things", "figures")
_HINT = "Take the figures as check --draft-waivers writes them."


def read_approved(value: object) -> dict[str, object]:
    """What was approved, as ``pins_of`` gives it; m², px/m, and places in metres; raises every fault."""
    said = read_facts(value)
    if told := list_wrong(said):
        raise all_wrong(told)
    place = said.get("place")
    return {**said, "place": _rings(place)} if isinstance(place, list) else dict(said)


def list_wrong(said: Mapping[str, object]) -> list[Told]:
    """What is wrong with what was approved, or kept: the path of each value in it, and what to do."""
    return [*_unknown(said), *_words(said), *_figures(said), *_place(said), *_shapes(said)]


def _unknown(said: Mapping[str, object]) -> list[Told]:
    known = ", ".join(_KEYS)
    return [
        ((key,), f"{key} is no key of approved", f"There is {known}.") for key in said if key not in _KEYS
    ]


def _words(said: Mapping[str, object]) -> list[Told]:
    """Words out of a list: what came out, and how it weighs."""
    choices = {"outcome": ("outcome", _OUTCOMES), "severity": ("severity", _SEVERITIES)}
    return [
        ((key,), f"{show(said[key])} is no {name}", f"Write one of {', '.join(words)}.")
        for key, (name, words) in choices.items()
        if key in said and said[key] not in words
    ]


def _shapes(said: Mapping[str, object]) -> list[Told]:
    """Values that a person does not write: what is not as the draft has it is told."""
    return [
        ((key,), f"{key} should be {name}", _HINT)
        for key, (is_right, name) in _SHAPES.items()
        if key in said and not is_right(said[key])
    ]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_ways(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_list_of_texts, value))


def _is_spots(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(spot, list) and len(spot) in (0, 3) and all(map(_is_coordinate, spot))
        for spot in value.values()
    )


def _is_told(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(item, str) or _is_coordinate(item) for item in value.values()
    )


_SHAPES = {
    "what": (_is_text, "a word"),
    "because": (_is_text, "a word"),
    "clauses": (_is_list_of_texts, "a list of clauses"),
    "on": (_is_ways, "lists of doors"),
    "things": (_is_spots, "things with x, y and size, in metres"),
    "figures": (_is_told, "figures by name"),
}


def _figures(said: Mapping[str, object]) -> list[Told]:
    wrong_ones = [key for key in _NUMBERS if key in said and not _is_figure(said[key])]
    return [((key,), f"{show(said[key])} is no figure", _HINT) for key in wrong_ones]


def _is_figure(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(float(str(value))) and float(str(value)) >= 0


def _place(said: Mapping[str, object]) -> list[Told]:
    place = said.get("place")
    if "place" not in said or (isinstance(place, list) and all(_is_ring(ring) for ring in _rings(place))):
        return []
    return [(("place",), "place should be the outlines of what is seen, in metres", _HINT)]


def _rings(place: list[object]) -> list[object]:
    """Outlines; one alone may stand without a list around it."""
    return [place] if place and all(_is_point(point) for point in place) else place


def _is_ring(ring: object) -> bool:
    return isinstance(ring, list) and bool(ring) and all(_is_point(point) for point in ring)


def _is_point(point: object) -> bool:
    return isinstance(point, list) and len(point) == 2 and all(_is_coordinate(value) for value in point)


def _is_coordinate(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


Approved = Annotated[dict[str, object], *typed(read_approved, {"type": "object"})]
