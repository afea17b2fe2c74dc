"""What every place for a sign could warn of: at most, at no cost; and really, where it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.floor import Bools, Floats, Ints
from offcamera.suggest_signs.lattice import Trail
from offcamera.suggest_signs.prints import HEIGHT, Print, hang
from offcamera.suggest_signs.regions import ANYWHERE, Regions
from offcamera.suggest_signs.spots import Spot
from offcamera.suggest_signs.wall import overlap

#: A sign on a post costs as much as so many on walls: it must be set up, and is in the way.
POST, WALL = 3, 2
#: Points of a walk are so near to each other (m) where it is asked what could warn it at most.
_APART = 0.2
#: So far ahead of a print lies the room that it looks into (m).
_AHEAD = 0.4
#: By so much more (m) than its ball a sign is taken to be read where that is only asked at most.
_SLACK = 0.15

#: A walk that only grazes the edge of what a sign warns of (m) is not met: one beside it slips by.
_GRAZED = 0.004
#: So many pairs of a place and a point are asked at once.
_BATCH = 400_000


class Places:
    """Places for signs, each with its print, and what each is known to warn of.

    ``useless``: the floor of each level where reading comes too late (mesh's frame).
    """

    def __init__(
        self,
        asked: tuple[Site, Params],
        tried: Sequence[tuple[Spot, Print]],
        useless: Mapping[str, BaseGeometry],
    ) -> None:
        self.site, self.params = site, params = asked
        self.useless = useless
        self.spots, self.prints = [s for s, _ in tried], [p for _, p in tried]
        spots = self.spots
        self.cost = [POST if spot.post else WALL for spot in spots]
        self.real: dict[int, BaseGeometry] = {}
        self._well_inside: dict[int, BaseGeometry] = {}
        self._origin = {v: np.array(s.mesh.origin) for v, s in site.scene.levels.items()}
        self._at = np.array([np.array(s.at) - self._origin[s.level] for s in spots]).reshape(-1, 2)
        self._reach = np.array([p.reach(params) for p in self.prints])[:, None]
        self._facing = np.radians([s.facing for s in spots])
        self._post = np.array([s.post for s in spots], dtype=bool)
        self._level = np.array([s.level for s in spots])
        self._regions = {v: Regions(site.walks.walkers(v, params.walkers)) for v in site.scene.levels}
        self._region = self._find_regions()

    def _find_regions(self) -> Ints:
        """The region that each print looks into."""
        found = np.full(len(self.spots), ANYWHERE)
        normal = np.stack([np.sin(self._facing), np.cos(self._facing)], axis=1)
        for level, regions in self._regions.items():
            here = self._level == level
            found[here] = regions.of(self._at[here] + _AHEAD * normal[here])
        return found

    def area(self, i: int) -> BaseGeometry:
        """Where the sign in a place can be read, where that counts (mesh's frame)."""
        if i not in self.real:
            spot = self.spots[i]
            sign = hang(spot, self.prints[i], self.params)
            who = self.params.walkers
            area = self.site.walks.notice_of(spot.level, sign, self.params.reading, who)
            self.real[i] = area.difference(self.useless[spot.level])
        return self.real[i]

    def overlap(self, i: int, j: int) -> bool:
        """Would the signs of two places hang over one another?"""
        if self.spots[i].level != self.spots[j].level:
            return False
        one, other = (hang(self.spots[n], self.prints[n], self.params) for n in (i, j))
        return overlap(one, other)

    def could_warn(self, level: str, points: Floats) -> Bools:
        """For every place and point: could it be read there, if nothing stood between (design 3.3)?"""
        reading = self.params.reading
        away = points[None, :, :] - self._at[:, None, :]
        normal = np.stack([np.sin(self._facing), np.cos(self._facing)], axis=1)
        ahead = np.einsum("spk,sk->sp", away, normal)
        ahead = np.where(self._post[:, None], np.abs(ahead), ahead) + _SLACK
        flat = np.hypot(away[..., 0], away[..., 1])
        found = np.broadcast_to((self._level == level)[:, None], ahead.shape).copy()
        for eye in reading.eyes:
            whole = np.maximum(np.hypot(flat, HEIGHT - eye) - _SLACK, 0.0)
            found &= (ahead * self._reach >= whole**2) & (ahead >= whole * cos(radians(reading.angle)))
        region = self._regions[level].of(points)
        there: Bools = self._region[:, None] == region[None, :]
        there |= (self._region == ANYWHERE)[:, None] | (region == ANYWHERE)[None, :]
        there &= found
        return there

    def could_meet(self, trail: Trail) -> Bools:
        """Which places could a walk meet, as far as is known?"""
        found = np.zeros(len(self.spots), dtype=bool)
        for level, leg in trail:
            points = shapely.get_coordinates(shapely.segmentize(leg, _APART))
            timely = points[~shapely.intersects_xy(self.useless[level].buffer(-_APART), points)]
            found |= self.could_warn(level, timely).any(axis=1)
        for i in self.real:
            found[i] = self.meets(i, [trail])[0]
        return found

    def meets(self, i: int, trails: Sequence[Trail]) -> Bools:
        """Which walks come to where the sign in a place can be read, and not only to its edge?"""
        if i not in self._well_inside:
            self._well_inside[i] = self.area(i).buffer(-_GRAZED)
            shapely.prepare(self._well_inside[i])
        here = [(w, leg) for w, trail in enumerate(trails) for v, leg in trail if v == self.spots[i].level]
        found = np.zeros(len(trails), dtype=bool)
        legs = np.array([leg for _, leg in here], dtype=object)
        hit = shapely.intersects(self._well_inside[i], legs)
        begun = [n for n, leg in enumerate(legs) if leg.length == 0]  # in view at once: on the edge will do
        hit[begun] = shapely.intersects(self.area(i), legs[begun])
        found[[w for (w, _), is_hit in zip(here, hit, strict=True) if is_hit]] = True
        return found

    def count(self, level: str, points: Floats) -> tuple[Floats, Floats]:
        """How many places could warn at each point, and at how many points each place could."""
        counted, worth = [np.empty(0)], np.zeros(len(self.spots))
        timely = ~shapely.intersects_xy(self.useless[level], points)
        for some in np.array_split(np.arange(len(points)), 1 + len(points) * len(self.spots) // _BATCH):
            could = self.could_warn(level, points[some]) & timely[some]
            counted.append(could.sum(axis=0))
            worth += could.sum(axis=1)
        return np.concatenate(counted).astype(np.float64), worth
