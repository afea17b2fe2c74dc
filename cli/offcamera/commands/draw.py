"""``offcamera draw``: the plan with what cameras capture."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from offcamera.commands import options
from offcamera.commands.screen import note
from offcamera.commands.writing import check_target, write_file
from offcamera.errors import Fault, Misused

if TYPE_CHECKING:
    from offcamera.findings.report import Report
    from offcamera.model.plan import Plan

#: What a drawing may be, by the ending of its file.
_SUFFIXES = (".svg", ".geojson")


def draw(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan; - is standard input.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write here: .svg or .geojson.", show_default=False
        ),
    ],
    pack: options.Packs = None,
    as_of: options.AsOf = None,
    level: Annotated[
        str | None,
        typer.Option(help="Draw this level only.", rich_help_panel=options.READ, show_default=False),
    ] = None,
    doors: Annotated[
        options.Doors, typer.Option(help="State of the doors.", rich_help_panel=options.READ)
    ] = "both",
    config: options.Config = None,
    no_config: options.NoConfig = False,
    language: options.LanguageOption = None,
    force: options.Force = False,
) -> None:
    """Draw a plan with what its cameras capture."""
    from offcamera.batch import audit_one, check_question
    from offcamera.commands.settled import Flags, checked_question, open_book, pick
    from offcamera.formats import read_plan

    _check_suffix(output)
    check_target(output, force=force)
    settings = open_book(config, no_config).of_plan(plan)
    flags = Flags(as_of=as_of or options.today(), packs=tuple(pack) if pack else None)
    question = checked_question(flags, settings)
    site = read_plan(plan, sys.stdin.buffer.read() if plan == "-" else None)
    _check_level(site, level)
    report = audit_one(site, question, check_question(question))
    spoken = cast("options.Language", pick(language, settings.language, "en"))
    write_file(output, _picture(report, output.suffix.lower(), level, (doors, spoken)), force=force)
    note(f"written: {output}")


def _check_suffix(output: Path) -> None:
    if output.suffix.lower() not in _SUFFIXES:
        says = f"no drawing is written that ends in {output.suffix}" if output.suffix else "it has no ending"
        raise Misused([Fault(says, str(output), help="end its name in " + " or ".join(_SUFFIXES))])


def _check_level(site: Plan, level: str | None) -> None:
    levels = [found.id for found in site.levels]
    if level is not None and level not in levels:
        hint = "there is " + ", ".join(levels)
        raise Misused([Fault(f"no such level: {level}", site.file, help=hint)])


def _picture(
    report: Report, suffix: str, level: str | None, look: tuple[options.Doors, options.Language]
) -> bytes:
    doors, language = look
    if suffix == ".svg":
        from offcamera.report.picture import draw_svg

        return draw_svg(report, level, doors, language=language)
    from offcamera.report.geojson import draw_geojson

    shown = tuple(c for c in report.captures if doors in (c.doors, "both"))
    return draw_geojson(replace(report, captures=shown), level)
