"""Signs that warn only whoever faces them: what can be reached without ever facing one (case 16).

While a sign is legible, an unwarned walk moves away from it, so its distance to the sign only grows. The
floor is cut into pieces by which signs are legible there. A piece is entered with, for each of its signs, the
least distance at which what is reached already touches it; reached within it is what lies at least that far
from every one of them. That is more than a walker can reach (arcs are drawn inside their circles), so what is
not reached is proved; a walk found in what is reached stands only when it is checked leg by leg.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, degrees, hypot

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Vector
from offcamera.sight.overlay import common_part, less
from offcamera.sight.walk import pieces_of

#: After so many rounds whole pieces are taken for reached.
_ROUNDS = 50
#: Pieces that are this near touch (m).
_TOUCH = 0.002
#: A distance that shrinks by less than this has settled (m).
_SETTLED = 1e-4


@dataclass(frozen=True, slots=True)
class Patch:
    """A connected piece of floor in which just these signs are legible."""

    level: str
    shape: BaseGeometry
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Map:
    """The patches of a site, where its signs hang, and the joins between levels; places in m."""

    patches: tuple[Patch, ...]
    signs: Mapping[tuple[str, str], Vector]
    joins: tuple[tuple[tuple[str, BaseGeometry], ...], ...] = ()


def part_floor(level: str, floor: BaseGeometry, notice: Mapping[str, BaseGeometry]) -> list[Patch]:
    """Cut a floor into patches by which signs are legible."""
    cells: list[tuple[frozenset[str], BaseGeometry]] = [(frozenset(), floor)]
    for sign, area in notice.items():
        inside = [(signs | {sign}, common_part(shape, area)) for signs, shape in cells]
        outside = [(signs, less(shape, area)) for signs, shape in cells]
        cells = [(signs, shape) for signs, shape in (*inside, *outside) if shape.area > 0]
    return [Patch(level, piece, signs) for signs, shape in cells for piece in pieces_of(shape)]


def reach_unwarned(
    site: Map, starts: Mapping[str, Sequence[BaseGeometry]]
) -> list[tuple[Patch, BaseGeometry]]:
    """Everything that a walk may reach without facing a legible sign: each patch with its reached part."""
    distances: dict[int, dict[str, float]] = {}
    queue: set[int] = set()
    for i, patch in enumerate(site.patches):
        for area in starts.get(patch.level, ()):
            if patch.shape.intersects(area):
                _enter(site, i, patch.shape.intersection(area), distances)
                queue.add(i)
    rounds: dict[int, int] = {}
    while queue:
        i = queue.pop()
        rounds[i] = rounds.get(i, 0) + 1
        reached = _reached(site, i, distances[i], whole=rounds[i] > _ROUNDS)
        for j, area in _touched(site, i, reached):
            if rounds.get(j, 0) <= _ROUNDS and _enter(site, j, area, distances):
                queue.add(j)
    return [(site.patches[i], _reached(site, i, d, whole=rounds[i] > _ROUNDS)) for i, d in distances.items()]


def _enter(site: Map, i: int, area: BaseGeometry, distances: dict[int, dict[str, float]]) -> bool:
    """Enter a patch from an area that touches it; was anything new reached by that?"""
    patch = site.patches[i]
    new = i not in distances
    mine = distances.setdefault(i, {})
    for sign in patch.signs:
        least = area.distance(Point(site.signs[(patch.level, sign)]))
        if least < mine.get(sign, float("inf")) - _SETTLED:
            mine[sign] = least
            new = True
    return new


def _reached(site: Map, i: int, distances: Mapping[str, float], *, whole: bool) -> BaseGeometry:
    patch = site.patches[i]
    if whole:
        return patch.shape
    nearer = [Point(site.signs[(patch.level, s)]).buffer(max(0.0, d - _TOUCH)) for s, d in distances.items()]
    return less(patch.shape, shapely.union_all(nearer))


def _touched(site: Map, i: int, reached: BaseGeometry) -> list[tuple[int, BaseGeometry]]:
    """The other patches that a reached part touches, each with where it does."""
    level = site.patches[i].level
    wide = reached.buffer(_TOUCH)
    found = []
    for j, patch in enumerate(site.patches):
        if j != i and patch.level == level and patch.shape.intersects(wide):
            found.append((j, patch.shape.intersection(wide)))
    for join in site.joins:
        if any(v == level and reached.intersects(a) for v, a in join):
            found += _over_link(site, join)
    return found


def _over_link(site: Map, join: Sequence[tuple[str, BaseGeometry]]) -> list[tuple[int, BaseGeometry]]:
    """Every patch in the rooms of a link."""
    pairs = [(j, p, a) for j, p in enumerate(site.patches) for v, a in join if v == p.level]
    return [(j, p.shape.intersection(a)) for j, p, a in pairs if p.shape.intersects(a)]


def stands_unwarned(
    walk: Sequence[Vector], notice: Mapping[str, BaseGeometry], signs: Mapping[str, Vector], angle: float
) -> bool:
    """Is a walk unwarned beyond doubt: each sign is more than ``angle`` off as a leg enters its area?

    On a straight leg that angle only grows, so where the leg enters the area decides (degrees).
    """
    for a, b in pairwise(walk):
        leg = LineString([a, b])
        for sign, area in notice.items():
            common = leg.intersection(area)
            if not common.is_empty and leg.length > 0:
                first = leg.interpolate(min(leg.project(Point(p)) for p in shapely.get_coordinates(common)))
                if _off(a, b, (first.x, first.y), signs[sign]) <= angle:
                    return False
    return True


def _off(a: Vector, b: Vector, at: Vector, sign: Vector) -> float:
    """The angle between the way of a leg and the way to a sign (degrees)."""
    dx, dy, sx, sy = b[0] - a[0], b[1] - a[1], sign[0] - at[0], sign[1] - at[1]
    size = hypot(dx, dy) * hypot(sx, sy)
    return degrees(acos(max(-1.0, min(1.0, (dx * sx + dy * sy) / size)))) if size else 0.0
