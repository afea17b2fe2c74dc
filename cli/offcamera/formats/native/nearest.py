"""The known word nearest to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

#: The trade's other words for our keys.
_ALSO_CALLED = {
    "azimuth": "heading",
    "bearing": "heading",
    "direction": "heading",
    "rotation": "heading",
    "location": "at",
    "position": "at",
    "outline": "polygon",
    "points": "polygon",
    "shape": "polygon",
    "doors": "openings",
    "windows": "openings",
    "floors": "levels",
    "storeys": "levels",
    "name": "label",
    "type": "kind",
    "angle": "fov",
    "coverage": "view",
    "polygon": "view",
    "distance": "range",
    "retention": "declares",
}
_SHORT_LIST = 24


def find_nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was most likely meant to be, if any is near."""
    words = {name.lower(): name for name in known}
    text = str(word).lower()
    if (meant := _ALSO_CALLED.get(text, "")) in words:
        return words[meant]
    close = get_close_matches(text, words, 1, 0.6)
    return words[close[0]] if close else None


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """A sentence with the nearest known word, or with all of them where they are few; else nothing."""
    names = sorted(set(known))
    if (nearest := find_nearest(word, names)) is not None:
        return f"Did you mean {nearest}?"
    return f"Known: {', '.join(names)}." if names and len(names) <= _SHORT_LIST else ""
