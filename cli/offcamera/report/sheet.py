"""The foot of the sheet: legend, scale bar, north arrow and title block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import Report
from offcamera.model.camera import Camera
from offcamera.model.plan import Level
from offcamera.report.labels_drawn import cut_text
from offcamera.report.panel import Doors, Layer
from offcamera.report.shown import shown
from offcamera.report.svg import element, group, lettering, path
from offcamera.report.symbols import camera_shape, sign_shape
from offcamera.report.tint import Standing, walks_of
from offcamera.report.walks_drawn import begins_in_view, place_seen, unread_signs
from offcamera.report.words import Words

#: Page units: least height of the foot, width of the title block and of the scale's column.
_LEAST = 142.0
_BLOCK = 300.0
_SCALE = 238.0
_ROW = 16.0
_ITEM = 212.0
#: Lengths that a scale bar may have (m), and the width that it should not exceed.
_BARS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
_WIDEST_BAR = 190.0


def draw_foot(
    report: Report, levels: Sequence[Level], size: tuple[float, float], scale: float, words: Words
) -> str:
    """The scale bar, north and title block of a foot of this width and height, from the origin down."""
    width, height = size
    right = width - _BLOCK
    lines = f"M0,0H{width:.1f}M{right:.1f},0V{height:.1f}M{right - _SCALE:.1f},0V{height:.1f}"
    return group(
        "foot",
        [
            path(lines, "hair"),
            group("", [_draw_scale(scale, words)], transform=f"translate({right - _SCALE + 18:.1f},34)"),
            _draw_north(report.plan.north, right - _SCALE / 2, words),
            _draw_block(report, levels, right, words),
        ],
    )


def _draw_scale(scale: float, words: Words) -> str:
    """A bar of four parts with the metres that it spans; ``scale`` is page units a metre."""
    length = max((bar for bar in _BARS if bar * scale <= _WIDEST_BAR), default=_BARS[0])
    part = length * scale / 4
    parts = [
        element("rect", x=n * part, y=0, width=part, height=6, class_="blank" if n % 2 else "ink")
        for n in range(4)
    ]
    ticks = [(0.0, "0"), (2 * part, words.number(length / 2)), (4 * part, words.number(length))]
    texts = [lettering(text, (x, -5), 9, class_="middle") for x, text in ticks]
    unit = lettering(words.say("drawing.metres"), (4 * part + 9 + 3 * len(ticks[2][1]), -5), 9)
    return "".join([*parts, *texts, unit])


def _draw_north(north: float | None, x: float, words: Words) -> str:
    """An arrow turned clockwise from up-the-page; none where the plan does not say where north is."""
    if north is None:
        return ""
    arrow = [
        element("circle", r=20, class_="hair"),
        path("M0,-24L6.5,10L0,5Z", "ink"),
        path("M0,-24L-6.5,10L0,5Z", "blank"),
        lettering(words.say("drawing.north"), (0, -28), 10, class_="middle strong"),
    ]
    return group("north", arrow, transform=f"translate({x:.1f},100) rotate({north:.1f})")


def _draw_block(report: Report, levels: Sequence[Level], left: float, words: Words) -> str:
    about = report.plan.about
    named = [level.name or level.id for level in levels]
    rows = [
        ("block-level", words.join(named) if len(named) < 5 else f"{named[0]} … {named[-1]}"),
        ("block-drawing", str(about.get("drawing", ""))),
        ("block-revision", str(about.get("revision", ""))),
        ("block-date", str(about.get("date", ""))),
        ("block-file", _short_path(report.plan.file)),
        ("block-audited", report.as_of.isoformat()),
        ("block-findings", _count(report, words)),
    ]
    told = [(code, words.say(f"drawing.{code}"), text) for code, text in rows if text]
    parts = [lettering(_fit(report.plan.site, _BLOCK - 24, 15), (left + 12, 24), 15, class_="strong")]
    for number, (code, name, text) in enumerate(told):
        y = 44 + number * 14
        parts.append(lettering(name, (left + 12, y), 9.5, class_="caption"))
        shown_text = _fit_end(text) if code == "block-file" else _fit(text, _BLOCK - 110, 9.5)
        parts.append(lettering(shown_text, (left + 92, y), 9.5))
    return "".join(parts)


def _short_path(file: str) -> str:
    """A path as it was given; of an absolute one, which is this machine's own affair, only the end."""
    parts = file.replace("\\", "/").split("/")
    absolute = parts[0] == "" or parts[0].endswith(":")
    return "/".join(parts[-2:]) if absolute else file


def _count(report: Report, words: Words) -> str:
    """How many findings of each severity."""
    counts = {severity: sum(f.severity is severity for f in report.findings) for severity in Severity}
    told = [words.say(f"verdict.{severity}", {"n": n}) for severity, n in counts.items() if n]
    return words.say("list.between").join(told) or words.say("drawing.nothing")


def _fit_end(text: str) -> str:
    """The end of a path, by which one file is told from another."""
    return cut_text(shown(text)[::-1], _BLOCK - 98, 9.5)[::-1]


def _fit(text: str, width: float, size: float) -> str:
    return cut_text(shown(text), width, size)


def _rows(entries: int, width: float) -> int:
    columns = max(1, int((width - _BLOCK - _SCALE - 12) // _ITEM))
    return max(-(-entries // columns), 1)


def foot_height(entries: int, width: float) -> float:
    """Height of the foot for a legend of so many entries on a sheet of this width (page units)."""
    return max(_LEAST, 40 + _rows(entries, width) * _ROW)


def draw_legend(entries: Iterable[tuple[str, str]], width: float, words: Words) -> str:
    """Swatches with their meaning, in columns."""
    made = list(entries)
    rows = _rows(len(made), width)
    parts = [lettering(words.say("drawing.legend"), (12, 20), 10.5, class_="strong")]
    for number, (swatch, code) in enumerate(made):
        x, y = 12 + (number // rows) * _ITEM, 36 + (number % rows) * _ROW
        text = _fit(words.say(f"drawing.{code}"), _ITEM - 18, 8.5)
        parts.append(
            group("", [swatch, lettering(text, (28, 3), 8.5)], transform=f"translate({x:.1f},{y:.1f})")
        )
    return group("legend", parts)


def legend_entries(
    report: Report, levels: Sequence[Level], standing: Standing, doors: Doors, layers: frozenset[Layer]
) -> list[tuple[str, str]]:
    """What the legend explains: only what is drawn."""
    rooms = {standing.of(room, level.id) for level in levels for room in level.rooms if not room.outdoor}
    found = [(_box(f"floor {kind}", kind == "fail"), f"private-{kind}") for kind in _TINTS if kind in rooms]
    if "captures" in layers and report.captures:
        found += _capture_entries(report, doors)
    if "sightlines" in layers:
        found += _line_entries(report, {level.id for level in levels})
    found += _sign_entries(report, {level.id for level in levels}, layers)
    bad = any(outcome is Outcome.FAIL for outcome in standing.cameras.values())
    found += _opening_entries(levels) + _signs_drawn(report, levels, layers)
    return [*found, *_thing_entries(levels, layers, bad)]


def _line_entries(report: Report, levels: set[str]) -> list[tuple[str, str]]:
    drawn = {f.outcome for f in report.findings if f.evidence.sightline and f.about[0].level in levels}
    codes = {Outcome.FAIL: "", Outcome.CONDITIONAL: "-conditional", Outcome.UNKNOWN: "-unknown"}
    return [(path("M0,0H20", f"sight {o}"), f"sightline{code}") for o, code in codes.items() if o in drawn]


def _sign_entries(report: Report, levels: set[str], layers: frozenset[Layer]) -> list[tuple[str, str]]:
    walk = group("walk", [path("M0,0H20", "line"), path("M20,0l-7,-3.5v7z", "head")])
    seen = group(
        "walk",
        [element("circle", cx=10, r=4.5, class_="seen"), element("circle", cx=10, r=1.7, class_="spot")],
    )
    legible = any(s.polygons and s.sign.level in levels for s in report.legible)
    walks = [(f, leg) for f in report.findings for on, leg in walks_of(f) if on in levels]
    drawn = walks if "walks" in layers else []
    rows = [
        ("legible" in layers and legible, _box("legible"), "legible"),
        (any(not begins_in_view(leg) for _, leg in drawn), walk, "walk"),
        (any(place_seen(f, leg) for f, leg in drawn), seen, "walk-seen"),
        ("density" in layers and bool(report.captures), path("M0,4A20,20 0 0 1 20,4", "band"), "density"),
    ]
    return [(swatch, code) for there, swatch, code in rows if there]


_TINTS = ("fail", "conditional", "unknown", "relying", "clear")


def _box(class_: str, hatched: bool = False) -> str:
    plain = element("rect", x=0, y=-5, width=20, height=10, class_=class_)
    hatch = element("rect", x=0, y=-5, width=20, height=10, fill="url(#oc-hatch)") if hatched else ""
    return plain + hatch + element("rect", x=0, y=-5, width=20, height=10, class_="hair")


def _capture_entries(report: Report, doors: Doors) -> list[tuple[str, str]]:
    if doors == "open":
        return [(_box("capture"), "capture-open")]
    shut = {c.camera: c.polygons for c in report.captures if c.doors == "shut"}
    wider = any(c.doors == "open" and shut.get(c.camera) != c.polygons for c in report.captures)
    only = [(_box("capture only"), "capture-only")] if doors == "both" and wider else []
    return [(_box("capture"), "capture-shut"), *only]


def _opening_entries(levels: Sequence[Level]) -> list[tuple[str, str]]:
    openings = [opening for level in levels for opening in level.openings]
    doors = [o for o in openings if o.kind == "door"]
    windows = [o for o in openings if o.kind == "window"]
    dot = element("circle", cx=2, cy=4, r=2.6, class_="closer")
    leaf = path("M2,4V-6", "leaf") + path("M12,4A10,10 0 0 0 2,-6", "swing")
    pane = element("rect", x=0, y=-2.5, width=20, height=5, class_="pane") + path("M0,0H20", "glass")
    frosted = element("rect", x=0, y=-2.5, width=20, height=5, class_="pane frosted") + path(
        "M0,0H20", "glass"
    )
    rows = [
        (any(not o.self_closing for o in doors), leaf, "door"),
        (any(o.self_closing for o in doors), leaf + dot, "door-closer"),
        (any(o.glazing in (None, "clear") for o in windows), pane, "window"),
        (any(o.glazing == "frosted" for o in windows), frosted, "window-frosted"),
        (any(o.kind == "passage" for o in openings), path("M0,0H20", "passage"), "passage"),
    ]
    return [(swatch, code) for there, swatch, code in rows if there]


def _signs_drawn(report: Report, levels: Sequence[Level], layers: frozenset[Layer]) -> list[tuple[str, str]]:
    """Signs that are read from somewhere, and signs that are not."""
    unread = [(x.id, name) for x in levels for name in unread_signs(report, x.id)]
    signs = [(x.id, sign.id) for x in levels for sign in x.signs] if "signs" in layers else []
    place = "translate(10,0) scale(.8)"
    good, poor = group("sign", sign_shape(), transform=place), sign_shape(unread=True)
    rows = [
        (any(sign not in unread for sign in signs), good, "sign"),
        (any(sign in unread for sign in signs), group("sign unread", poor, transform=place), "sign-unread"),
    ]
    return [(swatch, code) for there, swatch, code in rows if there]


def _thing_entries(levels: Sequence[Level], layers: frozenset[Layer], bad: bool) -> list[tuple[str, str]]:
    shape, place = camera_shape(Camera(id="", at=(0, 0), heading=90)), "translate(8,0)"
    camera, camera_bad = (group(f"camera{c}", shape, transform=place) for c in ("", " bad"))
    rows = [
        ("cameras" in layers and any(x.cameras for x in levels), camera, "camera"),
        ("cameras" in layers and bad, camera_bad, "camera-bad"),
        (any(x.walls for x in levels), path("M0,0H20", "wall low"), "wall"),
        ("obstacles" in layers and any(x.obstacles for x in levels), _box("obstacle"), "obstacle"),
        (any(r.outdoor for x in levels for r in x.rooms), _box("yard"), "yard"),
        ("zones" in layers and any(x.zones for x in levels), path("M0,-5H20V5H0Z", "zone"), "zone"),
    ]
    return [(swatch, code) for there, swatch, code in rows if there]
