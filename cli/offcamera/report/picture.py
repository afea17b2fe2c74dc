"""The drawing that svg, html and draw share: levels on a sheet, legend, scale, north, title block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from statistics import median

from offcamera.findings.report import Report
from offcamera.model.plan import Level
from offcamera.report.extent import page_box
from offcamera.report.level_drawn import draw_level
from offcamera.report.outline import Box, read_outlines
from offcamera.report.panel import LAYERS, Doors, Layer, Panel, room_area
from offcamera.report.sheet import draw_foot, draw_legend, foot_height, legend_entries
from offcamera.report.svg import Frame, element, group, lettering, title
from offcamera.report.tint import read_standing
from offcamera.report.words import Words, load_words

#: Page units (CSS pixels at full size): margin, heading of a level, and the sheet that is aimed at.
_MARGIN = 18.0
_HEADING = 30.0
_WIDTH = 1240.0
_HEIGHT = 820.0
_NARROWEST = 1100.0
#: Side of a middling room on the page, so that its name can be read; and the largest sheet.
_ROOM = 62.0
_LARGEST = 8000.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet in page units: scale (units a metre), the boxes of the levels (m), and its size."""

    scale: float
    boxes: tuple[Box, ...]
    width: float
    enlarge: float
    entries: tuple[tuple[str, str], ...]  #: of the legend: swatch and the code of its words

    def height_of(self, box: Box) -> float:
        """Height of a level on the page, its heading included."""
        return (box[3] - box[1]) * self.scale + _HEADING * self.enlarge

    @property
    def height(self) -> float:
        """Height of the whole sheet."""
        return sum(map(self.height_of, self.boxes)) + self.foot[1] * self.enlarge + 2 * _MARGIN

    @property
    def foot(self) -> tuple[float, float]:
        """Width and height of the foot, in its own units."""
        width = (self.width - _MARGIN) / self.enlarge
        return width, foot_height(len(self.entries), width)


def draw_svg(
    report: Report,
    level: str | None = None,
    doors: Doors = "both",
    layers: frozenset[Layer] = LAYERS,
    language: str = "en",
) -> bytes:
    """A plan, or one level of it, as one SVG document in UTF-8.

    One viewBox of page units; levels stand one under another at one scale. ``doors``: ``shut`` and ``open``
    draw what is captured in that state, ``both`` tells apart what is captured only while a door is open.
    """
    levels = [x for x in report.plan.levels if level in (None, x.id)]
    standing = read_standing(report)
    boxes = tuple(page_box(report, one, layers) for one in levels)
    sheet = _lay_out(levels, boxes, legend_entries(report, levels, standing, doors, layers))
    words = load_words(language)
    parts = [_draw_heading(report, levels, words), _draw_definitions(sheet), _draw_paper(sheet)]
    y = _MARGIN
    for number, (one, box) in enumerate(zip(levels, sheet.boxes, strict=True)):
        panel = Panel(
            report=report,
            level=one,
            frame=_place(sheet, box, y),
            outlines=read_outlines(one),
            standing=standing,
            words=words,
            doors=doors,
            layers=layers,
        )
        parts += _draw_panel(panel, number, sheet, y)
        y += sheet.height_of(box)
    return _document(sheet, [*parts, _draw_sheet_foot(report, levels, sheet, words)])


def _place(sheet: Sheet, box: Box, y: float) -> Frame:
    """A level in the middle of the sheet, below its heading."""
    x = _MARGIN + (sheet.width - 2 * _MARGIN - (box[2] - box[0]) * sheet.scale) / 2
    return Frame(box[0], box[3], sheet.scale, x, y + _HEADING * sheet.enlarge)


def _draw_panel(panel: Panel, number: int, sheet: Sheet, y: float) -> list[str]:
    name = f"oc-level-{number}"
    heading = _draw_level_heading(panel.level, y, sheet, panel.words)
    return [heading, _clip(name, sheet, y, sheet.boxes[number]), draw_level(panel, name)]


def _lay_out(levels: Sequence[Level], boxes: tuple[Box, ...], entries: Sequence[tuple[str, str]]) -> Sheet:
    wide = max((b[2] - b[0] for b in boxes), default=10.0)
    high = max((b[3] - b[1] for b in boxes), default=10.0)
    scale = min((_WIDTH - 2 * _MARGIN) / wide, _HEIGHT / high)
    areas = [room_area(room) for level in levels for room in level.rooms]
    least = _ROOM / max(median(areas), 1.0) ** 0.5 if areas else scale
    scale = min(max(scale, min(least, 60.0)), _LARGEST / max(wide, high))
    width = max(wide * scale + 2 * _MARGIN, _NARROWEST)
    return Sheet(scale, boxes, width, max(1.0, width / (_WIDTH * 1.5)), tuple(entries))


def _document(sheet: Sheet, parts: Sequence[str]) -> bytes:
    shown = min(1.0, 2400 / sheet.width)
    body = "\n".join(part for part in parts if part)
    text = element(
        "svg",
        f"\n{body}\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {sheet.width:.1f} {sheet.height:.1f}",
        width=sheet.width * shown,
        height=sheet.height * shown,
        class_="oc",
        role="img",
        aria_labelledby="oc-title",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "backslashreplace")


def _draw_heading(report: Report, levels: Sequence[Level], words: Words) -> str:
    named = words.join([words.say("drawing.level", {"level": level.id}) for level in levels])
    text = words.say("drawing.title", {"site": report.plan.site, "levels": named})
    return title(text).replace("<title>", '<title id="oc-title">', 1)


def _draw_definitions(sheet: Sheet) -> str:
    css = resources.files("offcamera.report").joinpath("drawing.css").read_text(encoding="utf-8")
    k = sheet.enlarge
    hatch = _pattern("oc-hatch", 7 * k, "", f"stroke:#c62828;stroke-opacity:.5;stroke-width:{1.1 * k:.2f}")
    only = _pattern(
        "oc-only", 6 * k, "#e09b1a", f"stroke:#c77d00;stroke-opacity:.6;stroke-width:{1.3 * k:.2f}"
    )
    return element("defs", element("style", f"\n{css}"), hatch, only)


def _pattern(name: str, pitch: float, ground: str, style: str) -> str:
    """A hatch of slanting lines, on a faint ground."""
    back = element("rect", width=pitch, height=pitch, fill=ground, fill_opacity=0.22) if ground else ""
    line = element("line", x1=0, y1=0, x2=0, y2=pitch, style=style)
    return element(
        "pattern",
        back + line,
        id=name,
        width=pitch,
        height=pitch,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _draw_paper(sheet: Sheet) -> str:
    inner = {"width": sheet.width - _MARGIN, "height": sheet.height - _MARGIN}
    return element("rect", width=sheet.width, height=sheet.height, class_="paper") + element(
        "rect", x=_MARGIN / 2, y=_MARGIN / 2, class_="border", **inner
    )


def _draw_level_heading(level: Level, y: float, sheet: Sheet, words: Words) -> str:
    plain = level.name in ("", level.id)
    code = "drawing.level" if plain else "drawing.level-named"
    text = words.say(code, {"level": level.id, "name": level.name})
    return lettering(text, (_MARGIN + 6, y + 16 * sheet.enlarge), 13 * sheet.enlarge, class_="strong")


def _clip(name: str, sheet: Sheet, y: float, box: Box) -> str:
    """Captures may reach far over open ground: the sheet ends where its box does."""
    top = y + _HEADING * sheet.enlarge
    size = {"width": sheet.width - _MARGIN, "height": (box[3] - box[1]) * sheet.scale}
    rect = element("rect", x=_MARGIN / 2, y=top, **size)
    return element("clipPath", rect, id=name)


def _draw_sheet_foot(report: Report, levels: Sequence[Level], sheet: Sheet, words: Words) -> str:
    k, size = sheet.enlarge, sheet.foot
    legend = draw_legend(sheet.entries, size[0], words)
    foot = draw_foot(report, levels, size, sheet.scale / k, words)
    y = sheet.height - _MARGIN / 2 - size[1] * k
    return group("", [legend, foot], transform=f"translate({_MARGIN / 2:.1f},{y:.1f}) scale({k:.4f})")
