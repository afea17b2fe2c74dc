"""The findings as a work list for a spreadsheet: a row each, and one for each fault that stopped an audit."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Severity
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.model.place import Place
from offcamera.report.alike import sort_findings
from offcamera.report.baseline_lines import say_known
from offcamera.report.density import whole_density
from offcamera.report.json import rounded
from offcamera.report.names import Names, name_things
from offcamera.report.shown import shown
from offcamera.report.telling import say_finding, say_to_do
from offcamera.report.view import View
from offcamera.report.waiver_lines import say_waived
from offcamera.report.words import Words, load_words

#: The columns by the last part of their code; the id comes last, under a heading of its own.
_COLUMNS = (
    "site", "level", "severity", "outcome", "wrong", "camera", "room", "area", "share", "density", "through",
    "clauses", "to-do", "file", "line", "waived", "baseline",
)  # fmt: skip
#: The same in every language: by it a list is known as one of ours.
ID_HEADING = "offcamera id"
#: A cell that opens so is a formula to a spreadsheet (OWASP, CSV injection); to some full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_BOM = "\ufeff"


def render(run: Run, view: View) -> bytes:
    """A whole run as CSV (RFC 4180) in UTF-8; the byte order mark is what spreadsheets know UTF-8 by."""
    words = load_words(view.language)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(words.say(f"csv.{column}") for column in _COLUMNS), ID_HEADING])
    for row in _rows(run, words):
        writer.writerow([guard_cell(cell) for cell in row])
    return (_BOM + text.getvalue()).encode("utf-8", "backslashreplace")


def guard_cell(text: str) -> str:
    """A text that a spreadsheet takes for a text, on one line, its controls spelt out."""
    mark = "'" if text.lstrip(" ").startswith(_FORMULA) else ""
    return mark + shown(text)


def _rows(run: Run, words: Words) -> Iterator[Sequence[str]]:
    for report in run.reports:
        names = name_things(report.plan, words)
        for finding in sort_findings(report.findings):
            yield _row(finding, report, names)
    for item in run.not_audited:
        yield from _rows_not_audited(item, words)


def _row(finding: Finding, report: Report, names: Names) -> Sequence[str]:
    rooms = [ref for ref in finding.about if ref.kind == "room"]
    return (
        report.plan.site,
        next((ref.level for ref in finding.about if ref.level), ""),
        names.words.say(f"severity.{finding.severity}"),
        names.words.say(f"outcome.{finding.outcome}"),
        say_finding([finding], names),
        _list(ref.id for ref in finding.about if ref.kind == "camera"),
        _list(names.room(ref) for ref in rooms),
        *_figures(finding.evidence),
        _list(ref.id for ref in finding.evidence.through),
        _list(touch.clause for touch in finding.touches),
        say_to_do([finding], report.clauses, names),
        *_where(finding.place),
        say_waived(finding, names.words),
        say_known(finding, names.words),
        finding.id,
    )


def _figures(evidence: Evidence) -> tuple[str, str, str]:
    """Area, share and density; the share is rounded up, as what is seen is not told too low."""
    share = None if evidence.share is None else math.ceil(evidence.share * 1000 - 1e-6) / 10
    density = None if evidence.density is None else whole_density(evidence.density)
    area = rounded(evidence.area, 3)
    return _number(area), _number(share), _number(density)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _list(items: Iterable[str]) -> str:
    return ", ".join(items)


def _where(place: Place) -> tuple[str, str]:
    return place.file, str(place.line) if place.line else ""


def _rows_not_audited(item: NotAudited, words: Words) -> Iterator[Sequence[str]]:
    """What was not audited is no finding, but nobody may miss it in a work list."""
    told = [(f.says, f.help, Place(f.file or item.file, f.line)) for f in item.faults]
    for says, to_do, place in told or [(item.because, "", Place(item.file))]:
        head = ("", "", words.say(f"severity.{Severity.ERROR}"), words.say("csv.not-audited"))
        yield (*head, says, "", "", "", "", "", "", "", to_do, *_where(place), "", "")
