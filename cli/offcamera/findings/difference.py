"""Two lots of plans side by side: each site with its partner, and what could not be audited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from offcamera.errors import Exit
from offcamera.findings.change import State
from offcamera.findings.comparison import Comparison
from offcamera.findings.report import NotAudited
from offcamera.findings.snapshot import Snapshot

Pair = tuple[Snapshot | None, Snapshot | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is called ``old`` and what is called ``new`` on the command line, site by site."""

    old: str
    new: str
    comparisons: tuple[Comparison, ...]
    not_audited: tuple[NotAudited, ...] = ()

    @property
    def counts(self) -> Mapping[State, int]:
        """How many findings stand so, over all sites."""
        return sum((Counter(one.counts) for one in self.comparisons), Counter())

    @property
    def exit(self) -> Exit:
        """1 when anything is new, worse or not comparable; what could not be audited goes before that."""
        if any(item.ours for item in self.not_audited):
            return Exit.FAULT
        if self.not_audited or not self.comparisons:
            return Exit.NOT_AUDITED
        return Exit.FINDINGS if any(one.is_worse for one in self.comparisons) else Exit.CLEAR


def pair_sites(old: Sequence[Snapshot], new: Sequence[Snapshot]) -> list[Pair]:
    """Which site of the one side is which of the other: by path, then by name and revision, then by name.

    Where each side has one site they are a pair. What is left stands alone, the new ones first.
    """
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    pairs: list[Pair] = []
    left, came = list(old), list(new)
    for key in (_path, _revision, _name):
        found = _match(left, came, key)
        pairs += found
        left = [site for site in left if not any(site is one for one, _ in found)]
        came = [site for site in came if not any(site is one for _, one in found)]
    alone: list[Pair] = [*((None, site) for site in came), *((site, None) for site in left)]
    return sorted(pairs, key=lambda pair: _path(pair[1] or pair[0] or Snapshot(site="", file=""))) + alone


def _path(site: Snapshot) -> str:
    return site.path or site.file


def _revision(site: Snapshot) -> tuple[str, str]:
    return site.site, site.revision


def _name(site: Snapshot) -> str:
    return site.site


def _match(
    old: Iterable[Snapshot], new: Iterable[Snapshot], key: Callable[[Snapshot], Hashable]
) -> list[tuple[Snapshot, Snapshot]]:
    """Pairs of those that bear a key which is borne once on each side."""
    before, after = _by(old, key), _by(new, key)
    return [
        (before[name][0], after[name][0])
        for name in before
        if len(before[name]) == 1 and len(after.get(name, ())) == 1
    ]


def _by(sites: Iterable[Snapshot], key: Callable[[Snapshot], Hashable]) -> dict[Hashable, list[Snapshot]]:
    found: dict[Hashable, list[Snapshot]] = defaultdict(list)
    for site in sites:
        found[key(site)].append(site)
    return found
