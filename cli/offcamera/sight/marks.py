"""Which openings, gaps, walls and solids lie on the edges of a mesh, and what they leave open."""

from __future__ import annotations

import numpy as np
import shapely

from offcamera.sight.bands import Bands, close_band, open_also
from offcamera.sight.cells import close
from offcamera.sight.floor import OPEN, Floats, Floor, HoleShape, Ints, lines_of

#: An edge lies on a line when its middle is this near (m).
_ON = 1e-5


class Marks:
    """Which openings, joins, walls and solids lie on the edges of the mesh."""

    def __init__(
        self,
        vertices: Floats,
        corners: Ints,
        floor: Floor,
        holes: list[HoleShape],
        cuts: list[tuple[int, Floats]],
    ) -> None:
        self.holes, self.floor = holes, floor
        a, b = vertices[corners.ravel()], vertices[np.roll(corners, -1, axis=1).ravel()]
        self.length = np.hypot(*(b - a).T)
        free = [(h, line) for h, hole in enumerate(holes) if not hole.between for line in pairs_of(hole.line)]
        walls = [(w, line) for w, wall in enumerate(floor.walls) for line in pairs_of(wall.line)]
        self.hole = _on_lines(a, b, [*cuts, *(free if floor.walls else [])])
        self.wall = _on_lines(a, b, walls)
        sides = [(s, line) for s, solid in enumerate(floor.solids) for line in pairs_of(close(solid.ring))]
        self.solid = _on_lines(a, b, sides)

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


def _on_lines(a: Floats, b: Floats, lines: list[tuple[int, Floats]]) -> dict[int, list[int]]:
    """For each edge from a to b (n, 2), the numbers of the lines that it lies on."""
    found: dict[int, list[int]] = {}
    if lines:
        shapes = lines_of([line for _, line in lines])
        e, k = shapely.STRtree(shapes).query(shapely.points((a + b) / 2), predicate="dwithin", distance=_ON)
        near = [shapely.distance(shapely.points(end[e]), shapes[k]) < 2 * _ON for end in (a, b)]
        both = near[0] & near[1]
        for edge, line in zip(e[both].tolist(), k[both].tolist(), strict=True):
            which = lines[line][0]
            if which not in found.setdefault(edge, []):
                found[edge].append(which)
    return found
