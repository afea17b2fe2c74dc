"""Two revisions side by side as Markdown, for a ticket or the summary of a job."""

from __future__ import annotations

from collections.abc import Iterator

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
from offcamera.report.markdown import OPENING, escape, make_table, not_audited_table
from offcamera.report.view import View
from offcamera.report.words import Words, load_words


def render_diff(difference: Difference, view: View) -> bytes:
    """A comparison: each site with a table of what changed; what stayed the same is counted."""
    words = load_words(view.language)
    lines = [OPENING, f"# {escape(words.say('diff.title'))}", ""]
    lines += not_audited_table(difference.not_audited, words)
    for comparison in difference.comparisons:
        lines += [*_site(comparison, words, view), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def _site(comparison: Comparison, words: Words, view: View) -> Iterator[str]:
    verdict = say_verdict(comparison, words)
    what = {"verdict": verdict, "what": say_counts(comparison.counts, words)}
    yield f"## {escape(comparison.site.site)}"
    yield ""
    yield f"**{escape(words.say('verdict.counts', what))}**"
    yield ""
    for code, side in (("old", comparison.old), ("new", comparison.new)):
        values = {"file": side.file, "date": side.as_of} if side else {}
        values |= {"revision": side.revision} if side and side.revision else {}
        yield f"- {escape(words.say(f'diff.{code}' if side else f'diff.{code}-none', values))}"
    yield from (f"- {escape(line)}" for line in say_besides(comparison, words))
    yield ""
    states = [state for state in STATES if view.full or state is not State.SAME]
    rows = [_row(change, words) for change in comparison.of(*states)]
    if rows:
        heads = [words.say(f"diff.head.{head}") for head in ("state", "weight", "wrong", "change")]
        yield from make_table(heads, rows)


def _row(change: Change, words: Words) -> tuple[str, ...]:
    told = filter(None, (say_change(change, words), say_names(change, words)))
    return (
        f"**{escape(words.say(f'diff.state.{change.state}'))}**",
        escape(words.say(f"tag.{tag_of(change.kept)}")),
        escape(change.kept.says),
        "<br>".join(map(escape, told)),
    )
