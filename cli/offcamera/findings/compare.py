"""Is a finding worse than one that was approved or kept: by outcome, pixel density and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import shapely
from shapely.geometry.base import BaseGeometry

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome
from offcamera.findings.waived import Growth
from offcamera.model.place import Ring

#: Case 18 of the design: so much more is still the same.
DENSITY_SLACK = 0.05
SHARE_SLACK = 0.05
AREA_SLACK = 0.05  #: m²
EDGE = 0.10  #: m
_GRID = 0.05  #: m


def figures_of(finding: Finding) -> dict[str, object]:
    """What is kept of a finding to compare it by: outcome, m², px/m, and its outline to 0.05 m."""
    evidence = finding.evidence
    kept: dict[str, object] = {"outcome": finding.outcome.value}
    if evidence.area is not None:
        kept["area"] = round(evidence.area, 3)
    if evidence.density is not None:
        kept["density"] = round(evidence.density, 1)
    if evidence.outline:
        kept["place"] = [_on_grid(ring) for ring in evidence.outline]
    return kept


def _on_grid(ring: Ring) -> list[list[float]]:
    """A ring on a grid of 0.05 m, no corner told twice; one that has no width there keeps its place."""
    corners = [[round(round(value / _GRID) * _GRID, 2) + 0.0 for value in point] for point in ring]
    kept = [corner for number, corner in enumerate(corners) if number == 0 or corner != corners[number - 1]]
    return kept[:-1] if len(kept) > 1 and kept[-1] == kept[0] else kept


def list_growth(approved: Mapping[str, object], finding: Finding) -> Iterator[Growth]:
    """In what a finding is worse than what was approved (case 18); what was not said was not approved."""
    now = figures_of(finding)
    yield from (Growth(key, None, _told(now[key])) for key in now if key not in approved)
    if "outcome" in approved and finding.outcome.rank < Outcome(str(approved["outcome"])).rank:
        yield Growth("outcome", str(approved["outcome"]), finding.outcome.value)
    density, area = _number(approved, "density"), _number(approved, "area")
    if density is not None and _over(finding.evidence.density, density * (1 + DENSITY_SLACK)):
        yield Growth("density", density, _number(now, "density") or 0.0)
    if area is not None and "place" in approved:
        yield from _place(approved, area, finding)
    elif area is not None and _over(finding.evidence.area, area + _slack(area)):
        yield Growth("area", area, _number(now, "area") or 0.0)


def _place(approved: Mapping[str, object], area: float, finding: Finding) -> Iterator[Growth]:
    """What is captured outside of the approved outline, where that is more than is let by."""
    known = _shape(cast("Sequence[Ring]", approved["place"])).buffer(EDGE)
    outside = _shape(finding.evidence.outline).difference(known).area
    if outside > _slack(area):
        yield Growth("place", round(_slack(area), 3), round(outside, 3))


def _slack(area: float) -> float:
    return max(SHARE_SLACK * area, AREA_SLACK)


def _over(value: float | None, most: float) -> bool:
    return value is not None and value > most + 1e-9


def _number(figures: Mapping[str, object], key: str) -> float | None:
    value = figures.get(key)
    return float(value) if isinstance(value, int | float) else None


def _told(value: object) -> str | float:
    return value if isinstance(value, str | float) else ""


def _shape(rings: Sequence[Ring]) -> BaseGeometry:
    """The union of outlines; a ring that fell together on its grid is the line or point that it became."""
    return shapely.union_all([_whole(ring) for ring in rings])


def _whole(ring: Ring) -> BaseGeometry:
    if len(ring) < 3:
        return shapely.MultiPoint(ring) if len(ring) == 1 else shapely.LineString(ring)
    return shapely.make_valid(shapely.Polygon(ring))
