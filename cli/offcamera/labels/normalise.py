"""A label as it is compared: width, case, digits, areas, camel case and punctuation made plain."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from offcamera.labels.languages import script_of
from offcamera.labels.orthography import write_plainly

#: Stands between label parts that are told beside each other ("WC / Dusche").
PART = "/"
#: Stands where two rooms are joined ("bath & toilet").
AND = "+"
#: Marks where a camelCase word can be split; a private-use character, so that no label holds it.
_CAMEL = "\ue000"

_AREA = re.compile(
    r"\d+(?:[.,٫]\d+)?\s*(?:m2|m\^2|sq\.?\s?m\b|sqm\b|s\.?f\.?(?![a-z])|sq\.?\s?ft\b|ft2|qm\b|平方米|平米|坪|m\b"
    r"|м2|кв\.?\s?м\b|м\.?\s?кв\b|τ\.?\s?μ\b|م2|متر ?مربع|م\b|ตร\.?\s?ม\.?|ตารางเมตร|מ[\"״']?ר\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![^\W_])\d+(?:st|nd|rd|th|er|ère|ere|ème|eme)(?![^\W_])|(?<![^\W\d_])[a-zA-Z]?\d+[a-zA-Z]?(?![^\W_])|\d+"
)
_POSSESSIVE = re.compile(r"['’ʼ`´](?=s\b|\W|$)", re.IGNORECASE)
_SINGLES = re.compile(r"(?<![^\W_])([^\W\d_])[./&]([^\W\d_])(?![^\W_])\.?")
_SPACED_DASH = re.compile(r"\s[-–—‐]+\s")
_CAMEL_EDGE = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ]{2})(?=[A-ZÀ-Þ][a-zß-öø-ÿ]{2})")
_PARTS = re.compile(r"[|;,/\\()\[\]{}<>:•·、，。；：~]")
_JOINS = re.compile(r"[&+]")
_PIECES = re.compile(r"[/+]|[^\s/+]+")
#: Pictograms of doors and plans, as words; the marks of man and woman count only where no letter stands.
_PICTOGRAMS = str.maketrans(
    dict.fromkeys("🚻🚹🚺🚾🚽", " wc ")
    | {"🚼": " baby changing ", "🚿": " shower "}
    | dict.fromkeys("🛁🛀", " bath ")
)
_MARKS = str.maketrans({"♂": " m ", "♀": " f ", "⚥": " unisex wc "})
#: So many single letters in a row are a word that was spaced out.
_SPACED_OUT = 3
_UNSPACED = frozenset({"han", "kana", "hangul", "thai"})
_ONE_TO_ONE = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"})
#: The Latin letters with their marks (Unicode 15, blocks), which fold one by one.
_LATIN = [chr(code) for first, last in ((0xC0, 0x24F), (0x1E00, 0x1EFF)) for code in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a label: its text, its camelCase pieces, and where it starts in the cleaned label."""

    text: str
    start: int
    pieces: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[int]:
        """Where its letters stand in the cleaned label."""
        return frozenset(range(self.start, self.start + len(self.text)))


def clean(text: str) -> str:
    """The label in one width and case, without digits, areas and marks (law glossary, normalisation)."""
    text = write_plainly(unicodedata.normalize("NFKC", text).translate(_PICTOGRAMS))
    if not any(map(str.isalpha, text)):
        text = text.translate(_MARKS)
    text = "".join(c if unicodedata.category(c) not in ("Cf", "Co") else "" for c in text)
    text = _NUMBER.sub(" ", _AREA.sub(" ", _POSSESSIVE.sub("", text)))
    text = _SINGLES.sub(r"\1\2", text)
    text = _CAMEL_EDGE.sub(_CAMEL, text).casefold().replace("i̇", "i")
    text = _JOINS.sub(f" {AND} ", _PARTS.sub(f" {PART} ", _SPACED_DASH.sub(f" {PART} ", text)))
    return "".join(c if _belongs(c) else " " for c in text)


def _belongs(letter: str) -> bool:
    return letter in (PART, AND, _CAMEL) or unicodedata.category(letter)[0] in "LM"


def fold(text: str) -> str:
    """The text without accents; marks of scripts where they are letters (kana, Thai, …) stay."""
    if text.isascii():
        return text
    text = text.translate(_latin_folds())
    if text.isascii():  # Latin alone, which is most of it
        return text
    folded: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if (
            unicodedata.combining(letter)
            and folded
            and script_of(folded[-1]) in ("latin", "greek", "cyrillic")
        ):
            continue
        folded.append(letter)
    return unicodedata.normalize("NFC", "".join(folded)).translate(_ONE_TO_ONE)


@cache
def _latin_folds() -> dict[int, str]:
    """The plain letter of every Latin letter with marks; decomposed text has none and is folded in full."""
    bare = {c: unicodedata.normalize("NFD", c)[0] for c in _LATIN}
    return {ord(c): letter for c, letter in bare.items() if letter.isascii()} | _ONE_TO_ONE


def words_of(text: str) -> list[Word]:
    """The words of a label, with ``PART`` and ``AND`` as words of their own."""
    words: list[Word] = []
    for piece in _PIECES.finditer(clean(text)):
        words += _split_scripts(piece.group(), piece.start())
    return _join_letters(words)


def _split_scripts(piece: str, start: int) -> list[Word]:
    """A run of letters cut where a script without blanks meets another ("卫生间WC")."""
    cuts = [0]
    for i in range(1, len(piece)):
        one, two = script_of(piece[i - 1]) in _UNSPACED, script_of(piece[i]) in _UNSPACED
        if one != two and not unicodedata.combining(piece[i]):
            cuts.append(i)
    cuts.append(len(piece))
    return [_word(piece[a:b], start + a) for a, b in pairwise(cuts)]


def _word(piece: str, start: int) -> Word:
    parts = tuple(part for part in piece.split(_CAMEL) if part)
    return Word("".join(parts), start, parts if len(parts) > 1 else ())


def _join_letters(words: list[Word]) -> list[Word]:
    """Text that a reader of scans spaced out ("t o i l e t") as one word; three letters at the least."""
    joined: list[Word] = []
    for single, run in groupby(words, _is_letter):
        letters = list(run)
        if single and len(letters) >= _SPACED_OUT:
            letters = [Word("".join(w.text for w in letters), letters[0].start)]
        joined += letters
    return joined


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and script_of(word.text) not in {"", *_UNSPACED}
