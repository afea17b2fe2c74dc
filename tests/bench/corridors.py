"""Corridor floors, drawn from chance: blocks of two rows of rooms on a corridor.

Rooms are 4.0 to 6.5 m deep and 2.6 to 6.4 m wide, corridors 1.8 to 2.8 m, with cross corridors of 2.4 m about
every 35 m. Outer walls are 0.3 m thick, corridor walls 0.15 or 0.2, partitions 0.10 to 0.15, everything on a
grid of 1 cm; ``THIN`` draws the same kind of floor with walls of no thickness, so that neighbours share their
edges. Cupboards stand against party walls and facades, columns stand free.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from offcamera.model.place import Ring
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Room

#: Labels of rooms on corridor floors, and how many of a hundred rooms bear each.
LABELS = {
    "Office": 62,
    "Meeting room": 12,
    "Storage": 8,
    "Toilet": 7,
    "Changing room": 4,
    "Kitchen": 5,
    "First aid": 2,
}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a floor is drawn: thickness of outer walls, corridor walls and partitions (m; least and most)."""

    outer: float = 0.3
    corridor: tuple[float, float] = (0.15, 0.2)
    party: tuple[float, float] = (0.1, 0.15)
    entrances: bool = True
    cross: float = 2.4
    between_cross: float = 35.0


THICK = Style()
THIN = Style(outer=0.0, corridor=(0.0, 0.0), party=(0.0, 0.0))


@dataclass(slots=True)
class Draft:
    """A corridor floor while it is drawn."""

    chance: np.random.Generator
    style: Style
    rooms: list[Room] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    throats: list[Ring] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)

    def between(self, low: float, high: float) -> float:
        """A length between two, on the grid of 1 cm."""
        return round(float(self.chance.uniform(low, high)), 2)

    def happens(self, share: float) -> bool:
        """True in a share of cases."""
        return bool(self.chance.random() < share)

    def add_room(self, area: Box, label: str) -> Room:
        """Add a rectangular room."""
        x0, y0, x1, y1 = (round(v, 2) for v in area)
        room = Room(id=f"r{len(self.rooms)}", polygon=((x0, y0), (x1, y0), (x1, y1), (x0, y1)), label=label)
        self.rooms.append(room)
        return room

    def add_opening(
        self, clear: Box, along_x: bool, *, kind: str = "door", entrance: bool | None = None
    ) -> None:
        """Add an opening whose clear throat is a box; its line runs in the middle of the wall."""
        x0, y0, x1, y1 = (round(v, 3) for v in clear)
        line = (
            ((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))
            if along_x
            else (((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))
        )
        self.openings.append(
            Opening(
                id=f"d{len(self.openings)}",
                kind="door" if kind == "door" else "passage",
                line=line,
                entrance=entrance,
            )
        )
        if x1 > x0 and y1 > y0 and entrance is None:
            self.throats.append(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))

    def add_solid(self, area: Box) -> None:
        """Add an obstacle from floor to ceiling."""
        x0, y0, x1, y1 = (round(v, 2) for v in area)
        self.obstacles.append(
            Obstacle(id=f"o{len(self.obstacles)}", polygon=((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
        )


def draw_floor(draft: Draft, blocks: int, width: float) -> None:
    """Draw ``blocks`` blocks of two rows of rooms on a corridor, ``width`` metres long."""
    style = draft.style
    parts = _parts(width, style)
    y, spine = style.outer, list[Box]()
    for _ in range(blocks):
        depth, wall, hall = draft.between(4.0, 6.5), draft.between(*style.corridor), draft.between(1.8, 2.8)
        other = draft.between(4.0, 6.5)
        low, high = y + depth + wall, y + depth + wall + hall
        for x0, x1 in parts:
            _corridor(draft, (x0, low, x1, high))
            _row(draft, (x0, y, x1, y + depth), door=(y + depth, low), facade=y)
            _row(
                draft,
                (x0, high + wall, x1, high + wall + other),
                door=(high, high + wall),
                facade=high + wall + other,
            )
        spine.append((0.0, low, 0.0, high))
        y = high + wall + other + draft.between(*style.party)
    _cross_corridors(draft, parts, spine, (style.outer, y))


def _parts(width: float, style: Style) -> list[tuple[float, float]]:
    """Stretches of corridor between the cross corridors."""
    n = max(1, round(width / style.between_cross))
    wall = style.corridor[0]
    length = (width - (n - 1) * (style.cross + 2 * wall)) / n
    starts = [style.outer + i * (length + style.cross + 2 * wall) for i in range(n)]
    return [(round(s, 2), round(s + length, 2)) for s in starts]


def _corridor(draft: Draft, area: Box) -> None:
    draft.add_room(area, "Corridor")
    x0, y0, x1, y1 = area
    for x in np.arange(x0 + 8.0, x1 - 4.0, 12.0):
        side = y0 if draft.happens(0.5) else y1 - 0.3
        draft.add_solid((float(x), side, float(x) + 0.3, side + 0.3))


def _row(draft: Draft, area: Box, door: tuple[float, float], facade: float) -> None:
    """Rooms side by side, each with a door to the corridor."""
    x0, y0, x1, y1 = area
    x, before = x0, False
    while x < x1 - 1e-6:
        wall = draft.between(*draft.style.party)
        wide = draft.between(2.6, 6.4)
        end = x1 if x1 - (x + wide + wall) < 2.6 else x + wide
        _room(draft, (x, y0, end, y1), door, facade, ajar=before)
        before = end < x1 and draft.happens(0.08)
        if before:
            at = draft.between(y0 + 0.9, y1 - 1.9)
            draft.add_opening((end, at, end + wall, at + 0.9), along_x=False)
        x = end + wall


def _room(draft: Draft, area: Box, door: tuple[float, float], facade: float, *, ajar: bool) -> None:
    names, weights = zip(*LABELS.items(), strict=True)
    draft.add_room(area, str(draft.chance.choice(names, p=np.array(weights) / sum(weights))))
    x0, _, x1, _ = area
    width = x1 - x0 - 0.4
    if draft.happens(0.07):
        draft.add_opening((x0 + 0.2, door[0], x1 - 0.2, door[1]), along_x=True, kind="passage")
    else:
        gap = draft.between(0.8, 1.6)
        at = draft.between(x0 + 0.2, x1 - 0.2 - gap)
        draft.add_opening((at, door[0], at + gap, door[1]), along_x=True)
        if draft.happens(0.06) and width > gap + 1.4:
            at = x0 + 0.2 if at - x0 > 1.3 else x1 - 1.1
            draft.add_opening((at, door[0], at + 0.9, door[1]), along_x=True)
    _furnish(draft, area, facade, ajar=ajar)


def _furnish(draft: Draft, area: Box, facade: float, *, ajar: bool) -> None:
    """Cupboards against the party wall and the facade, and a column that stands free."""
    x0, y0, x1, y1 = area
    if draft.happens(0.45) and not ajar:
        deep, long = draft.between(0.4, 0.6), draft.between(0.8, 1.8)
        at = draft.between(y0 + 0.9, y1 - 0.9 - long)
        draft.add_solid((x0, at, x0 + deep, at + long))
    if draft.happens(0.45) and x1 - x0 > 3.0:
        deep, long = draft.between(0.35, 0.6), draft.between(0.7, 1.4)
        at, side = (
            draft.between(x0 + 0.8, x1 - 0.2 - long),
            (facade if facade < (y0 + y1) / 2 else facade - deep),
        )
        draft.add_solid((at, side, at + long, side + deep))
    if draft.happens(0.5):
        at, up = draft.between(x0 + 1.2, x1 - 1.2), (y0 + y1) / 2
        draft.add_solid((at, up - 0.2, at + draft.between(0.25, 0.4), up + 0.2))


def _cross_corridors(
    draft: Draft, parts: list[tuple[float, float]], spine: list[Box], reach: tuple[float, float]
) -> None:
    """Corridors square to the others, open to each of them, and entrances at the ends of the building."""
    wall = draft.style.corridor[0]
    for (_, a), (b, _) in pairwise(parts):
        draft.add_room((a + wall, reach[0], b - wall, round(reach[1] - draft.style.party[1], 2)), "Corridor")
        for _, low, _, high in spine:
            draft.add_opening((a, low, a + wall, high), along_x=False, kind="passage")
            draft.add_opening((b - wall, low, b, high), along_x=False, kind="passage")
    if draft.style.entrances:
        for _, low, _, high in spine:
            middle = (low + high) / 2
            for x in (parts[0][0], parts[-1][1]):
                draft.add_opening((x, middle - 0.6, x, middle + 0.6), along_x=False, entrance=True)


def signs_at(openings: list[Opening]) -> Iterator[Sign]:
    """A sign beside each entrance, outside."""
    middle = np.mean([o.line[0][0] for o in openings])
    for o in openings:
        if o.entrance:
            (x, y0), (_, y1) = o.line
            west = x < middle
            at = (x + (-0.5 if west else 0.5), max(y0, y1) + 0.5)
            yield Sign(
                id=f"s-{o.id}",
                at=at,
                height=1.6,
                facing=270.0 if west else 90.0,
                size=(0.297, 0.42),
                pictogram=0.1,
            )
