"""``offcamera explain``: the page of a rule, clause, pack or use."""

from __future__ import annotations

from typing import Annotated

import typer

from offcamera.commands.screen import say
from offcamera.errors import Fault, Misused


def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A rule, clause, pack or use.")],
) -> None:
    """Explain a rule, a clause, a pack or a use of rooms."""
    from offcamera.commands.lookup import find_page, names
    from offcamera.report.shown import shown
    from offcamera.rules.pack_text import nearest

    page = find_page(name)
    if page is None:
        hint = nearest(name, names()) if len(name) > 2 else ""
        raise Misused([Fault(f"nothing is called {name}", help=_short(hint))])
    say("\n".join(shown(line) for line in page.splitlines()))


def _short(hint: str) -> str:
    return (
        hint if hint.startswith("did you mean") else "see offcamera rules, offcamera packs and offcamera uses"
    )
