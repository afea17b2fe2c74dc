"""The report on a screen: what a manager reads."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from offcamera.errors import Fault
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.report.page import Page
from offcamera.report.site import draw_command, write_site
from offcamera.report.standing import count_findings, is_clear
from offcamera.report.summary import write_summary
from offcamera.report.view import View
from offcamera.report.words import Value, Words, load_words

#: Above this many sites the screen shows a table of them.
MOST_SITES = 10


def render(run: Run, view: View) -> bytes:
    """A whole run as text of ``view.width`` columns; plain unless ``view.colour``."""
    page, words = Page(view), load_words(view.language)
    if len(run.reports) > MOST_SITES and not (view.full or view.quiet):
        write_summary(page, run, words)
    else:
        _write_sites(page, run, words)
    _write_not_audited(page, run.not_audited, words)
    if not view.quiet:
        _write_end(page, run, words)
    while page.lines and not page.lines[-1]:
        page.lines.pop()
    return page.text()


def _write_sites(page: Page, run: Run, words: Words) -> None:
    for number, report in enumerate(run.reports):
        if number and not page.view.quiet:
            page.blank()
            page.rule()
            page.blank()
        write_site(page, report, run, words)


def _write_not_audited(page: Page, files: Sequence[NotAudited], words: Words) -> None:
    for item in files:
        page.blank()
        values = {"file": item.file, "because": item.because}
        text = words.say("run.not-audited-file", values)
        page.write(f"{words.say('run.not-audited')}: {text}", style="fail")
        for fault in item.faults:
            _write_fault(page, fault, words)
    if files:
        page.blank()


def _write_fault(page: Page, fault: Fault, words: Words) -> None:
    thing = f" ({fault.thing})" if fault.thing else ""
    page.lines.append("  " + page.clean(f"{fault.at}: {fault.says}{thing}"))
    if fault.help:
        page.hang("", 4, words.say("run.help", {"help": fault.help}))


def _write_end(page: Page, run: Run, words: Words) -> None:
    if run.accept:
        accepted = [f for r in run.reports for f in r.findings if f.outcome in run.accept]
        what = count_findings(accepted, words) or "0"
        kinds = words.join([outcome.value for outcome in run.accept])
        page.write(words.say("run.accept", {"what": f"{kinds}: {what}"}))
    if run.fail_on is None:
        page.write(words.say("run.fail-on-never"))
    text = words.say("run.exit", {"what": _say_run(run, words), "code": int(run.exit)})
    command = _next_command(run)
    see = words.say("run.see", {"command": command}) if command else ""
    if len(text) + 1 + len(see) <= page.width:
        page.write(f"{text} {see}".rstrip())
    else:
        page.write(text)
        page.write(see)


def _say_run(run: Run, words: Words) -> str:
    parts = []
    if run.reports:
        parts.append(_say_sites(run, words))
    if run.not_audited:
        parts.append(words.say("run.files", {"n": len(run.not_audited)}))
    if run.skipped:
        parts.append(words.say("run.skipped", {"n": run.skipped}))
    if not run.reports and not run.not_audited:
        parts.insert(0, words.say("run.nothing"))
    return words.say("list.between").join(parts)


def _say_sites(run: Run, words: Words) -> str:
    bad = sum(not is_clear(r, run) for r in run.reports)
    values: dict[str, Value] = {"sites": words.say("count.site", {"n": len(run.reports)}), "n": bad}
    if not bad:
        return words.say("run.sites-clear", values)
    return words.say("run.sites-bad" if bad == len(run.reports) else "run.sites-some", values)


def _next_command(run: Run) -> str:
    """What to type next: draw the worst site, or look at it alone where there are many."""
    if not run.reports:
        return ""
    report = min(run.reports, key=lambda r: _badness(r, run))
    if len(run.reports) > MOST_SITES:
        return f"offcamera check {shlex.quote(report.plan.file)}"
    return draw_command(report.plan.file)


def _badness(report: Report, run: Run) -> tuple[bool, int, int]:
    return (is_clear(report, run), report.severity.rank, -len(report.findings))
