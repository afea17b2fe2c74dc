"""The search for the fewest signs: walks into view that show why a choice fails, and a cover of them.

Every choice of places is asked of the proof. Where the proof fails there is a walk that none of the chosen
signs warns; whatever does in the end must meet it. So the walk goes on a list, and the cheapest places that
meet every walk of the list are chosen next. What the proof then holds for is the cheapest of all that these
places can do. A walk that no place meets shows that no sign helps, and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.floor import Bools, Floats, Vector
from offcamera.sight.proof import find_unwarned
from offcamera.sight.reach import Site as Walks
from offcamera.sight.unwarned import Walk
from offcamera.sight.walk import INSIDE
from offcamera.suggest_signs.cover import choose_cover
from offcamera.suggest_signs.lattice import Lattice, Trail, until_seen
from offcamera.suggest_signs.places import POST, Places
from offcamera.suggest_signs.prints import PRINTS, Print, hang
from offcamera.suggest_signs.spots import Spot, list_spots
from offcamera.suggest_signs.wall import Walls

#: Few hang more signs than so many unless asked to; then the cameras want turning.
MOST = 8
#: For every sign that may be proposed so many walks are listed before the search gives up.
_WALKS = 25
#: So many walks are taken off the grid at a time, and so many places asked what they really warn of.
_AT_ONCE, _ASKED = 12, 6
#: Signs are sought for floor so far into what is watched (m).
_AHEAD = 0.3
#: A walker seen within this begins in view; a place is looked for so near, and so far inside the floor (m).
_AT_THE_START, _NEAR, _WELL_IN = 0.01, 0.5, (0.008, 0.003, 0.001)
#: The print that is tried on walls beside the largest.
_SMALL = 1

Camera = tuple[str, str]  #: level and id


@dataclass(frozen=True, slots=True)
class Found:
    """What the search came to: places that do (``fewest``: none cheaper do), or the walk that none warns.

    ``stopped``: neither; the search came to its limit, of ``signs`` or of ``walks``. ``fewest`` then tells
    that so few signs surely do not do, wherever of the places tried they hang.
    """

    places: tuple[tuple[Spot, Print], ...] = ()
    done: bool = False
    fewest: bool = False
    walk: Trail | None = None  #: one that no sign could warn
    stopped: str = ""


class Search:
    """The search on one plan: what each place warns of, and the walks found so far."""

    def __init__(self, site: Site, params: Params, walks: Walks, cameras: Sequence[Camera]) -> None:
        self.walks, self.cameras = walks, cameras
        self.before = params.notice == "before"
        watched = watched_floor(walks, cameras)
        self.goals = {v: shape.buffer(-INSIDE) for v, shape in watched.items()}
        self.lattice = Lattice(walks, self.goals)
        nothing = dict.fromkeys(watched, shapely.Polygon())
        useless = watched if self.before else nothing
        self.places = Places((site, params), self._tried(site, params), useless)
        self.trails: list[Trail] = []
        self.could: list[Bools] = []
        self.barred: set[int] = set()  #: places that would hang over a better one
        self.hung = self._warned_already(useless)
        self.worth = np.zeros(len(self.places.spots))

    def _tried(self, site: Site, params: Params) -> list[tuple[Spot, Print]]:
        """Places about the floor that is walked before one comes into view, with the prints tried there.

        The largest print is read from farthest; in a narrow room a corner hides a part of it sooner.
        """
        found: list[Spot] = []
        for level, storey in self.walks.storeys.items():
            where = storey.floor.difference(self.goals[level].buffer(-_AHEAD))
            walkers = site.walks.walkers(level, params.walkers)
            found += list_spots(walkers, where, PRINTS[-1].reach(params))
        walls = {level: Walls(scene) for level, scene in site.scene.levels.items()}
        small = [(spot, PRINTS[_SMALL]) for spot in found if not spot.post]
        tried = [(spot, PRINTS[-1]) for spot in found] + small
        return [(s, p) for s, p in tried if walls[s.level].takes(hang(s, p, params))]

    def _warned_already(self, useless: Mapping[str, BaseGeometry]) -> Bools:
        closed = np.zeros(len(self.lattice.xy), dtype=bool)
        for level, storey in self.walks.storeys.items():
            notice = shapely.union_all(list(storey.notice.values())).difference(useless[level])
            closed |= self.lattice.warned(level, notice)
        return closed

    def run(self, most: int = MOST) -> Found:
        """Choose, ask, learn from the walks that slip by; until none does, or ``most`` signs are too few."""
        could = self._count()
        while len(self.trails) < _WALKS * most:
            chosen = self._choose()
            if chosen is None:
                return Found(walk=self._hopeless())
            places, best = chosen
            if len(places) > most:
                return Found(fewest=best and self._least(places) > most, stopped="signs")
            new = self._slip_by(places, could)
            if not new:
                return Found(tuple((self.places.spots[i], self.places.prints[i]) for i in places), True, best)
            for trail in new:
                self._list(trail)
        return Found(stopped="walks")

    def _least(self, places: Sequence[int]) -> int:
        """With how many signs at least the cheapest choice could have been made: all of them on posts."""
        return -(-sum(self.places.cost[i] for i in places) // POST)

    def _count(self) -> Floats:
        """How many signs could warn at each place of the grid."""
        found = np.zeros(len(self.lattice.xy))
        for number, level in enumerate(self.lattice.names):
            here = self.lattice.level == number
            found[here], worth = self.places.count(level, self.lattice.xy[here])
            self.worth += worth
        return found

    def _list(self, trail: Trail) -> None:
        self.trails.append(trail)
        could = self.places.could_meet(trail)
        could[list(self.barred)] = False
        self.could.append(could)

    def _choose(self) -> tuple[list[int], bool] | None:
        """The cheapest places that meet all walks so far: what one really meets is asked when chosen."""
        while True:
            met = [0] * len(self.places.spots)
            for w, could in enumerate(self.could):
                for i in np.flatnonzero(could).tolist():
                    met[i] |= 1 << w
            chosen = choose_cover(met, self.places.cost, len(self.could))
            if chosen is None:
                return None
            if not [i for i in chosen[0] if not self._is_so(i)] and not self._part(chosen[0]):
                return chosen[0], chosen[1] and not self.barred

    def _part(self, places: Sequence[int]) -> bool:
        """Give up a place of two that are chosen and would hang over one another; True where there was one.

        The one that some walk cannot do without stays; else the one that warns of more.
        """
        for i, j in combinations(places, 2):
            if self.places.overlap(i, j):
                worse = min((j, i), key=lambda n: (self._is_needed(n), self.worth[n]))
                self.barred.add(worse)
                for could in self.could:
                    could[worse] = False
                return True
        return False

    def _is_needed(self, i: int) -> bool:
        """Is there a walk that no other place could warn?"""
        return any(could[i] and could.sum() == 1 for could in self.could)

    def _is_so(self, i: int) -> bool:
        """Does a place really meet the walks that it was taken to meet? What was wrong is put right."""
        if i in self.places.real:
            return True
        taken = [w for w, could in enumerate(self.could) if could[i]]
        wrong = [
            w
            for w, met in zip(taken, self.places.meets(i, [self.trails[w] for w in taken]), strict=True)
            if not met
        ]
        for w in wrong:
            self.could[w][i] = False
        return not wrong

    def _hopeless(self) -> Trail:
        return next(t for t, could in zip(self.trails, self.could, strict=True) if not could.any())

    def _slip_by(self, places: Sequence[int], could: Floats) -> list[Trail]:
        """Walks that none of these signs warns: some off the grid at once, else one that the proof finds."""
        closed, found = self.hung.copy(), list[Trail]()
        for i in places:
            closed |= self._warned(i)
        while len(found) < _AT_ONCE and (trail := self.lattice.walk(closed, could)):
            met = self.places.could_meet(trail)
            if not any(self.places.meets(i, [trail])[0] for i in places):
                found.append(trail)
            if not met.any():
                break
            closed |= self._warned_by_best(met, trail)
        if found:
            return found
        walk = find_unwarned(self._with(places), self.cameras, before=self.before)
        return [self._trail(walk, places)] if walk else []

    def _warned(self, i: int) -> Bools:
        """The places of the grid from where the sign in a place can be read."""
        return self.lattice.warned(self.places.spots[i].level, self.places.area(i))

    def _warned_by_best(self, met: Bools, trail: Trail) -> Bools:
        """What the best sign that warns a walk covers of the grid; the walk itself is closed in any case."""
        order = sorted(np.flatnonzero(met).tolist(), key=lambda i: (-self.worth[i], i))
        best = next((i for i in order[:_ASKED] if self.places.meets(i, [trail])[0]), None)
        closed = self.lattice.along(trail)
        return closed if best is None else closed | self._warned(best)

    def _with(self, places: Sequence[int]) -> Walks:
        signs = [(self.places.spots[i].level, self.places.area(i)) for i in places]
        return add_notices(self.walks, signs)

    def _trail(self, walk: Walk, places: Sequence[int]) -> Trail:
        legs = [(leg.level, LineString(leg.points)) for leg in walk.legs if len(set(leg.points)) > 1]
        trail = (*legs[:-1], *((v, until_seen(line, self.goals[v])) for v, line in legs[-1:]))
        if sum(line.length for _, line in trail) > _AT_THE_START:
            return trail
        last = walk.legs[-1]
        return ((last.level, self._unwarned_beside(last.level, last.points[-1], places)),)

    def _unwarned_beside(self, level: str, start: Vector, places: Sequence[int]) -> BaseGeometry:
        """A place well inside the unwarned floor in view at which a walk begins; it may begin on its edge."""
        storey = self._with(places).storeys[level]
        left = storey.floor.intersection(self.goals[level]).difference(
            shapely.union_all([a.difference(self.places.useless[level]) for a in storey.notice.values()])
        )
        here = Point(start)
        near = left.intersection(here.buffer(_NEAR))
        for depth in _WELL_IN:
            inner = near.buffer(-depth)
            if not inner.is_empty:
                return shapely.shortest_line(inner, here).interpolate(0.0)
        return here


def watched_floor(walks: Walks, cameras: Sequence[Camera]) -> dict[str, BaseGeometry]:
    """What any of these cameras watches, level by level."""
    return {
        v: shapely.union_all([s.monitored[c] for w, c in cameras if w == v]) for v, s in walks.storeys.items()
    }


def add_notices(walks: Walks, areas: Iterable[tuple[str, BaseGeometry]]) -> Walks:
    """The walks of a site with more signs, by the level and the area from where each is read."""
    storeys = dict(walks.storeys)
    for number, (level, area) in enumerate(areas):
        old = storeys[level]
        storeys[level] = replace(old, notice={**old.notice, f"new {number}": area})
    return Walks(storeys, walks.joins)
