"""The pieces of floor that a walk reaches once something is taken out: worked out once for all cameras."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Vector
from offcamera.sight.overlay import common_part, less
from offcamera.sight.route import Sleeves
from offcamera.sight.walk import pieces_of

#: What is taken out of the floor of a level before the walk.
Removal = Callable[[str], BaseGeometry]
#: What is this near touches (m): pieces are drawn a millimetre inside their edge.
_TOUCH = 0.005
#: A join of levels: (level, area of the linked room) each.
Join = tuple[tuple[str, BaseGeometry], ...]


@dataclass(frozen=True, slots=True)
class Storey:
    """One level of a walk (m): its floor, where walks begin, what each camera watches, what signs warn of."""

    floor: BaseGeometry
    starts: tuple[tuple[str, BaseGeometry], ...]
    monitored: Mapping[str, BaseGeometry]
    notice: Mapping[str, BaseGeometry]
    signs: Mapping[str, Vector] = field(default_factory=dict)  #: where each sign hangs


@dataclass(frozen=True, slots=True)
class Site:
    """All levels by id, and the joins between them: each a list of (level, area of the linked room)."""

    storeys: Mapping[str, Storey]
    joins: tuple[Join, ...] = ()


class Piece:
    """A connected piece of the floor of a level, and the piece and join by which it is reached, if any."""

    def __init__(self, level: str, shape: BaseGeometry) -> None:
        self.level, self.shape = level, shape
        self.before: tuple[Piece, Join] | None = None
        shapely.prepare(shape)

    @cached_property
    def sleeves(self) -> Sleeves:
        """The piece in triangles, to be walked over."""
        return Sleeves(self.shape)

    def within(self, goal: BaseGeometry) -> BaseGeometry:
        """The part of a goal that lies on the piece."""
        if self.shape.contains_properly(goal):
            return goal
        if not self.shape.intersects(goal):
            return shapely.Polygon()
        return common_part(self.shape, goal)


def reach(site: Site, removed: Removal) -> list[Piece]:
    """The pieces of floor, less what is removed, that some start reaches, over links too."""
    pieces = [Piece(v, p) for v, s in site.storeys.items() for p in pieces_of(less(s.floor, removed(v)))]
    reached = [p for p in pieces if any(p.shape.intersects(a) for _, a in site.storeys[p.level].starts)]
    known = set(map(id, reached))
    for piece in reached:  # grows while it is walked over: those over fewest links come first
        for join in site.joins:
            if _is_touched(piece, join):
                for other in pieces:
                    if id(other) not in known and _is_touched(other, join):
                        known.add(id(other))
                        other.before = piece, join
                        reached.append(other)
    return [p for p in pieces if id(p) in known]


def _is_touched(piece: Piece, join: Join) -> bool:
    return any(v == piece.level and piece.shape.intersects(a) for v, a in join)


def meet(pieces: list[Piece], goals: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The part of the goals that lies on the pieces, level by level."""
    return {
        level: shapely.union_all([p.within(goal) for p in pieces if p.level == level])
        for level, goal in goals.items()
        if not goal.is_empty
    }


def area_of(shapes: Mapping[str, BaseGeometry]) -> float:
    """The area of what lies on all levels (m²)."""
    return sum(s.area for s in shapes.values())


class Cuts:
    """The floor of a site cut by its signs, as asked of one camera after the other: each cut is made once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._grown: dict[float, list[Piece]] = {}
        self._lacking: dict[tuple[str, str], list[Piece]] = {}
        self._standing: dict[tuple[str, str], bool] = {}

    @cached_property
    def signed(self) -> dict[str, BaseGeometry]:
        """Where some sign warns, level by level."""
        return {v: shapely.union_all(list(s.notice.values())) for v, s in self.site.storeys.items()}

    @cached_property
    def bare(self) -> list[Piece]:
        """What is reached when no sign hangs."""
        return reach(self.site, lambda _: shapely.Polygon())

    def cut(self, notice: Mapping[str, BaseGeometry], growth: float) -> list[Piece]:
        """What is reached unwarned, with the reach of the signs grown by so much (m)."""
        if notice is self.signed and growth in self._grown:
            return self._grown[growth]
        grown = {v: a.buffer(growth) if growth else a for v, a in notice.items()}
        pieces = reach(self.site, lambda level: grown[level])
        if notice is self.signed:
            self._grown[growth] = pieces
        return pieces

    def comes_to(self, pieces: list[Piece], watched: Mapping[str, BaseGeometry]) -> bool:
        """Does a reached piece, or a start, touch watched floor?"""
        begun = any(
            a.distance(watched[v]) < _TOUCH for v, s in self.site.storeys.items() for _, a in s.starts
        )
        return begun or any(
            shapely.dwithin(p.shape, watched[p.level], _TOUCH)
            for p in pieces
            if not watched[p.level].is_empty
        )

    def carries(self, notice: Mapping[str, BaseGeometry], level: str, sign: str) -> bool:
        """Might a proof rest on a sign: does it bound what is reached unwarned, or cover a start?"""
        if notice is not self.signed:
            return self._stands_at(self.cut(notice, 0.0), level, sign)
        if (level, sign) not in self._standing:
            self._standing[level, sign] = self._stands_at(self.cut(notice, 0.0), level, sign)
        return self._standing[level, sign]

    def _stands_at(self, pieces: list[Piece], level: str, sign: str) -> bool:
        storey = self.site.storeys[level]
        area = storey.notice[sign]
        near = [*(p.shape for p in pieces if p.level == level), *(a for _, a in storey.starts)]
        near += [a for join in self.site.joins for v, a in join if v == level]
        return not area.is_empty and any(shapely.dwithin(shape, area, _TOUCH) for shape in near)

    def lacking(self, notice: Mapping[str, BaseGeometry], level: str, sign: str) -> list[Piece]:
        """What is reached unwarned without one sign of a level."""
        if notice is self.signed and (level, sign) in self._lacking:
            return self._lacking[level, sign]
        others = shapely.union_all([a for s, a in self.site.storeys[level].notice.items() if s != sign])
        fewer = {**notice, level: common_part(notice[level], others)}
        pieces = reach(self.site, lambda v: fewer[v])
        if notice is self.signed:
            self._lacking[level, sign] = pieces
        return pieces

    def notice(self, watched: Mapping[str, BaseGeometry], *, before: bool) -> Mapping[str, BaseGeometry]:
        """What warns in time: all that is signed, or (``before``) what of it is not watched yet."""
        if not before or not any(self.signed[v].intersects(a) for v, a in watched.items()):
            return self.signed
        if not self.comes_to(self.cut(self.signed, 0.0), watched):
            return self.signed  # nobody unwarned comes near enough to read too late
        return {v: less(a, watched[v]) for v, a in self.signed.items()}
