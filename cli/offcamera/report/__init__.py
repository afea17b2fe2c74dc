"""Reports: a run in, named files out; one module a form, and a table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from offcamera.findings.report import Run
from offcamera.report.view import View

#: What a form does: file name -> bytes. A form that is one document gives one file.
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Reporter:
    """A form of the report: its name, the suffix of its file, and the module whose ``render`` writes it.

    ``draws``: it shows the outlines of what cameras capture, which take longer to work out than the findings.
    """

    name: str
    suffix: str
    module: str
    draws: bool = True

    def render(self, run: Run, view: View) -> Files:
        """Write a run in this form; the module is imported only now, so that other forms cost nothing."""
        function = cast("Callable[[Run, View], bytes]", import_module(self.module).render)
        return {f"report{self.suffix}": function(run, view)}


REPORTERS: Mapping[str, Reporter] = {
    reporter.name: reporter
    for reporter in (
        Reporter("terminal", ".txt", "offcamera.report.terminal", draws=False),
        Reporter("json", ".json", "offcamera.report.json", draws=False),
        Reporter("jsonl", ".jsonl", "offcamera.report.jsonl", draws=False),
        Reporter("csv", ".csv", "offcamera.report.csv", draws=False),
        Reporter("markdown", ".md", "offcamera.report.markdown", draws=False),
        Reporter("github", ".txt", "offcamera.report.github", draws=False),
        Reporter("geojson", ".geojson", "offcamera.report.geojson"),
    )
}
