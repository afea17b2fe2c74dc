"""TOML by the standard library; its syntax faults have a place, its values one found by a plain scan."""

from __future__ import annotations

import math
import re
import tomllib
from datetime import date, datetime, time

from offcamera.errors import Fault, Refused
from offcamera.source.position import Lines, Marks, Source
from offcamera.source.yaml_text import DEEPEST

_AT = re.compile(r"\s*\((?:at line (\d+), column (\d+)|at end of document)\)$")
_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"^[ \t]*\[(\[?)[ \t]*({_DOTTED})[ \t]*\]", re.MULTILINE)
_ENTRY = re.compile(rf"^[ \t]*({_DOTTED})[ \t]*=[ \t]*", re.MULTILINE)


def read_toml(text: str, file: str) -> Source:
    """A TOML document as plain values (dates as text); raises Refused with every fault that was met."""
    lines = Lines(text)
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Refused([_syntax_fault(str(problem), file, lines, text)]) from problem
    except RecursionError as problem:
        raise Refused([Fault(f"is nested more than {DEEPEST} deep", file)]) from problem
    bad: list[tuple[str | int, ...]] = []
    value = _plain(parsed, (), bad)
    source = Source(file, value, lines, 0, _find_places(text, value))
    if bad:
        raise Refused([source.fault(path, f"{_dotted(path)} is not a figure") for path in bad])
    return source


def _syntax_fault(said: str, file: str, lines: Lines, text: str) -> Fault:
    match = _AT.search(said)
    says = _AT.sub("", said)
    if match and match[1]:
        return Fault(says, file, int(match[1]), int(match[2]))
    return Fault(says, file, *lines.at(len(text)))


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in path)


def _plain(value: object, path: tuple[str | int, ...], bad: list[tuple[str | int, ...]]) -> object:
    if isinstance(value, dict):
        return {key: _plain(item, (*path, key), bad) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, (*path, index), bad) for index, item in enumerate(value)]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        bad.append(path)
    return value


def _find_places(text: str, value: object) -> dict[int, Marks]:
    """Offsets of the keys that stand at the beginning of a line; what the scan misses has no place."""
    marks: dict[int, Marks] = {}
    counts: dict[str, int] = {}
    found = [(match.start(2), match) for match in _HEADER.finditer(text)]
    found += [(match.start(1), match) for match in _ENTRY.finditer(text)]
    table = value
    for at, match in sorted(found, key=lambda pair: pair[0]):
        if match.re is _HEADER:
            _mark(value, _parts(match[2]), (at, at), marks)
            table = _table(value, match, counts, marks)
        else:
            _mark(table, _parts(match[1]), (at, match.end()), marks)
    return marks


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]


def _table(value: object, match: re.Match[str], counts: dict[str, int], marks: dict[int, Marks]) -> object:
    node = _walk(value, _parts(match[2]))
    if not (match[1] and isinstance(node, list)):
        return node
    count = counts[match[2]] = counts.get(match[2], -1) + 1
    places = marks.setdefault(id(node), [])
    if isinstance(places, list):
        places.append(match.start(2))
    return node[count] if count < len(node) else None


def _walk(node: object, parts: list[str]) -> object:
    for part in parts:
        node = node[-1] if isinstance(node, list) and node else node
        node = node.get(part) if isinstance(node, dict) else None
    return node


def _mark(table: object, parts: list[str], offsets: tuple[int, int], marks: dict[int, Marks]) -> None:
    for depth, part in enumerate(parts):
        holder = _walk(table, parts[:depth])
        if isinstance(holder, dict) and part in holder:
            places = marks.setdefault(id(holder), {})
            if isinstance(places, dict):
                places.setdefault(part, offsets)
