"""What a user's settings change about a question, and what of that makes it milder: the report tells that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from offcamera.batch.question import Question
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.outcome import Outcome, Severity
from offcamera.labels import is_private
from offcamera.labels.own import read_own
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Room
from offcamera.rules.pack_text import PARAMETERS
from offcamera.units import BODY, LEAST_AREA

_ANSWERS = (Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN)
#: What a clause that states none goes by: area in m², density in px/m.
_STATED = {"least_area": LEAST_AREA, "least_density": 0.0}


def adjust_packs(packs: Sequence[Pack], question: Question) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """The packs with the weights and tolerances of a question, and a line for each that became milder.

    The weight of a clause goes before that of its rule.
    """
    lowered: dict[str, None] = {}
    adjusted = []
    for pack in packs:
        clauses = [_adjust(clause, question) for clause in pack.clauses]
        for was, now in zip(pack.clauses, clauses, strict=True):
            lowered |= dict.fromkeys(_milder(was, now))
        adjusted.append(replace(pack, clauses=tuple(clauses)))
    return tuple(adjusted), tuple(lowered)


def _adjust(clause: Clause, question: Question) -> Clause:
    if clause.rule is None:
        return clause
    weights = dict(question.severities)
    weight = weights.get(clause.id, weights.get(clause.rule))
    said = {"least_area": question.least_area, "least_density": question.least_density}
    takes = PARAMETERS[clause.rule]
    own = {key: value for key, value in said.items() if value is not None and key in takes}
    return replace(
        clause,
        severity=clause.severity if weight is None else dict.fromkeys(_ANSWERS, weight),
        parameters={**clause.parameters, **own},
    )


def _milder(was: Clause, now: Clause) -> Iterator[str]:
    before, after = _weights(was.severity), _weights(now.severity)
    if any(after[o].rank > before[o].rank for o in _ANSWERS):
        yield f"{now.id}: {_show(before)} -> {_show(after)}"
    for key, stated in _STATED.items():
        old, new = (_figure(c.parameters.get(key), stated) for c in (was, now))
        if new > old:
            yield f"{now.id}: {key} {old:g} -> {new:g}"


def _weights(said: Mapping[Outcome, Severity]) -> dict[Outcome, Severity]:
    """The weight of each answer; a clause that leaves it to its rule may weigh as an error."""
    return {outcome: said.get(outcome, Severity.ERROR) for outcome in _ANSWERS}


def _show(weights: Mapping[Outcome, Severity]) -> str:
    return "/".join(dict.fromkeys(weights.values()))


def _figure(value: object, stated: float) -> float:
    return float(value) if isinstance(value, int | float) else stated


def tell_body(body: tuple[float, float]) -> tuple[str, ...]:
    """A line where less of a person counts than the house agreed on."""
    if body[0] <= BODY[0] and body[1] >= BODY[1]:
        return ()
    return (f"body: {BODY[0]:g}-{BODY[1]:g} m -> {body[0]:g}-{body[1]:g} m",)


def relabel(plan: Plan, labels: Iterable[tuple[str, str]]) -> tuple[Plan, tuple[str, ...]]:
    """The plan with the words of a settings file for its rooms, and a line for each room that was private.

    The plan's own words and the uses that it gives go first.
    """
    own = {pattern: use for pattern, use in labels}  # noqa: C416  read as what it is: pattern to use
    if not own:
        return plan, ()
    levels = tuple(
        replace(level, rooms=tuple(_relabel(room, own, plan.labels) for room in level.rooms))
        for level in plan.levels
    )
    told = (line for pair in zip(plan.levels, levels, strict=True) for line in _no_longer_private(*pair))
    return replace(plan, levels=levels), tuple(told)


def _relabel(room: Room, own: Mapping[str, str], first: Mapping[str, str]) -> Room:
    if not room.label.strip() or read_own(room.label, first) is not None:
        return room
    reading = read_own(room.label, own)
    if reading is None:
        return room
    is_label = not room.given and room.reading == room.label_read
    return replace(room, label_read=reading, reading=reading if is_label else room.reading)


def _no_longer_private(was: Level, now: Level) -> Iterator[str]:
    for old, new in zip(was.rooms, now.rooms, strict=True):
        if any(map(is_private, old.reading.uses)) and not any(map(is_private, new.reading.uses)):
            yield f"{now.id}.{new.id}: {'/'.join(old.reading.uses)} -> {'/'.join(new.reading.uses)}"
