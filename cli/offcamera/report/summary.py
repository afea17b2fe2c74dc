"""Many sites on one screen: the table of them, worst first, and the worst findings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import Report, Run
from offcamera.report.alike import TOLD, group_alike, matter_of
from offcamera.report.names import name_things
from offcamera.report.page import Page
from offcamera.report.site import say_places, width_of_tags
from offcamera.report.standing import badness, is_clear
from offcamera.report.telling import say_finding
from offcamera.report.words import Value, Words

#: Findings told under the table.
MOST_FINDINGS = 10
_COLUMNS = ("verdict", "site", "file", "rooms", "private", "fail", "conditional", "unknown", "other", "known")
_TEXTS = ("verdict", "site", "file")
#: What a narrow screen does without, one after another, until names and paths can be read.
_LESS = ("rooms", "private", "site", "other")
_READABLE = 32


def write_summary(page: Page, run: Run, words: Words) -> None:
    """The sites worst first, the ten worst findings, and how to see more."""
    reports = sorted(run.reports, key=lambda r: badness(r, run))
    folder = _common_folder(reports)
    values: dict[str, Value] = {"sites": words.say("count.site", {"n": len(reports)})}
    values |= {"folder": folder} if folder else {}
    page.write(words.say("run.table", values), words.say("head.as-of", {"date": str(run.as_of)}))
    page.blank()
    rows = [[words.say(f"run.column.{c}") for c in _COLUMNS]]
    rows += [_row(report, run, words) for report in reports]
    for row in rows[1:]:
        row[_COLUMNS.index("file")] = row[_COLUMNS.index("file")].removeprefix(folder)
    kept = _choose_columns(rows, page)
    numbers = range(sum(_COLUMNS[n] in _TEXTS for n in kept), len(kept))
    styles = ["dim", *("good" if is_clear(r, run) else "fail" for r in reports)]
    page.table([[row[n] for n in kept] for row in rows], numbers, styles)
    page.blank()
    _write_worst(page, run, words)
    page.write(words.say("run.all"))


def _common_folder(reports: Sequence[Report]) -> str:
    """The folder in which all plans lie, with its stroke; nothing where there is none to speak of."""
    folders = [report.plan.file.split("/")[:-1] for report in reports]
    common = [parts[0] for parts in takewhile(lambda p: len(set(p)) == 1, zip(*folders, strict=False))]
    return "".join(f"{part}/" for part in common)


def _choose_columns(rows: Sequence[Sequence[str]], page: Page) -> list[int]:
    """Columns that leave each name and path so much room that it can be read."""
    kept = [n for n, name in enumerate(_COLUMNS) if name != "known" or any(row[n] != "-" for row in rows[1:])]
    for less in _LESS:
        if page.room_for([[row[n] for n in kept] for row in rows], _READABLE):
            break
        kept = [n for n in kept if _COLUMNS[n] != less]
    return kept


def _row(report: Report, run: Run, words: Words) -> list[str]:
    errors = [f for f in report.fresh if f.severity is Severity.ERROR]
    good = "run.cell.good-in-part" if report.left_out else "run.cell.good"
    good = "run.cell.good-known" if report.known else good
    verdict = words.say(good if is_clear(report, run) else "run.cell.bad")
    counts = [
        sum(len(level.rooms) for level in report.plan.levels),
        sum(report.private_rooms.values()),
        *(sum(f.outcome is o for f in errors) for o in (Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN)),
        len(report.fresh) - len(errors),
        len(report.known),
    ]
    return [verdict, report.plan.site, report.plan.file, *(str(n) if n else "-" for n in counts)]


def _write_worst(page: Page, run: Run, words: Words) -> None:
    found = []
    for report in run.reports:
        names = name_things(report.plan, words)
        found += [(group, names) for group in group_alike(report.fresh, names)]
    found.sort(key=lambda item: _weight(item[0]))
    worst = found[:MOST_FINDINGS]
    if not worst:
        return
    page.write(words.say("run.worst", {"n": len(worst)}), style="bold")
    at = 1 + width_of_tags(words)
    for group, names in worst:
        first = group[0]
        tag = first.outcome.value if first.severity is Severity.ERROR else first.severity.value
        text = say_finding(group, names)
        page.hang(words.say(f"tag.{tag}"), at, text, style=tag)
        place = say_places(group, set())
        if place and not page.append_right(place, at):
            page.hang("", at, place)
    page.blank()


def _weight(group: tuple[Finding, ...]) -> tuple[int, int, int, bool, float]:
    """The worst first: by severity, rooms before signs, by outcome, cameras in rooms, and area."""
    first = group[0]
    return (
        first.severity.rank,
        matter_of(first),
        TOLD.index(first.outcome),
        first.rule != "camera-in-room",
        -sum(f.evidence.area or 0.0 for f in group),
    )
