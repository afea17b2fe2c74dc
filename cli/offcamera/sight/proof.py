"""The proof that nobody walks into view unwarned, or the walk that does (design 3.4; cases 3, 15, 33)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from offcamera.sight.direction import Map, part_floor, reach_unwarned, stands_unwarned
from offcamera.sight.floor import Vector
from offcamera.sight.route import Sleeves, length_of
from offcamera.sight.walk import INSIDE, pieces_of

#: Growing the signs' reach by this (m) must not close the way of a true fail (case 15).
GROWTH = 0.6
#: Patches that were cut apart are joined again over this (m).
_SEAM = 0.003
#: The start of a walk that comes over a link from another level.
LINK = "link"
#: Less watched floor than this is a slip of rounding (m²).
_NOTHING = 1e-4
#: The widest unwarned way whose width is told (m).
WIDEST = 4.0


@dataclass(frozen=True, slots=True)
class Storey:
    """One level of a walk (m): its floor, where walks begin, what each camera watches, what signs warn of."""

    floor: BaseGeometry
    starts: tuple[tuple[str, BaseGeometry], ...]
    monitored: Mapping[str, BaseGeometry]
    notice: Mapping[str, BaseGeometry]
    signs: Mapping[str, Vector] = field(default_factory=dict)  #: where each sign hangs


@dataclass(frozen=True, slots=True)
class Site:
    """All levels by id, and the joins between them: each a list of (level, area of the linked room)."""

    storeys: Mapping[str, Storey]
    joins: tuple[tuple[tuple[str, BaseGeometry], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of a walk on one level: its points (m)."""

    level: str
    points: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk that nobody warned: where it starts, its legs, and which camera first sees the walker, where."""

    start: str
    legs: tuple[Leg, ...]
    camera: str
    level: str
    seen_at: Vector
    seen_after: float  #: m walked until then

    @property
    def length(self) -> float:
        """Length of the walk (m)."""
        return sum(length_of(leg.points) for leg in self.legs)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the walk showed for some cameras.

    ``answer``: proved, fail, conditional, no-way-in, not-reached, nothing-watched or direction-not-settled.
    ``area`` of the watched floor that is reached unwarned out of ``of_area`` that is reached at all (m²),
    ``out_of_reach`` what no walk reaches. ``width`` of the unwarned way (m), None where it is wider than was
    tried. ``carries`` are the signs without which the proof falls.
    """

    answer: str
    area: float = 0.0
    of_area: float = 0.0
    out_of_reach: float = 0.0
    width: float | None = None
    walk: Walk | None = None
    carries: tuple[str, ...] = ()


#: What is taken out of the floor of a level before the walk.
Removal = Callable[[str], BaseGeometry]


@dataclass(frozen=True, slots=True)
class _Piece:
    level: str
    shape: BaseGeometry


def prove(
    site: Site, cameras: Sequence[tuple[str, str]], *, before: bool, facing: float | None = None
) -> Verdict:
    """Does every walk from a start to floor that these cameras (level, id) watch meet a sign first?

    ``before``: the sign must be met on floor that is not watched; else it suffices on entering view.
    ``facing``: a sign warns only who has it within this angle of his way (degrees, at least 90; case 16).
    """
    watched = {
        level: _joined(s.monitored[c] for v, c in cameras if v == level) for level, s in site.storeys.items()
    }
    goals = {level: shape.buffer(-INSIDE) for level, shape in watched.items()}
    if _area(goals) < _NOTHING:
        return Verdict("nothing-watched")
    if not any(s.starts for s in site.storeys.values()):
        return Verdict("no-way-in", out_of_reach=_area(watched))
    reached = _meet(_reach(site, lambda _: shapely.Polygon()), goals)
    missed = sum(g.area for g in goals.values()) - sum(g.area for g in reached.values())
    if _area(reached) < _NOTHING:
        return Verdict("not-reached", out_of_reach=missed)
    notice = _removal(site, watched, before=before)
    verdict = _judge(site, cameras, reached, notice, max(0.0, missed))
    if facing is None or verdict.answer != "proved":
        return verdict
    return _judge_facing(site, cameras, reached, notice, (verdict, max(90.0, facing)))


def holds(site: Site, cameras: Sequence[tuple[str, str]], *, before: bool) -> bool:
    """Is the claim proved, or is there nothing to prove? The short question, without the evidence."""
    watched = {
        level: _joined(s.monitored[c] for v, c in cameras if v == level) for level, s in site.storeys.items()
    }
    goals = {level: shape.buffer(-INSIDE) for level, shape in watched.items()}
    return _area(_meet(_reach(site, _removal(site, watched, before=before)), goals)) < _NOTHING


def find_unwarned(site: Site, cameras: Sequence[tuple[str, str]], *, before: bool) -> Walk | None:
    """The shortest walk found from a start to floor that these cameras watch and that no sign warns."""
    watched = {
        level: _joined(s.monitored[c] for v, c in cameras if v == level) for level, s in site.storeys.items()
    }
    goals = {level: shape.buffer(-INSIDE) for level, shape in watched.items()}
    pieces = _reach(site, _removal(site, watched, before=before))
    unwarned = _meet(pieces, goals)
    return _find_walk(site, pieces, unwarned, cameras) if _area(unwarned) >= _NOTHING else None


def _joined(shapes: object) -> BaseGeometry:
    return shapely.union_all(list(shapes))  # type: ignore[call-overload]  # any iterable of shapes


def _without(shape: BaseGeometry, taken: BaseGeometry) -> BaseGeometry:
    """A shape less another; on a grid of a micrometre where the exact overlay breaks down on slivers."""
    try:
        return shape.difference(taken)
    except shapely.GEOSException:
        return shapely.difference(shape.buffer(0), taken.buffer(0), grid_size=1e-6)


def _area(shapes: Mapping[str, BaseGeometry]) -> float:
    return sum(s.area for s in shapes.values())


def _removal(site: Site, watched: Mapping[str, BaseGeometry], *, before: bool) -> Removal:
    signed = {level: shapely.union_all(list(s.notice.values())) for level, s in site.storeys.items()}
    if before:
        signed = {level: _without(shape, watched[level]) for level, shape in signed.items()}
    return lambda level: signed[level]


def _judge(
    site: Site,
    cameras: Sequence[tuple[str, str]],
    goals: Mapping[str, BaseGeometry],
    notice: Removal,
    missed: float,
) -> Verdict:
    pieces = _reach(site, notice)
    unwarned = _meet(pieces, goals)
    whole = _area(goals)
    if _area(unwarned) < _NOTHING:
        carries = _carriers(site, goals, notice)
        return Verdict("proved", 0.0, whole, missed, carries=carries)
    closed = _closes(site, goals, notice, GROWTH)
    return Verdict(
        "conditional" if closed else "fail",
        _area(unwarned),
        whole,
        missed,
        _width(site, goals, notice),
        _find_walk(site, pieces, unwarned, cameras),
    )


def _judge_facing(
    site: Site,
    cameras: Sequence[tuple[str, str]],
    goals: Mapping[str, BaseGeometry],
    notice: Removal,
    proved: tuple[Verdict, float],
) -> Verdict:
    """What is proved for signs that warn all round, asked again for signs that must be faced."""
    verdict, angle = proved
    kept = {v: {s: a.intersection(notice(v)) for s, a in st.notice.items()} for v, st in site.storeys.items()}
    patches = tuple(p for v, st in site.storeys.items() for p in part_floor(v, st.floor, kept[v]))
    places = {(v, s): at for v, st in site.storeys.items() for s, at in st.signs.items()}
    starts = {v: [a for _, a in st.starts] for v, st in site.storeys.items()}
    reached = [
        _Piece(p.level, shape) for p, shape in reach_unwarned(Map(patches, places, site.joins), starts)
    ]
    unwarned = _meet(reached, goals)
    if _area(unwarned) < _NOTHING:
        return verdict
    joined = [
        _Piece(v, shapely.union_all([p.shape for p in reached if p.level == v]).buffer(_SEAM)) for v in goals
    ]
    walk = _find_walk(site, [p for p in joined if not p.shape.is_empty], unwarned, cameras)
    stands = walk is not None and all(
        stands_unwarned(leg.points, kept[leg.level], site.storeys[leg.level].signs, angle)
        for leg in walk.legs
    )
    answer = "fail" if stands else "direction-not-settled"
    return Verdict(answer, _area(unwarned), verdict.of_area, verdict.out_of_reach, None, walk)


def _reach(site: Site, removed: Removal) -> list[_Piece]:
    """The pieces of floor, less what is removed, that some start reaches, over links too."""
    pieces = [
        _Piece(v, p) for v, s in site.storeys.items() for p in pieces_of(s.floor.difference(removed(v)))
    ]
    reached = {
        i for i, p in enumerate(pieces) if any(p.shape.intersects(a) for _, a in site.storeys[p.level].starts)
    }
    grown = True
    while grown:
        grown = False
        for join in site.joins:
            touched = {
                i for i, p in enumerate(pieces) for v, a in join if v == p.level and p.shape.intersects(a)
            }
            if touched & reached and touched - reached:
                reached |= touched
                grown = True
    return [pieces[i] for i in sorted(reached)]


def _meet(pieces: Sequence[_Piece], goals: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The part of the goals that lies on the pieces, level by level."""
    return {
        level: shapely.union_all([p.shape.intersection(goal) for p in pieces if p.level == level])
        for level, goal in goals.items()
    }


def _closes(site: Site, goals: Mapping[str, BaseGeometry], notice: Removal, growth: float) -> bool:
    """Is every unwarned way closed when the signs' reach grows by so much (m)?"""
    grown = {level: notice(level).buffer(growth) for level in site.storeys}
    return _area(_meet(_reach(site, lambda level: grown[level]), goals)) < _NOTHING


def _width(site: Site, goals: Mapping[str, BaseGeometry], notice: Removal) -> float | None:
    """Width of the unwarned way (m): twice the growth that closes it, to 2 cm; None when none does."""
    if not _closes(site, goals, notice, WIDEST / 2):
        return None
    low, high = 0.0, WIDEST / 2
    while high - low > 0.01:
        middle = (low + high) / 2
        if _closes(site, goals, notice, middle):
            high = middle
        else:
            low = middle
    return 2 * high


def _carriers(site: Site, goals: Mapping[str, BaseGeometry], notice: Removal) -> tuple[str, ...]:
    """The signs that the proof rests on: without one of them it falls."""
    found = []
    for level, storey in site.storeys.items():
        for sign in storey.notice:
            others = shapely.union_all([a for s, a in storey.notice.items() if s != sign])
            fewer = _with_less(notice, level, notice(level).intersection(others))
            if _area(_meet(_reach(site, fewer), goals)) >= _NOTHING:
                found.append(f"{level}.{sign}" if level else sign)
    return tuple(found)


def _with_less(notice: Removal, level: str, kept: BaseGeometry) -> Removal:
    """The notice, with only some of it left on one level."""
    return lambda v: kept if v == level else notice(v)


def _find_walk(
    site: Site,
    pieces: Sequence[_Piece],
    unwarned: Mapping[str, BaseGeometry],
    cameras: Sequence[tuple[str, str]],
) -> Walk | None:
    """The shortest walk found from a start into watched floor without a notice."""
    best: Walk | None = None
    for piece in pieces:
        goal = piece.shape.intersection(unwarned[piece.level])
        if goal.is_empty:
            continue
        sleeves = Sleeves(piece.shape)
        for name, corners in _entries(site, piece):
            points = sleeves.shortest(corners, goal)
            walk = _seen(name, piece.level, points, site, cameras) if len(points) > 1 else None
            if walk and (best is None or walk.length < best.length):
                best = walk
    return best


def _entries(site: Site, piece: _Piece) -> list[tuple[str, list[Vector]]]:
    """Where a piece is entered: by its own starts, else by a link from another level."""
    storey = site.storeys[piece.level]
    own = _entered(piece, storey.starts)
    return own or _entered(piece, [(LINK, a) for join in site.joins for v, a in join if v == piece.level])


def _entered(piece: _Piece, areas: Sequence[tuple[str, BaseGeometry]]) -> list[tuple[str, list[Vector]]]:
    found = []
    for name, area in areas:
        common = piece.shape.intersection(area)
        if not common.is_empty:
            corners = shapely.get_coordinates(common)[:64]
            inner = [common.representative_point().coords[0], *corners.tolist()]
            found.append((name, [(float(x), float(y)) for x, y in inner]))
    return found


def _seen(
    start: str, level: str, points: Sequence[Vector], site: Site, cameras: Sequence[tuple[str, str]]
) -> Walk | None:
    """The walk, with the camera that first sees the walker and where."""
    line = LineString(points)
    place = line if line.length > 0 else Point(points[0])
    first: tuple[float, str] | None = None
    for v, camera in cameras:
        if v == level:
            common = place.intersection(site.storeys[level].monitored[camera].buffer(0.001))
            places = [line.project(Point(p)) for p in shapely.get_coordinates(common)]
            if places and (first is None or min(places) < first[0]):
                first = (min(places), camera)
    if first is None:
        return None
    at = line.interpolate(first[0])
    return Walk(start, (Leg(level, tuple(points)),), first[1], level, (float(at.x), float(at.y)), first[0])


def nearest_sign(site: Site, walk: Walk) -> tuple[str, float] | None:
    """The sign that can be read nearest to a walk, and from how far beside it (m); None without any.

    A distance of nothing means that the sign can be read on the walk, but only where it warns too late.
    """
    found = [
        (LineString(leg.points).distance(area), sign)
        for leg in walk.legs
        for sign, area in site.storeys[leg.level].notice.items()
        if not area.is_empty and len(leg.points) > 1
    ]
    if not found:
        return None
    distance, sign = min(found)
    return sign, distance
