"""The draft of waivers that ``check --draft-waivers`` writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from offcamera.commands.screen import note
from offcamera.commands.writing import write_file
from offcamera.findings.pins import figures_of
from offcamera.findings.placing import list_spots
from offcamera.findings.report import Report
from offcamera.formats.waiver_draft import draft_waivers


def write_draft(path: Path, reports: Iterable[Report], *, force: bool) -> None:
    """Write a waiver for each finding that none lets by, its figures filled, the rest to be filled in.

    Raises ``Misused`` where the file will not be written.
    """
    spots = [(report, list_spots(report.plan)) for report in reports]
    found = [(r.plan.site, f.id, figures_of(f, where)) for r, where in spots for f in r.open]
    write_file(path, draft_waivers(found), force=force)
    note(f"written: {path}: {len(found)} waivers to fill in")
