"""Each door that lets people in by their face has another way to be let in.

How one is let in stands under ``access_control`` of a door or passage. Beside *face* there must be one of
``ways``; a reader of fingers, palms, eyes or voices is no other way, since it is biometric too.

Passes: access_control: [face, card]. Fails: access_control: [face].
"""

from __future__ import annotations

from dataclasses import dataclass

ID = "alternative-offered"
LOOKS_AT = "opening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``ways`` that count as another way to be let in."""

    ways: tuple[str, ...] = ("card", "key", "pin", "code", "phone", "ticket", "intercom", "staff", "other")
