"""The options that several commands share, under their help panels."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

ASK, READ, FAIL = "What is asked", "How it is told", "When it fails"


#: Forms of the report, and of lists.
Form = Literal["terminal", "json", "jsonl", "csv", "markdown", "github", "geojson"]
Listing = Literal["table", "json"]
#: From which severity on findings make a run fail.
FailOn = Literal["error", "warning", "note", "never"]
#: Languages that the report has words for.
Language = Literal["en", "zh"]
#: States of the doors that a drawing can show.
Doors = Literal["open", "shut", "both"]


class Accept(StrEnum):
    """Outcomes that may be let by; an enumeration, since typer takes no list of literals."""

    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


def read_day(text: str | date) -> date:
    """A day written year-month-day; raises ``typer.BadParameter`` for anything else."""
    try:
        return text if isinstance(text, date) else date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is no day; write it as 2026-11-23") from error


def today() -> date:
    """The day of a report that names none (UTC, as for waivers)."""
    return datetime.now(UTC).date()


Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="PACK",
        help="A law to ask, beside those that the plan names: a pack, a family (cn), or a file of your own.",
        rich_help_panel=ASK,
        show_default=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=read_day,
        metavar="DATE",
        help="The day of the report; today unless given.",
        rich_help_panel=ASK,
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write here.", rich_help_panel=READ, show_default=False
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that offcamera did not write.", rich_help_panel=READ),
]
ListingForm = Annotated[
    Listing, typer.Option("--format", "-f", help="How the list is written.", rich_help_panel=READ)
]
LanguageOption = Annotated[
    Language | None,
    typer.Option(
        "--language",
        help="The language of the report; English unless given.",
        rich_help_panel=READ,
        show_default=False,
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The settings of all plans; otherwise the offcamera.toml nearest to each, upward.",
        rich_help_panel=ASK,
        show_default=False,
    ),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Heed no settings file.", rich_help_panel=ASK)]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        max=256,
        metavar="N",
        help="Audit so many plans at once; 0 is one per core. Unless given, many plans use every core.",
        rich_help_panel=ASK,
        show_default=False,
    ),
]
NoColor = Annotated[
    bool, typer.Option("--no-color", help="No colours; NO_COLOR says the same.", rich_help_panel=READ)
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="What was found before: it stays on the report and does not fail the run, unless it got worse.",
        rich_help_panel=FAIL,
        show_default=False,
    ),
]
UpdateBaseline = Annotated[
    bool,
    typer.Option(
        "--update-baseline",
        help="Make what is found now the baseline of the next run; what is gone is taken out.",
        rich_help_panel=FAIL,
    ),
]
