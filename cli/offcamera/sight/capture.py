"""What a camera captures: pieces of the floor, each with its room and the leaves that light came through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Shapes
from offcamera.sight.light import Link, Source, Wedge, started_over, walk_light
from offcamera.sight.limits import (
    Limits,
    Part,
    Polygon,
    area_of,
    between_heights,
    clip,
    through_face,
    within_heights,
    within_range,
)
from offcamera.sight.terrain import Terrain

#: Points of drawn polygons are rounded to this many places: unions lose area when edges differ by an ulp.
_PLACES = 7


@dataclass(frozen=True, slots=True)
class Piece:
    """A convex polygon of the floor (camera's frame, m) that is captured when ``leaves`` all stand open.

    ``rooms`` is the number of a room set of the mesh. ``near`` tells whether it lies within the range.
    ``holes`` are the openings that the light came through, in its order.
    ``strand`` is the same for pieces that may lie over each other: one stretch of light, several bands.
    """

    polygon: Polygon
    rooms: int
    leaves: frozenset[int]
    holes: tuple[int, ...]
    near: bool
    strand: tuple[int, int, int]
    crosses_air: bool = False  #: its light left the open air again, other than through a wall's thickness


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a capture: the field, the body line on the level, and the stated range (m)."""

    parts: Sequence[Part]
    body: tuple[float, float]
    reach: float | None = None


class Captured:
    """Everything that is captured from one place, in every state of the doors at once.

    ``floors`` gives the lowest and highest floor (m) of a room set: the body line of a place runs from the
    lower plus the shins to the higher plus the head (case 35). The light is walked at once; the places that
    it shows are worked out room by room, when they are asked for.
    """

    def __init__(
        self,
        terrain: Terrain,
        source: Source,
        question: Question,
        floors: Callable[[int], tuple[float, float]],
    ) -> None:
        self.reach = question.reach
        self._light: dict[int, list[tuple[int, Part, _Compiler, Wedge]]] = {}
        self._pieces: dict[int, list[Piece]] = {}
        for c, part in enumerate(question.parts):
            compiler = _Compiler(terrain, source, question, floors)
            for wedge in walk_light(terrain, source, part.right, part.left):
                self._light.setdefault(terrain.rooms[wedge.triangle], []).append((c, part, compiler, wedge))

    @property
    def rooms(self) -> Iterable[int]:
        """Numbers of the room sets that any light reaches; a person need not be seen in each."""
        return self._light.keys()

    def pieces(self, rooms: int) -> list[Piece]:
        """The pieces in the rooms of one set."""
        if rooms not in self._pieces:
            lit = self._light.get(rooms, ())
            self._pieces[rooms] = [p for c, part, how, wedge in lit for p in self._cut(c, part, how, wedge)]
        return self._pieces[rooms]

    def all(self) -> list[Piece]:
        """All pieces."""
        return [p for rooms in self._light for p in self.pieces(rooms)]

    def _cut(self, c: int, part: Part, compiler: _Compiler, wedge: Wedge) -> Iterable[Piece]:
        outline = _outline(wedge)
        for b, body in enumerate(part.bodies):
            limits = compiler.limits(wedge, b, body)
            polygon = within_heights(clip(outline, limits.plan), limits)
            if len(polygon) > 2:
                yield from _by_range(polygon, self.reach, wedge, compiler.rooms(wedge), (c, wedge.path, b))


def _outline(wedge: Wedge) -> Polygon:
    """The wedge between the last face and its end, counter-clockwise."""
    (rx, ry), (lx, ly) = wedge.right, wedge.left
    r, l = wedge.nx * rx + wedge.ny * ry, wedge.nx * lx + wedge.ny * ly
    far = [(rx / r, ry / r), (lx / l, ly / l)]
    if wedge.link is None:
        return [(0.0, 0.0), *far]
    r, l = wedge.link.nx * rx + wedge.link.ny * ry, wedge.link.nx * lx + wedge.link.ny * ly
    return [(rx / r, ry / r), *far, (lx / l, ly / l)]


def _by_range(
    polygon: Polygon, reach: float | None, wedge: Wedge, rooms: int, strand: tuple[int, int, int]
) -> Iterable[Piece]:
    links = list(wedge.link) if wedge.link else []
    leaves = frozenset(k.band.leaf for k in links if k.band.leaf is not None)
    holes = tuple(dict.fromkeys(k.band.hole for k in reversed(links) if k.band.hole is not None))
    air = _crosses_air(links)
    inner = polygon if reach is None else within_range(polygon, reach)
    if len(inner) > 2:
        yield Piece(inner, rooms, leaves, holes, True, strand, air)
    if inner is not polygon:
        yield Piece(polygon, rooms, leaves, holes, False, strand, air)


def _crosses_air(links: list[Link]) -> bool:
    """Did the light come back from open air, other than through one wall? Farthest link first."""
    for i, link in enumerate(links):
        if link.left == 0 and link.band.hole is not None:
            before = links[i + 1] if i + 1 < len(links) else None
            if before is None or before.left == 0 or before.band.hole != link.band.hole:
                return True
    return False


class _Compiler:
    """The limits of each chain of faces, worked out once."""

    def __init__(
        self,
        terrain: Terrain,
        source: Source,
        question: Question,
        floors: Callable[[int], tuple[float, float]],
    ) -> None:
        self.terrain, self.source, self.question, self.floors = terrain, source, question, floors
        self._known: dict[tuple[int, int, int, tuple[int, ...]], Limits] = {}
        self._faces: dict[int, Limits] = {}
        self._kept: list[Link | None] = []

    def rooms(self, wedge: Wedge) -> int:
        """The room set of the cell that the wedge lies in."""
        return self.terrain.rooms[wedge.triangle]

    def limits(self, wedge: Wedge, b: int, body: Limits) -> Limits:
        """What bounds the places at which a person is seen along the wedge's chain."""
        solids = self.terrain.solids.get(wedge.triangle, ())
        key = (id(wedge.link), b, self.rooms(wedge), solids)
        if key not in self._known:
            self._known[key] = body if self.source.height is None else self._bound(wedge, solids) + body
        return self._known[key]

    def _bound(self, wedge: Wedge, solids: tuple[int, ...]) -> Limits:
        c = self.source.height or 0.0
        low, high = self.floors(self.rooms(wedge))
        limits = between_heights(self.question.body[0] + low, self.question.body[1] + high, c)
        if wedge.link is not None:
            limits += self._chain(wedge.link, c)
        for s in solids:
            side = wedge.link.side_of(s) if wedge.link else None
            over = started_over(self.source, s, self.terrain) if side is None else side
            top, base = self.terrain.mesh.tops[s], self.terrain.mesh.bases[s]
            limits += between_heights(top, inf, c) if over else between_heights(-inf, base, c)
        return limits

    def _chain(self, link: Link, c: float) -> Limits:
        """The limits of all faces of a chain, those of its beginning kept from before."""
        if id(link) not in self._faces:
            self._kept.append(link)
            face = through_face(link.nx, link.ny, link.band.low, link.band.high, c)
            self._faces[id(link)] = face if link.parent is None else self._chain(link.parent, c) + face
        return self._faces[id(link)]


def area_of_pieces(pieces: Sequence[Piece], *, overlapping: bool = False) -> float:
    """The floor (m²) that some pieces cover together.

    Pieces of different strands never overlap, so their areas add up; within a strand (one stretch of light
    over several bands), or where several heads or places look, the union is measured.
    """
    if overlapping:
        return union_area(pieces)
    strands: dict[tuple[int, int, int], list[Piece]] = {}
    for piece in pieces:
        strands.setdefault(piece.strand, []).append(piece)
    return sum(area_of(s[0].polygon) if len(s) == 1 else union_area(s) for s in strands.values())


def union_area(pieces: Sequence[Piece]) -> float:
    """The area of the union of some pieces (m²)."""
    return float(join_polygons([p.polygon for p in pieces]).area)


def join_polygons(polygons: Sequence[Polygon]) -> BaseGeometry:
    """The union of some polygons, checked against what their areas allow.

    Corners are rounded first: a union of polygons that share an edge to within an ulp may lose area without
    a word. Where the union still falls short of its largest part it is made again on a grid of 1 µm.
    """
    shapes = _rounded(polygons)
    if not len(shapes):
        return shapely.Polygon()
    joined = shapely.union_all(shapes)
    areas = shapely.area(shapes)
    if joined.area < areas.max() * (1 - 1e-6) or joined.area > areas.sum() * (1 + 1e-6):
        joined = shapely.union_all(shapes, grid_size=1e-6)
    return joined


def _rounded(polygons: Sequence[Polygon]) -> Shapes:
    """Some polygons as shapely takes them, their corners rounded, without those that have no area then."""
    if not polygons:
        return np.empty(0, dtype=object)
    corners = np.round(np.array([corner for polygon in polygons for corner in polygon]), _PLACES)
    number = np.repeat(np.arange(len(polygons)), [len(polygon) for polygon in polygons])
    rings = shapely.linearrings(corners, indices=number)
    shapes = np.atleast_1d(np.asarray(shapely.polygons(rings), dtype=object))
    return shapes[shapely.is_valid(shapes) & (shapely.area(shapes) > 0)]
