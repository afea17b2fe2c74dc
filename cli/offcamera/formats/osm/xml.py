"""OpenStreetMap files (.osm, API 0.6): nodes, ways and relations with the place of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from xml.parsers import expat

from offcamera.errors import Fault, Refused
from offcamera.formats.osm.feature import Feature, LonLat, Shape
from offcamera.formats.osm.multipolygon import assemble
from offcamera.formats.osm.plan import build_plan
from offcamera.formats.osm.pointer import refuse_pointer
from offcamera.model.place import Doubt, Place
from offcamera.model.plan import Plan

#: Ways that are lines even when they end where they began (osmtogeojson's rule, kept short).
_LINE_KEYS = ("highway", "barrier", "railway", "door", "window")


def sniff_xml(data: bytes) -> bool:
    """Whether a file looks like an .osm file with indoor tags or cameras."""
    return b"<osm" in data[:4096] and (b'"indoor"' in data or b"'indoor'" in data or b"surveillance" in data)


def read_osm_xml(data: bytes, file: str) -> Plan:
    """A plan from an .osm file in Simple Indoor Tagging.

    Raises Refused, with line and column, for syntax, a document type (entities can grow without end), any
    other root than ``osm``; and without them for projected coordinates and maps with nothing of a plan.
    """
    refuse_pointer(data, file)
    reader = _Reader(file)
    reader.read(data)
    return build_plan(reader.features(), file, _doubt_elements(reader))


def _doubt_elements(reader: _Reader) -> list[Doubt]:
    doubts = [Doubt("id-twice", (), one.place, "warning", {"id": one.id[:20]}) for one in reader.twice]
    if reader.deleted:
        figures = {"count": len(reader.deleted)}
        doubts.append(Doubt("elements-deleted", (), reader.deleted[0], "note", figures))
    return doubts


@dataclass(slots=True)
class _Element:
    """A node, way or relation as it stands in the file."""

    kind: str
    id: str
    place: Place
    at: LonLat | None = None
    nodes: list[str] = field(default_factory=list)
    members: list[tuple[str, str, str]] = field(default_factory=list)  #: type, ref, role
    tags: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Gathers the elements of one file while expat reads it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.elements: list[_Element] = []
        self.twice: list[_Element] = []
        self.by_id: dict[tuple[str, str], _Element] = {}
        self.deleted: list[Place] = []
        self._open: _Element | None = None
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def read(self, data: bytes) -> None:
        """Parse the whole file."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as problem:
            says = f"this is no well-formed XML: {expat.ErrorString(problem.code)}"
            raise Refused([Fault(says, self.file, problem.lineno, problem.offset + 1)]) from problem
        except (ValueError, LookupError) as problem:
            raise Refused([Fault(f"the encoding cannot be read: {problem}", self.file, 1, 1)]) from problem

    def _here(self) -> Place:
        return Place(self.file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse(self, says: str, advice: str) -> None:
        here = self._here()
        raise Refused([Fault(says, self.file, here.line, here.column, help=advice)])

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse(
            "a document type is not allowed", "Take the line <!DOCTYPE …> out: no .osm file needs it."
        )

    def _start(self, name: str, said: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != "osm":
            self._refuse(
                f"the root is <{name[:40]}>, not <osm>", "Save the map as .osm (OpenStreetMap API 0.6)."
            )
        if name in ("node", "way", "relation"):
            self._open = self._begin(name, said)
        elif self._open is not None:
            _add(self._open, name, said)

    def _begin(self, kind: str, said: dict[str, str]) -> _Element | None:
        if said.get("action") == "delete" or said.get("visible") == "false":
            self.deleted.append(self._here())
            return None
        return _Element(kind, said.get("id", ""), self._here(), _read_place(said))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open is not None and name == self._open.kind:
            self._keep(self._open)
            self._open = None

    def _keep(self, element: _Element) -> None:
        """Of two elements with one id the first is the one that others refer to; both are read."""
        self.elements.append(element)
        if self.by_id.setdefault((element.kind, element.id), element) is not element:
            self.twice.append(element)

    def features(self) -> list[Feature]:
        """Everything with a tag, as features: nodes as points, ways as lines or areas, multipolygons."""
        return [self._feature(element) for element in self.elements if element.tags]

    def _feature(self, element: _Element) -> Feature:
        name = f"{element.kind[0]}{element.id}"
        if element.kind == "node":
            parts = (((element.at,),),) if element.at else ()
            return Feature(
                name, element.tags, "point", parts, element.place, "" if parts else "feature-without-geometry"
            )
        if element.kind == "way":
            return self._way(element, name)
        return self._relation(element, name)

    def _way(self, way: _Element, name: str) -> Feature:
        places = self._places(way)
        shape: Shape = "area" if _is_area(way) else "line"
        if len(places) < len(way.nodes) or not places:
            return Feature(name, way.tags, shape, (), way.place, "way-with-missing-nodes")
        return Feature(name, way.tags, shape, ((tuple(places),),), way.place)

    def _places(self, way: _Element) -> list[LonLat]:
        nodes = [self.by_id.get(("node", ref)) for ref in way.nodes]
        return [node.at for node in nodes if node is not None and node.at is not None]

    def _locate(self, *ways: tuple[str, ...]) -> dict[str, LonLat]:
        nodes = {ref: self.by_id.get(("node", ref)) for way in ways for ref in way}
        return {ref: node.at for ref, node in nodes.items() if node is not None and node.at is not None}

    def _relation(self, relation: _Element, name: str) -> Feature:
        if relation.tags.get("type") != "multipolygon":
            return Feature(name, relation.tags, "none", (), relation.place, "relation-not-read")
        tags = {key: value for key, value in relation.tags.items() if key != "type"}
        rings: dict[str, list[tuple[str, ...]]] = {"outer": [], "inner": []}
        for kind, ref, role in relation.members:
            way = self.by_id.get((kind, ref))
            if kind != "way" or way is None or len(self._places(way)) < len(way.nodes):
                return Feature(name, tags, "area", (), relation.place, "multipolygon-with-missing-ways")
            rings["inner" if role == "inner" else "outer"].append(tuple(way.nodes))
        parts = assemble(rings["outer"], rings["inner"], self._locate(*rings["outer"], *rings["inner"]))
        return Feature(name, tags, "area", parts, relation.place, "" if parts else "multipolygon-not-closed")


def _add(element: _Element, name: str, said: dict[str, str]) -> None:
    if name == "tag" and "k" in said:
        element.tags[said["k"]] = said.get("v", "")
    elif name == "nd":
        element.nodes.append(said.get("ref", ""))
    elif name == "member":
        element.members.append((said.get("type", ""), said.get("ref", ""), said.get("role", "")))


def _read_place(said: dict[str, str]) -> LonLat | None:
    try:
        lon, lat = float(said["lon"]), float(said["lat"])
    except (KeyError, ValueError):
        return None
    return (lon, lat) if isfinite(lon) and isfinite(lat) else None


def _is_area(way: _Element) -> bool:
    if len(way.nodes) < 4 or way.nodes[0] != way.nodes[-1]:
        return False
    if way.tags.get("area") == "yes" or way.tags.get("highway") == "elevator" or "indoor" in way.tags:
        return True
    return way.tags.get("area") != "no" and not any(key in way.tags for key in _LINE_KEYS)
