"""The kinds of value that the keys of a plan take: how each is read, and what an editor is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import PlainValidator, WithJsonSchema

from offcamera.formats.native.measures import (
    read_extent,
    read_extents,
    read_floor,
    read_fov,
    read_head,
    read_heading,
    read_image_outline,
    read_length,
    read_millimetres,
    read_outline,
    read_pan,
    read_path,
    read_pixels,
    read_point,
    read_presets,
    read_tilt,
    read_zoom,
)
from offcamera.formats.native.words import read_facts, read_flag, read_name, read_names, read_text, read_texts
from offcamera.model.place import Point, Ring


def one_of(kind: Any) -> tuple[str, ...]:
    """The words of a Literal."""
    return get_args(kind)


def typed(read: Callable[..., Any], schema: Mapping[str, object]) -> tuple[PlainValidator, WithJsonSchema]:
    """A reader, and what an editor is told about its values."""
    return PlainValidator(read), WithJsonSchema(dict(schema))


_LENGTH = {"type": ["number", "string"]}
_POINT = {"type": "array", "items": [_LENGTH, _LENGTH], "minItems": 2, "additionalItems": False}
_POINTS = {"type": "array", "items": _POINT}
_WORD = {"type": ["string", "number"]}
_HEADING = {"type": ["number", "string"]}


def _pair_schema(item: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


def _or_pair(item: Mapping[str, object]) -> dict[str, object]:
    return {"anyOf": [dict(item), _pair_schema(item)]}


def _or_list(item: Mapping[str, object]) -> dict[str, object]:
    return {"anyOf": [dict(item), {"type": "array", "items": dict(item)}]}


def _words(words: tuple[str, ...]) -> dict[str, object]:
    return {"enum": list(words)}


Text = Annotated[str, *typed(read_text, _WORD)]
Name = Annotated[str, *typed(read_name, _WORD)]
Names = Annotated[tuple[str, ...], *typed(read_names, _or_list(_WORD))]
Flag = Annotated[bool, *typed(read_flag, {"type": "boolean"})]
Facts = Annotated[dict[str, object], *typed(read_facts, {"type": "object"})]
Texts = Annotated[dict[str, str], *typed(read_texts, {"type": "object"})]
Length = Annotated[float, *typed(read_length, _LENGTH)]
HeadHeight = Annotated[float, *typed(read_head, _LENGTH)]
Extent = Annotated[float, *typed(read_extent, _LENGTH)]
Extents = Annotated[tuple[float, float], *typed(read_extents, _pair_schema(_LENGTH))]
Millimetres = Annotated[float, *typed(read_millimetres, _LENGTH)]
At = Annotated[Point, *typed(read_point, _POINT)]
Outline = Annotated[Ring, *typed(read_outline, {**_POINTS, "minItems": 3})]
Line = Annotated[Ring, *typed(read_path, {**_POINTS, "minItems": 2})]
ImageOutline = Annotated[
    Ring,
    *typed(read_image_outline, {"type": "array", "items": _pair_schema({"type": "number"}), "minItems": 3}),
]
Floor = Annotated[tuple[float, float], *typed(read_floor, _or_pair(_LENGTH))]
Heading = Annotated[float, *typed(read_heading, _HEADING)]
Pan = Annotated[tuple[float, float] | None, *typed(read_pan, _pair_schema(_HEADING))]
Tilt = Annotated[
    tuple[float, ...], *typed(read_tilt, _or_pair({"type": "number", "minimum": -90, "maximum": 90}))
]
Fov = Annotated[
    tuple[float, float | None],
    *typed(read_fov, _or_pair({"type": "number", "exclusiveMinimum": 0, "maximum": 360})),
]
Pixels = Annotated[tuple[int, int], *typed(read_pixels, _pair_schema({"type": "integer", "minimum": 1}))]
Presets = Annotated[int, *typed(read_presets, {"type": ["integer", "array"]})]
Zoom = Annotated[float, *typed(read_zoom, {"type": "number", "minimum": 1})]

SwingSaid = Literal["away", "towards"]
MountSaid = Literal["wall", "ceiling", "post"]
