"""Many sites on one screen: the table of them, worst first, and the worst findings."""

from __future__ import annotations

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import Report, Run
from offcamera.report.alike import TOLD, group_alike
from offcamera.report.names import name_things, natural_order
from offcamera.report.page import Page
from offcamera.report.site import say_places
from offcamera.report.standing import is_clear
from offcamera.report.telling import say_finding
from offcamera.report.words import Words

#: Findings told under the table.
MOST_FINDINGS = 10
_COLUMNS = ("verdict", "site", "file", "rooms", "private", "fail", "conditional", "unknown", "other")
#: A screen narrower than this shows the first columns and how many of each outcome.
_NARROW = 76
_LESS = ("rooms", "private", "other")


def write_summary(page: Page, run: Run, words: Words) -> None:
    """The sites worst first, the ten worst findings, and how to see more."""
    reports = sorted(run.reports, key=lambda r: _order(r, run))
    count = words.say("count.site", {"n": len(reports)})
    page.write(words.say("run.table", {"sites": count}), words.say("head.as-of", {"date": str(run.as_of)}))
    page.blank()
    kept = [n for n, c in enumerate(_COLUMNS) if page.width >= _NARROW or c not in _LESS]
    rows = [[words.say(f"run.column.{c}") for c in _COLUMNS]]
    rows += [_row(report, run, words) for report in reports]
    rows = [[row[n] for n in kept] for row in rows]
    styles = ["dim", *("good" if is_clear(r, run) else "fail" for r in reports)]
    page.table(rows, range(3, len(kept)), styles)
    page.blank()
    _write_worst(page, run, words)
    page.write(words.say("run.all"))


def _order(report: Report, run: Run) -> tuple[object, ...]:
    errors = [f for f in report.findings if f.severity is Severity.ERROR]
    counts = tuple(-sum(f.outcome is o for f in errors) for o in Outcome)
    return (is_clear(report, run), counts, -len(report.findings), natural_order(report.plan.site))


def _row(report: Report, run: Run, words: Words) -> list[str]:
    errors = [f for f in report.findings if f.severity is Severity.ERROR]
    verdict = words.say("run.cell.good" if is_clear(report, run) else "run.cell.bad")
    counts = [
        sum(len(level.rooms) for level in report.plan.levels),
        sum(report.private_rooms.values()),
        *(sum(f.outcome is o for f in errors) for o in (Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN)),
        len(report.findings) - len(errors),
    ]
    return [verdict, report.plan.site, report.plan.file, *(str(n) if n else "-" for n in counts)]


def _write_worst(page: Page, run: Run, words: Words) -> None:
    found = []
    for report in run.reports:
        names = name_things(report.plan, words)
        found += [(group, names) for group in group_alike(report.findings, names)]
    found.sort(key=lambda item: _weight(item[0]))
    worst = found[:MOST_FINDINGS]
    if not worst:
        return
    page.write(words.say("run.worst", {"n": len(worst)}) + ":", style="bold")
    for group, names in worst:
        first = group[0]
        tag = first.outcome.value if first.severity is Severity.ERROR else first.severity.value
        page.hang(words.say(f"tag.{tag}"), 9, say_finding(group, names), say_places(group, set()), style=tag)
    page.blank()


def _weight(group: tuple[Finding, ...]) -> tuple[int, int, float]:
    """The worst first: by severity and outcome, then by how much is seen."""
    first = group[0]
    return (first.severity.rank, TOLD.index(first.outcome), -sum(f.evidence.area or 0.0 for f in group))
