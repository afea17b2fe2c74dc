"""What stands around a camera: all that blocks on a level, ready to be asked by place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry import Polygon

from offcamera.sight.flat import points_from, polygons_from
from offcamera.sight.floor import Bools, Floats, Floor, Shapes, lines_of
from offcamera.sight.mesh import WALL, Mesh, Stretch


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What blocks on a level, ready to be asked."""

    mesh: Mesh
    floor: Floor
    walls: Shapes
    wall_tree: shapely.STRtree
    solid_tree: shapely.STRtree  #: the rings of the level's solids, in the mesh's frame (m)
    throats: tuple[tuple[Stretch, Stretch], ...]  #: both mouths of each opening through a thick wall
    throat_tree: shapely.STRtree  #: the floor between the mouths
    blockers: shapely.STRtree  #: walls, solids and throats together
    indoors: tuple[bool, ...]  #: whether the rooms of each set are indoors

    def are_clear(self, places: Floats, distance: float) -> Bools:
        """Which places (n, 2; mesh's frame) have no wall, solid or throat within ``distance`` (m)."""
        clear = np.ones(len(places), dtype=bool)
        clear[self.blockers.query(points_from(places), predicate="dwithin", distance=distance)[0]] = False
        return clear

    def throats_of(self, holes: frozenset[int]) -> tuple[Polygon, ...]:
        """The floor between the mouths of some openings (mesh's frame)."""
        floors = zip(self.throats, self.throat_tree.geometries, strict=True)
        return tuple(floor for (mouth, _), floor in floors if mouth.hole in holes)


def survey(mesh: Mesh, floor: Floor) -> Surroundings:
    """Gather the lines of a level that block: edges without an opening, free walls, sides of solids."""
    walls = _wall_lines(mesh)
    rings = polygons_from([[s.ring - mesh.origin] for s in floor.solids])
    throats, hulls = _throats(mesh)
    return Surroundings(
        mesh=mesh,
        floor=floor,
        walls=walls,
        wall_tree=shapely.STRtree(walls),
        solid_tree=shapely.STRtree(rings),
        throats=throats,
        throat_tree=shapely.STRtree(hulls),
        blockers=shapely.STRtree(np.concatenate([walls, rings, hulls])),
        indoors=tuple(any(not floor.rooms[r].outdoor for r in rooms) for rooms in mesh.room_sets),
    )


def _throats(mesh: Mesh) -> tuple[tuple[tuple[Stretch, Stretch], ...], Shapes]:
    """The mouths of every opening that lie on different rooms, two by two, and the floor between them."""
    by_hole: dict[int, list[Stretch]] = {}
    for s in mesh.stretches:
        by_hole.setdefault(s.hole, []).append(s)
    pairs = [(a, b) for several in by_hole.values() for a, b in combinations(several, 2) if a.room != b.room]
    ends = np.array([(a.start, a.end, b.start, b.end) for a, b in pairs]).reshape(-1, 4, 2)
    hulls = np.atleast_1d(np.asarray(shapely.convex_hull(shapely.multipoints(ends)), dtype=object))
    wide = shapely.area(hulls) > 0
    return tuple(pairs[i] for i in np.flatnonzero(wide)), hulls[wide]


def _wall_lines(mesh: Mesh) -> Shapes:
    blocked = mesh.beyond == WALL
    standing = [edge for edge, bands in mesh.bands.items() if all(b.hole is None for b in bands)]
    blocked[tuple(np.array(standing, dtype=np.intp).reshape(-1, 2).T)] = True
    every, twins = np.arange(len(mesh.twins)), mesh.twins
    mated = (twins != WALL) & (twins[twins] == every) & (twins < every)
    blocked &= ~(mated & blocked.ravel()[twins]).reshape(-1, 3)  # a wall between two cells is one line
    a = mesh.vertices[mesh.corners[blocked]]
    b = mesh.vertices[np.roll(mesh.corners, -1, axis=1)[blocked]]
    return lines_of(np.stack([a, b], axis=1))
