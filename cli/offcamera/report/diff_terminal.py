"""Two revisions side by side on a screen: what got worse first, what stayed the same only counted."""

from __future__ import annotations

from collections.abc import Sequence

from offcamera.findings.change import Change, State
from offcamera.findings.comparison import Comparison
from offcamera.findings.difference import Difference
from offcamera.report.change_lines import (
    STATES,
    say_besides,
    say_change,
    say_counts,
    say_names,
    say_verdict,
    tag_of,
)
from offcamera.report.not_audited_lines import write_not_audited
from offcamera.report.page import Page
from offcamera.report.site import COLOURS, width_of_tags
from offcamera.report.view import View
from offcamera.report.words import Value, Words, load_words

#: Above this many sites that changed the screen shows a table of them.
MOST_SITES = 10
#: Findings of a kind shown of one site before the rest is counted.
_MOST_FINDINGS = 30


def render_diff(difference: Difference, view: View) -> bytes:
    """A comparison as text of ``view.width`` columns; plain unless ``view.colour``."""
    page, words = Page(view), load_words(view.language)
    changed = [one for one in difference.comparisons if view.full or _tells(one)]
    if len(changed) > MOST_SITES and not view.full:
        _write_table(page, changed, words)
    else:
        for number, comparison in enumerate(changed):
            _write_between(page, number)
            _write_site(page, comparison, words)
    write_not_audited(page, difference.not_audited, words)
    page.blank()
    _write_end(page, difference, len(changed), words)
    return page.text()


def _tells(comparison: Comparison) -> bool:
    """Is there anything to tell of a site, other than that all is as it was?"""
    quiet = all(change.state is State.SAME for change in comparison.changes)
    alone = comparison.old is None or comparison.new is None
    return alone or not quiet or bool(say_besides(comparison, load_words()))


def _write_between(page: Page, number: int) -> None:
    if number:
        page.blank()
        page.rule()
        page.blank()


def _write_site(page: Page, comparison: Comparison, words: Words) -> None:
    _write_head(page, comparison, words)
    page.blank()
    worse = comparison.is_worse
    verdict = say_verdict(comparison, words)
    counts = say_counts(comparison.counts, words)
    values = {"verdict": verdict, "what": counts}
    page.write(words.say("verdict.counts", values), style="fail" if worse else "good")
    page.blank()
    for state in STATES:
        changes = comparison.of(state)
        if changes and (state is not State.SAME or page.view.full):
            _write_section(page, state, changes, words)
    for line in say_besides(comparison, words):
        page.write(line)


def _write_head(page: Page, comparison: Comparison, words: Words) -> None:
    """The site with both files, and both revisions where they say so."""
    old, new = comparison.old, comparison.new
    page.write(comparison.site.site, style="bold")
    for code, side in (("old", old), ("new", new)):
        values: dict[str, Value] = {"file": side.file, "date": side.as_of} if side else {}
        values |= {"revision": side.revision} if side and side.revision else {}
        page.write(words.say(f"diff.{code}" if side else f"diff.{code}-none", values))


def _write_section(page: Page, state: State, changes: Sequence[Change], words: Words) -> None:
    heading = words.say(f"diff.state.{state}")
    page.write(words.say("diff.section", {"state": heading, "n": len(changes)}), style="bold")
    at = 3 + width_of_tags(words)
    most = len(changes) if page.view.full else _MOST_FINDINGS
    for change in changes[:most]:
        tag = tag_of(change.kept)
        page.hang("  " + words.say(f"tag.{tag}"), at + 1, change.kept.says, style=COLOURS.get(tag, "bold"))
        for line in filter(None, (say_change(change, words), say_names(change, words))):
            page.hang("", at + 1, line, indent=2)
    if (left := len(changes) - most) > 0:
        page.write("  " + words.say("list.more", {"names": "...", "n": left}) + " (--full)")
    page.blank()


def _write_table(page: Page, changed: Sequence[Comparison], words: Words) -> None:
    """The sites that changed, the worst first, with how many findings stand how."""
    ordered = sorted(changed, key=_badness)
    heads = [words.say("run.column.site"), *(words.say(f"diff.column.{state}") for state in STATES)]
    rows = [[words.say("run.column.verdict"), *heads]]
    for one in ordered:
        verdict = words.say("diff.cell.worse" if one.is_worse else "diff.cell.no-worse")
        counts = [one.counts.get(state, 0) for state in STATES]
        rows.append([verdict, one.site.site, *(str(n) if n else "-" for n in counts)])
    styles = ["dim", *("fail" if one.is_worse else "good" for one in ordered)]
    page.table(rows, range(2, len(rows[0])), styles)
    page.blank()
    page.write(words.say("run.all"))


def _badness(comparison: Comparison) -> tuple[object, ...]:
    counts = comparison.counts
    return (*(-counts.get(state, 0) for state in STATES[:3]), comparison.site.site)


def _write_end(page: Page, difference: Difference, changed: int, words: Words) -> None:
    sites = words.say("count.site", {"n": len(difference.comparisons)})
    values: dict[str, Value] = {"sites": sites}
    values |= {"what": say_counts(difference.counts, words)} if difference.comparisons else {}
    quiet = len(difference.comparisons) - changed
    values |= {"quiet": quiet} if quiet else {}
    missed = len(difference.not_audited)
    values |= {"missed": words.say("run.files", {"n": missed})} if missed else {}
    page.write(words.say("run.exit", {"what": words.say("diff.all", values), "code": int(difference.exit)}))
