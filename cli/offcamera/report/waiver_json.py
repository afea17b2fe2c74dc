"""Waivers and places as JSON."""

from __future__ import annotations

from offcamera.findings.waived import Growth, Waived
from offcamera.model.place import Place
from offcamera.model.waiver import Waiver

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def place_as_json(place: Place) -> Json:
    """Where a thing was said; null for a line or column that the file has not."""
    return {"file": place.file, "line": place.line or None, "column": place.column or None}


def waiver_as_json(waiver: Waiver) -> dict[str, Json]:
    """What a waiver says, without the figures that it was given for."""
    return {
        "finding": waiver.finding,
        "reason": waiver.reason,
        "approved_by": waiver.approved_by,
        "until": waiver.until.isoformat(),
        "place": place_as_json(waiver.place),
    }


def waived_as_json(waived: Waived | None) -> Json:
    """How a waiver stands to its finding: whether it holds, and if not, why; null without one."""
    if waived is None:
        return None
    worse = [growth_as_json(growth) for growth in waived.worse]
    return {**waiver_as_json(waived.waiver), "holds": waived.holds, "lapsed": waived.lapsed, "worse": worse}


def growth_as_json(growth: Growth) -> Json:
    """In what a finding is worse; ``name`` where it is a figure of the rule's own."""
    return {"what": growth.what, "name": growth.name or None, "approved": growth.approved, "now": growth.now}
