"""Outlines of areas with holes: what lies in a hole is outside of them."""

from __future__ import annotations

import shapely

from offcamera.sight.overlay import rings_of

#: A hall with a column, and a hook that a cut from above meets twice; and a room beside it.
HALL = shapely.Polygon(
    [(0, 0), (20, 0), (20, 10), (0, 10)],
    [
        [(2, 2), (4, 2), (4, 4), (2, 4)],
        [(8, 2), (14, 2), (14, 8), (8, 8), (8, 7), (13, 7), (13, 3), (8, 3)],
    ],
)
ROOM = shapely.box(30, 0, 33, 3)


def test_an_area_is_cut_up_until_no_piece_has_a_hole() -> None:
    shape = shapely.union_all([HALL, ROOM])
    pieces = [shapely.Polygon(ring) for ring in rings_of(shape)]
    assert len(pieces) > 2
    assert abs(sum(piece.area for piece in pieces) - shape.area) < 1e-9
    assert shapely.union_all(pieces).symmetric_difference(shape).area < 1e-9


def test_an_area_without_a_hole_keeps_its_outline() -> None:
    (ring,) = rings_of(ROOM)
    assert shapely.Polygon(ring).equals(ROOM)
    assert list(rings_of(shapely.LineString([(0, 0), (1, 1)]))) == []
