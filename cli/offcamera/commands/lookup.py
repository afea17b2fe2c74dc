"""The pages that ``explain`` shows: of rules, clauses, packs and uses, as plain text."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from offcamera.findings.clause import Clause, Pack
from offcamera.labels import USES
from offcamera.model.use import Use
from offcamera.rules import RULES
from offcamera.rules.pack import load_pack, pack_names

_VERIFIED = {
    "primary": "we read the text of the law",
    "secondary": "we read it quoted or retold elsewhere",
    "recalled": "from memory only; have somebody read the text",
}
_READING = {
    "literal": "the test is the text's own",
    "inferred": "our reading; the text does not say it in so many words",
}
_NOT_ASKED = {"manual": "no plan can show it; a person confirms it", "later": "not asked yet"}
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
    return [*RULES, *pack_names(), *clauses, *USES]


def find_page(name: str) -> str | None:
    """The page of a rule, clause, pack or use; None where there is no such thing."""
    if name in RULES:
        return "\n".join(_rule_lines(name))
    if name in pack_names():
        return "\n".join(_pack_lines(load_pack(name)))
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
    yield "Asked by:"
    for pack in _packs():
        for clause in pack.clauses:
            if clause.rule == name:
                yield f"  {clause.id}  ({pack.id}, {clause.clause})"


def _paragraphs(text: str) -> Iterator[str]:
    """Each paragraph of a text as one line, with the blank line between."""
    for index, paragraph in enumerate(text.strip().split("\n\n")):
        if index:
            yield ""
        yield " ".join(paragraph.splitlines())


def _pack_lines(pack: Pack) -> Iterator[str]:
    yield f"{pack.id} (pack)"
    yield ""
    yield from pack.title.values()
    yield f"Status: {_status(pack)}"
    if pack.source:
        yield f"Source: {pack.source}"
    yield ""
    for clause in pack.clauses:
        asked = clause.rule or _NOT_ASKED[clause.because or "later"]
        yield f"  {clause.id}  {clause.clause}: {clause.says['en']} [{asked}]"


def _status(pack: Pack) -> str:
    parts: list[str] = [pack.status]
    parts += [f"in force {_days(pack.in_force, pack.until)}"] if pack.in_force or pack.until else []
    parts += [f"by {pack.by}"] if pack.by else []
    return ", ".join(parts)


def _days(begin: date | None, end: date | None) -> str:
    """From when to when something holds."""
    return " ".join(part for part in (begin and f"from {begin}", end and f"until {end}") if part)


def _clause_lines(clause: Clause) -> Iterator[str]:
    yield f"{clause.id} (clause of {clause.pack})"
    yield ""
    yield clause.clause
    yield from clause.says.values()
    yield ""
    yield f"Asked by: {clause.rule or _NOT_ASKED[clause.because or 'later']}"
    if clause.severity:
        yield "Weighs: " + ", ".join(f"{outcome} {severity}" for outcome, severity in clause.severity.items())
    if clause.parameters.get("uses"):
        yield f"Rooms: {', '.join(_words(clause.parameters['uses']))}"
    other = {name: value for name, value in clause.parameters.items() if name != "uses"}
    if other:
        yield "With: " + "; ".join(f"{name} {', '.join(_words(value))}" for name, value in other.items())
    yield from (f"Penalty: {text}" for text in clause.penalty.values())
    if clause.in_force or clause.until:
        yield f"In force: {_days(clause.in_force, clause.until)}"
    yield f"Reading: {_READING[clause.reading]}"
    if clause.verified:
        yield f"Text: {_VERIFIED[clause.verified]}"
    if clause.source:
        yield f"Source: {clause.source}"
    yield from (f"To do: {text}" for text in clause.advice.values())


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
    yield "Named by:"
    for pack in _packs():
        for clause in pack.clauses:
            if use.id in _words(clause.parameters.get("uses", [])):
                yield f"  {clause.id}  ({pack.id}, {clause.rule})"
