"""A report made into what is kept of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from offcamera.findings.change import Kept
from offcamera.findings.clause import Clause
from offcamera.findings.pins import pins_of
from offcamera.findings.placing import list_spots
from offcamera.findings.report import Report
from offcamera.findings.snapshot import Snapshot
from offcamera.version import __version__


def take_snapshot(report: Report, says: Mapping[str, str]) -> Snapshot:
    """What is kept of a report; ``says`` has the sentence of each finding by its id."""
    spots = list_spots(report.plan)
    findings = (
        Kept(id=f.id, rule=f.rule, about=f.about, pins=pins_of(f, spots), says=says.get(f.id, ""))
        for f in report.findings
    )
    return Snapshot(
        site=report.plan.site,
        file=report.plan.file,
        revision=str(report.plan.about.get("revision", "")),
        as_of=report.as_of.isoformat(),
        terms=list_terms(report),
        asked=list_asked(report),
        spots=spots,
        findings=tuple(findings),
    )


def list_terms(report: Report) -> dict[str, str]:
    """What an answer depends on beside the plan and the clauses: this version, the body, milder settings."""
    body = f"{report.body[0]:g}-{report.body[1]:g} m"
    return {"tool": __version__, "body": body, "settings": "; ".join(report.lowered)}


def list_asked(report: Report) -> dict[str, str]:
    """The clauses that were asked, each with a print of its rule, its parameters and to whom it speaks.

    How a clause weighs is no part of it: the weight of a finding is compared by itself.
    """
    asked = dict.fromkeys(tally.clause for tally in report.tallies)
    return {name: _print(report.clauses[name]) for name in asked if name in report.clauses}


def _print(clause: Clause) -> str:
    applies = clause.applies
    said = [clause.rule, clause.parameters, applies.venue, applies.access, applies.device]
    text = json.dumps(said, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: object) -> object:
    """What JSON does not know: mappings that cannot change, and sets."""
    if isinstance(value, Mapping):
        return dict(value)
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)
