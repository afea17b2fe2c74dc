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
#: What a paragraph opens with, up to its colon.
_LEAD = re.compile("[^:：]*[:：]")
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

    def fits(self, left: str, right: str) -> bool:
        """Is there room for both on one line?"""
        return cell_len(self.clean(left)) + 2 + cell_len(self.clean(right)) <= self.width

    def append_right(self, right: str, at: int) -> bool:
        """Set a text at the right margin of the last line, if there is room behind what starts at ``at``."""
        used = cell_len(plain(self.lines[-1])) if self.lines else self.width
        gap = self.width - used - cell_len(self.clean(right))
        if gap < 2 or used < at:
            return False
        self.lines[-1] += " " * gap + self.clean(right)
        return True

    def append_hint(self, text: str) -> bool:
        """Write a text behind the last line, else on a line of its own, if it need not be broken."""
        text = self.clean(text)
        if (
            self.lines
            and self.lines[-1]
            and cell_len(plain(self.lines[-1])) + 1 + cell_len(text) <= self.width
        ):
            self.lines[-1] += " " + text
            return True
        if cell_len(text) > self.width:
            return False
        self.lines.append(text)
        return True

    def _set_right(self, made: list[str], used: int, right: str) -> None:
        gap = self.width - used - cell_len(right)
        if gap >= 2:
            made[-1] += " " * gap + right
        else:
            made += [" " * (self.width - cell_len(line)) + line for line in wrap(right, self.width)]

    def _paint_lead(self, line: str, style: str) -> str:
        lead = _LEAD.match(line)
        return self.paint(lead[0], style) + line[lead.end() :] if lead else self.paint(line, style)

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

    def room_for(self, rows: Sequence[Sequence[str]], readable: int) -> bool:
        """Can these rows stand side by side, no column cut to fewer than ``readable`` columns?"""
        columns = range(len(rows[0]))
        widths = [max(cell_len(self.clean(row[i])) for row in rows) for i in columns]
        return sum(min(w, readable) for w in widths) + 2 * (len(widths) - 1) <= self.width

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
        return _cut_path(cell, width) if "/" in cell else set_cell_size(cell, width - 2) + ".."
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if right else cell + blanks


def _cut_path(path: str, width: int) -> str:
    """The end of a path, by which one file is told from another."""
    while cell_len(path) > width - 2:
        path = path[1:]
    return (".." + path).ljust(width)


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


#: A wide word of fewer columns than this goes to the next line whole.
_SHORT = 12
#: Marks that open no line, and marks that close none (JIS X 4051, GB/T 15834).
_OPENS_NONE = frozenset("，。；：、？！）」』》〉】”’%)]};:,.")
_CLOSES_NONE = frozenset("（「『《〈【“‘([{")


def _breaks_anywhere(word: str, width: int) -> bool:
    """May this word be cut: wide script, or longer than a whole line?"""
    return cell_len(word) > width or _SHORT < cell_len(word) > len(word) * 1.2


def _break_word(lines: list[str], joined: str, width: int, indent: int) -> str:
    while cell_len(joined) > width:
        least = len(joined) - len(joined.lstrip()) + 1
        cut = _cells_to_index(joined, width)
        cut = next((n for n in range(cut, max(cut - _SHORT, least), -1) if _may_cut(joined, n)), cut)
        lines.append(joined[:cut].rstrip(" "))
        joined = " " * indent + joined[cut:].lstrip()
    return joined


def _may_cut(text: str, at: int) -> bool:
    """May a line end here: between words, or inside wide script but beside none of its marks?"""
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return True
    if after in _OPENS_NONE or before in _CLOSES_NONE:
        return False
    return cell_len(before) > 1 or cell_len(after) > 1


def _cells_to_index(text: str, width: int) -> int:
    """How many characters fill at most ``width`` columns; at least one, and never a blank line's worth."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(index, len(text) - len(text.lstrip()) + 1)
    return len(text)
