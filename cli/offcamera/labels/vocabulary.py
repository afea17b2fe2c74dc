"""The words of one language, read from its page and indexed for matching."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal
from unicodedata import is_normalized

from offcamera.labels.normalise import AND, PART, fold, words_of
from offcamera.labels.pages import Page, parse_page, read_page, rows, table, texts
from offcamera.labels.uses import is_private

#: A cut-off word must keep so many letters, and lack at the most so many.
_CUT_LEAST, _CUT_MOST = 5, 4
#: A word is not cut shorter to take its plural off: "gas" is no plural of "ga".
_SHORTEST_STEM = 3

#: A shorter word without its accents is another one in too many languages ("de" for the Vietnamese "đẻ").
_SHORTEST_FOLDED = 3

Kind = Literal["term", "clears", "ambiguous", "negative", "generic", "before", "join", "cut-off"]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a lexicon: what is written, what kind of word it is, and which uses it may mean."""

    say: str
    kind: Kind
    uses: tuple[str, ...] = ()


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
    plurals: Mapping[str, list[tuple[str, str]]]  #: ending and what stands instead, by the last letter
    same: Mapping[int, str]  #: what stands for a variant letter, as str.translate takes it
    short: Mapping[str, str]
    short_heads: frozenset[str]
    glued: tuple[tuple[str, str], ...] = ()
    exact: dict[str, Term] = field(default_factory=dict)
    index: dict[str, Term] = field(default_factory=dict)
    whole: dict[str, Term] = field(default_factory=dict)
    in_venue: dict[tuple[str, str], Term] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    private: list[str] = field(default_factory=list)  #: the keys of private entries, sorted
    stems: dict[str, str] = field(default_factory=dict)  #: of the words that were compared so far

    def stem(self, word: str) -> str:
        """A word as it is compared: its short forms written out, its plural taken off."""
        stem = self._singular(self.short.get(word, word))
        return self.short.get(stem, stem)

    def _singular(self, word: str) -> str:
        for ending, instead in self.plurals.get(word[-1:], ()):
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word.removesuffix(ending) + instead
        return word

    def is_short(self, word: str) -> bool:
        """Whether a word, or its singular, is listed as a short form."""
        return self.stem(word) != self._singular(word) or word in self.short

    def respell(self, word: str) -> str:
        """A word with the language's variant letters made the same (廁 as 厕, ä as ae)."""
        return word.translate(self.same) if self.same else word

    def key_of(self, words: Iterable[str]) -> str:
        """The key of a phrase: its words as compared, with blanks where the language has them."""
        if not self.spaced:
            return self.respell("".join(words))
        return " ".join([self._compared(word) for word in words])

    def _compared(self, word: str) -> str:
        if word not in self.stems:
            self.stems[word] = self.stem(self.respell(word))
        return self.stems[word]

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
    for term in terms_of(page):
        lexicon.exact.setdefault(term.say, term)
        _enter(lexicon, lexicon.index.setdefault, term)
    for term in _listed(page, "whole"):
        _enter(lexicon, lexicon.whole.setdefault, term)
    for row in map(table, rows(page.get("in_venue"))):
        _enter_venue(lexicon, row)
    if lexicon.glued:
        lexicon.tokens.update(token for key in (*lexicon.index, *lexicon.whole) for token in key.split())
    lexicon.private.extend(sorted(k for k, term in lexicon.index.items() if any(map(is_private, term.uses))))
    return lexicon


def _enter_venue(lexicon: Lexicon, row: Page) -> None:
    for venue in texts(row["venue"]):
        for say in texts(row["say"]):
            key = lexicon.key_of(w.text for w in words_of(say))
            lexicon.in_venue[venue, key] = Term(say, "term", texts(row["may_be"]))


def _frame(page: Page) -> Lexicon:
    short = {**_strings(page, "short"), **dict.fromkeys(texts(page.get("joins")), AND)}
    return Lexicon(
        language=str(page["language"]),
        spaced=_choice(page, "words", "spaced", "unspaced"),
        head_last=_choice(page, "head", "last", "first"),
        compounds=_choice(page, "compounds", "yes", "no"),
        plurals=_plurals(page),
        same=str.maketrans(_strings(page, "same")),
        short=short,
        short_heads=frozenset(texts(page.get("short_heads"))),
        glued=_glued(page),
    )


def _plurals(page: Page) -> dict[str, list[tuple[str, str]]]:
    """The endings of plurals by their last letter, the longest first."""
    rules: dict[str, list[tuple[str, str]]] = {}
    for ending, instead in sorted(_strings(page, "plurals").items(), key=lambda rule: -len(rule[0])):
        rules.setdefault(ending[-1], []).append((ending, instead))
    return rules


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


def terms_of(page: Page) -> Iterator[Term]:
    """The entries of a lexicon page, those first that win where one is written twice."""
    yield from _by_use(page, "negatives", "negative")
    yield from _listed(page, "ambiguous")
    yield from _by_use(page, "clears", "clears")
    yield from _by_use(page, "terms", "term")
    yield from (Term(say, "before") for say in texts(page.get("before")))
    yield from (Term(say, "generic") for say in texts(page.get("generic")))
    if page.get("words") == "unspaced":
        yield from (Term(say, "join") for say in texts(page.get("joins")))


def _by_use(page: Page, section: str, kind: Kind) -> Iterator[Term]:
    for use, says in table(page.get(section)).items():
        yield from (Term(say, kind, (use,)) for say in texts(says))


def _listed(page: Page, section: str) -> Iterator[Term]:
    for row in map(table, rows(page.get(section))):
        uses = texts(row["may_be"])
        kind: Kind = "term" if len(uses) == 1 else "ambiguous"
        yield from (Term(say, kind, uses) for say in texts(row["say"]))


def _enter(lexicon: Lexicon, put: Callable[[str, Term], Term], term: Term) -> None:
    """Index one entry, under its own spelling and without its accents."""
    words = _plain_words(term.say)
    key = lexicon.key_of(words)
    put(key, term)
    folded = key if term.say.isascii() else fold(lexicon.key_of(fold(w) for w in words))
    if folded != key and len(folded) >= _SHORTEST_FOLDED:
        put(folded, term)


def _plain_words(say: str) -> list[str]:
    """The words of an entry; the plain ones, which are nearly all, without the work of a label."""
    letters = say.replace(" ", "")
    plain = letters.isalpha() and say == say.casefold() and is_normalized("NFKC", say)
    if plain and (max(letters) < "\u0530" or min(letters) >= "\u3400"):  # letters with blanks, or Han alone
        return say.split()
    return [word.text for word in words_of(say) if word.text != PART]
