"""The JSON Schema of the report: what an integrator may lean on."""

from __future__ import annotations

from offcamera.errors import Exit
from offcamera.findings.change import State
from offcamera.findings.compare import GROWTHS
from offcamera.findings.outcome import Outcome, Severity

Schema = dict[str, object]
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FIGURES: Schema = {"type": "object", "additionalProperties": {"type": ["number", "string", "null"]}}
_TEXTS: Schema = {"type": "object", "additionalProperties": _TEXT}
_POINT: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_LINE: Schema = {"type": "array", "items": _POINT}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_OUTCOME: Schema = {"enum": [outcome.value for outcome in Outcome]}
_SEVERITY: Schema = {"enum": [severity.value for severity in Severity]}
_OUTCOMES: Schema = {
    "type": "object",
    "required": [o.value for o in Outcome],
    "properties": {o.value: _COUNT for o in Outcome},
}


def report_schema() -> Schema:
    """The schema of ``offcamera_report`` 1 (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "offcamera report, version 1",
        **_object(
            offcamera_report={"const": 1},
            tool=_object(name=_TEXT, version=_TEXT),
            as_of=_DATE,
            fail_on={"enum": ["error", "warning", "note", "none", "never"]},
            accept=_list(_OUTCOME),
            exit={"enum": [int(code) for code in Exit]},
            packs=_list(_pack()),
            sites=_list(_site()),
            not_audited=_list(_not_audited()),
            skipped=_COUNT,
            interrupted={"type": "boolean"},
            baseline=_or_null(_object(file=_TEXT, not_met=_list(_object(site=_TEXT, file=_TEXT)))),
        ),
        "$defs": {"ref": _object(kind=_TEXT, level=_TEXT, id=_TEXT), "place": _place()},
    }


def _object(**properties: Schema) -> Schema:
    """An object that has each of these and nothing else."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_REF: Schema = {"$ref": "#/$defs/ref"}
_NUMBER: Schema = {"type": ["number", "null"]}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}


def _place() -> Schema:
    number: Schema = {"type": ["integer", "null"], "minimum": 1}
    return _object(file=_TEXT, line=number, column=number)


def _not_audited() -> Schema:
    return _object(file=_TEXT, because=_TEXT, ours={"type": "boolean"}, faults=_list(_fault()))


def _fault() -> Schema:
    return _object(says=_TEXT, place={"$ref": "#/$defs/place"}, thing=_TEXT_OR_NULL, help=_TEXT_OR_NULL)


def _pack() -> Schema:
    return _object(
        id=_TEXT,
        title=_TEXT,
        family=_TEXT,
        status={"enum": ["in-force", "draft", "superseded", "guidance", "house"]},
        in_force=_or_null(_DATE),
        until=_or_null(_DATE),
        superseded_by=_TEXT_OR_NULL,
        source=_TEXT,
    )


def _clause() -> Schema:
    return _object(
        id=_TEXT,
        pack=_TEXT,
        clause=_TEXT,
        rule=_TEXT_OR_NULL,
        source=_TEXT,
        verified={"enum": ["primary", "secondary", "recalled", None]},
        reading={"enum": ["literal", "inferred"]},
        says=_TEXT,
        advice=_TEXT,
        penalty=_TEXT,
        in_force=_or_null(_DATE),
        until=_or_null(_DATE),
    )


def _site() -> Schema:
    counts = ("rooms", "openings", "cameras", "signs")
    return _object(
        file=_TEXT,
        site=_TEXT,
        about={"type": "object", "additionalProperties": _TEXT},
        venue=_TEXT_OR_NULL,
        as_of=_DATE,
        clear={"type": "boolean"},
        levels=_list(_object(id=_TEXT, name=_TEXT, **dict.fromkeys(counts, _COUNT))),
        private_rooms=_object(total=_COUNT, **{o.value: _COUNT for o in Outcome}, relying=_COUNT),
        packs=_list(_TEXT),
        clauses=_list(_clause()),
        findings=_list(_finding()),
        looked_at=_list(_tally()),
        reliances=_list(_reliance()),
        assumptions=_list(_object(what=_TEXT, about=_REF, figures=_FIGURES)),
        not_answered=_list(_object(clause=_TEXT, because={"enum": ["manual", "later"]})),
        left_out=_list(_TEXT),
        not_for=_list(_TEXT),
        not_in_force=_list(_TEXT),
        lowered=_list(_TEXT),
        waivers_unused=_list(_object(**_waiver())),
        baseline=_or_null(_against()),
        terms=_TEXTS,
        asked=_TEXTS,
        things=_list(_object(kind=_TEXT, level=_TEXT, id=_TEXT, at=_POINT, size=_NUMBER)),
    )


def _tally() -> Schema:
    return _object(
        clause=_TEXT,
        rule=_TEXT,
        kind=_TEXT,
        looked_at=_COUNT,
        outcomes=_OUTCOMES,
        relying=_COUNT,
        not_judged=_COUNT,
        waived=_COUNT,
    )


def _reliance() -> Schema:
    return _object(what=_TEXT, about=_REF, camera=_REF, room=_REF, area=_NUMBER, density=_NUMBER)


def _finding() -> Schema:
    return _object(
        id=_TEXT,
        rule=_TEXT,
        what=_TEXT_OR_NULL,
        outcome=_OUTCOME,
        severity=_SEVERITY,
        counts={"type": "boolean"},
        waived=_or_null(_waived()),
        baseline=_or_null(_object(**_change())),
        says=_TEXT,
        to_do=_TEXT,
        about=_list(_REF),
        clauses=_list(_object(id=_TEXT, outcome=_OUTCOME, severity=_SEVERITY)),
        places=_list({"$ref": "#/$defs/place"}),
        evidence=_evidence(),
        on=_list(_list(_REF)),
        because=_or_null(_object(code=_TEXT, figures=_FIGURES)),
        reliances=_list(_reliance()),
    )


def _waiver() -> dict[str, Schema]:
    place: Schema = {"$ref": "#/$defs/place"}
    return {"finding": _TEXT, "reason": _TEXT, "approved_by": _TEXT, "until": _DATE, "place": place}


def _waived() -> Schema:
    """Figures of ``worse``: what was approved (null: not said) and what is found now."""
    figure: Schema = {"type": ["number", "string", "null"]}
    worse = _list(_object(what={"enum": list(GROWTHS)}, name=_TEXT_OR_NULL, approved=figure, now=figure))
    return _object(**_waiver(), holds={"type": "boolean"}, lapsed={"type": "boolean"}, worse=worse)


def _change() -> dict[str, Schema]:
    """How a finding stands to the baseline; ``worse`` and ``better`` with the figures then and now."""
    figure: Schema = {"type": ["number", "string", "null"]}
    grown = _list(_object(what={"enum": list(GROWTHS)}, name=_TEXT_OR_NULL, was=figure, now=figure))
    return {
        "state": {"enum": [state.value for state in State]},
        "was": _TEXT_OR_NULL,
        "renamed": {"type": "boolean"},
        "worse": grown,
        "better": grown,
        "because": _TEXT_OR_NULL,
        "names": _list(_TEXT),
    }


def _against() -> Schema:
    """How a site stands to the baseline; ``left`` is what is not found any more."""
    old = _object(id=_TEXT, rule=_TEXT, outcome=_OUTCOME, severity=_SEVERITY, says=_TEXT, about=_list(_REF))
    return _object(
        counts=_object(**{state.value: _COUNT for state in State}),
        since=_TEXT_OR_NULL,
        left=_list(_object(**_change(), old=old)),
        renamed=_list(_object(was=_REF, now=_REF)),
        terms=_list(_object(name=_TEXT, was=_TEXT, now=_TEXT)),
        clauses=_list(_TEXT),
    )


def _evidence() -> Schema:
    return _object(
        area=_NUMBER,
        of_area=_NUMBER,
        share=_NUMBER,
        nearest=_or_null(_POINT),
        distance=_NUMBER,
        density=_NUMBER,
        bands=_or_null(_object(edition_2015=_TEXT_OR_NULL, edition_2025=_TEXT_OR_NULL)),
        sightline=_LINE,
        walk=_LINE,
        legs=_list(_object(level=_TEXT, points=_LINE)),
        through=_list(_REF),
        doors=_TEXT_OR_NULL,
        outline=_list(_LINE),
        figures=_FIGURES,
    )
