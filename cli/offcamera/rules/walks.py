"""The walks of a site under one way of reading its signs: worked out once for all clauses that ask alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from offcamera.model.place import Ref
from offcamera.model.plan import Plan
from offcamera.model.sign import Sign
from offcamera.sight.reach import Site as Walks
from offcamera.sight.reach import Storey
from offcamera.sight.scene import Scene
from offcamera.sight.scene.ground import Walkers
from offcamera.sight.scene.reading import Reach, Readers, Reading


@dataclass(frozen=True, slots=True)
class Notices:
    """Every sign of a site with its legible area (plan, m), by level and id."""

    reaches: dict[tuple[str, str], Reach]

    def unread(self) -> list[tuple[Ref, str]]:
        """Signs that are legible nowhere because the plan does not say enough, with the reason."""
        return [(Ref("sign", v, s), r.because) for (v, s), r in self.reaches.items() if r.because]


class SiteWalks:
    """Signs and walkers of a site, each worked out once."""

    def __init__(self, plan: Plan, scene: Scene) -> None:
        self.plan, self.scene = plan, scene
        self._readers = {v: Readers(level) for v, level in scene.levels.items()}
        self._walkers: dict[tuple[str, str], Walkers] = {}

    def notices(self, reading: Reading) -> Notices:
        """Where each sign can be read."""
        return Notices(
            {
                (v, sign.id): self._readers[v].reach(sign, reading)
                for v, level in self.scene.levels.items()
                for sign in level.level.signs
            }
        )

    def notice_of(self, level: str, sign: Sign, reading: Reading, who: str) -> BaseGeometry:
        """The notice that a sign would give, were it hung on a level (mesh's frame)."""
        dx, dy = self.scene.levels[level].mesh.origin
        area = translate(self._readers[level].reach(sign, reading).area, -dx, -dy)
        return self.walkers(level, who).readable(sign.at, area)

    def walkers(self, level: str, who: str) -> Walkers:
        """The walkers of one kind on one level."""
        key = (level, who)
        if key not in self._walkers:
            self._walkers[key] = Walkers(self.scene.levels[level], who, self.plan.venue)
        return self._walkers[key]

    def walks(self, reading: Reading, who: str) -> Walks:
        """The site as these walkers meet it (each level in its mesh's frame)."""
        notices = self.notices(reading)
        storeys = {v: self._storey(v, who, notices) for v in self.scene.levels}
        return Walks(storeys, tuple(self._joins(who)))

    def _storey(self, level: str, who: str, notices: Notices) -> Storey:
        walkers = self.walkers(level, who)
        dx, dy = self.scene.levels[level].mesh.origin
        signs = {s: translate(r.area, -dx, -dy) for (v, s), r in notices.reaches.items() if v == level}
        at = {s.id: s.at for s in self.scene.levels[level].level.signs}
        clear = {s: walkers.readable(at[s], area) for s, area in signs.items()}
        places = {s.id: (s.at[0] - dx, s.at[1] - dy) for s in self.scene.levels[level].level.signs}
        return Storey(walkers.floor, tuple(walkers.starts), walkers.monitored, clear, places)

    def _joins(self, who: str) -> Iterable[tuple[tuple[str, BaseGeometry], ...]]:
        for link in self.plan.links:
            areas = [(v, self.walkers(v, who).room_floor(room)) for v, room in link]
            yield tuple((v, area) for v, area in areas if not area.is_empty)
