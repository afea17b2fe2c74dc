"""The data pages beside this code: YAML of which every value is text."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TypeAlias

import yaml

Page: TypeAlias = dict[str, object]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_page(name: str) -> Page:
    """One data page of this package, as dicts, lists and texts."""
    page = files("offcamera.labels").joinpath(name)
    return parse_page(page.read_text(encoding="utf-8"))


def parse_page(text: str) -> Page:
    """A data page from its text, event by event, which takes half the time of a tree of nodes first."""
    loader = _LOADER(text)
    begins = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
    while isinstance(event := loader.get_event(), begins):
        pass
    is_empty = isinstance(event, yaml.StreamEndEvent)
    return table(None if is_empty else _value(event, loader.get_event))


def _value(event: yaml.Event, read: Callable[[], yaml.Event]) -> object:
    """The value that begins with an event; ``read`` gives the next one.

    Every scalar stays text: a Norwegian `no` or an English `off` must not become a truth value.
    """
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        several: list[object] = []
        while not isinstance(event := read(), yaml.SequenceEndEvent):
            several.append(event.value if isinstance(event, yaml.ScalarEvent) else _value(event, read))
        return several
    if isinstance(event, yaml.MappingStartEvent):
        named: Page = {}
        while not isinstance(event := read(), yaml.MappingEndEvent):
            key = _value(event, read)
            if not isinstance(key, str):
                raise ValueError(f"a key of a page is text, not {key!r}")
            named[key] = _value(read(), read)
        return named
    raise ValueError(f"a page has no {type(event).__name__}")


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
