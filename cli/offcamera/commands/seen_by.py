"""Who sees a place: each camera that does, always or on what condition, read off the pieces of its view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import shapely

from offcamera.commands.places import Spot
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.model.plan import Plan
from offcamera.sight.capture import Piece
from offcamera.sight.scene import STATEMENTS, LevelScene, Scene
from offcamera.sight.view import View, in_state

#: Less of a room than this is a slip of rounding (m²).
_NOTHING = 1e-4
#: How many ways of seeing are told.
_MOST = 8

Placed = tuple[tuple[float, float], Piece]
#: Something that the plan states, and whose it is: (self-closing, d-207), (range, C1).
Statement = tuple[str, Ref]
T = TypeVar("T", Ref, Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How a camera sees a place. Areas in m², density in px/m at best; None for points and what is not known.

    ``when``: ``always``; ``open``, while all openings of one of ``doors`` stand open; ``without``, were the
    plan wrong in every statement of one of ``without``; ``unknown``, which ``because`` tells. What is seen
    always is part of what is seen while doors are open.
    """

    camera: Ref
    when: str
    area: float | None = None
    of_area: float | None = None
    density: float | None = None
    through: tuple[Ref, ...] = ()
    doors: tuple[tuple[Ref, ...], ...] = ()
    without: tuple[tuple[Statement, ...], ...] = ()
    because: str = ""

    @property
    def share(self) -> float | None:
        """Part of the room that is seen, 0 to 1."""
        return self.area / self.of_area if self.area is not None and self.of_area else None


def who_sees_spot(plan: Plan, spot: Spot, body: tuple[float, float]) -> list[Seen]:
    """Every camera that sees some part of a person at a place, surest first."""
    scene = Scene(plan, body)
    level = scene.levels[spot.level]
    rooms = [spot.room] if spot.room is not None else rooms_at(level, spot.point or (0.0, 0.0))
    found = [seen for camera in level.level.cameras for seen in _of_camera(level, camera, spot)]
    certain = {seen.camera for seen in found if seen.when == "always"}
    for room in rooms:
        found += _not_computed(scene, level, room, certain)
    order = ("always", "open", "unknown", "without")
    return sorted(dict.fromkeys(found), key=lambda s: (order.index(s.when), -(s.area or 0.0), s.camera))


def rooms_at(level: LevelScene, point: tuple[float, float]) -> list[int]:
    """The rooms in which a point of the plan lies; none in the open."""
    here = shapely.Point(point)
    shapes = (shapely.Polygon(r.polygon, r.holes) for r in level.level.rooms)
    return [n for n, shape in enumerate(shapes) if shape.intersects(here)]


def _not_computed(scene: Scene, level: LevelScene, room: int, certain: set[Ref]) -> Iterator[Seen]:
    """Cameras of which nobody can say whether they see a room: from other levels, or without a drawn door."""
    for ref, (code, _) in scene.seen_from_other_levels(level.ref_of_room(room)):
        if ref not in certain:
            yield Seen(camera=ref, when="unknown", because=code)
    for camera in level.level.cameras if room in level.closed_rooms else ():
        ref = Ref("camera", level.level.id, camera.id)
        if ref not in certain and level.sees_outside_of(camera.id, room):
            yield Seen(camera=ref, when="unknown", because="no-door-drawn")


def _of_camera(level: LevelScene, camera: Camera, spot: Spot) -> Iterator[Seen]:
    view = level.view(camera.id)
    pieces = _pieces(view, spot)
    shut = [q for q in pieces if in_state(q[1], "shut", view.leaves)]
    relied = [q for q in pieces if in_state(q[1], "relied", view.leaves)]
    teller = _Teller(level, camera, spot)
    yield from teller.tell(view, "always", [], shut)
    yield from teller.tell(view, "open", shut, relied)
    yield from teller.tell(view, "without", relied, pieces)
    for what in STATEMENTS:
        if level.states(camera, what):
            bare = level.view(camera.id, frozenset({what}))
            more = [q for q in _pieces(bare, spot) if in_state(q[1], "relied", view.leaves)]
            yield from teller.tell_statement(bare, what, relied, more)


def _pieces(view: View, spot: Spot) -> list[Placed]:
    """The pieces, in any state of the doors, that lie in a room or hold a point."""
    if spot.room is not None:
        return view.pieces("bare", spot.room) if spot.room in view.rooms_seen() else []
    here = shapely.Point(spot.point or (0.0, 0.0))
    return [
        (at, p)
        for at, p in view.pieces("bare")
        if shapely.Polygon([(x + at[0], y + at[1]) for x, y in p.polygon]).intersects(here)
    ]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts names and figures to what one camera sees of one place."""

    level: LevelScene
    camera: Camera
    spot: Spot

    def tell(
        self, view: View, when: str, before: Sequence[Placed], placed: Sequence[Placed]
    ) -> Iterator[Seen]:
        """What is seen of a place in a state, if it is more than what is seen in a surer one."""
        fresh = [q for q in placed if q not in before] if before else list(placed)
        if not self._is_more(view, before, placed, fresh):
            return
        doors = _least([frozenset(self._leaf(f) for f in p.leaves) for _, p in fresh])
        stated = _least([frozenset(self._statements(view, p)) for _, p in fresh])
        yield self._seen(
            view,
            when,
            placed,
            through=self._through(fresh),
            doors=doors if when == "open" else (),
            without=stated if when == "without" else (),
        )

    def tell_statement(
        self, view: View, what: str, before: Sequence[Placed], placed: Sequence[Placed]
    ) -> Iterator[Seen]:
        """What would be seen were a statement about the camera itself wrong: its stops, view or side."""
        if self._is_more(view, before, placed, placed):
            ref = Ref("camera", self.level.level.id, self.camera.id)
            yield self._seen(
                view, "without", placed, through=self._through(placed), without=(((what, ref),),)
            )

    def _is_more(
        self, view: View, before: Sequence[Placed], placed: Sequence[Placed], fresh: Sequence[Placed]
    ) -> bool:
        if not fresh or self.spot.room is None:
            return bool(fresh) and not before
        return self._area(view, placed) > self._area(view, before) + _NOTHING

    def _area(self, view: View, placed: Sequence[Placed]) -> float:
        glimpse = view.describe(placed)
        return glimpse.area if glimpse else 0.0

    def _seen(
        self,
        view: View,
        when: str,
        placed: Sequence[Placed],
        *,
        through: tuple[Ref, ...],
        doors: tuple[tuple[Ref, ...], ...] = (),
        without: tuple[tuple[Statement, ...], ...] = (),
    ) -> Seen:
        glimpse = view.describe(placed) if self.spot.room is not None else None
        whole = self.level.room_areas[self.spot.room] if self.spot.room is not None else None
        return Seen(
            camera=Ref("camera", self.level.level.id, self.camera.id),
            when=when,
            area=min(glimpse.area, whole) if glimpse and whole else None,
            of_area=whole,
            density=glimpse.density if glimpse else None,
            through=through,
            doors=doors,
            without=without,
        )

    def _leaf(self, leaf: int) -> Ref:
        return self.level.ref_of_leaf(leaf)

    def _through(self, placed: Iterable[Placed]) -> tuple[Ref, ...]:
        """The openings that the light comes by, each once."""
        holes = dict.fromkeys(hole for _, p in placed for hole in p.holes)
        n = len(self.level.level.openings)
        return tuple(self.level.ref_of_opening(h) for h in holes if h < n)

    def _statements(self, view: View, piece: Piece) -> Iterator[Statement]:
        for leaf in piece.leaves & view.leaves.closers:
            yield "self-closing", self._leaf(leaf)
        for leaf in piece.leaves & view.leaves.frosts:
            yield "frosted", self._leaf(leaf)
        if not piece.near:
            yield "range", Ref("camera", self.level.level.id, self.camera.id)


def _least(sets: Iterable[frozenset[T]]) -> tuple[tuple[T, ...], ...]:
    """The smallest sets; of more than eight, which nobody reads, the first."""
    met = {s for s in sets if s}
    least = [s for s in met if not any(o < s for o in met)]
    ordered = sorted(tuple(sorted(s)) for s in least)
    return tuple(ordered[:_MOST])
