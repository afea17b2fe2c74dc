"""Waivers of a file that name no site of the run: told once, as no report of a site can tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from offcamera.commands.screen import note
from offcamera.formats.native import load_waivers
from offcamera.model.waiver import Waiver
from offcamera.report.shown import shown


def tell_unmet(file: str, sites: Collection[str]) -> None:
    """Say on standard error which waivers of a file are for none of these sites; "" is no file."""
    unmet: dict[str, list[Waiver]] = {}
    for waiver in load_waivers(file) if file else ():
        if waiver.site and waiver.site not in sites:
            unmet.setdefault(waiver.site, []).append(waiver)
    for line in _lines(unmet):
        note(line)


def _lines(unmet: dict[str, list[Waiver]]) -> Iterator[str]:
    for site, waivers in unmet.items():
        count = "1 waiver is" if len(waivers) == 1 else f"{len(waivers)} waivers are"
        yield (
            f"note: {count} unused, as no site that was audited is called {shown(site)}: {waivers[0].place}"
        )
