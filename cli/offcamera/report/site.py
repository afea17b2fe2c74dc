"""One site on the screen: head, verdict, findings."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from rich.cells import cell_len

from offcamera.findings.by_clause import tabulate
from offcamera.findings.clause import HOUSE, Pack
from offcamera.findings.finding import Finding
from offcamera.findings.report import Report, Run
from offcamera.report.alike import Group, group_alike
from offcamera.report.clause_table import write_tables
from offcamera.report.foot import write_foot
from offcamera.report.names import Names, name_things
from offcamera.report.page import Page
from offcamera.report.standing import is_clear, say_verdict
from offcamera.report.telling import Telling, tell_findings
from offcamera.report.words import Value, Words

#: The colour of a tag, by its outcome or severity.
COLOURS = {"fail": "fail", "conditional": "conditional", "unknown": "unknown"}
#: Findings shown of one site before the rest is counted.
_MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Numbered:
    """A group of findings with the numbers that it takes up."""

    first: int
    group: Group

    @property
    def number(self) -> str:
        """``3``, or ``3-9`` for a group of seven."""
        last = self.first + len(self.group) - 1
        return str(self.first) if last == self.first else f"{self.first}-{last}"


def write_site(page: Page, report: Report, run: Run, words: Words) -> None:
    """One site from its name to what was not asked."""
    names = name_things(report.plan, words)
    if not page.view.quiet:
        write_head(page, report, words)
        page.blank()
        page.write(say_verdict(report, run, words), style="good" if is_clear(report, run) else "fail")
        page.blank()
    write_findings(page, report, number_groups(group_alike(report.findings, names)), names)
    if page.view.by_clause:
        write_tables(page, tabulate(report), words)
    if not page.view.quiet:
        write_foot(page, report, names)


def write_head(page: Page, report: Report, words: Words) -> None:
    """Who and what: the site, its size, the law that was asked."""
    site, file = _say_site(report, words), _say_file(report, words)
    beside = page.fits(site, file)
    page.write(site, file if beside else "", style="bold")
    if not beside:
        page.write(file)
    date = {"date": report.as_of.isoformat()}
    page.write(_say_size(report, words), words.say("head.as-of", date))
    page.write(_say_law(report, words, page.view.verbose))


def _say_site(report: Report, words: Words) -> str:
    levels = report.plan.levels
    values: dict[str, Value] = {"site": report.plan.site, "n": len(levels)}
    if len(levels) == 1:
        if levels[0].name and report.plan.site.casefold().endswith(levels[0].name.casefold()):
            return words.say("head.site", values)
        named = levels[0].name not in ("", levels[0].id)
        code, level = ("head.site-named", levels[0].name) if named else ("head.site-level", levels[0].id)
        return words.say(code, values | {"level": level})
    values["levels"] = [level.id for level in levels]
    return words.say("head.site-levels" if levels else "head.site", values)


def _say_file(report: Report, words: Words) -> str:
    values: dict[str, Value] = {"file": report.plan.file}
    if revision := report.plan.about.get("revision"):
        values["revision"] = revision
    return words.say("head.file", values)


def _say_size(report: Report, words: Words) -> str:
    levels = report.plan.levels
    counts = {
        "rooms": ("room", sum(len(level.rooms) for level in levels)),
        "cameras": ("camera", sum(len(level.cameras) for level in levels)),
        "signs": ("sign", sum(len(level.signs) for level in levels)),
    }
    values: dict[str, Value] = {n: words.say(f"count.{kind}", {"n": k}) for n, (kind, k) in counts.items()}
    if private := sum(report.private_rooms.values()):
        values["private"] = private
    return words.say("head.counts", values)


def _say_law(report: Report, words: Words, verbose: bool) -> str:
    law = [pack for pack in report.packs if pack.id != HOUSE]
    if not law:
        return words.say("head.no-law")
    return words.say("head.law", {"packs": [_say_pack(pack, report, words, verbose) for pack in law]})


def _say_pack(pack: Pack, report: Report, words: Words, verbose: bool) -> str:
    code = "head.pack-named" if pack.id in report.plan.packs else "head.pack"
    return words.say(code, {"id": pack.id, "standing": _say_standing(pack, report.as_of, words, verbose)})


def _say_standing(pack: Pack, day: date, words: Words, verbose: bool) -> str:
    """How a law stands on a day: in force since when, a draft, superseded; in full also by what."""
    values: dict[str, Value] = {"by": pack.by} if pack.by and verbose else {}
    values |= {"date": pack.in_force.isoformat()} if pack.in_force else {}
    values |= {"until": pack.until.isoformat()} if pack.until else {}
    return words.say(f"head.{_standing(pack, day)}", values)


def _standing(pack: Pack, day: date) -> str:
    """The words for how a law stands on a day: what is to come is not told as if it were there."""
    over = pack.until is not None and pack.until <= day
    ahead = pack.status == "superseded" and pack.until is not None and not over
    if ahead and pack.in_force is None:
        return "superseded-later"
    if not ahead and (pack.status != "in-force" or pack.in_force is None):
        return pack.status
    assert pack.in_force is not None
    if over:
        return "in-force-no-more"
    return "in-force-since" if pack.in_force <= day else "in-force-from"


def number_groups(groups: Sequence[Group]) -> list[Numbered]:
    """Groups with their numbers, counting every finding, so that the numbers add up to the verdict."""
    numbered, first = [], 1
    for group in groups:
        numbered.append(Numbered(first, group))
        first += len(group)
    return numbered


def write_findings(page: Page, report: Report, groups: Sequence[Numbered], names: Names) -> None:
    """Findings, each with what shows it and what to do."""
    most = len(groups) if page.view.full or page.view.quiet else _MOST_FINDINGS
    told = groups[:most]
    wide = max((len(g.number) for g in told), default=0)
    indent = wide + 2 + width_of_tags(names.words)
    files: set[str] = set()
    for numbered in told:
        telling = tell_findings(numbered.group, report.clauses, names, page.view)
        place = say_places(telling.findings, files if not page.view.quiet else set())
        _write_telling(page, telling, (numbered.number, wide, indent + 1), names.words)
        _write_place(page, telling, place, (wide, indent + 1), names.words)
        page.blank()
    left = sum(len(g.group) for g in groups[most:])
    if left:
        page.write(names.words.say("list.more", {"names": "...", "n": left}) + " (--full)")
        page.blank()


def width_of_tags(words: Words) -> int:
    """Columns of the widest tag."""
    return max(
        cell_len(words.say(f"tag.{t}"))
        for t in ("fail", "conditional", "unknown", "warning", "note", "waived", "known")
    )


def _write_telling(page: Page, telling: Telling, size: tuple[str, int, int], words: Words) -> None:
    number, wide, at = size
    head = f"{number:>{wide}} {words.say(f'tag.{telling.tag}')}"
    page.hang(head, at, telling.says, style=COLOURS.get(telling.tag, "bold"))
    blank = " " * (wide + 1)
    for label, text in telling.lines:
        page.hang(blank + label, at, text)
    if telling.to_do:
        page.hang(blank + words.say("line.to-do"), at, telling.to_do)


def _write_place(page: Page, telling: Telling, place: str, size: tuple[int, int], words: Words) -> None:
    """Where to look: behind the last line, else in full on a line of its own."""
    wide, at = size
    if place and not page.append_right(place, at):
        page.hang(" " * (wide + 1) + words.say("line.at"), at, str(telling.findings[0].place))


def say_places(findings: Sequence[Finding], told: set[str]) -> str:
    """Where the first finding is stated; a file that was named just above is not named again."""
    place = findings[0].place
    if not place.file:
        return ""
    text = str(place)
    if told == {place.file}:
        text = text.removeprefix(place.file) if place.line else ""
    told.clear()
    told.add(place.file)
    return text


def draw_command(file: str) -> str:
    """The command that draws a plan."""
    stem = PurePath(file).stem or "plan"
    return f"offcamera draw {shlex.quote(file)} -o {shlex.quote(stem + '.svg')}"
