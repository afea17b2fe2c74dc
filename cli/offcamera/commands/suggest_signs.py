"""``offcamera suggest-signs``: where signs should hang so that nobody walks into view unwarned."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from offcamera.commands import options
from offcamera.commands.screen import say, show_json
from offcamera.errors import Exit, Fault, Misused

if TYPE_CHECKING:
    from offcamera.rules.sign_before_capture import Params

Notice = Literal["on", "before"]
Who = Literal["public", "staff", "all"]
Read = Literal["text", "pictogram"]


def suggest_signs(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan; - is standard input.")],
    notice: Annotated[
        Notice,
        typer.Option(
            help="When a sign must be met: on entering view, or before it.", rich_help_panel=options.ASK
        ),
    ] = "on",
    walkers: Annotated[
        Who, typer.Option(help="Who walks: the public, staff too, or all.", rich_help_panel=options.ASK)
    ] = "public",
    read: Annotated[
        Read, typer.Option(help="What is to be read on the sign.", rich_help_panel=options.ASK)
    ] = "text",
    factor: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="From how many times its size print is read; 200 for text and 40 for a pictogram "
            "unless given.",
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
) -> None:
    """Propose the fewest signs after which nobody walks into view without having met one.

    The proposal is proved: the plan with these signs is asked again, for every walk there is. What is printed
    can be pasted into the plan. The search stops at its limit and says so; --most
    raises it. Exit codes: 0 proved, 1 no such signs were found.
    """
    from offcamera.commands.signs_json import proposal_json
    from offcamera.commands.signs_told import tell_proposal
    from offcamera.formats import read_plan
    from offcamera.suggest_signs import suggest_signs as suggest

    params = _params(notice, walkers, read, factor)
    site = read_plan(plan, sys.stdin.buffer.read() if plan == "-" else None)
    proposal = suggest(site, params, most)
    if form == "json":
        show_json(proposal_json(site, proposal))
    else:
        say("\n".join(tell_proposal(site, proposal)))
    raise typer.Exit(Exit.CLEAR if proposal.proved else Exit.FINDINGS)


def _params(notice: str, walkers: str, read: str, factor: float | None) -> Params:
    from offcamera.rules.sign_before_capture import Params

    if factor is not None and not 1 <= factor <= 1000:
        says = f"--factor {factor:g} is out of all scale"
        raise Misused(
            [Fault(says, help="text is read from 100 to 200 times its height, a pictogram from 40")]
        )
    return Params(notice=notice, walkers=walkers, read=read, factor=factor)
