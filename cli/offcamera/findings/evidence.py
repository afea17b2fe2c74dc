"""What lets a person check a finding by hand: figures and names, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from offcamera.model.place import Point, Ref, Ring

Figure = float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Measured figures: areas in m², lengths in m, pixel density in px/m; None: does not apply or not known.

    ``area`` is captured out of ``of_area``. ``nearest`` is the captured place nearest to the camera,
    ``distance`` along the floor from the camera. ``sightline`` runs from the camera to a place well inside
    what is seen. ``through`` are the openings that the light came by. ``doors`` is the state in which this
    much is seen: ``shut`` (whatever the doors do) or ``open``. ``outline`` is what is captured.
    """

    area: float | None = None
    of_area: float | None = None
    nearest: Point | None = None
    distance: float | None = None
    density: float | None = None
    sightline: tuple[Point, ...] = ()
    through: tuple[Ref, ...] = ()
    doors: str | None = None
    outline: tuple[Ring, ...] = ()
    walk: tuple[Point, ...] = ()  #: the shortest walk into view that no sign warns
    legs: tuple[tuple[str, tuple[Point, ...]], ...] = ()  #: the whole of that walk, level by level
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        """Part of the room that is captured, 0 to 1."""
        return self.area / self.of_area if self.area is not None and self.of_area else None


@dataclass(frozen=True, slots=True)
class Condition:
    """Openings of which one suffices: with any one of them shut, this way of seeing is closed."""

    openings: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is unknown: an id in words, and the names and figures that fill its sentence."""

    code: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reliance:
    """A statement of the plan on which a pass rests, and what would be seen without it.

    ``what``: self-closing, frosted, range, view, ptz-stops, mask, side. ``about`` is the thing that states
    it, ``camera`` and ``room`` whom it keeps apart; ``area`` (m²) and ``density`` (px/m) would be seen.
    """

    what: str
    about: Ref
    camera: Ref
    room: Ref
    area: float | None = None
    density: float | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """Silence of the plan that was read as the worst case: ``no-height``, ``no-heading`` …, about a thing."""

    what: str
    about: Ref
    figures: Mapping[str, Figure] = field(default_factory=dict)
