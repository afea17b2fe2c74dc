"""Small maps in metres, written as GeoJSON in degrees."""

from __future__ import annotations

import json
from collections.abc import Sequence

from offcamera.formats.osm import read_osm_geojson
from offcamera.model.place import Doubt
from offcamera.model.plan import Level, Plan
from offcamera.model.space import Room

# Metres in a degree at 50° north: along the meridian and the parallel (WGS 84 series, to 1 m).
_NORTH, _EAST = 111_229.0, 71_696.0
Corners = Sequence[tuple[float, float]]


def degrees(x: float, y: float) -> list[float]:
    return [10 + x / _EAST, 50 + y / _NORTH]


def area(id_: str, corners: Corners, *holes: Corners, **tags: str) -> dict[str, object]:
    rings = [[degrees(*corner) for corner in (*ring, ring[0])] for ring in (corners, *holes)]
    return _feature(f"way/{id_}", "Polygon", rings, tags)


def box(id_: str, x0: float, y0: float, x1: float, y1: float, **tags: str) -> dict[str, object]:
    tags = {"indoor": "room", "level": "0", **tags}
    return area(id_, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], **tags)


def line(id_: str, *corners: tuple[float, float], **tags: str) -> dict[str, object]:
    return _feature(f"way/{id_}", "LineString", [degrees(*corner) for corner in corners], tags)


def node(id_: str, x: float, y: float, **tags: str) -> dict[str, object]:
    return _feature(f"node/{id_}", "Point", degrees(x, y), tags)


def _feature(id_: str, kind: str, coordinates: object, tags: dict[str, str]) -> dict[str, object]:
    named = {key.replace("__", ":"): value for key, value in tags.items()}
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": id_, "properties": named, "geometry": geometry}


def as_bytes(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def read(*features: object) -> Plan:
    return read_osm_geojson(as_bytes(*features), "map.geojson")


def doubts(plan: Plan, what: str) -> list[Doubt]:
    return [doubt for doubt in plan.doubts if doubt.what == what]


def level(plan: Plan, id_: str = "0") -> Level:
    return next(level for level in plan.levels if level.id == id_)


def room(plan: Plan, id_: str) -> Room:
    return next(room for level in plan.levels for room in level.rooms if room.id == id_)
