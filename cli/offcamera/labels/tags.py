"""Read the use of a room from a tag of a map format."""

from __future__ import annotations

from functools import cache

from offcamera.labels.pages import read_page, table, texts
from offcamera.model.use import Reading


@cache
def _tags() -> dict[tuple[str, str], tuple[str, ...]]:
    page = read_page("tags.yaml")
    return {(key, value): texts(uses) for key in page for value, uses in table(page[key]).items()}


def read_tag(key: str, value: str) -> Reading | None:
    """The use that one tag says, or ``None`` if it says none: OpenStreetMap tags, IMDF ``category``.

    An IMDF category falls back to what stands before its dots: ``restroom.male`` is ``restroom``.
    """
    key, name = key.casefold(), value.strip().casefold()
    while name:
        if uses := _tags().get((key, name)):
            return Reading("known" if len(uses) == 1 else "ambiguous", uses, f"tag:{key}={value.strip()}")
        name = name.rpartition(".")[0]
    return None
