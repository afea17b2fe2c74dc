"""``offcamera explain``: the page of a rule, clause, pack or use."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from offcamera.commands.screen import say, width
from offcamera.errors import Fault, Misused

#: ``To do: …``: what the line is about stands before it.
_HEAD = re.compile(
    r"(Status|Source|Asked by|Speaks to|Weighs|Rooms|With|Penalty|In force|Reading|Text|To do|Passes|Fails): "
)


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A rule, clause, pack, family of packs or use; or the file of a pack of your own.",
        ),
    ],
) -> None:
    """Explain a rule, a clause, a pack, a family of packs or a use of rooms."""
    from offcamera.commands.lookup import find_page, names
    from offcamera.rules.pack_text import nearest

    page = find_page(name)
    if page is None:
        hint = nearest(name, names()) if len(name) > 2 else ""
        raise Misused([Fault(f"nothing is called {name}", help=_short(hint))])
    say("\n".join(line for told in page.splitlines() for line in _fit(told)))


def _fit(line: str) -> list[str]:
    """A line of a page as lines that the terminal can hold; what goes on below a head or id is set in."""
    from offcamera.report.page import wrap
    from offcamera.report.shown import shown

    text = line.lstrip(" ")
    margin = " " * (len(line) - len(text))
    hang = 2 if _HEAD.match(text) or "  " in text else 0
    return [(margin + part).rstrip() for part in wrap(shown(text), width() - len(margin), hang)]


def _short(hint: str) -> str:
    return (
        hint if hint.startswith("did you mean") else "see offcamera rules, offcamera packs and offcamera uses"
    )
