"""The line "Law: …": every pack that was asked but the house rules, and how it stands on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from offcamera.findings.clause import Pack
from offcamera.report import REPORTERS
from offcamera.report.view import View
from offcamera.rules.pack import load_pack
from report import hotel

BEFORE, AFTER = date(2025, 1, 1), date(2026, 11, 23)


def law_line(pack: Pack, as_of: date, language: str = "en") -> str:
    report = replace(hotel.clear_report(), packs=(load_pack("private-rooms"), pack), as_of=as_of)
    view = View(language=language, width=200)
    text = REPORTERS["terminal"].render(hotel.run(report), view)["report.txt"].decode()
    return next(line for line in text.splitlines() if line.startswith(("Law:", "依据：")))


@pytest.mark.parametrize(
    ("name", "as_of", "says"),
    [
        ("cn-fr-2025", AFTER, "in force since 2025-06-01"),
        ("cn-fr-2025", BEFORE, "in force from 2025-06-01, not yet on the day of the report"),
        ("cn-2023-draft", AFTER, "superseded"),
        ("cn-2023-draft", BEFORE, "draft on the day of the report, superseded from 2025-03-13"),
    ],
)
def test_a_law_stands_as_it_does_on_the_day_of_the_report(name: str, as_of: date, says: str) -> None:
    assert f"{name} ({says}" in law_line(load_pack(name), as_of)


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        (date(2019, 12, 31), "in force from 2020-01-01, not yet on the day of the report"),
        (date(2020, 1, 1), "in force since 2020-01-01"),
        (date(2021, 1, 1), "in force from 2020-01-01 until 2021-01-01, no more on the day of the report"),
    ],
)
def test_the_first_day_is_within_and_the_end_is_not(as_of: date, says: str) -> None:
    law = Pack(
        id="law", title={"en": "L"}, status="in-force", in_force=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    assert f"law ({says})" in law_line(law, as_of)


def test_a_law_that_will_be_superseded_is_in_force_until_then() -> None:
    law = Pack(
        id="law", title={"en": "L"}, status="superseded", in_force=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    assert "law (in force since 2020-01-01)" in law_line(law, date(2020, 6, 1))
    assert "law (superseded)" in law_line(law, date(2021, 1, 1))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Law: chain (no law, rules of your own), and the house rules"),
        ("zh", "依据：chain（非法规，自定规则），以及内置规则"),
    ],
)
def test_a_house_pack_of_ones_own_is_named(language: str, line: str) -> None:
    assert law_line(Pack(id="chain", title={"en": "Ours"}, status="house"), AFTER, language) == line
