from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from offcamera.findings.evidence import Condition, Evidence
from offcamera.report import REPORTERS
from offcamera.report.page import Page, plain, wrap
from offcamera.report.shown import shown
from offcamera.report.view import View
from report import hotel


def render(run, **view) -> str:
    return REPORTERS["terminal"].render(run, View(**view))["report.txt"].decode(view.get("encoding", "utf-8"))


def test_colour_changes_nothing_but_colour():
    run = hotel.run(hotel.many_doors(), hotel.clear_report(), not_audited=(hotel.not_audited(),))
    coloured = render(run, colour=True)
    assert coloured != plain(coloured)
    assert plain(coloured) == render(run)


@pytest.mark.parametrize(("word", "code"), [("FAIL", "31"), ("FAIL IF", "33"), ("UNKNOWN", "35")])
def test_tag_has_its_colour(word, code):
    text = render(hotel.run(hotel.many_doors()), colour=True)
    assert re.search(rf"\x1b\[1;{code}m[\d-]+ {word}\x1b\[0m", text)


def test_plain_text_has_no_escape_codes():
    assert "\x1b" not in render(hotel.run(hotel.hostile()))


def test_labels_cannot_steer_the_terminal():
    text = render(hotel.run(hotel.hostile()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
    assert r"\x1b[31m[red]Suite\u202e\x07" in text


@pytest.mark.parametrize("text", ["\ud800", "a\u2028b", "\ufeff", "\U000e0001", "\x9b31m", "\u2067"])
def test_unseen_characters_are_spelt_out(text):
    assert shown(text).isprintable()
    shown(text).encode()


def test_joiners_and_wide_scripts_stay():
    assert shown("更衣室 कर्मचारी می\u200cخواهم") == "更衣室 कर्मचारी می\u200cخواهم"


def test_ascii_screen_is_ascii_and_whole():
    text = render(hotel.run(hotel.hostile()), encoding="ascii")
    assert text.isascii()
    assert r"\u66f4\u8863\u5ba4" in text
    assert "9.6 of 11.1 m2" in text


def test_wide_labels_keep_the_margin():
    made = hotel.plan()
    floor = replace(made.levels[0], name="二階")
    run = hotel.run(hotel.report(plan=replace(made, site="海港酒店" * 12, levels=(floor,))))
    text = render(run, width=80)
    assert all(cell_len(line) <= 80 for line in text.splitlines())
    assert text.replace("\n", "").replace(" ", "").count("海港酒店") == 12


def test_nothing_is_lost_in_wrapping():
    text = "Camera C2 sees 更衣室更衣室更衣室 and averyveryverylongwordwithoutanyblank 3.1 m² of it"
    for width in range(12, 70):
        lines = wrap(text, width, 2)
        assert all(cell_len(line) <= width for line in lines)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_figure_stays_with_its_unit():
    assert wrap("it sees 3.1 m² of it", 12)[0] == "it sees"


def test_right_margin_moves_to_its_own_line_where_there_is_no_room():
    page = Page(View(width=40))
    page.write("x" * 30, "hotel.yaml:14:7")
    assert page.lines == ["x" * 30, " " * 25 + "hotel.yaml:14:7"]


def test_numbers_add_up_to_the_verdict():
    text = render(hotel.run(hotel.many_doors()))
    assert "9 errors" in text
    assert "2-8 FAIL IF" in text
    assert re.search(r"^ *10 WARNING", text, re.MULTILINE)


def test_first_place_names_its_file_and_the_next_only_the_line():
    text = render(hotel.run())
    assert "hotel.yaml:58:9" in text
    assert re.search(r"  :44:9$", text, re.MULTILINE)


def test_several_ways_in_are_all_to_be_shut():
    first, second = hotel.ref("opening", "d-207"), hotel.ref("opening", "d-208")
    finding = replace(
        hotel.behind_door("C2", "207", 3.1, 96, 5.2, 44),
        on=(Condition((first,)), Condition((second, hotel.ref("opening", "d-209")))),
        evidence=Evidence(area=3.1, of_area=22.4, through=(first, second)),
    )
    text = " ".join(render(hotel.run(hotel.report(findings=(finding,)))).split())
    assert "while door d-207 or door d-208 and door d-209 are open" in text
    assert "with d-207 and (d-208 or d-209) shut nothing is seen" in text


def test_rooms_of_one_unknown_label_are_told_as_one():
    made = hotel.plan()
    floor = made.levels[0]
    floor = replace(
        floor, rooms=tuple(replace(r, label="R-3") if r.id == "lobby-2" else r for r in floor.rooms)
    )
    other = replace(
        hotel.use_unknown(), id="x", about=(hotel.ref("room", "lobby-2"), hotel.ref("camera", "C3"))
    )
    report = hotel.report(plan=replace(made, levels=(floor,)), findings=(hotel.use_unknown(), other))
    text = " ".join(render(hotel.run(report)).split())
    assert (
        '1-2 UNKNOWN Cannot judge 2 rooms, as no use is known for the label "R-3": lobby-2 and r-3.' in text
    )


def test_house_clauses_are_told_only_when_asked_for():
    run = hotel.run(hotel.report(findings=(hotel.use_unknown(),)))
    assert "house-use" not in render(run)
    assert "house-use" in render(run, verbose=True)


def test_clear_run_says_so_and_exits_0():
    text = render(hotel.run(hotel.clear_report()))
    assert "CLEAR: nothing was found" in text
    assert "1 site, clear (exit 0)." in text
    assert "none named" in text


def test_level_is_told_where_there_are_several():
    made = hotel.plan()
    upper = replace(made.levels[0], id="3", name="3", cameras=(), signs=())
    text = render(hotel.run(hotel.report(plan=replace(made, levels=(*made.levels, upper)))))
    assert "2 levels (2 and 3)" in text
    assert "Camera C4 (level 2) hangs in" in text


def test_small_areas_are_never_told_as_nothing():
    finding = hotel.behind_door("C2", "207", 0.004, 96.2, 5.2, 44)
    text = render(hotel.run(hotel.report(findings=(finding,))))
    assert "under 0.01 of 22.4 m² (1 %)" in text
    assert "best 97 px/m" in text


def test_eleven_sites_are_a_table_and_full_prints_all():
    run = hotel.many_sites()
    assert "12 sites, worst first" in render(run)
    full = render(run, full=True)
    assert full.count("Harbour Hotel, branch") == 12
    assert full.count("NOT CLEAR: ") == 8


def test_file_names_are_quoted_for_the_shell():
    report = hotel.report(plan=replace(hotel.plan(), file="my sites/ho'tel.yaml"))
    assert """offcamera draw 'my sites/ho'"'"'tel.yaml' -o 'ho'"'"'tel.svg'""" in " ".join(
        render(hotel.run(report), width=120).split()
    )
