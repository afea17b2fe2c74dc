"""What a room is for: the table of uses, and how a label was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["known", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the use of a room is known.

    ``known``: every use in ``uses`` holds (one, or several where the plan gives several).
    ``ambiguous``: one of ``uses`` holds, and nothing says which. ``unknown``: ``uses`` is empty.
    ``why`` tells the source in one word and a detail: ``given``, ``own:2##``, ``lexicon:en:toilet``,
    ``tag:amenity=toilets``, ``no-label``, ``no-word``.
    """

    status: Status
    uses: tuple[str, ...] = ()
    why: str = ""


UNREAD = Reading("unknown", (), "no-label")


@dataclass(frozen=True, slots=True)
class Use:
    """One row of the table of uses.

    ``sensitive``: ``yes`` (private by its nature), ``some`` (in some laws), ``no``.
    ``names``: the plain name by language of the report.
    """

    id: str
    sensitive: Literal["yes", "some", "no"]
    names: dict[str, str]
