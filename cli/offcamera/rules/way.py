"""What rules about walks tell of an unwarned way: its width, what could not be counted, what carries."""

from __future__ import annotations

from offcamera.findings.evidence import Figure
from offcamera.rules.reading import ReadingParams
from offcamera.rules.sighting import Site
from offcamera.sight.proof import WIDEST, Verdict


def tell_way(verdict: Verdict, unread: str) -> dict[str, Figure]:
    """The figures of a verdict: the width of its way (m), unread signs, and the signs that carry a proof."""
    figures: dict[str, Figure] = {"unread": unread} if unread else {}
    if verdict.carries:
        figures["carried-by"] = ", ".join(verdict.carries)
    if verdict.answer == "fail" and verdict.width is None:
        figures["wider-than"] = WIDEST
    elif verdict.width is not None and verdict.answer in ("fail", "conditional"):
        figures["width"] = round(verdict.width, 2)
    if verdict.straight is not None:
        figures["straight-warned"] = round(100 * verdict.straight)
    return figures


def list_unread(site: Site, params: ReadingParams, level: str | None = None) -> str:
    """Signs, of a level or of all, that count for nothing because the plan leaves a figure out."""
    unread = site.walks.notices(params.reading).unread()
    return ", ".join(ref.id for ref, _ in unread if level in (None, ref.level))
