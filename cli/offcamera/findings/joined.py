"""One fact that several clauses find with other figures: what is told asks for all that they ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from offcamera.findings.evidence import Figure
from offcamera.findings.finding import Answer


def join_answers(answers: Sequence[Answer]) -> Answer:
    """The worst of some answers about one fact, its figures joined with those of all that are as bad.

    Whoever does what is told then meets every clause, not only the first: the shortest of the longest days,
    every word that is missing, the values that all allow.
    """
    worst = min(answers, key=lambda answer: answer.outcome.rank)
    alike = [answer for answer in answers if answer.outcome is worst.outcome]
    figures = _join([answer.evidence.figures for answer in alike])
    because = worst.because
    if because is not None:
        because = replace(because, figures=_join([a.because.figures for a in alike if a.because]))
    return replace(worst, evidence=replace(worst.evidence, figures=figures), because=because)


def _join(sets: Sequence[Mapping[str, Figure]]) -> dict[str, Figure]:
    """The first figures joined with the others, name by name, and what only others have of those names."""
    found: dict[str, Figure] = {}
    for figures in sets:
        for name, figure in figures.items():
            if name not in found:
                if figures is sets[0] or name in _JOINS:
                    found[name] = figure
            elif name in _JOINS:
                found[name] = _JOINS[name](found[name], figure)
    return found


def _all(old: Figure, new: Figure) -> Figure:
    return ", ".join(dict.fromkeys([*str(old).split(", "), *str(new).split(", ")]))


def _common(old: Figure, new: Figure) -> Figure:
    """What both allow; where that is nothing, what the first allows."""
    both = [word for word in str(old).split(", ") if word in str(new).split(", ")]
    return ", ".join(both) or old


def _lower(old: Figure, new: Figure) -> Figure:
    return new if float(new) < float(old) else old


def _higher(old: Figure, new: Figure) -> Figure:
    return new if float(new) > float(old) else old


#: How figures are joined, by their names; of any other the first stands.
_JOINS: Mapping[str, Callable[[Figure, Figure], Figure]] = {
    "said": _all,
    "missing": _all,
    "languages": _all,
    "allowed": _common,
    "ways": _common,
    "most": _lower,
    "least": _higher,
    "least-width": _higher,
    "least-tall": _higher,
    "low": _higher,
    "high": _lower,
}
