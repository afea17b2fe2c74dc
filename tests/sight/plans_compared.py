"""Plans for the laws: one for each seed, of every kind, and what is captured of them held side by side."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from hypothesis import strategies as st
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from offcamera.model.plan import Level, Plan
from offcamera.sight.scene import LevelScene, Scene
from offcamera.sight.view import Doors
from sight.fuzz_oracle import plan_of

#: Laws hold to 2 mm of an edge (design 7, case 34).
EDGE = 0.002
#: Each number stands for one random plan; its kind goes round with it.
seeds = st.integers(1, 1_000_000)
shares = st.floats(0.02, 0.98, allow_nan=False)


def level_of(seed: int) -> Level:
    """The one level of a random plan."""
    return plan_of(seed).levels[0]


def scene_of(level: Level, body: tuple[float, float] | None = None) -> LevelScene:
    """The kernel on one level."""
    plan = Plan(site="law", file="law.yaml", levels=(level,))
    scene = Scene(plan) if body is None else Scene(plan, body=body)
    return scene.levels[level.id]


def cameras_of(level: Level) -> Iterator[str]:
    for camera in level.cameras:
        yield camera.id


def taken(before: LevelScene, after: LevelScene, camera: str, doors: Doors) -> float:
    """How much (m²) farther than 2 mm inside what was captured before is captured no more."""
    lost = shape_of(before, camera, doors).difference(
        shape_of(after, camera, doors).buffer(EDGE, join_style="mitre")
    )
    # What is left by a drawn edge is as thin as the edge: only what is wider counts.
    return float(lost.buffer(-EDGE / 2).area)


def shape_of(scene: LevelScene, camera: str, doors: Doors) -> BaseGeometry:
    return scene.view(camera).shape(doors)


def areas_by_room(scene: LevelScene, camera: str, doors: Doors) -> dict[str, float]:
    """What is captured of each room (m²)."""
    view = scene.view(camera)
    return {name: view.area(number, doors) for name, number in scene.rooms.items()}


def edges_by_room(scene: LevelScene, camera: str, doors: Doors) -> dict[str, float]:
    """The length of the edges of what is captured of each room (m), every piece by itself."""
    view = scene.view(camera)
    pieces = {name: view.pieces(doors, number) for name, number in scene.rooms.items()}
    return {name: sum(Polygon(p.polygon).length for _, p in several) for name, several in pieces.items()}


def is_far_from_cameras(level: Level, line: tuple[tuple[float, float], ...], distance: float) -> bool:
    """Is a line so far from every camera that no camera is moved by it (case 34)?"""
    shape = shapely.LineString(line)
    return all(shape.distance(shapely.Point(c.at)) > distance for c in level.cameras)
