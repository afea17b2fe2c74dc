"""A plan: one site, its levels, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from offcamera.model.camera import Camera
from offcamera.model.place import Doubt, Place, Point
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Room, Wall, Zone
from offcamera.model.waiver import Waiver
from offcamera.units import CEILING

#: A room named from anywhere: (level id, room id).
RoomKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A picture drawn underneath, never audited."""

    image: str
    at: Point
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One floor of a site; every length in metres."""

    id: str
    name: str = ""
    ceiling: float = CEILING
    ceiling_said: bool = False
    elevation: float | None = None
    background: Background | None = None
    rooms: tuple[Room, ...] = ()
    openings: tuple[Opening, ...] = ()
    walls: tuple[Wall, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    zones: tuple[Zone, ...] = ()
    cameras: tuple[Camera, ...] = ()
    signs: tuple[Sign, ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A site as its file states it, and what its reader doubted."""

    site: str
    file: str
    about: Mapping[str, str] = field(default_factory=dict)
    north: float | None = None
    venue: str | None = None
    packs: tuple[str, ...] = ()
    pack_places: tuple[Place, ...] = ()  #: where each of them is named
    labels: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    links: tuple[tuple[RoomKey, ...], ...] = ()
    waivers: tuple[Waiver, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unit: str = "m"
    place: Place = Place()
