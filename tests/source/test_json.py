"""JSON: the standard parser's values with their places, and faults in words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offcamera.errors import Refused
from offcamera.source import read_source

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abé😀"), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_reads_what_the_standard_parser_reads(
    value: object, is_ascii: bool, indent: int | str | None
) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, indent=indent)
    assert read_source(text, "plan.json").value == json.loads(text)


def test_surrogate_pairs_are_one_letter_in_json_of_any_name() -> None:
    text = r'{"label": "\ud83d\ude00"}'
    assert read_source(text, "plan.json").value == {"label": "😀"}
    assert read_source(text, "plan.yaml").value == {"label": "😀"}


def test_places() -> None:
    source = read_source('{\n  "a": [1,\n    {"b": 2}],\n  "名": 3}', "plan.json")
    assert source.where_key(["a"]) == (2, 3)
    assert source.where(["a", 1, "b"]) == (3, 11)
    assert source.where(["名"]) == (4, 8)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("[" * 100_000, 1, 65, "nested more than 64 deep"),
        ('{"a":' * 100_000, 1, 321, "nested more than 64 deep"),
        ('{"a": 1,\n "a": 2}', 2, 2, "stands here twice; first on line 1"),
        ('{"a": [1, 2,\n]}', 1, 12, "a comma stands before ]"),
        ('{"a": 1,}', 1, 8, "a comma stands before }"),
        ('{"a": NaN}', 1, 7, "NaN is not a figure"),
        ('{"a": -Infinity}', 1, 7, "-Infinity is not a figure"),
        ('{"a": 1e999}', 1, 7, "too large"),
        ('{"a": ' + "9" * 5000 + "}", 1, 7, "too many digits"),
        ('{"a": 01}', 1, 8, "a comma or } was expected"),
        ('{"a": "\\ud83d"}', 1, 7, "half of a surrogate pair"),
        ('{"a" 1}', 1, 6, "a colon was expected"),
        ("{a: 1}", 1, 2, "a key in double quotes was expected"),
        ("{'a': 1}", 1, 2, "a key in double quotes was expected"),
        ('{"a": "b', 1, 7, "unterminated string"),
        ('{"a": "\\x"}', 1, 8, "escape"),
        ('{"a": tru}', 1, 7, "a value was expected"),
        ('{"a": 1', 1, 8, "the text ends"),
        ('{"a": 1} x', 1, 10, "behind the end"),
        ("", 1, 1, "the text ends"),
        ('{"a": ١}', 1, 7, "a value was expected"),
    ],
)
def test_faults_have_words_and_a_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_source(text, "plan.json")
    (fault,) = refusal.value.faults
    assert (fault.line, fault.column) == (line, column)
    assert words in fault.says


def test_a_flow_mapping_is_still_yaml() -> None:
    assert read_source("{a: 1, b: [x]}", "plan.yaml").value == {"a": 1, "b": ["x"]}
