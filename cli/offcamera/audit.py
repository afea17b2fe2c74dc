"""The one place that knows the order of things: a plan and its packs go in, a report comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.errors import Fault, Misused
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.evidence import Reliance
from offcamera.findings.finding import Answer, Finding, Touch, finding_id
from offcamera.findings.joined import join_answers
from offcamera.findings.outcome import Outcome, Severity, worst_outcome, worst_severity
from offcamera.findings.report import CaptureShape, LegibleShape, Report, Tally, UnreadSign
from offcamera.model.place import Ref, Ring
from offcamera.model.plan import Plan
from offcamera.rules import RULES
from offcamera.rules.assumptions import list_assumptions
from offcamera.rules.devices import doubt_faces
from offcamera.rules.reading import ReadingParams
from offcamera.rules.rule import params_of
from offcamera.rules.sighting import Site
from offcamera.sight.overlay import areas_in
from offcamera.sight.scene import Scene
from offcamera.sight.scene.reading import Reading
from offcamera.units import BODY

#: How a finding weighs where its clause does not say.
_WEIGHT = Severity.ERROR


@dataclass(frozen=True, slots=True)
class _Asked:
    """A clause with everything that its rule answered."""

    clause: Clause
    answers: tuple[Answer, ...]
    not_judged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a plan is audited.

    ``select`` and ``ignore`` name rules or clauses. ``body``: from where to where a person is seen (m above
    the floor). ``captures``: work out the outlines of what is captured too, which only drawings need.
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()
    body: tuple[float, float] = BODY
    captures: bool = True


def audit_plan(
    plan: Plan,
    packs: Sequence[Pack],
    *,
    as_of: date,
    terms: Terms = Terms(),
) -> Report:
    """Audit a plan against the clauses of some packs, on some terms.

    A name of the terms that is neither a rule nor a clause raises ``Misused`` with the nearest one.
    """
    select, ignore = terms.select, terms.ignore
    check_names(packs, (*select, *ignore))
    site = Site(plan, Scene(plan, terms.body))
    clauses = {c.id: c for pack in packs for c in pack.clauses}
    unknown = _unknown_uses(site)
    held = [c for c in clauses.values() if c.is_in_force(as_of)]
    asked = [_ask(c, site, unknown) for c in held if _is_asked(c, plan, select, ignore)]
    findings = _merge(asked)
    private = _private_rooms(asked)
    return Report(
        plan=plan,
        as_of=as_of,
        packs=tuple(packs),
        clauses=clauses,
        findings=tuple(findings),
        tallies=tuple(_tally(a) for a in asked),
        reliances=tuple(_reliances(asked)),
        assumptions=tuple(list_assumptions(site)),
        not_answered=tuple(c.id for c in clauses.values() if c.rule is None),
        left_out=tuple(c.id for c in clauses.values() if c.rule and not _is_chosen(c, select, ignore)),
        not_for=tuple(c.id for c in clauses.values() if c.rule and _is_for_others(c, plan)),
        not_in_force=tuple(c.id for c in clauses.values() if c.rule and c not in held),
        captures=tuple(_captures(site)) if terms.captures else (),
        legible=tuple(_legible(site, [a.clause for a in asked])) if terms.captures else (),
        unread=tuple(_unread(site, [a.clause for a in asked])),
        private={ref: outcome for ref, (outcome, _) in private.items()},
        private_relying=sum(outcome is Outcome.PASS and relies for outcome, relies in private.values()),
        body=terms.body,
    )


def check_names(packs: Sequence[Pack], names: Iterable[str]) -> None:
    """Raise ``Misused`` for every name that is neither a rule nor a clause of the packs."""
    known = {*RULES, *(c.id for pack in packs for c in pack.clauses)}
    faults = []
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            faults.append(
                Fault(f"no rule or clause is called {name}", help=f"did you mean {near[0]}?" if near else "")
            )
    if faults:
        raise Misused(faults)


def _is_asked(clause: Clause, plan: Plan, select: Collection[str], ignore: Collection[str]) -> bool:
    """Is the clause put to this plan: asked by a rule, chosen, and not for other venues only?"""
    return clause.rule is not None and _is_chosen(clause, select, ignore) and not _is_for_others(clause, plan)


def _is_chosen(clause: Clause, select: Collection[str], ignore: Collection[str]) -> bool:
    names = {clause.id, clause.rule}
    return (not select or bool(names & set(select))) and not names & set(ignore)


def _is_for_others(clause: Clause, plan: Plan) -> bool:
    """Is the stated venue none of those that the clause speaks to? Unsaid is inside (case 17)."""
    return bool(clause.applies.venue) and plan.venue is not None and plan.venue not in clause.applies.venue


def _ask(clause: Clause, site: Site, unknown: int) -> _Asked:
    rule = RULES[clause.rule or ""]
    spoken_to = site.narrowed(clause.applies)
    answers = tuple(rule.check(spoken_to, params_of(rule, clause.parameters)))
    if clause.applies.device == "face-recognition":
        answers = tuple(doubt_faces(site.scene.levels.values(), answers))
    return _Asked(clause, answers, unknown if clause.rule == "view-into-room" else 0)


def _unknown_uses(site: Site) -> int:
    """Rooms that a camera sees, but that no clause can be put to because their use is not known."""
    rooms = RULES["room-use-known"]
    return sum(a.outcome is Outcome.UNKNOWN for a in rooms.check(site, rooms.Params()))


def _severity(clause: Clause, answer: Answer) -> Severity:
    if answer.outcome is Outcome.PASS:
        return Severity.NONE
    said = clause.severity.get(answer.outcome, _WEIGHT) if clause.severity else answer.weight or _WEIGHT
    return max(said, answer.at_most or said, key=lambda severity: severity.rank)


def _merge(asked: Sequence[_Asked]) -> list[Finding]:
    """One finding a fact, with every clause that it touches; the worst answer gives its figures."""
    facts: dict[tuple[str, str, tuple[Ref, ...]], list[tuple[Clause, Answer]]] = {}
    for one in asked:
        for answer in one.answers:
            if answer.outcome is not Outcome.PASS:
                key = (answer.told_by or one.clause.rule or "", answer.what, answer.about)
                facts.setdefault(key, []).append((one.clause, answer))
    findings = [_finding(rule, said) for (rule, _, _), said in facts.items()]
    findings.sort(key=lambda f: (f.severity.rank, f.outcome.rank, list(RULES).index(f.rule), f.id))
    return _number_twins(findings)


def _finding(rule: str, said: Sequence[tuple[Clause, Answer]]) -> Finding:
    touches = tuple(Touch(c.id, a.outcome, _severity(c, a)) for c, a in said)
    worst = join_answers([answer for _, answer in said])
    return Finding(
        id=finding_id(rule, worst.about),
        rule=rule,
        outcome=worst_outcome(t.outcome for t in touches),
        severity=worst_severity(t.severity for t in touches),
        about=worst.about,
        touches=tuple(dict.fromkeys(touches)),
        what=worst.what,
        evidence=worst.evidence,
        on=worst.on,
        because=worst.because,
        reliances=worst.reliances,
        place=worst.place,
        counted=tuple(dict.fromkeys((c.id, a.looked_at) for c, a in said)),
    )


def _number_twins(findings: Sequence[Finding]) -> list[Finding]:
    """Facts that would share an id get -2, -3 in their order (case 29)."""
    met: Counter[str] = Counter()
    out = []
    for f in findings:
        met[f.id] += 1
        out.append(f if met[f.id] == 1 else replace(f, id=f"{f.id}-{met[f.id]}"))
    return out


def _by_thing(answers: Iterable[Answer]) -> dict[Ref, list[Answer]]:
    things: dict[Ref, list[Answer]] = {}
    for answer in answers:
        things.setdefault(answer.looked_at, []).append(answer)
    return things


def _tally(asked: _Asked) -> Tally:
    """What was looked at, each thing once, with the worst answer that it got."""
    things = _by_thing(asked.answers)
    worst = {ref: worst_outcome(a.outcome for a in answers) for ref, answers in things.items()}
    relying = sum(worst[ref] is Outcome.PASS and any(a.reliances for a in things[ref]) for ref in things)
    return Tally(
        clause=asked.clause.id,
        rule=asked.clause.rule or "",
        kind=RULES[asked.clause.rule or ""].LOOKS_AT,
        looked_at=len(things),
        outcomes=Counter(worst.values()),
        relying=relying,
        not_judged=asked.not_judged,
    )


def _private_rooms(asked: Sequence[_Asked]) -> Mapping[Ref, tuple[Outcome, bool]]:
    """Every private room with its worst answer, and whether its pass relies on a statement of the plan."""
    rooms: dict[Ref, list[Answer]] = {}
    for one in asked:
        if one.clause.rule == "view-into-room":
            for answer in one.answers:
                rooms.setdefault(answer.looked_at, []).append(answer)
    for one in asked:
        if one.clause.rule == "camera-in-room":
            for answer in one.answers:
                for ref in answer.about[1:]:
                    if ref in rooms or answer.outcome is Outcome.FAIL:  # no view is told where a camera hangs
                        rooms.setdefault(ref, []).append(answer)
    return {
        ref: (worst_outcome(a.outcome for a in answers), any(a.reliances for a in answers))
        for ref, answers in rooms.items()
    }


def _reliances(asked: Sequence[_Asked]) -> list[Reliance]:
    """What passes rest on, each statement once for a camera and a room."""
    found = (r for one in asked for a in one.answers if a.outcome is Outcome.PASS for r in a.reliances)
    return list({(r.what, r.about, r.camera, r.room): r for r in found}.values())


def _captures(site: Site) -> Iterator[CaptureShape]:
    """What each camera captures with every door open, and with every door shut."""
    for level, camera in site.cameras():
        view = level.view(camera.id)
        for doors in ("open", "shut"):
            shape = view.shape("open" if doors == "open" else "shut")
            yield CaptureShape(
                camera=Ref("camera", level.level.id, camera.id), doors=doors, polygons=_polygons(shape)
            )


def _legible(site: Site, clauses: Iterable[Clause]) -> Iterator[LegibleShape]:
    """From where each sign can be read, at every eye height that some clause asks for."""
    for reading in _readings(clauses):
        for eye in reading.eyes:
            notices = site.walks.notices(replace(reading, eyes=(eye,)))
            for (level, sign), reach in notices.reaches.items():
                ref = Ref("sign", level, sign)
                yield LegibleShape(sign=ref, eye=eye, read=reading.read, polygons=_polygons(reach.area))


def _unread(site: Site, clauses: Iterable[Clause]) -> Iterator[UnreadSign]:
    """Signs that count for nothing where a clause reads signs, each once a reason."""
    asked = (params_of(RULES[c.rule or ""], c.parameters) for c in clauses)
    readings = [p.reading for p in asked if isinstance(p, ReadingParams)]
    found = (
        UnreadSign(ref, reading.read if because == "no-reading-size" else "", because)
        for reading in dict.fromkeys(readings)
        for ref, because in site.walks.notices(reading).unread()
    )
    yield from dict.fromkeys(found)


def _readings(clauses: Iterable[Clause]) -> list[Reading]:
    """How signs are read by these clauses: of several ways to read text, or a pictogram, the strictest.

    The usual reading where no clause asks for any.
    """
    found: dict[str, Reading] = {}
    asked = (params_of(RULES[c.rule or ""], c.parameters) for c in clauses)
    for reading in (p.reading for p in asked if isinstance(p, ReadingParams)):
        old = found.get(reading.read, reading)
        found[reading.read] = Reading(
            read=reading.read,
            factor=min(old.factor, reading.factor),
            angle=min(old.angle, reading.angle),
            eyes=tuple(sorted({*old.eyes, *reading.eyes})),
        )
    return list(found.values()) or [ReadingParams().reading]


def _polygons(shape: BaseGeometry) -> tuple[tuple[Ring, ...], ...]:
    return tuple(_rings(polygon) for polygon in areas_in(shape))


def _rings(polygon: shapely.Polygon) -> tuple[Ring, ...]:
    rings = [polygon.exterior, *polygon.interiors]
    return tuple(tuple((float(x), float(y)) for x, y in ring.coords[:-1]) for ring in rings)
