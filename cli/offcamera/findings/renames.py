"""Things that go by another name now: known by the place where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from offcamera.findings.change import Kept
from offcamera.findings.spot import NEAR, Spots
from offcamera.model.place import Ref

#: A level is another one renamed when at least this share of the rooms of both coincides.
_MOST_ROOMS = 0.8
_Cell = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Renames:
    """Old name to new name of every thing that was renamed in place; ``levels`` likewise, by id."""

    things: Mapping[Ref, Ref]
    levels: Mapping[str, str]

    def now(self, ref: Ref) -> Ref:
        """What a thing is called now."""
        if ref.kind == "level":
            return replace(ref, id=self.levels.get(ref.id, ref.id))
        return self.things.get(ref, _on(ref, self.levels))

    def translate(self, kept: Kept) -> Kept:
        """An old finding in the names of now; its id stays the old one."""
        if not self.things and not self.levels:
            return kept
        about = tuple(map(self.now, kept.about))
        called = kept.about if about != kept.about else ()
        return replace(kept, about=about, called=called, pins=self._pins(kept))

    def _pins(self, kept: Kept) -> Mapping[str, object]:
        """The pins with the things, doors and names that they hold as they are called now."""
        names = {f"{old.kind} {old.name}": f"{new.kind} {new.name}" for old, new in self.things.items()}
        doors = {old.name: new.name for old, new in self.things.items() if old.kind == "opening"}
        ids = {old.id: new.id for old, new in self.things.items()} | dict(self.levels)
        now = dict(kept.pins)
        if isinstance(things := now.get("things"), Mapping):
            now["things"] = {names.get(name, name): spot for name, spot in things.items()}
        if isinstance(ways := now.get("on"), list):
            now["on"] = [sorted(doors.get(door, door) for door in way) for way in ways]
        if isinstance(figures := now.get("figures"), Mapping):
            now["figures"] = {name: _renamed(value, ids) for name, value in figures.items()}
        return now


def find_renames(old: Spots, new: Spots) -> Renames:
    """Every thing that lost its name where one of its kind, as large and in the same place, has a new one."""
    levels = dict(_levels(old, new))
    lost = [ref for ref in old if _on(ref, levels) not in new]
    came = _by_cell((ref for ref in new if not _was_there(ref, old, levels)), new)
    things = {ref: _on(ref, levels) for ref in old if ref.level in levels and _on(ref, levels) in new}
    taken: set[Ref] = set()
    for ref in lost:
        found = [r for r in _near(ref, old, came, levels) if r not in taken and new[r].is_near(old[ref])]
        if len(found) == 1:  # of two in one place nothing says which it is
            taken.add(found[0])
            things[ref] = found[0]
    return Renames(things, levels)


def _was_there(ref: Ref, old: Spots, levels: Mapping[str, str]) -> bool:
    back = {new: was for was, new in levels.items()}
    return _on(ref, back) in old


def _on(ref: Ref, levels: Mapping[str, str]) -> Ref:
    return replace(ref, level=levels[ref.level]) if ref.level in levels else ref


def _by_cell(refs: Iterable[Ref], spots: Spots) -> dict[_Cell, list[Ref]]:
    cells: dict[_Cell, list[Ref]] = defaultdict(list)
    for ref in refs:
        cells[_cell(ref.kind, ref.level, *spots[ref].at)].append(ref)
    return cells


def _cell(kind: str, level: str, x: float, y: float) -> _Cell:
    return kind, level, round(x / NEAR), round(y / NEAR)


def _near(ref: Ref, old: Spots, came: Mapping[_Cell, list[Ref]], levels: Mapping[str, str]) -> Iterator[Ref]:
    kind, level, column, row = _cell(ref.kind, levels.get(ref.level, ref.level), *old[ref].at)
    for x in range(column - 2, column + 3):
        for y in range(row - 2, row + 3):
            yield from came.get((kind, level, x, y), ())


def _levels(old: Spots, new: Spots) -> Iterator[tuple[str, str]]:
    """Levels that lost their id, each with the one that has its rooms now."""
    before, after = _rooms(old), _rooms(new)
    lost, came = [v for v in before if v not in after], [v for v in after if v not in before]
    for level in lost:
        found = [other for other in came if _share(before[level], after[other], old, new) >= _MOST_ROOMS]
        if len(found) == 1:
            yield level, found[0]


def _rooms(spots: Spots) -> dict[str, list[Ref]]:
    rooms: dict[str, list[Ref]] = defaultdict(list)
    for ref in spots:
        if ref.kind == "room":
            rooms[ref.level].append(ref)
    return rooms


def _share(before: list[Ref], after: list[Ref], old: Spots, new: Spots) -> float:
    """The share of the rooms of two levels that lie one upon the other."""
    same = sum(any(new[other].is_near(old[ref]) for other in after) for ref in before)
    return same / max(len(before), len(after))


def _renamed(value: object, ids: Mapping[str, str]) -> object:
    """A figure that lists ids, with those that were renamed."""
    return ", ".join(ids.get(one, one) for one in value.split(", ")) if isinstance(value, str) else value
