"""Metres, degrees and the few lengths that the whole house agrees on."""

from __future__ import annotations

#: Two points nearer than this are the same point (m). The one tolerance of coincidence.
COINCIDENT = 0.001
#: Corners of different rooms nearer than this are one corner (m): drawings are not exact.
MATCHING = 0.010
#: An opening goes through every room edge that faces it within this distance (m): thick walls.
REACH = 1.2
#: The ceiling of a level that does not say (m).
CEILING = 3.0
#: A person, from the shins to the top of the head (m above the floor).
BODY = (0.1, 2.0)
#: Head of a door, and sill and head of a window, that do not say (m).
DOOR_HEAD = 2.1
WINDOW_SILL = 0.9
WINDOW_HEAD = 2.1
#: Least area of a private room whose capture is told (m²).
LEAST_AREA = 0.01

_LENGTHS = {"m": 1.0, "cm": 0.01, "mm": 0.001, "ft": 0.3048, "in": 0.0254}


def metres_per(unit: str) -> float:
    """Length of one ``unit`` in metres; the international foot and inch (exact since 1959)."""
    return _LENGTHS[unit]


def length_units() -> tuple[str, ...]:
    """Names of the units that a plan may be written in."""
    return tuple(_LENGTHS)
