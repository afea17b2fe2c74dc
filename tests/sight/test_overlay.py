"""Overlays that break in floating point come out on a grid."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon, box

from offcamera.sight import overlay

#: Invalid on purpose: GEOS raises a TopologyException for it.
BOW = Polygon([(0, 0), (4, 4), (4, 0), (0, 4)])


def test_a_sound_overlay_is_exact() -> None:
    assert overlay.common_part(box(0, 0, 2, 2), box(1, 0, 3, 2)).equals(box(1, 0, 2, 2))
    assert overlay.less(box(0, 0, 2, 2), box(1, 0, 3, 2)).equals(box(0, 0, 1, 2))


@pytest.mark.parametrize("work", [overlay.common_part, overlay.less])
def test_what_breaks_is_done_on_a_grid(work, monkeypatch) -> None:
    a, b = box(0, 0, 2, 2), box(1, 0, 3, 2)
    wanted = work(a, b).area

    def breaks(*_: object) -> None:
        raise shapely.GEOSException("TopologyException")

    monkeypatch.setattr(Polygon, "intersection", breaks)
    monkeypatch.setattr(Polygon, "difference", breaks)
    assert work(a, b).area == pytest.approx(wanted, abs=1e-5)


def test_of_a_shape_that_crosses_itself_neither_half_is_lost() -> None:
    with pytest.raises(shapely.GEOSException):
        BOW.intersection(box(0, 0, 4, 4))
    assert overlay.common_part(BOW, box(0, 0, 4, 4)).area == pytest.approx(8)
    assert overlay.less(BOW, box(0, 0, 4, 2)).area == pytest.approx(4)


def test_what_only_touches_is_no_area() -> None:
    touching = shapely.GeometryCollection([box(0, 0, 1, 1), shapely.LineString([(2, 0), (3, 0)]), Polygon()])
    assert overlay.areas_in(touching) == [box(0, 0, 1, 1)]
    assert overlay.areas_in(box(0, 0, 1, 1)) == [box(0, 0, 1, 1)]


def test_areas_with_a_line_among_them_are_overlaid_as_areas() -> None:
    mixed = shapely.GeometryCollection([box(0, 0, 2, 2), shapely.LineString([(5, 0), (6, 0)])])
    assert overlay.common_part(mixed, box(1, 0, 7, 2)).area == pytest.approx(2)
    assert overlay.less(box(0, 0, 4, 2), mixed).area == pytest.approx(4)


def test_many_at_once_do_not_break_where_one_crosses_itself() -> None:
    some = np.array([box(0, 0, 2, 2), BOW], dtype=object)
    others = np.array([box(1, 0, 3, 2), box(0, 0, 4, 2)], dtype=object)
    assert shapely.area(overlay.common_parts(some, others)) == pytest.approx([2, 4])
    assert shapely.area(overlay.less_each(some, others)) == pytest.approx([2, 4])


def test_what_is_put_together_loses_neither_half_of_a_shape_that_crosses_itself() -> None:
    several = [BOW, box(0, 0, 4, 1), box(9, 0, 10, 1)]
    with pytest.raises(shapely.GEOSException):
        shapely.union_all(several)
    assert overlay.together(several).area == pytest.approx(8 + 4 - 1 + 1)


def test_a_shape_that_is_made_valid_as_areas_and_lines_is_its_areas(monkeypatch: pytest.MonkeyPatch) -> None:
    """GEOS does so with shapes of a thousand corners, and overlays no such mixture."""
    mixed = shapely.GeometryCollection([box(0, 0, 2, 2), shapely.LineString([(5, 0), (6, 0)])])
    monkeypatch.setattr(shapely, "make_valid", lambda *_, **__: mixed)
    assert overlay.whole(BOW).equals(box(0, 0, 2, 2))
    assert overlay.common_part(BOW, box(1, 0, 9, 9)).area == pytest.approx(2)
