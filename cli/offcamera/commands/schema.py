"""``offcamera schema``: JSON Schema of what offcamera reads and writes, for editors."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from offcamera.commands.screen import show_json

#: What there is a schema of.
Thing = Literal["plan", "pack", "report"]


def schema(thing: Annotated[Thing, typer.Argument(help="What is to be described.")]) -> None:
    """Write the JSON Schema of a plan, a pack or a report."""
    show_json(_schema_of(thing))


def _schema_of(thing: Thing) -> object:
    if thing == "plan":
        from offcamera.formats.native import plan_schema

        return plan_schema()
    if thing == "pack":
        from offcamera.rules.pack import pack_schema

        return pack_schema()
    from offcamera.report.schema import report_schema

    return report_schema()
