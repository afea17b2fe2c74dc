"""What the things of a plan are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from offcamera.model.place import Ref
from offcamera.model.plan import Plan
from offcamera.model.space import Opening, Room
from offcamera.report.words import Words


@dataclass(frozen=True, slots=True)
class Names:
    """The rooms and openings of a plan by reference, and the words to name them with."""

    words: Words
    rooms: Mapping[tuple[str, str], Room]
    openings: Mapping[tuple[str, str], Opening]
    levels: int

    def room(self, ref: Ref) -> str:
        """A room by use, id and label: ``guest room 207``, ``changing room chg-2 ("Staff changing")``."""
        room = self.rooms.get((ref.level, ref.id))
        use = self.use(room) if room else ""
        label = self.label(ref)
        code = "named.room" if use else "named.room-unknown"
        if _tells_more(label, ref.id, use):
            code += "-labelled"
        return self.words.say(code, {"use": use, "id": ref.id, "label": label})

    def use(self, room: Room) -> str:
        """The plain name of what a room is for; empty where that is not known for certain."""
        if room.reading.status != "known":
            return ""
        return self.words.join([self.use_named(use) for use in room.reading.uses])

    def use_named(self, use: str) -> str:
        """The plain name of a use; the id of one that has no words."""
        code = f"use.{use}"
        return self.words.say(code) if self.words.has(code) else use

    def label(self, ref: Ref) -> str:
        """The label of a room as the plan has it."""
        room = self.rooms.get((ref.level, ref.id))
        return room.label.strip() if room else ""

    def uses(self, refs: Iterable[Ref]) -> str:
        """What several rooms are, in one word: ``guest rooms``, else ``rooms``."""
        known = {self._uses_of(ref) for ref in refs}
        use = known.pop() if len(known) == 1 else ()
        code = f"uses.{use[0]}" if len(use) == 1 else ""
        return self.words.say(code if self.words.has(code) else "kinds.room")

    def _uses_of(self, ref: Ref) -> tuple[str, ...]:
        room = self.rooms.get((ref.level, ref.id))
        return room.reading.uses if room and room.reading.status == "known" else ()

    def thing(self, ref: Ref) -> str:
        """Anything by its kind and id: ``door d-207``, ``camera C2``."""
        if ref.kind == "room":
            return self.room(ref)
        opening = self.openings.get((ref.level, ref.id)) if ref.kind == "opening" else None
        code = f"kind.{opening.kind if opening else ref.kind}"
        return self.words.say(code, {"id": ref.id}) if self.words.has(code) else f"{ref.kind} {ref.id}"

    def opening(self, ref: Ref) -> str:
        """An opening with what the plan says of it: ``d-207 (no door closer stated)``."""
        return self.words.say(f"opening.{self.standing(ref)}", {"id": ref.id})

    def standing(self, ref: Ref) -> str:
        """What the plan says of an opening, as an id of its words."""
        opening = self.openings.get((ref.level, ref.id))
        return _standing(opening) if opening else "other"

    def on_level(self, name: str, ref: Ref) -> str:
        """A name with its level, where the site has several."""
        if self.levels < 2 or not ref.level:
            return name
        return self.words.say("named.on-level", {"name": name, "level": ref.level})

    def is_window(self, ref: Ref) -> bool:
        """Is this a window?"""
        opening = self.openings.get((ref.level, ref.id))
        return opening is not None and opening.kind == "window"


def name_things(plan: Plan, words: Words) -> Names:
    """The names of a plan's things in one language."""
    return Names(
        words,
        {(level.id, room.id): room for level in plan.levels for room in level.rooms},
        {(level.id, opening.id): opening for level in plan.levels for opening in level.openings},
        len(plan.levels),
    )


def _tells_more(label: str, identity: str, use: str) -> bool:
    told = {"", identity.casefold(), use.casefold(), f"{use} {identity}".casefold()}
    return label.casefold() not in told


def _standing(opening: Opening) -> str:
    if opening.kind == "door":
        if opening.glazing == "clear":
            return "door-glass"
        return "door-closer" if opening.self_closing else "door-no-closer"
    if opening.kind == "passage":
        return "passage"
    if opening.glazing == "frosted":
        return "window-fixed" if opening.fixed else "window-frosted"
    return "window-opaque" if opening.glazing == "opaque" else "window-clear"


def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key by which ``C2`` comes before ``C10``."""
    parts: list[tuple[int, int, str]] = []
    number = ""
    for character in text + "\0":
        if character.isascii() and character.isdigit():
            number += character
            continue
        if number:
            parts.append((0, int(number), ""))
            number = ""
        parts.append((1, 0, character))
    return tuple(parts)


def shorten(words: Words, names: Sequence[str], most: int) -> str:
    """Names as a list, cut after ``most`` with the number of those left out."""
    if len(names) <= most:
        return words.join(names)
    head = words.say("list.between").join(names[:most])
    return words.say("list.more", {"names": head, "n": len(names) - most})
