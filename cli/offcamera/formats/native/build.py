"""From entries to a plan: ids, names, levels, links and waivers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

from offcamera.formats.native.cameras import build_cameras
from offcamera.formats.native.ids import Ids
from offcamera.formats.native.losses import doubt_losses
from offcamera.formats.native.notes import KINDS, Notes, Path
from offcamera.formats.native.openings import build_openings
from offcamera.formats.native.outlines import refuse_crossing
from offcamera.formats.native.rooms import build_rooms
from offcamera.formats.native.scale import doubt_scale
from offcamera.formats.native.signs import build_signs
from offcamera.formats.native.site import FiledWaiverEntry, LevelEntry, PlanEntry, WaiverEntry
from offcamera.formats.native.solids import build_obstacles, build_walls, build_zones
from offcamera.formats.native.storey import Storey
from offcamera.formats.native.uses import Uses
from offcamera.model.plan import Background, Level, Plan, RoomKey
from offcamera.model.waiver import Waiver
from offcamera.units import CEILING


def build_plan(entry: PlanEntry, notes: Notes, uses: Uses) -> Plan:
    """The plan of an entry; what is wrong with it goes into the notes."""
    ids = Ids(notes)
    storeys = [_lay_out(level, ("levels", i), ids, notes) for i, level in enumerate(entry.levels)]
    if not entry.levels:
        notes.fault(("levels",), "a plan has at least one level")
    for word, use in (entry.labels or {}).items():
        uses.refuse_unknown((use,), ("labels", word), notes)
    levels = tuple(
        _build_level(level, storey, entry, uses) for level, storey in zip(entry.levels, storeys, strict=True)
    )
    refuse_crossing([outline for storey in storeys for outline in storey.outlines], notes)
    links = _build_links(entry.links or (), ids, notes)
    doubt_losses(entry.not_understood or (), notes)
    return Plan(
        site=entry.site,
        file=notes.source.file,
        about=entry.about or {},
        north=entry.north,
        venue=entry.venue,
        packs=entry.packs or (),
        pack_places=tuple(notes.place(("packs", i)) for i in range(len(entry.packs or ()))),
        labels=entry.labels or {},
        levels=levels,
        links=links,
        waivers=build_waivers(entry.waivers or (), notes),
        doubts=tuple(notes.doubts),
        unit=entry.units or "m",
        place=notes.place(()),
    )


def _lay_out(entry: LevelEntry, path: Path, ids: Ids, notes: Notes) -> Storey:
    """Take every id of a level before anything is built, so that names may point forward."""
    level = ids.add_level(entry.id, path)
    for kind in KINDS:
        ids.add(kind, level, getattr(entry, kind) or (), (*path, kind))
    return Storey(level, path, CEILING if entry.ceiling is None else entry.ceiling, ids, notes)


def _build_level(entry: LevelEntry, storey: Storey, plan: PlanEntry, uses: Uses) -> Level:
    doubt_scale("ceiling", entry.ceiling, storey.id, (*storey.path, "ceiling"), storey)
    rooms = build_rooms(entry.rooms or (), storey, uses)
    return Level(
        id=storey.id,
        name=entry.name or "",
        ceiling=storey.ceiling,
        ceiling_said=entry.ceiling is not None,
        elevation=entry.elevation,
        background=_build_background(entry, storey),
        rooms=rooms,
        openings=build_openings(entry.openings or (), storey, {room.id: room for room in rooms}),
        walls=build_walls(entry.walls or (), storey),
        obstacles=build_obstacles(entry.obstacles or (), storey),
        zones=build_zones(entry.zones or (), storey),
        cameras=build_cameras(entry.cameras or (), storey, plan.models or {}, plan.declares or {}),
        signs=build_signs(entry.signs or (), storey),
        place=storey.notes.place(storey.path),
    )


def _build_background(entry: LevelEntry, storey: Storey) -> Background | None:
    said = entry.background
    if said is None:
        return None
    ways = PurePosixPath(said.image), PureWindowsPath(said.image)
    if any(way.is_absolute() or way.anchor or ".." in way.parts for way in ways) or ":" in said.image:
        path = (*storey.path, "background", "image")
        says = f"{said.image} lies outside the plan's folder"
        storey.notes.fault(path, says, "Put the picture beside the plan.")
    return Background(image=said.image, at=said.at, width=said.width)


def _build_links(rows: Sequence[tuple[str, ...]], ids: Ids, notes: Notes) -> tuple[tuple[RoomKey, ...], ...]:
    is_single = _is_single_link(notes)
    links: list[tuple[RoomKey, ...]] = []
    for index, row in enumerate(rows):
        path: Path = ("links",) if is_single else ("links", index)
        links.append(tuple(key for i, name in enumerate(row) if (key := _linked(name, (*path, i), ids))))
    return tuple(links)


def _is_single_link(notes: Notes) -> bool:
    value = notes.source.value
    said = value.get("links") if isinstance(value, dict) else None
    return isinstance(said, list) and not any(isinstance(row, list) for row in said)


def _linked(name: str, path: Path, ids: Ids) -> RoomKey | None:
    key = ids.find_anywhere("rooms", name)
    if key is None:
        ids.refuse_unknown(path, name, ["rooms"])
    return key


def build_waivers(entries: Sequence[WaiverEntry], notes: Notes) -> tuple[Waiver, ...]:
    """The waivers that stand under the key ``waivers``."""
    return tuple(
        Waiver(
            finding=entry.finding,
            site=entry.site if isinstance(entry, FiledWaiverEntry) else "",
            reason=entry.reason,
            approved_by=entry.approved_by,
            until=entry.until,
            approved=entry.approved or {},
            place=notes.place(("waivers", index)),
        )
        for index, entry in enumerate(entries)
    )
