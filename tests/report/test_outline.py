"""The grid in which outlines are looked up: what is near is found, whatever the size of things."""

from __future__ import annotations

import pytest

from offcamera.report.outline import Grid, box_of

NEAR = ((0.0, 0.0), (3.0, 4.0))
FAR = ((500.0, 500.0), (503.0, 500.0))
#: A slipped point: a wall of a thousand kilometres, over more cells than any machine keeps.
HUGE = ((0.0, 0.0), (1e6, 1e6))


@pytest.mark.parametrize(
    ("asked", "found"),
    [(((1.0, 1.0),), [NEAR, HUGE]), (((501.0, 500.0),), [FAR, HUGE]), (HUGE, [NEAR, FAR, HUGE])],
)
def test_what_is_near_is_found_among_things_of_any_size(
    asked: tuple[tuple[float, float], ...], found: list[object]
) -> None:
    grid: Grid[object] = Grid()
    for item in (NEAR, FAR, HUGE):
        grid.add(item, box_of(item))
    assert grid.near(box_of(asked)) == found
    assert len(grid.cells) < 100
