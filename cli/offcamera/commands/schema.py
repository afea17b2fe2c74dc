"""``offcamera schema``: JSON Schema of what offcamera reads and writes, for editors."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from offcamera.commands.screen import show_json


class Thing(StrEnum):
    """What there is a schema of."""

    PLAN = "plan"
    PACK = "pack"
    REPORT = "report"


def schema(thing: Annotated[Thing, typer.Argument(help="What is to be described.")]) -> None:
    """Write the JSON Schema of a plan, a pack or a report."""
    show_json(_schema_of(thing))


def _schema_of(thing: Thing) -> object:
    if thing is Thing.PLAN:
        from offcamera.formats.native import plan_schema

        return plan_schema()
    if thing is Thing.PACK:
        from offcamera.rules.pack import pack_schema

        return pack_schema()
    from offcamera.report.schema import report_schema

    return report_schema()
