"""Audits that were kept: a baseline, or a report in JSON, back into what a later audit is set against."""

from __future__ import annotations

from dataclasses import replace

from offcamera.errors import Refused
from offcamera.findings.change import Kept
from offcamera.findings.evidence import Condition, Evidence, Reason
from offcamera.findings.finding import Finding, Touch
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.pins import pins_of
from offcamera.findings.snapshot import Snapshot
from offcamera.findings.spot import Spot, Spots
from offcamera.formats.kept_text import Part
from offcamera.formats.native.approved import list_wrong
from offcamera.model.place import Ref
from offcamera.source import read_source

BASELINE, REPORT = "offcamera_baseline", "offcamera_report"
#: Version of the form of a baseline; it grows when a reader of the old form would be misled.
VERSION = 1
_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_SEVERITIES = tuple(severity.value for severity in Severity)


def is_kept(data: bytes) -> bool:
    """Is this a report in JSON, or a baseline? By how offcamera opens them."""
    return _opens_with(data, BASELINE, REPORT)


def is_baseline(data: bytes) -> bool:
    """Is this a baseline, and no report?"""
    return _opens_with(data, BASELINE)


def _opens_with(data: bytes, *keys: str) -> bool:
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n{")
    return head.startswith(tuple(f'"{key}"'.encode() for key in keys))


def read_kept(data: bytes | str, file: str) -> tuple[Snapshot, ...]:
    """The sites of a baseline, or of a report in JSON.

    Raises Refused with every fault and its line and column: text that is no JSON, another version, a value
    that is not what offcamera writes.
    """
    source = read_source(data, file, "json")
    whole = Part(source, source.value)
    key = BASELINE if whole.has(BASELINE) else REPORT
    _check_version(whole, key)
    read = _site_of_baseline if key == BASELINE else _site_of_report
    sites = tuple(read(part) for part in whole.get("sites").each())
    if whole.faults:
        raise Refused(whole.faults)
    return sites


def _check_version(whole: Part, key: str) -> None:
    if not whole.has(key):
        says = "this is neither a baseline nor a report in JSON"
        hint = "offcamera check --baseline FILE --update-baseline, or --report json=FILE, writes one"
        raise Refused([whole.source.fault((), says, hint=hint)])
    if whole.get(key).value != VERSION:
        says = f"version {whole.get(key).value} is not read, only {VERSION}"
        raise Refused([whole.source.fault((key,), says, hint="Have this offcamera write it anew.")])


def _site_of_baseline(part: Part) -> Snapshot:
    findings = tuple(_finding_of_baseline(one) for one in part.get("findings").each())
    return replace(_site(part), revision=part.get("revision").text(), findings=findings, whole=False)


def _site_of_report(part: Part) -> Snapshot:
    site, about = _site(part), part.get("about")
    findings = tuple(_finding_of_report(one, site.spots) for one in part.get("findings").each())
    revision = about.get("revision").text() if about.has("revision") else ""
    return replace(site, revision=revision, findings=findings)


def _site(part: Part) -> Snapshot:
    """What both forms say of a site alike."""
    return Snapshot(
        site=part.get("site").text(),
        file=part.get("file").text(),
        as_of=part.get("as_of").text(),
        terms=part.get("terms").texts(),
        asked=part.get("asked").texts(),
        spots=dict(_spot(one) for one in part.get("things").each()),
    )


def _spot(part: Part) -> tuple[Ref, Spot]:
    return _ref(part), Spot(part.get("at").point(), part.get("size").figure())


def _ref(part: Part) -> Ref:
    return Ref(part.get("kind").text(), part.get("level").text(), part.get("id").text())


def _refs(part: Part) -> tuple[Ref, ...]:
    return tuple(_ref(one) for one in part.each())


def _finding_of_baseline(part: Part) -> Kept:
    pins = part.get("pins")
    said = {name: pins.get(name).value for name in pins.names()}
    for path, says, _ in list_wrong(said):
        Part(part.source, None, (*pins.at, *path), part.faults).tell(says)
    for name in ("outcome", "severity"):
        if name not in said:
            pins.tell(f"pins say no {name}")
    return Kept(
        id=part.get("id").text(),
        rule=part.get("rule").text(),
        about=_refs(part.get("about")),
        pins=said,
        says=part.get("says").text(),
    )


def _finding_of_report(part: Part, spots: Spots) -> Kept:
    finding = Finding(
        id=part.get("id").text(),
        rule=part.get("rule").text(),
        outcome=Outcome(part.get("outcome").word(_OUTCOMES)),
        severity=Severity(part.get("severity").word(_SEVERITIES)),
        about=_refs(part.get("about")),
        touches=tuple(_touch(one) for one in part.get("clauses").each()),
        what=part.get("what").text() if part.has("what") else "",
        evidence=_evidence(part.get("evidence")),
        on=tuple(Condition(_refs(one)) for one in part.get("on").each()),
        because=_reason(part.get("because")) if part.has("because") else None,
    )
    says = part.get("says").text()
    return Kept(
        id=finding.id, rule=finding.rule, about=finding.about, pins=pins_of(finding, spots), says=says
    )


def _touch(part: Part) -> Touch:
    outcome, severity = part.get("outcome").word(_OUTCOMES), part.get("severity").word(_SEVERITIES)
    return Touch(part.get("id").text(), Outcome(outcome), Severity(severity))


def _evidence(part: Part) -> Evidence:
    """Of the evidence that by which a finding is known again."""
    return Evidence(
        area=part.get("area").figure() if part.has("area") else None,
        density=part.get("density").figure() if part.has("density") else None,
        outline=tuple(tuple(point.point() for point in ring.each()) for ring in part.get("outline").each()),
        figures=part.get("figures").figures(),
    )


def _reason(part: Part) -> Reason:
    return Reason(part.get("code").text(), part.get("figures").figures())
