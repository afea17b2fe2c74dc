"""What is kept of a finding so that it can be known again, and told when it got worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from offcamera.findings.finding import Finding
from offcamera.findings.spot import Spots
from offcamera.model.place import Ref, Ring

#: What is kept, by key; see ``list_growth`` for what each may become.
Pins = Mapping[str, object]

#: Kinds of things that are nowhere in particular: their name is all that there is of them.
_NAMED = ("site", "level", "link")
#: Figures that tell a reader more of what other pins hold already, and may change without it.
_TOLD_ONLY = frozenset((
    "length", "seen-after", "straight-warned", "nearest-sign", "beside", "late", "over-levels", "carried-by",
    "wider-than", "width", "unread", "masked", "room", "camera", "sign",
))  # fmt: skip
#: A figure of a reason that says another thing than the same word among the evidence.
_REASONS = {"area": "out-of-reach"}
_GRID = 0.05  #: m


def pins_of(finding: Finding, spots: Spots) -> dict[str, object]:
    """What a finding is: outcome, weight, clauses, m², px/m, place, names, and where the named things are.

    ``spots`` is where the things of its plan are. Lengths in m, to the millimetre or finer.
    """
    evidence = finding.evidence
    pins: dict[str, object] = {"outcome": finding.outcome.value, "severity": finding.severity.value}
    pins |= {"what": finding.what} if finding.what else {}
    pins |= {"because": finding.because.code} if finding.because else {}
    pins |= {"on": [sorted(o.name for o in c.openings) for c in finding.on]} if finding.on else {}
    pins["clauses"] = sorted({touch.clause for touch in finding.touches})
    pins |= {"area": round(evidence.area, 3)} if evidence.area is not None else {}
    pins |= {"density": round(evidence.density, 1)} if evidence.density is not None else {}
    pins |= {"place": [list(map(list, ring)) for ring in evidence.outline]} if evidence.outline else {}
    pins |= {"things": things} if (things := dict(_things(finding.about, spots))) else {}
    return pins | ({"figures": figures} if (figures := dict(_figures(finding))) else {})


def figures_of(finding: Finding, spots: Spots) -> dict[str, object]:
    """The pins of a finding as they are written down."""
    return written(pins_of(finding, spots))


def written(pins: Pins) -> dict[str, object]:
    """Pins as they are written down: the outline on a grid of 0.05 m."""
    place = cast("Sequence[Ring]", pins.get("place", ()))
    return {**pins, **({"place": [_on_grid(ring) for ring in place]} if place else {})}


def _things(about: tuple[Ref, ...], spots: Spots) -> Iterator[tuple[str, list[float]]]:
    """Where each named thing is: x, y and size; nothing for one that is nowhere."""
    for ref in about:
        if ref.kind not in _NAMED:
            spot = spots.get(ref)
            yield f"{ref.kind} {ref.name}", [*spot.at, spot.size] if spot else []


def _figures(finding: Finding) -> Iterator[tuple[str, float | str]]:
    """The figures that the rule told, less those that other pins hold already."""
    reason = finding.because.figures if finding.because else {}
    said = {_REASONS.get(name, name): value for name, value in reason.items()} | dict(
        finding.evidence.figures
    )
    for name, value in said.items():
        if name not in _TOLD_ONLY:
            yield name, round(value, 4) if isinstance(value, float) else value


def _on_grid(ring: Ring) -> list[list[float]]:
    """A ring on a grid of 0.05 m, no corner told twice; one that has no width there keeps its place."""
    corners = [[round(round(value / _GRID) * _GRID, 2) + 0.0 for value in point] for point in ring]
    kept = [corner for number, corner in enumerate(corners) if number == 0 or corner != corners[number - 1]]
    return kept[:-1] if len(kept) > 1 and kept[-1] == kept[0] else kept
