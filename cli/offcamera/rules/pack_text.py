"""How a pack is written: the shape of its YAML, and the rules that it may name with their parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

_READING = frozenset({"read", "factor", "max_angle", "eye_heights"})
_TOLERANCE = frozenset({"least_area", "least_share", "within"})
#: Rules that a clause may name, with the parameters that each takes; the rest of a law says ``rule: none``.
PARAMETERS: Mapping[str, frozenset[str]] = {
    "camera-in-room": frozenset({"uses"}),
    "view-into-room": frozenset({"uses", "masks", "least_area", "least_density"}),
    "view-into-zone": frozenset({"zones", "least_area"}),
    "room-use-known": frozenset({"least_area"}),
    "sign-before-capture": frozenset({*_READING, "notice", "walkers", "per", "facing"}),
    "sign-at-entrance": frozenset({*_READING, "walkers"}),
    "sign-in-place": frozenset({*_READING, "walkers"}),
    "sign-legible": frozenset({*_READING, "least_size", "height", "least_distance", "hung"}),
    "sign-content": frozenset({"fields", "languages", "together"}),
    "camera-declares": frozenset({"fields"}),
    "purpose-allowed": frozenset({"purposes", "vague"}),
    "retention-within": frozenset({"least", "most"}),
    "capture-proportionate": frozenset({*_TOLERANCE, "most_share"}),
    "face-zone-contained": frozenset({*_TOLERANCE, "density"}),
    "alternative-offered": frozenset({"ways"}),
    "declared-view-true": _TOLERANCE,
    "plan-consistent": frozenset(),
}
RULE_IDS = tuple(PARAMETERS)

#: What a plan may say of its site; a venue that no plan can name would leave a clause unasked in silence.
Venue = Literal[
    "hotel", "hospital", "clinic", "school", "gym", "pool", "office",
    "retail", "restaurant", "station", "museum", "residence", "factory", "other",
]  # fmt: skip
#: More words than this are no help.
_SHORT_LIST = 24
_Severity = Literal["error", "warning", "note"]
_TEXT_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
            "required": ["en"],
            "additionalProperties": False,
        },
    ]
}
_SEVERITY_WORD = {"enum": ["error", "warning", "note"]}
_SEVERITY_SCHEMA = {
    "anyOf": [
        _SEVERITY_WORD,
        {
            "type": "object",
            "properties": dict.fromkeys(("fail", "conditional", "unknown"), _SEVERITY_WORD),
            "additionalProperties": False,
        },
    ]
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Texts(_Strict):
    """One text in the languages of the report; English is always there."""

    en: str
    zh: str | None = None


class SeverityText(_Strict):
    """The weight of each outcome that is no pass; what is not said weighs as an error."""

    fail: _Severity = "error"
    conditional: _Severity = "error"
    unknown: _Severity = "error"


def _as_texts(value: object) -> object:
    return {"en": value} if isinstance(value, str) else value


def _as_severities(value: object) -> object:
    return dict.fromkeys(("fail", "conditional", "unknown"), value) if isinstance(value, str) else value


Text = Annotated[Texts, BeforeValidator(_as_texts), WithJsonSchema(_TEXT_SCHEMA)]
Severities = Annotated[SeverityText, BeforeValidator(_as_severities), WithJsonSchema(_SEVERITY_SCHEMA)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class AppliesText(_Strict):
    """To whom a clause speaks; what is left out is everybody."""

    venue: tuple[Venue, ...] = ()
    access: tuple[Literal["public", "staff", "private"], ...] = ()
    device: Literal["any", "face-recognition"] = "any"


class ClauseText(_Strict):
    """One clause as it is written."""

    id: Name
    rule: str
    clause: str = ""
    source: str = ""
    verified: Literal["primary", "secondary", "recalled"] | None = None
    reading: Literal["literal", "inferred"] = "literal"
    because: Literal["manual", "later"] | None = None
    severity: Severities | None = None
    applies: AppliesText = AppliesText()
    says: Text
    advice: Text | None = None
    penalty: Text | None = None
    in_force: date | None = None
    until: date | None = None
    parameters: dict[str, object] = Field(default_factory=dict, alias="with")


class ChangeText(_Strict):
    """What a pack changes of a clause that it takes over; parameters that it does not name stay."""

    severity: Severities | None = None
    parameters: dict[str, object] = Field(default_factory=dict, alias="with")


class PackText(_Strict):
    """One pack as it is written: its own clauses, or those of another with some added, dropped or changed."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"anyOf": [{"required": ["clauses"]}, {"required": ["extends"]}]},
    )

    pack: Name
    title: Text
    status: Literal["in-force", "draft", "superseded", "guidance", "house"]
    family: str = ""
    in_force: date | None = None
    until: date | None = None
    by: str = ""
    source: str = ""
    clauses: tuple[ClauseText, ...] = Field(default=(), json_schema_extra={"minItems": 1})
    extends: str = ""
    add: tuple[ClauseText, ...] = ()
    drop: tuple[Name, ...] = ()
    change: dict[str, ChangeText] = Field(default_factory=dict)


def nearest(word: str, known: Sequence[str]) -> str:
    """``did you mean …?`` for the known word that is nearest, or what there is."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return "there is " + ", ".join(known) if len(known) <= _SHORT_LIST else ""
