"""The signs say what the law asks: who watches, why, whom to ask, in the languages of the place.

A field counts when a sign states it with some text. With ``together`` the signs of the site may share the
fields between them; without, each sign must carry them all. What the plan does not say is unknown.

Passes: operator, purpose and contact on every sign. Fails: a pictogram and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.place import Place, Ref
from offcamera.model.sign import Sign
from offcamera.rules.sighting import Site

ID = "sign-content"
LOOKS_AT = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """``fields`` to be stated, ``languages`` to be there; ``together``: by all signs of the site."""

    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    together: bool = False


def check(site: Site, params: Params) -> Iterator[Answer]:
    """Does each sign, or the site's signs together, carry these fields in these languages?"""
    if not site.is_spoken_to():
        return
    signs = [(level.level.id, sign) for level in site.scene.levels.values() for sign in level.level.signs]
    if params.together and signs:
        yield _answer(Ref("site", "", ""), [s for _, s in signs], site.plan.place, params)
        return
    for level, sign in signs:
        yield _answer(Ref("sign", level, sign.id), [sign], sign.place, params)


def _answer(ref: Ref, signs: Sequence[Sign], place: Place, params: Params) -> Answer:
    stated = {name for sign in signs for name, text in sign.content.items() if str(text).strip()}
    spoken = {language for sign in signs for language in sign.languages}
    missing = [f for f in params.fields if f not in stated]
    unspoken = [language for language in params.languages if language not in spoken]
    unsaid = (missing and not stated) or (unspoken and not spoken)
    outcome = Outcome.PASS if not missing and not unspoken else Outcome.UNKNOWN if unsaid else Outcome.FAIL
    lacking = {"missing": ", ".join(missing), "languages": ", ".join(unspoken)}
    figures = {name: text for name, text in lacking.items() if text}
    together = "-together" if params.together else ""
    return Answer(
        looked_at=ref,
        outcome=outcome,
        about=(ref,),
        what="" if outcome is Outcome.PASS else f"{'fields' if missing else 'languages'}-missing{together}",
        because=Reason(f"content-unsaid{together}", dict(figures)) if outcome is Outcome.UNKNOWN else None,
        evidence=Evidence(figures=dict(figures)),
        place=place,
    )
