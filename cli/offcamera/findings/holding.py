"""A report set against a baseline: every finding says whether it was known, and what is gone is told."""

from __future__ import annotations

from dataclasses import replace

from offcamera.findings.baseline import Baseline
from offcamera.findings.comparing import compare_sites
from offcamera.findings.report import Report
from offcamera.findings.taking import take_snapshot


def hold_against(report: Report, baseline: Baseline) -> Report:
    """The report with each finding's change since the baseline; none is taken out, whatever it holds.

    A finding that a waiver lets by is no part of the comparison.
    """
    plan = report.plan
    old = baseline.find(plan.site, str(plan.about.get("revision", "")), plan.file)
    comparison = compare_sites(old, take_snapshot(report, {}))
    waived = {finding.id for finding in report.waived}
    changes = tuple(c for c in comparison.changes if c.new is None or c.new.id not in waived)
    since = old.as_of if old else ""
    changed = {c.new.id: replace(c, since=since) for c in changes if c.new is not None}
    return replace(
        report,
        findings=tuple(replace(finding, change=changed.get(finding.id)) for finding in report.findings),
        against=replace(comparison, changes=changes),
    )
