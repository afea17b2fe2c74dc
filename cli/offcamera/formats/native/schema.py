"""JSON Schema of the plan format for editors (draft 07, which every editor reads)."""

from __future__ import annotations

from typing import Any

from offcamera.formats.native.site import PlanEntry

_DRAFT = "http://json-schema.org/draft-07/schema#"
#: Words of the schema library that an editor would only show as clutter.
_CLUTTER = frozenset(("title", "default"))


def plan_schema() -> dict[str, Any]:
    """The schema of a plan, with a sentence on every key; an empty value is a key left out."""
    schema = _tidy(PlanEntry.model_json_schema(ref_template="#/definitions/{model}"))
    definitions = schema.pop("$defs", {})
    return {
        "$schema": _DRAFT,
        "title": "offcamera plan",
        **schema,
        "definitions": dict(sorted(definitions.items())),
    }


def _tidy(node: Any) -> Any:
    if isinstance(node, list | tuple):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy_key(key, value) for key, value in node.items() if not _is_clutter(key, value)}
    return _without_null(tidy)


def _tidy_key(key: str, value: Any) -> Any:
    """Names of keys are kept as they are: a key may be called ``title``."""
    if key in ("properties", "$defs") and isinstance(value, dict):
        return {name: _tidy(inner) for name, inner in value.items()}
    return _tidy(value)


def _is_clutter(key: str, value: Any) -> bool:
    return key in _CLUTTER and not isinstance(value, dict)


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    """One shape or nothing is shown as that shape: draft 07 ignores what stands beside a ``$ref``."""
    shapes = [shape for shape in node.get("anyOf", []) if shape != {"type": "null"}]
    if not shapes or len(shapes) == len(node["anyOf"]):
        return node
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if len(shapes) == 1 and "$ref" not in shapes[0]:
        return {**shapes[0], **rest}
    return {**rest, ("allOf" if len(shapes) == 1 else "anyOf"): shapes}
