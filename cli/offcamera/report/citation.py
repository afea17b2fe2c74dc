"""Clauses by the number that their law gives them, in the language of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from offcamera.findings.clause import Clause
from offcamera.report.names import shorten
from offcamera.report.words import Value, Words

#: Articles of one law in a line before the rest is only counted.
_MOST_ARTICLES = 12
_FORMS = (
    ("article", re.compile(r"Article (?P<n>\w+)(?:, paragraph (?P<part>\w+))?")),
    ("articles", re.compile(r"Articles (?P<n>\w+) to (?P<last>\w+)")),
    ("house", re.compile(r"House rule (?P<n>\w+)")),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a clause is called in its law: the form of the number, and its figures; no form: as it stands."""

    text: str
    form: str = ""
    figures: tuple[tuple[str, str], ...] = ()

    def say(self, words: Words) -> str:
        """In full: ``Article 7, paragraph 1``."""
        return words.say(f"citation.{self.form}", dict(self.figures)) if self.form else self.text

    def say_number(self, words: Words) -> str:
        """The number alone, to stand in a list of articles: ``7(1)``."""
        return words.say(f"citation.number-{self.form}", dict(self.figures))


def read_citation(clause: Clause) -> Citation:
    """How a clause is cited; its id where its law gives it no number."""
    text = clause.clause or clause.id
    for form, pattern in _FORMS:
        if match := pattern.fullmatch(text):
            return Citation(text, form, tuple((k, v) for k, v in match.groupdict().items() if v))
    return Citation(text)


def cite_clauses(clauses: Sequence[Clause], words: Words) -> str:
    """Clauses of one law, each number once: ``Articles 4, 7(1) and 11-13 of cn-2023-draft``."""
    cited = list(dict.fromkeys(read_citation(clause) for clause in clauses))
    values: dict[str, Value] = {"pack": clauses[0].pack}
    if all(c.form in ("article", "articles") for c in cited):
        numbers = [c.say_number(words) for c in cited]
        plain = len(cited) == 1 and cited[0].form == "article"
        values |= {"numbers": shorten(words, numbers, _MOST_ARTICLES), "n": 1 if plain else 2}
        return words.say("citation.several", values)
    told = words.say("seen.between").join(c.say(words) for c in cited)
    return words.say("citation.named", values | {"names": told})
