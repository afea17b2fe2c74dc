"""Waivers put to the findings of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from offcamera.findings.compare import list_growth
from offcamera.findings.finding import Finding
from offcamera.findings.pins import pins_of
from offcamera.findings.placing import list_spots
from offcamera.findings.report import Report
from offcamera.findings.spot import Spots
from offcamera.findings.waived import Waived
from offcamera.model.waiver import Waiver


def waive(report: Report, waivers: Sequence[Waiver]) -> Report:
    """The report with every finding that a waiver names marked, and the waivers that met none.

    A waiver that names another site is not looked at. Of several for one finding the first that holds counts.
    """
    ours = [waiver for waiver in waivers if waiver.site in ("", report.plan.site)]
    ids = {finding.id for finding in report.findings}
    spots = list_spots(report.plan) if ours else {}
    return replace(
        report,
        findings=tuple(_mark(finding, ours, (report.as_of, spots)) for finding in report.findings),
        waivers_unused=tuple(waiver for waiver in ours if waiver.finding not in ids),
    )


def _mark(finding: Finding, waivers: Sequence[Waiver], seen: tuple[date, Spots]) -> Finding:
    met = [_meet(finding, waiver, *seen) for waiver in waivers if waiver.finding == finding.id]
    if not met:
        return finding
    return replace(finding, waived=next((one for one in met if one.holds), met[0]))


def _meet(finding: Finding, waiver: Waiver, as_of: date, spots: Spots) -> Waived:
    lapsed = as_of > waiver.until  # the end date is the last day on which it holds
    worse = tuple(list_growth(waiver.approved, pins_of(finding, spots)))
    return Waived(waiver=waiver, lapsed=lapsed, worse=worse)
