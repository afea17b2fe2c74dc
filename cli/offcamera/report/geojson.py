"""The plan and what was found, as GeoJSON: one feature a thing, in the plan's own metres."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from offcamera.findings.finding import Finding
from offcamera.findings.report import CaptureShape, LegibleShape, Report, Run
from offcamera.model.place import Point, Ring
from offcamera.model.plan import Level
from offcamera.model.space import Opening, Room, Wall
from offcamera.report.json import points, rounded
from offcamera.report.outline import signed_area
from offcamera.report.view import View
from offcamera.report.waiver_json import Json
from offcamera.report.walks_drawn import list_walks

#: A foreign member (RFC 7946, 6.1): section 4 wants WGS 84, and a plan has none.
COORDINATES = "metres in the frame of the plan, x right and y up; not WGS 84"


def render(run: Run, _view: View) -> bytes:
    """Every plan of a run as one collection; each feature carries its site."""
    features = [f for report in run.reports for f in _features(report, report.plan.levels)]
    return _write(features)


def draw_geojson(report: Report, level: str | None = None) -> bytes:
    """One plan, or one level of it, as a GeoJSON FeatureCollection in UTF-8."""
    return _write(_features(report, [x for x in report.plan.levels if level in (None, x.id)]))


def _write(features: list[Json]) -> bytes:
    collection: dict[str, Json] = {
        "type": "FeatureCollection",
        "coordinates": COORDINATES,
        "features": features,
    }
    return (json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _features(report: Report, levels: Iterable[Level]) -> list[Json]:
    found: list[Json] = []
    for level in levels:
        shapes = [c for c in report.captures if c.camera.level == level.id]
        seen = [f for f in report.findings if _level_of(f) == level.id]
        found += [*_spaces(level), *_devices(level)]
        found += [_capture(c, report.body) for c in shapes]
        found += [_legible(s) for s in report.legible if s.sign.level == level.id]
        found += [_walk(f, level.id, leg) for f, leg in list_walks(report, level.id)]
        found += [_finding(f) for f in seen]
    for feature in found:
        if isinstance(feature, dict) and isinstance(feature["properties"], dict):
            feature["properties"]["site"] = report.plan.site
    return found


def _level_of(finding: Finding) -> str:
    return next((ref.level for ref in finding.about if ref.level), "")


def _feature(kind: str, level: str, identity: str, geometry: Json, **more: Json) -> Json:
    properties: dict[str, Json] = {"kind": kind, "level": level, "id": identity, **more}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _spaces(level: Level) -> list[Json]:
    return [
        *(_room(r, level.id) for r in level.rooms),
        *(_opening(o, level.id) for o in level.openings),
        *(_wall(w, level.id) for w in level.walls),
        *(
            _feature("obstacle", level.id, o.id, _polygon([o.polygon]), base=o.base, height=o.height)
            for o in level.obstacles
        ),
        *(_feature("zone", level.id, z.id, _polygon([z.polygon]), zone_kind=z.kind) for z in level.zones),
    ]


def _room(room: Room, level: str) -> Json:
    return _feature(
        "room",
        level,
        room.id,
        _polygon([room.polygon, *room.holes]),
        label=room.label,
        uses=list(room.reading.uses),
        status=room.reading.status,
        access=room.access,
        outdoor=room.outdoor,
    )


def _opening(opening: Opening, level: str) -> Json:
    return _feature(
        "opening",
        level,
        opening.id,
        _line(opening.line),
        opening_kind=opening.kind,
        sill=opening.sill,
        head=opening.head,
        glazing=opening.glazing,
        self_closing=opening.self_closing,
        entrance=opening.entrance,
    )


def _wall(wall: Wall, level: str) -> Json:
    more: dict[str, Json] = {"base": wall.base, "height": wall.height, "glazing": wall.glazing}
    return _feature("wall", level, wall.id, _line(wall.line), **more)


def _devices(level: Level) -> list[Json]:
    cameras = [
        _feature("camera", level.id, c.id, _at(c.at), camera_kind=c.kind, height=c.height, heading=c.heading)
        for c in level.cameras
    ]
    signs = [
        _feature("sign", level.id, s.id, _at(s.at), height=s.height, facing=s.facing) for s in level.signs
    ]
    return [*cameras, *signs]


def _capture(shape: CaptureShape, body: tuple[float, float]) -> Json:
    camera, level = shape.camera.id, shape.camera.level
    geometry = _polygons(shape.polygons)
    identity = f"{camera}/{shape.doors}"
    return _feature("capture", level, identity, geometry, camera=camera, doors=shape.doors, body=list(body))


def _polygons(polygons: Iterable[Sequence[Ring]]) -> Json:
    return {
        "type": "MultiPolygon",
        "coordinates": [[_ring(ring, n > 0) for n, ring in enumerate(rings)] for rings in polygons],
    }


def _legible(shape: LegibleShape) -> Json:
    """From where a sign can be read; nowhere is an empty shape."""
    sign, level, eye = shape.sign.id, shape.sign.level, rounded(shape.eye, 3)
    identity = f"{sign}/{shape.read}/{shape.eye:g}"
    return _feature(
        "legible", level, identity, _polygons(shape.polygons), sign=sign, eye=eye, read=shape.read
    )


def _walk(finding: Finding, level: str, leg: tuple[Point, ...]) -> Json:
    """The leg on a level of the shortest walk that no sign warns, and where the walker is first seen."""
    evidence, said = finding.evidence, finding.evidence.figures
    more: dict[str, Json] = {
        "finding": finding.id,
        "camera": _text(said.get("seen-by")),
        "enter_by": _text(said.get("enter-by")),
        "seen_at": points([evidence.nearest])[0] if evidence.nearest and leg == evidence.walk else None,
    }
    return _feature("walk", level, f"{finding.id}/walk", _line(leg), **more)


def _text(said: float | str | None) -> str | None:
    return None if said is None else str(said)


def _finding(finding: Finding) -> Json:
    more: dict[str, Json] = {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "clauses": [touch.clause for touch in finding.touches],
        "about": [ref.name for ref in finding.about],
        "through": [ref.name for ref in finding.evidence.through],
        "waived": finding.is_waived,
        "baseline": finding.change.state.value if finding.change else None,
        "area": rounded(finding.evidence.area, 3),
        "density": rounded(finding.evidence.density, 1),
    }
    return _feature("finding", _level_of(finding), finding.id, _evidence(finding), **more)


def _evidence(finding: Finding) -> Json:
    """The captured outline and the sightline; null where there is neither (RFC 7946, 3.2)."""
    shapes: list[Json] = [_polygon([ring]) for ring in finding.evidence.outline if len(ring) > 2]
    if len(finding.evidence.sightline) > 1:
        shapes.append(_line(finding.evidence.sightline))
    if len(shapes) > 1:
        return {"type": "GeometryCollection", "geometries": shapes}
    return shapes[0] if shapes else None


def _at(point: Point) -> Json:
    return {"type": "Point", "coordinates": points([point])[0]}


def _line(line: Sequence[Point]) -> Json:
    return {"type": "LineString", "coordinates": points(line)}


def _polygon(rings: Sequence[Ring]) -> Json:
    return {"type": "Polygon", "coordinates": [_ring(ring, n > 0) for n, ring in enumerate(rings)]}


def _ring(ring: Ring, hole: bool) -> list[Json]:
    """A closed ring, outer ones anticlockwise and holes clockwise (RFC 7946, 3.1.6)."""
    anticlockwise = signed_area(ring) > 0
    turned = ring if anticlockwise is not hole else ring[::-1]
    return points([*turned, turned[0]])
