"""Text from a plan, made harmless: it can neither steer a terminal nor turn a line round."""

from __future__ import annotations

import unicodedata

#: Joiners belong to the spelling of several scripts; alone among the unseen characters they do no harm.
_JOINERS = "\u200c\u200d"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown(text: str) -> str:
    """Text on one line, its controls, direction marks and lone surrogates spelt out as Python would."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown_character(c) for c in text)


def _shown_character(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character in _JOINERS or unicodedata.category(character) not in _UNSEEN:
        return character
    return _escape(character)


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


#: What a narrow encoding shows instead of the marks that our own sentences use.
_PLAIN = str.maketrans(
    {
        "²": "2",
        "…": "...",
        "–": "-",
        "—": "-",
        "×": "x",
        "“": '"',
        "”": '"',
        "’": "'",
        "°": " deg",
        "─": "-",
        "\u00a0": " ",
    }
)


def encodable(text: str, encoding: str) -> str:
    """Text that ``encoding`` can show: plain signs for typographic ones, escapes for the rest."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    return text
