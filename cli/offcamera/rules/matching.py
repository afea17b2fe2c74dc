"""Is a room one of these uses? Four answers, because a label may not say enough (cases 17, 30)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from offcamera.labels import uses_in_venue
from offcamera.model.use import Reading


@dataclass(frozen=True, slots=True)
class Match:
    """``yes``, ``no``, ``some`` (it may be one; ``because`` says why that is open) or ``unknown``."""

    answer: Literal["yes", "no", "some", "unknown"]
    because: str = ""


def match_uses(reading: Reading, uses: Collection[str], venue: str | None) -> Match:
    """Hold what is known of a room against the uses of a clause.

    Uses given together all hold: one that matches suffices. Of an ambiguous label all must match for a yes.
    A bedroom is a guest room in a hotel; where the venue is not said it may be.
    """
    if reading.status == "unknown":
        return Match("unknown", "use-unknown")
    answers = [_match_one(use, uses, venue) for use in reading.uses]
    if reading.status == "ambiguous":
        return _one_of(answers)
    if "yes" in answers:
        return Match("yes")
    return Match("some", "venue-not-said") if "some" in answers else Match("no")


def _match_one(use: str, uses: Collection[str], venue: str | None) -> str:
    holds = [u in uses for u in uses_in_venue(use, venue)]
    return "yes" if all(holds) else "some" if any(holds) else "no"


def _one_of(answers: list[str]) -> Match:
    if set(answers) == {"yes"}:
        return Match("yes")
    return Match("no") if set(answers) == {"no"} else Match("some", "use-ambiguous")
