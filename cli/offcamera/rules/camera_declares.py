"""Each camera declares what the law wants declared: necessity, consent, assessment, storage, filing …

A field stands under ``declares``, of the camera, of its model or of the whole site; ``purpose`` is a key of
the camera itself. A field left out, left empty or false is not declared, unless false is an allowed value. A
field may have allowed values; then every value that is given must be one of them. What is not declared fails
and is not merely unknown, since the duty is to declare.

Passes: consent: separate, where separate and written are allowed. Fails: consent: none, or none stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from offcamera.findings.evidence import Evidence
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.rules.sighting import Site

ID = "camera-declares"
LOOKS_AT = "camera"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``fields``: names, ``{field, values}``, or a mapping of names to the values that are allowed."""

    fields: tuple[object, ...] | Mapping[str, object] = field(default_factory=tuple)

    def asked(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each field with its allowed values as text; none: whatever is said."""
        items = self.fields.items() if isinstance(self.fields, Mapping) else map(_named, self.fields)
        for name, values in items:
            yield str(name), _listed(values)


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Does each camera declare these fields, each with an allowed value?"""
    asked = tuple(params.asked())
    for level, camera in site.cameras():
        ref = Ref("camera", level.level.id, camera.id)
        answers = [a for name, allowed in asked if (a := _fault(camera, ref, name, allowed))]
        yield from answers or [Answer(looked_at=ref, outcome=Outcome.PASS, about=(ref,), place=camera.place)]


def _fault(camera: Camera, ref: Ref, name: str, allowed: tuple[str, ...]) -> Answer | None:
    """One fact for a field that is not declared as it should be; None for one that is."""
    said = _listed(camera.purpose if name == "purpose" else camera.declares.get(name))
    wrong = [word for word in said if allowed and word not in allowed]
    missing = not said or (said == ("false",) and not allowed)
    if not missing and not wrong:
        return None
    undeclared = "no-purpose" if name == "purpose" else "undeclared"
    figures = {"said": ", ".join(wrong), "allowed": ", ".join(allowed)}
    return Answer(
        looked_at=ref,
        outcome=Outcome.FAIL,
        about=(ref, Ref("field", "", name)),
        what=undeclared if missing else "not-allowed",
        evidence=Evidence(figures={key: text for key, text in figures.items() if text}),
        place=camera.place,
    )


def _named(item: object) -> tuple[object, object]:
    return (item.get("field"), item.get("values")) if isinstance(item, Mapping) else (item, None)


def _listed(said: object) -> tuple[str, ...]:
    """What is said as words: nothing, one, or several; true and false as the plan writes them."""
    items = said if isinstance(said, list | tuple) else (said,)
    texts = (
        str(item).lower() if isinstance(item, bool) else str(item).strip()
        for item in items
        if item is not None
    )
    return tuple(text for text in texts if text)
