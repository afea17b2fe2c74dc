"""Height bands on an edge: what a wall closes, and what an opening in it opens again."""

from __future__ import annotations

from dataclasses import replace

from offcamera.sight.floor import Band

#: The open bands of an edge; none at all is a wall.
Bands = tuple[Band, ...]


def close_band(bands: Bands, low: float, high: float, leaf: int | None, solid: int | None = None) -> Bands:
    """The bands less the heights from ``low`` to ``high``; a ``leaf`` closes them only while it is shut.

    With ``solid``, what is left is marked as passing over or under that solid.
    """
    out: list[Band] = []
    for band in bands:
        if band.low < low:
            out.append(_mark(replace(band, high=min(band.high, low)), solid, over=False))
        if band.high > high:
            out.append(_mark(replace(band, low=max(band.low, high)), solid, over=True))
        if leaf is not None:
            inside = replace(band, low=max(band.low, low), high=min(band.high, high))
            out.append(replace(inside, leaf=leaf if band.leaf is None else band.leaf))
    return tuple(b for b in out if b.high > b.low)


def _mark(band: Band, solid: int | None, *, over: bool) -> Band:
    return band if solid is None else replace(band, solid=solid, over=over)


def open_also(bands: Bands, more: Bands) -> Bands:
    """The bands with ``more`` opened: on one line the clearer wins for cameras (case 23).

    A band inside another that no leaf closes adds nothing and is left out.
    """
    out = list(bands)
    for band in more:
        if not any(_holds(b, band) for b in out):
            out = [b for b in out if not _holds(band, b)] + [band]
    return tuple(out)


def _holds(wide: Band, narrow: Band) -> bool:
    same = wide.leaf is None or wide.leaf == narrow.leaf
    return same and wide.solid is None and wide.low <= narrow.low and wide.high >= narrow.high
