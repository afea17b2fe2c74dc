"""``offcamera diff``: two revisions of a plan, or of many, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from offcamera.commands import options
from offcamera.commands.screen import may_colour, note, say, width
from offcamera.errors import Fault, Misused
from offcamera.report.view import View

if TYPE_CHECKING:
    from offcamera.findings.difference import Difference

#: Forms of a comparison.
DiffForm = Literal["terminal", "json", "markdown"]


def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="As it was: a plan, a folder, a JSON report or a baseline."),
    ],
    new: Annotated[
        str,
        typer.Argument(metavar="NEW", help="As it is now, likewise; - is standard input."),
    ],
    pack: options.Packs = None,
    as_of: options.AsOf = None,
    config: options.Config = None,
    no_config: options.NoConfig = False,
    jobs: options.Jobs = None,
    form: Annotated[
        DiffForm,
        typer.Option("--format", "-f", help="How it is told.", rich_help_panel=options.READ),
    ] = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    language: options.LanguageOption = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Every site, and what stayed the same too.", rich_help_panel=options.READ
        ),
    ] = False,
    no_color: options.NoColor = False,
) -> None:
    """Tell what changed between two revisions: what is new, worse, better, gone, or the same.

    What was renamed but is where it was is known again.
    What nobody put right is never called gone, but not comparable.

    Exit codes; the highest that applies wins:
    0  nothing is worse than it was
    1  something is new, worse or not comparable
    2  wrong usage, or a side that could not be audited
    3  a fault of our own
    """
    from offcamera.commands.settled import Flags, near, open_book, pick
    from offcamera.commands.sides import pair_sides, read_side
    from offcamera.commands.writing import check_target
    from offcamera.findings.comparing import compare_sites
    from offcamera.findings.difference import Difference

    if old == new == "-":
        raise Misused(
            [Fault("both sides cannot come from standard input", help="name a file for one of them")]
        )
    check_target(output, force=force)
    flags = Flags(
        as_of=as_of or options.today(), packs=tuple(pack) if pack else None, language=language, jobs=jobs
    )
    book = open_book(config, no_config)
    spoken = pick(flags.language, near(book, new).language, "en")
    before, after = (read_side(word, flags, book, spoken) for word in (old, new))
    found = Difference(
        old=old,
        new=new,
        comparisons=tuple(compare_sites(*pair) for pair in pair_sides(before, after)),
        not_audited=(*before.not_audited, *after.not_audited),
    )
    view = View(width=width() if output is None else 80, language=spoken, full=full)
    _deliver(found, form, view, (output, force, no_color))
    raise typer.Exit(found.exit)


def _deliver(found: Difference, form: str, view: View, how: tuple[Path | None, bool, bool]) -> None:
    """Write the comparison where it is wanted; ``how``: into which file, by force, without colours."""
    import sys
    from dataclasses import replace

    from offcamera.commands.writing import write_file
    from offcamera.report.diff import DIFF_FORMS

    output, force, no_color = how
    if output is not None and str(output) != "-":
        write_file(output, DIFF_FORMS[form].render(found, view), force=force)
        note(f"written: {output}")
        return
    encoding = sys.stdout.encoding or "utf-8"
    say(DIFF_FORMS[form].render(found, replace(view, colour=may_colour(no_color), encoding=encoding)))
