"""What stands between one camera and one room: judged once, asked by every clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from offcamera.findings.clause import Applies
from offcamera.findings.evidence import Condition, Evidence, Figure, Reason, Reliance
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.model.plan import Plan
from offcamera.model.space import Room
from offcamera.rules.devices import is_in, speaks_to
from offcamera.rules.walks import SiteWalks
from offcamera.sight.scene import STATEMENTS, LevelScene, Scene
from offcamera.sight.scene.faces import FACES, face_zone
from offcamera.sight.view import Doors, Glimpse, View
from offcamera.units import LEAST_AREA


@dataclass(frozen=True, slots=True)
class Sighting:
    """How far a camera sees into a room: the outcome, and what it rests on."""

    outcome: Outcome
    evidence: Evidence = Evidence()
    on: tuple[Condition, ...] = ()
    because: Reason | None = None
    reliances: tuple[Reliance, ...] = ()


class Site:
    """A plan with its scene, and every judgement made on it so far."""

    def __init__(self, plan: Plan, scene: Scene) -> None:
        self.plan = plan
        self.scene = scene
        self.walks = SiteWalks(plan, scene)
        self.asked: dict[object, tuple[Answer, ...]] = {}  #: what a rule answered, where others ask it too
        self._sightings: dict[tuple[str, str, int, float, str], Sighting] = {}
        self._faces: list[Scene] = []
        self._zones: dict[tuple[str, str, float, Doors], BaseGeometry] = {}
        self._applies = Applies()

    def narrowed(self, applies: Applies) -> Site:
        """The same site with only the cameras that a clause speaks to; what was judged is shared."""
        site = copy(self)
        site._applies = applies
        return site

    def faces(self, level: LevelScene) -> LevelScene:
        """A level on which only faces are looked for, at the height of faces."""
        if not self._faces:
            self._faces.append(Scene(self.plan, FACES))
        return self._faces[0].levels[level.level.id]

    def face_zone(self, level: LevelScene, camera: Camera, density: float, doors: Doors) -> BaseGeometry:
        """Where a camera can read a face, at a density (px/m) and in a state of the doors (plan, m)."""
        key = (level.level.id, camera.id, density, doors)
        if key not in self._zones:
            self._zones[key] = face_zone(self.faces(level), camera, density, doors)
        return self._zones[key]

    def rooms(self) -> Iterator[tuple[LevelScene, int, Room]]:
        """Every room, with its level and its number there."""
        for level in self.scene.levels.values():
            for number, room in enumerate(level.level.rooms):
                yield level, number, room

    def cameras(self) -> Iterator[tuple[LevelScene, Camera]]:
        """Every camera that the clause at hand speaks to, with its level."""
        for level in self.scene.levels.values():
            for camera in self.chosen(level, level.level.cameras):
                yield level, camera

    def chosen(self, level: LevelScene, cameras: Iterable[Camera]) -> Iterator[Camera]:
        """Those of some cameras of a level that the clause at hand speaks to."""
        return (c for c in cameras if speaks_to(self._applies, level, c, self.plan.venue))

    def is_spoken_to(self) -> bool:
        """Does the clause at hand speak to anything here? One on some cameras alone needs one of them."""
        return self._applies in (Applies(), Applies(venue=self._applies.venue)) or any(self.cameras())

    def is_place(self, room: Room) -> bool:
        """Is a room a place that the clause at hand speaks to?"""
        return not self._applies.access or is_in(self._applies.access, room, self.plan.venue)

    def sighting(
        self, level: LevelScene, camera: Camera, room: int, least: float = LEAST_AREA, masks: str = "no"
    ) -> Sighting:
        """How far a camera sees into a room.

        Less than ``least`` (m²) does not count; ``masks`` that are credited: no, solid or any.
        """
        key = (level.level.id, camera.id, room, least, masks if camera.masks else "no")
        if key not in self._sightings:
            self._sightings[key] = _Judge(level, camera, room, least, key[-1]).judge()
        return self._sightings[key]


def evidence_of(level: LevelScene, room: int, glimpse: Glimpse | None) -> Evidence:
    """What a glimpse shows of a room; without one, how large the room is (m²)."""
    of_area = level.room_areas[room]
    if glimpse is None:
        return Evidence(of_area=of_area)
    return Evidence(
        area=min(glimpse.area, of_area),
        of_area=of_area,
        nearest=glimpse.nearest,
        distance=glimpse.distance,
        density=glimpse.density,
        sightline=(glimpse.origin, glimpse.inside),
        through=tuple(level.ref_of_opening(h) for h in glimpse.holes),
    )


class _Judge:
    """Judges one camera and one room: seen whatever the doors do, through open doors, or kept out."""

    def __init__(self, level: LevelScene, camera: Camera, room: int, least: float, masks: str) -> None:
        self.level, self.camera, self.room, self.least = level, camera, room, least
        self.hidden = None if masks == "no" else level.masked(camera, solid=masks == "solid")
        self.camera_ref = Ref("camera", level.level.id, camera.id)
        self.room_ref = level.ref_of_room(room)

    @cached_property
    def view(self) -> View:
        """What the camera captures."""
        return self.level.view(self.camera.id)

    def judge(self) -> Sighting:
        """Give the answer, worst first: fail, unknown, conditional, pass (case 11)."""
        if self._seen("shut"):
            return Sighting(Outcome.FAIL, self._evidence("shut"))
        if reason := self._not_computed():
            return Sighting(Outcome.UNKNOWN, self._evidence("relied"), because=reason)
        if self._seen("relied"):
            return Sighting(Outcome.CONDITIONAL, self._evidence("relied"), on=self._conditions())
        return Sighting(Outcome.PASS, self._evidence("relied"), reliances=tuple(self._reliances()))

    def _seen(self, doors: Doors) -> bool:
        return self.room in self.view.rooms_seen() and self._area(doors) >= self.least

    def _area(self, doors: Doors) -> float:
        return self.view.area(self.room, doors, self.hidden)

    def _not_computed(self) -> Reason | None:
        if self.room in self.level.closed_rooms and self.level.sees_outside_of(self.camera.id, self.room):
            return Reason("no-door-drawn", {"room": self.room_ref.id})
        return None

    def _evidence(self, doors: Doors) -> Evidence:
        glimpse = self.view.glimpse(self.room, doors) if self.room in self.view.rooms_seen() else None
        return self._figures(glimpse, "shut" if doors == "shut" else "open")

    def _figures(self, glimpse: Glimpse | None, doors: str) -> Evidence:
        evidence = evidence_of(self.level, self.room, glimpse)
        if glimpse is None:
            return evidence
        return replace(
            evidence,
            doors=doors,
            outline=glimpse.outline(),
            figures=self._masked_figure(doors),
        )

    def _masked_figure(self, doors: str) -> dict[str, Figure]:
        """How much of what is captured some enabled mask hides (m²): told, credited or not."""
        if not self.camera.masks:
            return {}
        state: Doors = "shut" if doors == "shut" else "relied"
        hidden = self.level.masked(self.camera, solid=False)
        return {
            "masked": round(self.view.area(self.room, state) - self.view.area(self.room, state, hidden), 3)
        }

    def _conditions(self) -> tuple[Condition, ...]:
        sets = self.view.conditions(self.room)
        return tuple(Condition(tuple(sorted(map(self.level.ref_of_leaf, leaves)))) for leaves in sets)

    def _reliances(self) -> Iterator[Reliance]:
        """Statements without which the room would be seen; where none alone does it, one of all suffices."""
        alone = [*self._masked(), *self._closed_by_leaf_or_range(), *self._statements()]
        if not alone and self._seen("bare"):
            glimpse = self.view.glimpse(self.room, "bare")
            leaves = sorted({leaf for _, p in glimpse.pieces for leaf in p.leaves}) if glimpse else []
            for leaf in leaves:
                what = "self-closing" if leaf in self.level.leaves.closers else "frosted"
                alone.append(self._reliance(what, self.level.ref_of_leaf(leaf), glimpse))
            if self.camera.range is not None:
                alone.append(self._reliance("range", self.camera_ref, glimpse))
        yield from alone

    def _masked(self) -> Iterator[Reliance]:
        """What only a credited mask hides."""
        glimpse = None if self.hidden is None else self.view.glimpse(self.room, "relied")
        if glimpse is not None and glimpse.area >= self.least:
            yield self._reliance("mask", self.camera_ref, glimpse)

    def _closed_by_leaf_or_range(self) -> Iterator[Reliance]:
        for what, pieces in self.view.closed_by(self.room).items():
            if what == "range":
                groups = {self.camera_ref: pieces}
            else:
                mine = self.level.leaves.closers if what == "self-closing" else self.level.leaves.frosts
                leaves = sorted({leaf for _, p in pieces for leaf in p.leaves & mine})
                groups = {self.level.ref_of_leaf(f): [q for q in pieces if f in q[1].leaves] for f in leaves}
            whole = self.view.describe(pieces)
            if whole is not None and whole.area >= self.least:
                for ref, part in groups.items():
                    yield self._reliance(what, ref, self.view.describe(part))

    def _statements(self) -> Iterator[Reliance]:
        for what in STATEMENTS:
            if self.level.states(self.camera, what):
                without = self.level.view(self.camera.id, frozenset({what}))
                glimpse = without.glimpse(self.room, "relied")
                if glimpse is not None and glimpse.area >= self.least:
                    yield self._reliance(what, self.camera_ref, glimpse)

    def _reliance(self, what: str, about: Ref, glimpse: Glimpse | None) -> Reliance:
        area = None if glimpse is None else min(glimpse.area, self.level.room_areas[self.room])
        density = None if glimpse is None else glimpse.density
        return Reliance(what, about, self.camera_ref, self.room_ref, area, density)
