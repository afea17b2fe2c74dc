"""Labels that fit the rooms they name: wrapped, made smaller, or cut down to the id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from offcamera.model.place import Point, Ring
from offcamera.report.outline import Box, Grid, Segment, box_of, edges, is_inside
from offcamera.report.shown import shown
from offcamera.report.svg import element, lettering, words

#: Sizes that are tried, in page units; below the last a label cannot be read on paper.
_LARGE = (12.0, 11.0, 10.0, 9.0)
_SMALL = (8.0, 7.0)
#: Width of one terminal column in ems: half a wide character, and a generous Latin letter.
_COLUMN = 0.6
_LINE = 1.22
_STEPS = 9


@dataclass(slots=True)
class _Outline:
    """The outline of a room on the page, and the places where a label might stand, the middle first."""

    rings: Sequence[Ring]
    sides: list[Segment] = field(default_factory=list)
    places: list[Point] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sides = [edge for ring in self.rings for edge in edges(ring)]
        box = box_of(self.rings[0])
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        self.places = sorted(_grid(*box), key=lambda p: _away(p, middle))

    def holds(self, box: Box) -> bool:
        """Does a box lie wholly inside?"""
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return self._has(middle) and not any(crosses(side, box) for side in self.sides)

    def _has(self, point: Point) -> bool:
        return sum(is_inside(point, ring) for ring in self.rings) == 1


def crosses(segment: Segment, box: Box) -> bool:
    """Does a segment touch a box (Liang and Barsky's clipping, 1984)?"""
    (ax, ay), (bx, by) = segment
    start, end = 0.0, 1.0
    for step, least, most in ((bx - ax, box[0] - ax, box[2] - ax), (by - ay, box[1] - ay, box[3] - ay)):
        if step == 0:
            if least > 0 or most < 0:
                return False
            continue
        low, high = sorted((least / step, most / step))
        start, end = max(start, low), min(end, high)
    return start <= end


@dataclass(slots=True)
class Taken:
    """Places of the page that already hold something."""

    boxes: Grid[Box] = field(default_factory=Grid)

    def add(self, box: Box) -> None:
        """Take a place."""
        self.boxes.add(box, _cellwise(box))

    def overlap(self, box: Box) -> float:
        """How much of a box is already taken (page units squared)."""
        return sum(_common(box, other) for other in self.boxes.near(_cellwise(box)))


def _cellwise(box: Box) -> Box:
    """The grid's cells are made for metres; a page unit is about a fortieth of one."""
    return (box[0] / 10, box[1] / 10, box[2] / 10, box[3] / 10)


def _common(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return max(0.0, wide) * max(0.0, high)


def label_room(rings: Sequence[Ring], choices: Sequence[Naming], taken: Taken) -> str:
    """The fullest of some choices of lines that fits a room (page coordinates); nothing where none does.

    Large lettering is tried for every choice before small; last, the shortest may cover something.
    """
    room = _Outline(rings)
    for sizes in (_LARGE, _SMALL):
        for naming in choices:
            if found := _label(room, naming, sizes, taken):
                return found
    return _label(room, choices[-1], (*_LARGE[-2:], *_SMALL), Taken())


def _label(room: _Outline, naming: Naming, sizes: Sequence[float], taken: Taken) -> str:
    for size in sizes:
        box = _find_place(room, _box_size(naming.lines, size), taken)
        if box:
            taken.add(box)
            return _write(naming, box, size)
    return ""


@dataclass(frozen=True, slots=True)
class Naming:
    """A way to name a room: the lines of its name, and a plain line under them."""

    name: tuple[str, ...]
    under: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines from the top."""
        return (*self.name, self.under) if self.under else self.name


def label_choices(label: str, identity: str, area: str) -> list[Naming]:
    """Ways to name a room, the fullest first: its label in one line or more, with id and area; its id."""
    label = shown(label).strip()
    under = f"{identity} · {area}" if label and label != identity else area
    wrapped = [[label], *(_split(label, n) for n in (2, 3, 4))] if label else [[identity]]
    names = [tuple(lines) for lines in wrapped if lines]
    return [*(Naming(name, under) for name in names), *map(Naming, names), Naming((identity,))]


def _split(label: str, parts: int) -> list[str]:
    """A label in so many lines of about one length; nothing where it has too few words."""
    words_ = label.split() if " " in label else list(label) if cell_len(label) > len(label) else [label]
    joint = " " if " " in label else ""
    if len(words_) < parts:
        return []
    lines: list[str] = []
    aim = cell_len(label) / parts
    line = ""
    for word in words_:
        joined = f"{line}{joint}{word}" if line else word
        if line and cell_len(joined) > aim * 1.15 and len(lines) < parts - 1:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line]


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in page units."""
    return cell_len(text) * _COLUMN * size


def cut_text(text: str, width: float, size: float) -> str:
    """Text cut to a width, with dots where something is missing."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def _box_size(lines: Sequence[str], size: float) -> tuple[float, float]:
    return max(text_width(line, size) for line in lines) + 4, len(lines) * size * _LINE + 3


def _find_place(room: _Outline, size: tuple[float, float], taken: Taken) -> Box | None:
    """Where a box fits inside, as near the middle as it can be without covering anything."""
    left, top, right, bottom = box_of(room.rings[0])
    if size[0] > right - left or size[1] > bottom - top:
        return None
    for centre in room.places:
        box = _box_at(centre, size)
        if not taken.overlap(box) and room.holds(box):
            return box
    return None


def _grid(left: float, top: float, right: float, bottom: float) -> Iterator[Point]:
    for i in range(1, 2 * _STEPS):
        for j in range(1, 2 * _STEPS):
            yield left + (right - left) * i / (2 * _STEPS), top + (bottom - top) * j / (2 * _STEPS)


def _away(point: Point, middle: Point) -> float:
    return (point[0] - middle[0]) ** 2 + (point[1] - middle[1]) ** 2


def _box_at(centre: Point, size: tuple[float, float]) -> Box:
    (x, y), (w, h) = centre, size
    return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)


def _write(naming: Naming, box: Box, size: float) -> str:
    x = (box[0] + box[2]) / 2
    first = box[1] + 1.5 + size * 0.95
    spans = [
        element("tspan", words(line), x=x, y=first + n * size * _LINE, class_=_weight(n, naming))
        for n, line in enumerate(naming.lines)
    ]
    return element("text", *spans, font_size=size, class_="name")


def _weight(line: int, naming: Naming) -> str:
    return "strong" if line < len(naming.name) else "light"


def label_device(at: Point, text: str, class_: str, sides: Iterable[Segment], taken: Taken) -> str:
    """An id beside a camera or sign, on the side where it covers least."""
    size = 10.0
    text = cut_text(shown(text), 140.0, size)
    width, height = text_width(text, size) + 1, size
    near = list(sides)
    places = [(at[0] + dx * (12 + width / 2), at[1] + dy * 17) for dx, dy in _ROUND]
    boxes = [_box_at(place, (width, height)) for place in places]
    costs = [taken.overlap(b) + 40 * sum(crosses(s, b) for s in near) for b in boxes]
    box = boxes[costs.index(min(costs))]
    taken.add(box)
    return lettering(text, ((box[0] + box[2]) / 2, box[3] - 1.2), size, class_=f"tag {class_}")


_ROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8))
