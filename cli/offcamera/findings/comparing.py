"""Two audits of a site side by side: what is new, worse, the same, better, gone, or not to be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from offcamera.findings.change import Change, Kept, State
from offcamera.findings.compare import list_growth
from offcamera.findings.comparison import Comparison
from offcamera.findings.renames import Renames, find_renames
from offcamera.findings.snapshot import Snapshot
from offcamera.model.place import Ref

#: In what less is better: other differences are no merit of the site.
_MERITS = frozenset(("outcome", "density", "area", "place", "figures"))
#: A rule with the things that a fact is about, the first leading.
_Fact = tuple[str, tuple[Ref, ...]]


def compare_sites(old: Snapshot | None, new: Snapshot | None) -> Comparison:
    """Set what is found now against what was found then; a fact is the same by its rule and its things."""
    if old is None or new is None:
        return Comparison(old=old, new=new, changes=tuple(_one_sided(old, new)))
    renames = find_renames(old.spots, new.spots)
    then, now = _by_fact(map(renames.translate, old.findings)), _by_fact(new.findings)
    terms = _differences(old.terms, new.terms)
    changes: list[Change] = []
    for fact in dict.fromkeys((*now, *then)):
        pairs, gone, came = _pair(then.get(fact, []), now.get(fact, []))
        changes += [_judge(*pair) for pair in pairs]
        changes += [_say_new(kept, old, renames) for kept in came]
        changes += [_say_gone(kept, old, new, terms) for kept in gone]
    clauses = sorted(name for name in {*old.asked, *new.asked} if not _is_alike(name, old, new))
    return Comparison(
        old=old,
        new=new,
        changes=tuple(sorted(changes, key=_order)),
        renames={was: ref for was, ref in renames.things.items() if was.id != ref.id}
        | {Ref("level", "", was): Ref("level", "", now) for was, now in renames.levels.items()},
        terms=terms,
        clauses=tuple(clauses),
    )


def _order(change: Change) -> tuple[int, int, int, str]:
    kept = change.kept
    return list(State).index(change.state), kept.severity.rank, kept.outcome.rank, kept.id


def _one_sided(old: Snapshot | None, new: Snapshot | None) -> Iterator[Change]:
    for kept in new.findings if new else ():
        yield Change(state=State.NEW, new=kept, because="site-new")
    for kept in old.findings if old else ():
        yield Change(state=State.NOT_COMPARABLE, old=kept, because="site-gone")


def _by_fact(findings: Iterable[Kept]) -> dict[_Fact, list[Kept]]:
    facts: dict[_Fact, list[Kept]] = defaultdict(list)
    for kept in findings:
        about = (*kept.about[:1], *sorted(kept.about[1:]))
        facts[kept.rule, about].append(kept)
    return facts


def _pair(old: Sequence[Kept], new: Sequence[Kept]) -> tuple[list[tuple[Kept, Kept]], list[Kept], list[Kept]]:
    """Which is which among several facts of one rule about the same things: those that differ least.

    Facts of another kind (``what``) are others.
    """
    pairs: list[tuple[Kept, Kept]] = []
    left, came = list(old), []
    for now in new:
        alike = [then for then in left if then.pins.get("what") == now.pins.get("what")]
        alike = alike or (left if len(old) == len(new) == 1 else [])
        if not alike:
            came.append(now)
            continue
        then = min(alike, key=lambda kept: len(list(list_growth(kept.pins, now.pins))))
        left.remove(then)
        pairs.append((then, now))
    return pairs, left, came


def _judge(old: Kept, new: Kept) -> Change:
    worse = tuple(list_growth(old.pins, new.pins))
    better = tuple(g for g in list_growth(new.pins, old.pins) if g.what in _MERITS)
    state = State.WORSE if worse else State.BETTER if better else State.SAME
    return Change(state=state, old=old, new=new, worse=worse, better=() if worse else better)


def _say_new(kept: Kept, old: Snapshot, renames: Renames) -> Change:
    before = {renames.now(ref) for ref in old.spots} if old.whole else set(kept.about)
    added = [ref.name for ref in kept.about if _has_place(ref) and ref not in before]
    unasked = [name for name in _clauses(kept) if name not in old.asked]
    if added:
        return Change(state=State.NEW, new=kept, because="thing-new", names=tuple(added))
    if len(unasked) == len(_clauses(kept)):
        return Change(state=State.NEW, new=kept, because="not-asked-then", names=tuple(unasked))
    return Change(state=State.NEW, new=kept)


def _say_gone(kept: Kept, old: Snapshot, new: Snapshot, terms: Mapping[str, tuple[str, str]]) -> Change:
    """A finding that is not there now: gone only where it was asked again on the same terms."""
    named = zip(kept.called or kept.about, kept.about, strict=True)
    lost = tuple(was.name for was, ref in named if was in old.spots and ref not in new.spots)
    other = tuple(name for name in _clauses(kept) if not _is_alike(name, old, new))
    reasons = {"thing-gone": lost, "not-asked-now": other, "other-terms": tuple(terms)}
    because = next((code for code, names in reasons.items() if names), "")
    if because:
        return Change(state=State.NOT_COMPARABLE, old=kept, because=because, names=reasons[because])
    return Change(state=State.GONE, old=kept)


def _has_place(ref: Ref) -> bool:
    return ref.kind not in ("site", "level", "link")


def _clauses(kept: Kept) -> Sequence[str]:
    clauses = kept.pins.get("clauses", ())
    return [str(name) for name in clauses] if isinstance(clauses, list) else []


def _is_alike(clause: str, old: Snapshot, new: Snapshot) -> bool:
    return clause in old.asked and old.asked[clause] == new.asked.get(clause)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    pairs = {name: (old.get(name, ""), new.get(name, "")) for name in dict.fromkeys((*old, *new))}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
