"""One door for every text that comes from outside."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

from offcamera.errors import Refused
from offcamera.source.json_text import read_json
from offcamera.source.position import Source
from offcamera.source.text import decode_text
from offcamera.source.yaml_text import read_yaml

Kind = Literal["yaml", "json", "toml"]

_KINDS: dict[str, Kind] = {".json": "json", ".geojson": "json", ".toml": "toml"}


def kind_of(file: str) -> Kind:
    """What a file is by the end of its name; YAML when the name does not tell."""
    return _KINDS.get(PurePath(file).suffix.lower(), "yaml")


def read_source(data: bytes | str, file: str, kind: Kind | None = None) -> Source:
    """Plain values with the line and column, from 1, of every key and value.

    ``kind`` defaults to what the name of the file says. A YAML text that opens like JSON is read as JSON
    where it is JSON, since YAML readers refuse the surrogate pairs of JSON.

    Raises Refused with every fault: encoding, control characters, size, syntax, duplicate keys, NaN, depth,
    tags, a second document, aliases that stand for too much.
    """
    text = decode_text(data, file)
    kind = kind or kind_of(file)
    if kind == "yaml" and text[:200].lstrip().startswith(("{", "[")):
        try:
            return read_json(text, file)
        except Refused:
            return read_yaml(text, file)
    if kind == "toml":
        from offcamera.source.toml_text import read_toml  # noqa: PLC0415  only settings are TOML, and few

        return read_toml(text, file)
    return read_json(text, file) if kind == "json" else read_yaml(text, file)
