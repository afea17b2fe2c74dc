"""``offcamera label``: what the label of a room is read as, and why."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from offcamera.commands import options
from offcamera.commands.screen import show_json, show_table
from offcamera.errors import Fault, Misused

if TYPE_CHECKING:
    from offcamera.model.use import Reading


def label(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="Labels; - reads one label a line from standard input."),
    ],
    venue: Annotated[
        str | None,
        typer.Option(
            metavar="VENUE",
            help="The kind of site: a bedroom of a hotel is a guest room.",
            show_default=False,
        ),
    ] = None,
    form: options.ListingForm = "table",
) -> None:
    """Tell what a room label is read as, and why."""
    known = _known_venue(venue)
    readings = [(text, _read(text, known)) for text in _expand(texts)]
    if form == "json":
        show_json([_entry(text, reading) for text, reading in readings])
    else:
        show_table(("label", "status", "use", "why"), (_row(text, reading) for text, reading in readings))


def _read(text: str, venue: str | None) -> Reading:
    """The reading of a label; a venue that is given also says what a bedroom is there (case 17)."""
    from offcamera.labels import read_label, uses_in_venue

    reading = read_label(text, venue=venue)
    if venue is None:
        return reading
    uses = dict.fromkeys(here for use in reading.uses for here in uses_in_venue(use, venue))
    return replace(reading, uses=tuple(uses))


def _known_venue(venue: str | None) -> str | None:
    if venue is None:
        return None
    from offcamera.rules.pack_text import Venue, nearest

    venues = get_args(Venue)
    if venue not in venues:
        raise Misused([Fault(f"no such venue: {venue}", help=nearest(venue, venues))])
    return venue


def _expand(texts: list[str]) -> list[str]:
    if texts != ["-"]:
        return texts
    lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines()
    return [line for line in lines if line.strip()]


def _entry(text: str, reading: Reading) -> dict[str, object]:
    known = reading.uses[0] if reading.status == "known" and reading.uses else None
    candidates = list(reading.uses)
    return {
        "label": text,
        "use": known,
        "status": reading.status,
        "candidates": candidates,
        "why": reading.why,
    }


def _row(text: str, reading: Reading) -> tuple[str, str, str, str]:
    between = " or " if reading.status == "ambiguous" else " and "
    return text, reading.status, between.join(reading.uses), reading.why
