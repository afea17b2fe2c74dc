"""Pixel density in the words of the trade."""

from __future__ import annotations

from dataclasses import dataclass

#: IEC 62676-4:2014 (EN 2015), clause 6.7, px/m: monitor, detect, observe, recognise, identify, inspect.
EDITION_2015 = (
    (1000.0, "inspect"),
    (250.0, "identify"),
    (125.0, "recognise"),
    (62.5, "observe"),
    (25.0, "detect"),
    (12.5, "monitor"),
)
#: IEC 62676-4:2025, clause 6.7, px/m: the levels were defined anew.
EDITION_2025 = (
    (1500.0, "scrutinise"),
    (500.0, "validate"),
    (250.0, "characterise"),
    (125.0, "perceive"),
    (80.0, "discern"),
    (40.0, "outline"),
    (20.0, "overview"),
)

#: Above the highest level of either edition a figure tells nothing more (px/m); right under a camera it
#: grows without bound.
MOST_TOLD = 1500


@dataclass(frozen=True, slots=True)
class Bands:
    """The level that a pixel density reaches in either edition; None: below the lowest."""

    edition_2015: str | None
    edition_2025: str | None


def name_bands(density: float) -> Bands:
    """The levels that ``density`` (px/m) reaches in IEC 62676-4, editions of 2014/2015 and of 2025.

    A density is first rounded up to whole px/m, as it is printed: what can be seen is not told too low.
    """
    shown = whole_density(density)
    return Bands(_highest(shown, EDITION_2015), _highest(shown, EDITION_2025))


def whole_density(density: float) -> int:
    """Pixel density in whole px/m, rounded up save for the last 1e-6 of computing noise."""
    whole = int(density)
    return whole if density - whole < 1e-6 else whole + 1


def _highest(density: int, levels: tuple[tuple[float, str], ...]) -> str | None:
    return next((name for least, name in levels if density >= least), None)
