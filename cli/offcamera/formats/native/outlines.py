"""Outlines: from rect or polygon, and the refusal of those that cross themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import shapely

from offcamera.formats.native.notes import Notes, Path
from offcamera.formats.native.spaces import RectEntry
from offcamera.formats.native.storey import Storey
from offcamera.model.place import Ring
from offcamera.units import metres_per

_COORDINATES = re.compile(r"\[(\S+) (\S+?)\]")
#: An outline of less is a line, not an area (m²).
_NO_AREA = 1e-6
#: A hole may reach out of its room by so much: drawn by hand, its edge is the room's (m; case 24).
_STRAY = 0.02


def outline_of(rect: RectEntry | None, polygon: Ring | None, path: Path, storey: Storey) -> Ring | None:
    """The outline of a thing that gives a rectangle or a polygon; None, and a fault, when it does not."""
    if rect and polygon:
        storey.notes.fault((*path, "rect"), "rect and polygon are both given", "Keep one.", on_key=True)
    if rect:
        return _corners(rect)
    if polygon is None:
        storey.notes.fault(path, "has no outline", "Give a rect {at, size} or a polygon [[x, y], …].")
        return None
    storey.outlines.append(((*path, "polygon"), polygon))
    return polygon


def _corners(rect: RectEntry) -> Ring:
    (x, y), (width, height) = rect.at, rect.size
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def refuse_stray_holes(outline: Ring, holes: Sequence[Ring], path: Path, storey: Storey) -> None:
    """Note a fault for each hole that reaches out of its room (more than what is snapped)."""
    if not holes:
        return
    room = shapely.Polygon(outline).buffer(_STRAY)
    for index, hole in enumerate(holes):
        if not room.covers(shapely.Polygon(hole).buffer(0)):
            says = "the hole reaches out of its room"
            storey.notes.fault((*path, "holes", index), says, "Draw it within the room's outline.")


def refuse_crossing(outlines: Sequence[tuple[Path, Ring]], notes: Notes) -> None:
    """Note a fault for each outline that crosses or touches itself, or has no area, saying where."""
    if not outlines:
        return
    sizes = [len(ring) for _, ring in outlines]
    corners = np.concatenate([np.asarray(ring, dtype=float) for _, ring in outlines])
    rings = shapely.linearrings(corners, indices=np.repeat(np.arange(len(sizes)), sizes))
    shapes = shapely.polygons(rings)
    bad = np.logical_not(shapely.is_simple(rings)) | (np.asarray(shapely.area(shapes)) < _NO_AREA)
    for index in np.flatnonzero(bad).tolist():
        path, ring = outlines[index]
        notes.fault(path, *_why(ring, notes.frame.unit))


def _why(ring: Ring, unit: str) -> tuple[str, str]:
    shape = shapely.Polygon(ring)
    match = _COORDINATES.search(shapely.is_valid_reason(shape) or "")
    # A bow tie has no area either, its two halves cancelling; its hull tells it from a line.
    if shape.convex_hull.area < _NO_AREA or not match:
        return "the outline has no area", "Give its corners in order, round the thing."
    x, y = (float(part) / metres_per(unit) for part in match.groups())
    hint = "Give the corners in order, round the thing; write an inner part under holes."
    return f"the outline crosses or touches itself at ({x:.6g}, {y:.6g})", hint
