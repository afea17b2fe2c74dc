"""What counts in the end: the command line before the settings of each plan, these before the defaults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from offcamera.batch import Input, Question, check_question
from offcamera.errors import Fault, Misused, OffcameraError, Refused
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import NotAudited
from offcamera.settings import Settings, SettingsBook
from offcamera.units import BODY

if TYPE_CHECKING:
    from offcamera.commands.options import Language

T = TypeVar("T")
#: The same as in ``offcamera check --help``.
FAIL_ON = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What the command line says; None: nothing."""

    as_of: date
    packs: tuple[str, ...] | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    fail_on: str | None = None
    accept: tuple[Outcome, ...] | None = None
    language: Language | None = None
    jobs: int | None = None
    waivers: str = ""  #: a file of waivers
    captures: bool = True  #: a report shows what cameras capture

    @property
    def names(self) -> frozenset[str]:
        """Every pack, rule and clause that the command line names."""
        return frozenset((*(self.packs or ()), *(self.select or ()), *(self.ignore or ())))


def open_book(config: Path | None, no_config: bool) -> SettingsBook:
    """The settings files of a run; raises ``Misused`` where both options are given."""
    from offcamera.report.words import languages

    if config is not None and no_config:
        raise Misused([Fault("--config and --no-config say opposite things", help="leave one of them out")])
    return SettingsBook(config, search=not no_config, languages=languages())


def near(book: SettingsBook, word: str) -> Settings:
    """The settings of the folder that a word of the command line leads to; none where they are wrong.

    Wrong settings are told with each plan that they are for.
    """
    path = Path(word)
    try:
        return book.of_folder(path) if path.is_dir() else book.of_plan(word)
    except Refused:
        return Settings()


def pick(flag: T | None, said: T | None, default: T) -> T:
    """The command line before the settings, the settings before the default."""
    if flag is not None:
        return flag
    return default if said is None else said


def question_of(flags: Flags, settings: Settings) -> Question:
    """What is asked of a plan with these settings."""
    return Question(
        as_of=flags.as_of,
        packs=pick(flags.packs, settings.packs, ()),
        select=pick(flags.select, settings.select, ()),
        ignore=pick(flags.ignore, settings.ignore, ()),
        severities=tuple(sorted((settings.severities or {}).items())),
        labels=tuple(sorted((settings.labels or {}).items())),
        body=settings.body or BODY,
        least_area=settings.least_area,
        least_density=settings.least_density,
        waivers=flags.waivers,
        captures=flags.captures,
    )


def checked_question(flags: Flags, settings: Settings) -> Question:
    """What is asked of a plan with these settings, every name in it found.

    Raises ``Refused`` for what is wrong in the settings, ``Misused`` for what is wrong on the command line.
    """
    question = question_of(flags, settings)
    try:
        check_question(question)
    except OffcameraError as error:
        faults = [_locate(fault, flags, settings) for fault in error.faults]
        if settings.file and all(fault.file and fault.file not in flags.names for fault in faults):
            raise Refused(faults) from error
        raise Misused(faults) from error
    return question


def _locate(fault: Fault, flags: Flags, settings: Settings) -> Fault:
    """A fault about a name that stands in the settings, with its place there."""
    if fault.file:
        return fault
    name = fault.says.rpartition(": ")[2]
    place = settings.names.get(name)
    if place is None and flags.packs is None and "family" in fault.says:
        place = settings.places.get("packs")
    if place is None or name in flags.names:
        return fault
    return replace(fault, file=place.file, line=place.line, column=place.column)


@dataclass(frozen=True, slots=True)
class Asked:
    """The inputs of a run, each with its question, and the settings that were met, with their plans."""

    inputs: tuple[Input | NotAudited, ...]
    used: tuple[tuple[Settings, tuple[str, ...]], ...]


def ask(inputs: Iterable[Input | NotAudited], flags: Flags, book: SettingsBook) -> Asked:
    """Give each plan its question; one whose settings are wrong is not audited.

    Raises ``Misused`` for what is wrong on the command line.
    """
    asked: list[Input | NotAudited] = []
    used: dict[str, tuple[Settings, list[str]]] = {}
    for item in inputs:
        if isinstance(item, NotAudited):
            asked.append(item)
            continue
        try:
            settings = book.of_plan(item.file)
            used.setdefault(settings.file, (settings, []))[1].append(item.file)
            asked.append(replace(item, question=checked_question(flags, settings)))
        except Refused as refused:
            asked.append(NotAudited(item.file, refused.faults[0].says, refused.faults))
    if not used:
        checked_question(flags, Settings())
    return Asked(tuple(asked), tuple((settings, tuple(files)) for settings, files in used.values()))


def strictest(flags: Flags, used: Sequence[Settings]) -> tuple[Severity | None, tuple[Outcome, ...]]:
    """From which severity on findings count, and what is let by.

    A run has one of each: where the settings of its plans differ, the strictest counts.
    """
    levels = [_rank(pick(flags.fail_on, settings.fail_on, FAIL_ON)) for settings in used or [Settings()]]
    level = max(levels, key=lambda found: -1 if found is None else found.rank)
    let_by = [set(pick(flags.accept, settings.accept, ())) for settings in used or [Settings()]]
    return level, tuple(outcome for outcome in Outcome if all(outcome in accepted for accepted in let_by))


def _rank(level: str) -> Severity | None:
    return None if level == "never" else Severity(level)


def tell_settings(flags: Flags, asked: Asked) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """For each settings file in use: whom it is for, and every setting, its value and where that is from."""
    for settings, files in asked.used or ((Settings(), ()),):
        named = files[0] if len(files) == 1 else f"{len(files)} plans"
        yield f"{settings.file or 'no settings file'} ({named})", list(_rows(flags, settings))


def _rows(flags: Flags, settings: Settings) -> Iterator[tuple[str, str, str]]:
    from offcamera.settings import KEYS

    for name, key in KEYS.items():
        flag = getattr(flags, key.name, None)
        said = getattr(settings, key.name)
        if flag is not None:
            yield name, _show(flag), "command line"
        elif said is not None:
            yield name, _show(said), str(settings.places[key.name])
        else:
            yield name, _DEFAULTS.get(name, "-"), "default"


_DEFAULTS = {
    "body": f"{BODY[0]:g}, {BODY[1]:g}",
    "tolerances.least_area": "as each clause says",
    "tolerances.least_density": "as each clause says",
    "fail-on": FAIL_ON,
    "language": "en",
    "jobs": "by the number of plans",
}


def _show(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items()) or "-"
    if isinstance(value, tuple):
        return ", ".join(f"{item:g}" if isinstance(item, float) else str(item) for item in value) or "-"
    return f"{value:g}" if isinstance(value, float) else str(value)
