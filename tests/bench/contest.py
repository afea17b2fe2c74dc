"""The kernel and its rivals on the same free space: do they agree, and which is faster by how much?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np
import shapely
from shapely.geometry import Polygon

from bench.clock import measure, measure_each
from bench.engine import (
    area_walked,
    cone_of,
    forget_views,
    plain_terrain,
    query,
    scene_of,
    seen_all_round,
    walk,
)
from bench.maps import MAPS, THICK, Map
from bench.rivals import Pysovist, Shadows, edges_drawn, edges_of, load_pysovist, timed
from offcamera.model.camera import Camera
from offcamera.sight.limits import area_of

#: How far areas may differ between the kernel and a rival, of the area seen.
ALIKE = 1e-6
#: Cameras that slow rivals are asked for, by map.
FEW = {"small": 20, "mid": 60, "big": 40, "hall": 40}


def closed_map(name: str) -> Map:
    """A map without outer doors: every engine has the same free space."""
    return MAPS[name](replace(THICK, entrances=False))


def agree(name: str) -> None:
    """Compare areas without limits of range or height; raises SystemExit where an engine differs.

    In the cone: the kernel over the free space as one cell. All round: a whole view of the kernel over rooms
    and doors, room floors only, against the edges as drawn; and how much of that came through inside walls.
    """
    made = closed_map(name)
    free, drawn = made.free_space(), edges_drawn(made)
    terrain, tight, loose = plain_terrain(free), Shadows(edges_of(free)), Shadows(drawn, inward=False)
    library, around = load_pysovist(edges_of(free)), load_pysovist(drawn)
    floors = shapely.union_all([Polygon(r.polygon) for r in made.level.rooms])
    worst = dict.fromkeys(
        ("walk and shadows", "view and shadows", "walk and pysovist", "view and pysovist"), 0.0
    )
    leaked = []
    for camera in _first(made.level.cameras, free, 20):
        mine = area_walked(terrain, cone_of(camera, terrain.mesh))
        _widen(worst, "walk and shadows", mine, tight.see(camera).area)
        whole = _room_area(made, camera)
        _widen(worst, "view and shadows", whole, loose.see(camera, whole=True).intersection(floors).area)
        leaked.append(whole - tight.see(camera, whole=True).intersection(floors).area)
        if library and around:
            _widen(worst, "walk and pysovist", mine, library.see(camera))
            _widen(worst, "view and pysovist", whole, around.see_all_round(camera).intersection(floors).area)
    print(f"  {name}: farthest apart: " + ", ".join(f"{k} {v:.1e}" for k, v in worst.items()))
    many = sum(area > ALIKE for area in leaked)
    print(f"  {name}: inside walls: {many} of {len(leaked)} cameras, at most {max(leaked):.2f} m²")
    if max(worst.values()) > ALIKE:
        raise SystemExit(f"areas differ on {name}")


def _first(cameras: Sequence[Camera], free: Polygon, n: int) -> list[Camera]:
    """The first cameras inside the free space."""
    shapely.prepare(free)
    return [c for c in cameras if free.contains(shapely.Point(c.at))][:n]


def _widen(worst: dict[str, float], what: str, mine: float, other: float) -> None:
    worst[what] = max(worst[what], abs(mine - other) / max(mine, 1.0))


def _room_area(made: Map, camera: Camera) -> float:
    """What a camera sees of all rooms, all round, every door open (m²)."""
    scene, view, _ = seen_all_round(made, camera)
    indoor = {i for i, rooms in enumerate(scene.mesh.room_sets) if rooms}
    return sum(area_of(p.polygon) for _, p in view.pieces("open") if p.rooms in indoor)


def race(name: str, passes: int) -> list[object]:
    """One row: times of the kernel's walk and of its rivals, in the cone and range of each camera."""
    made = closed_map(name)
    free, scene = made.free_space(), scene_of(made)
    cameras = _first(made.level.cameras, free, FEW[name])
    plain, shadows = plain_terrain(free), Shadows(edges_of(free))
    times = []
    for terrain in (scene.terrain, plain):
        cones = [cone_of(c, terrain.mesh, c.range or inf) for c in cameras]
        times.append(measure_each([lambda c=c, t=terrain: walk(t, c) for c in cones], passes).middle)
    by_shadow = measure_each(timed(shadows.see, cameras), 1).middle
    library: Pysovist | None = None

    def prepare() -> None:
        nonlocal library
        library = load_pysovist(edges_of(free))

    prep = measure(prepare, 1).middle
    by_library = measure_each(timed(library.see, cameras), 1).middle if library else float("nan")
    return [
        name,
        times[0] * 1e6,
        times[1] * 1e6,
        by_library * 1e6,
        by_library / times[0],
        by_shadow * 1e6,
        by_shadow / times[0],
        prep * 1e3,
    ]


def ask_oracle(name: str, passes: int) -> list[object]:
    """One row: a whole query, the oracle at 1,000 places, and at how many sure places they are unlike."""
    from sight import oracle

    made = MAPS[name](THICK)
    scene = scene_of(made)
    cameras = made.level.cameras[:10]
    chance = np.random.default_rng(5)
    mine = measure_each([lambda c=c: (forget_views(scene), query(scene, c)) for c in cameras], passes).middle
    slow, sure, unlike = [], 0, 0
    for camera in cameras:
        points = np.array(camera.at) + chance.normal(0, 4, (1000, 2))
        slow.append(measure(lambda c=camera, p=points: oracle.sees(made.level, c, p), 1).middle)
        seen, certain = oracle.sure(made.level, camera, points[:100])
        dots = shapely.points(points[:100])
        sure += int(certain.sum())
        unlike += int((np.array(scene.view(camera.id).contains(dots, "open")) != seen)[certain].sum())
    middle = float(np.median(slow))
    return [name, mine * 1e3, middle * 1e3, middle / mine, sure, unlike]
