"""Cells parted into faces along what stands inside them, and into tiles where they are great."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from offcamera.sight.cells import Cell, close
from offcamera.sight.flat import lines_from, points_from, polygons_from
from offcamera.sight.floor import Floats, Floor, HoleShape, Ints, Notes, Shapes
from offcamera.sight.stitch import stitch
from offcamera.sight.subdivide import subdivide_all
from offcamera.sight.triangles import tile
from offcamera.units import MATCHING


@dataclass(frozen=True, slots=True)
class Faces:
    """The polygons that are triangulated, and for each the number of its cell, ascending."""

    polygons: Shapes
    cell: Ints
    cells: Sequence[Cell]


def part_cells(
    cells: Sequence[Cell], floor: Floor, holes: Sequence[HoleShape], stretches: Floats, notes: Notes
) -> Faces:
    """Cells parted along the walls, solids and outlines that run inside them; great ones cut into tiles.

    ``stretches`` (n, 2, 2) are those of openings: both sides of each get the same corners.
    """
    lines = [*_with_hole_ends([w.line for w in floor.walls], holes), *(close(s.ring) for s in floor.solids)]
    inside = _lines_by_cell(cells, lines, len(floor.walls))
    within = [[*c.lines, *(lines[i] for i in several)] for c, several in zip(cells, inside, strict=True)]
    parted = [k for k, several in enumerate(within) if several]
    subdivided = subdivide_all([cells[k].polygon for k in parted], [within[k] for k in parted])
    tiles = [
        tile(cell.polygon) if not several else ([], None) for cell, several in zip(cells, within, strict=True)
    ]
    parts = [several for several, _ in tiles]
    for k, several in zip(parted, subdivided, strict=True):
        parts[k] = several
    made = np.concatenate([np.empty((0, 2)), *(new for _, new in tiles if new is not None)])
    cell = np.repeat(np.arange(len(cells)), [len(several) for several in parts])
    drawn = np.array([p for several in parts for p in several], dtype=object)
    faces = Faces(stitch(drawn, stretches, made), cell, cells)
    _check_areas(faces, notes)
    return faces


def _check_areas(faces: Faces, notes: Notes) -> None:
    """The faces of a cell must cover it: area is never lost in silence."""
    whole = np.array([c.polygon for c in faces.cells], dtype=object)
    lost = shapely.area(whole) - np.bincount(faces.cell, shapely.area(faces.polygons), len(whole))
    for k in np.flatnonzero(np.abs(lost) > 1e-6 * np.maximum(1.0, shapely.length(whole))).tolist():
        rooms = (("room", r) for r in faces.cells[k].rooms or ())
        notes.add("area-lost", *rooms, area=round(float(lost[k]), 6))


def _with_hole_ends(walls: Sequence[Floats], holes: Sequence[HoleShape]) -> list[Floats]:
    """The lines of walls with the ends of the openings that lie on them as points of them (case 23)."""
    lines = lines_from(walls)
    ends = points_from(np.array([end for h in holes for end in h.line[[0, -1]]]).reshape(-1, 2))
    met: list[list[shapely.Point]] = [[] for _ in walls]
    for e, w in shapely.STRtree(lines).query(ends, predicate="dwithin", distance=MATCHING).T.tolist():
        if ends[e].distance(lines[w]) < MATCHING:
            met[w].append(ends[e])
    return [
        _with_points(line, several) if several else points
        for line, several, points in zip(lines, met, walls, strict=True)
    ]


def _with_points(line: shapely.LineString, ends: Sequence[shapely.Point]) -> Floats:
    corners = map(shapely.Point, shapely.get_coordinates(line))
    places = sorted({line.project(end) for end in (*ends, *corners)})
    return shapely.get_coordinates([line.interpolate(t) for t in places])


def _lines_by_cell(cells: Sequence[Cell], lines: Sequence[Floats], walls: int) -> list[list[int]]:
    """The lines that run in each cell or along its edge; of solids only the sides of those that reach in."""
    found: list[list[int]] = [[] for _ in cells]
    if lines and cells:
        shapes = lines_from(lines)
        polygons = np.array([c.polygon for c in cells], dtype=object)
        k, i = shapely.STRtree(shapes).query(polygons, predicate="intersects")
        shapely.prepare(polygons)
        air = np.array([c.rooms is None for c in cells])[k]
        held = np.zeros(len(lines), dtype=bool)
        held[i[~air][shapely.covers(polygons[k[~air]], shapes[i[~air]])]] = True
        asked = (i >= walls) & ~(air & held[i])  # what a room holds does not reach out into the open air
        reaches = i < walls
        reaches[asked] = ~shapely.touches(polygons[k[asked]], shapes[i[asked]])
        for cell, line in zip(k[reaches].tolist(), i[reaches].tolist(), strict=True):
            found[cell].append(line)
    return found


def rooms_of_faces(faces: Faces, floor: Floor) -> tuple[Ints, tuple[tuple[int, ...], ...]]:
    """The set of rooms that each face belongs to: that of its cell, or looked up where cells hold several."""
    sets: dict[tuple[int, ...], int] = {(): 0}
    outdoor = tuple(i for i, r in enumerate(floor.rooms) if r.outdoor)
    room = np.zeros(len(faces.cell), dtype=np.intp)
    first = np.searchsorted(faces.cell, np.arange(len(faces.cells) + 1)).tolist()
    for k, cell in enumerate(faces.cells):
        candidates = cell.rooms if cell.rooms is not None else outdoor
        mine = range(first[k], first[k + 1])
        if cell.rooms is not None and len(cell.rooms) == 1:
            room[mine.start : mine.stop] = sets.setdefault(cell.rooms, len(sets)) if mine else 0
        elif candidates:
            shapes = polygons_from([floor.rooms[i].rings for i in candidates])
            for f in mine:
                over = shapely.covers(shapes, faces.polygons[f].representative_point())
                these = tuple(i for i, yes in zip(candidates, over.tolist(), strict=True) if yes)
                room[f] = sets.setdefault(these, len(sets))
    return room, tuple(sets)
