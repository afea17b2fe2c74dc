"""The site's own words for its rooms, which go before every lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from offcamera.model.use import Reading


def read_own(text: str, own: Mapping[str, str]) -> Reading | None:
    """The use that the site itself gives to such labels, or ``None``.

    In a pattern ``#`` is one digit and ``*`` is anything; it must fit the whole label, in any case. The most
    specific pattern wins: most letters that stand as they are, then most ``#``, then fewest ``*``. Two of the
    same rank that say different things leave the label ambiguous.
    """
    label = _plain(text)
    fitting = [pattern for pattern in own if _pattern(pattern).fullmatch(label)]
    if not fitting:
        return None
    best = max(map(_rank, fitting))
    winners = sorted(pattern for pattern in fitting if _rank(pattern) == best)
    uses = tuple(dict.fromkeys(own[pattern] for pattern in winners))
    return Reading("known" if len(uses) == 1 else "ambiguous", uses, "own:" + "|".join(winners))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _pattern(pattern: str) -> re.Pattern[str]:
    wild = {"#": r"\d", "*": ".*"}
    return re.compile("".join(wild.get(c, re.escape(c)) for c in _plain(pattern)))


def _rank(pattern: str) -> tuple[int, int, int]:
    digits, wild = pattern.count("#"), pattern.count("*")
    return len(_plain(pattern)) - digits - wild, digits, -wild
