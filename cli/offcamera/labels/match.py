"""Find the words of a lexicon in one part of a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from offcamera.labels.entries import Term
from offcamera.labels.normalise import AND, Word, fold
from offcamera.labels.spelling import is_frail, is_spelt
from offcamera.labels.uses import is_private
from offcamera.labels.vocabulary import Lexicon

#: A phrase of more words, or a piece of unspaced text of more letters, is in no lexicon.
_LONGEST, _LONGEST_UNSPACED = 7, 14
#: Thai counts vowel and tone signs as letters: "ห้องเปลี่ยนเสื้อผ้านักเรียน" is one room.
_LONGEST_HEAD_FIRST = 30
#: What is left of a word without the small word that was glued to it must keep so many letters.
_UNGLUED_LEAST = 2
#: A German head shorter than this is the end of too many other words, unless it is listed.
_SHORTEST_HEAD = 4
#: What stands before a head is a word, and not one letter ("ibadet" ends in no bath).
_SHORTEST_FIRST = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A term of the lexicon found in a label: from ``start`` to ``end`` of its pieces, at ``places``.

    ``spelt``: the label writes the term letter by letter, not in its plural, short or without its accents.
    ``frail``: so little of it is written that it counts only where the rest is understood too.
    ``within``: the whole word of which the term is the end.
    """

    term: Term
    start: int
    end: int
    places: frozenset[int]
    spelt: bool = True
    frail: bool = False
    within: Word | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """What a lexicon knows of a part: the matches in order, and how much of its head it does not know."""

    found: tuple[Match, ...]
    open: tuple[str, ...]  #: pieces beyond the matches, where the head would stand, which no term explains
    places: frozenset[int]  #: letters that some term explains
    is_phrase: bool = False  #: whether one term of several words is all there is
    is_whole: bool = True  #: whether every word is understood


def match_words(words: Sequence[Word], lexicon: Lexicon) -> Matches:
    """The terms that explain most of a part, the fewest of them, the longest last."""
    pieces = _pieces(words, lexicon)
    found = _cover(len(pieces), _longest(lexicon), lambda a, b: look_up(pieces[a:b], lexicon))
    matches = [_as_match(term, pieces[a:b], a, lexicon) for a, b, term in found]
    if lexicon.compounds:
        matches = _with_compounds(matches, pieces, lexicon)
    matches = _with_cut_off(matches, pieces, lexicon)
    return _summed(matches, pieces, lexicon)


def _longest(lexicon: Lexicon) -> int:
    if lexicon.spaced:
        return _LONGEST
    return _LONGEST_UNSPACED if lexicon.head_last else _LONGEST_HEAD_FIRST


def unglue(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """The words with the small ones taken off that are written onto them: "the", "for", "and"."""
    return [piece for word in words for piece in _unglued(word, lexicon)] if lexicon.glued else list(words)


def _unglued(word: Word, lexicon: Lexicon) -> list[Word]:
    if lexicon.key_of([word.text]) in lexicon.tokens:
        return [word]
    for small, stands_for in lexicon.glued:
        bare = Word(word.text.removeprefix(small), word.start + len(small))
        long_enough = bare.text != word.text and len(bare.text) >= _UNGLUED_LEAST
        if long_enough and lexicon.key_of([bare.text]) in lexicon.tokens:
            return [Word(AND, word.start), bare] if stands_for else [bare]
    return [word]


def _pieces(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    if not lexicon.spaced:
        return [piece for word in words for piece in _letters(word)]
    pieces: list[Word] = []
    for word in words:
        known = look_up([word], lexicon) is not None
        pieces += [word] if known or not word.pieces else _camel(word)
    return pieces


def _letters(word: Word) -> list[Word]:
    """Unspaced text letter by letter; a run of ASCII letters stays whole (``CT室``, ``VIP``)."""
    if word.text.isascii():
        return [word]
    return [Word(letter, word.start + i) for i, letter in enumerate(word.text)]


def _camel(word: Word) -> list[Word]:
    starts = [word.start]
    for piece in word.pieces[:-1]:
        starts.append(starts[-1] + len(piece) + 1)
    return [Word(text, start) for text, start in zip(word.pieces, starts, strict=True)]


def look_up(pieces: Sequence[Word], lexicon: Lexicon) -> Term | None:
    """The term that these pieces write out, also without accents, or as one word ("wash room")."""
    texts = [piece.text for piece in pieces]
    index = lexicon.index
    if exact := lexicon.exact.get((" " if lexicon.spaced else "").join(texts)):
        return exact
    key = lexicon.key_of(texts)
    if key in index:
        return index[key]
    if not key.isascii() and (term := _without_accents(texts, lexicon)) is not None:
        return term
    return index.get(lexicon.key_of(["".join(texts)])) if _may_be_one(texts) else None


def _without_accents(texts: Sequence[str], lexicon: Lexicon) -> Term | None:
    """The term that a label writes with other accents; one that has none ("zene") is not "žene"."""
    term = lexicon.index.get(fold(lexicon.key_of([fold(text) for text in texts])))
    if term is None or (term.say.isascii() and not any(map(is_private, term.uses))):
        return None
    return term


def _may_be_one(texts: Sequence[str]) -> bool:
    """Whether words may be one that was parted: "wash room" and "w c", but not "San. H" ("sảnh")."""
    lengths = {len(text) > 1 for text in texts}
    return len(texts) > 1 and len(lengths) == 1


def _cover(
    count: int, longest: int, term_at: Callable[[int, int], Term | None]
) -> list[tuple[int, int, Term]]:
    """The cheapest way to explain all pieces: an unknown one costs 100, a term 1; ties: the longest last."""
    best: list[tuple[int, int, Term | None]] = [(0, 0, None)]  # cost, where the last piece starts, its term
    for end in range(1, count + 1):
        choice: tuple[int, int, Term | None] = (best[end - 1][0] + 100, end - 1, None)
        for start in range(end - 1, max(-1, end - 1 - longest), -1):
            term = term_at(start, end)
            if term is not None and best[start][0] + 1 <= choice[0]:
                choice = (best[start][0] + 1, start, term)
        best.append(choice)
    found: list[tuple[int, int, Term]] = []
    end = count
    while end:
        _, start, term = best[end]
        if term is not None:
            found.append((start, end, term))
        end = start
    return found[::-1]


def _as_match(term: Term, pieces: Sequence[Word], start: int, lexicon: Lexicon) -> Match:
    places = frozenset(place for piece in pieces for place in piece.places)
    if not lexicon.spaced:
        return Match(term, start, start + len(pieces), places)
    text = "".join(piece.text for piece in pieces)
    return Match(term, start, start + len(pieces), places, is_spelt(term, text), is_frail(term, text))


def _with_compounds(matches: list[Match], pieces: Sequence[Word], lexicon: Lexicon) -> list[Match]:
    """Unknown words that end in a known one (Damentoilette), each as its first part and its head."""
    known = {i for match in matches for i in range(match.start, match.end)}
    for i, piece in enumerate(pieces):
        if i not in known:
            matches = matches + _compound(piece, i, lexicon)
    return sorted(matches, key=lambda match: (match.start, min(match.places)))


def _compound(piece: Word, at: int, lexicon: Lexicon) -> list[Match]:
    for cut in range(_SHORTEST_FIRST, len(piece.text) - 1):
        head = Word(piece.text[cut:], piece.start + cut)
        term = look_up([head], lexicon) if _may_be_head(head.text, lexicon) else None
        if term is not None and term.kind != "before":
            first = _first_parts(Word(piece.text[:cut], piece.start), at, lexicon)
            return [*first, Match(term, at, at + 1, head.places, within=piece)]
    return []


def _may_be_head(text: str, lexicon: Lexicon) -> bool:
    """Whether the end of a word may be a noun of its own; an abbreviation is none ("dersane", San.)."""
    if text in lexicon.short_heads:
        return True
    return len(text) >= _SHORTEST_HEAD and not lexicon.stems.is_short(text)


def _first_parts(first: Word, at: int, lexicon: Lexicon) -> list[Match]:
    """The private or harmless word that a compound starts with, joining letters aside, if it is known."""
    for joint in ("", "s", "n", "en", "e"):
        if first.text.endswith(joint):
            bare = Word(first.text.removesuffix(joint), first.start)
            term = look_up([bare], lexicon) if bare.text else None
            if term is not None and term.kind != "before":
                return [Match(term, at, at + 1, first.places)]
    return _compound(first, at, lexicon) if len(first.text) > _SHORTEST_HEAD else []


def _with_cut_off(matches: list[Match], pieces: Sequence[Word], lexicon: Lexicon) -> list[Match]:
    """The matches, and the private word that the end of the label was, if its text box was too small."""
    known_to = max((match.end for match in matches), default=0)
    if known_to == len(pieces):
        return matches
    for start in range(len(pieces)):
        key = lexicon.key_of([piece.text for piece in pieces[start:]])
        term = lexicon.cut_off_of(key)
        if term is not None:
            if any(_is_part(match.term, term) for match in matches if match.end > start):
                return matches
            kept = [match for match in matches if match.end <= start]
            return [*kept, _as_match(term, pieces[start:], start, lexicon)]
    return matches


def _is_part(known: Term, cut: Term) -> bool:
    """Whether what is known already says what the cut-off word would: "Toaleta M" is a toilet."""
    return (
        known.kind == "term"
        and len(known.uses) == 1
        and is_private(known.uses[0])
        and known.uses[0] in cut.uses
    )


def _summed(matches: list[Match], pieces: Sequence[Word], lexicon: Lexicon) -> Matches:
    places = frozenset(place for match in matches for place in match.places)
    if lexicon.head_last:
        beyond = pieces[max((match.end for match in matches), default=0) :]
    else:
        beyond = pieces[: min((match.start for match in matches), default=0)]
    is_phrase = len(matches) == 1 and matches[0].end - matches[0].start == len(pieces) > 1
    is_whole = all(piece.places & places for piece in pieces)
    return Matches(tuple(matches), tuple(piece.text for piece in beyond), places, is_phrase, is_whole)
