"""What became of a finding, in words: in what it is worse or better, or why it is new or not comparable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from offcamera.findings.change import Change, Kept, State
from offcamera.findings.comparison import Comparison
from offcamera.findings.outcome import Severity
from offcamera.findings.waived import Growth
from offcamera.model.place import Ref
from offcamera.report.names import shorten
from offcamera.report.waiver_lines import name_growth, say_growth, show_growth
from offcamera.report.words import Value, Words

#: Names in one sentence before the rest is counted.
_MOST_NAMES = 8
#: What the head of the site tells already, for all of its findings.
_SAID_ABOVE = ("", "site-new", "site-gone")
#: In the order in which they are told.
STATES = tuple(State)


def tag_of(kept: Kept) -> str:
    """The tag of a finding as in a report: how it came out, or that it is no more than a warning or note."""
    weighs_less = kept.severity in (Severity.WARNING, Severity.NOTE)
    return kept.severity.value if weighs_less else kept.outcome.value


def say_change(change: Change, words: Words) -> str:
    """In what a finding is worse or better, or why it is new or not comparable; empty where nothing is."""
    between = words.say("seen.between")
    if change.worse:
        told = [say_growth(growth, words, "diff.worse-in") for growth in _plain(change.worse)]
        return between.join([*_say_areas(change, words), *told])
    if change.better:
        return between.join(_say_merit(growth, words) for growth in _plain(change.better))
    if change.because in _SAID_ABOVE:
        return ""
    names = [_say_name(name, change, words) for name in change.names]
    values: dict[str, Value] = {"names": shorten(words, names, _MOST_NAMES), "n": len(names)}
    return words.say(f"diff.because.{change.because}", values)


def _say_areas(change: Change, words: Words) -> list[str]:
    """Both areas of a finding that is seen at another place, though of less: else it looks like a mistake."""
    kinds = {growth.what for growth in change.worse}
    if "place" not in kinds or "area" in kinds or change.old is None or change.new is None:
        return []
    areas = change.old.pins.get("area"), change.new.pins.get("area")
    if not all(isinstance(area, int | float) for area in areas):
        return []
    old, new = (show_growth("area", cast("float", area), words) for area in areas)
    return [words.say("waiver.grown.area", {"approved": old, "now": new})]


def _plain(growths: Sequence[Growth]) -> list[Growth]:
    """Without the place, where the area tells it already."""
    is_area = any(growth.what == "area" for growth in growths)
    return [growth for growth in growths if growth.what != "place" or not is_area]


def _say_name(name: str, change: Change, words: Words) -> str:
    """A thing that is there no more, or is new, by its kind; a term by its words; a clause as it is."""
    if change.because == "other-terms":
        return _say_term(name, words)
    refs = change.kept.called or change.kept.about
    ref = next((ref for ref in refs if ref.name == name), None)
    return _say_ref(ref, words) if ref and change.because in ("thing-new", "thing-gone") else name


def say_names(change: Change, words: Words) -> str:
    """What the things of a finding were called; empty where nothing was renamed."""
    if change.old is None or not change.is_renamed:
        return ""
    pairs = zip(change.old.called, change.old.about, strict=True)
    names = [_say_ref(old, words) for old, new in pairs if old != new]
    return words.say("diff.called", {"names": words.join(names)})


def _say_merit(growth: Growth, words: Words) -> str:
    """A growth from now to then is what became better; told from then to now."""
    name = name_growth(growth, words)
    if growth.approved is None:
        return words.say("diff.better.less", {"what": name})
    values: dict[str, Value] = {"name": name, "old": show_growth(growth.what, growth.now, words)}
    values["new"] = show_growth(growth.what, growth.approved, words)
    return words.say(f"diff.better.{growth.what}", values)


def say_verdict(comparison: Comparison, words: Words) -> str:
    """Is the site worse than it was; one that is on one side only got neither worse nor better."""
    if comparison.old is None or comparison.new is None:
        return words.say("diff.site-new" if comparison.old is None else "diff.site-gone")
    return words.say("diff.worse" if comparison.is_worse else "diff.no-worse")


def say_counts(counts: Mapping[State, int], words: Words) -> str:
    """``2 new, 1 worse, 12 the same``."""
    said = [words.say(f"diff.count.{state}", {"n": counts[state]}) for state in STATES if counts.get(state)]
    return words.say("list.between").join(said) or words.say("verdict.nothing")


def say_besides(comparison: Comparison, words: Words) -> list[str]:
    """What else differs: names, terms, and clauses."""
    lines = []
    old, new = comparison.old, comparison.new
    if old and new and old.site != new.site:
        lines.append(words.say("diff.two-names", {"old": old.site, "new": new.site}))
    if comparison.renames:
        told = [_say_rename(old, new, words) for old, new in comparison.renames.items()]
        lines.append(words.say("diff.renamed", {"what": shorten(words, told, _MOST_NAMES)}))
    if comparison.terms:
        told = [_say_difference(name, pair, words) for name, pair in comparison.terms.items()]
        lines.append(words.say("diff.terms", {"what": words.say("seen.between").join(told)}))
    if comparison.clauses:
        names = shorten(words, comparison.clauses, _MOST_NAMES)
        lines.append(words.say("diff.clauses", {"what": names, "n": len(comparison.clauses)}))
    return lines


def _say_rename(old: Ref, new: Ref, words: Words) -> str:
    return words.say("diff.renamed-one", {"old": _say_ref(old, words), "new": new.id})


def _say_ref(ref: Ref, words: Words) -> str:
    code = f"kind.{ref.kind}"
    return words.say(code, {"id": ref.id}) if words.has(code) else f"{ref.kind} {ref.id}"


def _say_term(name: str, words: Words) -> str:
    code = f"diff.term.{name}"
    return words.say(code) if words.has(code) else name


def _say_difference(name: str, pair: tuple[str, str], words: Words) -> str:
    none = words.say("diff.no-term")
    values = {"name": _say_term(name, words), "old": pair[0] or none, "new": pair[1] or none}
    return words.say("diff.term-differs", values)
