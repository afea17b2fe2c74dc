"""Signs and walks on the drawing: from where each sign can be read, and how one comes into view unwarned."""

from __future__ import annotations

from collections.abc import Iterator

from offcamera.findings.finding import Finding
from offcamera.findings.report import Report
from offcamera.model.place import Point
from offcamera.report.panel import Panel
from offcamera.report.svg import Frame, element, group, path, title
from offcamera.report.tint import walks_of


def list_walks(report: Report, level: str) -> list[tuple[Finding, tuple[Point, ...]]]:
    """The findings that a walk over a level shows, each with its leg there."""
    return [(f, leg) for f in report.findings for v, leg in walks_of(f) if v == level]


def unread_signs(report: Report, level: str) -> frozenset[str]:
    """The signs of a level that, as far as was asked, are read from nowhere."""
    shapes = [shape for shape in report.legible if shape.sign.level == level]
    return frozenset(s.sign.id for s in shapes) - {s.sign.id for s in shapes if s.polygons}


def draw_legible(panel: Panel) -> Iterator[str]:
    """The places from where each sign can be read."""
    for shape in panel.report.legible:
        if shape.sign.level == panel.level.id and shape.polygons:
            tip = title(
                f"sign {shape.sign.id}: its {shape.read} can be read from here, eyes at {shape.eye:g} m"
            )
            parts = [path(panel.frame.rings(rings), "part") for rings in shape.polygons]
            yield group("legible", [tip, *parts])


def begins_in_view(walk: tuple[Point, ...]) -> bool:
    """Is one in view where a walk begins? There is no way to draw then, only the place."""
    return len(set(walk)) == 1


def place_seen(finding: Finding, leg: tuple[Point, ...]) -> Point | None:
    """Where the walker is first seen, if that is on this leg (plan, m)."""
    if leg != finding.evidence.walk:
        return None
    return finding.evidence.nearest or (leg[-1] if begins_in_view(leg) else None)


def draw_walks(panel: Panel) -> Iterator[str]:
    """Each walk into view that no sign warns, once, with the place where the walker is first seen."""
    by_walk: dict[tuple[tuple[Point, ...], Point | None], list[Finding]] = {}
    for finding, leg in list_walks(panel.report, panel.level.id):
        by_walk.setdefault((leg, place_seen(finding, leg)), []).append(finding)
    for (walk, seen), findings in by_walk.items():
        parts = [title(", ".join(f.id for f in findings))]
        if not begins_in_view(walk):
            parts += [path(panel.frame.path(walk, closed=False), "line"), _arrow(panel.frame, walk)]
        yield group(f"walk {findings[0].outcome}", [*parts, _mark(panel.frame, seen) if seen else ""])


def _arrow(frame: Frame, walk: tuple[Point, ...]) -> str:
    """The head of an arrow at the end of a walk."""
    (x0, y0), (x1, y1) = frame.at(walk[-2]), frame.at(walk[-1])
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    u, v = (x1 - x0) / length, (y1 - y0) / length
    ends = [(x1 - 8 * u + s * 4 * v, y1 - 8 * v - s * 4 * u) for s in (1, -1)]
    data = f"M{ends[0][0]:.2f},{ends[0][1]:.2f}L{x1:.2f},{y1:.2f}L{ends[1][0]:.2f},{ends[1][1]:.2f}Z"
    return path(data, "head")


def _mark(frame: Frame, seen: Point) -> str:
    """Where a camera first sees the walker."""
    x, y = frame.at(seen)
    return element("circle", cx=x, cy=y, r=5, class_="seen") + element(
        "circle", cx=x, cy=y, r=1.8, class_="spot"
    )
