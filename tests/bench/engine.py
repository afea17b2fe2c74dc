"""The kernel as the benchmarks call it: scenes, meshes with and without the open air, walks and queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import inf

import numpy as np
import shapely
from shapely.geometry import Polygon

from bench.maps import Map
from offcamera.model.camera import Camera
from offcamera.sight import cells
from offcamera.sight.capture import _outline as outline_of
from offcamera.sight.field import ray
from offcamera.sight.floor import Floor, Notes, RoomShape
from offcamera.sight.light import Source, Vector, Wedge, walk_light
from offcamera.sight.limits import area_of
from offcamera.sight.mesh import Mesh, build_mesh
from offcamera.sight.scene import LevelScene
from offcamera.sight.terrain import Terrain, lay_out
from offcamera.sight.view import View
from offcamera.units import BODY


@contextmanager
def open_air(wanted: bool) -> Iterator[None]:
    """Meshes made inside leave the open air out when it is not ``wanted``."""
    kept = cells._open_air
    if not wanted:
        cells._open_air = lambda *_: []
    try:
        yield
    finally:
        cells._open_air = kept


def make_mesh(floor: Floor, air: bool = True) -> Mesh:
    """The mesh of a floor."""
    with open_air(air):
        return build_mesh(floor, Notes())


def scene_of(made: Map) -> LevelScene:
    """The one level of a map, its mesh laid out."""
    scene = LevelScene(made.level, BODY)
    _ = scene.terrain, scene.surroundings
    return scene


def forget_views(scene: LevelScene) -> None:
    """Make the scene look afresh; the mesh stays."""
    scene._views.clear()
    scene._mountings.clear()


@dataclass(frozen=True, slots=True)
class Cone:
    """A camera in plan only: its rays, counter-clockwise, and where its light starts."""

    source: Source
    right: Vector
    left: Vector


def cone_of(camera: Camera, mesh: Mesh, reach: float = inf) -> Cone:
    """The plan cone of a fixed camera, sight at every height."""
    at = (camera.at[0] - mesh.origin[0], camera.at[1] - mesh.origin[1])
    half = (camera.optics.horizontal or 0.0) / 2
    heading = camera.heading or 0.0
    source = Source(*at, mesh.locate(*camera.at), None, BODY, reach)
    return Cone(source, ray(heading + half), ray(heading - half))


def walk(terrain: Terrain, cone: Cone) -> list[Wedge]:
    """The walk of the light alone."""
    return walk_light(terrain, cone.source, cone.right, cone.left)


def area_walked(terrain: Terrain, cone: Cone) -> float:
    """The area of all that a walk meets (m²)."""
    return sum(area_of(outline_of(w)) for w in walk(terrain, cone))


def query(scene: LevelScene, camera: Camera) -> dict[int, tuple[float, float]]:
    """A whole query: what a camera captures of each room with doors open and shut (m²)."""
    view = scene.view(camera.id)
    return {r: (view.area(r, "open"), view.area(r, "shut")) for r in view.rooms_seen()}


def plain_terrain(free: Polygon) -> Terrain:
    """The same free space as one cell without a portal: what plain triangular expansion walks over."""
    free = shapely.orient_polygons(free)
    rings = tuple(np.asarray(r.coords[:-1]) for r in (free.exterior, *free.interiors))
    with open_air(False):
        return lay_out(build_mesh(Floor(rooms=(RoomShape(rings),)), Notes()))


def seen_all_round(made: Map, camera: Camera) -> tuple[LevelScene, View, Camera]:
    """A view with no limit of height, range or angle: plain visibility through open doors."""
    bare = replace(camera, kind="panoramic", height=None, range=None, heading=None, tilt=None)
    scene = LevelScene(replace(made.level, cameras=(bare,)), BODY)
    return scene, scene.view(bare.id), bare
