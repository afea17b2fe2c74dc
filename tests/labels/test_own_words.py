"""The site's own words go before the lexicon; the most specific pattern wins."""

from __future__ import annotations

import pytest

from offcamera.labels import read_label
from offcamera.model.use import Reading

OWN = {
    "2##": "guest-room",
    "BOH *": "storage",
    "*": "other",
    "2#7": "office",
    "BOH staff*": "staff-rest-room",
}


@pytest.mark.parametrize(
    ("label", "use", "pattern"),
    [
        ("204", "guest-room", "2##"),
        ("207", "office", "2#7"),
        ("２０４", "guest-room", "2##"),
        ("boh linen", "storage", "BOH *"),
        ("BOH  Staff 2", "staff-rest-room", "BOH staff*"),
        ("2045", "other", "*"),
        ("Toilet", "other", "*"),
    ],
)
def test_the_most_specific_pattern_wins(label: str, use: str, pattern: str) -> None:
    assert read_label(label, OWN) == Reading("known", (use,), f"own:{pattern}")


def test_a_pattern_fits_the_whole_label_only() -> None:
    assert read_label("Toilet 204", {"2##": "guest-room"}).uses == ("toilet",)
    assert read_label("2a4", {"2##": "guest-room"}).status == "unknown"


def test_marks_in_a_pattern_are_meant_as_written() -> None:
    assert read_label("A.1 (x)", {"a.# (x)": "lab"}).uses == ("lab",)
    assert read_label("Ab1 (x)", {"a.# (x)": "lab"}).uses != ("lab",)


def test_equal_patterns_that_disagree_are_ambiguous() -> None:
    reading = read_label("11", {"1#": "office", "#1": "toilet"})
    assert (reading.status, set(reading.uses), reading.why) == (
        "ambiguous",
        {"office", "toilet"},
        "own:#1|1#",
    )
