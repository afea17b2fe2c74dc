"""Whether a sheet fits where it is to hang: on one straight wall, off openings, and over no other sign."""

from __future__ import annotations

from functools import cached_property
from math import cos, hypot, radians, sin

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.model.sign import Sign
from offcamera.model.space import Opening
from offcamera.sight.floor import Vector
from offcamera.sight.overlay import grow, whole
from offcamera.sight.scene import LevelScene

#: A sheet may pass an edge by so much (m): places are told to the centimetre.
_PLAY = 0.015
#: So thick may a wall be between where a sign is drawn and the face that it hangs on (m).
_THICK = 0.35
#: So far ahead of a print lies the room that it looks into (m).
_AHEAD = 0.4
#: Prints that look less than 60 degrees apart hang on the same face of a wall.
_SAME_FACE = 0.5
#: A sign whose size the plan does not say is taken to be an A1 sheet on its side (m).
_UNSAID = (0.841, 0.841)


class Walls:
    """The walls of one level as those see them who hang signs; everything in plan metres."""

    def __init__(self, scene: LevelScene) -> None:
        self.scene = scene
        indoors = (r for r in scene.level.rooms if not r.outdoor)
        self.rooms = [whole(Polygon(r.polygon, r.holes)) for r in indoors]
        self._tree = shapely.STRtree(self.rooms)

    def takes(self, sign: Sign) -> bool:
        """Does a sign fit on its wall, clear of openings and of the signs that hang there?"""
        if any(overlap(sign, other) for other in self.scene.level.signs if other.id != sign.id):
            return False
        return sign.on == "post" or self._fits(sign)

    def _fits(self, sign: Sign) -> bool:
        wall = self._wall_behind(sign)
        if wall is None:
            return False
        face, sheet = wall
        if not face.boundary.buffer(_PLAY).covers(sheet):
            return False
        return not any(hole.intersection(sheet).length > _PLAY for hole in self._holes_near(sign, sheet))

    def _wall_behind(self, sign: Sign) -> tuple[BaseGeometry, LineString] | None:
        """The shape whose edge the sheet hangs on, and the line of the sheet on that edge."""
        nx, ny = _normal(sign)
        half, here = _size(sign)[0] / 2, Point(sign.at)
        sheet = LineString([(sign.at[0] + s * half * ny, sign.at[1] - s * half * nx) for s in (1, -1)])
        ahead = Point(sign.at[0] + _AHEAD * nx, sign.at[1] + _AHEAD * ny)
        inside = self._tree.query(ahead, predicate="within")
        face = self.rooms[inside[0]] if len(inside) else self._outline
        away = 0.0 if face.boundary.distance(here) <= _PLAY else here.distance(face)
        if away > _THICK or face.is_empty:
            return None
        side = 1.0 if len(inside) else -1.0
        return face, translate(sheet, side * away * nx, side * away * ny)

    @cached_property
    def _outline(self) -> BaseGeometry:
        """All rooms as one: what stands outdoors, the walls between rooms filled."""
        half = _THICK / 2
        rooms = shapely.union_all(self.rooms)
        return grow(grow(rooms, half), -half)

    def _holes_near(self, sign: Sign, sheet: LineString) -> list[BaseGeometry]:
        """Where a wall is open at the height of the sheet, as thick as a wall."""
        near = self._hole_tree.query(sheet, predicate="intersects")
        low, high = _span(sign)
        found = []
        for n in near.tolist():
            opening, shape = self._holes[n]
            if opening is None or (opening.sill < high and (opening.head is None or opening.head > low)):
                found.append(shape)
        return found

    @cached_property
    def _hole_tree(self) -> shapely.STRtree:
        return shapely.STRtree([shape for _, shape in self._holes])

    @cached_property
    def _holes(self) -> list[tuple[Opening | None, BaseGeometry]]:
        """Openings, and the gaps where rooms are open to one another."""
        level, mesh = self.scene.level, self.scene.mesh
        lines: list[tuple[Opening | None, LineString]] = [(o, LineString(o.line)) for o in level.openings]
        shift = np.array(mesh.origin)
        gaps = (s for s in mesh.stretches if s.hole >= len(level.openings))
        lines += [(None, LineString(np.array([s.start, s.end]) + shift)) for s in gaps]
        return [(opening, line.buffer(_THICK, cap_style="flat")) for opening, line in lines]


def overlap(one: Sign, other: Sign) -> bool:
    """Would two signs hang over one another: on the same face of a wall, or about the same place?"""
    dx, dy = other.at[0] - one.at[0], other.at[1] - one.at[1]
    reach = (_size(one)[0] + _size(other)[0]) / 2
    low, high = max(_span(one)[0], _span(other)[0]), min(_span(one)[1], _span(other)[1])
    if low >= high or hypot(dx, dy) >= reach + _THICK:
        return False
    if "post" in (one.on, other.on):
        return hypot(dx, dy) < reach
    nx, ny = _normal(one)
    along, off = abs(dx * ny - dy * nx), abs(dx * nx + dy * ny)
    return along < reach - _PLAY and off <= _THICK and _is_on_face(one, other)


def _is_on_face(one: Sign, other: Sign) -> bool:
    """Do two prints look the same way, as far as the plan says?"""
    both = {one.on, other.on} & {"both-sides"} or one.double_sided or other.double_sided
    if other.facing is None or one.facing is None or both:
        return True
    return cos(radians(one.facing - other.facing)) > _SAME_FACE


def _normal(sign: Sign) -> Vector:
    turn = radians(sign.facing or 0.0)
    return sin(turn), cos(turn)


def _size(sign: Sign) -> tuple[float, float]:
    return sign.size or _UNSAID


def _span(sign: Sign) -> tuple[float, float]:
    """From how low to how high a sheet hangs (m); from the floor up where nothing says."""
    if sign.height is None:
        return -np.inf, np.inf
    half = _size(sign)[1] / 2
    return sign.height - half, sign.height + half
