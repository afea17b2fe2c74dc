"""How a report is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a reader asked for; the forms take from it what they know.

    ``width`` in terminal columns. ``colour``: escape codes may be written. ``encoding`` is that of the stream
    that will show the report: what it cannot show is spelt otherwise, never an error. ``full`` prints every
    site and finding, ``quiet`` the findings alone, ``verbose`` every assumption, reliance and tally,
    ``by_clause`` a table of what each clause was answered.
    """

    width: int = 80
    colour: bool = False
    language: str = "en"
    full: bool = False
    quiet: bool = False
    verbose: bool = False
    by_clause: bool = False
    encoding: str = "utf-8"
