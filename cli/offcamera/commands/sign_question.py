"""Which question is proved of signs: the strictest that the laws of a plan ask, or what somebody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from offcamera.rules.sign_before_capture import ID, Params

if TYPE_CHECKING:
    from offcamera.batch import Question
    from offcamera.findings.clause import Clause, Pack
    from offcamera.model.plan import Plan

#: From the mildest to the strictest.
_NOTICES = ("on", "before")
_WALKERS = ("public", "staff", "all")
_READ = ("pictogram", "text")
_WHEN = {
    "on": "a sign is met on coming into view, or before",
    "before": "a sign is met before one comes into view",
}
_WHO = {"public": "the public walks", "staff": "the public and staff walk", "all": "everybody walks"}
_WHAT = {
    "text": "capitals are read from {:g} times their height",
    "pictogram": "a pictogram is read from {:g} times its size",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignQuestion:
    """What is proved; ``clauses`` ask it, ``said`` names the options that were given instead."""

    params: Params
    clauses: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the command line says of the question; None: nothing."""

    notice: str | None = None
    walkers: str | None = None
    read: str | None = None
    factor: float | None = None


def choose_question(plan: Plan, question: Question, packs: Sequence[Pack], said: Said) -> SignQuestion:
    """The strictest of what the clauses ask that the plan and ``packs`` bring; what is said overrides.

    Where no clause asks: a sign on entering view, the public, its text.
    """
    asked = list(_clauses(plan, question, packs))
    params = _strictest([params for _, params in asked], said.read)
    given = {
        name: value for name in ("notice", "walkers", "read", "factor") if (value := getattr(said, name))
    }
    options = tuple(
        f"--{name} {value:g}" if isinstance(value, float) else f"--{name} {value}"
        for name, value in given.items()
    )
    return SignQuestion(
        params=replace(params, **given), clauses=tuple(clause.id for clause, _ in asked), said=options
    )


def _clauses(plan: Plan, question: Question, packs: Sequence[Pack]) -> Iterator[tuple[Clause, Params]]:
    """The clauses in force that ask whether one walks into view unwarned, each with its parameters."""
    from offcamera.rules import RULES
    from offcamera.rules.pack import choose_packs
    from offcamera.rules.rule import params_of

    chosen = {pack.id: pack for pack in (*choose_packs(plan.packs, question.as_of), *packs)}
    for clause in (c for pack in chosen.values() for c in pack.clauses):
        others = clause.applies.venue and plan.venue is not None and plan.venue not in clause.applies.venue
        left_out = {clause.id, clause.rule} & set(question.ignore)
        if clause.rule == ID and clause.is_in_force(question.as_of) and not others and not left_out:
            yield clause, params_of(RULES[ID], clause.parameters)


def _strictest(asked: Sequence[Params], read: str | None) -> Params:
    """One question that answers all of these: every part as strict as in any of them."""
    if not asked:
        return Params()
    what = read or max((p.read for p in asked), key=_READ.index)
    factors = [p.factor for p in asked if p.factor is not None and p.read == what]
    facing = [p.facing for p in asked if p.facing is not None]
    return Params(
        notice=max((p.notice for p in asked), key=_NOTICES.index),
        walkers=max((p.walkers for p in asked), key=_WALKERS.index),
        read=what,
        factor=min((*factors, Params(read=what).reading.factor)) if factors else None,
        max_angle=min(p.max_angle for p in asked),
        eye_heights=tuple(sorted({height for p in asked for height in p.eye_heights})),
        facing=min(facing) if facing else None,
    )


def tell_question(question: SignQuestion) -> str:
    """The question in one sentence, and who asks it."""
    params = question.params
    what = _WHAT[params.read].format(params.reading.factor)
    who = [", ".join(names) for names in (question.said, question.clauses) if names]
    by = f"asked by {', and otherwise by '.join(who)}" if who else "as usual: no law that was asked says"
    return f"The question: {_WHEN[params.notice]}; {_WHO[params.walkers]}; {what} ({by})."


def question_json(question: SignQuestion) -> dict[str, object]:
    """The question for other programs."""
    params = question.params
    return {
        "notice": params.notice,
        "walkers": params.walkers,
        "read": params.read,
        "factor": params.reading.factor,
        "clauses": list(question.clauses),
        "options": list(question.said),
    }
