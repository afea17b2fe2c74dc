"""What the kernel is given of one level: polygons, lines and height bands, numbered, in metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
#: An array of shapely geometries.
Shapes = NDArray[np.object_]
Vector = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of heights (m above the level's floor) through which light passes.

    ``hole`` is the number of the opening that it belongs to. ``leaf`` is the number of the leaf that closes
    it, or None where nothing can. ``solid`` and ``over`` say that the light passes over (or under) the solid
    of that number.
    """

    low: float = -inf
    high: float = inf
    leaf: int | None = None
    hole: int | None = None
    solid: int | None = None
    over: bool = True


OPEN = (Band(),)


@dataclass(frozen=True, slots=True)
class RoomShape:
    """A room: rings of corners (the first is the outline), and where its floor lies (m)."""

    rings: tuple[Floats, ...]
    outdoor: bool = False
    floor: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class HoleShape:
    """An opening over a line (n, 2) and the bands that are clear in it.

    ``between`` is set where it is no opening but the gap between two rooms that are open to each other.
    """

    line: Floats
    bands: tuple[Band, ...]
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class WallShape:
    """A free wall over a line (n, 2), opaque from ``low`` to ``high``; ``leaf`` where it is frosted."""

    line: Floats
    low: float = -inf
    high: float = inf
    leaf: int | None = None


@dataclass(frozen=True, slots=True)
class SolidShape:
    """An obstacle over a ring (n, 2), solid from ``low`` to ``high``."""

    ring: Floats
    low: float = -inf
    high: float = inf


@dataclass(frozen=True, slots=True)
class Floor:
    """One level as the kernel sees it; ``joins`` are pairs of rooms without a wall between them."""

    rooms: tuple[RoomShape, ...]
    holes: tuple[HoleShape, ...] = ()
    joins: tuple[tuple[int, int], ...] = ()
    walls: tuple[WallShape, ...] = ()
    solids: tuple[SolidShape, ...] = ()
    devices: Floats = field(default_factory=lambda: np.empty((0, 2)))  #: where cameras and signs hang (n, 2)
    marks: Floats = field(default_factory=lambda: np.empty((0, 2)))  #: corners of what is marked (n, 2)
    reach: float = 50.0  #: how far the open air goes beyond everything drawn (m)


def lines_of(pairs: Sequence[object] | Floats) -> Shapes:
    """Shapely lines over pairs of points (n, 2, 2), as an array even where there is none."""
    ends = np.asarray(pairs, dtype=np.float64).reshape(-1, 2, 2)
    return np.atleast_1d(np.asarray(shapely.linestrings(ends), dtype=object))


@dataclass(slots=True)
class Notes:
    """What the kernel doubted while it built a level: an id in words, the numbers of things, and figures."""

    said: list[tuple[str, tuple[tuple[str, int], ...], dict[str, float]]] = field(default_factory=list)

    def add(self, what: str, *things: tuple[str, int], **figures: float) -> None:
        """Note a doubt about things such as ``("room", 3)``."""
        self.said.append((what, things, figures))
