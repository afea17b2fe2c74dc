"""The claim for one plan with signs tried in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from offcamera.model.plan import Plan
from offcamera.model.sign import Sign
from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.proof import holds
from offcamera.sight.reach import Site as Walks
from offcamera.sight.scene import Scene
from offcamera.suggest_signs.prints import PRINTS, Print, hang
from offcamera.suggest_signs.search import Camera, add_notices
from offcamera.suggest_signs.spots import Spot

Hung = tuple[str, Sign]  #: a level and a sign on it


class Asked:
    """One plan, its walks, and the cameras that the claim is about."""

    def __init__(self, plan: Plan, params: Params) -> None:
        self.site, self.params = Site(plan, Scene(plan)), params
        self.walks = self.site.walks.walks(params.reading, params.walkers)
        self.cameras: list[Camera] = [(lv.level.id, camera.id) for lv, camera in self.site.cameras()]

    @property
    def before(self) -> bool:
        """Must the sign be met before one comes into view?"""
        return self.params.notice == "before"

    def holds(self, signs: Sequence[Hung], walks: Walks | None = None) -> bool:
        """Does the claim hold with these signs beside those of the plan?"""
        areas = [(v, self._area(v, sign)) for v, sign in signs]
        return holds(add_notices(walks or self.walks, areas), self.cameras, before=self.before)

    def _area(self, level: str, sign: Sign) -> BaseGeometry:
        return self.site.walks.notice_of(level, sign, self.params.reading, self.params.walkers)

    def shrink(self, found: Sequence[tuple[Spot, Print]], walks: Walks) -> list[Hung]:
        """Every sign with the smallest print that does, and none without which the claim holds."""
        kept = list(found)
        for item in found:
            fewer = [other for other in kept if other is not item]
            kept = fewer if self._does(fewer, walks) else kept
        for n, (spot, print_) in enumerate(kept):
            for smaller in PRINTS[: PRINTS.index(print_)]:
                tried = [*kept[:n], (spot, smaller), *kept[n + 1 :]]
                if self._does(tried, walks):
                    kept = tried
                    break
        return self._hung(kept)

    def _does(self, tried: Sequence[tuple[Spot, Print]], walks: Walks) -> bool:
        return self.holds(self._hung(tried), walks)

    def _hung(self, tried: Sequence[tuple[Spot, Print]]) -> list[Hung]:
        return [(spot.level, hang(spot, print_, self.params)) for spot, print_ in tried]

    def indoors(self) -> Walks:
        """The walks where nobody in the open air is watched: cameras turned or masked from it."""
        storeys = dict(self.walks.storeys)
        for level, storey in storeys.items():
            air = self.site.walks.walkers(level, self.params.walkers).air.buffer(0.26)
            inside: Mapping[str, BaseGeometry] = {c: a.difference(air) for c, a in storey.monitored.items()}
            storeys[level] = replace(storey, monitored=inside)
        return Walks(storeys, self.walks.joins)
