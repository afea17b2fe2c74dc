"""Where a sign hangs, in words: by the doors of the side to which its print looks."""

from __future__ import annotations

from math import cos, dist, hypot, radians, sin

from offcamera.model.place import Point
from offcamera.model.plan import Level
from offcamera.model.sign import Sign
from offcamera.model.space import Opening

#: A sign so near to a door, and so little off its wall, is told as hanging beside it (m).
_BESIDE, _OFF = 3.0, 0.35
#: So far ahead of a print lies the room that it looks into; and beyond a door, behind its wall, the next (m).
_AHEAD = 0.4
_THROUGH = (0.05, 0.2, 0.4, 0.6)


def where(level: Level, sign: Sign) -> str:
    """Where a sign hangs, in words: beside a door, on a wall of a room, or on a post."""
    if sign.on == "post":
        return f"on a post {_from_door(level, sign)}, facing {sign.facing or 0:g}° (0 is up the page)"
    beside = _beside(level, sign)
    return beside or f"on the wall {_from_door(level, sign)}, facing {sign.facing or 0:g}° (0 is up the page)"


def _beside(level: Level, sign: Sign) -> str | None:
    """``0.4 m left of the door front, outside``: left and right as whoever reads the sign has them."""
    facing = radians(sign.facing or 0.0)
    right = (-cos(facing), sin(facing))  # of one who looks at the print
    best: tuple[float, str] | None = None
    for door in _doors_of(level, _room_ahead(level, sign)):
        if not _is_in_line(door, sign):
            continue
        corners = (door.line[0], door.line[-1])
        ends = [(x - sign.at[0]) * right[0] + (y - sign.at[1]) * right[1] for x, y in corners]
        away = min(abs(e) for e in ends)
        if min(ends) * max(ends) > 0 and away <= _BESIDE and (best is None or away < best[0]):
            side = "left" if ends[0] > 0 else "right"
            best = (away, f"{away:.2f} m {side} of the {door.kind} {door.id}, {_side(level, sign)}")
    return best[1] if best else None


def _is_in_line(door: Opening, sign: Sign) -> bool:
    (ax, ay), (bx, by) = door.line[0], door.line[-1]
    length = hypot(bx - ax, by - ay) or 1.0
    return abs((bx - ax) * (sign.at[1] - ay) - (by - ay) * (sign.at[0] - ax)) / length <= _OFF


def _side(level: Level, sign: Sign) -> str:
    """Into which room the print looks, or ``outside``."""
    room = _room_ahead(level, sign)
    return f"in {room}" if room else "outside"


def _room_ahead(level: Level, sign: Sign) -> str | None:
    facing = radians(sign.facing or 0.0)
    return _room_at(level, (sign.at[0] + _AHEAD * sin(facing), sign.at[1] + _AHEAD * cos(facing)))


def _room_at(level: Level, at: Point) -> str | None:
    import shapely

    here = shapely.Point(at)
    inside = (r for r in level.rooms if shapely.Polygon(r.polygon, r.holes).contains(here))
    room = next(inside, None)
    return room.id if room else None


def _doors_of(level: Level, room: str | None) -> list[Opening]:
    """The doors and passages of a room; of the outside (None) those that lead out."""
    return [o for o in level.openings if o.kind != "window" and room in _rooms_beside(level, o)]


def _rooms_beside(level: Level, door: Opening) -> set[str | None]:
    """The rooms on either side of a door; None: the outside. A wall may lie between."""
    (ax, ay), (bx, by) = door.line[0], door.line[-1]
    length, (x, y) = hypot(bx - ax, by - ay) or 1.0, _middle(door)
    found: set[str | None] = set()
    for side in (1.0, -1.0):
        tried = (
            _room_at(level, (x - side * d * (by - ay) / length, y + side * d * (bx - ax) / length))
            for d in _THROUGH
        )
        found.add(next((room for room in tried if room), None))
    return found


def _from_door(level: Level, sign: Sign) -> str:
    """``in lobby, at [3.00, 2.00] m, 2.4 m from the door front``: a door by which one comes to the sign."""
    doors = [(dist(_middle(d), sign.at), d) for d in _doors_of(level, _room_ahead(level, sign))]
    away = min(doors, key=lambda found: found[0], default=None)
    place = f"{_side(level, sign)}, at [{sign.at[0]:.2f}, {sign.at[1]:.2f}] m"
    return place if away is None else f"{place}, {away[0]:.1f} m from the {away[1].kind} {away[1].id}"


def _middle(door: Opening) -> Point:
    (ax, ay), (bx, by) = door.line[0], door.line[-1]
    return (ax + bx) / 2, (ay + by) / 2
