"""What became of a finding, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from offcamera.findings.change import Change, Kept, State
from offcamera.findings.waived import Growth
from offcamera.model.place import Ref
from offcamera.report.waiver_json import Json


def change_as_json(change: Change) -> dict[str, Json]:
    """How a finding stands to an earlier audit: in what it is worse or better, and why it is new or not."""
    return {
        "state": change.state.value,
        "was": change.old.id if change.old else None,
        "renamed": change.is_renamed,
        "worse": _growths(change.worse),
        "better": [
            {"what": g.what, "name": g.name or None, "was": g.now, "now": g.approved} for g in change.better
        ],
        "because": change.because or None,
        "names": list(change.names),
    }


def _growths(growths: Iterable[Growth]) -> Json:
    """Figures then and now; of a place the m² outside of it, and how many of them are let by."""
    return [{"what": g.what, "name": g.name or None, "was": g.approved, "now": g.now} for g in growths]


def kept_as_json(kept: Kept) -> dict[str, Json]:
    """A finding by name, as far as an audit that was kept has it."""
    return {
        "id": kept.id,
        "rule": kept.rule,
        "outcome": kept.outcome.value,
        "severity": kept.severity.value,
        "says": kept.says,
        "about": [ref_as_json(ref) for ref in kept.called or kept.about],
    }


def ref_as_json(ref: Ref) -> Json:
    """A thing of the plan by name."""
    return {"kind": ref.kind, "level": ref.level, "id": ref.id}


def counts_as_json(counts: Mapping[State, int]) -> Json:
    """How many findings stand how."""
    return {state.value: counts.get(state, 0) for state in State}


def terms_as_json(terms: Mapping[str, tuple[str, str]]) -> Json:
    """Terms that differ, with what each was and is."""
    return [{"name": name, "was": was, "now": now} for name, (was, now) in terms.items()]
