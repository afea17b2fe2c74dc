"""Floor whose notice is read too late: the walk over it, and straight lines over a floor in triangles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from offcamera.sight import tiles
from offcamera.sight.cuts import Cuts, Notice
from offcamera.sight.look import is_free
from offcamera.sight.opened import leg_over_opened
from offcamera.sight.proof import prove
from offcamera.sight.reach import Site, Storey
from offcamera.sight.route import Sleeves
from offcamera.sight.tiles import Tiles
from offcamera.sight.unwarned import find_walk

#: A hall 30 m long with columns, entered on the left; a sign is read across all of its middle.
COLUMNS = [shapely.box(x, y, x + 0.4, y + 0.4) for x in range(2, 29, 4) for y in range(1, 10, 3)]
HALL = shapely.box(0, 0, 30, 10).difference(shapely.union_all(COLUMNS))
START = (("front", shapely.box(0, 4, 0.1, 6)),)
SIGN = shapely.box(12, -1, 18, 11)


def hall(watched: shapely.Geometry) -> tuple[Cuts, Notice]:
    storey = Storey(HALL, START, {"c": shapely.intersection(watched, HALL)}, {"s": SIGN})
    cuts = Cuts(Site({"G": storey}))
    return cuts, cuts.notice({"G": storey.monitored["c"]}, before=True)


@pytest.fixture(params=[14, 4000])
def _tiles(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "_WHOLE", request.param)
    monkeypatch.setattr(tiles, "_CORNERS", 14)
    tiles.tiles_of.cache_clear()


@pytest.mark.usefixtures("_tiles")
@pytest.mark.parametrize("left", [10.0, 11.9, 12.0])
def test_the_walk_onto_floor_that_is_opened_is_the_shortest(left: float) -> None:
    """A camera watches a strip that reaches into the notice: who comes on it is seen, and warned too late."""
    watched = shapely.box(left, 6.5, 15, 8)
    cuts, notice = hall(watched)
    reach, base = cuts.cut(notice), cuts.cut(cuts.all)
    assert not notice.is_whole
    goal = shapely.box(13, 6.6, 14.9, 7.9).difference(shapely.union_all(COLUMNS))
    found = leg_over_opened(reach, base, "G", goal)
    whole = reach.from_starts("G").leg_to(goal)
    assert found is not None
    assert whole is not None
    assert found[1].length == pytest.approx(whole[1].length, abs=0.25)
    line = shapely.LineString(found[1].points)
    assert line.difference(HALL.difference(SIGN.difference(watched)).buffer(0.005)).is_empty
    assert shapely.dwithin(shapely.Point(found[1].points[-1]), goal, 0.005)


@pytest.mark.usefixtures("_tiles")
def test_a_walk_may_begin_on_floor_that_is_opened() -> None:
    watched = shapely.box(13, 2, 16, 5)
    storey = Storey(HALL, (("back", shapely.box(14, 3, 14.1, 3.2)),), {"c": watched}, {"s": SIGN})
    cuts = Cuts(Site({"G": storey}))
    notice = cuts.notice({"G": watched}, before=True)
    found = leg_over_opened(cuts.cut(notice), cuts.cut(cuts.all), "G", shapely.box(15, 2.5, 15.5, 4.5))
    assert found is not None
    assert found[0] == "back"
    assert found[1].length == pytest.approx(0.9, abs=0.02)


@pytest.mark.usefixtures("_tiles")
def test_what_is_opened_behind_the_notice_is_not_reached() -> None:
    cuts, notice = hall(shapely.box(15, 3, 25, 8))
    assert notice.is_whole
    goal = {"G": shapely.box(20, 4, 22, 6)}
    assert find_walk(cuts.site, cuts.cut(notice), goal, [("G", "c")]) is None


@pytest.mark.usefixtures("_tiles")
@pytest.mark.parametrize("seed", range(4))
def test_a_straight_line_is_free_that_lies_on_the_floor(seed: int) -> None:
    sleeves = Sleeves(Tiles(HALL).bare.triangles)
    ends = np.random.default_rng(seed).uniform((0.2, 0.2), (29.8, 9.8), (200, 2, 2))
    lines = shapely.linestrings(ends[shapely.contains_xy(HALL.buffer(-0.01), ends).all(axis=1)])
    inside, near = shapely.covers(HALL, lines), shapely.covers(HALL.buffer(0.01), lines)
    assert 10 < inside.sum() < len(lines) - 10
    for line, surely, perhaps in zip(lines, inside.tolist(), near.tolist(), strict=True):
        a, b = ((float(x), float(y)) for x, y in line.coords)
        begun, ended = (sleeves.tree.query(shapely.Point(p), "dwithin", 0.001).tolist() for p in (a, b))
        assert surely <= is_free(sleeves.portals, (a, b), begun, ended) <= perhaps


def test_a_sign_that_reads_farther_does_not_warn_before_where_one_is_seen() -> None:
    """Who begins in view, where a sign is read too late, is not warned by a larger one: it is a fail."""
    watched = shapely.box(13.2, 3, 14.2, 4)
    storey = Storey(HALL, (("back", shapely.box(13.6, 3.4, 13.7, 3.5)),), {"c": watched}, {"s": SIGN})
    verdict = prove(Site({"G": storey}), [("G", "c")], before=True)
    assert (verdict.answer, verdict.width) == ("fail", None)
    assert prove(Site({"G": storey}), [("G", "c")], before=False).answer == "proved"


def test_the_walk_that_is_shown_of_a_fail_is_one_that_stays_open() -> None:
    """A short way along the edge of a sign's reach, and a long one far from it: the answer is about that."""
    near = ("near", shapely.box(11.0, 0.1, 11.1, 0.2))
    sign = shapely.box(11.5, 0.4, 12.5, 11)  # who keeps to the wall slips by, 0.4 m from it
    far = ("far", shapely.box(29.8, 9.8, 29.9, 9.9))
    storey = Storey(HALL, (near, far), {"c": shapely.box(14.6, 0, 16, 10)}, {"s": sign})
    verdict = prove(Site({"G": storey}), [("G", "c")], before=False)
    assert verdict.answer == "fail"
    assert verdict.walk is not None
    assert verdict.walk.start == "far"
    alone = prove(Site({"G": replace(storey, starts=(near,))}), [("G", "c")], before=False)
    assert alone.answer == "conditional"
    assert alone.walk is not None
    assert alone.walk.length < verdict.walk.length
