"""Things put on their levels, each with an id that is unique in the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from offcamera.formats.osm.feature import Feature, Part, Role
from offcamera.formats.osm.level import Levels, read_levels, usual_level
from offcamera.model.place import Doubt, Place, Ref

_KINDS = {"door": "opening", "window": "opening", "way-up": "link", "private-place": "room"}
_UNFIT = re.compile(r"[^\w.-]+")
_ADDRESS = re.compile(r"\S+@\S+")


@dataclass(frozen=True, slots=True)
class Placed:
    """One part of a thing on one level; ``spans``: all levels that the thing reaches through."""

    feature: Feature
    part: Part
    level: str
    spans: tuple[str, ...]
    ref: Ref

    @property
    def place(self) -> Place:
        """Where in the file the thing stands."""
        return self.feature.place


@dataclass(frozen=True, slots=True)
class Floors:
    """Which levels a thing is on: what it reaches through (``level``), and where it stands again."""

    spans: tuple[str, ...]
    copies: tuple[str, ...]
    doubts: tuple[str, ...]


class Building:
    """The levels that the rooms, walls and doors of a file name, by which odd level tags are read."""

    __slots__ = ("known",)

    def __init__(self, features: Sequence[Feature]) -> None:
        sure = [read_levels(f.tags["level"]) for f in features if "level" in f.tags]
        self.known = frozenset(level for levels in sure if not levels.doubt for level in levels.ids)

    def floors_of(self, feature: Feature) -> Floors:
        """The levels of a thing; one without a level gets the usual one and is doubted."""
        said = read_levels(feature.tags.get("level", ""), self.known)
        again = Levels(())
        if feature.tags.get("repeat_on"):
            again = read_levels(feature.tags["repeat_on"], self.known)
        spans = said.ids or (usual_level(self.known),)
        copies = tuple(level for level in again.ids if level not in spans)
        return Floors(spans, copies, tuple(dict.fromkeys(d for d in (said.doubt, again.doubt) if d)))


def place_things(
    features: Sequence[Feature], role: Role, building: Building
) -> tuple[list[Placed], list[Doubt]]:
    """Every part of every thing on each of its levels, with its id; and what is doubtful about its levels.

    The id is the ``ref`` where that is the only one in the site; ``ref@level`` where it is the only one on
    its level; else the id of the map (n1, w1, r1), which stays when others come and go.
    """
    wanted: list[tuple[Feature, int, str, Floors]] = []
    for feature in features:
        floors = building.floors_of(feature)
        levels = (*floors.spans, *floors.copies)
        wanted += [(feature, i, level, floors) for i in range(max(1, len(feature.parts))) for level in levels]
    ids = _name_all([(feature, index, level) for feature, index, level, _ in wanted])
    kind = _KINDS.get(role, role)
    things = [
        Placed(
            feature,
            feature.parts[index] if feature.parts else (),
            level,
            floors.spans if level in floors.spans else (level,),
            Ref(kind, level, name),
        )
        for (feature, index, level, floors), name in zip(wanted, ids, strict=True)
    ]
    return things, _doubt_levels(things, building)


def _doubt_levels(things: Sequence[Placed], building: Building) -> list[Doubt]:
    about: dict[int, list[Placed]] = {}
    for thing in things:
        about.setdefault(id(thing.feature), []).append(thing)
    doubts = []
    for same in about.values():
        feature = same[0].feature
        for what in building.floors_of(feature).doubts:
            refs = tuple(thing.ref for thing in same)
            taken = "; ".join(dict.fromkeys(thing.level for thing in same))
            doubts.append(Doubt(what, refs, feature.place, "warning", {"levels": taken}))
    return doubts


def _name_all(wanted: Sequence[tuple[Feature, int, str]]) -> list[str]:
    refs = [clean_id(feature.tags.get("ref", "")) for feature, _, _ in wanted]
    sites = Counter(ref for ref in refs)
    levels = Counter((ref, level) for ref, (_, _, level) in zip(refs, wanted, strict=True))
    copies = Counter((id(feature), index) for feature, index, _ in wanted)
    names = []
    for ref, (feature, index, level) in zip(refs, wanted, strict=True):
        if ref and sites[ref] == 1:
            names.append(ref)
        elif ref and levels[ref, level] == 1:
            names.append(f"{ref}@{level}")
        else:
            part = f"{feature.id}-{index + 1}" if len(feature.parts) > 1 else feature.id
            names.append(f"{part}@{level}" if copies[id(feature), index] > 1 else part)
    return _make_unique(names)


def _make_unique(names: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    last: dict[str, int] = {}
    unique = []
    for name in names:
        own = name
        while own in taken:
            last[name] = last.get(name, 1) + 1
            own = f"{name}-{last[name]}"
        taken.add(own)
        unique.append(own)
    return unique


def clean_id(text: str) -> str:
    """A text as an id: no blanks, no slash (``G/stairs`` is level and id), no e-mail address."""
    return _UNFIT.sub("-", _ADDRESS.sub("", text)).strip("-.")[:40]


def clean_label(text: str) -> str:
    """A label without e-mail addresses: reports must not repeat them."""
    return " ".join(_ADDRESS.sub("", text).split())
