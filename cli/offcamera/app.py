"""The command line app: gathers the commands; no logic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from offcamera.commands.catalogue import packs, rules, uses
from offcamera.commands.check import check
from offcamera.commands.convert import convert
from offcamera.commands.diff import diff
from offcamera.commands.draw import draw
from offcamera.commands.explain import explain
from offcamera.commands.init import init
from offcamera.commands.label import label
from offcamera.commands.schema import schema
from offcamera.commands.screen import complain, say
from offcamera.commands.suggest_signs import suggest_signs
from offcamera.commands.who_sees import who_sees
from offcamera.errors import Exit, OffcameraError
from offcamera.version import __version__


class _Group(TyperGroup):
    """The group of commands; what the user can put right is told, and leaves with 2."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        _speak_plainly(self.params)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, which typer makes itself."""
        option = super().get_help_option(ctx)
        _speak_plainly([option])
        return option

    def invoke(self, ctx: Any) -> object:  # the context that typer passes here is a private class of its own
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except OffcameraError as error:
            complain(error.faults)
            raise typer.Exit(Exit.NOT_AUDITED) from error


def _speak_plainly(params: Iterable[Any]) -> None:
    """No types of Python in the help: a switch takes nothing, and a name in capitals says what is meant."""
    for param in params:
        if getattr(param, "is_flag", False) or isinstance(param, TyperArgument):
            vars(param)["display_type_rich"] = lambda **_: None


class _Command(TyperCommand):
    """A command whose help is for a facility manager."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        _speak_plainly(self.params)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, which typer makes itself."""
        option = super().get_help_option(ctx)
        _speak_plainly([option])
        return option


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        say(f"offcamera {__version__}")
        raise typer.Exit


@app.callback()
def offcamera(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", help="Tell the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Keeps private rooms off camera: audits site plans for what every camera sees.

    Exit codes: 0 clear, 1 something was found, 2 not audited or wrongly used,
    3 a fault of our own, 130 interrupted.
    """


_AUDIT, _PLANS, _LEARN = "Audit", "Plans", "Look up"
for _panel, _commands in {
    _AUDIT: (check, diff, draw, who_sees, suggest_signs),
    _PLANS: (init, convert, label, schema),
    _LEARN: (explain, rules, packs, uses),
}.items():
    for _command in _commands:
        app.command(cls=_Command, rich_help_panel=_panel)(cast("Callable[..., None]", _command))
