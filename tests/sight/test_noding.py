"""Cells that are noded together have the same faces as cells that are noded one by one on the grid."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import LineString, Polygon, box

from offcamera.sight.floor import Floats
from offcamera.sight.noding import node_all
from offcamera.sight.subdivide import subdivide, subdivide_all

ROOM = box(0, 0, 6, 4)
#: Sides of furniture stand on these: they meet walls and each other on purpose, and reach through walls.
STEPS = st.integers(-1, 13).map(lambda n: n / 2)
boxes = st.tuples(STEPS, STEPS, STEPS, STEPS).filter(lambda b: b[0] != b[2] and b[1] != b[3])
cells = st.lists(st.tuples(st.lists(boxes, min_size=1, max_size=3), st.sampled_from([0.0, 11.3, 45.0])))


def ring(shape: Polygon) -> Floats:
    return shapely.get_coordinates(shape.exterior)


def furnished(sides: list[tuple[float, float, float, float]], turn: float) -> tuple[Polygon, list[Floats]]:
    """A room and the outlines that stand in it, all turned about the same corner."""
    shapes = [rotate(shape, turn, origin=(0, 0)) for shape in (ROOM, *(box(*s) for s in sides))]
    return shapes[0], [ring(shape) for shape in shapes[1:]]


def unlike(some: list[Polygon], others: list[Polygon]) -> list[Polygon]:
    """The faces of the one that are none of the other."""
    return [f for f in some if all(f.symmetric_difference(g).area > 1e-6 for g in others)]


@given(cells)
@settings(max_examples=80, deadline=None)
def test_faces_together_are_the_faces_one_by_one(
    asked: list[tuple[list[tuple[float, float, float, float]], float]],
) -> None:
    rooms = [furnished(sides, turn) for sides, turn in asked]
    together = subdivide_all([room for room, _ in rooms], [lines for _, lines in rooms])
    assert len(together) == len(rooms)
    for faces, (room, lines) in zip(together, rooms, strict=True):
        alone = subdivide(room, lines)
        assert len(faces) == len(alone)
        assert unlike(faces, alone) == []


@pytest.mark.parametrize(
    ("lines", "plain"),
    [
        ([[(1, 1), (2, 1), (2, 2), (1, 1)]], True),  # stands free
        ([[(0, 1), (1, 1), (1, 2), (0, 2), (0, 1)]], True),  # against a wall
        ([[(1e-9, 1), (1, 1), (1, 2), (-1e-9, 2), (1e-9, 1)]], True),  # the same, but for rounding
        ([[(-1, 1), (1, 1)]], False),  # crosses a wall between its corners
        ([[(5e-8, 5e-8), (1, 1)]], False),  # all but meets the corner of the room
    ],
)
def test_what_is_plain(lines: list[list[tuple[float, float]]], *, plain: bool) -> None:
    drawn = np.array([ROOM.exterior, *map(LineString, lines)], dtype=object)
    _, found = node_all(drawn, np.zeros(len(drawn), dtype=np.intp), 1)
    assert found.tolist() == [plain]


def test_what_lies_outside_is_no_face() -> None:
    beside = [np.array([(6, 1), (7, 1), (7, 2), (6, 2), (6, 1)], dtype=float)]
    ((face,),) = subdivide_all([ROOM], [beside])
    assert face.equals(ROOM)


def test_a_corner_on_a_wall_becomes_a_corner_of_it() -> None:
    drawn = np.array([ROOM.exterior, LineString([(2, 1e-9), (2, 1)])], dtype=object)
    noded, _ = node_all(drawn, np.zeros(2, dtype=np.intp), 1)
    assert [2.0, 0.0] in shapely.get_coordinates(noded[0]).tolist()


def test_no_cells_have_no_faces() -> None:
    assert subdivide_all([], []) == []
