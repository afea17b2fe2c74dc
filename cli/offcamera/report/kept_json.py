"""What a JSON report holds so that a later audit can be set against it: the terms, and where things are."""

from __future__ import annotations

from offcamera.findings.placing import list_spots
from offcamera.findings.report import Report
from offcamera.findings.spot import Spot
from offcamera.findings.taking import list_asked, list_terms
from offcamera.model.place import Ref
from offcamera.report.waiver_json import Json


def kept_as_json(report: Report) -> dict[str, Json]:
    """The terms of an audit, how each clause was asked, and the place of everything (m, m²)."""
    return {
        "terms": dict(list_terms(report)),
        "asked": dict(list_asked(report)),
        "things": [_thing(ref, spot) for ref, spot in list_spots(report.plan).items()],
    }


def _thing(ref: Ref, spot: Spot) -> Json:
    place: dict[str, Json] = {"at": list(spot.at), "size": spot.size}
    return {"kind": ref.kind, "level": ref.level, "id": ref.id, **place}
