"""The baseline of ``check``: opened before the work, written anew after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from offcamera.commands.screen import note
from offcamera.commands.writing import check_target, write_file
from offcamera.errors import Fault, Misused, Refused
from offcamera.findings.baseline import Baseline
from offcamera.findings.change import State
from offcamera.findings.report import Report, Run
from offcamera.findings.snapshot import Snapshot
from offcamera.source import read_file

_MAKE = "make it: offcamera check … --baseline FILE --update-baseline"


def open_baseline(path: Path | None, *, update: bool, force: bool) -> Baseline | None:
    """The baseline of a run, or None; one that is to be made is empty until then.

    Raises ``Misused`` where there is none to read or no place to write it, and for every fault of one that
    is broken, with line and column.
    """
    if path is None:
        if update:
            raise Misused([Fault("--update-baseline needs to know which one", help="--baseline FILE")])
        return None
    if update:
        check_target(path, force=force)
    if not path.exists():
        if update:
            return Baseline(str(path))
        raise Misused([Fault("there is no such baseline", str(path), help=_MAKE)])
    return _read(path, update)


def _read(path: Path, update: bool) -> Baseline:
    from offcamera.formats.kept import is_baseline, read_kept

    try:
        data = read_file(path)
        sites = read_kept(data, str(path))
    except Refused as refused:
        raise Misused(refused.faults) from refused
    if update and not is_baseline(data):
        says = "this is a report, which a baseline must not replace"
        raise Misused([Fault(says, str(path), help="name another file")])
    return Baseline(str(path), sites, hashlib.sha256(data).hexdigest())


def update_baseline(run: Run, language: str, *, force: bool) -> None:
    """Write what is open now in the place of what was known of each site, and tell what that changes.

    Sites that this run did not look at stay as they are. An interrupted run writes nothing.
    """
    if run.baseline is None:
        return
    if run.interrupted:
        note(f"not written: {run.baseline.file}: the run was interrupted")
        return
    from offcamera.formats.baseline import write_baseline

    sites = [*_open_sites(run.reports, language), *run.not_met]
    write_file(Path(run.baseline.file), write_baseline(sites), force=force)
    findings = _count(sum(len(site.findings) for site in sites), "finding")
    note(f"written: {run.baseline.file}: {findings} of {_count(len(sites), 'site')}{_say_changes(run)}")


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _open_sites(reports: Iterable[Report], language: str) -> list[Snapshot]:
    """What is kept of each report: what no waiver lets by, so that one that lapses is told again."""
    from offcamera.commands.sides import snap

    kept = []
    for report in reports:
        waived = {finding.id for finding in report.waived}
        site = snap(report, language)
        kept.append(replace(site, findings=tuple(f for f in site.findings if f.id not in waived)))
    return kept


def _say_changes(run: Run) -> str:
    counts = dict.fromkeys((State.NEW, State.WORSE, State.NOT_COMPARABLE, State.GONE), 0)
    for report in run.reports:
        for state in counts:
            counts[state] += len(report.against.of(state)) if report.against else 0
    told = [f"{n} {state.replace('-', ' ')}" for state, n in counts.items() if n]
    told += [f"{_count(len(run.not_met), 'site')} not looked at, left as before"] if run.not_met else []
    return f" ({', '.join(told)})" if told else ""
