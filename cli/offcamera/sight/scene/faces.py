"""Where a camera can read a face: the places that it sees at the height of faces, finely enough (case 6)."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.model.camera import Camera
from offcamera.sight.density import Imager, density_at
from offcamera.sight.scene.level import LevelScene
from offcamera.sight.view import Doors

#: Where faces are (m above the floor), and from which density they can be read (px/m): 30 pixels between the
#: eyes, which are 63 mm apart (design 3.2).
FACES = (1.4, 1.8)
FACE_DENSITY = 476.0
#: Directions in which the reach of a density is measured, and steps along each.
_DIRECTIONS = 180
_STEPS = 200


def face_zone(level: LevelScene, camera: Camera, density: float, doors: Doors) -> BaseGeometry:
    """Where a camera sees a face with at least a density (px/m), in a state of the doors (plan, m).

    ``level`` is a level whose body is a face. Rounded outward. Where pixels, angle or zoom are not stated,
    everything that is seen.
    """
    view = level.view(camera.id)
    seen = view.shape(doors)
    if not _is_told(camera, view.imagers) or seen.is_empty:
        return seen
    reach = [_reach(imager, look.at, view.drops, density) for look in view.looks for imager in view.imagers]
    return shapely.intersection(seen, shapely.union_all(reach))


def _is_told(camera: Camera, imagers: tuple[Imager, ...]) -> bool:
    """Is the density of every lens known?"""
    return len(imagers) == (len(camera.heads) if camera.kind == "multi" else 1) and bool(imagers)


def _reach(
    imager: Imager, at: tuple[float, float], drops: tuple[float, float], density: float
) -> shapely.Polygon:
    """The places about a camera within which a density may be met, star-shaped, drawn outside."""
    radii = [_farthest(imager, 2 * pi * i / _DIRECTIONS, drops, density) for i in range(_DIRECTIONS)]
    out = 1 / cos(2 * pi / _DIRECTIONS)
    wide = [max(radii[i - 1], radii[i], radii[(i + 1) % _DIRECTIONS]) * out for i in range(_DIRECTIONS)]
    return shapely.Polygon(list(_ring(wide, (imager.heading or 0.0) * pi / 180, at)))


def _ring(radii: list[float], heading: float, at: tuple[float, float]) -> Iterator[tuple[float, float]]:
    for i, radius in enumerate(radii):
        a = heading + 2 * pi * i / _DIRECTIONS
        yield at[0] + radius * sin(a), at[1] + radius * cos(a)


def _farthest(imager: Imager, off: float, drops: tuple[float, float], density: float) -> float:
    """How far along the floor a density is met at an angle off the heading (radians); one step more."""
    heights = {*drops, 0.0} if drops[0] <= 0 <= drops[1] else set(drops)
    most = _bound(imager, density)
    for i in range(_STEPS, 0, -1):
        r = most * i / _STEPS
        if any(density_at(imager, r * cos(off), r * sin(off), k) >= density for k in heights):
            return most * (i + 1) / _STEPS
    return most / _STEPS


def _bound(imager: Imager, density: float) -> float:
    """Beyond this (m) a density is met nowhere: at its corners a lens has the most pixels per radian."""
    blind = Imager(imager.pixels, imager.horizontal, imager.vertical, imager.ideal, None, None)
    return density_at(blind, 1.0, 0.0, 0.0) / density
