"""The figures that a waiver was given for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated

from offcamera.formats.native.fields import typed
from offcamera.formats.native.figures import Told, all_wrong, show
from offcamera.formats.native.words import read_facts

_OUTCOMES = ("fail", "unknown", "conditional")
_KEYS = ("outcome", "area", "density", "place")
_HINT = "Take the figures as check --draft-waivers writes them."


def read_approved(value: object) -> dict[str, object]:
    """What was approved: an outcome, m², px/m, and the outlines in metres; raises every fault."""
    said = read_facts(value)
    told = [*_unknown(said), *_outcome(said), *_figures(said), *_place(said)]
    if told:
        raise all_wrong(told)
    place = said.get("place")
    return {**said, "place": _rings(place)} if isinstance(place, list) else dict(said)


def _unknown(said: Mapping[str, object]) -> list[Told]:
    known = ", ".join(_KEYS)
    return [
        ((key,), f"{key} is no key of approved", f"There is {known}.") for key in said if key not in _KEYS
    ]


def _outcome(said: Mapping[str, object]) -> list[Told]:
    if "outcome" not in said or said["outcome"] in _OUTCOMES:
        return []
    return [(("outcome",), f"{show(said['outcome'])} is no outcome", f"Write one of {', '.join(_OUTCOMES)}.")]


def _figures(said: Mapping[str, object]) -> list[Told]:
    wrong_ones = [key for key in ("area", "density") if key in said and not _is_figure(said[key])]
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
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e7


Approved = Annotated[dict[str, object], *typed(read_approved, {"type": "object"})]
