"""The data pages beside this code: YAML of which every value is text."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeAlias

import yaml

Page: TypeAlias = dict[str, object]

# Every scalar stays text: a Norwegian `no` or an English `off` must not become a truth value.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_page(name: str) -> Page:
    """One data page of this package, as dicts, lists and texts."""
    page = files("offcamera.labels").joinpath(name)
    return parse_page(page.read_text(encoding="utf-8"))


def parse_page(text: str) -> Page:
    """A data page from its text."""
    return table(yaml.load(text, Loader=_LOADER))


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
    return tuple(str(item) for item in rows(value))
