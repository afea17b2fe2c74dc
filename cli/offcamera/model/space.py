"""Rooms, openings, walls, obstacles and zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from offcamera.model.place import Place, Point, Ring
from offcamera.model.use import UNREAD, Reading

Glazing = Literal["clear", "frosted", "opaque"]
OpeningKind = Literal["door", "window", "passage"]
Access = Literal["public", "staff", "private"]
ZoneKind = Literal["target", "collection", "pin-pad", "neighbour", "street"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room: its inside is clear, its edges are walls save where an opening lies or ``open`` says so."""

    id: str
    polygon: Ring
    holes: tuple[Ring, ...] = ()
    label: str = ""
    given: tuple[str, ...] = ()  #: what ``use`` says, if anything
    label_read: Reading = UNREAD  #: what the label alone is read as
    reading: Reading = UNREAD  #: what counts: the given uses where there are some, else the label
    access: Access | None = None  #: None: not said
    open: tuple[str, ...] = ()  #: ids of rooms to which there is no wall along the shared edge
    open_to: tuple[tuple[str, str], ...] = ()  #: (level, room): seen from here through floor or ceiling
    outdoor: bool = False
    floor: tuple[float, float] = (0.0, 0.0)  #: lowest and highest height of its floor (m)
    entrance: bool = False
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """A pane in a leaf: from ``sill`` to ``head`` (m), of ``glazing``."""

    sill: float
    head: float
    glazing: Glazing = "clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A door, window or passage over ``line`` (at least two points, m), clear from ``sill`` to ``head``.

    ``head`` None: to the ceiling. ``glazing`` None: not said, which on a door is an opaque leaf and on a
    window clear glass for a camera, but not for whoever reads a sign through it; a passage has none.
    """

    id: str
    kind: OpeningKind
    line: tuple[Point, ...]
    sill: float = 0.0
    head: float | None = None
    glazing: Glazing | None = None
    self_closing: bool = False
    pane: Pane | None = None
    fixed: bool = False
    swing: str | None = None
    entrance: bool | None = None  #: None: not said
    access_control: tuple[str, ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A free-standing wall over ``line`` that blocks from ``base`` to ``height`` (None: the ceiling)."""

    id: str
    line: tuple[Point, ...]
    base: float = 0.0
    height: float | None = None
    glazing: Glazing | None = None  #: None: opaque
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A solid over ``polygon`` whose sides block from ``base`` to ``height`` (None: the ceiling)."""

    id: str
    polygon: Ring
    base: float = 0.0
    height: float | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A marked area that is no room."""

    id: str
    kind: ZoneKind
    polygon: Ring
    place: Place = Place()
