"""The report on a screen: what a manager reads."""

from __future__ import annotations

import shlex

from offcamera.findings.report import Run
from offcamera.report.baseline_lines import say_run
from offcamera.report.not_audited_lines import write_not_audited
from offcamera.report.page import Page
from offcamera.report.site import draw_command, write_site
from offcamera.report.standing import badness, count_findings, is_clear, name_verdict
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
    write_not_audited(page, run.not_audited, words)
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


def _write_end(page: Page, run: Run, words: Words) -> None:
    if run.accept:
        accepted = [f for r in run.reports for f in r.open if f.outcome in run.accept]
        what = count_findings(accepted, words) or "0"
        kinds = words.join([words.say(f"outcome.{outcome}") for outcome in run.accept])
        page.write(words.say("run.accept", {"kinds": kinds, "what": what}))
    if run.fail_on is None:
        page.write(words.say("run.fail-on-never"))
    if known := say_run(run, words):
        page.write(known)
    page.write(words.say("run.exit", {"what": _say_run(run, words), "code": int(run.exit)}))
    if command := _next_command(run):
        _write_hint(page, words.say("run.see-worst" if _says_worst(run) else "run.see"), command)


def _says_worst(run: Run) -> bool:
    return len(run.reports) > 1 and not all(is_clear(r, run) for r in run.reports)


def _write_hint(page: Page, lead: str, command: str) -> None:
    """A command to type, on one line where there is room, as it is to be copied."""
    if page.append_hint(f"{lead} {command}"):
        return
    page.write(lead)
    page.hang("", 2, command)


def _say_run(run: Run, words: Words) -> str:
    parts = []
    if run.reports:
        parts.append(_say_sites(run, words))
    if run.not_audited:
        parts.append(words.say("run.files", {"n": len(run.not_audited)}))
    if run.skipped:
        parts.append(words.say("run.skipped", {"n": run.skipped}))
    if run.interrupted:
        parts.append(words.say("run.interrupted"))
    if not run.reports and not run.not_audited:
        parts.insert(0, words.say("run.nothing"))
    return words.say("seen.between").join(parts)


def _say_sites(run: Run, words: Words) -> str:
    """``1 site, clear``, and of several how many are clear."""
    clear = sum(is_clear(r, run) for r in run.reports)
    values: dict[str, Value] = {"sites": words.say("count.site", {"n": len(run.reports)}), "clear": clear}
    known = any(report.known for report in run.reports)
    part = any(report.left_out for report in run.reports)
    but = any(name_verdict(report, run) == "good-but" for report in run.reports)
    kind = "-known" if known else "-in-part" if part else "-but" if but else ""
    if len(run.reports) == 1:
        return words.say(f"run.site-clear{kind}" if clear else "run.site-bad", values)
    values |= {"bad": len(run.reports) - clear} if clear < len(run.reports) else {}
    return words.say(f"run.sites{kind}", values)


def _next_command(run: Run) -> str:
    """What to type next: draw the worst site, or look at it alone where there are many."""
    if not run.reports:
        return ""
    report = min(run.reports, key=lambda r: badness(r, run))
    if len(run.reports) > MOST_SITES:
        return f"offcamera check {shlex.quote(report.plan.file)}"
    return draw_command(report.plan.file)
