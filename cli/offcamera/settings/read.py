"""From the text of a settings file to settings, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from offcamera.errors import Refused
from offcamera.model.place import Place
from offcamera.settings.keys import KEYS, At, Reading, nearest
from offcamera.settings.settings import Settings
from offcamera.source import Source, read_source

#: Where the settings stand in a pyproject.toml.
TOOL = ("tool", "offcamera")
#: Keys whose items are names of packs, rules or clauses.
_NAMING = ("packs", "select", "ignore", "severities")
_FILE_ENDINGS = (".yaml", ".yml", ".json")


def read_settings(data: bytes, file: str, languages: Sequence[str] = ("en",)) -> Settings:
    """Settings from the bytes of ``offcamera.toml``, or of a ``pyproject.toml`` with [tool.offcamera].

    Raises ``Refused`` with every fault at once, each with line and column.
    """
    source = read_source(data, file, "toml")
    top: At = TOOL if Path(file).name == "pyproject.toml" else ()
    reading = Reading(source, languages, [])
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for name, at, value in _entries(reading, top):
        values[KEYS[name].name] = KEYS[name].read(reading, at, value)
        places[KEYS[name].name] = _place(source, at)
    if reading.faults:
        raise Refused(sorted(reading.faults, key=lambda f: (f.line, f.column)))
    names = dict(_names(source, top))
    if "packs" in values:
        found = {name: _from_here(name, file) for name in values["packs"]}
        values["packs"] = tuple(found.values())
        names |= {found[name]: place for name, place in names.items() if name in found}
    return Settings(file=file, **values, places=places, names=names)


def _entries(reading: Reading, top: At) -> Iterator[tuple[str, At, object]]:
    """Every key that is known, with its value; one that is not is a fault."""
    for key, value in _table_at(reading.source.value, top).items():
        inside = {name for name in KEYS if name.startswith(f"{key}.")}
        if key in KEYS:
            yield key, (*top, key), value
        elif not inside:
            known = list(dict.fromkeys(name.partition(".")[0] for name in KEYS))
            reading.fault((*top, key), f"no such setting: {key}", nearest(key, known), on_key=True)
        elif not isinstance(value, dict):
            reading.fault((*top, key), f"{key} should be a table", f"[{key}]")
        else:
            yield from _entries_inside(reading, (*top, key), value)


def _entries_inside(
    reading: Reading, at: At, table: Mapping[str, object]
) -> Iterator[tuple[str, At, object]]:
    known = [name.partition(".")[2] for name in KEYS if name.startswith(f"{at[-1]}.")]
    for key, value in table.items():
        if key in known:
            yield f"{at[-1]}.{key}", (*at, key), value
        else:
            reading.fault((*at, key), f"no such setting: {at[-1]}.{key}", nearest(key, known), on_key=True)


def _table_at(value: object, path: At) -> Mapping[str, object]:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _names(source: Source, top: At) -> Iterator[tuple[str, Place]]:
    table = _table_at(source.value, top)
    for key in _NAMING:
        said = table.get(key)
        if isinstance(said, dict):
            yield from ((name, _place(source, (*top, key, name))) for name in said)
        elif isinstance(said, list):
            yield from ((str(name), _place(source, (*top, key, i))) for i, name in enumerate(said))


def _place(source: Source, at: At) -> Place:
    return Place(source.file, *source.where_key(at))


def _from_here(name: str, file: str) -> str:
    """A pack as it is found from the current folder: a file is beside the settings or below."""
    is_file = name.endswith(_FILE_ENDINGS) or "/" in name or "\\" in name
    return str(Path(file).parent / name) if is_file else name
