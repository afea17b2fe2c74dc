"""The sentences of a report: data in one file a language, filled with names and figures.

A template holds ``{name}``, ``{count:# door|# doors}`` (the form that the number asks for; # is the number)
and ``[ by {depth} m]``, a part that is left out when one of its figures is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from offcamera.findings.evidence import Figure
from offcamera.report.shown import shown
from offcamera.source import read_source

#: What fills a template: a figure, or several names that the language joins.
Value = Figure | Sequence[str]
Values = Mapping[str, Value]

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
#: A sentence about a room that was asked about something else names that thing, rather than nothing.
_KINDS = ("camera", "room", "opening", "wall", "obstacle", "zone", "sign", "level")
_STAND_IN = dict.fromkeys(_KINDS, "thing") | dict.fromkeys([f"{kind}s" for kind in _KINDS], "things")
#: A blank that parts a name of Latin letters from Chinese is none where the name is Chinese too: at the edge
#: of what was filled in (NUL), between two characters of that script.
_HAN = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_SEAM = re.compile(f"(?<={_HAN}\0) \0?(?={_HAN})|(?<={_HAN}) (?=\0{_HAN})")
_PLACEHOLDER = re.compile(r"\{([\w-]+)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language by code (``finding.camera-in-room.fail.says``)."""

    language: str
    sentences: Mapping[str, str]

    def has(self, code: str) -> bool:
        """Is there a sentence for this code?"""
        return code in self.sentences

    def first(self, codes: Sequence[str]) -> str | None:
        """The first of these codes that has a sentence."""
        return next((code for code in codes if code in self.sentences), None)

    def say(self, code: str, values: Values | None = None) -> str:
        """The sentence of a code; for a code without one, the code and its figures, for all to see."""
        template = self.sentences.get(code)
        if template is None:
            return f"<{shown(code)}>{self.list_figures(values or {})}"
        return self.fill(template, values or {})

    def fill(self, template: str, values: Values) -> str:
        """A template with its figures; one that is missing is shown as ``<name?>``."""
        kept = _OPTIONAL.sub(lambda m: m[1] if _names(m[1]) <= values.keys() else "", template)
        filled = _PLACEHOLDER.sub(lambda m: self._set(m, kept, values), kept)
        return _SEAM.sub("", filled).replace("\0", "")

    def _set(self, match: re.Match[str], template: str, values: Values) -> str:
        """A figure in its place; the blank that sets a name apart falls before the marks of its script."""
        text = self._put(match[1], match[2], values)
        marks = self.sentences.get("marks", "")
        after = template[match.end() : match.end() + 1]
        text = text.rstrip(" ") if marks and after and after in f"{marks} " else text
        return f"\0{text}\0" if marks else text

    def uses(self, code: str) -> frozenset[str]:
        """Names of the figures that a sentence mentions."""
        return frozenset(_names(self.sentences.get(code, "")))

    def join(self, names: Sequence[str], last: str = "and") -> str:
        """Names as a list of this language: ``a, b and c``."""
        if len(names) < 2:
            return "".join(names)
        names = [name.rstrip(" ") for name in names[:-1]] + [names[-1]]
        head, joint = self.sentences["list.between"].join(names[:-1]), self.sentences[f"list.{last}"]
        if self.sentences.get("marks"):
            joint = joint if head[-1:].isascii() else joint.lstrip(" ")
            joint = joint if names[-1][:1].isascii() else joint.rstrip(" ")
        return head + joint + names[-1]

    def list_figures(self, values: Values) -> str:
        """Figures by their bare names in brackets, or nothing."""
        parts = [f"{shown(name)} {self.show(value)}" for name, value in values.items()]
        return f" ({'; '.join(parts)})" if parts else ""

    def show(self, value: Value) -> str:
        """A figure or a list as text: numbers to the centimetre, names made harmless."""
        if isinstance(value, str):
            return shown(value)
        if isinstance(value, bool | int):
            return str(value)
        if isinstance(value, float):
            return self.number(value)
        return self.join([shown(name) for name in value])

    def number(self, value: float, places: int = 2) -> str:
        """A number of at most so many places, with the decimal sign of the language."""
        text = f"{value:.{places}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return ("0" if text == "-0" else text).replace(".", self.sentences["decimal"])

    def whole(self, value: int) -> str:
        """A whole number, its thousands set apart as the language does."""
        return f"{value:,}".replace(",", self.sentences["thousands"])

    def _put(self, name: str, forms: str | None, values: Values) -> str:
        if name not in values:
            return self.show(values[_STAND_IN[name]]) if _STAND_IN.get(name) in values else f"<{name}?>"
        text = self.show(values[name])
        return text if forms is None else self._form(forms, values[name]).replace("#", text)

    def _form(self, forms: str, value: Value) -> str:
        choices = forms.split("|")
        one = self.sentences["plural"] == "one-other" and value == 1
        return choices[0] if one else choices[-1]


def _names(template: str) -> set[str]:
    return {match[1] for match in _PLACEHOLDER.finditer(template)}


@cache
def load_words(language: str = "en") -> Words:
    """The sentences of a language; what it lacks, and a language that is not there, is told in English."""
    sentences = _read_sentences("en")
    if language != "en":
        sentences = sentences | _read_sentences(language)
    return Words(language, sentences)


def languages() -> tuple[str, ...]:
    """Languages that there are words for."""
    files = resources.files("offcamera.report").joinpath("words").iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


def _read_sentences(language: str) -> dict[str, str]:
    if language not in languages():
        return {}
    file = f"{language}.yaml"
    text = resources.files("offcamera.report").joinpath("words", file).read_bytes()
    return dict(_flatten("", read_source(text, file).value))


def _flatten(code: str, tree: object) -> list[tuple[str, str]]:
    if not isinstance(tree, Mapping):
        return [(code, str(tree))]
    under = f"{code}." if code else ""
    return [found for key, value in tree.items() for found in _flatten(f"{under}{key}", value)]
