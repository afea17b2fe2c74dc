"""Values out of a file that offcamera wrote, each held to what it should be, with its place if it is not."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from offcamera.errors import Fault
from offcamera.source import MOST_FAULTS, Source

At = tuple[str | int, ...]
_HINT = "Have offcamera write it anew; it is not to be edited by hand."


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a file with the way to it; what is wrong is noted once, in a list for the whole file."""

    source: Source
    value: object
    at: At = ()
    faults: list[Fault] = field(default_factory=list)

    def tell(self, says: str) -> None:
        """Note what is wrong with this value."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(self.source.fault(self.at, says, hint=_HINT))

    def has(self, key: str) -> bool:
        """Is there such a key, and does it say anything?"""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def get(self, key: str) -> Part:
        """The value of a key; one that is not there is nothing, and whatever is read of it is told."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return replace(self, value=value, at=(*self.at, key))

    def each(self) -> Iterator[Part]:
        """The items of a list."""
        if not isinstance(self.value, list):
            self.tell(f"{self._name} should be a list")
            return
        for number, item in enumerate(self.value):
            yield replace(self, value=item, at=(*self.at, number))

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            self.tell(f"{self._name} should be a text")
            return ""
        return self.value

    def figure(self) -> float:
        """A number that is one, not too large for a plan."""
        if not self._is_figure(self.value):
            self.tell(f"{self._name} should be a figure")
            return 0.0
        return float(str(self.value))

    def point(self) -> tuple[float, float]:
        """Two figures."""
        found = [part.figure() for part in self.each()]
        if len(found) == 2:
            return found[0], found[1]
        self.tell(f"{self._name} should be x and y")
        return 0.0, 0.0

    def texts(self) -> dict[str, str]:
        """Texts by name."""
        return {name: self.get(name).text() for name in self.names()}

    def figures(self) -> dict[str, float | str]:
        """Texts and figures by name."""
        said = {name: self.get(name) for name in self.names() if self.has(name)}
        return {n: part.text() if isinstance(part.value, str) else part.figure() for n, part in said.items()}

    def word(self, choices: tuple[str, ...]) -> str:
        """One of some words."""
        if self.value not in choices:
            self.tell(f"{self._name} should be one of {', '.join(choices)}")
            return choices[0]
        return str(self.value)

    def names(self) -> list[str]:
        """The keys of a mapping."""
        if not isinstance(self.value, dict):
            self.tell(f"{self._name} should be a mapping")
            return []
        return list(self.value)

    @property
    def _name(self) -> str:
        """What this is called: the key, or what an item is one of."""
        if not self.at:
            return "the file"
        key = next((step for step in reversed(self.at) if isinstance(step, str)), "")
        return key if isinstance(self.at[-1], str) else f"an item of {key}"

    @staticmethod
    def _is_figure(value: object) -> bool:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and math.isfinite(float(str(value))) and abs(float(str(value))) < 1e9
