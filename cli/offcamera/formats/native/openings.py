"""Openings: from entries to the nouns of the model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from offcamera.formats.native.notes import Path
from offcamera.formats.native.scale import doubt_scale, length_of
from offcamera.formats.native.shared_edges import Stretch, distance_between, find_stretches
from offcamera.formats.native.spaces import OpeningEntry, PaneEntry
from offcamera.formats.native.storey import Storey
from offcamera.model.place import Ring
from offcamera.model.space import Glazing, Opening, Pane, Room
from offcamera.units import DOOR_HEAD, WINDOW_HEAD, WINDOW_SILL, metres_per

#: A door may run past the end of its wall by so much and be taken as drawn to it (m).
_SLACK = 0.02


def build_openings(
    entries: Sequence[OpeningEntry], storey: Storey, rooms: Mapping[str, Room]
) -> tuple[Opening, ...]:
    """The openings of a level; those that lie nowhere are told and left out."""
    path = (*storey.path, "openings")
    rows = zip(entries, storey.ids_of("openings"), strict=True)
    built = [_build_opening(entry, name, (*path, i), storey, rooms) for i, (entry, name) in enumerate(rows)]
    return tuple(opening for opening in built if opening is not None)


def _build_opening(
    entry: OpeningEntry, name: str, path: Path, storey: Storey, rooms: Mapping[str, Room]
) -> Opening | None:
    sill, head = _heights(entry)
    if head is not None and sill >= head:
        storey.notes.fault(path, f"its sill ({sill:g} m) is not below its head ({head:g} m)")
    line = _line_of(entry, name, path, storey, rooms)
    if line is None:
        return None
    doubt_scale(entry.kind, length_of(line), name, path, storey)
    has_leaf = entry.kind != "passage"
    _doubt_leaf(entry, name, path, storey)
    return Opening(
        id=name,
        kind=entry.kind,
        line=line,
        sill=sill,
        head=head,
        glazing=_glazing(entry),
        self_closing=bool(entry.self_closing) and has_leaf,
        pane=_pane(entry.pane, path, storey) if has_leaf else None,
        fixed=bool(entry.fixed) and has_leaf,
        swing=entry.swing,
        entrance=entry.entrance,
        access_control=entry.access_control or (),
        place=storey.notes.place(path),
    )


def _heights(entry: OpeningEntry) -> tuple[float, float | None]:
    usual = {"door": (0.0, DOOR_HEAD), "window": (WINDOW_SILL, WINDOW_HEAD), "passage": (0.0, None)}
    sill, head = usual[entry.kind]
    low = sill if entry.sill is None else entry.sill
    if entry.head == math.inf:
        return low, None
    if entry.head is not None:
        # A low hatch that gives its head alone is no fault of whoever left the sill out.
        return (low if entry.sill is not None or low < entry.head else 0.0), entry.head
    return low, None if head is not None and low >= head else head


def _glazing(entry: OpeningEntry) -> Glazing | None:
    if entry.kind == "passage":
        return None
    return entry.glazing


def _doubt_leaf(entry: OpeningEntry, name: str, path: Path, storey: Storey) -> None:
    said = [key for key in ("glazing", "self_closing", "pane", "fixed") if getattr(entry, key)]
    if entry.kind == "passage" and said:
        storey.notes.doubt(
            "passage-with-leaf", (storey.ref("opening", name),), path, {"said": ", ".join(said)}
        )


def _pane(entry: PaneEntry | None, path: Path, storey: Storey) -> Pane | None:
    if entry is None:
        return None
    if entry.sill >= entry.head:
        storey.notes.fault(
            (*path, "pane"), f"its sill ({entry.sill:g} m) is not below its head ({entry.head:g} m)"
        )
    return Pane(sill=entry.sill, head=entry.head, glazing=entry.glazing or "clear")


# --- where it lies -----------------------------------------------------------------------------------------


def _line_of(
    entry: OpeningEntry, name: str, path: Path, storey: Storey, rooms: Mapping[str, Room]
) -> Ring | None:
    if entry.line and entry.between:
        storey.notes.fault((*path, "between"), "line and between are both given", "Keep one.", on_key=True)
    if entry.line:
        return entry.line
    if not entry.between:
        storey.notes.fault(path, "does not say where it lies", "Give line, or between with at and width.")
        return None
    stretches = _shared(entry.between, path, storey, rooms)
    if entry.at is None or entry.width is None:
        storey.notes.fault(
            path, "between needs at and width", "Measure from the wall's lower (else left) end."
        )
        return None
    return _along(stretches, (entry.at, entry.width), name, path, storey) if stretches else None


def _shared(between: tuple[str, ...], path: Path, storey: Storey, rooms: Mapping[str, Room]) -> list[Stretch]:
    here = (*path, "between")
    if len(set(between)) != 2 or len(between) != 2:
        storey.notes.fault(here, "between names two rooms", "Give an outer door its line.")
        return []
    found = [storey.ids.find(storey.id, "rooms", name) for name in between]
    for index, (key, name) in enumerate(zip(found, between, strict=True)):
        if key is None or key[0] != storey.id:
            storey.ids.refuse_unknown((*here, index), name, ["rooms"], storey.id)
    pair = [rooms.get(key[1]) for key in found if key and key[0] == storey.id]
    if len(pair) != 2 or pair[0] is None or pair[1] is None:
        return []
    stretches = find_stretches(pair[0], pair[1])
    if not stretches:
        unit = storey.notes.frame.unit
        apart = distance_between(pair[0], pair[1]) / metres_per(unit)
        says = f"{between[0]} and {between[1]} share no wall: they are {apart:.3g} {unit} apart"
        storey.notes.fault(here, says, "Give the opening its line.")
    return stretches


def _along(
    stretches: list[Stretch], measured: tuple[float, float], name: str, path: Path, storey: Storey
) -> Ring:
    """The line on the first stretch that has room for it, told where others have too, or none has."""
    at, width = measured
    fitting = [s for s in stretches if at >= -_SLACK and at + width <= s.length + _SLACK]
    ref = (storey.ref("opening", name),)
    chosen = fitting[0] if fitting else max(stretches, key=lambda s: s.length)
    if not fitting:
        figures: dict[str, float | str] = {"wall": round(chosen.length, 3), "reaches": round(at + width, 3)}
        storey.notes.doubt("opening-past-wall", ref, path, figures)
    elif len(fitting) > 1:
        storey.notes.doubt("several-shared-walls", ref, path, {"walls": len(fitting)}, "note")
    return _within(chosen, at, at + width, clip=bool(fitting))


def _within(stretch: Stretch, start: float, end: float, *, clip: bool) -> Ring:
    if clip:
        start, end = max(0.0, start), min(stretch.length, end)
    return stretch.point_at(start), stretch.point_at(end)
