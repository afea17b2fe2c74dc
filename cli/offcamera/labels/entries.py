"""The entries of a language's page, as they are written there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import repeat
from typing import Literal, NamedTuple
from unicodedata import is_normalized

from offcamera.labels.normalise import PART, words_of
from offcamera.labels.pages import Page, rows, table, texts

Kind = Literal["term", "clears", "ambiguous", "negative", "generic", "before", "join", "cut-off"]

#: First and last code points of the letters of words that blanks part: Latin, Greek and Cyrillic, and the
#: Latin letters of Vietnamese (Unicode 15, blocks).
_SPACED = ((0x61, 0x52F), (0x1E00, 0x1EFF))
#: From here on only Han and Hangul are met.
_FIRST_HAN = "\u3400"


class Term(NamedTuple):
    """One entry of a lexicon: what is written, what kind of word it is, and which uses it may mean.

    A label is held against thirty thousand of them, and a tuple is made in a sixth of a dataclass's time.
    """

    say: str
    kind: Kind
    uses: tuple[str, ...] = ()


def terms_of(page: Page) -> list[Term]:
    """The entries of a lexicon page, those first that win where one is written twice."""
    terms = _by_use(page, "negatives", "negative")
    terms += listed_in(page, "ambiguous")
    terms += _by_use(page, "clears", "clears")
    terms += _by_use(page, "terms", "term")
    terms += _terms(page.get("before"), "before")
    terms += _terms(page.get("generic"), "generic")
    if page.get("words") == "unspaced":
        terms += _terms(page.get("joins"), "join")
    return terms


def listed_in(page: Page, section: str) -> list[Term]:
    """The entries of a section that lists several uses for its words."""
    terms: list[Term] = []
    for row in map(table, rows(page.get(section))):
        uses = texts(row["may_be"])
        terms += _terms(row["say"], "term" if len(uses) == 1 else "ambiguous", uses)
    return terms


def _by_use(page: Page, section: str, kind: Kind) -> list[Term]:
    terms: list[Term] = []
    for use, says in table(page.get(section)).items():
        terms += _terms(says, kind, (use,))
    return terms


def _terms(says: object, kind: Kind, uses: tuple[str, ...] = ()) -> Iterator[Term]:
    return map(Term._make, zip(texts(says), repeat(kind), repeat(uses)))


def plain_form(say: str) -> str:
    """The words of an entry as a label would be read, with blanks between them."""
    if _is_plain_han(say):
        return say
    return " ".join([word.text for word in words_of(say) if word.text != PART])


@cache
def plain_letters() -> frozenset[str]:
    """The blank, and the letters of which an entry is its own ``plain_form``, as nearly all are."""
    letters = (chr(code) for first, last in _SPACED for code in range(first, last + 1))
    return frozenset([" ", *filter(_is_plain, letters)])


def _is_plain(text: str) -> bool:
    return text.isalpha() and text == text.casefold() and is_normalized("NFKC", text)


def _is_plain_han(say: str) -> bool:
    letters = say.replace(" ", "")
    return letters >= _FIRST_HAN and min(letters) >= _FIRST_HAN and _is_plain(letters)
