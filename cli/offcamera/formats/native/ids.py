"""The ids of a plan: given or made, each once, and what a name in the file stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from offcamera.formats.native.nearest import did_you_mean
from offcamera.formats.native.notes import KINDS, Notes, Path
from offcamera.model.place import Ref
from offcamera.model.plan import RoomKey

#: Things of which the report says that their made id moves with their place in the file.
_TOLD_WHEN_MADE = frozenset(("rooms", "openings", "zones", "cameras", "signs"))


class _Named(Protocol):
    @property
    def id(self) -> str | None: ...


@dataclass(slots=True)
class Ids:
    """Ids by level and kind, in the order of the file; ``levels`` in the order of the file."""

    notes: Notes
    levels: list[str] = field(default_factory=list)
    of: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _first: dict[tuple[str, str], Path] = field(default_factory=dict)
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def add_level(self, said: str | None, path: Path) -> str:
        """Take the id of a level, or make one; a level's id may hold no slash.

        A level whose id stands twice is told, and goes on under another, so that its own faults are told too.
        """
        level = said or f"level-{len(self.levels) + 1}"
        if "/" in level:
            self.notes.fault(
                (*path, "id"), "a level's id may not hold /", "G/stairs means room stairs of level G."
            )
        self._refuse_twice("level", level, (*path, "id"))
        if level in self.levels:
            level = _make(level, len(self.levels) + 1, set(self.levels))
        self.levels.append(level)
        return level

    def add(self, kind: str, level: str, entries: Sequence[_Named], path: Path) -> None:
        """Take the ids of one list of a level, or make them: ``wall-1``.

        Ids are unique in the plan, those of rooms on their level (a stair has one name on every level).
        """
        scope = f"{kind}/{level}" if kind == "rooms" else kind
        given = {entry.id for entry in entries if entry.id}
        made: list[str] = []
        for index, entry in enumerate(entries):
            if entry.id:
                self._refuse_twice(scope, entry.id, (*path, index, "id"))
                made.append(entry.id)
                continue
            made.append(_make(KINDS[kind], index + 1, given))
            if kind in _TOLD_WHEN_MADE:
                self.notes.doubt(
                    "id-made", (Ref(KINDS[kind], level, made[-1]),), (*path, index), weight="note"
                )
        self.of[level, kind] = tuple(made)
        self._known[level, kind] = frozenset(made)

    def find(self, level: str, kind: str, name: str) -> RoomKey | None:
        """What ``name``, written on ``level``, stands for: an id of that level, or level/id."""
        if name in self._known.get((level, kind), ()):
            return level, name
        other, _, rest = name.partition("/")
        return (other, rest) if rest and rest in self._known.get((other, kind), ()) else None

    def find_anywhere(self, kind: str, name: str) -> RoomKey | None:
        """What ``name``, written outside the levels, stands for: level/id, or an id that only one has."""
        if (found := self.find("", kind, name)) is not None:
            return found
        homes = [level for level in self.levels if name in self._known.get((level, kind), ())]
        return (homes[0], name) if len(homes) == 1 else None

    def refuse_unknown(self, path: Path, name: str, kinds: Sequence[str], level: str = "") -> None:
        """Say that ``name`` stands for nothing, with the nearest id."""
        if name in self.notes.ids_of_broken:
            return
        what = " or ".join(KINDS[kind] for kind in kinds)
        known = [i for kind in kinds for i in self.of.get((level, kind), ())]
        if not level:
            known = [f"{lv}/{i}" for kind in kinds for lv in self.levels for i in self.of.get((lv, kind), ())]
        self.notes.fault(path, f'there is no {what} "{name}"', did_you_mean(name, known))

    def _refuse_twice(self, scope: str, name: str, path: Path) -> None:
        first = self._first.setdefault((scope, name), path)
        if first is not path:
            line, _ = self.notes.source.where(first)
            what = KINDS.get(scope.partition("/")[0], scope)
            self.notes.fault(path, f'the {what} id "{name}" stands here twice; first on line {line}')


def _make(word: str, number: int, given: set[str]) -> str:
    name, turn = f"{word}-{number}", 2
    while name in given:
        name, turn = f"{word}-{number}-{turn}", turn + 1
    return name


def as_written(key: RoomKey, level: str) -> str:
    """A name as a thing on ``level`` writes it: the id alone for one of the same level."""
    return key[1] if key[0] == level else f"{key[0]}/{key[1]}"
