"""A file of waivers for a person to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

_HEAD = """\
# Waivers for offcamera. For each finding that you accept, fill in why, by whom and until when (2027-03-31);
# take out the others. A waiver without these three is refused. Leave "approved" as it is: it holds what was
# accepted, and where the finding gets worse than that, it is told again.
"""


def draft_waivers(findings: Iterable[tuple[str, str, Mapping[str, object]]]) -> bytes:
    """A draft for (site, finding, figures) each, as YAML in UTF-8; in m², px/m and m."""
    entries = [_entry(*finding) for finding in findings]
    body = "waivers:\n" + "\n".join(entries) if entries else "waivers: []\n"
    return (_HEAD + body).encode("utf-8", "backslashreplace")


def _entry(site: str, finding: str, approved: Mapping[str, object]) -> str:
    figures = "".join(f"      {key}: {json.dumps(value)}\n" for key, value in approved.items())
    return (
        f"  - site: {json.dumps(site)}\n    finding: {json.dumps(finding)}\n"
        f'    reason: ""\n    approved_by: ""\n    until: ""\n    approved:\n{figures}'
    )
