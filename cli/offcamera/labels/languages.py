"""Which languages labels are read in, and which of them a label can be in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from unicodedata import category

from offcamera.labels.pages import read_page, table, texts

#: First and last code points of the scripts that are told apart (Unicode 15, blocks); the rest is Latin.
_BLOCKS = (
    ("greek", 0x370, 0x3FF),
    ("greek", 0x1F00, 0x1FFF),
    ("cyrillic", 0x400, 0x52F),
    ("hebrew", 0x590, 0x5FF),
    ("arabic", 0x600, 0x77F),
    ("devanagari", 0x900, 0x97F),
    ("thai", 0xE00, 0xE7F),
    ("hangul", 0x1100, 0x11FF),
    ("kana", 0x3040, 0x30FF),
    ("hangul", 0x3130, 0x318F),
    ("han", 0x3400, 0x9FFF),
    ("han", 0x3005, 0x3007),
    ("hangul", 0xAC00, 0xD7A3),
    ("han", 0xF900, 0xFAFF),
    ("han", 0x20000, 0x323AF),
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language with a lexicon: its id, its own name, and the scripts that it is written in."""

    id: str
    name: str
    scripts: tuple[str, ...]


@cache
def script_of(letter: str) -> str:
    """The script of one letter or of a vowel sign of its script, or ``""`` for what is neither."""
    code, is_letter = ord(letter), letter.isalpha()
    if not is_letter and category(letter)[0] != "M":
        return ""
    return next(
        (name for name, first, last in _BLOCKS if first <= code <= last), "latin" if is_letter else ""
    )


@cache
def languages() -> tuple[Language, ...]:
    """The languages of languages.yaml, in its order."""
    page = {id_: table(row) for id_, row in read_page("languages.yaml").items()}
    return tuple(Language(id_, str(row["name"]), texts(row["scripts"])) for id_, row in page.items())


def languages_of(letters: Iterable[str]) -> tuple[Language, ...]:
    """The languages that text with these letters may be in."""
    found = {script_of(letter) for letter in letters}
    return tuple(language for language in languages() if found & set(language.scripts))
