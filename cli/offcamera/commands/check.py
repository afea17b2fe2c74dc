"""``offcamera check``: audit plans and tell what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from offcamera.commands import options
from offcamera.commands.screen import note, say, width
from offcamera.errors import Exit, Fault, Misused
from offcamera.report.view import View

if TYPE_CHECKING:
    from offcamera.commands.search import Found
    from offcamera.commands.settled import Asked, Flags
    from offcamera.commands.targets import Target
    from offcamera.findings.report import Run


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Plans, folders to search, globs; - is standard input."),
    ],
    pack: options.Packs = None,
    as_of: options.AsOf = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Ask these rules or clauses only; may be repeated.",
            rich_help_panel=options.ASK,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Leave out these rules or clauses; may be repeated.",
            rich_help_panel=options.ASK,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Leave out these files when folders are searched.",
            rich_help_panel=options.ASK,
        ),
    ] = None,
    config: options.Config = None,
    no_config: options.NoConfig = False,
    jobs: options.Jobs = None,
    form: Annotated[
        options.Form | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="The form of the report on the screen: terminal (unless given), json, jsonl, csv, markdown,"
            " github or geojson.",
            rich_help_panel=options.READ,
            show_default=False,
        ),
    ] = None,
    output: options.Output = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORM[=FILE]",
            help="A report in this form, in this file; may be repeated, for several reports of one run.",
            rich_help_panel=options.READ,
            show_default=False,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Take up a run that was interrupted: what its jsonl report has is not audited again.",
            rich_help_panel=options.READ,
        ),
    ] = False,
    force: options.Force = False,
    language: options.LanguageOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Every site and every finding.", rich_help_panel=options.READ)
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Findings only.", rich_help_panel=options.READ)
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Everything that was assumed or relied on.", rich_help_panel=options.READ
        ),
    ] = False,
    by_clause: Annotated[
        bool,
        typer.Option(
            "--by-clause",
            help="For each law a table, clause by clause, with what a person has to judge: for who signs.",
            rich_help_panel=options.READ,
        ),
    ] = False,
    no_color: options.NoColor = False,
    show_files: Annotated[
        bool,
        typer.Option("--show-files", help="List the plans, audit none.", rich_help_panel=options.READ),
    ] = False,
    show_settings: Annotated[
        bool,
        typer.Option(
            "--show-settings",
            help="Tell each setting and where it comes from, audit nothing.",
            rich_help_panel=options.READ,
        ),
    ] = False,
    fail_on: Annotated[
        options.FailOn | None,
        typer.Option(
            help="The least severity that makes the run fail; error unless given.",
            rich_help_panel=options.FAIL,
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        list[options.Accept] | None,
        typer.Option(
            metavar="<conditional|unknown>",
            help="Let this kind of answer by; the report says so.",
            rich_help_panel=options.FAIL,
        ),
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Findings that were accepted, with who accepted each, why and until when.",
            rich_help_panel=options.FAIL,
            show_default=False,
        ),
    ] = None,
    draft_waivers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a waiver for each open finding, for you to fill in and give to --waivers.",
            rich_help_panel=options.FAIL,
            show_default=False,
        ),
    ] = None,
    baseline: options.BaselineFile = None,
    update_baseline: options.UpdateBaseline = False,
    allow_empty: Annotated[
        bool,
        typer.Option(
            "--allow-empty", help="A folder without a plan is no failure.", rich_help_panel=options.FAIL
        ),
    ] = False,
) -> None:
    """Audit site plans: what does every camera see, and may it?

    Exit codes; the highest that applies wins:
    0  audited, nothing at or above --fail-on
    1  findings
    2  wrong usage, or something that could not be audited
    3  a fault of our own
    130  interrupted; what was audited is reported
    """
    from offcamera.batch import Question
    from offcamera.commands import baselined
    from offcamera.commands.auditing import Auditing
    from offcamera.commands.delivery import deliver, need_all, open_lines
    from offcamera.commands.search import find_inputs
    from offcamera.commands.settled import Flags, ask, near, open_book, pick
    from offcamera.commands.targets import check_targets, choose_targets
    from offcamera.commands.waivers_drafted import write_draft
    from offcamera.commands.waivers_unmet import tell_unmet
    from offcamera.commands.writing import check_target
    from offcamera.findings.outcome import Outcome
    from offcamera.report import REPORTERS

    targets = choose_targets(form, output, report or ())
    flags = Flags(
        as_of=as_of or options.today(),
        packs=_given(pack),
        select=_given(select),
        ignore=_given(ignore),
        exclude=_given(exclude),
        fail_on=fail_on,
        accept=tuple(Outcome(a) for a in accept) if accept else None,
        language=language,
        jobs=jobs,
        waivers=str(waivers) if waivers else "",
        captures=any(REPORTERS[target.form].draws for target in targets),
    )
    book = open_book(config, no_config)
    settings = near(book, paths[0])
    needs_all = {"--draft-waivers": draft_waivers is not None, "--update-baseline": update_baseline}
    _check_resume(targets, resume, needs_all)
    check_target(draft_waivers, force=force)
    known = baselined.open_baseline(baseline, update=update_baseline, force=force)
    check_targets(targets, force=force)
    found = find_inputs(paths, flags.exclude or (), allow_empty=allow_empty, book=None if exclude else book)
    asked = ask(found.inputs, flags, book)
    if show_files:
        raise typer.Exit(_show_files(found))
    if show_settings:
        raise typer.Exit(_show_settings(flags, asked))
    frame = replace(_frame(flags, asked, found.skipped, allow_empty), baseline=known)
    to_screen = any(target.path is None for target in targets)
    view = View(
        width=width() if to_screen else 80,
        language=pick(flags.language, settings.language, "en"),
        full=full,
        quiet=quiet,
        verbose=verbose,
        by_clause=by_clause,
    )
    work = Auditing(
        frame,
        open_lines(targets, frame, view, (force, resume)),
        need_all(targets) or any(needs_all.values()),
    )
    work.run(asked.inputs, Question(as_of=flags.as_of), pick(flags.jobs, settings.jobs, None))
    deliver(work, targets, view, (force, no_color))
    if not (work.taken_over or work.interrupted):
        tell_unmet(flags.waivers, work.sites)
    if draft_waivers is not None:
        write_draft(draft_waivers, work.reports, force=force)
    if update_baseline:
        baselined.update_baseline(work.as_run(), view.language, force=force)
    raise typer.Exit(work.exit)


def _given(words: Sequence[str] | None) -> tuple[str, ...] | None:
    return tuple(words) if words else None


def _check_resume(targets: Sequence[Target], resume: bool, needs_all: Mapping[str, bool]) -> None:
    is_one_file = len(targets) == 1 and targets[0].form == "jsonl" and targets[0].path is not None
    if resume and not is_one_file:
        says = "--resume goes with one report, of lines in a file"
        raise Misused([Fault(says, help="--report jsonl=FILE --resume")])
    for option, is_given in needs_all.items():
        if resume and is_given:
            says = f"{option} needs every plan audited now, and --resume takes some over"
            raise Misused([Fault(says, help="leave one of them out")])


def _show_files(found: Found) -> Exit:
    from offcamera.batch import Input

    for item in found.inputs:
        if isinstance(item, Input):
            say(item.file)
        else:
            note(f"not audited: {item.file}: {item.because}")
    return Exit.CLEAR if all(isinstance(i, Input) for i in found.inputs) else Exit.NOT_AUDITED


def _show_settings(flags: Flags, asked: Asked) -> Exit:
    from offcamera.commands.screen import complain, show_table
    from offcamera.commands.settled import tell_settings
    from offcamera.findings.report import NotAudited

    for number, (title, rows) in enumerate(tell_settings(flags, asked)):
        say(f"\n{title}" if number else title)
        show_table(("setting", "value", "from"), rows)
    missed = [item for item in asked.inputs if isinstance(item, NotAudited)]
    complain(dict.fromkeys(fault for item in missed for fault in item.faults))
    return Exit.NOT_AUDITED if missed else Exit.CLEAR


def _frame(flags: Flags, asked: Asked, skipped: int, allow_empty: bool) -> Run:
    """The run before anything is audited: the day, and what counts."""
    from offcamera.commands.settled import strictest
    from offcamera.findings.report import Run

    fail_on, accept = strictest(flags, [settings for settings, _ in asked.used])
    return Run(
        reports=(),
        skipped=skipped,
        as_of=flags.as_of,
        fail_on=fail_on,
        accept=accept,
        allow_empty=allow_empty,
    )
