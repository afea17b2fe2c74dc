"""A finding accepted, with a reason, an approver and an end date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from offcamera.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Accepts one finding until a day, as far as it is no worse than what was approved."""

    finding: str
    site: str = ""  #: whose finding it is; empty: that of the plan that it stands in
    reason: str
    approved_by: str
    until: date
    approved: Mapping[str, object] = field(default_factory=dict)
    place: Place = Place()
