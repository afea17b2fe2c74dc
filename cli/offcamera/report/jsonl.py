"""The report as JSON lines: each line is the whole report of one plan, told as it comes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from offcamera.findings.report import NotAudited, Report, Run
from offcamera.report.json import run_as_json
from offcamera.report.view import View

#: How a line opens; by it a file is known as one of ours.
OPENING = b'{"offcamera_report"'


def render(run: Run, view: View) -> bytes:
    """A whole run, a line a plan: first those that were audited, then those that were not."""
    results: list[Report | NotAudited] = [*run.reports, *run.not_audited]
    return b"".join(render_line(result, run, view.language) for result in results)


def render_line(
    result: Report | NotAudited, run: Run, language: str = "en", marks: Mapping[str, str] | None = None
) -> bytes:
    """One plan as a JSON report on a line; ``marks`` go beside its members.

    ``run`` tells what counts; its own reports are not looked at.
    """
    reports = (result,) if isinstance(result, Report) else ()
    missed = (result,) if isinstance(result, NotAudited) else ()
    alone = replace(run, reports=reports, not_audited=missed, skipped=0, interrupted=False)
    line = {**run_as_json(alone, language), **(marks or {})}
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")
