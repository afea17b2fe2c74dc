"""The words of one language as they are compared: respelt, written out, and without their plural."""

from __future__ import annotations

from collections.abc import Mapping

#: A word is not cut shorter to take its plural off: "gas" is no plural of "ga".
_SHORTEST_STEM = 3


class Stems(dict[str, str]):
    """What is compared for each word, worked out when it is first looked up and kept; a phrase word by word.

    ``plurals``: endings and what stands instead. ``same``: what stands for a variant letter. ``short``: short
    forms and the words that they stand for.
    """

    __slots__ = ("_plurals", "_same", "short")

    def __init__(self, plurals: Mapping[str, str], same: Mapping[str, str], short: Mapping[str, str]) -> None:
        super().__init__()
        self._plurals = _by_last_letter(plurals)
        self._same = str.maketrans(dict(same))
        self.short = short

    def __missing__(self, word: str) -> str:
        if " " in word:
            return " ".join([self[part] for part in word.split()])
        spelt = word.translate(self._same) if self._same else word
        single = self._singular(self.short.get(spelt, spelt))
        stem = self[word] = self.short.get(single, single)
        return stem

    def respell(self, word: str) -> str:
        """A word with the language's variant letters made the same (廁 as 厕, ä as ae)."""
        return word.translate(self._same) if self._same else word

    def is_short(self, word: str) -> bool:
        """Whether a word, or its singular, is listed as a short form."""
        single = self._singular(word)
        return word in self.short or self.short.get(single, single) != single

    def _singular(self, word: str) -> str:
        for ending, instead in self._plurals.get(word[-1:], ()):
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word.removesuffix(ending) + instead
        return word


def _by_last_letter(plurals: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """The endings of plurals by their last letter, the longest first."""
    rules: dict[str, list[tuple[str, str]]] = {}
    for ending, instead in sorted(plurals.items(), key=lambda rule: -len(rule[0])):
        rules.setdefault(ending[-1], []).append((ending, instead))
    return rules
