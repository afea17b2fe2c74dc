"""A value read from text, and where each of its parts stands in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from offcamera.errors import Fault

Path = Sequence[str | int]
#: Offsets of the parts of one container: by key (of the key, of its value), or by index.
Marks = dict[str, tuple[int, int]] | list[int]

_LINE_END = re.compile(r"\r\n|\n|\r")
#: A hostile file may hold a million faults; nobody reads more than this many.
MOST_FAULTS = 500


class Lines:
    """Line and column, from 1, of an offset in a text; lines end as in editors, columns are code points."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``."""
        if not self._starts:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Source:
    """Plain values (dict, list, str, int, float, bool, None) with the place of every key and value.

    ``marks`` holds the offsets of each container's parts by the container's identity, which is stable as
    long as ``value`` is kept here; a node that is used twice (a YAML alias) is one object.
    """

    file: str
    value: object
    lines: Lines
    start: int = 0
    marks: Mapping[int, Marks] = field(default_factory=dict)

    def where(self, path: Path) -> tuple[int, int]:
        """Line and column of the value at ``path``, or of its nearest ancestor that has a place."""
        return self.lines.at(self._offset(path, of_key=False))

    def where_key(self, path: Path) -> tuple[int, int]:
        """Line and column of the key that ends ``path``, or of the nearest place that is known."""
        return self.lines.at(self._offset(path, of_key=True))

    def fault(self, path: Path, says: str, *, on_key: bool = False, hint: str = "", thing: str = "") -> Fault:
        """A fault of this file at ``path``."""
        line, column = self.lines.at(self._offset(path, of_key=on_key))
        return Fault(says, self.file, line, column, thing, hint)

    def _offset(self, path: Path, *, of_key: bool) -> int:
        node, offset = self.value, self.start
        for depth, step in enumerate(path, 1):
            found = self._step(node, step)
            if found is None:
                return offset
            on_key, on_value, node = found
            offset = on_key if of_key and depth == len(path) else on_value
        return offset

    def _step(self, node: object, step: str | int) -> tuple[int, int, object] | None:
        marks = self.marks.get(id(node))
        if isinstance(node, dict) and isinstance(marks, dict) and step in node:
            at = marks.get(str(step))
            return None if at is None else (*at, node[step])
        if isinstance(node, list) and isinstance(marks, list) and isinstance(step, int) and step < len(marks):
            return marks[step], marks[step], node[step]
        return None
