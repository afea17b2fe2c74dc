"""Recordings are kept at least, or at most, so many days.

The days stand under ``declares: retention_days``, of the camera, of its model, or of the whole site. Days
that are not stated fail: nobody could hold the operator to them. What is no figure of days is unknown.

Passes: 30 days, where 30 are the most. Fails: 90 days there, and no figure at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from offcamera.findings.evidence import Evidence, Figure, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.sighting import Site

ID = "retention-within"
LOOKS_AT = "camera"
#: The key under ``declares``.
FIELD = "retention_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``least`` and ``most`` days that recordings are kept; None: no such limit."""

    least: float | None = None
    most: float | None = None


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Is the retention of each camera at least, or at most, so many days?"""
    for level, camera in site.cameras():
        yield _answer(camera, Ref("camera", level.level.id, camera.id), params)


def _answer(camera: Camera, ref: Ref, params: Params) -> Answer:
    said = camera.declares.get(FIELD)
    days = _days(said)
    what = "unsaid" if said in (None, "") else "unread" if days is None else _fault(days, params)
    figures = dict(_figures(said, params))
    unread = what == "unread"
    return Answer(
        looked_at=ref,
        outcome=Outcome.UNKNOWN if unread else Outcome.FAIL if what else Outcome.PASS,
        about=(ref,),
        what=what,
        because=Reason("unread", figures) if unread else None,
        evidence=Evidence(figures=figures),
        place=camera.place,
    )


def _days(said: object) -> float | None:
    if isinstance(said, bool):
        return None
    try:
        days = float(str(said))
    except ValueError:
        return None
    return days if isfinite(days) and days >= 0 else None


def _fault(days: float, params: Params) -> str:
    if params.least is not None and days < params.least:
        return "too-short"
    return "too-long" if params.most is not None and days > params.most else ""


def _figures(said: object, params: Params) -> Iterator[tuple[str, Figure]]:
    if said not in (None, ""):
        yield "days", str(said)
    if params.least is not None:
        yield "least", f"{params.least:g}"
    if params.most is not None:
        yield "most", f"{params.most:g}"
