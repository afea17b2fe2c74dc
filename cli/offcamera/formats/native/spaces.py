"""Rooms, openings, walls, obstacles and zones as the file writes them."""

from __future__ import annotations

from typing import Annotated

from offcamera.formats.native.entry import Entry, key, needed
from offcamera.formats.native.fields import (
    At,
    Extent,
    Extents,
    Flag,
    Floor,
    HeadHeight,
    Length,
    Line,
    Name,
    Names,
    Outline,
    SwingSaid,
    Text,
    one_of,
    typed,
)
from offcamera.formats.native.words import choice, choices
from offcamera.model.space import Access, Glazing, OpeningKind, ZoneKind

#: How one may be let in at a door.
ENTRY_MEANS = (
    "face", "fingerprint", "palm", "iris", "voice", "card", "key", "pin", "code",
    "phone", "ticket", "intercom", "staff", "other",
)  # fmt: skip

GlazingWord = Annotated[Glazing, *typed(choice(one_of(Glazing)), {"enum": one_of(Glazing)})]
AccessWord = Annotated[Access, *typed(choice(one_of(Access)), {"enum": one_of(Access)})]
OpeningWord = Annotated[OpeningKind, *typed(choice(one_of(OpeningKind)), {"enum": one_of(OpeningKind)})]
ZoneWord = Annotated[ZoneKind, *typed(choice(one_of(ZoneKind)), {"enum": one_of(ZoneKind)})]
SwingWord = Annotated[SwingSaid, *typed(choice(one_of(SwingSaid)), {"enum": one_of(SwingSaid)})]
Means = Annotated[tuple[str, ...], *typed(choices(ENTRY_MEANS), {"type": ["string", "array"]})]


class RectEntry(Entry):
    """A rectangle along the axes of the plan."""

    at: At = needed("Its lower left corner, [x, y].")
    size: Extents = needed("Its width and height, [w, h].")


class RoomEntry(Entry):
    """A room: its inside is clear, its edges are walls."""

    id: Name | None = key("A short name, unique on its level, used wherever the room is meant.")
    label: Text | None = key("What the drawing calls the room; its use is read from this.")
    rect: RectEntry | None = key("The outline, when it is a rectangle along the axes.")
    polygon: Outline | None = key("The outline, corner by corner.")
    holes: tuple[Outline, ...] | None = key("Outlines cut out of the room: shafts, a room within the room.")
    use: Names | None = key(
        "What the room is for, when the label does not say: toilet, lobby … See: offcamera uses."
    )
    access: AccessWord | None = key("Who may enter: public (when left out), staff or private.")
    open: Names | None = key("Rooms to which there is no wall along the shared edge.")
    open_to: Names | None = key(
        "Rooms of other levels that one sees from here, as level/room: atrium, stair well."
    )
    outdoor: Flag | None = key("true for a terrace, yard or car park: no walls and no ceiling of its own.")
    floor: Floor | None = key("Height of its floor above the level's; [from, to] on stairs and ramps.")
    entrance: Flag | None = key("true when people come into the building here: a lift, stairs, a car park.")


class PaneEntry(Entry):
    """A pane of glass in a leaf."""

    sill: Length = needed("Height of its lower edge above the floor.")
    head: Length = needed("Height of its upper edge above the floor.")
    glazing: GlazingWord | None = key("clear (when left out), frosted or opaque.")


class OpeningEntry(Entry):
    """A door, window or passage in a wall."""

    id: Name | None = key("A short name, unique in the plan.")
    kind: OpeningWord = needed("door, window, or passage (no leaf).")
    line: Line | None = key("Where it lies: its two ends, or more points along a curved wall.")
    between: Names | None = key("Or: the two rooms it joins, with at and width.")
    at: Length | None = key("With between: distance from the lower (else left) end of the wall they share.")
    width: Extent | None = key("With between: its clear width.")
    sill: Length | None = key("Height of its lower edge; 0.9 m for a window when left out.")
    head: HeadHeight | None = key(
        "Height of its upper edge, or ceiling; 2.1 m when left out, a passage: ceiling."
    )
    glazing: GlazingWord | None = key(
        "clear, frosted or opaque; a window is clear, a door opaque when left out."
    )
    self_closing: Flag | None = key(
        "true when the door has a closer: the audit then relies on it, and says so."
    )
    pane: PaneEntry | None = key("A pane of glass in the leaf.")
    fixed: Flag | None = key("true for a window that cannot be opened.")
    swing: SwingWord | None = key("away when the open leaf covers no sign beside it.")
    entrance: Flag | None = key("Whether people come in here from outside; an outer door is taken for one.")
    access_control: Means | None = key(f"How one is let in: {', '.join(ENTRY_MEANS)}.")


class WallEntry(Entry):
    """Anything opaque that is no room edge."""

    id: Name | None = key("A short name; made when left out.")
    line: Line = needed("Where it stands: two points or more.")
    base: Length | None = key("Height of its lower edge; 0 when left out.")
    height: Length | None = key("Height of its upper edge; the ceiling when left out.")
    glazing: GlazingWord | None = key("For a glass wall: clear or frosted; opaque when left out.")


class ObstacleEntry(Entry):
    """A solid thing: a column, a counter, a shelf."""

    id: Name | None = key("A short name; made when left out.")
    polygon: Outline | None = key("Its outline, corner by corner.")
    rect: RectEntry | None = key("Its outline, when it is a rectangle along the axes.")
    base: Length | None = key("Height of its underside; 0 when left out.")
    height: Length | None = key("Height of its top; the ceiling when left out.")


class ZoneEntry(Entry):
    """A marked area that is no room."""

    id: Name | None = key("A short name, unique in the plan.")
    kind: ZoneWord = needed("target, collection, pin-pad, neighbour or street.")
    polygon: Outline | None = key("Its outline, corner by corner.")
    rect: RectEntry | None = key("Its outline, when it is a rectangle along the axes.")
