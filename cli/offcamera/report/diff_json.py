"""Two revisions side by side, as JSON: versioned, complete, in an order that does not change."""

from __future__ import annotations

import json

from offcamera.findings.change import Change
from offcamera.findings.comparison import Comparison
from offcamera.findings.difference import Difference
from offcamera.findings.snapshot import Snapshot
from offcamera.report.change_json import (
    change_as_json,
    counts_as_json,
    kept_as_json,
    renames_as_json,
    terms_as_json,
)
from offcamera.report.json import not_audited_as_json
from offcamera.report.view import View
from offcamera.report.waiver_json import Json
from offcamera.version import __version__

#: Version of the form; it grows when a reader of the old form would be misled.
VERSION = 1


def render_diff(difference: Difference, _view: View) -> bytes:
    """A comparison as one JSON document in UTF-8."""
    said: dict[str, Json] = {
        "offcamera_diff": VERSION,
        "tool": {"name": "offcamera", "version": __version__},
        "old": difference.old,
        "new": difference.new,
        "exit": int(difference.exit),
        "counts": counts_as_json(difference.counts),
        "sites": [_site(one) for one in difference.comparisons],
        "not_audited": [not_audited_as_json(item) for item in difference.not_audited],
    }
    text = json.dumps(said, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _site(comparison: Comparison) -> Json:
    return {
        "site": comparison.site.site,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "worse": comparison.is_worse,
        "counts": counts_as_json(comparison.counts),
        "terms": terms_as_json(comparison.terms),
        "clauses": list(comparison.clauses),
        "renamed": renames_as_json(comparison.renames),
        "changes": [_change(change) for change in comparison.changes],
    }


def _side(side: Snapshot | None) -> Json:
    if side is None:
        return None
    return {"file": side.file, "revision": side.revision or None, "as_of": side.as_of}


def _change(change: Change) -> Json:
    """The change, with the finding as it was and as it is."""
    return {
        **change_as_json(change),
        "old": kept_as_json(change.old) if change.old else None,
        "new": kept_as_json(change.new) if change.new else None,
    }
