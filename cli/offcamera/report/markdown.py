"""The report as Markdown, for a ticket or the summary of a job: tables, then what they rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from offcamera.findings.by_clause import tabulate
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.report.alike import group_alike
from offcamera.report.clause_table import say_besides, say_manual, say_rows, say_title
from offcamera.report.foot import write_foot
from offcamera.report.names import Names, name_things
from offcamera.report.page import Page
from offcamera.report.shown import shown
from offcamera.report.site import say_places, write_head
from offcamera.report.standing import badness, is_clear, say_verdict
from offcamera.report.telling import Telling, tell_findings
from offcamera.report.view import View
from offcamera.report.words import Words, load_words

#: The first line; by it a file is known as one of ours.
OPENING = "<!-- offcamera report -->"
#: More sites than this in full are no ticket that anybody reads.
MOST_SITES = 10
_WIDE = 4000
#: What Markdown (CommonMark, and GitHub's tables and strikethrough) or the HTML in it would take for its own.
_SIGNS = re.compile(r"[\\`*_\[\]{}~|$!^]|(?<=\A)[#+\-=]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
#: Signs by which sites make links of plain text: @name, #12, https://…, www.…
_LINKS = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto)(?=:)", re.IGNORECASE)
_NOTHING = "<!-- -->"


def render(run: Run, view: View) -> bytes:
    """A whole run; above ten sites a table of them and the ten worst, unless ``view.full``."""
    words = load_words(view.language)
    view = replace(view, colour=False, width=_WIDE, encoding="utf-8")
    lines = [OPENING, f"# {words.say('markdown.title')}", ""]
    lines += not_audited_table(run.not_audited, words)
    worst_first = sorted(run.reports, key=lambda report: badness(report, run))
    shown_ = worst_first if view.full else worst_first[:MOST_SITES]
    if len(run.reports) > 1:
        lines += [*_sites(worst_first, run, words), "", *_same_names(run, words)]
    for report in shown_:
        lines += [*_site(report, run, words, view), ""]
    if more := len(worst_first) - len(shown_):
        lines.append(escape(words.say("markdown.more-sites", {"n": more})))
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def escape(text: str) -> str:
    """A text that Markdown shows as it is, on one line: no mark-up, no HTML, no link, nobody called."""
    marked = _SIGNS.sub(lambda match: "\\" + match[0], shown(text))
    return _LINKS.sub(_NOTHING, marked.translate(_ENTITIES))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def make_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table: its heads escaped here, its cells by whoever fills them."""
    return [_row(*map(escape, heads)), _row(*("---" for _ in heads)), *(_row(*row) for row in rows)]


def not_audited_table(missed: Sequence[NotAudited], words: Words) -> list[str]:
    """What could not be audited, and why; nothing where all was."""
    if not missed:
        return []
    rows = [
        (escape(fault.at), escape(fault.says + (f" ({fault.help})" if fault.help else "")))
        for item in missed
        for fault in item.faults
    ]
    rows += [(escape(item.file), escape(item.because)) for item in missed if not item.faults]
    heads = (words.say("csv.file"), words.say("csv.wrong"))
    return [f"## {escape(words.say('csv.not-audited'))}", "", *make_table(heads, rows), ""]


def _sites(reports: Sequence[Report], run: Run, words: Words) -> list[str]:
    rows = [
        (escape(say_verdict(report, run, words)), escape(report.plan.site), escape(report.plan.file))
        for report in reports
    ]
    return make_table([words.say(f"run.column.{head}") for head in ("verdict", "site", "file")], rows)


def _same_names(run: Run, words: Words) -> list[str]:
    named = run.same_names.items()
    said = [words.say("markdown.same-name", {"site": site, "files": files}) for site, files in named]
    return [*(f"- {escape(text)}" for text in said), *([""] if said else [])]


def _site(report: Report, run: Run, words: Words, view: View) -> Iterator[str]:
    names = name_things(report.plan, words)
    head, *facts = _plain(view, lambda page: write_head(page, report, words))
    yield f"## {escape(head)}"
    yield ""
    yield f"**{escape(say_verdict(report, run, words))}**"
    yield ""
    yield from (f"- {escape(line)}" for line in facts)
    yield ""
    if report.findings:
        yield from _findings(report, names, view)
        yield ""
    if report.lowered:
        yield f"- {escape(words.say('markdown.lowered', {'what': '; '.join(report.lowered)}))}"
    if not (view.quiet and is_clear(report, run)):
        foot = _plain(view, lambda page: write_foot(page, report, names))
        yield from (f"- {escape(line)}" for line in foot)
    if view.by_clause:
        yield from _by_clause(report, words)


def _by_clause(report: Report, words: Words) -> Iterator[str]:
    """A table a pack, and a box to tick for each clause that a person judges."""
    for table in tabulate(report):
        yield from ("", f"### {escape(say_title(table, words))}", "")
        heads, *rows = say_rows(table, words)
        if rows:
            yield from make_table(heads, [[escape(cell) for cell in row] for row in rows])
            yield ""
        yield from (f"- {escape(line)}" for line in say_besides(table, words))
        if table.manual:
            yield from ("", escape(words.say("by-clause.manual")), "")
            yield from (f"- [ ] {escape(say_manual(clause, words))}" for clause in table.manual)


def _plain(view: View, write: Callable[[Page], None]) -> list[str]:
    """What the screen says, a line each; what stands at its right margin follows behind a dot."""
    page = Page(view)
    write(page)
    return [" · ".join(re.split(r" {3,}", line.strip())) for line in page.lines if line.strip()]


def _findings(report: Report, names: Names, view: View) -> list[str]:
    groups = group_alike(report.findings, names)
    heads = [names.words.say(f"markdown.{head}") for head in ("weight", "wrong", "to-do", "where")]
    rows = [_finding(tell_findings(group, report.clauses, names, view), names.words) for group in groups]
    return make_table(heads, rows)


def _finding(telling: Telling, words: Words) -> Sequence[str]:
    about = [f"{label} {text}" for label, text in telling.lines]
    return (
        f"**{escape(words.say(f'tag.{telling.tag}'))}**",
        "<br>".join(map(escape, [telling.says, *about])),
        escape(telling.to_do),
        escape(say_places(telling.findings, set())),
    )
