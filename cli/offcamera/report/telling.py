"""A finding in sentences: what is wrong, what shows it, which clauses it touches and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offcamera.findings.clause import Clause
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Severity
from offcamera.report.baseline_lines import say_known
from offcamera.report.clause_lines import in_language, tell_clauses
from offcamera.report.names import Names, natural_order, shorten
from offcamera.report.seen import tell_seen, tell_through
from offcamera.report.values import finding_values, own_figures
from offcamera.report.view import View
from offcamera.report.waiver_lines import say_waived
from offcamera.report.words import Value, Words

#: Ids of rooms in one line before the rest is only counted.
_MOST_ROOMS = 12


@dataclass(frozen=True, slots=True)
class Telling:
    """One finding, or several alike, told: a tag, a sentence, labelled lines, and where to look."""

    findings: tuple[Finding, ...]
    tag: str
    says: str
    lines: tuple[tuple[str, str], ...]
    to_do: str


def tell_findings(
    findings: Sequence[Finding], clauses: Mapping[str, Clause], names: Names, view: View
) -> Telling:
    """Tell one finding, or several that are alike as one; of what is known already only that it is."""
    first, words = findings[0], names.words
    stands = [*_label("waived", say_waived(first, words)), *_label("baseline", say_known(first, words))]
    if first.is_known and not (view.full or view.verbose):
        return Telling(tuple(findings), _tag(first), say_finding(findings, names), _named(stands, words), "")
    lines = [
        *stands,
        *_label("seen", tell_seen(findings, names, view.verbose)),
        *_label("through", tell_through(findings, names)),
        *_label("figures", _tell_unused(findings, names, view.verbose)),
        *tell_clauses(findings[0], clauses, names.words, view.verbose),
    ]
    to_do = say_to_do(findings, clauses, names)
    return Telling(tuple(findings), _tag(first), say_finding(findings, names), _named(lines, words), to_do)


def _named(lines: Sequence[tuple[str, str]], words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((words.say(f"line.{label}"), text) for label, text in lines)


def _label(label: str, text: str) -> list[tuple[str, str]]:
    return [(label, text)] if text else []


def _tag(finding: Finding) -> str:
    if finding.is_waived:
        return "waived"
    if finding.is_known:
        return "known"
    if finding.severity in (Severity.WARNING, Severity.NOTE):
        return finding.severity.value
    return finding.outcome.value


def say_finding(findings: Sequence[Finding], names: Names) -> str:
    """The sentence of one finding, or of several that are alike."""
    first = findings[0]
    code = find_code(first, names, "many" if len(findings) > 1 else "says")
    text = names.words.say(code, _values(findings, names))
    return text[:1].upper() + text[1:] if _opens_with_kind(names.words.sentences.get(code, "")) else text


def _opens_with_kind(template: str) -> bool:
    """Does a sentence open with a thing's kind, a common noun, and not with an id, which stays as it is?"""
    return template.startswith(("{room", "{opening", "{wall", "{thing"))


def say_to_do(findings: Sequence[Finding], clauses: Mapping[str, Clause], names: Names) -> str:
    """What to do: the step that fits this finding, else the advice of the clause, else the general step."""
    words = names.words
    stem = find_code(findings[0], names, "says").removesuffix(".says")
    ways = ["many-do"] if len(findings) > 1 else []
    ways += ["do-window"] if _only_windows(findings, names) else []
    code = words.first([f"{stem}.{way}" for way in [*ways, "do"]])
    if code is None or stem.startswith("finding.any."):
        advice = _advice(findings[0], clauses, words)
        if advice or code is None:
            return advice
    return words.say(code, _values(findings, names))


def _advice(finding: Finding, clauses: Mapping[str, Clause], words: Words) -> str:
    touched = (clauses[t.clause] for t in finding.touches if t.clause in clauses)
    return next((in_language(c.advice, words.language) for c in touched if c.advice), "")


def _only_windows(findings: Sequence[Finding], names: Names) -> bool:
    openings = [o for f in findings for c in f.on for o in c.openings]
    return bool(openings) and all(names.is_window(opening) for opening in openings)


def find_code(finding: Finding, names: Names, part: str) -> str:
    """The code of a finding's sentence: the closest that there are words for."""
    stem = f"finding.{finding.rule}"
    reasons = [finding.because.code if finding.because else "", finding.what, _reading(finding, names)]
    stems = [f"{stem}.{finding.outcome}.{reason}" for reason in reasons if reason]
    stems += [f"{stem}.{finding.what}", f"{stem}.{finding.outcome}", f"{stem}.any"]
    codes = [f"{stem}.{part}" for stem in [*stems, f"finding.any.{finding.outcome}"]]
    return names.words.first(codes) or codes[0]


def _reading(finding: Finding, names: Names) -> str:
    """How the label of the room was read, as an id of its words."""
    refs = [ref for ref in finding.about if ref.kind == "room"]
    room = names.rooms.get((refs[0].level, refs[0].id)) if refs else None
    if finding.rule != "room-use-known" or room is None:
        return ""
    if room.reading.status == "ambiguous":
        return "ambiguous"
    return "no-word" if room.label.strip() else "no-label"


def _values(findings: Sequence[Finding], names: Names) -> dict[str, Value]:
    values = finding_values(findings[0], names)
    if len(findings) > 1:
        rooms = [ref for f in findings for ref in f.about if ref.kind == "room"]
        ids = sorted({ref.id for ref in rooms}, key=natural_order)
        values |= {"n": len(ids), "uses": names.uses(rooms)}
        values["room-ids"] = shorten(names.words, ids, _MOST_ROOMS)
        values |= _devices(findings, names)
        values |= _seen_after(findings, names.words)
    return values


def _devices(findings: Sequence[Finding], names: Names) -> dict[str, Value]:
    """The cameras, signs or doors that several findings are about, by id."""
    refs = {f.about[0] for f in findings if f.about}
    told = [names.on_level(r.id, r) for r in sorted(refs, key=lambda r: (r.level, natural_order(r.id)))]
    kind = findings[0].about[0].kind if findings[0].about else ""
    return {f"{kind}s-n": len(told), f"{kind}-ids": shorten(names.words, told, _MOST_ROOMS)}


def _seen_after(findings: Sequence[Finding], words: Words) -> dict[str, Value]:
    """Who sees a walker after how far, the first first."""
    walks = [f.evidence.figures for f in findings if "seen-after" in f.evidence.figures]
    walks.sort(key=lambda figures: float(figures["seen-after"]))
    told = [words.say("seen.after", figures) for figures in walks]
    return {"n-cameras": len(told), "seen-after-each": shorten(words, told, _MOST_ROOMS)} if told else {}


def _tell_unused(findings: Sequence[Finding], names: Names, verbose: bool) -> str:
    """Figures of the rule that the sentence does not mention; what there are no words for is left to JSON."""
    first = findings[0]
    if len(findings) > 1 or not (verbose or first.rule == "plan-consistent"):
        return ""
    code = find_code(first, names, "says")
    used = names.words.uses(code)
    unused = {name: value for name, value in own_figures(first).items() if name not in used and value}
    told = [f"figure.{name}" for name in unused if names.words.has(f"figure.{name}")]
    return names.words.say("list.clause").join(names.words.say(code, unused) for code in told)
