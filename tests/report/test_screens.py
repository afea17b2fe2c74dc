"""Whole screens, kept and read in review like prose. OFFCAMERA_UPDATE=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from offcamera.report import REPORTERS
from offcamera.report.view import View
from report import hotel

SCREENS = Path(__file__).parent / "screens"


def render(run, **view) -> str:
    return REPORTERS["terminal"].render(run, View(**view))["report.txt"].decode()


RUNS = {
    "hotel": lambda: (hotel.run(), {}),
    "alike": lambda: (hotel.run(hotel.many_doors()), {}),
    "clear": lambda: (hotel.run(hotel.clear_report()), {}),
    "doubts": lambda: (hotel.run(hotel.doubtful()), {}),
    "unknowns": lambda: (hotel.run(hotel.unknowns()), {}),
    "three-sites": lambda: (
        hotel.run(hotel.report(), hotel.clear_report(), not_audited=(hotel.not_audited(),)),
        {},
    ),
    "many-sites": lambda: (hotel.many_sites(), {}),
    "in-part": lambda: (hotel.run(hotel.only_bans()), {}),
    "law-warns": lambda: (hotel.run(hotel.law_warns()), {}),
    "own-fault": lambda: (hotel.run(hotel.clear_report(), not_audited=(hotel.own_fault(),)), {}),
    "chinese": lambda: (hotel.run(hotel.many_doors(), hotel.law_warns()), {"language": "zh"}),
    "chinese-verbose": lambda: (hotel.run(), {"language": "zh", "verbose": True}),
    "chinese-doubts": lambda: (hotel.run(hotel.doubtful()), {"language": "zh"}),
    "chinese-unknowns": lambda: (hotel.run(hotel.unknowns()), {"language": "zh"}),
    "quiet": lambda: (hotel.run(hotel.many_doors()), {"quiet": True}),
    "verbose": lambda: (hotel.run(hotel.many_doors()), {"verbose": True}),
    "ascii": lambda: (hotel.run(hotel.hostile()), {"encoding": "ascii"}),
    "hostile": lambda: (hotel.run(hotel.hostile()), {}),
    "accepted": lambda: (hotel.run(hotel.many_doors(), accept=(hotel.IF,), fail_on=None), {}),
    "not-audited": lambda: (hotel.Run(reports=(), not_audited=(hotel.not_audited(),), as_of=hotel.AS_OF), {}),
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", RUNS)
def test_screen(name, width):
    run, view = RUNS[name]()
    text = render(run, width=width, **view)
    kept = SCREENS / f"{name}-{width}.txt"
    if os.environ.get("OFFCAMERA_UPDATE"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
    assert "?>" not in text, "a sentence asks for a figure that it was not given"


@pytest.mark.parametrize("width", [60, 80, 97, 120])
@pytest.mark.parametrize("name", [name for name in RUNS if name != "ascii"])
def test_no_line_is_wider_than_the_screen(name, width):
    run, view = RUNS[name]()
    faults = [f for item in run.not_audited for f in item.faults]
    for line in render(run, width=width, **view).splitlines():
        assert cell_len(line) <= width or any(f.at in line for f in faults), line
        assert line == line.rstrip()


def test_every_kept_screen_is_tested():
    assert {p.stem for p in SCREENS.glob("*.txt")} == {
        f"{name}-{width}" for name in RUNS for width in (80, 120)
    }
