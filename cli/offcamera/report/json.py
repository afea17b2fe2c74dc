"""The report as JSON: versioned, complete, in an order that does not change."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from offcamera.errors import Fault
from offcamera.findings.by_clause import Answered, tabulate
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.evidence import Assumption, Evidence, Reliance
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.model.place import Place, Point, Ref
from offcamera.model.plan import Level
from offcamera.report.alike import sort_findings
from offcamera.report.change_json import against_as_json, baseline_as_json, change_as_json
from offcamera.report.clause_lines import in_language
from offcamera.report.density import name_bands
from offcamera.report.kept_json import kept_as_json
from offcamera.report.names import Names, name_things
from offcamera.report.standing import is_clear
from offcamera.report.telling import say_finding, say_to_do
from offcamera.report.view import View
from offcamera.report.waiver_json import Json, place_as_json, waived_as_json, waiver_as_json
from offcamera.report.words import load_words
from offcamera.version import __version__

#: Version of the form; it grows when a reader of the old form would be misled.
VERSION = 1


def render(run: Run, view: View) -> bytes:
    """A whole run as one JSON document in UTF-8: m to the mm, m² to the thousandth, px/m to the tenth."""
    text = json.dumps(run_as_json(run, view.language), ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def run_as_json(run: Run, language: str = "en") -> dict[str, Json]:
    """A run as plain data; sentences in ``language``."""
    packs = {pack.id: pack for report in run.reports for pack in report.packs}
    return {
        "offcamera_report": VERSION,
        "tool": {"name": "offcamera", "version": __version__},
        "as_of": run.as_of.isoformat(),
        "fail_on": run.fail_on.value if run.fail_on else "never",
        "accept": [outcome.value for outcome in run.accept],
        "exit": int(run.exit),
        "packs": [_pack(pack, language) for pack in packs.values()],
        "sites": [_site(report, run, language) for report in run.reports],
        "not_audited": [not_audited_as_json(item) for item in run.not_audited],
        "skipped": run.skipped,
        "interrupted": run.interrupted,
        "baseline": baseline_as_json(run),
    }


def _pack(pack: Pack, language: str) -> Json:
    return {
        "id": pack.id,
        "title": in_language(pack.title, language),
        "family": pack.family,
        "status": pack.status,
        "in_force": pack.in_force.isoformat() if pack.in_force else None,
        "until": pack.until.isoformat() if pack.until else None,
        "superseded_by": pack.by or None,
        "source": pack.source,
    }


def _clause(clause: Clause, language: str) -> Json:
    return {
        "id": clause.id,
        "pack": clause.pack,
        "clause": clause.clause,
        "rule": clause.rule,
        "source": clause.source,
        "verified": clause.verified or None,
        "reading": clause.reading,
        "says": in_language(clause.says, language),
        "advice": in_language(clause.advice, language),
        "penalty": in_language(clause.penalty, language),
        "in_force": clause.in_force.isoformat() if clause.in_force else None,
        "until": clause.until.isoformat() if clause.until else None,
    }


def _site(report: Report, run: Run, language: str) -> Json:
    names = name_things(report.plan, load_words(language))
    plan = report.plan
    return {
        "file": plan.file,
        "site": plan.site,
        "about": {key: str(value) for key, value in plan.about.items()},
        "venue": plan.venue,
        "as_of": report.as_of.isoformat(),
        "clear": is_clear(report, run),
        "levels": [_level(level) for level in plan.levels],
        "private_rooms": _private(report),
        "packs": [pack.id for pack in report.packs],
        "clauses": [_clause(clause, language) for clause in report.clauses.values()],
        "findings": [_finding(finding, report, run, names) for finding in sort_findings(report.findings)],
        "looked_at": [_tally(one) for table in tabulate(report) for one in table.answered],
        "reliances": [_reliance(reliance) for reliance in report.reliances],
        "assumptions": [_assumption(assumption) for assumption in report.assumptions],
        "not_answered": [_not_answered(name, report.clauses) for name in report.not_answered],
        "left_out": list(report.left_out),
        "not_for": list(report.not_for),
        "not_in_force": list(report.not_in_force),
        "lowered": list(report.lowered),
        "waivers_unused": [waiver_as_json(waiver) for waiver in report.waivers_unused],
        "baseline": against_as_json(report.against),
        **kept_as_json(report),
    }


def _level(level: Level) -> Json:
    return {
        "id": level.id,
        "name": level.name,
        "rooms": len(level.rooms),
        "openings": len(level.openings),
        "cameras": len(level.cameras),
        "signs": len(level.signs),
    }


def _private(report: Report) -> Json:
    counts: dict[str, Json] = {o.value: report.private_rooms.get(o, 0) for o in Outcome}
    return {"total": sum(report.private_rooms.values()), **counts, "relying": report.private_relying}


def _finding(finding: Finding, report: Report, run: Run, names: Names) -> Json:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "what": finding.what or None,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "counts": run.counts(finding),
        "waived": waived_as_json(finding.waived),
        "baseline": change_as_json(finding.change) if finding.change else None,
        "says": say_finding([finding], names),
        "to_do": say_to_do([finding], report.clauses, names),
        "about": _refs(finding.about),
        "clauses": [
            {"id": t.clause, "outcome": t.outcome.value, "severity": t.severity.value}
            for t in finding.touches
        ],
        "places": _places(finding.place),
        "evidence": _evidence(finding.evidence),
        "on": [_refs(condition.openings) for condition in finding.on],
        "because": _because(finding),
        "reliances": [_reliance(reliance) for reliance in finding.reliances],
    }


def _because(finding: Finding) -> Json:
    if finding.because is None:
        return None
    return {"code": finding.because.code, "figures": _figures(finding.because.figures)}


def _evidence(evidence: Evidence) -> Json:
    bands = name_bands(evidence.density) if evidence.density is not None else None
    return {
        "area": rounded(evidence.area, 3),
        "of_area": rounded(evidence.of_area, 3),
        "share": rounded(evidence.share, 4),
        "nearest": _point(evidence.nearest) if evidence.nearest else None,
        "distance": rounded(evidence.distance, 3),
        "density": rounded(evidence.density, 1),
        "bands": asdict(bands) if bands else None,
        "sightline": points(evidence.sightline),
        "walk": points(evidence.walk),
        "legs": [{"level": level, "points": points(walk)} for level, walk in evidence.legs],
        "through": _refs(evidence.through),
        "doors": evidence.doors,
        "outline": [points(ring) for ring in evidence.outline],
        "figures": _figures(evidence.figures),
    }


def _reliance(reliance: Reliance) -> Json:
    return {
        "what": reliance.what,
        "about": ref_as_json(reliance.about),
        "camera": ref_as_json(reliance.camera),
        "room": ref_as_json(reliance.room),
        "area": rounded(reliance.area, 3),
        "density": rounded(reliance.density, 1),
    }


def _assumption(assumption: Assumption) -> Json:
    return {
        "what": assumption.what,
        "about": ref_as_json(assumption.about),
        "figures": _figures(assumption.figures),
    }


def _tally(answered: Answered) -> Json:
    tally = answered.tally
    return {
        "clause": tally.clause,
        "rule": tally.rule,
        "kind": tally.kind,
        "looked_at": tally.looked_at,
        "outcomes": {o.value: tally.outcomes.get(o, 0) for o in Outcome},
        "relying": tally.relying,
        "not_judged": tally.not_judged,
        "waived": answered.waived,
    }


def _not_answered(name: str, clauses: Mapping[str, Clause]) -> Json:
    clause = clauses.get(name)
    return {"clause": name, "because": (clause.because if clause else None) or "later"}


def not_audited_as_json(item: NotAudited) -> Json:
    """A file that could not be audited, and every fault of it."""
    faults: list[Json] = [_fault(fault) for fault in item.faults]
    return {"file": item.file, "because": item.because, "ours": item.ours, "faults": faults}


def _fault(fault: Fault) -> Json:
    place = place_as_json(Place(fault.file, fault.line, fault.column))
    return {"says": fault.says, "place": place, "thing": fault.thing or None, "help": fault.help or None}


def _places(place: Place) -> Json:
    return [place_as_json(place)] if place.file else []


def ref_as_json(ref: Ref) -> Json:
    """A thing of the plan by name."""
    return {"kind": ref.kind, "level": ref.level, "id": ref.id}


def _refs(refs: Iterable[Ref]) -> Json:
    return [ref_as_json(ref) for ref in refs]


def points(line: Sequence[Point]) -> list[Json]:
    """Points in metres, to the millimetre."""
    return [_point(point) for point in line]


def _point(point: Point) -> Json:
    return [rounded(point[0], 3), rounded(point[1], 3)]


def rounded(value: float | None, places: int) -> float | None:
    """A figure to so many places; nothing that JSON cannot say, and no minus nought."""
    if value is None or not math.isfinite(value):
        return None
    return round(value, places) + 0.0


def _figures(figures: Mapping[str, float | int | str]) -> Json:
    return {name: rounded(v, 4) if isinstance(v, float) else v for name, v in figures.items()}
