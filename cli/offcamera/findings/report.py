"""The report on one plan, and the run over many: complete in themselves, whatever form they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from offcamera.errors import Exit, Fault
from offcamera.findings.baseline import Baseline
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.comparison import Comparison
from offcamera.findings.evidence import Assumption, Reliance
from offcamera.findings.finding import Finding
from offcamera.findings.outcome import Outcome, Severity, worst_severity
from offcamera.findings.snapshot import Snapshot
from offcamera.model.place import Ref, Ring
from offcamera.model.plan import Plan
from offcamera.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Tally:
    """How a clause was answered: what was looked at, and how many of each answer.

    ``kind`` names what is counted (room, camera …). ``relying`` of the passes rest on a statement of the
    plan; ``not_judged`` were met but could not be asked (a room whose use is unknown).
    """

    clause: str
    rule: str
    kind: str
    looked_at: int
    outcomes: Mapping[Outcome, int]
    relying: int = 0
    not_judged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureShape:
    """What a camera captures of the floor in one state of the doors: polygons as (outer, *holes) rings, m."""

    camera: Ref
    doors: str  #: open | relied | shut
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegibleShape:
    """From where a sign can be read at an eye height (m): polygons as (outer, *holes) rings, m.

    ``read`` is what is read of it, text or pictogram; read in several ways, the strictest is shown.
    """

    sign: Ref
    eye: float
    read: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class UnreadSign:
    """A sign that counts for nothing, and why; ``read``: only where text, or a pictogram, is to be read."""

    sign: Ref
    read: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found out about one plan.

    ``packs`` are those asked, the house rules first; ``clauses`` every clause by id. ``not_answered`` are the
    clauses that no rule asks yet or that no plan can show. ``private`` are the private rooms with the worst
    answer of any camera, ``private_relying`` counts the passes among them that rest on a statement.
    """

    plan: Plan
    as_of: date
    packs: tuple[Pack, ...]
    clauses: Mapping[str, Clause]
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    reliances: tuple[Reliance, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    not_answered: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  #: clauses that the run was told not to ask
    not_for: tuple[str, ...] = ()  #: clauses that speak to other venues than this one
    not_in_force: tuple[str, ...] = ()  #: clauses that do not hold on the day of the audit
    lowered: tuple[str, ...] = ()  #: what settings made milder: ``house-view-into-room: error -> warning``
    captures: tuple[CaptureShape, ...] = ()
    legible: tuple[LegibleShape, ...] = ()
    unread: tuple[UnreadSign, ...] = ()
    private: Mapping[Ref, Outcome] = field(default_factory=dict)
    private_relying: int = 0
    body: tuple[float, float] = (0.1, 2.0)
    waivers_unused: tuple[Waiver, ...] = ()  #: waivers that met no finding
    against: Comparison | None = None  #: how the site stands to the baseline that it was set against

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that no waiver lets by."""
        return tuple(f for f in self.findings if not f.is_waived)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver lets by."""
        return tuple(f for f in self.findings if f.is_waived)

    @property
    def fresh(self) -> tuple[Finding, ...]:
        """The open findings that no baseline knows: those that are new or worse; all, where there is none."""
        return tuple(f for f in self.open if not f.is_known)

    @property
    def known(self) -> tuple[Finding, ...]:
        """The open findings that the baseline knows, and that are no worse."""
        return tuple(f for f in self.open if f.is_known)

    @property
    def private_rooms(self) -> Mapping[Outcome, int]:
        """How many private rooms got each answer."""
        return Counter(self.private.values())

    @property
    def severity(self) -> Severity:
        """The worst severity of any finding."""
        return worst_severity(f.severity for f in self.findings)

    def count(self, outcome: Outcome) -> int:
        """How many findings have this outcome."""
        return sum(f.outcome is outcome for f in self.findings)


@dataclass(frozen=True, slots=True)
class NotAudited:
    """A file that could not be audited, and every fault that was found in it."""

    file: str
    because: str
    faults: tuple[Fault, ...] = ()
    ours: bool = False  #: the fault is this program's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The reports of one run in the order of its inputs, and what was not audited.

    ``fail_on`` is the level from which findings count; None: never. ``accept`` are outcomes let by, which is
    printed. ``skipped`` counts files of a directory that are no plans. ``interrupted``: the user ended the
    run before every plan was audited. ``baseline``: what it knows and is no worse does not count.
    """

    reports: tuple[Report, ...]
    not_audited: tuple[NotAudited, ...] = ()
    skipped: int = 0
    as_of: date = date.min
    fail_on: Severity | None = Severity.ERROR
    accept: tuple[Outcome, ...] = ()
    allow_empty: bool = False
    interrupted: bool = False
    baseline: Baseline | None = None  #: what the reports were set against

    def counts(self, finding: Finding) -> bool:
        """Does this finding make the run fail?"""
        if self.fail_on is None or finding.is_waived or finding.is_known or finding.outcome in self.accept:
            return False
        return finding.severity.rank <= self.fail_on.rank

    @property
    def same_names(self) -> Mapping[str, tuple[str, ...]]:
        """Names that several plans bear, with their files: a baseline cannot tell them apart (case 29).

        Plans of one name that each state another revision are drafts of one place, and no slip.
        """
        named: dict[str, list[Plan]] = {}
        for report in self.reports:
            named.setdefault(report.plan.site, []).append(report.plan)
        return {site: tuple(p.file for p in plans) for site, plans in named.items() if _are_mixed_up(plans)}

    @property
    def not_met(self) -> tuple[Snapshot, ...]:
        """The sites of the baseline that no report of this run is of."""
        met = [id(report.against.old) for report in self.reports if report.against]
        return tuple(site for site in (self.baseline.sites if self.baseline else ()) if id(site) not in met)

    @property
    def exit(self) -> Exit:
        """The exit code of the run: the highest that applies wins."""
        if self.interrupted:
            return Exit.INTERRUPTED
        if any(n.ours for n in self.not_audited):
            return Exit.FAULT
        if self.not_audited or (not self.reports and not self.allow_empty):
            return Exit.NOT_AUDITED
        if any(self.counts(f) for r in self.reports for f in r.findings):
            return Exit.FINDINGS
        return Exit.CLEAR


def _are_mixed_up(plans: list[Plan]) -> bool:
    """Are several plans of one name not told apart by their revisions?"""
    revisions = [plan.about.get("revision", "") for plan in plans]
    return len(set(revisions)) < len(plans) or (len(plans) > 1 and "" in revisions)
