"""The data pages beside this code: YAML of which every value is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TypeAlias

import yaml

from offcamera.labels.plain_lists import MARK, take_out

Page: TypeAlias = dict[str, object]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_page(name: str) -> Page:
    """One data page of this package, as dicts, lists and texts."""
    page = files("offcamera.labels").joinpath(name)
    return parse_page(page.read_text(encoding="utf-8"))


def parse_page(text: str) -> Page:
    """A data page from its text; what is wrong with it is told with its line."""
    try:
        return _read(*take_out(text))
    except (yaml.YAMLError, ValueError):
        return _read(text, {})


def _read(text: str, lists: Mapping[str, list[str]]) -> Page:
    """A page event by event, which takes half the time of building a tree of nodes first."""
    loader = _LOADER(text)
    begins = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
    while isinstance(event := loader.get_event(), begins):
        pass
    is_empty = isinstance(event, yaml.StreamEndEvent)
    return table(None if is_empty else _value(event, loader.get_event, lists))


def _value(event: yaml.Event, read: Callable[[], yaml.Event], lists: Mapping[str, list[str]]) -> object:
    """The value that begins with an event; ``read`` gives the next one.

    Every scalar stays text: a Norwegian `no` or an English `off` must not become a truth value.
    """
    if isinstance(event, yaml.ScalarEvent):
        return _listed(event, lists) if lists and MARK in event.value else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        several: list[object] = []
        while not isinstance(event := read(), yaml.SequenceEndEvent):
            several.append(_value(event, read, lists))
        return several
    if isinstance(event, yaml.MappingStartEvent):
        named: Page = {}
        while not isinstance(event := read(), yaml.MappingEndEvent):
            key = _value(event, read, lists)
            if not isinstance(key, str):
                raise ValueError(f"a key of a page is text, not {key!r}")
            named[key] = _value(read(), read, lists)
        return named
    raise ValueError(f"a page has no {type(event).__name__}")


def _listed(event: yaml.ScalarEvent, lists: Mapping[str, list[str]]) -> object:
    """The list that was taken out where this mark stands; raises ValueError where it was no list."""
    if event.style or event.value not in lists:
        raise ValueError("what stands in quotes or in a sentence is no list")
    return lists[event.value]


def table(value: object) -> Page:
    """The value as a dict; empty for an entry without content."""
    if isinstance(value, dict):
        return value
    if value in ("", None):
        return {}
    raise ValueError(f"a table was expected, not {value!r}")


def rows(value: object) -> list[object]:
    """The value as a list; empty for an entry without content."""
    if isinstance(value, list):
        return value
    if value in ("", None):
        return []
    raise ValueError(f"a list was expected, not {value!r}")


def texts(value: object) -> tuple[str, ...]:
    """One text or a list of texts, as a tuple."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(map(str, rows(value)))
