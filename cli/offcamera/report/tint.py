"""How the rooms and cameras of a plan stand: what the drawing colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, worst_outcome
from offcamera.findings.report import Report
from offcamera.model.place import Point
from offcamera.model.space import Room


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rooms and cameras of a report stand: what the picture colours."""

    private: frozenset[tuple[str, str]]
    rooms: Mapping[tuple[str, str], Outcome]
    cameras: Mapping[tuple[str, str], Outcome]
    relying: frozenset[tuple[str, str]] = frozenset()

    def of(self, room: Room, level: str) -> str:
        """The class of a room: plain, clear, relying (clear, as stated), fail, conditional or unknown."""
        outcome = self.rooms.get((level, room.id))
        if outcome is not None:
            return outcome.value
        if (level, room.id) in self.relying & self.private:
            return "relying"
        return "clear" if (level, room.id) in self.private else "plain"


def walks_of(finding: Finding) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """The legs of the walk of a finding, each with the level on which it is drawn."""
    evidence = finding.evidence
    legs = evidence.legs or ((finding.about[0].level, evidence.walk),)
    return tuple((level, points) for level, points in legs if len(points) > 1)


def read_standing(report: Report) -> Standing:
    """Which rooms are private, and the worst outcome of each room and camera."""
    views = [f for f in report.findings if f.rule in ("camera-in-room", "view-into-room", "room-use-known")]
    private = frozenset((ref.level, ref.id) for ref in report.private)
    relying = frozenset((r.room.level, r.room.id) for r in report.reliances)
    return Standing(private, _worst_by(views, "room"), _worst_by(views, "camera"), relying)


def _worst_by(findings: Iterable[Finding], kind: str) -> dict[tuple[str, str], Outcome]:
    worst: dict[tuple[str, str], Outcome] = {}
    for finding in findings:
        for ref in finding.about:
            if ref.kind == kind:
                key = (ref.level, ref.id)
                worst[key] = worst_outcome((finding.outcome, worst.get(key, Outcome.PASS)))
    return worst
