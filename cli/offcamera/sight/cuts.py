"""The floor of a site cut by its signs, as asked of one camera after the other: each cut is made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.sight.floor import Ints, Shapes
from offcamera.sight.overlay import common_part, less, together
from offcamera.sight.reach import Reach, Site
from offcamera.sight.tiles import Parts

#: What is this near touches (m): pieces are a millimetre inside their edge.
_TOUCH = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """Which notice counts: all of it, or all but what is ``watched`` already, level by level."""

    cuts: Cuts
    watched: Mapping[str, BaseGeometry] | None = None

    @property
    def is_whole(self) -> bool:
        """Does all of it count?"""
        return self.watched is None

    def on(self, level: str) -> BaseGeometry:
        """Where it warns on a level."""
        signed = self.cuts.signed[level]
        if self.watched is None or not len(self.cuts.met_by(self.watched, level, 0.0)):
            return signed
        return less(signed, self.watched[level])

    def of(self, level: str, shapes: Shapes) -> Shapes:
        """What of the reach of some signs of a level counts."""
        if self.watched is None:
            return shapes
        return np.array([less(shape, self.watched[level]) for shape in shapes], dtype=object)


class Cuts:
    """What is reached with all signs, with none, with their reach grown, without one of them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.all = Notice(self)
        self._shapes: dict[str, Shapes] = {
            v: np.array(list(s.notice.values()), dtype=object) for v, s in site.storeys.items()
        }
        self._trees = {v: shapely.STRtree(shapes) for v, shapes in self._shapes.items()}
        self._grown: dict[tuple[str, float], Shapes] = {}
        self._reached: dict[float, Reach] = {}
        self._lacking: dict[tuple[str, str], Reach] = {}
        self._standing: dict[tuple[str, str], bool] = {}

    @cached_property
    def signed(self) -> dict[str, BaseGeometry]:
        """Where some sign warns, level by level."""
        return {v: together(shapes) for v, shapes in self._shapes.items()}

    @cached_property
    def bare(self) -> Reach:
        """What is reached when no sign hangs."""
        return Reach(self.site, {v: s.tiles.bare for v, s in self.site.storeys.items()})

    def cut(self, notice: Notice, growth: float = 0.0) -> Reach:
        """What is reached unwarned, with the reach of the signs grown by so much (m).

        What is watched is never warned before one is on it, however far a sign is read there.
        """
        if notice.watched is not None and any(
            len(self.met_by(notice.watched, level, growth)) for level in self.site.storeys
        ):
            return self._cut_anew(notice, notice.watched, growth)
        if growth not in self._reached:
            left = {v: s.tiles.less(self._grow(v, growth)) for v, s in self.site.storeys.items()}
            self._reached[growth] = Reach(self.site, left)
        return self._reached[growth]

    def met_by(self, watched: Mapping[str, BaseGeometry], level: str, growth: float) -> Ints:
        """The signs of a level whose reach, grown, meets what is watched."""
        near = self._trees[level].query(watched[level], predicate="dwithin", distance=growth + _TOUCH)
        return np.asarray(near[shapely.intersects(self._grow(level, growth)[near], watched[level])])

    def _grow(self, level: str, growth: float) -> Shapes:
        """The reach of the signs of a level, grown."""
        if (level, growth) not in self._grown:
            shapes = self._shapes[level]
            grown = np.asarray(shapely.buffer(shapes, growth)) if growth else shapes
            self._grown[level, growth] = grown
        return self._grown[level, growth]

    def _cut_anew(self, notice: Notice, watched: Mapping[str, BaseGeometry], growth: float) -> Reach:
        """What is reached where some of the notice does not count: other than else only near that."""
        base, left = self.cut(self.all, growth), dict[str, Parts]()
        for level, storey in self.site.storeys.items():
            met, taken = self.met_by(watched, level, growth), self._grow(level, growth).copy()
            lost = together([common_part(area, watched[level]) for area in taken[met]])
            taken[met] = notice.of(level, taken[met])
            left[level] = storey.tiles.less(taken, base.floors[level].parts, lost)
        return Reach(self.site, left, base)

    def comes_to(self, reach: Reach, watched: Mapping[str, BaseGeometry]) -> bool:
        """Does a reached piece, or a start, touch watched floor?"""
        return any(
            shapely.dwithin(a, watched[v], _TOUCH) for v, s in self.site.storeys.items() for _, a in s.starts
        ) or any(
            ground.reached[ground.parts.near(watched[v], _TOUCH)].any() for v, ground in reach.floors.items()
        )

    def carries(self, notice: Notice, level: str, sign: str) -> bool:
        """Might a proof rest on a sign: does it bound what is reached unwarned, or cover a start?"""
        if notice.watched is not None:
            return self._stands_at(self.cut(notice), level, sign)
        if (level, sign) not in self._standing:
            self._standing[level, sign] = self._stands_at(self.cut(notice), level, sign)
        return self._standing[level, sign]

    def _stands_at(self, reach: Reach, level: str, sign: str) -> bool:
        storey, ground = self.site.storeys[level], reach.floors[level]
        area = storey.notice[sign]
        if area.is_empty:
            return False
        begun = [a for _, a in storey.starts] + [a for join in self.site.joins for v, a in join if v == level]
        return bool(ground.reached[ground.parts.near(area, _TOUCH)].any()) or any(
            shapely.dwithin(shape, area, _TOUCH) for shape in begun
        )

    def lacking(self, notice: Notice, level: str, sign: str) -> Reach:
        """What is reached unwarned without one sign of a level."""
        key = (level, sign) if notice.watched is None else None
        if key in self._lacking:
            return self._lacking[key]
        reach = self._lack(notice, level, sign)
        if key is not None:
            self._lacking[key] = reach
        return reach

    def _lack(self, notice: Notice, level: str, sign: str) -> Reach:
        base, storey = self.cut(notice), self.site.storeys[level]
        others = np.array([a for s, a in storey.notice.items() if s != sign], dtype=object)
        parts = {v: ground.parts for v, ground in base.floors.items()}
        near = storey.notice[sign].buffer(_TOUCH)
        parts[level] = storey.tiles.less(notice.of(level, others), parts[level], near)
        return Reach(self.site, parts)

    def notice(self, watched: Mapping[str, BaseGeometry], *, before: bool) -> Notice:
        """What warns in time: all that is signed, or (``before``) what of it is not watched yet."""
        if not before or not self.comes_to(self.cut(self.all), watched):
            return self.all  # nobody unwarned comes near enough to read too late
        return Notice(self, watched)
