"""The plan and its levels as the file writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, NoReturn

from offcamera.formats.native.approved import Approved
from offcamera.formats.native.devices import CameraEntry, ModelEntry, SignEntry
from offcamera.formats.native.entry import Entry, key, needed
from offcamera.formats.native.fields import At, Extent, Facts, Length, Name, Names, Text, Texts, one_of, typed
from offcamera.formats.native.figures import Told, all_wrong, show, to_degrees, wrong
from offcamera.formats.native.losses import LossEntry
from offcamera.formats.native.nearest import find_nearest
from offcamera.formats.native.spaces import ObstacleEntry, OpeningEntry, RoomEntry, WallEntry, ZoneEntry
from offcamera.formats.native.words import choice, read_name, read_texts
from offcamera.units import length_units

Venue = Literal[
    "hotel", "hospital", "clinic", "school", "gym", "pool", "office",
    "retail", "restaurant", "station", "museum", "residence", "factory", "other",
]  # fmt: skip
#: The one version of the format that is read.
VERSION = 1
ABOUT = ("operator", "address", "drawing", "revision", "date", "drawn_by")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_version(value: object) -> int:
    """The version of the format, which is 1."""
    if type(value) is int and value == VERSION:
        return VERSION
    raise wrong(f"format version {show(value)} is not known", f"Write offcamera: {VERSION}.")


def read_base(_: object) -> NoReturn:
    """Refuse a drawing as the base of a plan, saying what to do instead."""
    raise wrong(
        "drawings as a base are not read yet; use offcamera convert",
        "offcamera convert arch.dxf -o plan.yaml makes a plan of the drawing; then add to that.",
    )


def read_north(value: object) -> float:
    """Degrees clockwise from up-the-page to north."""
    return to_degrees(value, -360, 360) % 360.0


def read_about(value: object) -> dict[str, str]:
    """What the drawing says of itself; a key that is nearly a known one is a slip."""
    texts = read_texts(value)
    told: list[Told] = []
    for word in texts:
        nearest = None if word in ABOUT else find_nearest(word, ABOUT)
        if nearest:
            told.append(((word,), f'unknown key "{word}"', f"Did you mean {nearest}?"))
    if told:
        raise all_wrong(told)
    return texts


def read_day(value: object) -> date:
    """A day as 2027-03-31."""
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError as problem:
            raise wrong(f"{show(value)} is no day of the calendar") from problem
    raise wrong(f"{show(value)} is no date", "Write it as 2027-03-31.")


def read_links(value: object) -> tuple[tuple[str, ...], ...]:
    """Lists of rooms; a single list of names is one link."""
    if not isinstance(value, list):
        raise wrong(f"a list of links was expected, not {show(value)}", "Write [[G/stairs, 1/stairs]].")
    rows = value if any(isinstance(row, list) for row in value) else [value] if value else []
    told: list[Told] = []
    for index, row in enumerate(rows):
        if not isinstance(row, list) or len(row) < 2:
            told.append(((index,), "a link joins at least two rooms", "Write [G/stairs, 1/stairs]."))
    if told:
        raise all_wrong(told)
    return tuple(tuple(read_name(name) for name in row) for row in rows)


Version = Annotated[int, *typed(read_version, {"const": VERSION})]
Base = Annotated[Any, *typed(read_base, {})]
North = Annotated[float, *typed(read_north, {"type": "number"})]
About = Annotated[dict[str, str], *typed(read_about, {"type": "object"})]
Day = Annotated[date, *typed(read_day, {"type": "string", "format": "date"})]
Links = Annotated[tuple[tuple[str, ...], ...], *typed(read_links, {"type": "array"})]
Unit = Annotated[str, *typed(choice(length_units()), {"enum": list(length_units())})]
VenueWord = Annotated[Venue, *typed(choice(one_of(Venue)), {"enum": list(one_of(Venue))})]


class BackgroundEntry(Entry):
    """A picture drawn underneath, never audited."""

    image: Name = needed("The picture's file, in the plan's folder.")
    at: At = needed("Where its lower left corner lies, [x, y].")
    width: Extent = needed("How wide it is in the plan.")


class LevelEntry(Entry):
    """One floor of the site."""

    id: Name | None = key("A short name, unique in the plan: G, 1, 2 …")
    name: Text | None = key("Its name in full.")
    ceiling: Extent | None = key("Height of the ceiling; 3.0 m when left out.")
    elevation: Length | None = key("Height of its floor above the ground; for the report only.")
    background: BackgroundEntry | None = key("A picture drawn underneath, never audited.")
    base: Base = key("A drawing to start from. Not read yet: use offcamera convert.")
    storey: Base = key("The storey of that drawing. Not read yet.")
    rooms: tuple[RoomEntry, ...] | None = key("The rooms; what no room covers is outside.")
    openings: tuple[OpeningEntry, ...] | None = key("Doors, windows and passages.")
    walls: tuple[WallEntry, ...] | None = key("Walls and partitions that are no room edge.")
    obstacles: tuple[ObstacleEntry, ...] | None = key("Solid things: columns, counters, shelves.")
    zones: tuple[ZoneEntry, ...] | None = key("Marked areas that are no room.")
    cameras: tuple[CameraEntry, ...] | None = key("The cameras.")
    signs: tuple[SignEntry, ...] | None = key("The notices.")


class WaiverEntry(Entry):
    """A finding that was accepted."""

    finding: Name = needed("The id of the finding, as the report prints it.")
    reason: Name = needed("Why it is accepted.")
    approved_by: Name = needed("Who accepted it.")
    until: Day = needed("The last day on which it holds.")
    approved: Approved | None = key("The figures that were accepted, as check --draft-waivers writes them.")


class FiledWaiverEntry(WaiverEntry):
    """A finding that was accepted, in a file of its own: it says of which site."""

    site: Name = needed("The site whose finding it is, as its plan names it.")


class PlanEntry(Entry):
    """A plan for offcamera, format version 1."""

    offcamera: Version = needed("Format version; this key makes the file a plan.")
    site: Name = needed("The name of the place.")
    about: About | None = key(
        "What the drawing says of itself: operator, address, drawing, revision, date, drawn_by."
    )
    units: Unit | None = key("Unit of every length in the file: m (when left out), cm, mm, ft or in.")
    north: North | None = key("Where north lies: degrees clockwise from up-the-page.")
    venue: VenueWord | None = key("What kind of place it is: some laws hold for some places only.")
    packs: Names | None = key("The laws to ask, e.g. cn-2023-draft. See: offcamera packs.")
    labels: Texts | None = key("The site's own words for rooms, tried first; # is a digit, * anything.")
    models: dict[str, ModelEntry] | None = key("Camera models by name, to be named by cameras.")
    declares: Facts | None = key(
        "What the operator declares for all cameras, unless a camera says otherwise."
    )
    base: Base = key("A drawing to start from. Not read yet: use offcamera convert.")
    levels: tuple[LevelEntry, ...] = needed("The floors of the site.")
    links: Links | None = key("Rooms one walks between, as [[G/stairs, 1/stairs]].")
    waivers: tuple[WaiverEntry, ...] | None = key("Findings that were accepted.")
    not_understood: tuple[LossEntry, ...] | None = key(
        "What offcamera convert did not understand of the drawing; delete each once it is put right."
    )
