"""Two revisions side by side, told: a table of forms, and the sentences that they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from offcamera.findings.difference import Difference
from offcamera.report.view import View


@dataclass(frozen=True, slots=True)
class DiffForm:
    """A form of a comparison: the module whose ``render_diff`` writes it."""

    module: str

    def render(self, difference: Difference, view: View) -> bytes:
        """Write a comparison in this form; the module is imported only now."""
        return cast("Callable[[Difference, View], bytes]", import_module(self.module).render_diff)(
            difference, view
        )


DIFF_FORMS: Mapping[str, DiffForm] = {
    "terminal": DiffForm("offcamera.report.diff_terminal"),
    "json": DiffForm("offcamera.report.diff_json"),
    "markdown": DiffForm("offcamera.report.diff_markdown"),
}
