"""How closely a label writes a term of the lexicon."""

from __future__ import annotations

from offcamera.labels.entries import Term

#: A word of so few letters, or one of so few that lacks its accents, is a word of many languages.
_FRAIL_SHORT, _FRAIL_FOLDED = 2, 4


def is_spelt(term: Term, text: str) -> bool:
    """Whether a text without blanks is the term as it is written ("dormitório", not "dormitorio")."""
    return text == "".join(c for c in term.say.casefold() if c.isalpha() or not c.isascii())


def is_frail(term: Term, text: str) -> bool:
    """Whether a text may well be another word ("a" for a lift, "cop" for "çöp")."""
    if len(text) <= _FRAIL_SHORT:
        return True
    return len(text) <= _FRAIL_FOLDED and text.isascii() != term.say.isascii()
