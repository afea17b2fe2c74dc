"""The schema for editors: of draft 07, with a sentence on every key, and it agrees with the reader."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from offcamera.formats.native import first_plan, plan_schema
from offcamera.source import read_source


def objects_in(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for item in schema for found in objects_in(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if "properties" in schema else []
    return own + [found for part in schema.values() for found in objects_in(part)]


def test_it_is_of_draft_07() -> None:
    jsonschema.Draft7Validator.check_schema(plan_schema())
    assert plan_schema()["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in str(plan_schema())
    assert "prefixItems" not in str(plan_schema())


def test_every_key_has_a_sentence_and_no_other_key_is_allowed() -> None:
    found = objects_in(plan_schema())
    assert len(found) >= 15
    for part in found:
        assert part["additionalProperties"] is False
        for name, key in part["properties"].items():
            assert key.get("description", "").endswith((".", "…")), name


def test_it_takes_the_first_plan() -> None:
    jsonschema.Draft7Validator(plan_schema()).validate(read_source(first_plan(), "plan.yaml").value)


@pytest.mark.parametrize(
    "change",
    [
        {"offcamera": 2},
        {"venue": "hotell"},
        {"levels": [{"id": "G", "celing": 3}]},
        {"levels": [{"openings": [{"kind": "gate", "line": [[0, 0], [1, 0]]}]}]},
        {"levels": [{"cameras": [{"at": [0, 0, 0]}]}]},
        {"levels": [{"cameras": [{"heading": 3}]}]},
        {"levels": [{"cameras": [{"at": [0, 0], "fov": 400}]}]},
    ],
)
def test_it_refuses_what_the_reader_refuses(change: dict[str, object]) -> None:
    plan = {"offcamera": 1, "site": "S", "levels": [{"id": "G"}]}
    validator = jsonschema.Draft7Validator(plan_schema())
    assert validator.is_valid(plan)
    assert not validator.is_valid({**plan, **change})
