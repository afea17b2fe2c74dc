"""``offcamera suggest-signs``: where signs should hang so that nobody walks into view unwarned."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from offcamera.commands import options
from offcamera.commands.screen import say, show_json
from offcamera.errors import Exit, Fault, Misused

Notice = Literal["on", "before"]
Who = Literal["public", "staff", "all"]
Read = Literal["text", "pictogram"]


def suggest_signs(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan; - is standard input.")],
    pack: options.Packs = None,
    as_of: options.AsOf = None,
    notice: Annotated[
        Notice | None,
        typer.Option(
            help="When a sign must be met: on entering view, or before it. Unless given, as the laws ask.",
            rich_help_panel=options.ASK,
            show_default=False,
        ),
    ] = None,
    walkers: Annotated[
        Who | None,
        typer.Option(
            help="Who walks: the public, staff too, or all. Unless given, as the laws ask.",
            rich_help_panel=options.ASK,
            show_default=False,
        ),
    ] = None,
    read: Annotated[
        Read | None,
        typer.Option(
            help="What is to be read on the sign. Unless given, as the laws ask.",
            rich_help_panel=options.ASK,
            show_default=False,
        ),
    ] = None,
    factor: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="From how many times its size print is read. Unless given, as the laws ask; where they do "
            "not say, 200 for text and 40 for a pictogram.",
            rich_help_panel=options.ASK,
            show_default=False,
        ),
    ] = None,
    most: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=60,
            help="Propose at most so many signs; the search takes the longer the more there are.",
            rich_help_panel=options.ASK,
        ),
    ] = 8,
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", "-f", help="How the answer is written.", rich_help_panel=options.READ),
    ] = "text",
    config: options.Config = None,
    no_config: options.NoConfig = False,
) -> None:
    """Propose the fewest signs after which nobody walks into view without having met one.

    What is asked is the strictest question of the laws that the plan names and --pack adds; it is printed.
    The proposal is proved: the plan with these signs is asked again, for every walk there is. What is printed
    can be pasted into the plan. The search stops at its limit and says so; --most
    raises it. Exit codes: 0 proved, 1 no such signs were found.
    """
    from offcamera.batch import check_question
    from offcamera.commands.settled import Flags, checked_question, open_book
    from offcamera.commands.sign_question import Said, choose_question, question_json, tell_question
    from offcamera.commands.signs_json import proposal_json
    from offcamera.commands.signs_told import tell_proposal
    from offcamera.formats import read_plan
    from offcamera.suggest_signs import suggest_signs as suggest

    _check_factor(factor)
    flags = Flags(as_of=as_of or options.today(), packs=tuple(pack) if pack else None)
    laws = checked_question(flags, open_book(config, no_config).of_plan(plan))
    site = read_plan(plan, sys.stdin.buffer.read() if plan == "-" else None)
    said = Said(notice=notice, walkers=walkers, read=read, factor=factor)
    question = choose_question(site, laws, check_question(laws), said)
    proposal = suggest(site, question.params, most)
    if form == "json":
        show_json(proposal_json(site, proposal) | {"question": question_json(question)})
    else:
        say("\n".join([*tell_proposal(site, proposal), tell_question(question)]))
    raise typer.Exit(Exit.CLEAR if proposal.proved else Exit.FINDINGS)


def _check_factor(factor: float | None) -> None:
    if factor is not None and not 1 <= factor <= 1000:
        says = f"--factor {factor:g} is out of all scale"
        raise Misused(
            [Fault(says, help="text is read from 100 to 200 times its height, a pictogram from 40")]
        )
