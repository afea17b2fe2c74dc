from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from offcamera.findings.outcome import Outcome
from offcamera.report.density import EDITION_2015, EDITION_2025
from offcamera.report.names import name_things
from offcamera.report.telling import say_finding
from offcamera.report.words import Words, languages, load_words
from report import hotel

PACKAGE = Path(__file__).parents[2] / "cli" / "offcamera"
WORDS = load_words()

DOUBTS = [
    "rooms-overlap",
    "room-inside-room",
    "door-on-no-wall",
    "window-on-no-wall",
    "door-in-room",
    "window-in-room",
    "opening-off-wall",
    "opening-past-corner",
    "camera-in-solid",
    "camera-moved",
    "camera-above-ceiling",
    "camera-outside",
    "wall-too-short",
    "wrong-unit",
    "room-too-small",
    "opening-too-wide",
    "no-door-drawn",
    "portal-lost",
    "corners-welded",
    "outline-repaired",
    "outline-left-out",
    "unknown-level",
    "feature-not-understood",
    "door-touches-no-room",
    "door-touches-one-room",
    "duplicate-outline",
    "same-site-name",
    "use-contradicts-label",
    "view-out-of-sight",
    "thick-wall",
    "levels-not-computed",
]
RELIANCES = ["self-closing", "frosted", "range", "view", "ptz-stops", "mask", "side"]
ASSUMPTIONS = [
    "no-height",
    "no-heading",
    "no-tilt",
    "no-vertical-angle",
    "no-optics",
    "lens-worked-out",
    "wide-lens",
    "no-zoom",
    "access-unsaid",
    "entrance-unsaid",
    "venue-unsaid",
    "mask-not-credited",
    "opening-unsaid",
]
FINDINGS = [
    "camera-in-room.fail",
    "camera-in-room.unknown.on-wall-between",
    "camera-in-room.unknown.use-unknown",
    "camera-in-room.unknown.use-ambiguous",
    "camera-in-room.unknown.venue-not-said",
    "camera-in-room.conditional",
    "view-into-room.fail",
    "view-into-room.conditional",
    "view-into-room.unknown.no-door-drawn",
    "view-into-room.unknown.seen-from-another-level",
    "view-into-room.unknown.use-ambiguous",
    "view-into-room.unknown.venue-not-said",
    "view-into-room.unknown.camera-in-solid",
    "room-use-known.unknown.no-word",
    "room-use-known.unknown.no-label",
    "room-use-known.unknown.ambiguous",
]


@pytest.mark.parametrize("code", [*FINDINGS, *(f"plan-consistent.{doubt}" for doubt in DOUBTS)])
def test_every_finding_has_its_sentence_and_its_next_step(code):
    assert WORDS.has(f"finding.{code}.says")
    assert WORDS.has(f"finding.{code}.do")


def test_every_reliance_and_assumption_has_its_words():
    missing = [
        c
        for c in (*(f"reliance.{r}" for r in RELIANCES), *(f"assumption.{a}" for a in ASSUMPTIONS))
        if not WORDS.has(c)
    ]
    assert not missing
    assert all(WORDS.has(f"on.{reliance}") for reliance in RELIANCES)


def test_every_level_of_density_has_its_word():
    assert all(WORDS.has(f"band.{name}") for _, name in (*EDITION_2015, *EDITION_2025))


def literal_codes() -> set[tuple[str, str]]:
    """(called, code) of every id in words that the package hands to a call: Doubt("rooms-overlap")."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                keywords = [k.value for k in node.keywords if k.arg in ("what", "code")]
                found |= {(name, code) for value in [*node.args, *keywords] if (code := text_of(value))}
    return found


def text_of(node: ast.expr) -> str:
    """The text of a literal that can be an id in words."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if re.fullmatch(r"[a-z]+(-[a-z]+)+|[a-z-]+(\.[a-z0-9-]+)+", text) else ""


#: Calls of the other rooms that are handed the id of a doubt.
DOUBTED_BY = ("Doubt", "doubt", "_doubt", "add", "_tell", "Outline", "Levels", "Feature")


def yielded_assumptions() -> set[str]:
    """Ids that rules/assumptions.py yields, each with its figures."""
    file = PACKAGE / "rules" / "assumptions.py"
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else ()
    pairs = [n.value.elts[0] for n in nodes if isinstance(n, ast.Yield) and isinstance(n.value, ast.Tuple)]
    return {code for first in pairs if (code := text_of(first))}


def test_every_code_that_the_package_makes_has_words():
    made = literal_codes()
    doubts = {code for called, code in made if called in DOUBTED_BY and "." not in code}
    reasons = {code for called, code in made if called == "Reason"}
    known_reasons = {part for code in WORDS.sentences if ".unknown." in code for part in code.split(".")}
    assumptions = {code for called, code in made if called == "Assumption"} | yielded_assumptions()
    assert {d for d in doubts if not WORDS.has(f"finding.plan-consistent.{d}.says")} == set()
    assert {r for called, r in made if called == "Reliance" and not WORDS.has(f"reliance.{r}")} == set()
    assert {a for a in assumptions if not WORDS.has(f"assumption.{a}")} == set()
    assert reasons - known_reasons == set()


def test_codes_said_in_code_are_in_the_words():
    """say("…") with a literal code finds its sentence."""
    said = {code for name, code in literal_codes() if name == "say" and "." in code}
    assert len(said) > 50
    assert not [code for code in said if not WORDS.has(code)]


ENGLISH, CHINESE = load_words("en").sentences, load_words("zh").sentences


def test_there_is_chinese():
    assert languages() == ("en", "zh")


def own_sentences(language: str) -> dict[str, str]:
    from offcamera.report.words import _flatten

    file = PACKAGE / "report" / "words" / f"{language}.yaml"
    return dict(_flatten("", yaml.safe_load(file.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("language", [name for name in languages() if name != "en"])
def test_every_language_has_every_sentence_and_no_other(language):
    assert set(own_sentences(language)) == set(own_sentences("en"))


#: What only asks for a form of a word may be missing in a language that has one form.
FORMS = re.compile(r"(.*-n|n|relying-verb)$")


@pytest.mark.parametrize("language", [name for name in languages() if name != "en"])
def test_every_sentence_tells_the_same_figures(language):
    words, english = load_words(language), load_words("en")
    for code in own_sentences(language):
        lost = {name for name in english.uses(code) - words.uses(code) if not FORMS.fullmatch(name)}
        assert (code, lost, words.uses(code) - english.uses(code)) == (code, set(), set())
        if "n" in english.uses(code) - words.uses(code):
            assert re.search(r"\{n:[^#}]*\}", english.sentences[code]), f"{code} loses the number itself"


@pytest.mark.parametrize("language", [name for name in languages() if name != "en"])
def test_what_is_left_out_without_a_figure_is_marked_in_every_language(language):
    """A figure that is optional in English is optional everywhere: else a sentence would show its gap."""
    words, english = load_words(language), load_words("en")
    for code, text in own_sentences(language).items():
        firm = set(re.findall(r"\{([\w-]+)", re.sub(r"\[[^\]]*\]", "", text)))
        firm_english = set(re.findall(r"\{([\w-]+)", re.sub(r"\[[^\]]*\]", "", english.sentences[code])))
        assert firm - firm_english == set(), code
    assert words.language == language


def test_chinese_is_chinese():
    """Nothing but names, units, keys of the plan and commands is left in Latin letters."""
    plain = {"name", "plural", "decimal", "thousands", "marks"}
    bare = {c for c, t in own_sentences("zh").items() if not re.search("[\u4e00-\u9fff]", t)}
    templates = {c for c in bare if "{" in CHINESE[c] or c in plain}
    assert bare - templates == {"list.between", "list.clause", "seen.between", "drawing.metres"}


def test_chinese_sentences_close_and_lean_on_no_latin_mark():
    for code, text in own_sentences("zh").items():
        if code.endswith(".says"):
            assert text.endswith("。"), code
        assert not re.search("[\u4e00-\u9fff][,;?!.]", text), code


def test_names_are_set_apart_from_chinese_but_not_from_its_marks():
    words = load_words("zh")
    room = words.say("named.room", {"use": "客房", "id": "207"})
    assert words.fill("拍到{room}内部。", {"room": room}) == "拍到客房 207 内部。"
    assert words.fill("不会拍到{room}。", {"room": room}) == "不会拍到客房 207。"
    assert words.join([room, room]) == "客房 207 和客房 207 "
    assert words.join(["C1", "C2"]) == "C1 和 C2"


def test_yaml_reads_no_key_as_anything_but_text():
    def keys(tree):
        for key, value in tree.items():
            yield key
            if isinstance(value, dict):
                yield from keys(value)

    for language in languages():
        file = PACKAGE / "report" / "words" / f"{language}.yaml"
        tree = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert all(isinstance(key, str) for key in keys(tree))


def test_code_without_words_is_told_in_the_open():
    assert (
        WORDS.say("finding.new-rule.fail", {"depth": 0.5, "at": "x"})
        == "<finding.new-rule.fail> (depth 0.5; at x)"
    )


def test_missing_figure_is_shown_and_optional_part_left_out():
    assert WORDS.fill("{camera} hangs[ {height} m high]", {}) == "<camera?> hangs"
    assert (
        WORDS.fill("{camera} hangs[ {height} m high]", {"camera": "C1", "height": 2.5})
        == "C1 hangs 2.5 m high"
    )


def test_figures_from_a_plan_are_not_read_as_templates():
    assert WORDS.fill("{a}[ {b}]", {"a": "[{b}]", "b": "{a}"}) == "[{b}] {a}"


@pytest.mark.parametrize(("n", "text"), [(0, "0 rooms"), (1, "1 room"), (2, "2 rooms")])
def test_number_asks_for_its_form(n, text):
    assert WORDS.say("count.room", {"n": n}) == text


def test_language_without_plural_and_with_comma_is_only_data():
    words = Words(
        "xx",
        {
            "plural": "same",
            "decimal": ",",
            "list.between": "、",
            "list.and": "和",
            "t": "{n:# eins|# viele} {a}",
        },
    )
    assert words.say("t", {"n": 1, "a": 2.5}) == "1 viele 2,5"
    assert words.join(["a", "b", "c"]) == "a、b和c"


def test_language_that_is_not_there_is_told_in_english():
    assert load_words("tlh").say("tag.fail") == "FAIL"


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN])
def test_rule_without_words_of_its_own_is_named_with_its_things(outcome):
    finding = hotel.found("purpose-allowed", outcome, (hotel.ref("sign", "S1"),), ())
    text = say_finding([finding], name_things(hotel.plan(), WORDS))
    assert "Sign S1" in text
    assert "purpose-allowed" in text
    assert "<" not in text


@pytest.mark.parametrize("about", [(), (hotel.ref("level", "2", ""),), (hotel.ref("obstacle", "desk"),)])
def test_sentence_about_the_wrong_kind_of_thing_names_it_all_the_same(about):
    names = name_things(hotel.plan(), WORDS)
    codes = {code.split(".")[2] for code in WORDS.sentences if code.startswith("finding.plan-consistent.")}
    for code in codes:
        finding = hotel.found("plan-consistent", Outcome.FAIL, about, (), what=code)
        assert "?>" not in say_finding([finding], names)


@pytest.mark.parametrize(
    ("template", "values", "says"),
    [
        ("{a} 打开时", {"a": "门 d-1 "}, "门 d-1 打开时"),
        ("{a} 打开时", {"a": "d-1、d-2 等 8 项"}, "d-1、d-2 等 8 项打开时"),
        ("{a} 的闭门器", {"a": "d-1 等 8 项"}, "d-1 等 8 项的闭门器"),
        ("有 {a} 台", {"a": "三"}, "有三台"),
        ("由 {a} 拍到", {"a": "摄像机 C1"}, "由摄像机 C1 拍到"),
        ("{a} {b}", {"a": "甲", "b": "乙"}, "甲乙"),
        ("{a} {b}", {"a": "甲", "b": "C1"}, "甲 C1"),
        ("{a}，见 {b}", {"a": "d-1 ", "b": "更衣室 女"}, "d-1，见更衣室 女"),
    ],
)
def test_a_blank_stands_only_between_two_scripts(template: str, values: dict[str, str], says: str) -> None:
    assert load_words("zh").fill(template, values) == says


def test_english_keeps_its_blanks() -> None:
    assert load_words("en").fill("room {a} here", {"a": "更衣室"}) == "room 更衣室 here"
