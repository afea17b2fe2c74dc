"""Signs and walks to measure: the walks of a map with fifty signs, and the proof for each of its cameras."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import numpy as np

from bench.maps import Map
from offcamera.model.camera import Camera
from offcamera.model.plan import Plan
from offcamera.model.sign import Sign
from offcamera.rules.sighting import Site
from offcamera.rules.sign_before_capture import Params
from offcamera.sight.proof import prove_each
from offcamera.sight.scene import Scene

#: So many signs hang on a map: those beside its entrances, the others in its corridors.
SIGNS = 50


def hang_signs(made: Map) -> Plan:
    """The plan of a map with fifty signs, those beyond its entrances over its corridors."""
    corridors = [r for r in made.level.rooms if r.label == "Corridor"]
    signs = list(made.level.signs)
    for n in range(SIGNS - len(signs)):
        room = corridors[n % len(corridors)]
        xs, ys = np.array(room.polygon).T
        part = (n // len(corridors) + 0.5) / (SIGNS // len(corridors) + 1)
        at = (float(xs.min() + part * (xs.max() - xs.min())), float(ys.min() + 0.02))
        signs.append(
            Sign(id=f"p{n}", at=at, height=1.6, facing=0.0, size=(0.42, 0.594), pictogram=0.2, on="wall")
        )
    level = replace(made.level, signs=tuple(signs))
    return replace(made.plan, levels=(level,))


def prove_all(
    plan: Plan, cameras: tuple[Camera, ...], *, before: bool
) -> tuple[float, float, dict[str, int]]:
    """Seconds for the walks of a plan, seconds for the proof and evidence of all cameras, and the answers.

    What cameras see and where signs are read is worked out outside the clock: other tables measure it.
    """
    site = Site(plan, Scene(plan))
    params = Params(read="pictogram")
    walkers = site.walks.walkers("G", params.walkers)
    _ = walkers.captured, site.walks.notices(params.reading)
    begun = time.perf_counter()
    walks = site.walks.walks(params.reading, params.walkers)
    laid = time.perf_counter()
    asked = [[("G", camera.id)] for camera in cameras]
    answers = Counter(verdict.answer for verdict in prove_each(walks, asked, before=before))
    return laid - begun, time.perf_counter() - laid, dict(answers)
