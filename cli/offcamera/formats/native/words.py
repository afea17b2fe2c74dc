"""Readers of words: names, choices, flags and open mappings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import PydanticCustomError

from offcamera.formats.native.figures import Told, all_wrong, show, wrong
from offcamera.formats.native.nearest import did_you_mean
from offcamera.source import written

_LONGEST_NAME = 200


def read_text(value: object) -> str:
    """Text; a number stands for what the file wrote."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return written(value)
    raise wrong(
        f"text was expected, not {show(value)}", "Put it in quotes." if isinstance(value, bool) else ""
    )


def read_name(value: object) -> str:
    """Text of one line that is not empty."""
    text = read_text(value)
    if not text:
        raise wrong("is empty")
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise wrong("must be one line of at most 200 letters")
    return text


def read_names(value: object) -> tuple[str, ...]:
    """One name, or a list of names."""
    if not isinstance(value, list):
        return (read_name(value),)
    return read_each(value, read_name)


def read_each(value: list[object], read: Callable[[object], Any]) -> tuple[Any, ...]:
    """Every item by ``read``, with all their faults at once."""
    items, told = [], list[Told]()
    for index, item in enumerate(value):
        try:
            items.append(read(item))
        except PydanticCustomError as problem:
            told += [((index, *path), says, hint) for path, says, hint in (problem.context or {})["told"]]
    if told:
        raise all_wrong(told)
    return tuple(items)


def read_flag(value: object) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(str(value).lower())
    raise wrong(f"true or false was expected, not {show(value)}", f"Write {meant}." if meant else "")


def choice(words: tuple[str, ...]) -> Callable[[object], str]:
    """A reader that takes one of ``words``."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise wrong(f"{show(value)} is not one of {', '.join(words)}", did_you_mean(value, words))

    return read


def choices(words: tuple[str, ...]) -> Callable[[object], tuple[str, ...]]:
    """A reader that takes one of ``words``, or a list of them."""
    read_one = choice(words)

    def read(value: object) -> tuple[str, ...]:
        return read_each(value if isinstance(value, list) else [value], read_one)

    return read


def read_facts(value: object) -> dict[str, object]:
    """An open mapping of words to plain values."""
    if not isinstance(value, dict):
        raise wrong(f"a mapping (key: value) was expected, not {show(value)}")
    return value


def read_texts(value: object) -> dict[str, str]:
    """An open mapping of words to texts; what is left empty, or false, is not there."""
    told: list[Told] = []
    texts: dict[str, str] = {}
    for key, item in read_facts(value).items():
        if isinstance(item, dict | list):
            told.append(((key,), f"text was expected, not {show(item)}", ""))
        elif item is True:
            texts[key] = "true"
        elif item is not None and item is not False:
            texts[key] = read_text(item)
    if told:
        raise all_wrong(told)
    return texts
