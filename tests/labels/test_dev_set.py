"""Real labels of other people's plans: no private room is read as harmless, and few are left open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from labels.measure import Judged, count, judge, read_rows
from offcamera.labels import languages

LABELS = Path(__file__).parents[3] / "shared" / "labels" / "dev.csv"


@pytest.fixture(scope="module")
def rows() -> list[Judged]:
    if not LABELS.is_file():
        pytest.skip("the development set of labels is not here")
    return list(read_rows(LABELS))


@pytest.mark.parametrize("language", [language.id for language in languages()])
def test_no_private_room_of_a_real_plan_is_read_as_harmless(rows: list[Judged], language: str) -> None:
    mine = [row for row in rows if row.language == language]
    assert [row.label for row in mine if "grave" in row.faults] == []
    assert sum(row.right for row in mine) >= 0.85 * len(mine)


def test_few_real_labels_are_called_private_or_left_open(rows: list[Judged]) -> None:
    counted = count(iter(rows))["all"]
    assert counted["alarm"] <= 0.02 * counted["harmless"]
    assert counted["open"] <= 0.08 * counted["known"]


@pytest.mark.parametrize(
    ("label", "category", "also_accept", "faults"),
    [
        ("Toilet corridor", "toilet", "", {"grave"}),
        ("Toilet corridor", "toilet", "not_prohibited", set()),
        ("Toilet", "not_prohibited", "", {"alarm"}),
        ("Cloakroom", "not_prohibited", "", {"open"}),
        ("Cloakroom", "not_prohibited", "ambiguous", set()),
        ("Xyzzy", "toilet", "", {"open"}),
        ("Xyzzy", "ambiguous", "", set()),
        ("Shower", "bath_shower", "", set()),
    ],
)
def test_what_counts_as_a_fault(label: str, category: str, also_accept: str, faults: set[str]) -> None:
    row = {"label": label, "language": "en", "category": category, "also_accept": also_accept}
    assert judge(row).faults == faults


def test_languages_are_counted_by_themselves_and_together() -> None:
    row = {"label": "Toilet", "language": "en", "category": "not_prohibited", "also_accept": ""}
    assert count(iter([judge(row)])) == {
        name: Counter(labels=1, harmless=1, known=1, alarm=1) for name in ("en", "all")
    }
