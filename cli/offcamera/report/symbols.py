"""The signs of the trade on the drawing: doors, windows, passages, cameras, notices."""

from __future__ import annotations

import math
from dataclasses import dataclass

from offcamera.model.camera import Camera
from offcamera.model.place import Point
from offcamera.model.sign import Sign
from offcamera.model.space import Opening
from offcamera.report.outline import Outlines, signed_area
from offcamera.report.svg import Frame, element, group, path, title

#: A door wider than this has two leaves (m).
_TWO_LEAVES = 1.3
#: How far either side of a door is looked at for the rooms that it joins (m): thin walls and thick ones.
_BESIDE = (0.3, 0.7, 1.25)


@dataclass(frozen=True, slots=True)
class Doorway:
    """A straight opening in the plan: its ends, its length, and the unit normal into which it swings."""

    start: Point
    end: Point
    width: float
    normal: Point


def draw_opening(opening: Opening, frame: Frame, outlines: Outlines, *, shut: bool) -> str:
    """An opening by its kind, with a tooltip."""
    if len(opening.line) < 2 or opening.line[0] == opening.line[-1]:
        return ""
    if opening.kind == "passage":
        parts = [path(frame.path(opening.line, closed=False), "passage")]
    elif opening.kind == "window":
        parts = _draw_window(opening, frame)
    else:
        parts = _draw_door(opening, frame, _read_doorway(opening, outlines), shut)
    return group(f"opening {opening.kind}", [title(f"{opening.kind} {opening.id}"), *parts])


def _draw_window(opening: Opening, frame: Frame) -> list[str]:
    """Three lines in the thickness of the wall; frosted glass is tinted."""
    frosted = "" if opening.glazing in (None, "clear") else " frosted"
    parts = []
    for a, b in zip(opening.line, opening.line[1:], strict=False):
        nx, ny = _normal(a, b)
        half = max(0.08, 2.2 / frame.scale)
        corners = [(x + s * nx * half, y + s * ny * half) for (x, y), s in ((a, 1), (b, 1), (b, -1), (a, -1))]
        parts += [
            path(frame.path(corners), f"pane{frosted}"),
            path(frame.path((a, b), closed=False), "glass"),
        ]
    return parts


def _read_doorway(opening: Opening, outlines: Outlines) -> Doorway:
    start, end = opening.line[0], opening.line[-1]
    nx, ny = _normal(start, end)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    sizes = [_room_size(middle, (s * nx, s * ny), outlines) for s in (1, -1)]
    side = 1 if sizes[0] <= sizes[1] else -1
    return Doorway(start, end, math.dist(start, end), (side * nx, side * ny))


def _room_size(middle: Point, normal: Point, outlines: Outlines) -> float:
    """Area of the room on this side of a door; doors are drawn swinging into the smaller one."""
    for far in _BESIDE:
        room = outlines.room_at((middle[0] + far * normal[0], middle[1] + far * normal[1]))
        if room is not None:
            return math.inf if room.outdoor else abs(signed_area(room.polygon))
    return math.inf


def _draw_door(opening: Opening, frame: Frame, way: Doorway, shut: bool) -> list[str]:
    glass = " clear" if opening.glazing == "clear" else ""
    if shut:
        return [path(frame.path(opening.line, closed=False), f"leaf{glass}"), *_closer(opening, frame, way)]
    if way.width <= _TWO_LEAVES:
        leaves = [(way.start, way.end)]
    else:
        middle = ((way.start[0] + way.end[0]) / 2, (way.start[1] + way.end[1]) / 2)
        leaves = [(way.start, middle), (way.end, middle)]
    parts = [path(frame.path(opening.line, closed=False), "threshold")]
    for hinge, latch in leaves:
        parts += _draw_leaf(frame, hinge, latch, way.normal, glass)
    return [*parts, *_closer(opening, frame, way)]


def _draw_leaf(frame: Frame, hinge: Point, latch: Point, normal: Point, glass: str) -> list[str]:
    """A leaf standing open at a right angle, and the arc that it swings through."""
    width = math.dist(hinge, latch)
    tip = (hinge[0] + width * normal[0], hinge[1] + width * normal[1])
    turn = (latch[0] - hinge[0]) * normal[1] - (latch[1] - hinge[1]) * normal[0]
    (lx, ly), (tx, ty), radius = frame.at(latch), frame.at(tip), width * frame.scale
    arc = f"M{lx:.2f},{ly:.2f}A{radius:.2f},{radius:.2f} 0 0 {0 if turn > 0 else 1} {tx:.2f},{ty:.2f}"
    return [path(arc, "swing"), path(frame.path((hinge, tip), closed=False), f"leaf{glass}")]


def _closer(opening: Opening, frame: Frame, way: Doorway) -> list[str]:
    if not opening.self_closing:
        return []
    x, y = frame.at(way.start)
    return [element("circle", cx=x, cy=y, r=2.6, class_="closer")]


def _normal(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1.0
    return (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)


#: Devices are drawn so much larger than their shapes below, so that they are found on a large sheet.
_LARGER = 1.35
#: The housing of a camera that looks up the page, and its lens; shape units.
_HOUSING = "M-3.6,-1.5h7.2v8.5h-7.2z"
_LENS_OF_RING = "M-3.2,-4.5L-4.6,-10H4.6L3.2,-4.5Z"
_LENS = "M-2.6,-1.5L-5.2,-7.6H5.2L2.6,-1.5Z"


def draw_camera(camera: Camera, frame: Frame, *, bad: bool) -> str:
    """A camera turned to its heading; one that looks all round is a ring."""
    x, y = frame.at(camera.at)
    return group(
        "camera bad" if bad else "camera",
        [title(f"camera {camera.id}"), *camera_shape(camera)],
        transform=f"translate({x:.2f},{y:.2f}) scale({_LARGER})",
    )


def camera_shape(camera: Camera) -> list[str]:
    """The sign of a camera about the origin, by its kind."""
    if camera.heads:
        return [
            *_ring(),
            *(_turned(_LENS_OF_RING, head.heading) for head in camera.heads if head.heading is not None),
        ]
    heading = camera.heading if camera.pan is None else _middle(camera.pan)
    if camera.kind == "panoramic" or heading is None:
        return _ring()
    if camera.kind == "ptz":
        return [_turned(_LENS_OF_RING, heading), *_ring()]
    return [_turned(_LENS, heading), _turned(_HOUSING, heading)]


def _middle(pan: tuple[float, float]) -> float:
    """The heading halfway from the first stop to the second, clockwise."""
    return pan[0] + (pan[1] - pan[0]) % 360 / 2


def _ring() -> list[str]:
    return [element("circle", r=6, class_="body"), element("circle", r=2.2, class_="eye")]


def _turned(data: str, heading: float) -> str:
    """SVG turns clockwise, as headings do."""
    return path(data, "body", transform=f"rotate({heading:.1f})")


def draw_sign(sign: Sign, frame: Frame, *, unread: bool = False) -> str:
    """A notice: a square with an i, and a tick on the side to which its print looks; grey if read nowhere."""
    x, y = frame.at(sign.at)
    parts = [title(f"sign {sign.id}" + (", read from nowhere" if unread else ""))]
    if sign.facing is not None:
        parts.append(path("M0,0V-11M-3,-8L0,-11L3,-8", "facing", transform=f"rotate({sign.facing:.1f})"))
    return group(
        "sign unread" if unread else "sign",
        [*parts, *sign_shape(unread=unread)],
        transform=f"translate({x:.2f},{y:.2f}) scale({_LARGER})",
    )


def sign_shape(*, unread: bool = False) -> list[str]:
    """The square of a notice about the origin, crossed where it is read from nowhere."""
    square = element("rect", x=-5, y=-5, width=10, height=10, rx=1.5, class_="plate")
    cross = [path("M-4,-4L4,4M-4,4L4,-4", "cross")] if unread else []
    return [square, element("text", "i", x=0, y=3.4, font_size=9, class_="letter"), *cross]
