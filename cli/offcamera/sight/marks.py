"""Which openings, gaps, walls and solids lie on the edges of a mesh, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from offcamera.sight.bands import Bands, close_band, open_also
from offcamera.sight.cells import close
from offcamera.sight.flat import stretches_of
from offcamera.sight.floor import OPEN, Bools, Floats, Floor, HoleShape, Ints, Notes
from offcamera.sight.nearness import distances, on_stretches
from offcamera.sight.net import Net, find_mates, find_parting, find_rims
from offcamera.sight.pierce import Cuts

#: An edge lies on a line when its middle is this near (m).
_ON = 1e-5
Key = tuple[bool, tuple[int, ...], tuple[int, ...], tuple[int, ...]]
#: Straight stretches (n, 2, 2), and for each the number of what it belongs to.
Lines = tuple[Floats, Ints]


class Marks:
    """Which openings, joins, walls and solids lie on the edges of the mesh; told once for two mates."""

    def __init__(self, net: Net, floor: Floor, holes: Sequence[HoleShape], cuts: Cuts) -> None:
        self.holes, self.floor, self.net, self.cuts = holes, floor, net, cuts
        self.mates = find_mates(net)
        once = (self.mates < 0) | (self.mates > np.arange(len(self.mates)))
        a, b = net.vertices[net.corners.ravel()], net.vertices[np.roll(net.corners, -1, axis=1).ravel()]
        self.length = np.hypot(*(b - a).T)
        self.parts = find_parting(net)
        parting, anywhere = np.flatnonzero(once & self.parts), np.flatnonzero(once & find_rims(net))
        self.hole = _on_lines(a, b, (cuts.ends, cuts.hole), parting)
        self.wall = _on_lines(a, b, stretches_of([w.line for w in floor.walls]), anywhere)
        self.solid = _on_lines(a, b, stretches_of([close(s.ring) for s in floor.solids]), anywhere)
        if floor.walls:
            free, number = stretches_of([h.line for h in holes])
            real = np.array([not h.between for h in holes], dtype=bool)[number]
            for e, found in _on_lines(a, b, (free[real], number[real]), anywhere).items():
                self.hole[e] = tuple(dict.fromkeys((*self.hole.get(e, ()), *found)))

    def lost(self) -> dict[int, float]:
        """Openings and gaps of which some length (m) is no edge with an owner on both sides (design 3.7)."""
        ends = np.round(self.cuts.ends, 5)
        (ax, ay), (bx, by) = ends[:, 0].T, ends[:, 1].T
        turned = (ax > bx) | ((ax == bx) & (ay > by))
        ends[turned] = ends[turned][:, ::-1]
        once = np.unique(np.column_stack([self.cuts.hole, ends.reshape(-1, 4)]), axis=0, return_index=True)[1]
        length = np.hypot(*(self.cuts.end - self.cuts.start)[once].T)
        missing = dict.fromkeys(self.cuts.hole.tolist(), 0.0)
        for h, asked in zip(self.cuts.hole[once].tolist(), length.tolist(), strict=True):
            missing[h] += 2 * asked
        owned = np.where(self.net.twins < 0, 0.0, self.length * np.where(self.mates < 0, 1, 2))
        for e, holes in self.hole.items():
            for h in holes:
                if h in missing:
                    missing[h] -= float(owned[e])
        return {h: left / 2 for h, left in missing.items() if left > 0.01}

    def doubt_loose(self, notes: Notes) -> None:
        """Note every opening that goes through no room edge and lies on no free wall."""
        met = {*self.cuts.hole.tolist(), *(h for holes in self.hole.values() for h in holes)}
        for h, hole in enumerate(self.holes):
            if not hole.between and h not in met:
                notes.add("door-on-no-wall", ("hole", h))

    def judge(self) -> tuple[Bools, dict[int, Bands]]:
        """Which edges nothing passes, and the bands that are open on those that something stands on."""
        shut = np.array(self.parts)
        marked = np.array(sorted({*self.hole, *self.wall, *self.solid}), dtype=np.intp)
        marked = marked[self.net.twins[marked] >= 0]
        open_bands: dict[int, Bands] = {}
        known: dict[Key, Bands] = {}  # edges with the same marks are open alike
        for e, mate, wall in zip(
            marked.tolist(), self.mates[marked].tolist(), self.parts[marked].tolist(), strict=True
        ):
            key = (wall, self.hole.get(e, ()), self.wall.get(e, ()), self.solid.get(e, ()))
            got = known.get(key)
            if got is None:
                got = known[key] = self._bands(key)
            open_bands[e] = got
            if mate >= 0:
                open_bands[mate] = got
        edges = np.fromiter(open_bands, dtype=np.intp, count=len(open_bands))
        shut[edges] = [not bands for bands in open_bands.values()]
        return shut, {e: bands for e, bands in open_bands.items() if bands and bands != OPEN}

    def _bands(self, key: Key) -> Bands:
        """What is open on an edge that parts two cells or not, with these openings, walls and solids."""
        parts, numbers, walls, solids = key
        holes = [self.holes[h] for h in numbers]
        bands: Bands = () if parts and not any(h.between for h in holes) else OPEN
        for w in (self.floor.walls[w] for w in walls):
            bands = close_band(bands, w.low, w.high, w.leaf)
        for hole in holes:
            if not hole.between and (parts or walls):
                bands = open_also(bands, hole.bands)
        for s in solids:
            bands = close_band(bands, self.floor.solids[s].low, self.floor.solids[s].high, None, solid=s)
        return bands


def _on_lines(a: Floats, b: Floats, lines: Lines, which: Ints) -> dict[int, tuple[int, ...]]:
    """For each of some edges from a to b (n, 2), the numbers of the lines that it lies on."""
    found: dict[int, tuple[int, ...]] = {}
    ends, number = lines
    i, k = on_stretches((a[which] + b[which]) / 2, ends, _ON)
    e = which[i]
    near = [distances(ends[k], end[e]) < 2 * _ON for end in (a, b)]
    both = near[0] & near[1]
    for edge, line in sorted(zip(e[both].tolist(), number[k[both]].tolist(), strict=True)):
        mine = found.get(edge, ())
        if line not in mine:
            found[edge] = (*mine, line)
    return found
