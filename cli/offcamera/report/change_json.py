"""What became of a finding, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from offcamera.findings.change import Change, Kept, State
from offcamera.findings.comparison import Comparison
from offcamera.findings.report import Run
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


def against_as_json(comparison: Comparison | None) -> Json:
    """How a site stands to its baseline: the counts, what is not found any more, and what else differs."""
    if comparison is None:
        return None
    left: list[Json] = [
        {**change_as_json(change), "old": kept_as_json(change.old)}
        for change in comparison.of(State.GONE, State.NOT_COMPARABLE)
        if change.old is not None
    ]
    return {
        "counts": counts_as_json(comparison.counts),
        "since": comparison.old.as_of if comparison.old else None,
        "left": left,
        "renamed": renames_as_json(comparison.renames),
        "terms": terms_as_json(comparison.terms),
        "clauses": list(comparison.clauses),
    }


def baseline_as_json(run: Run) -> Json:
    """The baseline of a run, and the sites of it that the run did not look at; null without one."""
    if run.baseline is None:
        return None
    return {"file": run.baseline.file, "not_met": [{"site": s.site, "file": s.file} for s in run.not_met]}


def renames_as_json(renames: Mapping[Ref, Ref]) -> Json:
    """What things were called, and are."""
    return [{"was": ref_as_json(old), "now": ref_as_json(new)} for old, new in renames.items()]
