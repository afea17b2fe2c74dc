"""The names on the drawing: rooms, cameras and signs, none on top of another."""

from __future__ import annotations

from offcamera.model.place import Point
from offcamera.model.space import Room
from offcamera.report.labels_drawn import Taken, label_choices, label_device, label_room
from offcamera.report.outline import box_of, edges
from offcamera.report.panel import Panel, room_area


def draw_names(panel: Panel) -> list[str]:
    """The labels of rooms and the ids of devices; those that find no room are left to the tooltips."""
    taken = Taken()
    devices = _devices(panel)
    for at, *_ in devices:
        taken.add((at[0] - 11, at[1] - 11, at[0] + 11, at[1] + 11))
    for opening in panel.level.openings:
        if opening.kind == "door":
            taken.add(box_of([panel.frame.at(p) for p in opening.line], 3))
    tags = [label_device(at, text, kind, _sides(panel, at), taken) for at, text, kind in devices]
    for obstacle in panel.level.obstacles:
        taken.add(box_of([panel.frame.at(p) for p in obstacle.polygon]))
    lines = [edge for zone in panel.level.zones for edge in edges(zone.polygon)]
    lines += [pair for wall in panel.level.walls for pair in zip(wall.line, wall.line[1:], strict=False)]
    for line in lines:
        taken.add(box_of([panel.frame.at(p) for p in line], 2))
    return [*(_name_room(panel, room, taken) for room in panel.level.rooms), *tags]


def _devices(panel: Panel) -> list[tuple[Point, str, str]]:
    found: list[tuple[Point, str, str]] = []
    if "cameras" in panel.layers:
        found += [(panel.frame.at(c.at), c.id, "camera") for c in panel.level.cameras]
    if "signs" in panel.layers:
        found += [(panel.frame.at(s.at), s.id, "sign") for s in panel.level.signs]
    return found


def _sides(panel: Panel, at: Point) -> list[tuple[Point, Point]]:
    """Edges of the rooms about a page point, on the page."""
    frame = panel.frame
    x, y = frame.left + (at[0] - frame.x) / frame.scale, frame.top - (at[1] - frame.y) / frame.scale
    reach = 60 / frame.scale
    near = panel.outlines.rooms.near((x - reach, y - reach, x + reach, y + reach))
    return [(frame.at(a), frame.at(b)) for room in near for a, b in edges(room.polygon)]


def _name_room(panel: Panel, room: Room, taken: Taken) -> str:
    rings = [tuple(panel.frame.at(p) for p in ring) for ring in (room.polygon, *room.holes)]
    told = panel.words.say("drawing.area", {"area": panel.words.number(room_area(room), 1)})
    return label_room(rings, label_choices(room.label, room.id, told), taken)
