"""The foot of a site on the screen: what is clear, what that rests on, what was assumed and not asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from offcamera.findings.clause import Clause
from offcamera.findings.evidence import Assumption, Reliance
from offcamera.findings.outcome import Outcome
from offcamera.findings.report import Report, Tally
from offcamera.model.place import Ref
from offcamera.report.baseline_lines import say_left
from offcamera.report.citation import cite_clauses, read_citation
from offcamera.report.clause_lines import in_language
from offcamera.report.names import Names, natural_order, shorten
from offcamera.report.nothing import say_why_nothing
from offcamera.report.page import Page
from offcamera.report.seen import show_area, show_density
from offcamera.report.waiver_lines import say_unused
from offcamera.report.words import Value, Words

_MOST_NAMES = 6
#: The rule that knows the private rooms.
_VIEWS = "view-into-room"


def write_foot(page: Page, report: Report, names: Names) -> None:
    """Everything that stands under the findings."""
    words = names.words
    page.write(_say_clear(report, words), style="good" if report.private_rooms else "")
    for text in (
        *say_left(report, words, full=page.view.full or page.view.verbose),
        *say_unused(report, words),
        *_say_left_out(report, words, page.view.verbose),
        *_say_relies(report, names, page.view.verbose),
        *_say_assumed(report, names, page.view.verbose),
        *_say_unread(report, words),
        *_say_nothing(report, words, page.view.verbose),
        *_say_not_judged(report, words),
        *_say_not_answered(report, words, page.view.verbose),
        *(_say_looked_at(report, words) if page.view.verbose else ()),
    ):
        page.write(text)


def _say_clear(report: Report, words: Words) -> str:
    total = sum(report.private_rooms.values())
    if not total:
        views = any(tally.rule == _VIEWS for tally in report.tallies)
        left = any(c.rule == _VIEWS for c in report.clauses.values())
        return words.say("foot.clear-not-asked" if left and not views else "foot.clear-none")
    values: dict[str, Value] = {"pass": report.private_rooms.get(Outcome.PASS, 0), "n": total}
    if report.private_relying:
        kinds = {reliance.what for reliance in report.reliances}
        kind = kinds.pop() if len(kinds) == 1 else "plain"
        values |= {"relying": report.private_relying, "relying-verb": report.private_relying}
        values["on"] = words.say(f"on.{kind}")
    return words.say("foot.clear", values)


def _say_relies(report: Report, names: Names, verbose: bool) -> list[str]:
    words = names.words
    if verbose:
        each = [_say_reliance(reliance, names) for reliance in report.reliances]
        return [words.say("foot.relies", {"what": text}) for text in each]
    told = [_say_kind(kind, report.reliances, words) for kind in _kinds(report.reliances)]
    return [words.say("foot.relies", {"what": words.say("seen.between").join(told)})] if told else []


def _say_kind(kind: str, reliances: Sequence[Reliance], words: Words) -> str:
    return _say_things("reliance", kind, [r.about for r in reliances if r.what == kind], words)


def _say_things(family: str, kind: str, refs: Iterable[Ref], words: Words) -> str:
    """A sentence about several things by id: ``no height given for C5 and C6``."""
    ids = sorted({ref.id for ref in refs}, key=natural_order)
    code = f"{family}.{kind}"
    if family == "reliance" and not words.has(code):
        code = "reliance.other"
    values: dict[str, Value] = {"things": shorten(words, ids, _MOST_NAMES), "things-n": len(ids)}
    return words.say(code, values | {"what": kind})


def _say_reliance(reliance: Reliance, names: Names) -> str:
    words = names.words
    values: dict[str, Value] = {"camera": reliance.camera.id, "room": names.thing(reliance.room)}
    values["text"] = _say_things("reliance", reliance.what, [reliance.about], words)
    if reliance.area is not None:
        values["area"] = show_area(reliance.area, words)
    if reliance.density is not None:
        values["density"] = show_density(reliance.density, words)
    return words.say("reliance.detail", values)


def _kinds(stated: Iterable[Reliance | Assumption]) -> list[str]:
    return list(dict.fromkeys(item.what for item in stated))


def _say_assumed(report: Report, names: Names, verbose: bool) -> list[str]:
    words = names.words
    kinds = _kinds(report.assumptions)
    told = [_say_assumption(kind, report.assumptions, words) for kind in kinds]
    if verbose:
        return [words.say("foot.assumed", {"what": text}) for text in told] or [words.say("foot.silent")]
    if not told:
        return []
    text = words.say("foot.assumed", {"what": told[0]})
    return [words.say("foot.more", {"text": text, "n": len(told) - 1}) if told[1:] else text]


def _say_assumption(kind: str, assumptions: Sequence[Assumption], words: Words) -> str:
    same = [a for a in assumptions if a.what == kind]
    text = _say_things("assumption", kind, [a.about for a in same], words)
    figures = {name: value for a in same for name, value in a.figures.items()}
    return text + words.list_figures(figures) if len(same) == 1 else text


def _say_unread(report: Report, words: Words) -> list[str]:
    """Signs that count for nothing, by what keeps them from it."""
    by_why: dict[str, list[str]] = {}
    for unread in report.unread:
        code = "-".join(part for part in (unread.because, unread.read) if part)
        by_why.setdefault(words.say(f"unread.{code}"), []).append(unread.sign.id)
    told = [
        words.say(
            "foot.unread-one",
            {"things": shorten(words, sorted(ids, key=natural_order), _MOST_NAMES), "why": why},
        )
        for why, ids in by_why.items()
    ]
    return [words.say("foot.unread", {"what": words.say("seen.between").join(told)})] if told else []


def _say_left_out(report: Report, words: Words, verbose: bool) -> list[str]:
    """Clauses that could have been asked and were not: by order of the run, or as they speak to others."""
    milder = words.say("seen.between").join(report.lowered)
    lines = [words.say("markdown.lowered", {"what": milder})] if milder else []
    untold = (
        ("foot.left-out", report.left_out),
        ("foot.not-for", report.not_for),
        ("foot.not-in-force", report.not_in_force),
    )
    day: dict[str, Value] = {"date": report.as_of.isoformat()}
    for code, ids in untold:
        if ids:
            clauses = [report.clauses[name] for name in ids if verbose and name in report.clauses]
            told = [_say_clause(clause, words) for clause in clauses]
            what = words.say("seen.between").join(told) if told else words.join(ids)
            lines.append(words.say(code, day | {"what": what}))
    return lines


def _say_nothing(report: Report, words: Words, verbose: bool) -> list[str]:
    """Rules that met nothing under any clause; in full, every clause that met nothing."""
    met = {t.rule for t in report.tallies if t.looked_at}
    empty = [t for t in report.tallies if not t.looked_at and (verbose or t.rule not in met)]
    named: dict[str, list[Tally]] = {}
    for tally in empty:
        named.setdefault(tally.clause if verbose else tally.rule, []).append(tally)
    whys: dict[str, list[str]] = {}
    for name, tallies in sorted(named.items()):
        whys.setdefault(_say_why(tallies, report, words), []).append(name)
    told = [words.say("foot.nothing-one", {"name": words.join(n), "why": why}) for why, n in whys.items()]
    return [words.say("foot.nothing", {"what": words.say("seen.between").join(told)})] if told else []


def _say_why(tallies: Sequence[Tally], report: Report, words: Words) -> str:
    """The reason that several clauses share; where they share none, the general one."""
    why = {say_why_nothing(tally, report, words) for tally in tallies}
    return why.pop() if len(why) == 1 else words.say("foot.nothing-why.other")


def _say_not_judged(report: Report, words: Words) -> list[str]:
    """Rooms that were met but not asked about, as their use is not known; each rule that met any, once."""
    most: dict[str, int] = {}
    for tally in report.tallies:
        if tally.not_judged:
            most[tally.rule] = max(most.get(tally.rule, 0), tally.not_judged)
    told = [
        words.say("foot.not-judged-one", {"count": _count("room", number, words), "n": number, "rule": rule})
        for rule, number in sorted(most.items())
    ]
    return [words.say("foot.not-judged", {"what": words.say("list.between").join(told)})] if told else []


def _count(kind: str, number: int, words: Words) -> str:
    code = f"count.{kind}"
    return words.say(code if words.has(code) else "count.other", {"n": number})


def _say_not_answered(report: Report, words: Words, verbose: bool) -> list[str]:
    clauses = [report.clauses[name] for name in report.not_answered if name in report.clauses]
    lines = []
    for because in ("later", "manual"):
        found = [c for c in clauses if (c.because or "later") == because]
        if found:
            what = words.say("seen.between").join(_say_clauses(found, words, verbose))
            lines.append(words.say(f"foot.{because}", {"what": what}))
    return lines


def _say_clauses(clauses: Sequence[Clause], words: Words, verbose: bool) -> list[str]:
    if verbose:
        return [_say_clause(clause, words) for clause in clauses]
    packs = list(dict.fromkeys(clause.pack for clause in clauses))
    return [cite_clauses([c for c in clauses if c.pack == pack], words) for pack in packs]


def _say_clause(clause: Clause, words: Words) -> str:
    values: dict[str, Value] = {"id": clause.id}
    says = in_language(clause.says, words.language).rstrip(".。")
    values |= {"article": read_citation(clause).say(words)} if clause.clause else {}
    return words.say("clause.one", values | ({"says": says} if says else {}))


def _say_looked_at(report: Report, words: Words) -> list[str]:
    return [_say_tally(tally, words) for tally in report.tallies if tally.looked_at]


def _say_tally(tally: Tally, words: Words) -> str:
    answers = [words.say(f"foot.answers.{o}", {"n": n}) for o, n in tally.outcomes.items() if n]
    values: dict[str, Value] = {"count": _count(tally.kind, tally.looked_at, words), "rule": tally.rule}
    values |= {"clause": tally.clause, "answers": words.say("list.between").join(answers)}
    return words.say("foot.looked-at", {"what": words.say("foot.looked-at-one", values)})
