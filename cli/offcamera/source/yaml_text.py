"""YAML from the event stream of libyaml: positions kept, depth, size and tags held in bounds.

Its ``compose`` and ``load`` are never called: they die of a segmentation fault on deep nesting, and read
YAML 1.1, where ``no`` is false and ``0123`` is 83.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from offcamera.errors import Fault, Refused
from offcamera.source.position import MOST_FAULTS, Lines, Marks, Source
from offcamera.source.scalar import Scalar, resolve_scalar
from offcamera.source.yaml_words import words_of

#: Deepest nesting of lists and mappings.
DEEPEST = 64
#: Most nodes of a file, with every alias counted as what it stands for.
MOST_NODES = 2_000_000

_CORE = "tag:yaml.org,2002:"
_UNSAID = (None, "!")


def read_yaml(text: str, file: str) -> Source:
    """One YAML document as plain values with positions; raises Refused with every fault that was met."""
    reader = _YamlReader(text, file)
    try:
        value, start = reader.document()
    except yaml.MarkedYAMLError as problem:
        offset = _offset_of(problem)
        reader.stop(offset, words_of(problem, text[offset : offset + 1]))
    except yaml.YAMLError as problem:
        reader.stop(getattr(problem, "position", 0) or 0, str(getattr(problem, "reason", problem)))
    if reader.faults:
        raise Refused(reader.faults)
    return Source(file, value, reader.lines, start, reader.marks)


def _offset_of(problem: yaml.MarkedYAMLError) -> int:
    mark = problem.problem_mark or problem.context_mark
    return mark.index if mark else 0


class _YamlReader:
    """Walks the events of one document and collects what is wrong with it."""

    __slots__ = ("_anchors", "_known", "_next", "faults", "file", "lines", "marks", "nodes")

    def __init__(self, text: str, file: str) -> None:
        # The published types of events lack their fields.
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        # Figures and words of a plan come again and again.
        self._known: dict[str, Scalar] = {}
        self._anchors: dict[str, tuple[object, int] | None] = {}
        self.faults: list[Fault] = []
        self.lines = Lines(text)
        self.marks: dict[int, Marks] = {}
        self.nodes = 0
        self.file = file

    def document(self) -> tuple[object, int]:
        """The value of the only document, and its offset."""
        self._next()  # the start of the stream
        event: Any = self._next()
        if type(event) is StreamEndEvent:
            return None, 0
        event = self._next()  # the root
        start: int = event.start_mark.index
        value = self._node(event, 1)
        self._next()  # the end of the document
        event = self._next()
        if type(event) is not StreamEndEvent:
            self.stop(event.start_mark.index, "a second document begins here; a file is one site")
        return value, start

    def tell(self, offset: int, says: str, hint: str = "") -> None:
        """Note a fault and read on."""
        line, column = self.lines.at(offset)
        self.faults.append(Fault(says, self.file, line, column, help=hint))
        if len(self.faults) >= MOST_FAULTS:
            raise Refused(self.faults)

    def stop(self, offset: int, says: str, hint: str = "") -> NoReturn:
        """Note a fault after which nothing can be read; raises Refused."""
        self.tell(offset, says, hint)
        raise Refused(self.faults)

    def _node(self, event: Any, depth: int) -> object:
        kind = type(event)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop(event.start_mark.index, f"holds more than {MOST_NODES:,} values")
        if kind is ScalarEvent:
            value: object = self._scalar(event)
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
            return value
        if kind is AliasEvent:
            return self._alias(event)
        return self._container(event, depth)

    def _container(self, event: Any, depth: int) -> object:
        before = self.nodes
        if depth > DEEPEST:
            self.stop(event.start_mark.index, f"is nested more than {DEEPEST} deep")
        if event.anchor:
            self._anchors[event.anchor] = None
        is_list = type(event) is SequenceStartEvent
        self._check_tag(event, ("seq",) if is_list else ("map",))
        value = self._sequence(depth) if is_list else self._mapping(depth)
        if event.anchor:
            self._anchors[event.anchor] = (value, self.nodes - before + 1)
        return value

    def _sequence(self, depth: int) -> list[object]:
        items: list[object] = []
        marks: list[int] = []
        self.marks[id(items)] = marks
        while type(event := self._next()) is not SequenceEndEvent:
            marks.append(event.start_mark.index)
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, object]:
        items: dict[str, object] = {}
        marks: dict[str, tuple[int, int]] = {}
        self.marks[id(items)] = marks
        while type(event := self._next()) is not MappingEndEvent:
            at: int = event.start_mark.index
            if type(event) is not ScalarEvent:
                self.stop(at, "a key must be plain text", "Put the key in quotes.")
            key: str = event.value
            event = self._next()
            value = self._node(event, depth + 1)
            if key in items:
                self._tell_twice(at, key, marks[key][0])
            else:
                items[key] = value
                marks[key] = (at, event.start_mark.index)
        return items

    def _tell_twice(self, offset: int, key: str, first: int) -> None:
        line, _ = self.lines.at(first)
        self.tell(offset, f'the key "{key}" stands here twice; first on line {line}')

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        if event.tag in _UNSAID:
            if not event.implicit[0]:
                return text
            if text in self._known:
                return self._known[text]
            try:
                value = self._known[text] = resolve_scalar(text)
                return value
            except ValueError as problem:
                self.tell(event.start_mark.index, str(problem), "Write the figure, or leave the key out.")
                return None
        return self._tagged(event, text)

    def _tagged(self, event: Any, text: str) -> Scalar:
        wanted = event.tag.removeprefix(_CORE)
        if not self._check_tag(event, ("str", "int", "float", "bool", "null")) or wanted == "str":
            return text
        try:
            value = resolve_scalar(text)
        except ValueError as problem:
            self.tell(event.start_mark.index, str(problem))
            return None
        if type(value).__name__ not in _NAMES_OF[wanted]:
            self.tell(event.start_mark.index, f'"{text}" is no {wanted}')
        return value

    def _check_tag(self, event: Any, allowed: tuple[str, ...]) -> bool:
        if event.tag in _UNSAID or event.tag in [_CORE + name for name in allowed]:
            return True
        self.tell(
            event.start_mark.index, f"the tag {event.tag} is not allowed", "Plans hold plain values only."
        )
        return False

    def _alias(self, event: Any) -> object:
        if event.anchor not in self._anchors:
            says = f"*{event.anchor} stands for nothing: no &{event.anchor} before it"
            self.stop(event.start_mark.index, says)
        known = self._anchors[event.anchor]
        if known is None:
            self.stop(event.start_mark.index, f"*{event.anchor} stands inside what it stands for")
        value, size = known
        self.nodes += size
        if self.nodes > MOST_NODES:
            self.stop(event.start_mark.index, f"its aliases stand for more than {MOST_NODES:,} values")
        return value


_NAMES_OF = {
    "int": ("int", "Whole"),
    "float": ("float", "Fraction", "int", "Whole"),
    "bool": ("bool",),
    "null": ("NoneType",),
}
