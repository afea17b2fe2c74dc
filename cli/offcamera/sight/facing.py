"""Room edges in the frames of the openings that they face, and which of them an opening goes through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from offcamera.sight.flat import places_of
from offcamera.sight.floor import Bools, Floats, Ints
from offcamera.units import COINCIDENT, REACH

#: How far two faces of a wall may lean against each other (cosine): 30 degrees.
_FACING = 0.866
#: Overlap of two rooms up to which their edges count as one wall (m); case 24.
OVERLAP = 0.02


@dataclass(frozen=True, slots=True)
class Frames:
    """The straight stretches of holes: where each starts (n, 2), its direction (n, 2), and its width (m).

    Places are told by t along the stretch and s to its left.
    """

    hole: Ints
    start: Floats
    along: Floats
    width: Floats

    def point(self, frame: Ints, t: Floats, s: Floats) -> Floats:
        """The places t and s in some frames, as points (n, 2)."""
        (x, y), (u, v) = self.start[frame].T, self.along[frame].T
        return np.stack([x + t * u - s * v, y + t * v + s * u], axis=1)

    def place(self, frame: Ints, points: Floats) -> tuple[Floats, Floats]:
        """How far along some frames points (n, 2) lie, and how far to the left."""
        (dx, dy), (u, v) = (points - self.start[frame]).T, self.along[frame].T
        return dx * u + dy * v, dy * u - dx * v


@dataclass(frozen=True, slots=True)
class Facing:
    """Room edges in frames, in the order of these: t and s of both ends (n, 2), and these (n, 2, 2)."""

    frame: Ints
    edge: Ints
    t: Floats
    s: Floats
    corners: Floats

    def along(self, width: Floats) -> Facing:
        """Those that run along the stretch of their frame and pass some of its width."""
        length = np.hypot(self.t[:, 1] - self.t[:, 0], self.s[:, 1] - self.s[:, 0])
        straight = np.abs(self.t[:, 1] - self.t[:, 0]) >= _FACING * length
        passed = np.minimum(self.t.max(axis=1), width[self.frame]) - np.maximum(self.t.min(axis=1), 0.0)
        k = (length > 0.0) & straight & (passed >= COINCIDENT)
        return Facing(self.frame[k], self.edge[k], self.t[k], self.s[k], self.corners[k])

    @property
    def ahead(self) -> Bools:
        """Whether the room of each edge lies beyond the opening, to the left of its direction."""
        ahead: Bools = self.t[:, 1] > self.t[:, 0]
        return ahead

    def offset(self, which: Ints, t: Floats) -> Floats:
        """How far beyond the opening's line some of the edges lie at t."""
        (t0, t1), (s0, s1) = self.t[which].T, self.s[which].T
        offset: Floats = s0 + (s1 - s0) * (t - t0) / (t1 - t0)
        return offset


@dataclass(frozen=True, slots=True)
class Faces:
    """For each place the face of the room behind the opening and that of the room ahead; −1 is none.

    ``offsets`` (n, 2) tell how far beyond the opening's line they lie.
    """

    behind: Ints
    ahead: Ints
    offsets: Floats

    def only(self, which: Bools) -> Faces:
        """Some of them."""
        return Faces(self.behind[which], self.ahead[which], self.offsets[which])

    @property
    def counted(self) -> Ints:
        """How many faces there are at each place."""
        return (self.behind >= 0).astype(np.intp) + (self.ahead >= 0)

    @property
    def apart(self) -> Floats:
        """How far the face ahead lies from the one behind, where there are both."""
        apart: Floats = self.offsets[:, 1] - self.offsets[:, 0]
        return apart

    @property
    def is_within(self) -> Bools:
        """Does the opening lie between both faces?"""
        within: Bools = (self.counted == 2) & (self.offsets[:, 0] <= 0) & (self.offsets[:, 1] >= 0)
        return within

    @property
    def least_offset(self) -> Floats:
        """How far the nearest face lies from the opening's line."""
        there = np.stack([self.behind, self.ahead], axis=1) >= 0
        least: Floats = np.min(np.where(there, np.abs(self.offsets), np.inf), axis=1)
        return least


def nearest_faces(facing: Facing, frame: Ints, t: Floats) -> Faces:
    """The faces that an opening goes through at the places t of some frames."""
    place, f = places_of(frame, facing.frame)
    passing = (facing.t[f].min(axis=1) <= t[place]) & (t[place] <= facing.t[f].max(axis=1))
    place, f = place[passing], f[passing]
    offset = facing.offset(f, t[place])
    sides = [facing.ahead[f] == ahead for ahead in (False, True)]
    found = [_nearest(place[side], f[side], offset[side], len(t)) for side in sides]
    (behind, s0), (ahead, s1) = found
    # Faces too far apart, or the wrong way round, are no two faces of one wall: the nearer counts.
    wall = (s1 - s0 >= -OVERLAP) & (s1 - s0 <= REACH)
    odd, nearer = (behind >= 0) & (ahead >= 0) & ~wall, np.abs(s0) <= np.abs(s1)
    behind, ahead = np.where(odd & ~nearer, -1, behind), np.where(odd & nearer, -1, ahead)
    return Faces(behind, ahead, np.stack([s0, s1], axis=1))


def _nearest(place: Ints, face: Ints, offset: Floats, places: int) -> tuple[Ints, Floats]:
    """For each place the face of the least offset, −1 where there is none, and that offset."""
    order = np.lexsort((np.abs(offset), place))
    first = order[np.unique(place[order], return_index=True)[1]]
    best, least = np.full(places, -1, dtype=np.intp), np.zeros(places)
    best[place[first]], least[place[first]] = face[first], offset[first]
    return best, least
