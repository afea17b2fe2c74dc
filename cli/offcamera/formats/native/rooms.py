"""Rooms: from entries to the nouns of the model."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.formats.native.ids import as_written
from offcamera.formats.native.notes import Path
from offcamera.formats.native.outlines import outline_of, refuse_stray_holes
from offcamera.formats.native.scale import doubt_scale, longer_side
from offcamera.formats.native.spaces import RoomEntry
from offcamera.formats.native.storey import Storey
from offcamera.formats.native.uses import Uses
from offcamera.labels import is_private
from offcamera.model.place import Ref
from offcamera.model.plan import RoomKey
from offcamera.model.space import Room
from offcamera.model.use import Reading


def build_rooms(entries: Sequence[RoomEntry], storey: Storey, uses: Uses) -> tuple[Room, ...]:
    """The rooms of a level; those without an outline are told and left out."""
    path = (*storey.path, "rooms")
    rows = zip(entries, storey.ids_of("rooms"), strict=True)
    rooms = [_build_room(entry, name, (*path, i), storey, uses) for i, (entry, name) in enumerate(rows)]
    return tuple(room for room in rooms if room is not None)


def _build_room(entry: RoomEntry, name: str, path: Path, storey: Storey, uses: Uses) -> Room | None:
    given = tuple(dict.fromkeys(entry.use or ()))
    uses.refuse_unknown(given, (*path, "use"), storey.notes)
    opens = _open_rooms(entry, path, storey)
    seen = _rooms_seen(entry, path, storey)
    polygon = outline_of(entry.rect, entry.polygon, path, storey)
    if polygon is None:
        return None
    doubt_scale("room", longer_side(polygon), name, path, storey)
    storey.outlines.extend(((*path, "holes", i), hole) for i, hole in enumerate(entry.holes or ()))
    refuse_stray_holes(polygon, entry.holes or (), path, storey)
    read = uses.of_label(entry.label or "")
    return Room(
        id=name,
        polygon=polygon,
        holes=entry.holes or (),
        label=entry.label or "",
        given=given,
        label_read=read,
        reading=_reading(given, read, name, path, storey),
        access=entry.access,
        open=opens,
        open_to=seen,
        outdoor=entry.outdoor or False,
        floor=entry.floor or (0.0, 0.0),
        entrance=entry.entrance or False,
        place=storey.notes.place(path),
    )


def _reading(given: tuple[str, ...], read: Reading, name: str, path: Path, storey: Storey) -> Reading:
    """What counts: the given uses; where the label says another, private one, both; told (case 30)."""
    if not given:
        return read
    other = [use for use in read.uses if use not in given] if read.status == "known" else []
    if not any(is_private(use) for use in other) or set(given) & set(read.uses):
        return Reading("known", given, "given")
    figures: dict[str, float | str] = {"given": ", ".join(given), "read": ", ".join(read.uses)}
    about = (Ref("room", storey.id, name),)
    storey.notes.doubt("use-contradicts-label", about, (*path, "use"), figures)
    return Reading("known", (*given, *other), "given")


def _open_rooms(entry: RoomEntry, path: Path, storey: Storey) -> tuple[str, ...]:
    found: list[str] = []
    for index, name in enumerate(entry.open or ()):
        key = storey.ids.find(storey.id, "rooms", name)
        if key is None or key[0] != storey.id:
            storey.ids.refuse_unknown((*path, "open", index), name, ["rooms"], storey.id)
        else:
            found.append(as_written(key, storey.id))
    return tuple(found)


def _rooms_seen(entry: RoomEntry, path: Path, storey: Storey) -> tuple[RoomKey, ...]:
    found: list[RoomKey] = []
    for index, name in enumerate(entry.open_to or ()):
        key = storey.ids.find_anywhere("rooms", name)
        if key is None:
            storey.ids.refuse_unknown((*path, "open_to", index), name, ["rooms"])
        else:
            found.append(key)
    return tuple(found)
