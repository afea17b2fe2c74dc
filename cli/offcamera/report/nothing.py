"""Why a rule had nothing to look at: there is no such thing, or none that the clause speaks to."""

from __future__ import annotations

from collections.abc import Iterator

from offcamera.findings.clause import Applies
from offcamera.findings.report import Report, Tally
from offcamera.model.plan import Level
from offcamera.report.words import Words

_OF_VIEWS = "declared-view-true"
#: Where a plan keeps the things of a kind.
_KEPT = {
    "room": "rooms",
    "camera": "cameras",
    "sign": "signs",
    "opening": "openings",
    "zone": "zones",
}


def say_why_nothing(tally: Tally, report: Report, words: Words) -> str:
    """The true reason why a clause met nothing, in the words of the report."""
    for reason, kind in _reasons(tally, report):
        code = f"foot.nothing-why.{reason}"
        if words.has(code):
            return words.say(code, {"kind": _say_kind(kind, words)})
    return words.say("foot.nothing-why.other")


def _reasons(tally: Tally, report: Report) -> Iterator[tuple[str, str]]:
    """The reasons that hold, the closest first, each with a kind of thing; not each has words."""
    for kind in (tally.kind, "camera"):
        if not any(_things(level, kind) for level in report.plan.levels):
            yield "none", kind
    if not (tally.rule == _OF_VIEWS and any(c.view for v in report.plan.levels for c in v.cameras)):
        yield tally.rule, tally.kind
    if tally.clause in report.clauses:
        yield from ((reason, "camera") for reason in _unspoken(report.clauses[tally.clause].applies))


def _things(level: Level, kind: str) -> tuple[object, ...]:
    """The things of a kind on a level; the level itself for a kind that is kept nowhere."""
    return tuple(getattr(level, _KEPT[kind])) if kind in _KEPT else (level,)


def _unspoken(applies: Applies) -> Iterator[str]:
    """The cameras that a clause speaks to, of which there is none."""
    faces = ["faces"] if applies.device == "face-recognition" else []
    access = ["-or-".join(applies.access)] if applies.access else []
    if faces or access:
        yield "-".join(faces + access)
        yield "unspoken"


def _say_kind(kind: str, words: Words) -> str:
    code = f"kinds.{kind}"
    return words.say(code) if words.has(code) else kind
