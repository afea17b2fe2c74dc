"""What one language makes of one part of a label: the head noun decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from offcamera.labels.entries import Term
from offcamera.labels.match import Match, Matches, look_up, match_words, unglue
from offcamera.labels.normalise import AND, Word
from offcamera.labels.spelling import is_spelt
from offcamera.labels.uses import is_private
from offcamera.labels.vocabulary import Lexicon

#: Rooms of these uses lie in one another so often that two of their names side by side mean both.
_WET = frozenset({"bath", "shower", "toilet", "changing", "sauna", "locker-room"})
#: A word that may also mean one of these only describes the harmless head that it stands beside.
_VAGUE = frozenset({"other", "office", "clinic", "living"})
#: A private word of so few letters that lacks its accents may be any small word of another language.
_WEAK = 3
#: So many unknown letters after a private word leave its head open where no blanks part the words.
_OPEN_TAIL = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a part of a label is, in one language or in several that agree.

    ``uses`` all hold if ``known``, else one of them; none where it knows small words alone ("sala de").
    ``places`` are the letters that were understood, ``private_at`` those of private words among them,
    ``spelt`` those of words that the language spells so. ``is_phrase``: one entry of several words is all
    of the part. ``compounds`` are the words of which it knows the end, and that end is all that it goes by.
    """

    known: bool
    uses: tuple[str, ...]
    why: str
    languages: frozenset[str]
    places: frozenset[int]
    private_at: frozenset[int]
    spelt: frozenset[int] = frozenset()
    is_phrase: bool = False
    compounds: tuple[Word, ...] = ()

    @property
    def is_weak(self) -> bool:
        """Whether what is private in it is one letter, or up to three not spelt so ("de" for "đẻ")."""
        if self.private_at & self.spelt:
            return len(self.private_at) == 1
        return 0 < len(self.private_at) <= _WEAK


def judge_part(words: Sequence[Word], lexicon: Lexicon, venue: str | None) -> list[Verdict]:
    """The verdicts of one language on the rooms that a part of a label names (two for "bath & toilet")."""
    words = unglue(words, lexicon)
    phrase = _whole_term(words, lexicon, venue)
    if phrase is not None:
        return [_whole(words, phrase, lexicon)]
    matches = match_words(words, lexicon)
    words = _cut_joined(words, matches)
    groups = _split_joined(words, matches, lexicon)
    if len(groups) == 1:
        verdict = _judge(matches, lexicon)
        return [verdict] if verdict else []
    joins = frozenset(place for word in words if _joins(word, lexicon) for place in word.places)
    return [replace(v, places=v.places | joins) for v in _judge_groups(groups, lexicon, venue)]


def _whole_term(words: Sequence[Word], lexicon: Lexicon, venue: str | None) -> Term | None:
    """The entry that counts only because it is all that the part says, room words aside.

    "Exam room" is a phrase of its own, and not the bare "exam".
    """
    whole = _whole_of(words, lexicon, venue)
    if whole is not None or look_up(words, lexicon) is not None:
        return whole
    return _whole_of(_core(words, lexicon), lexicon, venue)


def _whole_of(words: Sequence[Word], lexicon: Lexicon, venue: str | None) -> Term | None:
    key = lexicon.key_of(_texts(words))
    in_venue = lexicon.in_venue.get((venue, key)) if venue else None
    return in_venue or lexicon.whole.get(key)


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


def _core(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """The words without those that say nothing about the use."""
    return [word for word in words if not _is_generic(word, lexicon)]


def _is_generic(word: Word, lexicon: Lexicon) -> bool:
    term = lexicon.index.get(lexicon.key_of([word.text]))
    return term is not None and term.kind == "generic"


def _whole(words: Sequence[Word], term: Term, lexicon: Lexicon) -> Verdict:
    places = frozenset(place for word in words for place in word.places)
    why = f"lexicon:{lexicon.language}:{term.say}"
    private_at = places if any(map(is_private, term.uses)) else frozenset()
    spelt = places if is_spelt(term, "".join(_texts(words))) else frozenset()
    known = len(term.uses) == 1
    return Verdict(known, term.uses, why, frozenset({lexicon.language}), places, private_at, spelt)


def _split_joined(words: Sequence[Word], matches: Matches, lexicon: Lexicon) -> list[list[Word]]:
    """The words between the "and"s of a part; an "and" inside a term ("labor and delivery") joins nothing."""
    groups: list[list[Word]] = [[]]
    for word in words:
        if _joins(word, lexicon) and not word.places & _termed(matches):
            groups.append([])
        else:
            groups[-1].append(word)
    return [group for group in groups if group] or [[]]


def _termed(matches: Matches) -> frozenset[int]:
    return frozenset(place for m in matches.found if m.term.kind != "join" for place in m.places)


def _cut_joined(words: Sequence[Word], matches: Matches) -> list[Word]:
    """The words with each "and" that blanks do not part (厕所及库房) as a word of its own."""
    joints = {place for m in matches.found if m.term.kind == "join" for place in m.places}
    return [piece for word in words for piece in _cut(word, joints & word.places)]


def _cut(word: Word, joints: set[int]) -> list[Word]:
    if not joints:
        return [word]
    marked = ((place in joints, letter, place) for place, letter in enumerate(word.text, word.start))
    pieces = (list(run) for _, run in groupby(marked, key=itemgetter(0)))
    return [Word(AND if run[0][0] else "".join(c for _, c, _ in run), run[0][2]) for run in pieces]


def _joins(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.stems.short.get(word.text, word.text) == AND


def _judge_groups(groups: list[list[Word]], lexicon: Lexicon, venue: str | None) -> list[Verdict]:
    """Each joined room by itself; "exam and treatment room" lends its last word to the first."""
    last = groups[-1][-1]
    lends = lexicon.spaced and lexicon.head_last and _is_generic(last, lexicon)
    verdicts: list[Verdict] = []
    for group in groups:
        found = judge_part(group, lexicon, venue)
        if lends and group is not groups[-1] and not any(verdict.uses for verdict in found):
            found = judge_part([*group, last], lexicon, venue)
        verdicts += found
    return verdicts


def _judge(matches: Matches, lexicon: Lexicon) -> Verdict | None:
    head = _head_of(matches.found, lexicon)
    if head is None:
        return _silent(matches, lexicon)
    rest = [m for m in matches.found if m is not head and m.term.uses]
    if not _is_private(head):
        if head.frail and not matches.is_whole:
            return None
        return _judge_harmless(head, rest, matches, lexicon)
    verdict = _verdict(head, rest, matches, lexicon)
    if not lexicon.spaced and sum(not piece.isascii() for piece in matches.open) >= _OPEN_TAIL:
        return replace(verdict, known=False, uses=(*verdict.uses, "other"))
    return _with_neighbours(verdict, rest)


def _silent(matches: Matches, lexicon: Lexicon) -> Verdict | None:
    """That a language knows the small words of a part, and no room in it."""
    if not matches.places:
        return None
    spelt = frozenset(place for m in matches.found if m.spelt for place in m.places)
    nowhere: frozenset[int] = frozenset()
    return Verdict(False, (), "no-word", frozenset({lexicon.language}), matches.places, nowhere, spelt)


def _head_of(found: Sequence[Match], lexicon: Lexicon) -> Match | None:
    """The match that decides: the last (or first) noun, but what follows "for" or "to" only describes."""
    nouns = [m for m in found if m.term.uses]
    turns = [m.start for m in found if m.term.kind == "before"]
    before = [m for m in nouns if turns and m.start < turns[0]]
    nouns = before or nouns
    if not nouns:
        return None
    return nouns[-1] if lexicon.head_last else nouns[0]


def _is_private(match: Match) -> bool:
    return any(map(is_private, match.term.uses))


def _describes_private(match: Match) -> bool:
    """Whether a word beside a harmless head names a private room, not a department ("cardiology office")."""
    return _is_private(match) and (match.term.kind == "cut-off" or not _VAGUE & set(match.term.uses))


def _judge_harmless(head: Match, rest: list[Match], matches: Matches, lexicon: Lexicon) -> Verdict | None:
    """A harmless head: it clears private words beside it only if the lexicon lists it as one that does."""
    verdict = _verdict(head, rest, matches, lexicon)
    private = [m for m in rest if _describes_private(m)]
    if not private or head.term.kind == "clears":
        return verdict
    uses = [use for m in private for use in m.term.uses] + list(head.term.uses)
    cut = next((m.term.say for m in private if m.term.kind == "cut-off"), None)
    why = verdict.why if cut is None else f"cut-off:{lexicon.language}:{cut}"
    return replace(verdict, known=False, uses=_unique(uses), why=why)


def _verdict(head: Match, rest: list[Match], matches: Matches, lexicon: Lexicon) -> Verdict:
    source = head.term.kind if head.term.kind in ("negative", "cut-off") else "lexicon"
    private_at = frozenset(place for m in [head, *rest] if _is_private(m) for place in m.places)
    return Verdict(
        known=len(head.term.uses) == 1,
        uses=head.term.uses,
        why=f"{source}:{lexicon.language}:{head.term.say}",
        languages=frozenset({lexicon.language}),
        places=matches.places,
        private_at=private_at,
        spelt=frozenset(place for m in matches.found if m.spelt for place in m.places),
        is_phrase=matches.is_phrase,
        compounds=() if head.within is None or _is_private(head) else (head.within,),
    )


def _with_neighbours(verdict: Verdict, rest: list[Match]) -> Verdict:
    """A private head with the private words beside it: "toilet shower" is both, "female rest" is narrowed."""
    sure = [use for m in rest if len(m.term.uses) == 1 for use in m.term.uses if is_private(use)]
    if verdict.known:
        more = [use for use in sure if use in _WET and verdict.uses[0] in _WET]
        return replace(verdict, uses=_unique([*verdict.uses, *more]))
    shared = [use for use in sure if use in verdict.uses]
    if shared:
        return replace(verdict, known=True, uses=_unique(shared))
    return replace(verdict, uses=_unique([*verdict.uses, *sure]))


def _unique(uses: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(uses))
