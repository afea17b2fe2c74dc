"""Which clauses a finding touches: the law's first, and the house rule where that is what weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offcamera.findings.clause import HOUSE, Clause
from offcamera.findings.finding import Finding, Touch
from offcamera.report.citation import read_citation
from offcamera.report.words import Value, Words

#: Clauses of the law under one finding before the rest is only counted.
_MOST_CLAUSES = 3
#: Rules about the plan, not about what a law protects: that no law speaks of them is no news.
_ABOUT_THE_PLAN = frozenset({"room-use-known", "plan-consistent"})

Line = tuple[str, str]
Clauses = Mapping[str, Clause]
_How = tuple[Words, bool]


def in_language(text: Mapping[str, str], language: str) -> str:
    """A text of a pack in this language, else in English, else in whatever there is."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")


def tell_clauses(finding: Finding, clauses: Clauses, words: Words, verbose: bool) -> list[Line]:
    """Labelled lines (``clause``, ``house``): the law's clauses, worst first, then the house's if it matters.

    It does where no clause of the law weighs as much as the finding does; asked for in full, always.
    """
    touches = sorted(finding.touches, key=lambda t: (t.severity.rank, t.outcome.rank))
    law = [t for t in touches if not _is_house(clauses.get(t.clause))]
    house = [t for t in touches if _is_house(clauses.get(t.clause))]
    lines = _tell_law(law, finding, clauses, (words, verbose))
    if verbose or _house_carries(finding, law, clauses):
        told = house if verbose else house[:1]
        lines += [("house", _tell_house(t, bool(law), finding, clauses, words)) for t in told]
    return lines


def _is_house(clause: Clause | None) -> bool:
    return clause is not None and clause.pack == HOUSE


def _house_carries(finding: Finding, law: Sequence[Touch], clauses: Clauses) -> bool:
    """Is it the house, not a law that was asked, that gives a finding its weight?"""
    if finding.rule in _ABOUT_THE_PLAN or all(_is_house(c) for c in clauses.values()):
        return False
    return not any(touch.severity is finding.severity for touch in law)


def _tell_law(law: Sequence[Touch], finding: Finding, clauses: Clauses, how: _How) -> list[Line]:
    words, verbose = how
    most = len(law) if verbose or len(law) == _MOST_CLAUSES + 1 else _MOST_CLAUSES
    lines = [("clause", _tell_clause(t, clauses.get(t.clause), finding, words)) for t in law[:most]]
    if len(law) > most:
        lines.append(("clause", words.say("clause.more", {"n": len(law) - most})))
    return lines


def _tell_clause(touch: Touch, clause: Clause | None, finding: Finding, words: Words) -> str:
    values: dict[str, Value] = {"id": touch.clause}
    if clause is None:
        return words.say("clause.one", values)
    if clause.clause:
        values["article"] = read_citation(clause).say(words)
    if says := in_language(clause.says, words.language).rstrip(".。"):
        values["says"] = says
    if remarks := _remarks(touch, clause, finding, words):
        values["remarks"] = words.say("seen.between").join(remarks)
    return words.say("clause.one", values)


def _remarks(touch: Touch, clause: Clause, finding: Finding, words: Words) -> list[str]:
    """What a reader should know before leaning on a clause."""
    told = [("inferred", clause.reading == "inferred"), ("recalled", clause.verified == "recalled")]
    remarks = [words.say(f"clause.{code}") for code, holds in told if holds]
    if touch.severity is not finding.severity:
        remarks.append(words.say(f"clause.only-{touch.severity}"))
    return remarks


def _tell_house(touch: Touch, law: bool, finding: Finding, clauses: Clauses, words: Words) -> str:
    clause = clauses[touch.clause]
    cited = read_citation(clause).say(words) if clause.clause else touch.clause
    values: dict[str, Value] = {"article": cited}
    if says := in_language(clause.says, words.language).rstrip(".。"):
        values["says"] = says
    carries = law and touch.severity is finding.severity
    return words.say(f"clause.makes-{touch.severity}" if carries else "clause.house", values)
