"""Which openings, gaps, walls and solids lie on the edges of a mesh, and what they leave open."""

from __future__ import annotations

import numpy as np
import shapely

from offcamera.sight.bands import Bands, close_band, open_also
from offcamera.sight.cells import close
from offcamera.sight.floor import OPEN, Floats, Floor, HoleShape, Ints, Notes, lines_of
from offcamera.sight.net import Net, find_parting, find_rims

#: An edge lies on a line when its middle is this near (m).
_ON = 1e-5


class Marks:
    """Which openings, joins, walls and solids lie on the edges of the mesh."""

    def __init__(
        self,
        net: Net,
        floor: Floor,
        holes: list[HoleShape],
        cuts: list[tuple[int, Floats]],
    ) -> None:
        self.holes, self.floor = holes, floor
        a, b = net.vertices[net.corners.ravel()], net.vertices[np.roll(net.corners, -1, axis=1).ravel()]
        self.length = np.hypot(*(b - a).T)
        free = [(h, line) for h, hole in enumerate(holes) if not hole.between for line in pairs_of(hole.line)]
        walls = [(w, line) for w, wall in enumerate(floor.walls) for line in pairs_of(wall.line)]
        anywhere = np.flatnonzero(find_rims(net))
        self.hole = _on_lines(a, b, cuts, np.flatnonzero(find_parting(net)))
        for e, found in _on_lines(a, b, free if walls else [], anywhere).items():
            self.hole[e] = list(dict.fromkeys((*self.hole.get(e, ()), *found)))
        self.wall = _on_lines(a, b, walls, anywhere)
        sides = [(s, line) for s, solid in enumerate(floor.solids) for line in pairs_of(close(solid.ring))]
        self.solid = _on_lines(a, b, sides, anywhere)

    def lost(self, twins: Ints, cuts: list[tuple[int, Floats]]) -> dict[int, float]:
        """Openings and gaps of which some length (m) is no edge with an owner on both sides (design 3.7)."""
        asked: dict[tuple[int, float, float, float, float], float] = {}
        lines = np.array([line for _, line in cuts]).reshape(-1, 2, 2)
        lengths = np.hypot(*(lines[:, 1] - lines[:, 0]).T).tolist()
        for (h, _), ends, length in zip(cuts, np.round(lines, 5).tolist(), lengths, strict=True):
            (ax, ay), (bx, by) = sorted(ends)
            asked[(h, ax, ay, bx, by)] = length
        missing: dict[int, float] = {}
        for (h, *_), length in asked.items():
            missing[h] = missing.get(h, 0.0) + 2 * length
        for e, holes in self.hole.items():
            for h in holes:
                if h in missing and twins[e] >= 0:
                    missing[h] -= float(self.length[e])
        return {h: left / 2 for h, left in missing.items() if left > 0.01}

    def doubt_loose(self, cuts: list[tuple[int, Floats]], notes: Notes) -> None:
        """Note every opening that goes through no room edge and lies on no free wall."""
        met = {h for h, _ in cuts} | {h for holes in self.hole.values() for h in holes}
        for h, hole in enumerate(self.holes):
            if not hole.between and h not in met:
                notes.add("door-on-no-wall", ("hole", h))

    def key(self, e: int) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """The openings, walls and solids that lie on the edge e."""
        return tuple(self.hole.get(e, ())), tuple(self.wall.get(e, ())), tuple(self.solid.get(e, ()))

    def bands(self, e: int, *, wall: bool) -> Bands:
        """What is open on the edge e; ``wall``: it parts two cells."""
        holes = [self.holes[h] for h in self.hole.get(e, ())]
        bands: Bands = () if wall and not any(h.between for h in holes) else OPEN
        for w in self.wall.get(e, ()):
            bands = close_band(
                bands, self.floor.walls[w].low, self.floor.walls[w].high, self.floor.walls[w].leaf
            )
        for hole in holes:
            if not hole.between and (wall or e in self.wall):
                bands = open_also(bands, hole.bands)
        for s in self.solid.get(e, ()):
            bands = close_band(bands, self.floor.solids[s].low, self.floor.solids[s].high, None, solid=s)
        return bands


def pairs_of(line: Floats) -> list[Floats]:
    """The straight stretches (2, 2) of a line."""
    return [line[i : i + 2] for i in range(len(line) - 1)]


def _on_lines(a: Floats, b: Floats, lines: list[tuple[int, Floats]], which: Ints) -> dict[int, list[int]]:
    """For each of some edges from a to b (n, 2), the numbers of the lines that it lies on."""
    found: dict[int, list[int]] = {}
    if lines and len(which):
        shapes = lines_of([line for _, line in lines])
        middles = shapely.points((a[which] + b[which]) / 2)
        i, k = shapely.STRtree(shapes).query(middles, predicate="dwithin", distance=_ON)
        e = which[i]
        near = [shapely.distance(shapely.points(end[e]), shapes[k]) < 2 * _ON for end in (a, b)]
        both = near[0] & near[1]
        for edge, line in zip(e[both].tolist(), k[both].tolist(), strict=True):
            number = lines[line][0]
            if number not in found.setdefault(edge, []):
                found[edge].append(number)
    return found
