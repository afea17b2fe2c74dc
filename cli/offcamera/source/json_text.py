"""JSON (RFC 8259) with the offset of every key and value, and faults in words.

The standard parser gives no positions and keeps the last of two equal keys; a YAML parser refuses the
surrogate pairs that every JSON encoder writes.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # public in use, absent from the stubs
from typing import NoReturn

from offcamera.errors import Fault, Refused
from offcamera.source.position import MOST_FAULTS, Lines, Marks, Source
from offcamera.source.scalar import read_number
from offcamera.source.yaml_text import DEEPEST, MOST_NODES

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"-?(?:NaN|Infinity)")
_WORD = re.compile(r"true|false|null")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(text: str, file: str) -> Source:
    """One JSON value as plain values with positions; raises Refused with every fault that was met."""
    reader = _JsonReader(text, file)
    start = reader.skip(0)
    value, end = reader.value(start, 1)
    end = reader.skip(end)
    if end != len(text):
        reader.stop(end, "something stands behind the end of the JSON value")
    if reader.faults:
        raise Refused(reader.faults)
    return Source(file, value, reader.lines, start, reader.marks)


class _JsonReader:
    """Reads one text by recursion, which the depth limit keeps in bounds."""

    __slots__ = ("_text", "faults", "file", "lines", "marks", "nodes")

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self.file = file
        self.faults: list[Fault] = []
        self.lines = Lines(text)
        self.marks: dict[int, Marks] = {}
        self.nodes = 0

    def skip(self, offset: int) -> int:
        """The offset behind any white space."""
        match = _SPACE.match(self._text, offset)
        return match.end() if match else offset

    def tell(self, offset: int, says: str) -> None:
        """Note a fault and read on."""
        line, column = self.lines.at(offset)
        self.faults.append(Fault(says, self.file, line, column))
        if len(self.faults) >= MOST_FAULTS:
            raise Refused(self.faults)

    def stop(self, offset: int, says: str) -> NoReturn:
        """Note a fault after which nothing can be read; raises Refused."""
        raise self.refusal(offset, says)

    def refusal(self, offset: int, says: str) -> Refused:
        """All the faults so far, and this one."""
        self.tell(offset, says)
        return Refused(self.faults)

    def value(self, at: int, depth: int) -> tuple[object, int]:
        """The value that begins at ``at``, and the offset behind it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop(at, f"holds more than {MOST_NODES:,} values")
        first = self._text[at : at + 1]
        if first == '"':
            return self._string(at)
        if first in ("{", "["):
            if depth > DEEPEST:
                self.stop(at, f"is nested more than {DEEPEST} deep")
            return self._object(at, depth) if first == "{" else self._array(at, depth)
        return self._number(at) if first in "-0123456789" and first else self._word(at)

    def _string(self, at: int) -> tuple[str, int]:
        text, end = "", at
        try:
            text, end = scanstring(self._text, at + 1, True)
        except JSONDecodeError as problem:
            self.stop(problem.pos, problem.msg[0].lower() + problem.msg[1:].removesuffix(" at"))
        if not text.isascii() and _SURROGATE.search(text):
            self.tell(at, "holds half of a surrogate pair")
        return text, end

    def _number(self, at: int) -> tuple[int | float | None, int]:
        match = _NUMBER.match(self._text, at)
        if not match:
            return self._word(at)
        try:
            return read_number(match[0]), match.end()
        except ValueError as problem:
            self.tell(at, str(problem))
            return None, match.end()

    def _word(self, at: int) -> tuple[bool | None, int]:
        if match := _WORD.match(self._text, at):
            return _WORDS[match[0]], match.end()
        if match := _NO_NUMBER.match(self._text, at):
            self.tell(at, f"{match[0]} is not a figure")
            return None, match.end()
        found = self._text[at : at + 1]
        says = f"not {found!r}" if found else "but the text ends"
        raise self.refusal(at, f"a value was expected, {says}")

    def _array(self, at: int, depth: int) -> tuple[list[object], int]:
        items: list[object] = []
        marks: list[int] = []
        self.marks[id(items)] = marks
        at = self.skip(at + 1)
        while self._text[at : at + 1] != "]":
            marks.append(at)
            item, end = self.value(at, depth + 1)
            items.append(item)
            at = self._separate(end, "]")
        return items, at + 1

    def _object(self, at: int, depth: int) -> tuple[dict[str, object], int]:
        items: dict[str, object] = {}
        marks: dict[str, tuple[int, int]] = {}
        self.marks[id(items)] = marks
        at = self.skip(at + 1)
        while self._text[at : at + 1] != "}":
            key, key_at, at = self._key(at)
            value, end = self.value(at, depth + 1)
            if key in items:
                line, _ = self.lines.at(marks[key][0])
                self.tell(key_at, f'the key "{key}" stands here twice; first on line {line}')
            else:
                items[key] = value
                marks[key] = (key_at, at)
            at = self._separate(end, "}")
        return items, at + 1

    def _key(self, at: int) -> tuple[str, int, int]:
        if self._text[at : at + 1] != '"':
            self.stop(at, "a key in double quotes was expected")
        key, end = self._string(at)
        end = self.skip(end)
        if self._text[end : end + 1] != ":":
            self.stop(end, f'a colon was expected after the key "{key}"')
        return key, at, self.skip(end + 1)

    def _separate(self, end: int, closing: str) -> int:
        at = self.skip(end)
        found = self._text[at : at + 1]
        if found == closing:
            return at
        if found != ",":
            self.stop(at, f"a comma or {closing} was expected" + ("" if found else ", but the text ends"))
        behind = self.skip(at + 1)
        if self._text[behind : behind + 1] == closing:
            self.tell(at, f"a comma stands before {closing} with nothing behind it")
        return behind
