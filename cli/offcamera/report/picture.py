"""The drawing that svg, html and draw share: a plan as an architect would draw it, and what cameras capture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, worst_outcome
from offcamera.findings.report import CaptureShape, Report
from offcamera.model.place import Point
from offcamera.model.plan import Level
from offcamera.model.space import Room
from offcamera.report.geojson import signed_area
from offcamera.report.labels_drawn import Taken, label_choices, label_device, label_room
from offcamera.report.outline import Outlines, box_of, edges, read_outlines
from offcamera.report.svg import Frame, element, group, path, title, words
from offcamera.report.symbols import draw_camera, draw_opening, draw_sign
from offcamera.report.words import Words

Doors = Literal["open", "shut", "both"]
Layer = Literal["captures", "labels", "sightlines", "zones", "obstacles", "signs", "cameras"]
LAYERS: frozenset[Layer] = frozenset(
    ("captures", "labels", "sightlines", "zones", "obstacles", "signs", "cameras")
)
#: Outer walls are drawn so thick (m), half of it outside the room.
_WALL = 0.30


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rooms and cameras of a report stand: what the picture colours."""

    private: frozenset[str]
    rooms: Mapping[tuple[str, str], Outcome]
    cameras: Mapping[tuple[str, str], Outcome]

    def of(self, room: Room, level: str) -> str:
        """The class of a room: plain, clear, fail, conditional or unknown."""
        outcome = self.rooms.get((level, room.id))
        if outcome is not None:
            return outcome.value
        return "clear" if self.private & set(room.reading.uses) else "plain"


def read_standing(report: Report) -> Standing:
    """Which uses the clauses protect, and the worst outcome of each room and camera."""
    views = [f for f in report.findings if f.rule in ("camera-in-room", "view-into-room", "room-use-known")]
    return Standing(
        _protected_uses(report), _worst_by(views, "room"), _worst_by(views, "camera")
    )


def _protected_uses(report: Report) -> frozenset[str]:
    found: set[str] = set()
    for clause in report.clauses.values():
        uses = clause.parameters.get("uses", ())
        if clause.rule in ("camera-in-room", "view-into-room") and isinstance(uses, list | tuple | frozenset | set):
            found |= {str(use) for use in uses}
    return frozenset(found)


def _worst_by(findings: Iterable[Finding], kind: str) -> dict[tuple[str, str], Outcome]:
    worst: dict[tuple[str, str], Outcome] = {}
    for finding in findings:
        for ref in finding.about:
            if ref.kind == kind:
                key = (ref.level, ref.id)
                worst[key] = worst_outcome((finding.outcome, worst.get(key, Outcome.PASS)))
    return worst


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One level on the sheet, and all that is needed to draw it."""

    report: Report
    level: Level
    frame: Frame
    outlines: Outlines
    standing: Standing
    words: Words
    doors: Doors
    layers: frozenset[Layer]


def draw_level(panel: Panel, clip: str) -> str:
    """A level from the paper upward: floors, captures, walls, openings, sightlines, names, devices."""
    on = panel.layers
    devices = _draw_devices(panel)
    parts = [
        group("floors", _draw_floors(panel)),
        group("zones", _draw_zones(panel)) if "zones" in on else "",
        group("obstacles", _draw_obstacles(panel)) if "obstacles" in on else "",
        group("captures", _draw_captures(panel)) if "captures" in on else "",
        group("walls", _draw_walls(panel)),
        group("openings", _draw_openings(panel)),
        group("sightlines", _draw_sightlines(panel)) if "sightlines" in on else "",
        group("devices", devices),
        group("names", _draw_names(panel)) if "labels" in on else "",
    ]
    name = panel.level.id
    return group("level", parts, clip_path=f"url(#{clip})", id=f"{clip}-plan", data_level=words(name))


def _draw_floors(panel: Panel) -> list[str]:
    frame = panel.frame
    inside = [room for room in panel.level.rooms if not room.outdoor]
    outside = [room for room in panel.level.rooms if room.outdoor]
    rims = "".join(
        frame.path(points, closed=closed) for r in inside for points, closed in panel.outlines.cut(r)
    )
    return [
        *(path(frame.rings((r.polygon, *r.holes)), "yard", title(_tooltip(r))) for r in outside),
        path(rims, "rim", stroke_width=_WALL * frame.scale) if rims else "",
        *(_draw_floor(panel, room) for room in inside),
    ]


def _draw_floor(panel: Panel, room: Room) -> str:
    standing = panel.standing.of(room, panel.level.id)
    data = panel.frame.rings((room.polygon, *room.holes))
    floor = path(data, f"floor {standing}", title(_tooltip(room)), data_room=words(room.id))
    return floor + (path(data, "hatch", fill="url(#oc-hatch)") if standing == "fail" else "")


def _tooltip(room: Room) -> str:
    uses = " or ".join(room.reading.uses)
    return ", ".join(text for text in (room.id, room.label if room.label != room.id else "", uses) if text)


def _draw_zones(panel: Panel) -> list[str]:
    return [
        path(panel.frame.path(zone.polygon), "zone", title(f"{zone.kind} zone {zone.id}"))
        for zone in panel.level.zones
    ]


def _draw_obstacles(panel: Panel) -> list[str]:
    return [
        path(panel.frame.path(obstacle.polygon), "obstacle", title(f"obstacle {obstacle.id}"))
        for obstacle in panel.level.obstacles
    ]


def _draw_captures(panel: Panel) -> list[str]:
    shapes = [c for c in panel.report.captures if c.camera.level == panel.level.id]
    by_state = {(c.camera.id, c.doors): c for c in shapes}
    cameras = list(dict.fromkeys(c.camera.id for c in shapes))
    parts: list[str] = []
    for number, camera in enumerate(cameras):
        shut, wide = by_state.get((camera, "shut")), by_state.get((camera, "open"))
        shown = {"shut": shut, "open": wide, "both": shut}[panel.doors]
        if panel.doors == "both" and wide and (shut is None or wide.polygons != shut.polygons):
            mask = f"oc-mask-{panel.level.id}-{number}".replace(" ", "-")
            parts.append(_draw_only_open(panel.frame, wide, shut, _safe_id(mask)))
        if shown:
            parts.append(_draw_capture(panel.frame, shown, f"capture {panel.doors}"))
    return parts


def _safe_id(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"-{ord(c):x}-" for c in text)


def _draw_capture(frame: Frame, shape: CaptureShape, class_: str) -> str:
    data = "".join(frame.rings(rings) for rings in shape.polygons)
    return path(data, class_, title(f"camera {shape.camera.id}, doors {shape.doors}"))


def _draw_only_open(frame: Frame, wide: CaptureShape, shut: CaptureShape | None, name: str) -> str:
    """What is captured only while a door is open: the wide shape, masked by the other."""
    if shut is None:
        return _draw_capture(frame, wide, "capture only")
    everything = element("rect", x=-1e5, y=-1e5, width=2e5, height=2e5, fill="white")
    less = "".join(
        path(frame.rings(rings), "less", fill="black", fill_rule="evenodd") for rings in shut.polygons
    )
    mask = element("mask", everything, less, id=name, maskUnits="userSpaceOnUse", x=-1e5, y=-1e5, width=2e5, height=2e5)
    return mask + group("", [_draw_capture(frame, wide, "capture only")], mask=f"url(#{name})")


def _draw_walls(panel: Panel) -> list[str]:
    frame = panel.frame
    edges_drawn = "".join(
        frame.path(points, closed=closed)
        for room in panel.level.rooms
        if not room.outdoor
        for points, closed in panel.outlines.cut(room)
    )
    parts = [path(edges_drawn, "edge")] if edges_drawn else []
    for wall in panel.level.walls:
        low = "" if wall.height is None else " low"
        glass = " clear" if wall.glazing == "clear" else ""
        parts.append(path(frame.path(wall.line, closed=False), f"wall{low}{glass}", title(f"wall {wall.id}")))
    return parts


def _draw_openings(panel: Panel) -> list[str]:
    shut = panel.doors == "shut"
    return [draw_opening(o, panel.frame, panel.outlines, shut=shut) for o in panel.level.openings]


def _draw_sightlines(panel: Panel) -> list[str]:
    parts = []
    for finding in panel.report.findings:
        line = finding.evidence.sightline
        if len(line) < 2 or finding.about[0].level != panel.level.id:
            continue
        x, y = panel.frame.at(line[-1])
        end = f"M{x - 3:.2f},{y - 3:.2f}l6,6m-6,0l6,-6"
        parts.append(
            path(panel.frame.path(line, closed=False) + end, f"sight {finding.outcome}", title(finding.id))
        )
    return parts


def _draw_devices(panel: Panel) -> list[str]:
    parts = []
    if "signs" in panel.layers:
        parts += [draw_sign(sign, panel.frame) for sign in panel.level.signs]
    if "cameras" in panel.layers:
        parts += [
            draw_camera(c, panel.frame, bad=panel.standing.cameras.get((panel.level.id, c.id)) is Outcome.FAIL)
            for c in panel.level.cameras
        ]
    return parts


def _draw_names(panel: Panel) -> list[str]:
    taken = Taken()
    devices = _devices(panel)
    for at, *_ in devices:
        taken.add((at[0] - 8, at[1] - 8, at[0] + 8, at[1] + 8))
    for opening in panel.level.openings:
        if opening.kind == "door":
            taken.add(box_of([panel.frame.at(p) for p in opening.line], 3))
    tags = [label_device(at, text, kind, _sides(panel, at), taken) for at, text, kind in devices]
    for obstacle in panel.level.obstacles:
        taken.add(box_of([panel.frame.at(p) for p in obstacle.polygon]))
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
    area = abs(signed_area(room.polygon)) - sum(abs(signed_area(hole)) for hole in room.holes)
    told = panel.words.say("drawing.area", {"area": panel.words.number(area, 1)})
    return label_room(rings, label_choices(room.label, room.id, told), taken)


def bounds(levels: Sequence[Level]) -> tuple[float, float, float, float]:
    """The box round everything that the plan draws on these levels (m)."""
    points: list[Point] = []
    for level in levels:
        points += [p for room in level.rooms for p in room.polygon]
        points += [p for opening in level.openings for p in opening.line]
        points += [p for wall in level.walls for p in wall.line]
        points += [p for shape in (*level.obstacles, *level.zones) for p in shape.polygon]
        points += [device.at for device in (*level.cameras, *level.signs)]
    return box_of(points or [(0.0, 0.0), (10.0, 10.0)], 1.0)


__all__ = ["LAYERS", "Doors", "Layer", "Panel", "draw_level", "read_outlines", "read_standing"]
