"""Plain scalars by the YAML 1.2 core schema (yaml.org/spec/1.2.2, section 10.3.2)."""

from __future__ import annotations

import math
import re
from typing import TypeVar

#: The group is empty for a whole number.
_NUMBER = re.compile(r"[-+]?(?:[0-9]+((?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)|(\.[0-9]+(?:[eE][-+]?[0-9]+)?))")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_NUMERIC_STARTS = frozenset("-+.0123456789")
#: More digits than any figure of a plan has; Python itself refuses to read 4300.
_MOST_DIGITS = 300

_Number = TypeVar("_Number", "Whole", "Fraction")
Scalar = str | int | float | bool | None


class Whole(int):
    """A whole number that was written otherwise than Python writes it: ``007``."""

    written: str


class Fraction(float):
    """A number that was written otherwise than Python writes it: ``2.10``."""

    written: str


def written(value: float) -> str:
    """A number as its file wrote it, so that room 2.10 is not taken for room 2.1."""
    text = getattr(value, "written", None)
    return text if isinstance(text, str) else repr(value)


def resolve_scalar(text: str) -> Scalar:
    """The value of a plain scalar: null, bool, int, float, or else the text itself.

    Raises ValueError for NaN, infinity and numbers that no float holds.
    """
    if text and text[0] in _NUMERIC_STARTS:
        return _numeric(text)
    return _WORDS.get(text, text)


def read_number(text: str) -> int | float:
    """The value of a decimal number; raises ValueError when the text is none, or too large."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:12]} is no number")
    return _value_of(match)


def _value_of(match: re.Match[str]) -> int | float:
    text = match[0]
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"the number {text[:12]}… has too many digits")
    if match[1] == "":
        whole = int(text)
        return whole if str(whole) == text else _keep_writing(Whole(whole), text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"the number {text} is too large")
    return number if repr(number) == text else _keep_writing(Fraction(number), text)


def _keep_writing(number: _Number, text: str) -> _Number:
    number.written = text
    return number


def _numeric(text: str) -> str | int | float:
    if (match := _NUMBER.fullmatch(text)) is not None:
        return _value_of(match)
    if _BASED.fullmatch(text):
        if len(text) > _MOST_DIGITS:
            raise ValueError(f"the number {text[:12]}… has too many digits")
        return _keep_writing(Whole(int(text[2:], 8 if text[1] == "o" else 16)), text)
    if _NO_NUMBER.fullmatch(text):
        raise ValueError(f"{text} is not a figure")
    return text
