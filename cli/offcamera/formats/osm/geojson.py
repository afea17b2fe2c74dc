"""OpenStreetMap indoor maps as GeoJSON (RFC 7946): things with their tags as properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from offcamera.errors import Refused
from offcamera.formats.osm.feature import Feature, LonLat, Part, Shape
from offcamera.formats.osm.plan import build_plan
from offcamera.formats.osm.pointer import refuse_pointer
from offcamera.formats.osm.projection import refuse_system
from offcamera.model.place import Place
from offcamera.model.plan import Plan
from offcamera.source import Source, read_source

_META = frozenset(
    ("user", "uid", "changeset", "timestamp", "version", "id", "@id", "visible", "meta", "tags")
)
#: Kinds of geometry with the shape they draw and how deep their positions are nested.
_GEOMETRIES: dict[str, tuple[Shape, int]] = {
    "Point": ("point", 0),
    "MultiPoint": ("point", 1),
    "LineString": ("line", 1),
    "MultiLineString": ("line", 2),
    "Polygon": ("area", 2),
    "MultiPolygon": ("area", 3),
}


def sniff_geojson(data: bytes) -> bool:
    """Whether a file looks like GeoJSON with indoor tags or cameras; IMDF, which is GeoJSON too, does not."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{") or b'"FeatureCollection"' not in data or b'"feature_type"' in data:
        return False
    return b'"indoor"' in data or b'"surveillance"' in data


def read_osm_geojson(data: bytes, file: str) -> Plan:
    """A plan from GeoJSON whose properties are OpenStreetMap tags (Simple Indoor Tagging).

    Raises Refused for what is no such file: Git LFS pointer, syntax, no FeatureCollection, projected
    coordinates, nothing of a floor plan.
    """
    refuse_pointer(data, file)
    source = read_source(data, file, "json")
    items = _read_items(source)
    _refuse_projected(source)
    return build_plan([_read_feature(source, item, index) for index, item in enumerate(items)], file)


def _read_items(source: Source) -> Sequence[object]:
    value = source.value
    if isinstance(value, dict):
        items = value.get("features")
        if value.get("type") == "FeatureCollection" and isinstance(items, list):
            return items
        if isinstance(value.get("elements"), list):
            hint = "Save it as GeoJSON or as .osm instead."
            raise Refused(
                [source.fault((), "this is the JSON of the Overpass server, not GeoJSON", hint=hint)]
            )
    hint = 'A map is {"type": "FeatureCollection", "features": [...]}.'
    raise Refused([source.fault((), "this is no GeoJSON FeatureCollection", hint=hint)])


def _refuse_projected(source: Source) -> None:
    system = source.value.get("crs") if isinstance(source.value, dict) else None
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str):
        says = f"the coordinates are in {name[:60]}, not in WGS 84 longitude and latitude"
        refuse_system(name, source.fault(("crs",), says))


def _read_feature(source: Source, item: object, index: int) -> Feature:
    line, column = source.where(("features", index))
    place = Place(source.file, line, column)
    feature = item if isinstance(item, dict) else {}
    properties = feature.get("properties")
    tags = _read_tags(properties if isinstance(properties, dict) else {})
    name = _read_id(feature, index)
    shape, parts = _read_geometry(feature.get("geometry"))
    broken = "" if parts else "feature-without-geometry"
    return Feature(name, tags, shape, parts, place, broken)


def _read_tags(properties: Mapping[str, object]) -> dict[str, str]:
    nested = properties.get("tags")
    tags = {**properties, **nested} if isinstance(nested, dict) else properties
    return {
        key: _word(value)
        for key, value in tags.items()
        if key not in _META and isinstance(value, str | int | float)
    }


def _word(value: str | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:.12g}"


def _read_id(feature: Mapping[str, object], index: int) -> str:
    properties = feature.get("properties")
    inner = properties if isinstance(properties, dict) else {}
    for said in (feature.get("id"), inner.get("@id"), inner.get("id")):
        if isinstance(said, str | int) and not isinstance(said, bool) and str(said).strip():
            kind, _, number = str(said).strip().rpartition("/")
            letter = {"node": "n", "way": "w", "relation": "r"}.get(kind, "f")
            if number.isascii() and number.isalnum():
                return f"{letter}{number[:20]}"
    return f"f{index + 1}"


def _read_geometry(geometry: object) -> tuple[Shape, tuple[Part, ...]]:
    """Shape and parts; no parts when anything in it cannot be read."""
    if not isinstance(geometry, dict) or geometry.get("type") not in _GEOMETRIES:
        return "none", ()
    shape, depth = _GEOMETRIES[geometry["type"]]
    try:
        return shape, tuple(
            part for part in _read_parts(geometry.get("coordinates"), shape, depth) if _whole(part)
        )
    except (TypeError, ValueError, IndexError):
        return shape, ()


def _whole(part: Part) -> bool:
    return bool(part) and bool(part[0])


def _read_parts(coordinates: object, shape: Shape, depth: int) -> list[Part]:
    if shape == "point":
        points = [coordinates] if depth == 0 else _items(coordinates)
        return [((_read_position(point),),) for point in points]
    if shape == "line":
        lines = [coordinates] if depth == 1 else _items(coordinates)
        return [(_read_line(line),) for line in lines]
    areas = [coordinates] if depth == 2 else _items(coordinates)
    return [tuple(_read_line(ring) for ring in _items(area)) for area in areas]


def _items(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _read_line(line: object) -> tuple[LonLat, ...]:
    return tuple(_read_position(position) for position in _items(line))


def _read_position(position: object) -> LonLat:
    lon, lat = _items(position)[:2]
    if not isinstance(lon, int | float) or not isinstance(lat, int | float) or isinstance(lon, bool):
        raise TypeError
    if not (isfinite(lon) and isfinite(lat)):
        raise ValueError
    return float(lon), float(lat)
