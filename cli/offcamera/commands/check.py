"""``offcamera check``: audit plans and tell what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from offcamera.commands import options
from offcamera.commands.screen import may_colour, note, say, width
from offcamera.commands.writing import check_target, write_file
from offcamera.errors import Exit

if TYPE_CHECKING:
    from offcamera.batch import Question, Result
    from offcamera.commands.search import Found
    from offcamera.findings.report import Run
    from offcamera.report.view import View

#: Fewer plans than this are done before a bar would have been read.
_BAR_FROM = 5


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Plans, folders to search, globs; - is standard input."),
    ],
    pack: options.Packs = None,
    as_of: options.AsOf = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Ask these rules or clauses only; may be repeated.", rich_help_panel=options.ASK),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Leave out these rules or clauses; may be repeated.", rich_help_panel=options.ASK),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Leave out these files when folders are searched.",
            rich_help_panel=options.ASK,
        ),
    ] = None,
    form: Annotated[
        options.Form,
        typer.Option("--format", "-f", help="The form of the report.", rich_help_panel=options.READ),
    ] = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    language: options.LanguageOption = "en",
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
    no_color: Annotated[
        bool,
        typer.Option("--no-color", help="No colours; NO_COLOR says the same.", rich_help_panel=options.READ),
    ] = False,
    show_files: Annotated[
        bool,
        typer.Option("--show-files", help="List the plans, audit none.", rich_help_panel=options.READ),
    ] = False,
    fail_on: Annotated[
        options.FailOn,
        typer.Option(help="The least severity that makes the run fail.", rich_help_panel=options.FAIL),
    ] = "error",
    accept: Annotated[
        list[options.Accept] | None,
        typer.Option(help="Let this kind of answer by; the report says so.", rich_help_panel=options.FAIL),
    ] = None,
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
    """
    from offcamera.batch import Question, check_question
    from offcamera.commands.search import find_inputs
    from offcamera.report.view import View

    question = Question(
        as_of=as_of or options.today(),
        packs=tuple(pack or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
    )
    check_question(question)
    check_target(output, force=force)
    found = find_inputs(paths, exclude or (), allow_empty=allow_empty)
    if show_files:
        raise typer.Exit(_show_files(found))
    run = _run(found, question, (fail_on, accept or (), allow_empty))
    to_screen = output is None
    view = View(
        width=width() if to_screen else 80,
        colour=to_screen and may_colour(no_color),
        language=language,
        full=full,
        quiet=quiet,
        verbose=verbose,
        encoding=(sys.stdout.encoding or "utf-8") if to_screen else "utf-8",
    )
    _tell(_render(run, form, view), output, force)
    raise typer.Exit(run.exit)


def _show_files(found: Found) -> Exit:
    from offcamera.batch import Input

    for item in found.inputs:
        if isinstance(item, Input):
            say(item.file)
        else:
            note(f"not audited: {item.file}: {item.because}")
    return Exit.CLEAR if all(isinstance(i, Input) for i in found.inputs) else Exit.NOT_AUDITED


def _run(
    found: Found,
    question: Question,
    judged: tuple[options.FailOn, Sequence[options.Accept], bool],
) -> Run:
    from offcamera.batch import audit_paths
    from offcamera.findings.outcome import Outcome, Severity
    from offcamera.findings.report import NotAudited, Report, Run

    fail_on, accept, allow_empty = judged
    results = list(_with_bar(audit_paths(found.inputs, question), len(found.inputs)))
    return Run(
        reports=tuple(r for r in results if isinstance(r, Report)),
        not_audited=tuple(r for r in results if isinstance(r, NotAudited)),
        skipped=found.skipped,
        as_of=question.as_of,
        fail_on=None if fail_on == "never" else Severity(fail_on),
        accept=tuple(Outcome(a) for a in accept),
        allow_empty=allow_empty,
    )


def _with_bar(results: Iterator[Result], total: int) -> Iterator[Result]:
    """Show how far a batch is, on standard error and only on a terminal."""
    if total < _BAR_FROM or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return iter(track(results, "Auditing", total=total, console=Console(stderr=True), transient=True))


def _render(run: Run, form: options.Form, view: View) -> bytes:
    from offcamera.report import REPORTERS

    (content,) = REPORTERS[form].render(run, view).values()
    return content


def _tell(content: bytes, output: Path | None, force: bool) -> None:
    if output is None or str(output) == "-":
        say(content)
    else:
        write_file(output, content, force=force)
        note(f"written: {output}")
