"""YAML: core-schema values with their places, and every known trap refused in words."""

from __future__ import annotations

import pytest

from offcamera.errors import Refused
from offcamera.source import read_source, written


def faults_of(text: str | bytes, file: str = "plan.yaml") -> list[tuple[int, int, str]]:
    with pytest.raises(Refused) as refusal:
        read_source(text, file)
    assert all(fault.file == file for fault in refusal.value.faults)
    return [(fault.line, fault.column, fault.says) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("12:30", "12:30"),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+3", 3),
        ("1_000", "1_000"),
        ("2026-01-01", "2026-01-01"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("Null", None),
        ('"1"', "1"),
        ("'true'", "true"),
        ("!!str 12", "12"),
        ("!!float 3", 3),
        ("12' 6\"", "12' 6\""),
        ("-", None),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    read = read_source(f"key: {text}" if text != "-" else "key:", "plan.yaml").value
    assert read == {"key": value}
    assert isinstance(read["key"], bool) == isinstance(value, bool)  # True equals 1, and is not 1


def test_a_number_keeps_how_it_was_written() -> None:
    read = read_source("[2.10, 007, 1e3, 2.5, 7]", "plan.yaml", "yaml").value
    assert [written(number) for number in read] == ["2.10", "007", "1e3", "2.5", "7"]


def test_places_of_keys_and_values_count_code_points_from_1() -> None:
    source = read_source("a:\n  名: {😀: x, b: [1, 22]}\r\nc: 3\n", "plan.yaml")
    assert source.where_key(["a", "名"]) == (2, 3)
    assert source.where(["a", "名"]) == (2, 6)
    assert source.where(["a", "名", "b", 1]) == (2, 20)
    assert source.where_key(["c"]) == (3, 1)
    assert source.where(["a", "名", "gone", 4]) == (2, 6)  # the nearest that there is
    assert source.where([]) == (1, 1)


def test_a_byte_order_mark_is_no_text() -> None:
    source = read_source(b"\xef\xbb\xbfa: 1", "plan.yaml")
    assert (source.value, source.where_key(["a"])) == ({"a": 1}, (1, 1))


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("[" * 500, 1, 65, "nested more than 64 deep"),
        ("a: " + "{a: " * 500, 1, 256, "nested more than 64 deep"),
        ("a: 1\nb: 2\na: 3", 3, 1, "stands here twice; first on line 1"),
        ("[?c,?[x])?", 1, 6, "a key must be plain text"),
        ("? [1, 2]\n: 3", 1, 3, "a key must be plain text"),
        ("a: .nan", 1, 4, ".nan is not a figure"),
        ("a: [-.inf]", 1, 5, "-.inf is not a figure"),
        ("a: 1e999", 1, 4, "too large"),
        ("a: " + "9" * 5000, 1, 4, "too many digits"),
        ("a: !!python/object/apply:os.system [ls]", 1, 4, "is not allowed"),
        ("a: !!set {x}", 1, 4, "is not allowed"),
        ("a: !thing 3", 1, 4, "is not allowed"),
        ("a: !!int x", 1, 4, '"x" is no int'),
        ("a: 1\n---\nb: 2", 2, 1, "second document"),
        ("a: &a [*a]", 1, 8, "stands inside what it stands for"),
        ("a: *b", 1, 4, "stands for nothing"),
        ("a:\n\t- b", 2, 1, "tab"),
        ("a: @b", 1, 4, "no value may begin with @"),
        ("a: [1, 2", 1, 9, "is not closed (it begins on line 1)"),
        ("a: 'b", 1, 6, "a quote that was opened is not closed"),
        ("a: 1\nb: x\0y", 2, 5, "NUL character"),
        ("a: \x1b[31m", 1, 4, "U+001B"),
        ("a: \ud800", 1, 4, "U+D800"),
        (b"a: 1\n\xe5\x90\x8d: \xff", 2, 4, "0xff is not UTF-8"),
        ("a: 1".encode("utf-16"), 1, 1, "UTF-16"),
    ],
)
def test_traps_are_refused_with_their_place(text: str | bytes, line: int, column: int, words: str) -> None:
    ((found_line, found_column, says),) = faults_of(text)
    assert (found_line, found_column) == (line, column)
    assert words in says


def test_faults_that_can_be_read_past_are_told_at_once() -> None:
    assert [place[:2] for place in faults_of("a: .nan\nb: 1\nb: 2\nc: !x 1\n")] == [(1, 4), (3, 1), (4, 4)]


def test_few_aliases_are_one_value_and_many_are_a_bomb() -> None:
    read = read_source("a: &x {fov: 90}\nb: *x\nc: [*x, *x]", "plan.yaml").value
    assert read == {"a": {"fov": 90}, "b": {"fov": 90}, "c": [{"fov": 90}, {"fov": 90}]}
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    ((line, _, says),) = faults_of("\n".join(lines))
    assert line == 7  # ten to the seventh; nothing of it was laid out
    assert "aliases stand for more than 2,000,000 values" in says


def test_a_hostile_file_gets_a_bounded_list_of_faults() -> None:
    assert len(faults_of("".join("a: 1\n" for _ in range(5000)))) == 500


def test_empty_text_is_nothing() -> None:
    assert read_source("", "plan.yaml").value is None
    assert read_source("# only a comment\n", "plan.yaml").value is None


def test_tabs_in_flow_are_read() -> None:
    assert read_source('a: {\n\t"b": 1\n}', "plan.yaml").value == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("site: [a, b\nlevels:\n  - id: G\n", 2, 7, "a list in [ ] is not closed (it begins on line 1)"),
        ("a: {b: 1\nc: 2\n", 2, 2, "a mapping in { } is not closed (it begins on line 1)"),
        (
            'a: 1\nsite: "abc\nlevels: 1\n',
            4,
            1,
            "a quote that was opened is not closed (it begins on line 2)",
        ),
        ("a: 1\nsite: b: c\n", 2, 8, "a colon may not stand here"),
        ("a:\n  - b: 1\n c: 3\n", 3, 2, "line it up with the keys above it"),
        ("a:\n  - b\n  c: 1\n", 3, 3, "belongs to no item"),
        ("a: 1\nlevels\n", 3, 1, "a key lacks its colon"),
        ("a: - b\n", 1, 4, "a line of its own"),
        ('a: "\\q"\n', 1, 5, "use single quotes"),
        ("a: 1\n  b: 2\n", 2, 4, "a colon may not stand here"),
        ("%FOO\n", 1, 5, "cannot be understood as YAML from here"),
    ],
)
def test_broken_text_is_told_in_our_words(text: str, line: int, column: int, words: str) -> None:
    ((found_line, found_column, says),) = faults_of(text)
    assert words in says
    assert (found_line, found_column) == (line, column)
    assert not [
        raw for raw in ("did not", "while", "flow", "scalar", "block", "token", "stream") if raw in says
    ]
