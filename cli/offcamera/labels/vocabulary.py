"""The words of one language, read from its page and indexed for matching."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from offcamera.labels.entries import Term, listed_in, plain_form, plain_letters, terms_of
from offcamera.labels.normalise import AND, fold
from offcamera.labels.pages import Page, parse_page, read_page, rows, table, texts
from offcamera.labels.stems import Stems
from offcamera.labels.uses import is_private

#: A cut-off word must keep so many letters, and lack at the most so many.
_CUT_LEAST, _CUT_MOST = 5, 4
#: A shorter word without its accents is another one in too many languages ("de" for the Vietnamese "đẻ").
_SHORTEST_FOLDED = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language as data: its switches, its words, and the indexes over them.

    ``exact`` holds the entries as they are written, ``index`` by their ``key_of``. ``whole`` counts only
    where it is all that a part of a label says; ``in_venue`` is the same for some venues, and goes first.
    ``glued`` are the small words that are written onto the next one (Arabic "the", Hebrew "and"), each with
    what it stands for: ``AND`` or nothing. ``tokens`` are all single words of the entries, as compared.
    """

    language: str
    spaced: bool
    head_last: bool
    compounds: bool
    stems: Stems  #: its words as they are compared
    short_heads: frozenset[str]
    glued: tuple[tuple[str, str], ...] = ()
    exact: dict[str, Term] = field(default_factory=dict)
    index: dict[str, Term] = field(default_factory=dict)
    whole: dict[str, Term] = field(default_factory=dict)
    in_venue: dict[tuple[str, str], Term] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    private: list[str] = field(default_factory=list)  #: the keys of private entries, sorted

    def key_of(self, words: Iterable[str]) -> str:
        """The key of a phrase: its words as compared, with blanks where the language has them."""
        return self.key_of_phrase(" ".join(words))

    def key_of_phrase(self, phrase: str) -> str:
        """The key of words with blanks between them."""
        return self.stems[phrase] if self.spaced else self.stems.respell(phrase.replace(" ", ""))

    def cut_off_of(self, key: str) -> Term | None:
        """The private entry of which ``key`` may be the beginning, as a doubt; ``None`` if there is none."""
        if len(key) < _CUT_LEAST:
            return None
        at = bisect_left(self.private, key)
        whole = self.private[at] if at < len(self.private) else ""
        if not whole.startswith(key) or len(whole) - len(key) > _CUT_MOST:
            return None
        term = self.index[whole]
        return Term(term.say, "cut-off", tuple(dict.fromkeys([*term.uses, "other"])))


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language of languages.yaml."""
    return build_lexicon(read_page(f"lexicon/{language}.yaml"))


def parse_lexicon(text: str) -> Lexicon:
    """A lexicon from the text of its page."""
    return build_lexicon(parse_page(text))


def build_lexicon(page: Page) -> Lexicon:
    """A lexicon with its indexes."""
    lexicon = _frame(page)
    terms = terms_of(page)
    lexicon.exact.update({term.say: term for term in reversed(terms)})
    _enter(terms, lexicon.index, lexicon)
    _enter(listed_in(page, "whole"), lexicon.whole, lexicon)
    for row in map(table, rows(page.get("in_venue"))):
        _enter_venue(lexicon, row)
    if lexicon.glued:
        lexicon.tokens.update(token for key in (*lexicon.index, *lexicon.whole) for token in key.split())
    lexicon.private.extend(_private_keys(lexicon.index))
    return lexicon


def _enter_venue(lexicon: Lexicon, row: Page) -> None:
    for venue in texts(row["venue"]):
        for say in texts(row["say"]):
            key = lexicon.key_of_phrase(plain_form(say))
            lexicon.in_venue[venue, key] = Term(say, "term", texts(row["may_be"]))


def _frame(page: Page) -> Lexicon:
    short = {**_strings(page, "short"), **dict.fromkeys(texts(page.get("joins")), AND)}
    return Lexicon(
        language=str(page["language"]),
        spaced=_choice(page, "words", "spaced", "unspaced"),
        head_last=_choice(page, "head", "last", "first"),
        compounds=_choice(page, "compounds", "yes", "no"),
        stems=Stems(_strings(page, "plurals"), _strings(page, "same"), short),
        short_heads=frozenset(texts(page.get("short_heads"))),
        glued=_glued(page),
    )


def _glued(page: Page) -> tuple[tuple[str, str], ...]:
    """The small words that are written onto the next one, the longest first."""
    meaning = {"and": AND, "": ""}
    glued = {small: meaning[stands_for] for small, stands_for in _strings(page, "glued").items()}
    return tuple(sorted(glued.items(), key=lambda rule: -len(rule[0])))


def _choice(page: Page, key: str, yes: str, no: str) -> bool:
    """Which of two values a switch has."""
    value = page.get(key, no)
    if value not in (yes, no):
        raise ValueError(f"lexicon {page.get('language')}: {key} is {value!r}, not {yes} or {no}")
    return value == yes


def _strings(page: Page, key: str) -> dict[str, str]:
    return {k: str(v) for k, v in table(page.get(key)).items()}


def _enter(terms: Iterable[Term], index: dict[str, Term], lexicon: Lexicon) -> None:
    """Index entries, each under its own spelling and without its accents; of two the first stays."""
    key_of, is_plain = lexicon.key_of_phrase, plain_letters().issuperset
    for term in terms:
        phrase = term.say if is_plain(term.say) else plain_form(term.say)
        key = key_of(phrase)
        index.setdefault(key, term)
        if not term.say.isascii():
            folded = fold(key_of(fold(phrase)))
            if folded != key and len(folded) >= _SHORTEST_FOLDED:
                index.setdefault(folded, term)


def _private_keys(index: Mapping[str, Term]) -> list[str]:
    uses = {term.uses for term in index.values()}
    private = {several for several in uses if any(map(is_private, several))}
    return sorted(key for key, term in index.items() if term.uses in private)
