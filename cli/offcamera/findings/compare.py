"""Is a finding worse than one that was approved or kept: by outcome, weight, clauses, place and figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.pins import Pins
from offcamera.findings.spot import NEAR, Spot
from offcamera.findings.waived import Growth
from offcamera.model.place import Ring

#: Case 18 of the design: so much more is still the same.
DENSITY_SLACK = 0.05
SHARE_SLACK = 0.05
AREA_SLACK = 0.05  #: m²
EDGE = NEAR  #: m
#: A figure that the rule told may differ by this share, and by the rounding of small ones.
_FIGURE_SLACK = 0.05
_ROUNDING = 0.006
#: Figures of which less is never worse: what is seen, or reached, beyond what may be.
_LESS_IS_BETTER = frozenset(("excess", "share", "outside", "extent", "out-of-reach"))
#: Figures that list things: fewer of the same are never worse.
_LISTS = frozenset(("cameras", "missing"))


def list_growth(approved: Pins, now: Pins) -> Iterator[Growth]:
    """In what a finding is worse than what was approved (case 18); what was not said was not approved.

    Both as ``pins_of`` gives them. Why it is unknown, and on which doors it depends, is held only against the
    same outcome: whoever accepted that it fails accepted that it may.
    """
    for key, check in _CHECKS.items():
        if key in now:
            yield from check(approved, now) if key in approved else _unsaid(key, approved, now)
    if "place" not in now and "things" in now:
        yield from _things(approved, now)


def _unsaid(key: str, approved: Pins, now: Pins) -> Iterator[Growth]:
    if key not in ("because", "on", "figures") or _is_same_outcome(approved, now):
        value = now[key]
        yield Growth(key, None, value if isinstance(value, str | float | int) else "")


def _is_same_outcome(approved: Pins, now: Pins) -> bool:
    return approved.get("outcome") == now.get("outcome")


def _outcome(approved: Pins, now: Pins) -> Iterator[Growth]:
    old, new = Outcome(str(approved["outcome"])), Outcome(str(now["outcome"]))
    if new.rank < old.rank:
        yield Growth("outcome", old.value, new.value)


def _severity(approved: Pins, now: Pins) -> Iterator[Growth]:
    old, new = Severity(str(approved["severity"])), Severity(str(now["severity"]))
    if new.rank < old.rank:
        yield Growth("severity", old.value, new.value)


def _same_text(key: str) -> Callable[[Pins, Pins], Iterator[Growth]]:
    def check(approved: Pins, now: Pins) -> Iterator[Growth]:
        if approved[key] != now[key]:
            yield Growth(key, str(approved[key]), str(now[key]))

    return check


def _because(approved: Pins, now: Pins) -> Iterator[Growth]:
    if _is_same_outcome(approved, now):
        yield from _same_text("because")(approved, now)


def _on(approved: Pins, now: Pins) -> Iterator[Growth]:
    """Each way of seeing must need at least the open doors that an approved way needs."""
    old, new = (cast("Sequence[Sequence[str]]", pins["on"]) for pins in (approved, now))
    free = [way for way in new if not any(set(known) <= set(way) for known in old)]
    if free and _is_same_outcome(approved, now):
        yield Growth("on", _list(n for way in old for n in way), _list(n for way in free for n in way))


def _clauses(approved: Pins, now: Pins) -> Iterator[Growth]:
    old, new = (cast("Sequence[str]", pins["clauses"]) for pins in (approved, now))
    if added := [clause for clause in new if clause not in old]:
        yield Growth("clauses", _list(old), _list(added))


def _density(approved: Pins, now: Pins) -> Iterator[Growth]:
    old, new = _number(approved["density"]), _number(now["density"])
    if new > old * (1 + DENSITY_SLACK) + 1e-9:
        yield Growth("density", old, new)


def _area(approved: Pins, now: Pins) -> Iterator[Growth]:
    old, new = _number(approved["area"]), _number(now["area"])
    if new > old + _slack(old) + 1e-9:
        yield Growth("area", old, new)


def _place(approved: Pins, now: Pins) -> Iterator[Growth]:
    """What is captured outside of the approved outline, where that is more than is let by."""
    old = _shape(cast("Sequence[Ring]", approved["place"]))
    outside = _shape(cast("Sequence[Ring]", now["place"])).difference(old.buffer(EDGE)).area
    most = _slack(_number(approved["area"]) if "area" in approved else old.area)
    if outside > most:
        yield Growth("place", round(most, 3), round(outside, 3))


def _things(approved: Pins, now: Pins) -> Iterator[Growth]:
    """Without an outline a fact is where the things are that it names."""
    if "things" not in approved:
        yield Growth("things", None, "")
        return
    old, new = (cast("Mapping[str, Sequence[float]]", pins["things"]) for pins in (approved, now))
    moved = [name for name in new if name not in old or not _is_there(old[name], new[name])]
    if moved:
        yield Growth("things", "", _list(moved))


def _is_there(old: Sequence[float], new: Sequence[float]) -> bool:
    if len(old) < 3 or len(new) < 3:
        return len(old) == len(new) == 0
    return Spot((new[0], new[1]), new[2]).is_near(Spot((old[0], old[1]), old[2]))


def _figures(approved: Pins, now: Pins) -> Iterator[Growth]:
    old, new = (cast("Mapping[str, str | float]", pins["figures"]) for pins in (approved, now))
    for name, value in new.items():
        if name not in old:
            if _is_same_outcome(approved, now):
                yield Growth("figures", None, value, name)
        elif not _is_within(name, old[name], value):
            yield Growth("figures", old[name], value, name)


def _is_within(name: str, old: str | float, new: str | float) -> bool:
    if isinstance(old, str) or isinstance(new, str):
        fewer = name in _LISTS and set(str(new).split(", ")) <= set(str(old).split(", "))
        return fewer or old == new
    more = new - old
    less_is_better = name in _LESS_IS_BETTER or name.startswith("floor-")
    return (more if less_is_better else abs(more)) <= _FIGURE_SLACK * abs(old) + _ROUNDING


_CHECKS: Mapping[str, Callable[[Pins, Pins], Iterator[Growth]]] = {
    "outcome": _outcome,
    "severity": _severity,
    "what": _same_text("what"),
    "because": _because,
    "on": _on,
    "clauses": _clauses,
    "density": _density,
    "area": _area,
    "place": _place,
    "figures": _figures,
}
#: In what a finding can be worse.
GROWTHS = (*_CHECKS, "things")


def _list(names: Sequence[str] | Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _slack(area: float) -> float:
    return max(SHARE_SLACK * area, AREA_SLACK)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.inf


def _shape(rings: Sequence[Ring]) -> BaseGeometry:
    """The union of outlines; a ring that fell together on its grid is the line or point that it became."""
    return shapely.union_all([_whole(ring) for ring in rings])


def _whole(ring: Ring) -> BaseGeometry:
    if len(ring) < 3:
        return shapely.MultiPoint(ring) if len(ring) == 1 else shapely.LineString(ring)
    return shapely.make_valid(shapely.Polygon(ring))
