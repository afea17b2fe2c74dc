"""What must not matter in a label: width, case, spacing, accents, areas, plurals, camel case."""

from __future__ import annotations

import pytest

from offcamera.labels import read_label
from offcamera.labels.normalise import clean, fold, words_of

SAME_AS_TOILET = [
    "toilet",
    "TOILET",
    "Toilets",
    "ｔｏｉｌｅｔ",
    "T o i l e t",
    "Toilet 4.2 m²",
    "Toilet 145 SF",
    "Toilet 12.50 sqm",
    "Toilet1",
    "MensToilet",
    "mens_toilet",
    "B204 Toilet",
    "Toilet (2)",
    "W.C.",
    "w/c",
    "WC-1",
    "wc",
    "ＷＣ",
    "Tóilet",
    "Toi\u200blet",
    "\u202eToilet",
    "Public\nToilet",
    "卫 生 间",
    "卫生间 3.2㎡",
    "1楼卫生间",
    "衛生間",
]


@pytest.mark.parametrize("label", SAME_AS_TOILET)
def test_a_toilet_is_a_toilet_however_it_is_written(label: str) -> None:
    assert (read_label(label).status, read_label(label).uses) == ("known", ("toilet",))


@pytest.mark.parametrize(
    "label", ["更衣室", "更 衣 室", "更　衣　室", "更衣室(2)", "２楼更衣室", "更衣室 12.5平方米"]
)
def test_scanned_and_numbered_chinese_is_read(label: str) -> None:
    assert read_label(label).uses == ("changing",)


def test_areas_numbers_and_marks_leave_no_word() -> None:
    assert clean("B2050 4,25 m² 145 SF - 3").split() == ["/"]
    assert words_of("12 m2") == []


def test_an_ordinal_is_a_number() -> None:
    assert clean("Palier 1er").split() == ["palier"]
    assert clean("2nd floor WC").split() == ["floor", "wc"]


def test_words_keep_their_places_in_the_cleaned_label() -> None:
    words = words_of("Shower卫生间")
    assert [(w.text, w.start) for w in words] == [("shower", 0), ("卫生间", 6)]
    assert words[0].places.isdisjoint(words[1].places)


def test_accents_fold_where_they_are_no_letters_of_their_own() -> None:
    assert fold("salle d'été") == "salle d'ete"
    assert fold("ガス") == "ガス"
    assert fold("soyunma odası") == "soyunma odasi"


def test_part_words_are_not_words() -> None:
    for label in ("Badminton", "Showroom", "Restaurant", "Agents", "Mentor", "Bathymetry", "Lavender"):
        assert not {"toilet", "bath", "shower"} & set(read_label(label).uses)


@pytest.mark.parametrize(
    "junk", ["\x00", "\ue000", "\ud800", "/" * 200, "卫" * 300, "a " * 300, "𝕋𝕠𝕚𝕝𝕖𝕥", "🚻", "%%u Toilet"]
)
def test_no_text_breaks_the_reader(junk: str) -> None:
    assert read_label(junk).status in ("known", "ambiguous", "unknown")
