"""A mesh laid out for the walk of the light (design 3.7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from offcamera.sight.bands import Bands
from offcamera.sight.floor import OPEN
from offcamera.sight.mesh import WALL, Mesh


@dataclass(frozen=True, slots=True)
class Terrain:
    """A mesh as flat lists, which a walk in plain Python reads fastest.

    Light that passes the edge e comes to ``apex``, with the edges ``right`` and ``left`` of it to leave by.
    """

    mesh: Mesh
    x: list[float]
    y: list[float]
    corners: list[int]
    beyond: list[int]
    apex: list[int]
    right: list[int]
    left: list[int]
    stops: list[bool]  #: does anything stand on the edge?
    bands: dict[int, Bands]
    solids: dict[int, tuple[int, ...]]
    rooms: list[int]


def lay_out(mesh: Mesh) -> Terrain:
    """Prepare a mesh for walking; once a level."""
    bands = _bands_where_rooms_change(mesh) | {3 * t + i: b for (t, i), b in mesh.bands.items()}
    stops = mesh.beyond.ravel() == WALL
    stops[list(bands)] = True
    first = mesh.twins - mesh.twins % 3
    right, left = (first + (mesh.twins + i) % 3 for i in (1, 2))
    corners = mesh.corners.ravel()
    return Terrain(
        mesh=mesh,
        x=mesh.vertices[:, 0].tolist(),
        y=mesh.vertices[:, 1].tolist(),
        corners=corners.tolist(),
        beyond=mesh.beyond.ravel().tolist(),
        apex=corners[left].tolist(),
        right=right.tolist(),
        left=left.tolist(),
        stops=stops.tolist(),
        bands=bands,
        solids=mesh.solids,
        rooms=mesh.room.tolist(),
    )


def _bands_where_rooms_change(mesh: Mesh) -> dict[int, Bands]:
    """Wholly open faces between cells of different rooms: a wedge belongs to one room only."""
    beyond = mesh.beyond.ravel()
    here = np.repeat(mesh.room, 3)
    changes = (beyond != WALL) & (here != mesh.room[beyond])
    return dict.fromkeys(np.flatnonzero(changes).tolist(), OPEN)
