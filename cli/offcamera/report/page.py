"""A page of text for a terminal: lines of a width, hanging indents, a right margin, four colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, set_cell_size

from offcamera.report.shown import encodable, shown
from offcamera.report.view import View

#: Select Graphic Rendition (ECMA-48, 8.3.117): bold with a colour of the terminal's own palette.
_STYLES = {"fail": "1;31", "conditional": "1;33", "unknown": "1;35", "good": "1;32", "bold": "1", "dim": "2"}
_NARROWEST = 40
#: A figure and its unit stay on one line; so do the words of a command.
_UNIT = re.compile(r"(?<=\d) (?=(?:m²|m2|m|px/m|%)(?![\w/]))")
_TIE = "\u00a0"


@dataclass(slots=True)
class Page:
    """Lines written one after another; text from anywhere is made harmless on its way in."""

    view: View
    lines: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Columns of the page."""
        return max(self.view.width, _NARROWEST)

    def blank(self) -> None:
        """An empty line, but never two, and none at the top."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self) -> None:
        """A line across the page."""
        self.lines.append(self.clean("─") * self.width)

    def write(self, text: str, right: str = "", *, style: str = "", indent: int = 2) -> None:
        """A paragraph from the left margin, with ``right`` at the right margin of its last line."""
        self.hang("", 0, text, right, style=style, indent=indent)

    def hang(
        self, head: str, at: int, text: str, right: str = "", *, style: str = "", indent: int = 0
    ) -> None:
        """A paragraph that starts at column ``at``, behind ``head``; ``style`` colours the head alone.

        Without a head it colours the first words up to a colon. ``right`` stands at the right margin of the
        last line, or on a line of its own where there is no room.
        """
        body = wrap(self.clean(text), self.width - at, indent)
        start = set_cell_size(self.clean(head), at) if at else ""
        lead = [self.paint(start, style) if style and start else start]
        lead += [" " * at] * (len(body) - 1)
        if style and not start:
            body[0] = self._paint_lead(body[0], style)
        made = [a + b for a, b in zip(lead, body, strict=True)]
        if right:
            self._set_right(made, cell_len(plain(made[-1])), self.clean(right))
        self.lines += [line.replace(_TIE, " ").rstrip() for line in made]

    def _set_right(self, made: list[str], used: int, right: str) -> None:
        gap = self.width - used - cell_len(right)
        if gap >= 2:
            made[-1] += " " * gap + right
        else:
            made += [" " * (self.width - cell_len(line)) + line for line in wrap(right, self.width)]

    def _paint_lead(self, line: str, style: str) -> str:
        lead, colon, rest = line.partition(":")
        return self.paint(lead + colon, style) + rest if colon else self.paint(line, style)

    def clean(self, text: str) -> str:
        """Text as this page's stream can show it."""
        return encodable(shown(text), self.view.encoding)

    def paint(self, text: str, style: str) -> str:
        """Text in a colour, where colour is wanted; blanks around it stay plain."""
        bare = text.strip()
        if not self.view.colour or style not in _STYLES or not bare:
            return text
        return text.replace(bare, f"\x1b[{_STYLES[style]}m{bare}\x1b[0m", 1)

    def table(self, rows: Sequence[Sequence[str]], numbers: Sequence[int], styles: Sequence[str]) -> None:
        """Rows in columns; those in ``numbers`` right-aligned, the first cell of each row in its style."""
        cleaned = [[self.clean(cell) for cell in row] for row in rows]
        widths = self._fit([max(cell_len(r[i]) for r in cleaned) for i in range(len(rows[0]))], numbers)
        for row, style in zip(cleaned, styles, strict=True):
            cells = [_set_cell(c, w, i in numbers) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
            cells[0] = self.paint(cells[0], style)
            self.lines.append("  ".join(cells).rstrip())

    def _fit(self, widths: list[int], numbers: Sequence[int]) -> list[int]:
        """Narrow the widest column of text until the table fits."""
        while sum(widths) + 2 * (len(widths) - 1) > self.width:
            texts = [i for i in range(1, len(widths)) if i not in numbers]
            widest = max(texts, key=lambda i: widths[i])
            if widths[widest] <= 8:
                break
            widths[widest] -= 1
        return widths

    def text(self) -> bytes:
        """The page in the encoding of its stream."""
        return "".join(f"{line}\n" for line in self.lines).encode(self.view.encoding, "backslashreplace")


def _set_cell(cell: str, width: int, right: bool) -> str:
    if cell_len(cell) > width:
        return set_cell_size(cell, width - 2) + ".."
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if right else cell + blanks


def plain(text: str) -> str:
    """Text without colour codes."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Lines of at most ``width`` columns, those after the first indented; wide scripts break anywhere."""
    lines: list[str] = []
    line = ""
    for word in _UNIT.sub(_TIE, text).split(" "):
        line = _add_word(lines, line, word, (width, indent))
    lines.append(line)
    return lines


def _add_word(lines: list[str], line: str, word: str, size: tuple[int, int]) -> str:
    width, indent = size
    blank = " " * indent if lines else ""
    joined = f"{line} {word}" if line.strip() else (line or blank) + word
    if cell_len(joined) <= width:
        return joined
    if line.strip() and not _breaks_anywhere(word, width - indent):
        lines.append(line)
        return _add_word(lines, " " * indent, word, size)
    return _break_word(lines, joined, width, indent)


def _breaks_anywhere(word: str, width: int) -> bool:
    """May this word be cut: wide script, or longer than a whole line?"""
    return cell_len(word) > width or cell_len(word) > len(word) * 1.2


def _break_word(lines: list[str], joined: str, width: int, indent: int) -> str:
    while cell_len(joined) > width:
        cut = _cells_to_index(joined, width)
        lines.append(joined[:cut])
        joined = " " * indent + joined[cut:].lstrip()
    return joined


def _cells_to_index(text: str, width: int) -> int:
    """How many characters fill at most ``width`` columns; at least one, and never a blank line's worth."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(index, len(text) - len(text.lstrip()) + 1)
    return len(text)
