"""Each camera has a purpose, the purpose is on the list, and it is specific.

A purpose that could stand for anything is none: a bare *safety* or *security* does not tell why this camera
hangs here (EDPB Guidelines 3/2019, paragraph 15: purposes are specified for every camera, and "for your
safety" is not specific). Spaces, hyphens and capitals do not matter. A purpose that is not stated fails too.

Passes: public-safety, where that is on the list. Fails: marketing, safety, and no purpose at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.sighting import Site

ID = "purpose-allowed"
LOOKS_AT = "camera"

#: Words that name no purpose by themselves (EDPB 3/2019, paragraph 15; the other words are our reading).
VAGUE = (
    "safety", "security", "your-safety", "for-your-safety", "protection", "surveillance", "monitoring",
    "general", "other", "cctv", "安全", "安保", "监控", "其他",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``purposes`` that are allowed, none: any; ``vague``: words that are no purpose by themselves."""

    purposes: tuple[str, ...] = ()
    vague: tuple[str, ...] = VAGUE


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Is each purpose of each camera on the list, and specific?"""
    allowed, vague = set(map(_plain, params.purposes)), set(map(_plain, params.vague))
    for level, camera in site.cameras():
        yield _answer(camera, Ref("camera", level.level.id, camera.id), allowed, vague)


def _answer(camera: Camera, ref: Ref, allowed: Set[str], vague: Set[str]) -> Answer:
    said = [word for word in camera.purpose or () if _plain(word)]
    what, words = _fault(said, allowed, vague)
    return Answer(
        looked_at=ref,
        outcome=Outcome.FAIL if what else Outcome.PASS,
        about=(ref,),
        what=what,
        evidence=Evidence(figures={"said": ", ".join(words)} if words else {}),
        place=camera.place,
    )


def _fault(said: list[str], allowed: Set[str], vague: Set[str]) -> tuple[str, list[str]]:
    """What is wrong with the purposes, and with which; nothing: no word."""
    unlisted = [word for word in said if allowed and _plain(word) not in allowed | vague]
    if unlisted:
        return "not-allowed", unlisted
    loose = [word for word in said if _plain(word) in vague and _plain(word) not in allowed]
    if loose:
        return "vague", loose
    return ("", []) if said else ("unsaid", [])


def _plain(word: str) -> str:
    return "-".join(word.casefold().replace("-", " ").replace("_", " ").split())
