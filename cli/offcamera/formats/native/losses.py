"""What whoever converted a drawing did not understand: told again by every reader of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, cast, get_args

from offcamera.formats.native.entry import Entry, key, needed
from offcamera.formats.native.fields import Name, typed
from offcamera.formats.native.figures import show, wrong
from offcamera.formats.native.notes import KINDS, Notes
from offcamera.formats.native.words import choice, read_each, read_facts, read_name
from offcamera.model.place import Doubt, Ref

Weight = Literal["error", "warning", "note"]
_WEIGHTS: tuple[str, ...] = get_args(Weight)
#: Kinds of things that are on a level.
_ON_LEVELS = (*KINDS.values(), "link")
_HINT = "Write [opening 0/d-1], or [level 0]."


def write_thing(ref: Ref) -> str:
    """A thing as ``kind level/id``, to be read back as the same thing."""
    return f"{ref.kind} {ref.level}/{ref.id}" if ref.kind not in ("level", "site") else f"{ref.kind} {ref.id}"


def read_thing(value: object) -> Ref:
    """A thing from ``kind level/id``; it need not be in the plan, as it may be what was left out."""
    kind, _, name = read_name(value).partition(" ")
    if kind in ("level", "site"):
        return Ref(kind, "", name)
    level, between, id_ = name.partition("/")
    if kind not in _ON_LEVELS or not between:
        raise wrong(f"{show(value)} names no thing", _HINT)
    return Ref(kind, level, id_)


def read_things(value: object) -> tuple[Ref, ...]:
    """A list of things."""
    if not isinstance(value, list):
        raise wrong(f"a list of things was expected, not {show(value)}", _HINT)
    return cast("tuple[Ref, ...]", read_each(value, read_thing))


def read_told(value: object) -> dict[str, float | str]:
    """Figures by name: numbers (m, m²) or words."""
    said = read_facts(value)
    for name, item in said.items():
        if isinstance(item, bool) or not isinstance(item, int | float | str):
            raise wrong(f"{name} is no figure", "Write a number, or a word.")
    return cast("dict[str, float | str]", said)


Things = Annotated[tuple[Ref, ...], *typed(read_things, {"type": "array", "items": {"type": "string"}})]
WeightWord = Annotated[Weight, *typed(choice(_WEIGHTS), {"enum": list(_WEIGHTS)})]
ToldFigures = Annotated[Mapping[str, float | str], *typed(read_told, {"type": "object"})]


class LossEntry(Entry):
    """Something of a drawing that this plan does not show as it was drawn."""

    what: Name = needed("What was not understood, as an id in words: room-left-out.")
    about: Things | None = key("The things that it is about, as [opening 0/d-1, level 0].")
    weight: WeightWord | None = key("How it weighs: error (when left out), warning or note.")
    figures: ToldFigures | None = key("Figures by name that let a person check it, in metres.")
    drawn_at: Name | None = key("Where in the drawing it stands: file, line and column.")


def doubt_losses(entries: Sequence[LossEntry], notes: Notes) -> None:
    """Doubt each loss as the reader of the drawing did, save what this reader doubted by itself."""
    told = {(doubt.what, doubt.about) for doubt in notes.doubts}
    for index, entry in enumerate(entries):
        about = entry.about or ()
        if (entry.what, about) not in told:
            place = notes.place(("not_understood", index))
            notes.doubts.append(
                Doubt(entry.what, about, place, entry.weight or "error", dict(entry.figures or {}))
            )
