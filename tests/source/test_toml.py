"""TOML: dates stay text, faults have a place."""

from __future__ import annotations

import pytest

from offcamera.errors import Refused
from offcamera.source import read_source

TEXT = """\
fail-on = "error"
day = 2026-01-01

[tool.offcamera]
packs = ["cn"]
"severity.x" = {a = 1}

[[rules]]
id = 1
[[rules]]
id = 2
"""


def test_values_and_their_places() -> None:
    source = read_source(TEXT, "offcamera.toml")
    assert source.value == {
        "fail-on": "error",
        "day": "2026-01-01",
        "tool": {"offcamera": {"packs": ["cn"], "severity.x": {"a": 1}}},
        "rules": [{"id": 1}, {"id": 2}],
    }
    assert source.where_key(["tool", "offcamera", "packs"]) == (5, 1)
    assert source.where(["tool", "offcamera", "packs", 0]) == (5, 9)
    assert source.where_key(["tool", "offcamera", "severity.x"]) == (6, 1)
    assert source.where(["rules", 1, "id"]) == (11, 6)
    assert source.where_key(["day"]) == (2, 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\nb = [", 2, "Invalid value"),
        ("a = 1\na = 2", 2, "Cannot overwrite"),
        ("a = 1\n\n[t]\nb = nan", 4, "t.b is not a figure"),
        ("a = " + "[" * 100_000, 0, "nested more than 64 deep"),
    ],
)
def test_faults(text: str, line: int, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_source(text, "offcamera.toml")
    (fault,) = refusal.value.faults
    assert fault.line == line
    assert words in fault.says
