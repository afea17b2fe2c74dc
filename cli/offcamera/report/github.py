"""The findings as annotations of a GitHub workflow: commands on its standard output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Severity
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.model.place import Place
from offcamera.report.alike import sort_findings
from offcamera.report.baseline_lines import say_known
from offcamera.report.names import Names, name_things
from offcamera.report.shown import shown
from offcamera.report.telling import say_finding, say_to_do
from offcamera.report.view import View
from offcamera.report.waiver_lines import say_waived
from offcamera.report.words import Words, load_words

#: GitHub shows so many of each level for a step (docs.github.com, "Workflow commands", limits).
MOST = 10
_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


@dataclass(frozen=True, slots=True)
class _Annotation:
    severity: Severity
    title: str
    message: str
    place: Place


def render(run: Run, view: View) -> bytes:
    """The worst of a run, at most ten of each level, and last a notice that tells how many were left out."""
    words = load_words(view.language)
    found = [*_not_audited(run), *_findings(run, words)]
    shown_, left = _choose(found)
    lines = [_command(_LEVELS[a.severity], a) for a in shown_]
    if left:
        lines.append(
            _command("notice", _Annotation(Severity.NOTE, "offcamera", _say_left(left, words), Place()))
        )
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _findings(run: Run, words: Words) -> list[_Annotation]:
    """Every finding of the run, the worst first, whatever site it is of."""
    pairs: dict[int, tuple[Report, Names]] = {}
    every: list[Finding] = []
    for report in run.reports:
        names = name_things(report.plan, words)
        pairs |= {id(finding): (report, names) for finding in report.findings}
        every += report.findings
    return [_annotate(finding, *pairs[id(finding)]) for finding in sort_findings(every)]


def _annotate(finding: Finding, report: Report, names: Names) -> _Annotation:
    says = say_finding([finding], names)
    to_do = say_to_do([finding], report.clauses, names)
    stands = (say_waived(finding, names.words), say_known(finding, names.words))
    message = "\n".join(filter(None, (f"{report.plan.site}: {says}", *stands, to_do)))
    severity = Severity.NOTE if finding.is_waived or finding.is_known else finding.severity
    return _Annotation(severity, f"offcamera {finding.rule}", message, finding.place)


def _not_audited(run: Run) -> Iterator[_Annotation]:
    for item in run.not_audited:
        yield from _faults(item)


def _faults(item: NotAudited) -> Iterator[_Annotation]:
    title = "offcamera not audited"
    if not item.faults:
        yield _Annotation(Severity.ERROR, title, item.because, Place(item.file))
    for fault in item.faults:
        message = fault.says + (f"\n{fault.help}" if fault.help else "")
        place = Place(fault.file or item.file, fault.line, fault.column)
        yield _Annotation(Severity.ERROR, title, message, place)


def _choose(found: list[_Annotation]) -> tuple[list[_Annotation], dict[Severity, int]]:
    """Those that are shown, and how many of each weight are not; the notice of that takes a place itself."""
    cut = any(sum(a.severity is severity for a in found) > MOST for severity in _LEVELS)
    chosen: list[_Annotation] = []
    left: dict[Severity, int] = {}
    for severity in _LEVELS:
        weighed = [a for a in found if a.severity is severity]
        most = MOST - 1 if cut and severity is Severity.NOTE else MOST
        chosen += weighed[:most]
        if weighed[most:]:
            left[severity] = len(weighed) - most
    return chosen, left


def _say_left(left: Mapping[Severity, int], words: Words) -> str:
    told = words.join([words.say(f"github.{severity}", {"n": n}) for severity, n in left.items()])
    return words.say("github.cut", {"n": sum(left.values()), "what": told})


def _command(level: str, annotation: _Annotation) -> str:
    """A workflow command, escaped as ``command.ts`` of actions/toolkit does it."""
    place = annotation.place
    properties = {"file": place.file.replace("\\", "/") if place.file != "-" else ""}
    if properties["file"] and place.line:
        properties |= {"line": str(place.line)} | ({"col": str(place.column)} if place.column else {})
    properties["title"] = annotation.title
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    message = "\n".join(shown(line) for line in annotation.message.splitlines())
    return f"::{level} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
