"""SVG text: elements, escaped words, and the one place where metres become page units and y turns over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from offcamera.model.place import Point, Ring
from offcamera.report.shown import shown


@dataclass(frozen=True, slots=True)
class Frame:
    """Maps a level to the page: ``scale`` page units a metre, ``left``/``top`` of the level in metres."""

    left: float
    top: float
    scale: float
    x: float = 0.0
    y: float = 0.0

    def at(self, point: Point) -> Point:
        """Page coordinates of a plan point; the only place where y is turned over."""
        return (self.x + (point[0] - self.left) * self.scale, self.y + (self.top - point[1]) * self.scale)

    def path(self, points: Sequence[Point], *, closed: bool = True) -> str:
        """Path data of a line or ring in plan coordinates."""
        steps = " ".join(f"{_number(x)},{_number(y)}" for x, y in map(self.at, points))
        return f"M{steps}{'Z' if closed else ''}" if points else ""

    def rings(self, rings: Iterable[Ring]) -> str:
        """Path data of several rings, holes among them (to be filled even-odd)."""
        return "".join(self.path(ring) for ring in rings)


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, *inner: str, **attributes: str | float) -> str:
    """An element; in attributes ``_`` is written ``-``, ``class_`` is class; ``inner`` is SVG already."""
    named = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for name, value in attributes.items()
    )
    body = "".join(inner)
    return f"<{tag}{named}>{body}</{tag}>" if body else f"<{tag}{named}/>"


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else _number(value)


def words(text: str) -> str:
    """Text from anywhere as SVG character data: harmless and escaped."""
    return escape(shown(text))


def title(text: str) -> str:
    """A tooltip."""
    return element("title", words(text))


def lettering(text: str, at: Point, size: float, **attributes: str | float) -> str:
    """A line of text at a page point."""
    return element("text", words(text), x=at[0], y=at[1], font_size=size, **attributes)


def path(data: str, class_: str, *inner: str, **attributes: str | float) -> str:
    """A path of a class."""
    return element("path", *inner, d=data, class_=class_, **attributes)


def group(class_: str, parts: Iterable[str], **attributes: str | float) -> str:
    """A group of a class, or nothing where it would be empty."""
    inner = "\n".join(part for part in parts if part)
    return element("g", f"\n{inner}\n", class_=class_, **attributes) if inner else ""
