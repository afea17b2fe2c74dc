from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from offcamera.errors import Fault
from offcamera.findings.evidence import Condition, Evidence
from offcamera.findings.report import NotAudited
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


def test_place_that_does_not_fit_has_a_line_of_its_own():
    text = render(hotel.run(hotel.named(1, hotel.report())), width=60)
    assert re.search(r"^  at  +sites/01-branch/hotel.yaml:58:9$", text, re.MULTILINE)


def test_path_too_long_for_the_head_starts_at_the_margin():
    report = hotel.report(plan=replace(hotel.plan(), file="sites/north/" * 5 + "hotel.yaml"))
    assert "\nsites/north/" in render(hotel.run(report))


def test_short_words_in_wide_script_are_not_cut():
    assert wrap("Staff changing room / 更衣室 here", 27)[1].startswith("更衣室")


def test_no_line_begins_with_a_closing_mark():
    text = "摄像机不得拍到私密房间内部，即使房门敞开时也不得拍到。" * 3
    for width in range(14, 60):
        assert not [line for line in wrap(text, width) if line[0] in "，。"]


def test_clauses_left_out_are_told_and_the_verdict_is_not_plain():
    text = render(hotel.run(hotel.only_bans()))
    assert re.search(r"^CLEAR of what was asked: nothing was found$", text, re.MULTILINE)
    assert "views into private rooms were not asked about" in text
    told = " ".join(text.split())
    assert "Left out by --select or --ignore: house-in-room, house-view, house-use, house-plan and" in told
    assert "1 site, clear of what was asked (exit 0)." in text


def test_table_tells_what_is_clear_only_in_part():
    run = hotel.run(*(hotel.named(n, hotel.only_bans()) for n in range(12)))
    text = render(run)
    assert text.count("CLEAR IN PART") == 12
    assert "12 sites: 12 clear of what was asked (exit 0)." in text


def test_clauses_for_other_places_are_told():
    text = render(hotel.run(hotel.report(not_for=("cn-2023-6",))))
    assert "Not for a place of this kind: cn-2023-6\n" in text
    assert "CLEAR of what was asked" not in text


def test_not_clear_stays_not_clear_whatever_was_left_out():
    assert re.search(r"^NOT CLEAR: ", render(hotel.run(hotel.report(left_out=("house-use",)))), re.MULTILINE)


def test_fault_of_our_own_is_not_laid_on_the_plan():
    text = render(hotel.run(hotel.clear_report(), not_audited=(hotel.own_fault(),)))
    assert "NOT AUDITED: odd.yaml: a fault of our own; please report it" in text
    assert "(exit 3)" in text


def test_a_single_fault_is_told_once_with_its_place():
    fault = Fault("a quote is not closed", "a.yaml", 3, 7, help="Close it.")
    text = render(hotel.run(not_audited=(NotAudited("a.yaml", fault.says, (fault,)),)))
    assert text.count(fault.says) == 1
    assert "NOT AUDITED: a.yaml:3:7: a quote is not closed" in text
    assert "Close it." in text


def test_house_rule_is_named_where_it_carries_the_error():
    text = " ".join(render(hotel.run(hotel.law_warns())).split())
    assert "Article 6 (our reading; only a warning): the text bans" in text
    assert "house house-view makes it an error: No camera sees into a private room" in text
    assert "house house-view: No camera sees into a private room" in text
    assert "house-view" not in render(hotel.run(hotel.report(findings=(hotel.many_doors().findings[2],))))


def test_house_rule_is_not_named_where_no_law_was_asked():
    alone = replace(hotel.law_warns(), clauses={k: c for k, c in hotel.clauses().items() if "house" in k})
    assert "  house " not in render(hotel.run(alone))


def test_absurd_density_and_no_distance_are_told_in_words():
    text = " ".join(render(hotel.run(hotel.law_warns())).split())
    assert "more than 1,500 px/m, enough to inspect a person, right under the camera" in text
    assert "4783" not in text


def test_rooms_of_different_use_are_told_apart():
    seen = [hotel.behind_door("C2", room, 1.0, 96, 5, 44) for room in ("207", "208", "209")]
    other = (hotel.ref("camera", "C2"), hotel.ref("room", "wc-2"))
    seen[1] = replace(seen[1], about=other, id=seen[1].id.replace("208", "wc-2"))
    text = render(hotel.run(hotel.report(findings=tuple(seen))))
    assert "2 guest rooms through open doors: 207 and 209" in text
    assert "sees into toilet wc-2" in text


def test_not_judged_is_told_once_a_rule():
    tallies = (*hotel.tallies(), replace(hotel.tallies()[1], clause="cn-2023-6-view", kind="", not_judged=2))
    text = render(hotel.run(hotel.report(tallies=tallies)))
    assert "Not judged: 2 rooms, as their use is not known (view-into-room)\n" in text


def test_clause_that_met_nothing_is_told_only_in_full_where_its_rule_met_something():
    tallies = (*hotel.tallies(), replace(hotel.tallies()[1], clause="cn-other", looked_at=0, outcomes={}))
    run = hotel.run(hotel.report(tallies=tallies))
    assert "Nothing to look at: view-into-zone (no zone of these kinds)" in render(run)
    text = " ".join(render(run, verbose=True).split())
    assert (
        "Nothing to look at: cn-other (nothing that it asks about); cn-zones (no zone of these kinds)" in text
    )


def test_articles_are_a_short_list():
    made = hotel.report()
    clauses = dict(made.clauses)
    clauses["cn-2023-7"] = replace(clauses["cn-2023-7"], clause="Article 7, paragraph 1")
    clauses["cn-2023-8"] = replace(clauses["cn-2023-8"], clause="Articles 11 to 13")
    text = render(hotel.run(replace(made, clauses=clauses)))
    assert "Not asked yet: Articles 5, 7(1) and 11-13 of cn-2023-draft\n" in text
    assert "For a person to judge: Article 4 of cn-2023-draft\n" in text
    clauses["cn-2023-8"] = replace(clauses["cn-2023-8"], clause="Annex II")
    text = render(hotel.run(replace(made, clauses=clauses)))
    assert "Not asked yet: cn-2023-draft: Article 5; Article 7, paragraph 1; Annex II\n" in text


def test_what_was_accepted_is_no_part_of_what_is_below():
    text = " ".join(
        render(hotel.run(hotel.report(findings=(hotel.use_unknown(),)), accept=(hotel.UNKNOWN,))).split()
    )
    assert "CLEAR but for what was accepted: 1 error (1 cannot be judged) let by" in text
    assert "Let by in this run with --accept unknown: 1 error" in text


def test_command_to_type_is_not_broken_where_it_fits():
    report = hotel.report(
        plan=replace(hotel.plan(), file="sites/north/harbour-hotel-second-floor/hotel.yaml")
    )
    last = render(hotel.run(report)).splitlines()[-2:]
    assert last == [
        "See it:",
        "  offcamera draw sites/north/harbour-hotel-second-floor/hotel.yaml -o hotel.svg",
    ]


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
    assert "12 sites in sites/, worst first" in render(run)
    full = render(run, full=True)
    assert full.count("Harbour Hotel, branch") == 12
    assert full.count("NOT CLEAR: ") == 8


def test_file_names_are_quoted_for_the_shell():
    report = hotel.report(plan=replace(hotel.plan(), file="my sites/ho'tel.yaml"))
    assert """offcamera draw 'my sites/ho'"'"'tel.yaml' -o 'ho'"'"'tel.svg'""" in " ".join(
        render(hotel.run(report), width=120).split()
    )


def test_cameras_that_see_the_same_walker_are_told_together():
    text = " ".join(render(hotel.run(hotel.report(findings=hotel.unwarned()))).split())
    assert "1-2 FAIL One can walk in by d-ter and be seen by 2 cameras" in text
    assert "C2 after 4 m and C1 after 12.5 m." in text
    assert "seen 16 to 24.5 m² in view of each can be walked to unwarned" in text
    text = " ".join(render(hotel.run(hotel.report(findings=hotel.unwarned()[:1]))).split())
    assert "seen 24.5 of 40 m² in view (62 %) can be walked to unwarned" in text


def test_rooms_are_told_before_signs():
    text = render(hotel.run(hotel.report(findings=(*hotel.unwarned(), hotel.in_room()))))
    assert text.index("hangs in changing room") < text.index("One can walk in")


def test_equal_areas_are_one_figure():
    seen = [hotel.behind_door("C2", room, 1.8, 96, 5, 44) for room in ("207", "208")]
    text = " ".join(render(hotel.run(hotel.report(findings=tuple(seen)))).split())
    assert "seen 1.8 m² each, 3.6 m² in all" in text


def test_what_settings_made_milder_and_an_interrupted_run_are_told():
    run = hotel.run(hotel.report(lowered=("house-view: error -> warning",)), interrupted=True)
    text = render(run)
    assert "Made milder by settings: house-view: error -> warning" in text
    assert "interrupted before every plan was audited (exit 130)." in text
