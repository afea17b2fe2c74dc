"""The keys of a settings file: what each may hold, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath, PureWindowsPath

from offcamera.errors import Fault
from offcamera.findings.outcome import Outcome, Severity
from offcamera.labels import USES
from offcamera.source import Source

At = tuple[str | int, ...]
_WEIGHTS = ("error", "warning", "note")
_MOST_JOBS = 256
#: A person is not taller than this (m), nor is anything seen of one below the floor.
_TALLEST = 3.0


@dataclass(slots=True)
class Reading:
    """A settings file that is being read, and what was found wrong with it."""

    source: Source
    languages: Sequence[str]
    faults: list[Fault]

    def fault(self, at: At, says: str, hint: str = "", *, on_key: bool = False) -> None:
        """Note what is wrong, where."""
        self.faults.append(self.source.fault(at, says, on_key=on_key, hint=hint))


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the name of its value in ``Settings``, how it is read, and what it is for."""

    name: str
    read: Callable[[Reading, At, object], object]
    about: str


def nearest(word: str, known: Sequence[str]) -> str:
    """``did you mean …?`` for the known word that is nearest, else what there is."""
    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]}?" if near else "there is " + ", ".join(known)


def _texts(reading: Reading, at: At, value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        reading.fault(at, f"{at[-1]} should be a list", f'{at[-1]} = ["…"]')
        return ()
    for index, item in enumerate(value):
        if not isinstance(item, str) or not item.strip():
            reading.fault((*at, index), f"{at[-1]} should hold texts", f'{at[-1]} = ["…"]')
    return tuple(item for item in value if isinstance(item, str) and item.strip())


def _packs(reading: Reading, at: At, value: object) -> tuple[str, ...]:
    """Names of packs; a file stays inside the folder of the settings."""
    names = _texts(reading, at, value)
    for name in names:
        if _leads_out(name, Path(reading.source.file).parent):
            says = f"{name} lies outside the folder of these settings"
            reading.fault(at, says, "put the pack beside them, or name it on the command line: --pack")
    return names


def _leads_out(name: str, folder: Path) -> bool:
    """Does a name lead out of a folder, by itself or through a link?"""
    ways = PurePosixPath(name), PureWindowsPath(name)
    if any(way.is_absolute() or way.anchor or ".." in way.parts for way in ways):
        return True
    return not (folder / name).resolve().is_relative_to(folder.resolve())


def _word(choices: Sequence[str]) -> Callable[[Reading, At, object], str]:
    def read(reading: Reading, at: At, value: object) -> str:
        if value not in choices:
            reading.fault(at, f"no such word: {value}", nearest(str(value), choices))
        return str(value)

    return read


def _language(reading: Reading, at: At, value: object) -> str:
    return _word(reading.languages)(reading, at, value)


def _accept(reading: Reading, at: At, value: object) -> tuple[Outcome, ...]:
    read = _word(("conditional", "unknown"))
    words = _texts(reading, at, value)
    before = len(reading.faults)
    for index, word in enumerate(words):
        read(reading, (*at, index), word)
    return tuple(map(Outcome, words)) if len(reading.faults) == before else ()


def _table(reading: Reading, at: At, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        reading.fault(at, f"{at[-1]} should be a table", f"[{at[-1]}]")
        return {}
    return value


def _severities(reading: Reading, at: At, value: object) -> Mapping[str, Severity]:
    """Rule or clause to weight."""
    read = _word(_WEIGHTS)
    said = {name: read(reading, (*at, name), w) for name, w in _table(reading, at, value).items()}
    return {name: Severity(word) for name, word in said.items() if word in _WEIGHTS}


def _labels(reading: Reading, at: At, value: object) -> Mapping[str, str]:
    """Pattern of a label to use."""
    said = _table(reading, at, value)
    for pattern, use in said.items():
        if use not in USES:
            close = get_close_matches(str(use), list(USES), 1)
            hint = f"did you mean {close[0]}?" if close else "see them all: offcamera uses"
            reading.fault((*at, pattern), f"no such use: {use}", hint)
    return {pattern: str(use) for pattern, use in said.items()}


def _body(reading: Reading, at: At, value: object) -> tuple[float, float]:
    """From where to where a person is seen (m)."""
    if isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)):
        low, high = value
        if 0 <= low < high <= _TALLEST:
            return float(low), float(high)
    reading.fault(at, "body is two heights in metres above the floor, the lower first", "body = [0.1, 2.0]")
    return 0.0, 0.0


def _figure(reading: Reading, at: At, value: object) -> float:
    if _is_number(value) and isinstance(value, int | float) and value >= 0:
        return float(value)
    reading.fault(at, f"{at[-1]} should be a figure of at least 0", f"{at[-1]} = 0.01")
    return 0.0


def _jobs(reading: Reading, at: At, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_JOBS:
        return value
    reading.fault(at, f"jobs is a whole number from 0 to {_MOST_JOBS}", "jobs = 0 is one per core")
    return 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


#: Every key, in the order in which they are shown; a key in a table is named with a dot.
KEYS: Mapping[str, Key] = {
    "packs": Key("packs", _packs, "laws to ask, beside those that a plan names"),
    "select": Key("select", _texts, "ask these rules or clauses only"),
    "ignore": Key("ignore", _texts, "leave out these rules or clauses"),
    "severities": Key("severities", _severities, "how a rule or a clause weighs"),
    "labels": Key("labels", _labels, "words of your own for rooms, and what such a room is for"),
    "body": Key("body", _body, "from where to where a person is seen (m above the floor)"),
    "tolerances.least_area": Key("least_area", _figure, "less than this of a room counts as not seen (m²)"),
    "tolerances.least_density": Key(
        "least_density", _figure, "what is seen coarser than this counts as not seen (px/m)"
    ),
    "fail-on": Key("fail_on", _word((*_WEIGHTS, "never")), "the least severity that makes a run fail"),
    "accept": Key("accept", _accept, "kinds of answers that are let by"),
    "exclude": Key("exclude", _texts, "files to leave out when folders are searched"),
    "language": Key("language", _language, "the language of the report"),
    "jobs": Key("jobs", _jobs, "how many plans are audited at once; 0 is one per core"),
}
