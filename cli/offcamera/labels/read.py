"""Read the label of a room: known, ambiguous or unknown, and by which word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from types import MappingProxyType

from offcamera.labels.compounds import hides_private
from offcamera.labels.entries import Term
from offcamera.labels.languages import languages_of
from offcamera.labels.match import look_up
from offcamera.labels.normalise import PART, Word, words_of
from offcamera.labels.own import read_own
from offcamera.labels.uses import is_private
from offcamera.labels.verdict import Verdict, judge_part
from offcamera.labels.vocabulary import Lexicon, load_lexicon
from offcamera.model.use import Reading

#: So many labels are remembered with what they say: on a large site the same ones come again and again.
_REMEMBERED = 2048
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


def read_label(text: str, own: Mapping[str, str] = _NO_WORDS, venue: str | None = None) -> Reading:
    """The use that a label names, in any language that has a lexicon.

    ``own`` are the site's own words, pattern to use, which go first. ``venue`` decides abbreviations that
    mean different rooms in different buildings; what a use is in a venue is told by ``uses_in_venue``.
    ``why`` is ``own:2##``, ``lexicon:en:toilet``, ``negative:en:nurses station``, ``cut-off:en:restroom``,
    ``no-word`` (nothing in it is known) or ``no-label`` (empty).
    """
    if not text.strip():
        return Reading("unknown", (), "no-label")
    if own and (reading := read_own(text, own)) is not None:
        return reading
    return _read_in_all(tuple(words_of(text)), venue, any(map(str.isdigit, text)))


@lru_cache(maxsize=_REMEMBERED)
def _read_in_all(words: tuple[Word, ...], venue: str | None, has_digits: bool) -> Reading:
    """The use that words name in every language that has a lexicon; "Room 201" and "Room 202" alike."""
    lexicons = [load_lexicon(language.id) for language in languages_of(c for w in words for c in w.text)]
    return read_words(words, lexicons, venue, has_digits=has_digits)


def read_words(
    words: Sequence[Word], lexicons: Sequence[Lexicon], venue: str | None = None, *, has_digits: bool = False
) -> Reading:
    """The use that the words of a label name in these languages; ``has_digits``: numbers stood among them."""
    parts = [part for part in _parts(words, lexicons) if not (has_digits and _is_code(part))]
    tongues = [[judge_part(part, lexicon, venue) for part in parts] for lexicon in lexicons]
    tongues = [_without_hiding(tongue, lexicons) for tongue in tongues]
    tongues = _without_lesser(tongues)
    verdicts = [verdict for heard in zip(*tongues, strict=True) for verdict in _hear(heard)]
    if not verdicts:
        return Reading("unknown", (), "no-word")
    whole = reduce(_beside, verdicts)
    return Reading("known" if whole.known else "ambiguous", whole.uses, whole.why)


def _without_hiding(tongue: list[list[Verdict]], lexicons: Sequence[Lexicon]) -> list[list[Verdict]]:
    """A language without the harmless rooms that it found at the end of another one's private word."""
    return [[v for v in found if not hides_private(v.compounds, v.languages, lexicons)] for found in tongue]


def _parts(words: Sequence[Word], lexicons: Sequence[Lexicon]) -> list[list[Word]]:
    """The parts of a label that stand beside each other; one, where all of it is one known phrase."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text == PART:
            parts.append([])
        else:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    if any(_is_phrase(parts, lexicon) for lexicon in lexicons):
        return [[word for part in parts for word in part]]
    return parts


def _is_phrase(parts: Sequence[Sequence[Word]], lexicon: Lexicon) -> bool:
    """Whether the parts make one term; a harmless word ("pukuhuonevarasto") is not made of a private part.

    "Pukuhuone / varasto" are two rooms, or a changing room that is used as a store.
    """
    term = look_up([word for part in parts for word in part], lexicon)
    if term is None:
        return False
    is_word = len(parts) > 1 and " " not in term.say
    return not is_word or _may_be_private(term) or not any(map(_may_be_private, _terms(parts, lexicon)))


def _terms(parts: Sequence[Sequence[Word]], lexicon: Lexicon) -> list[Term]:
    return [term for part in parts if (term := look_up(part, lexicon)) is not None]


def _may_be_private(term: Term) -> bool:
    return any(map(is_private, term.uses))


def _is_code(part: Sequence[Word]) -> bool:
    """Whether a part is the one letter of a room number such as "S-1", which abbreviates nothing."""
    return all(len(word.text) == 1 and word.text.isascii() for word in part)


def _without_lesser(tongues: Sequence[list[list[Verdict]]]) -> list[list[list[Verdict]]]:
    """The languages without those that another outdoes over all parts: "VEST/ENTRY" is English throughout."""
    wholes = [[verdict for heard in tongue for verdict in heard] for tongue in tongues]
    said = [(tongue, reduce(_pooled, whole)) for tongue, whole in zip(tongues, wholes, strict=True) if whole]
    return [tongue for tongue, whole in said if not any(_outdoes(other, whole) for _, other in said)]


def _pooled(one: Verdict, two: Verdict) -> Verdict:
    """What a language understands of two parts together."""
    return replace(
        one,
        uses=one.uses + two.uses,
        places=one.places | two.places,
        private_at=one.private_at | two.private_at,
        spelt=one.spelt | two.spelt,
        is_phrase=False,
    )


def _hear(tongues: Sequence[list[Verdict]]) -> list[Verdict]:
    """What the languages say together of one part."""
    speaking = [[verdict for verdict in found if verdict.uses] for found in tongues]
    speaking = [found for found in speaking if found]
    if len(speaking) < 2:
        return speaking[0] if speaking else []
    verdicts = _without_guesses([reduce(_beside, found) for found in speaking])
    standing = [v for v in verdicts if not any(_outdoes(other, v) for other in verdicts)]
    return [_together(standing)]


def _without_guesses(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts without the words that one language took for cut-off and another one knows ("forest")."""
    known = {place for v in verdicts if not _is_guess(v) for place in v.places}
    return [v for v in verdicts if not (_is_guess(v) and v.places <= known)]


def _is_guess(verdict: Verdict) -> bool:
    return verdict.why.startswith("cut-off:")


def _outdoes(one: Verdict, other: Verdict) -> bool:
    """Whether one language understands more of the label, and every private word that the other found.

    One that names no room outdoes only a weak word: "sala de" is Spanish, and "de" no delivery room ("đẻ").
    Of two that understand the same, one that knows it as a phrase outdoes one that knows its words, and one
    that spells it so the other, if a private word stays one: "Dormitório" is Portuguese though "dormitorio"
    is Spanish too. Nothing outdoes what outdoes it.
    """
    if not (other.places <= one.places and other.private_at <= one.places):
        return False
    if _has_word(one.places - other.places):
        return bool(one.uses) or other.is_weak
    if other.is_weak and other.places < one.places:
        return True
    if not one.uses:
        return False
    if one.is_phrase != other.is_phrase:
        kept = set(filter(is_private, other.uses)) <= set(one.uses)
        return one.is_phrase and (kept or not one.private_at)
    stays = any(map(is_private, one.uses)) or not any(map(is_private, other.uses))
    return stays and other.private_at <= one.private_at and other.spelt < one.spelt


def _has_word(places: frozenset[int]) -> bool:
    """Whether these letters are more than letters that stand alone, as the "A" of a room number does."""
    return any(place + 1 in places for place in places)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Several languages on one part: known only where each two of them agree of which one is sure."""
    joined = reduce(_across, verdicts)
    sure = [verdict for verdict in verdicts if verdict.known]
    if not joined.known or all(_agree(one, two) for one in sure for two in verdicts):
        return joined
    uses = tuple(dict.fromkeys(use for verdict in verdicts for use in verdict.uses))
    return replace(joined, known=False, uses=uses, why=reduce(_both_whys, (v.why for v in verdicts)))


def _across(one: Verdict, two: Verdict) -> Verdict:
    """Two languages on the same words, or two names of which one is in doubt: they agree, or it is ambiguous.

    Only a private use that both allow makes them agree: "cloakroom / storage" may still be a toilet.
    """
    joined = replace(
        one,
        languages=one.languages | two.languages,
        private_at=one.private_at | two.private_at,
        places=one.places | two.places,
    )
    sure = [verdict for verdict in (one, two) if verdict.known]
    if sure and _agree(one, two):
        uses = tuple(dict.fromkeys(use for verdict in sure for use in verdict.uses))
        return replace(joined, known=True, uses=uses, why=sure[0].why)
    uses = tuple(dict.fromkeys([*one.uses, *two.uses]))
    return replace(joined, known=False, uses=uses, why=_both(one, two))


def _agree(one: Verdict, two: Verdict) -> bool:
    shared = set(one.uses) & set(two.uses)
    return set(one.uses) == set(two.uses) or any(map(is_private, shared))


def _beside(one: Verdict, two: Verdict) -> Verdict:
    """Two parts of one label ("WC / Dusche"); in different languages they name the same room."""
    if not one.languages & two.languages or not (one.known and two.known):
        return _across(one, two)
    uses = tuple(dict.fromkeys([*one.uses, *two.uses]))
    alike = len({is_private(use) for use in uses}) == 1
    return replace(
        one,
        known=alike,
        uses=uses,
        why=one.why if one.why == two.why else _both(one, two),
        places=one.places | two.places,
        private_at=one.private_at | two.private_at,
        spelt=one.spelt | two.spelt,
    )


def _both(one: Verdict, two: Verdict) -> str:
    return _both_whys(one.why, two.why)


def _both_whys(one: str, two: str) -> str:
    return "|".join(dict.fromkeys([*one.split("|"), *two.split("|")]))
