"""The table of uses, and what a use is in a venue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from offcamera.labels.pages import Page, read_page, table, texts
from offcamera.model.use import Use


@cache
def _page() -> Page:
    return read_page("uses.yaml")


def _use(id_: str, row: Page) -> Use:
    sensitive = row["sensitive"]
    if sensitive not in ("yes", "some", "no"):
        raise ValueError(f"uses.yaml: {id_}: sensitive is {sensitive!r}, not yes, some or no")
    names = {str(k): str(v) for k, v in table(row["names"]).items()}
    return Use(id_, sensitive, names)


@cache
def _uses() -> dict[str, Use]:
    return {id_: _use(id_, table(row)) for id_, row in table(_page()["uses"]).items()}


class _Table(Mapping[str, Use]):
    """The rows of uses.yaml, read when the first one is asked for: a run without labels pays nothing."""

    def __getitem__(self, id_: str) -> Use:
        return _uses()[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(_uses())

    def __len__(self) -> int:
        return len(_uses())


#: Every use by its id, in the order of the table: private ones first.
USES: Mapping[str, Use] = _Table()


@cache
def is_private(use: str) -> bool:
    """Whether a room of this use is private by its nature (``sensitive: yes``)."""
    return use in USES and USES[use].sensitive == "yes"


@cache
def uses_in_venue(use: str, venue: str | None) -> tuple[str, ...]:
    """What a room read as ``use`` may be in ``venue``: one of the uses returned holds.

    One use: it is that. Several: the venue is not said, and it may be each of them (a bedroom is a guest
    room in a hotel, a patient room in a hospital or clinic, a dormitory room in a school). A venue that
    the table does not name leaves the use as it is. ``use`` need not be in the table.
    """
    row = table(table(_page()["in_venue"]).get(use, {}))
    return texts(row.get(venue or "unsaid", [])) or (use,)
