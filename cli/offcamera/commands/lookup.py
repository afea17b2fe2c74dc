"""The pages that ``explain`` shows: of rules, clauses, packs and uses, as plain text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date

from offcamera.findings.clause import Applies, Clause, Pack
from offcamera.findings.outcome import Outcome, Severity
from offcamera.labels import USES
from offcamera.model.use import Use
from offcamera.rules import RULES
from offcamera.rules.pack import is_pack_file, load_pack, pack_families, pack_names, read_own_pack

_VERIFIED = {
    "primary": "we read the text of the law",
    "secondary": "we read it quoted or retold elsewhere",
    "recalled": "from memory only; have somebody read the text",
}
_READING = {
    "literal": "the test is the text's own",
    "inferred": "our reading; the text does not say it in so many words",
}
_NOT_ASKED = {"manual": "no rule; a person confirms it", "later": "no rule yet"}
_STATUS = {"in-force": "in force", "house": "ours; no law"}
_DEVICES = {"face-recognition": "cameras that recognise faces"}
_PLACES = {"public": "public places", "staff": "rooms for staff", "private": "private rooms"}
#: Marks of code and of stress, of which a terminal keeps quotation marks.
_MARKS = (re.compile(r"`+([^`]+)`+"), re.compile(r"\*(\w[^*]*)\*"))
#: The last paragraph of a rule's docstring: what passes and what fails.
_EXAMPLES = re.compile(r" (?=Fails: )")
_PRIVATE = {"yes": "private by its nature", "some": "private in some laws", "no": "not private"}


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule, what it asks in one line, and its whole page."""

    rule: str
    asks: str
    page: str


def read_pages() -> list[RulePage]:
    """The pages of all rules, out of the docstrings of their modules."""
    return [_page(name, inspect.cleandoc(module.__doc__ or "")) for name, module in RULES.items()]


def _page(name: str, text: str) -> RulePage:
    return RulePage(name, text.partition("\n")[0], text)


def names() -> list[str]:
    """Everything that can be explained."""
    clauses = (clause.id for pack in _packs() for clause in pack.clauses)
    return [*RULES, *pack_names(), *_families(), *clauses, *USES]


def find_page(name: str) -> str | None:
    """The page of a rule, clause, pack, family of packs or use, or of a pack in a file of the user's own.

    None where there is no such thing; raises ``OffcameraError`` for a file that is no pack.
    """
    if is_pack_file(name):
        return "\n".join(_own_pack_lines(read_own_pack(name)))
    if name in RULES:
        return "\n".join(_rule_lines(name))
    if name in pack_names():
        return "\n".join(_pack_lines(load_pack(name)))
    if name in _families():
        return "\n".join(_family_lines(name))
    clause = next((c for pack in _packs() for c in pack.clauses if c.id == name), None)
    if clause:
        return "\n".join(_clause_lines(clause))
    return "\n".join(_use_lines(USES[name])) if name in USES else None


def _packs() -> list[Pack]:
    return [load_pack(name) for name in pack_names()]


def _rule_lines(name: str) -> Iterator[str]:
    yield f"{name} (rule)"
    yield ""
    text = next(page.page for page in read_pages() if page.rule == name)
    yield from _paragraphs(text)
    yield ""
    yield from _parameter_lines(RULES[name].Params)
    asking = [(pack, clause) for pack in _packs() for clause in pack.clauses if clause.rule == name]
    yield "Asked by:" if asking else "Asked by: no clause yet; ask it in a pack of your own"
    for pack, clause in asking:
        yield f"  {clause.id}  ({pack.id}, {clause.clause or 'house rule'})"


def _paragraphs(text: str) -> Iterator[str]:
    """Each paragraph of a text as one line, with the blank line between; what fails in a line of its own."""
    for index, paragraph in enumerate(text.strip().split("\n\n")):
        if index:
            yield ""
        text = " ".join(paragraph.splitlines())
        for mark in _MARKS:
            text = mark.sub(r"'\1'", text)
        yield from _EXAMPLES.split(text)


def _parameter_lines(params: type) -> Iterator[str]:
    """What a clause may set of a rule, with what stands where it does not."""
    if not fields(params):
        return
    yield "Parameters, and what holds where a clause does not say:"
    for field in fields(params):
        made = field.default_factory() if field.default_factory is not MISSING else field.default
        usual = ", ".join(_words(made)) if made not in (None, (), MISSING) else "none"
        yield f"  {field.name}  {usual}"
    yield ""


def _pack_lines(pack: Pack) -> Iterator[str]:
    yield f"{pack.id} (pack)"
    yield ""
    yield from pack.title.values()
    yield f"Status: {_status(pack)}"
    if pack.source:
        yield f"Source: {pack.source}"
    for clause in pack.clauses:
        yield ""
        yield f"{clause.id}{f'  {clause.clause}' if clause.clause else ''}"
        yield f"  {clause.says['en']}"
        yield f"  Asked by: {_asked_by(clause)}"


def _own_pack_lines(pack: Pack) -> Iterator[str]:
    """A pack of the user's own as it is read: also how each clause weighs, and with which parameters."""
    clauses = iter(pack.clauses)
    for line in _pack_lines(pack):
        yield line
        if line.startswith("  Asked by: "):
            yield from (f"  {asked}" for asked in _asked_lines(next(clauses)))


def _families() -> list[str]:
    """Names that stand for several packs, or for one of another name, in their order."""
    return [name for name in pack_families() if name not in pack_names()]


def _family_lines(name: str) -> Iterator[str]:
    yield f"{name} (family of packs)"
    yield ""
    yield f"--pack {name} stands for those of its packs that are in force on the day of the audit (--as-of)."
    for pack in _packs():
        if pack.family == name:
            yield ""
            yield f"{pack.id}  {_status(pack)}"
            yield f"  {pack.title['en']}"


def _asked_by(clause: Clause) -> str:
    return clause.rule or _NOT_ASKED[clause.because or "later"]


def _status(pack: Pack) -> str:
    dated = pack.status == "in-force" or (pack.status == "superseded" and pack.in_force is None)
    begin, end = (pack.in_force, pack.until) if pack.in_force else (pack.until, None)
    begun = f" {_days(begin, end)}" if dated else ""
    parts = [f"{_STATUS.get(pack.status, pack.status)}{begun}".rstrip()]
    parts += [f"by {pack.by}"] if pack.by else []
    parts += [_days(pack.in_force, pack.until)] if not begun else []
    return ", ".join(part for part in parts if part)


def _days(begin: date | None, end: date | None) -> str:
    """From when to when something holds."""
    return " ".join(part for part in (begin and f"from {begin}", end and f"until {end}") if part)


def _clause_lines(clause: Clause) -> Iterator[str]:
    yield f"{clause.id} (clause of {clause.pack})"
    yield ""
    if clause.clause:
        yield clause.clause
    yield from clause.says.values()
    yield ""
    yield f"Asked by: {_asked_by(clause)}"
    yield from _asked_lines(clause)
    yield from _in_languages("Penalty", clause.penalty)
    if clause.in_force or clause.until:
        yield f"In force: {_days(clause.in_force, clause.until)}"
    yield f"Reading: {_READING[clause.reading]}"
    if clause.verified:
        yield f"Text: {_VERIFIED[clause.verified]}"
    if clause.source:
        yield f"Source: {clause.source}"
    yield from _in_languages("To do", clause.advice)


def _asked_lines(clause: Clause) -> Iterator[str]:
    """To whom a clause speaks, how it weighs, and with which parameters its rule is asked."""
    if spoken := list(_spoken_to(clause.applies)):
        yield f"Speaks to: {'; '.join(spoken)}"
    if clause.severity and clause.rule:
        yield f"Weighs: {_weight(clause.severity)}"
    if clause.parameters.get("uses"):
        yield f"Rooms: {', '.join(_words(clause.parameters['uses']))}"
    other = {name: value for name, value in clause.parameters.items() if name != "uses"}
    if other:
        yield "With: " + "; ".join(f"{name} {', '.join(_words(value))}" for name, value in other.items())


def _spoken_to(applies: Applies) -> Iterator[str]:
    if applies.device in _DEVICES:
        yield _DEVICES[applies.device]
    if applies.access:
        yield " and ".join(_PLACES[access] for access in applies.access)
    if applies.venue:
        yield f"venues: {', '.join(applies.venue)}"


def _weight(severity: Mapping[Outcome, Severity]) -> str:
    """How a clause weighs: one word where every answer weighs alike."""
    if len(set(severity.values())) == 1:
        return str(next(iter(severity.values())))
    return ", ".join(f"{outcome}: {weight}" for outcome, weight in severity.items())


def _in_languages(label: str, texts: Mapping[str, str]) -> Iterator[str]:
    """A labelled text, and below it the same in the other languages."""
    for number, text in enumerate(texts.values()):
        yield f"  {text}" if number else f"{label}: {text}"


def _words(value: object) -> list[str]:
    """A value as a pack writes it: yes and no, and each field with the values that it may have."""
    if isinstance(value, Mapping):
        return [_field(name, values) for name, values in value.items()]
    return [_word(item) for item in value] if isinstance(value, list | tuple) else [_word(value)]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _field(value.get("field"), value.get("values", [])) if isinstance(value, Mapping) else str(value)


def _field(name: object, values: object) -> str:
    words = _words(values)
    return f"{name} ({' or '.join(words)})" if words else str(name)


def _use_lines(use: Use) -> Iterator[str]:
    yield f"{use.id} (use)"
    yield ""
    yield ", ".join(use.names.values())
    yield _PRIVATE[use.sensitive]
    yield ""
    naming = [
        f"  {clause.id}  ({pack.id}, {clause.rule})"
        for pack in _packs()
        for clause in pack.clauses
        if use.id in _words(clause.parameters.get("uses", []))
    ]
    yield from ["Named by:", *naming] if naming else ["Named by: no clause"]
