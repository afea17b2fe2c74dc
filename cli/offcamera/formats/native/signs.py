"""Signs: from entries to the nouns of the model."""

from __future__ import annotations

import math
from collections.abc import Sequence

from offcamera.formats.native.devices import SignEntry
from offcamera.formats.native.notes import Path
from offcamera.formats.native.scale import doubt_scale
from offcamera.formats.native.storey import Storey
from offcamera.model.sign import Sign

#: A print may be larger than its sheet by so much (m): the plan rounds both.
_SHEET = 0.001
#: What a sign may hang on, besides a door that is named.
MOUNTS = frozenset(("wall", "post", "ceiling", "leaf", "glass", "both-sides"))


def build_signs(entries: Sequence[SignEntry], storey: Storey) -> tuple[Sign, ...]:
    """The notices of a level."""
    rows = zip(entries, storey.ids_of("signs"), strict=True)
    return tuple(_build_sign(e, name, (*storey.path, "signs", i), storey) for i, (e, name) in enumerate(rows))


def _build_sign(entry: SignEntry, name: str, path: Path, storey: Storey) -> Sign:
    doubt_scale("sign-height", entry.height, name, path, storey)
    doubt_scale("sign-size", None if entry.size is None else max(entry.size), name, path, storey)
    doubt_scale("text-height", entry.text_height, name, path, storey)
    _doubt_print(entry, name, path, storey)
    return Sign(
        id=name,
        at=entry.at,
        height=entry.height,
        facing=entry.facing,
        size=entry.size,
        text_height=entry.text_height,
        pictogram=entry.pictogram,
        double_sided=bool(entry.double_sided),
        on=_on(entry, path, storey),
        content=entry.content or {},
        languages=entry.languages or (),
        place=storey.notes.place(path),
    )


def _doubt_print(entry: SignEntry, name: str, path: Path, storey: Storey) -> None:
    """Tell a print that is larger than its sheet (m); the sign then counts as legible nowhere."""
    wide, tall = entry.size or (math.inf, math.inf)
    prints = (("text_height", entry.text_height, tall), ("pictogram", entry.pictogram, min(wide, tall)))
    for key, size, sheet in prints:
        if size is not None and size > sheet + _SHEET:
            figures: dict[str, float | str] = {
                "figure": key,
                "size": round(size, 4),
                "sheet": round(sheet, 4),
            }
            storey.notes.doubt("print-beyond-sheet", (storey.ref("sign", name),), path, figures)


def _on(entry: SignEntry, path: Path, storey: Storey) -> str | None:
    if entry.on is None or entry.on in MOUNTS:
        return entry.on
    key = storey.ids.find(storey.id, "openings", entry.on)
    if key is None or key[0] != storey.id:
        storey.ids.refuse_unknown((*path, "on"), entry.on, ["openings"], storey.id)
        return None
    return key[1]
