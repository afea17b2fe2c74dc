"""What a room is for: the uses that the plan gives, else what its label is read as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from offcamera.formats.native.nearest import did_you_mean
from offcamera.formats.native.notes import Notes, Path
from offcamera.model.use import UNREAD, Reading

#: (label, the site's own words, venue) -> how the label is read.
LabelReader = Callable[[str, Mapping[str, str], str | None], Reading]


@dataclass(frozen=True, slots=True)
class Uses:
    """Reads labels once each, and knows which uses there are."""

    read: LabelReader
    known: frozenset[str]
    own: Mapping[str, str]
    venue: str | None
    _seen: dict[str, Reading] = field(default_factory=dict)

    def of_label(self, label: str) -> Reading:
        """What the label alone is read as."""
        if not label:
            return UNREAD
        if label not in self._seen:
            self._seen[label] = self.read(label, self.own, self.venue)
        return self._seen[label]

    def refuse_unknown(self, given: tuple[str, ...], path: Path, notes: Notes) -> None:
        """Note a fault for each given use that there is not."""
        for use in given:
            if use not in self.known:
                hint = did_you_mean(use, self.known) or "See them all: offcamera uses."
                notes.fault(path, f'there is no use "{use}"', hint)
