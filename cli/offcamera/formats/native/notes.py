"""What the reader of one plan notes as it goes: faults, doubts, and where each thing stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from offcamera.errors import Fault
from offcamera.formats.native.measures import Frame
from offcamera.model.place import Doubt, Place, Ref
from offcamera.source import MOST_FAULTS, Source

#: Keys and indices from the root of the file.
Path = tuple[str | int, ...]

#: The lists of a level, and what one thing of each is called.
KINDS = {
    "rooms": "room",
    "openings": "opening",
    "walls": "wall",
    "obstacles": "obstacle",
    "zones": "zone",
    "cameras": "camera",
    "signs": "sign",
}
#: What hangs on a wrong key of one of these is not told again; a wrong key of a site or level ends nothing.
_THINGS = {"levels": "level", **KINDS, "waivers": "waiver"}


@dataclass(frozen=True, slots=True)
class Notes:
    """Faults and doubts so far.

    ``broken`` are the mappings (by identity) of which a key was already told to be wrong: that something is
    missing in one of them is not told again. ``ids_of_broken`` are ids that stand in the file, whether their
    thing could be read or not.
    """

    source: Source
    frame: Frame
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    broken: frozenset[int] = frozenset()
    ids_of_broken: frozenset[str] = frozenset()

    def place(self, path: Path) -> Place:
        """Where the thing at ``path`` stands."""
        return Place(self.source.file, *self.source.where(path))

    def fault(self, path: Path, says: str, hint: str = "", *, on_key: bool = False) -> None:
        """Note a fault, unless it only follows from one that was told."""
        if len(self.faults) <= MOST_FAULTS and not self._is_broken(path):
            thing = name_thing(self.source.value, path)
            self.faults.append(self.source.fault(path, says, hint=hint, on_key=on_key, thing=thing))

    def doubt(
        self,
        what: str,
        about: tuple[Ref, ...],
        path: Path,
        figures: dict[str, float | str] | None = None,
        weight: Literal["error", "warning", "note"] = "warning",
    ) -> None:
        """Note a doubt."""
        self.doubts.append(Doubt(what, about, self.place(path), weight, figures or {}))

    def _is_broken(self, path: Path) -> bool:
        node: object = self.source.value
        for step in path:
            node = step_into(node, step)
        return id(node) in self.broken


def step_into(node: object, step: str | int) -> object:
    """The part of a plain value under one key or index; None where there is none."""
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def name_thing(value: object, path: Path) -> str:
    """The innermost thing that ``path`` runs through, in words: ``camera C1``."""
    thing = ""
    node = value
    for step, index in zip(path, (*path, None)[1:], strict=True):
        node = step_into(node, step)
        if step in _THINGS and isinstance(index, int):
            said = step_into(step_into(node, index), "id")
            thing = f"{_THINGS[str(step)]} {said if isinstance(said, str | int) else index + 1}"
        elif step == "models" and isinstance(index, str):
            thing = f"model {index}"
    return thing
