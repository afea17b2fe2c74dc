"""Words that one language takes for a compound of its own, and that hold a private word of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from offcamera.labels.match import look_up
from offcamera.labels.normalise import Word
from offcamera.labels.uses import is_private
from offcamera.labels.vocabulary import Lexicon

#: A shorter piece of a word is a word of too many languages.
_SHORTEST = 3
#: A piece of so many letters is private by itself; a shorter one only in a phrase ("men's lockers").
_SHORTEST_ALONE = 5


def hides_private(words: Iterable[Word], own: AbstractSet[str], lexicons: Sequence[Lexicon]) -> bool:
    """Whether one of these words, cut in two, is private in a language but ``own``: "stafflockers"."""
    others = [lexicon for lexicon in lexicons if lexicon.spaced and lexicon.language not in own]
    return any(_is_private_in(word.text, lexicon) for word in words for lexicon in others)


def _is_private_in(text: str, lexicon: Lexicon) -> bool:
    cuts = range(_SHORTEST, len(text) - _SHORTEST + 1)
    return any(_is_private_cut(text[:cut], text[cut:], lexicon) for cut in cuts)


def _is_private_cut(first: str, last: str, lexicon: Lexicon) -> bool:
    return _is_private([first, last], lexicon) or any(
        len(piece) >= _SHORTEST_ALONE and _is_private([piece], lexicon) for piece in (first, last)
    )


def _is_private(texts: Sequence[str], lexicon: Lexicon) -> bool:
    term = look_up([Word(text, 0) for text in texts], lexicon)
    return term is not None and any(map(is_private, term.uses))
