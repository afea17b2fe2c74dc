"""How many straight walks a sign warns: what case 15 asks for."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.affinity import rotate

from offcamera.sight.cuts import Cuts
from offcamera.sight.reach import Site, Storey
from offcamera.sight.straight import Straight

#: A hall 10 m wide: people begin along its lower end, and are watched at its upper end.
HALL = shapely.box(0, 0, 10, 20)
START = shapely.LineString([(0, 0), (10, 0)])
WATCHED = shapely.box(0, 18, 10, 20)


def share(notice: shapely.Polygon, floor: shapely.Geometry = HALL) -> float | None:
    site = Site({"G": Storey(floor, (("front", START),), {"c": WATCHED}, {"s": notice})})
    return warned_share(site)


def warned_share(site: Site) -> float | None:
    cuts = Cuts(site)
    return Straight(cuts).warned_share({"G": site.storeys["G"].monitored["c"]}, cuts.all)


def test_a_sign_across_the_hall_warns_every_straight_walk() -> None:
    assert share(shapely.box(0, 9, 10, 11)) == 1.0


def test_a_sign_that_is_read_only_past_the_first_camera_warns_none() -> None:
    assert share(shapely.box(0, 19, 10, 20)) == 0.0


def test_no_sign_warns_none() -> None:
    assert share(shapely.Polygon()) == 0.0


def test_half_a_hall_warns_half_of_the_straight_walks() -> None:
    left, right = share(shapely.box(0, 9, 5, 11)), share(shapely.box(5, 9, 10, 11))
    assert left == pytest.approx(0.5, abs=0.05)
    assert right == pytest.approx(left, abs=1e-9)


def test_a_bigger_sign_never_warns_fewer() -> None:
    shares = [share(shapely.box(0, 9, wide, 11)) or 0.0 for wide in range(1, 11)]
    assert shares == sorted(shares)


def test_a_wall_is_no_straight_walk() -> None:
    walled = HALL.difference(shapely.box(0, 4, 10, 5))
    assert share(shapely.Polygon(), walled) is None


def test_what_lies_behind_a_wall_is_not_counted() -> None:
    """Past a wall with a gap at the left end only walks through the gap count, and those the sign warns."""
    walled = HALL.difference(shapely.box(1, 4, 10, 5))
    assert share(shapely.box(0, 3, 1.2, 6), walled) == 1.0
    assert share(shapely.box(5, 9, 10, 11), walled) < 1.0  # type: ignore[operator]  # some walks count


def test_a_walk_to_the_very_outline_of_what_is_watched_counts_as_it_goes() -> None:
    """By rounding such a line may miss the outline: it was counted as a walk of no length, and unwarned."""
    for turn in np.linspace(0.1, 1.5, 12):
        hall, start, watched, across = (
            rotate(shape, turn, origin=(3, 1), use_radians=True)
            for shape in (HALL, START, WATCHED, shapely.box(0, 9, 10, 11))
        )
        site = Site({"G": Storey(hall, (("front", start),), {"c": watched}, {"s": across})})
        assert warned_share(site) == 1.0
