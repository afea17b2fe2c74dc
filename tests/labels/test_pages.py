"""A data page is read as YAML has it, and every value of it is text."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from offcamera.labels import languages
from offcamera.labels.pages import parse_page


def as_yaml(text: str) -> Any:
    """The page by the loader of the library, of which every value is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("language", [language.id for language in languages()])
def test_a_lexicon_is_read_as_yaml_has_it(language: str) -> None:
    text = files("offcamera.labels").joinpath(f"lexicon/{language}.yaml").read_text(encoding="utf-8")
    assert parse_page(text) == as_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: [wc, salle de bain]",
        "a: [wc,\n    salle\n    de bain, d'eau]  # [no, list]\nb: [c]",
        "a: {say: [wc], may_be: [toilet, bath]}\nb: [[x, y], [z], w]",
        "- [a]\n".join(["a:\n", "", ""]),
    ],
    ids=["words", "lines", "nested", "items"],
)
def test_lists_are_read_as_yaml_has_them(text: str) -> None:
    assert parse_page(text) == as_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: '[b, c]'",
        'a: "[b, c]"',
        'a: "see [b, c]"',
        "a: see [b, c]",
        "a: |-\n  [b, c]",
        "a: >\n  so [b]\n  or [c]\n",
        "a: b\n  [c]",
        "a: b # see [c,\n#  d]\ne: f",
        "a: b]",
        "a: [b , c]",
        "a: [ b, c ]",
        "a: [b, c\n  ]",
        "a: [b,c]",
        "a: [b, c,]",
        "a: [b  c]",
        "a: [b\n\n  c]",
        "a: ['b, c', d]",
        "a: [b, 'c, d']",
        "a: [b, -d]",
        "a: [it's, o'clock]",
        "a: ['it''s']",
        'a: ["b", c]',
        "a: [b, no, off, 0123, ~]",
        "a: []",
        "a: [-b]",
    ],
)
def test_what_only_looks_like_a_list_is_read_as_yaml_has_it(text: str) -> None:
    assert parse_page(text) == as_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: [b] c",
        "a: [b]\n  c",
        "a: [b][c]",
        "a: [b]0\nc: [d]",
        "a: [b], c",
        "a: b # [c\n  d]",
        "a: [b,, c]",
        "a: [b\n---\n, c]",
        "a: [b\n---\nc]",
        "a: [- b]",
        "a: [b, - c]",
        "[a]: b",
        "a: {[b]: c}",
        "a: {[b], c}",
        "a: &b [c]\nd: *b",
        "[a, b]",
        "a: [b",
    ],
)
def test_what_no_page_may_hold_is_refused(text: str) -> None:
    with pytest.raises((yaml.YAMLError, ValueError)):
        parse_page(text)


def test_a_fault_is_told_where_it_stands() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        parse_page("a: [b,\n  c]\nd: [e] f")
    assert refused.value.problem_mark is not None
    assert refused.value.problem_mark.line == 2
