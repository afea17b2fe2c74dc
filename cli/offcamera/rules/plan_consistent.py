"""The plan does not contradict itself.

Rooms that overlap, a door on no wall, a camera inside a cupboard, a figure out of all scale: what can be
understood but cannot be right is told, and the audit goes on with the reading that protects people. For
cameras a doubtful wall is absent and a doubtful opening open.

Passes: rooms that share an edge. Fails: rooms that overlap by half a metre.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome, Severity
from offcamera.model.place import Doubt, Ref
from offcamera.rules.sighting import Site

ID = "plan-consistent"
LOOKS_AT = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """No parameters."""


def check(site: Site, params: Params) -> Iterator[Answer]:  # noqa: ARG001  # every rule is asked alike
    """Is there anything in the plan that cannot be right?"""
    doubted: set[str] = set()
    for doubt in (*site.plan.doubts, *site.scene.doubts()):
        doubted |= {ref.level or ref.id for ref in doubt.about}
        yield _answer(doubt)
    for level in site.plan.levels:
        if level.id not in doubted:
            ref = Ref("level", "", level.id)
            yield Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,), place=level.place)


def _answer(doubt: Doubt) -> Answer:
    first = doubt.about[0] if doubt.about else Ref("site", "", "")
    level = first.level or (first.id if first.kind == "level" else "")
    return Answer(
        looked_at=Ref("level", "", level) if level else Ref("site", "", ""),
        outcome=Outcome.FAIL,
        about=doubt.about or (first,),
        what=doubt.what,
        evidence=Evidence(figures=dict(doubt.figures)),
        place=doubt.place,
        weight=Severity(doubt.weight),
    )
