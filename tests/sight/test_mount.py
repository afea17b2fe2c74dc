"""Cameras that hang in clear air are mounted together as they are one by one."""

from __future__ import annotations

import numpy as np
import pytest

from offcamera.model.plan import Level
from offcamera.model.space import Room
from offcamera.sight import mount as mounting
from offcamera.sight.mount import hang_in_clear_air, mount
from offcamera.sight.scene import LevelScene
from sight.fuzz_oracle import KINDS
from sight.plans_compared import scene_of
from sight.random_plans import random_plan


def scenes(kind: int) -> list[LevelScene]:
    return [scene_of(random_plan(seed, **KINDS[kind]).levels[0]) for seed in range(4100, 4112)]


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_together_and_one_by_one(kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    several = [
        (scene, hang_in_clear_air(scene.surroundings, np.array([c.at for c in scene.level.cameras])))
        for scene in scenes(kind)
    ]
    monkeypatch.setattr(mounting, "hang_in_clear_air", lambda *_: [None])
    for scene, found in several:
        for camera, hung in zip(scene.level.cameras, found, strict=True):
            searched = mount(scene.surroundings, camera.at, camera.height, (), None)
            assert hung in (None, searched)
    assert kind == 4 or any(hung for _, found in several for hung in found)


def test_a_camera_beside_a_wall_is_not_taken_to_hang_free() -> None:
    scene = scenes(0)[0]
    corner = scene.level.rooms[0].polygon[0]
    assert hang_in_clear_air(scene.surroundings, np.array([corner])) == [None]


def test_the_inside_of_a_wall_is_no_clear_air() -> None:
    rooms = [
        Room(id=name, polygon=((x, 0.0), (x + 4, 0.0), (x + 4, 4.0), (x, 4.0)))
        for name, x in (("a", 0.0), ("b", 4.3))
    ]
    scene = scene_of(Level(id="G", rooms=tuple(rooms)))
    assert hang_in_clear_air(scene.surroundings, np.array([(4.15, 2.0)])) == [None]
