"""One level as an architect would draw it, and what its cameras capture."""

from __future__ import annotations

from offcamera.findings.outcome import Outcome
from offcamera.findings.report import CaptureShape
from offcamera.model.space import Room
from offcamera.report.bands_drawn import draw_bands
from offcamera.report.names_drawn import draw_names
from offcamera.report.panel import Panel
from offcamera.report.shown import shown
from offcamera.report.svg import Frame, element, group, path, title
from offcamera.report.symbols import draw_camera, draw_opening, draw_sign
from offcamera.report.walks_drawn import draw_legible, draw_walks, unread_signs

#: Outer walls are drawn so thick (m), half of it outside the room.
_WALL = 0.30


def draw_level(panel: Panel, clip: str) -> str:
    """A level from the paper upward: floors, captures, walls, openings, sightlines, names, devices."""
    on = panel.layers
    devices = _draw_devices(panel)
    parts = [
        group("floors", _draw_floors(panel)),
        group("zones", _draw_zones(panel)) if "zones" in on else "",
        group("obstacles", _draw_obstacles(panel)) if "obstacles" in on else "",
        group("captures", _draw_captures(panel)) if "captures" in on else "",
        group("density", draw_bands(panel)) if "density" in on else "",
        group("legibles", draw_legible(panel)) if "legible" in on else "",
        group("walls", _draw_walls(panel)),
        group("openings", _draw_openings(panel)),
        group("sightlines", _draw_sightlines(panel)) if "sightlines" in on else "",
        group("walks", draw_walks(panel)) if "walks" in on else "",
        group("devices", devices),
        group("names", draw_names(panel)) if "labels" in on else "",
    ]
    name = panel.level.id
    return group("level", parts, clip_path=f"url(#{clip})", id=f"{clip}-plan", data_level=shown(name))


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
    floor = path(data, f"floor {standing}", title(_tooltip(room)), data_room=shown(room.id))
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
        solid = wide if panel.doors == "open" else shut
        if panel.doors == "both" and wide and (shut is None or wide.polygons != shut.polygons):
            mask = f"oc-mask-{panel.level.id}-{number}".replace(" ", "-")
            parts.append(_draw_only_open(panel.frame, wide, shut, _safe_id(mask)))
        if solid:
            parts.append(_draw_capture(panel.frame, solid, f"capture {panel.doors}"))
    return parts


def _safe_id(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"-{ord(c):x}-" for c in text)


def _draw_capture(frame: Frame, shape: CaptureShape, class_: str) -> str:
    """Each polygon a path of its own: were two that overlap one path, what both hold would be left white."""
    tip = title(f"camera {shape.camera.id}, doors {shape.doors}")
    parts = [tip, *(path(frame.rings(rings), "part") for rings in shape.polygons)]
    return group(class_, parts, data_camera=shown(shape.camera.id), data_doors=shape.doors)


def _draw_only_open(frame: Frame, wide: CaptureShape, shut: CaptureShape | None, name: str) -> str:
    """What is captured only while a door is open: the wide shape, masked by the other."""
    if shut is None:
        return _draw_capture(frame, wide, "capture only")
    area = {"x": -1e5, "y": -1e5, "width": 2e5, "height": 2e5}
    less = [path(frame.rings(rings), "less") for rings in shut.polygons]
    everything = element("rect", fill="white", **area)
    mask = element("mask", everything, *less, id=name, maskUnits="userSpaceOnUse", **area)
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
        if len(line) < 2 or not any(ref.level == panel.level.id for ref in finding.about[:1]):
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
        unread = unread_signs(panel.report, panel.level.id)
        parts += [draw_sign(sign, panel.frame, unread=sign.id in unread) for sign in panel.level.signs]
    if "cameras" in panel.layers:
        parts += [
            draw_camera(
                c, panel.frame, bad=panel.standing.cameras.get((panel.level.id, c.id)) is Outcome.FAIL
            )
            for c in panel.level.cameras
        ]
    return parts
