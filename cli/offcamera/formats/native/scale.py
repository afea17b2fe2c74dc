"""Figures out of all scale: understood, and told, for a wrong unit or a slipped point is likely."""

from __future__ import annotations

import math
from itertools import pairwise

from offcamera.formats.native.notes import Path
from offcamera.formats.native.storey import Storey
from offcamera.model.place import Ring

#: Least and greatest likely figure of each kind (m), wide on purpose: a cupboard is a room too.
LIKELY = {
    "room": (0.6, 1000.0),
    "door": (0.4, 15.0),
    "window": (0.1, 200.0),
    "passage": (0.3, 200.0),
    "ceiling": (1.5, 60.0),
    "camera-height": (0.1, 60.0),
    "camera-range": (0.5, 2000.0),
    "sign-height": (0.0, 20.0),
    "sign-size": (0.03, 10.0),
    "text-height": (0.001, 1.0),
}


def doubt_scale(kind: str, figure: float | None, name: str, path: Path, storey: Storey) -> None:
    """Note a doubt when a figure (m) is out of all scale for its kind."""
    if figure is None:
        return
    low, high = LIKELY[kind]
    if not low <= figure <= high:
        ref = storey.ref(kind.partition("-")[0] if kind not in _OF else _OF[kind], name)
        storey.notes.doubt("out-of-scale", (ref,), path, {"figure": kind, "metres": round(figure, 4)})


_OF = {
    "door": "opening",
    "window": "opening",
    "passage": "opening",
    "ceiling": "level",
    "text-height": "sign",
}


def longer_side(ring: Ring) -> float:
    """The longer side of the box round an outline (m)."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def length_of(line: Ring) -> float:
    """The length of a line (m)."""
    return sum(math.dist(a, b) for a, b in pairwise(line))
