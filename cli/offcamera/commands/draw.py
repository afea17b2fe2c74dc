"""``offcamera draw``: the plan with what cameras capture and where signs can be read."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
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
    from offcamera.report.panel import Layer

#: What a drawing may be, by the ending of its file.
_SUFFIXES = (".svg", ".png", ".geojson")
#: What installs the extra, as README.md sets the tool up; it is on no package index.
_INSTALL_PNG = "python3 -m pip --python .venv/bin/python install -c constraints.txt '.[png]'"


def draw(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan; - is standard input.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write here: .svg, .png or .geojson.", show_default=False
        ),
    ],
    pack: options.Packs = None,
    as_of: options.AsOf = None,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL", help="Draw this level only.", rich_help_panel=options.READ, show_default=False
        ),
    ] = None,
    doors: Annotated[
        options.Doors, typer.Option(help="State of the doors.", rich_help_panel=options.READ)
    ] = "both",
    layer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LAYER,…",
            help="Draw these layers only: captures, sightlines, legible (from where signs can be read), "
            "walks (into view without a sign), density (how far each level of it reaches), labels, "
            "cameras, signs, zones, obstacles. Unless given, all but density.",
            rich_help_panel=options.READ,
            show_default=False,
        ),
    ] = None,
    config: options.Config = None,
    no_config: options.NoConfig = False,
    language: options.LanguageOption = None,
    force: options.Force = False,
) -> None:
    """Draw a plan: what its cameras capture, where signs can be read, and walks that no sign warns."""
    from offcamera.batch import audit_one, check_question
    from offcamera.commands.settled import Flags, checked_question, open_book, pick
    from offcamera.formats import read_plan

    layers = _read_layers(layer)
    _check_suffix(output)
    check_target(output, force=force)
    settings = open_book(config, no_config).of_plan(plan)
    flags = Flags(as_of=as_of or options.today(), packs=tuple(pack) if pack else None)
    question = checked_question(flags, settings)
    site = read_plan(plan, sys.stdin.buffer.read() if plan == "-" else None)
    _check_level(site, level)
    report = audit_one(site, question, check_question(question))
    spoken = cast("options.Language", pick(language, settings.language, "en"))
    write_file(output, _picture(report, output.suffix.lower(), level, (doors, layers, spoken)), force=force)
    note(f"written: {output}")


def _check_suffix(output: Path) -> None:
    if output.suffix.lower() not in _SUFFIXES:
        says = f"no drawing is written that ends in {output.suffix}" if output.suffix else "it has no ending"
        raise Misused([Fault(says, str(output), help="end its name in " + " or ".join(_SUFFIXES))])
    if output.suffix.lower() == ".png":
        _check_png()


def _read_layers(words: list[str] | None) -> frozenset[Layer]:
    """The layers that are named, with commas or one by one; those that are usual where none is."""
    from offcamera.report.panel import ALL_LAYERS, LAYERS
    from offcamera.rules.pack_text import nearest

    names = [name.strip() for word in words or () for name in word.split(",") if name.strip()]
    wrong = [name for name in names if name not in ALL_LAYERS]
    if wrong:
        raise Misused([Fault(f"no such layer: {name}", help=nearest(name, ALL_LAYERS)) for name in wrong])
    return frozenset(layer for layer in ALL_LAYERS if layer in names) or LAYERS


def _check_level(site: Plan, level: str | None) -> None:
    levels = [found.id for found in site.levels]
    if level is not None and level not in levels:
        hint = "there is " + ", ".join(levels)
        raise Misused([Fault(f"no such level: {level}", site.file, help=hint)])


def _picture(
    report: Report,
    suffix: str,
    level: str | None,
    look: tuple[options.Doors, frozenset[Layer], options.Language],
) -> bytes:
    doors, layers, language = look
    if suffix == ".geojson":
        from offcamera.report.geojson import draw_geojson

        shown = tuple(c for c in report.captures if doors in (c.doors, "both"))
        return draw_geojson(replace(report, captures=shown), level)
    from offcamera.report.picture import draw_svg

    svg = draw_svg(report, level, doors, layers, language)
    return _as_png(svg) if suffix == ".png" else svg


def _check_png() -> None:
    """Raise ``Misused`` where what turns a drawing into a picture of dots is not installed."""
    if find_spec("resvg_py") is None:
        says = "writing .png needs resvg-py, which is not installed"
        hint = f"in the folder of offcamera: {_INSTALL_PNG}; or write .svg, open it in a browser and print it"
        raise Misused([Fault(says, help=hint)])


def _as_png(svg: bytes) -> bytes:
    """The drawing in dots, two for each unit of the page."""
    resvg = import_module("resvg_py")
    return bytes(resvg.svg_to_bytes(svg_string=svg.decode(), zoom=2, background="#ffffff"))
