"""What cameras are for: seven rules, a small plan for every outcome (cases 17, 27, 28, 38 and 40)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from offcamera.audit import audit_plan
from offcamera.errors import Refused
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.findings.report import Report
from offcamera.formats import read_plan
from offcamera.report.names import name_things
from offcamera.report.telling import say_finding, say_to_do
from offcamera.report.words import load_words
from offcamera.rules import RULES
from offcamera.rules.pack import load_pack, pack_names, read_pack
from offcamera.rules.rule import params_of
from offcamera.rules.sighting import Site
from offcamera.sight.scene import Scene
from offcamera.source import read_source

DAY = date(2026, 11, 24)
PLAN = """
offcamera: 1
site: Gate
venue: {venue}
levels:
  - id: G
    rooms:
      - {{id: hall, label: Hall, rect: {{at: [0, 0], size: [10, 6]}}, access: {access}}}
      - {{id: store, label: Store, rect: {{at: [10, 0], size: [6, 6]}}, access: staff}}
    openings:
      - {{id: front, kind: door, line: [[0, 2.5], [0, 3.5]], entrance: true{front}}}
      - {{id: d, kind: door, line: [[10, 2.5], [10, 3.5]]{door}}}
    zones:
      - {{id: desk, kind: {kind}, polygon: {zone}}}
    cameras:
      - {{id: C, at: {at}, height: 2.4, heading: 90, tilt: 10, {optics}, resolution: [3840, 2160]{camera}}}
"""
DEFAULTS = {
    "venue": "office",
    "access": "public",
    "front": "",
    "door": "",
    "kind": "collection",
    "zone": "[[0, 0], [10, 0], [10, 6], [0, 6]]",
    "at": "[0.3, 3]",
    "optics": "fov: [60, 40]",
    "camera": ", facial_recognition: true",
}
SMALL = "[[1, 2.9], [1.2, 2.9], [1.2, 3.1], [1, 3.1]]"
COVERS = ", covers: [desk]"
FACE = ", facial_recognition: true"


def site_of(**said: str) -> Site:
    plan = read_plan("gate.yaml", PLAN.format(**{**DEFAULTS, **said}).encode())
    return Site(plan, Scene(plan))


def ask(rule: str, params: Mapping[str, object], **said: str) -> list[Answer]:
    return list(RULES[rule].check(site_of(**said), params_of(RULES[rule], params)))


def codes(answers: list[Answer]) -> list[str]:
    """Outcomes with what is peculiar about them, or why they are unknown."""
    return [f"{a.outcome}.{a.because.code if a.because else a.what}".rstrip(".") for a in answers]


def audit(pack: str, **said: str) -> Report:
    return audit_plan(site_of(**said).plan, [load_pack("private-rooms"), load_pack(pack)], as_of=DAY)


# --- declared ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "camera", "found"),
    [
        (["necessity"], ", declares: {necessity: theft of keys}", ["pass"]),
        (["necessity"], "", ["fail.undeclared"]),
        (["necessity"], ", declares: {necessity: '  '}", ["fail.undeclared"]),
        (["necessity"], ", declares: {necessity: false}", ["fail.undeclared"]),
        ({"audio": [False]}, ", declares: {audio: false}", ["pass"]),
        ({"audio": [False]}, ", declares: {audio: true}", ["fail.not-allowed"]),
        ({"consent": ["separate"]}, ", declares: {consent: none}", ["fail.not-allowed"]),
        ({"consent": ["separate"]}, "", ["fail.undeclared"]),
        ([{"field": "stored", "values": ["on-device"]}], ", declares: {stored: on-device}", ["pass"]),
        ([{"field": "stored", "values": ["on-device"]}], ", declares: {stored: cloud}", ["fail.not-allowed"]),
        (["purpose", "filed"], ", purpose: [safety]", ["fail.undeclared"]),
        (["filed", "assessed"], "", ["fail.undeclared", "fail.undeclared"]),
    ],
)
def test_a_field_is_declared_with_an_allowed_value(fields: object, camera: str, found: list[str]) -> None:
    assert codes(ask("camera-declares", {"fields": fields}, camera=camera)) == found


def test_each_field_is_a_fact_of_its_own() -> None:
    found = {f.id for f in audit("cn-2023-draft").findings}
    assert {"camera-declares/G.C/consent", "camera-declares/G.C/necessity"} <= found


@pytest.mark.parametrize(
    ("camera", "found"),
    [
        (", purpose: [Public Safety]", "pass"),
        (", purpose: [marketing]", "fail.not-allowed"),
        (", purpose: [public-safety, marketing]", "fail.not-allowed"),
        (", purpose: [safety]", "fail.vague"),
        (", purpose: [安全]", "fail.vague"),
        ("", "fail.unsaid"),
    ],
)
def test_a_purpose_is_on_the_list_and_specific(camera: str, found: str) -> None:
    assert codes(ask("purpose-allowed", {"purposes": ["public-safety"]}, camera=camera)) == [found]


def test_without_a_list_any_specific_purpose_will_do() -> None:
    assert codes(ask("purpose-allowed", {}, camera=", purpose: [till theft]")) == ["pass"]
    assert codes(ask("purpose-allowed", {}, camera=", purpose: [till theft, security]")) == ["fail.vague"]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("30", "pass"),
        ("'30'", "pass"),
        ("29", "fail.too-short"),
        ("91", "fail.too-long"),
        ("true", "unknown.unread"),
        ("a month", "unknown.unread"),
    ],
)
def test_recordings_are_kept_so_many_days(days: str, found: str) -> None:
    camera = f", declares: {{retention_days: {days}}}"
    assert codes(ask("retention-within", {"least": 30, "most": 90}, camera=camera)) == [found]


def test_days_that_are_not_stated_fail() -> None:
    assert codes(ask("retention-within", {"most": 90}, camera="")) == ["fail.unsaid"]


# --- areas ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"camera": ""}, "unknown.covers-unsaid"),
        ({"camera": COVERS, "door": ", self_closing: true"}, "pass"),
        ({"camera": COVERS, "zone": SMALL}, "fail"),
        ({"camera": ", covers: [hall]"}, "pass"),
        ({"camera": ", covers: [store]"}, "fail"),
    ],
)
def test_a_camera_captures_little_beyond_its_need(said: Mapping[str, str], found: str) -> None:
    assert codes(ask("capture-proportionate", {"most_share": 0.5}, **said)) == [found]


def test_excess_behind_an_open_door_is_conditional_on_it() -> None:
    (answer,) = ask("capture-proportionate", {"most_share": 0.0, "least_share": 0.0}, camera=COVERS)
    assert answer.outcome is Outcome.CONDITIONAL
    assert [[ref.id for ref in c.openings] for c in answer.on] == [["d"]]


def test_the_share_is_of_excess_and_need_together() -> None:
    (answer,) = ask("capture-proportionate", {}, camera=COVERS, zone=SMALL, door=", self_closing: true")
    excess, need = float(answer.evidence.figures["excess"]), 0.04
    assert answer.evidence.figures["share"] == round(100 * excess / (excess + need))
    assert 25 < excess < 60  # a wedge of 60 degrees in a hall of 60 m²


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, "pass"),
        ({"zone": SMALL}, "fail"),
        ({"zone": SMALL, "camera": f"{FACE}, covers: [hall]"}, "pass"),
        ({"kind": "target"}, "unknown.no-collection-area"),
        ({"zone": SMALL, "camera": ""}, "unknown.face-recognition-unsaid"),
        ({"at": "[8, 3]"}, "conditional"),
    ],
)
def test_faces_are_read_inside_the_collection_area(said: Mapping[str, str], found: str) -> None:
    assert codes(ask("face-zone-contained", {}, **said)) == [found]


def test_a_camera_that_recognises_nobody_has_no_face_zone() -> None:
    assert ask("face-zone-contained", {}, camera=", facial_recognition: false") == []


def test_the_face_zone_reaches_as_far_as_its_pixels() -> None:
    """3840 px over 60 degrees: 3840 / (2 tan 30°) / 476 = 6.99 m on the axis, and more beside it (case 6)."""
    (far,) = ask("face-zone-contained", {}, zone="[[0, 0], [6.5, 0], [6.5, 6], [0, 6]]")
    (near,) = ask("face-zone-contained", {"density": 952}, zone="[[0, 0], [4.5, 0], [4.5, 6], [0, 6]]")
    assert (far.outcome, near.outcome) == (Outcome.FAIL, Outcome.PASS)


@pytest.mark.parametrize(
    ("front", "found"),
    [
        (", access_control: [face]", ["fail"]),
        (", access_control: [face, card]", ["pass"]),
        (", access_control: [face, fingerprint]", ["fail"]),
        (", access_control: [card]", []),
    ],
)
def test_a_door_that_knows_faces_offers_another_way(front: str, found: list[str]) -> None:
    assert codes(ask("alternative-offered", {}, front=front, camera="")) == found


def test_a_door_at_which_faces_are_read_says_how_one_is_let_in() -> None:
    assert codes(ask("alternative-offered", {}, at="[8, 3]", front=", access_control: [card]")) == [
        "unknown.entry-unsaid"
    ]


NARROW = ", view: [[0.3, 3], [9.9, 2.9], [9.9, 3.1]]"
HALL_VIEW = ", view: [[0.3, 3], [0.3, 0], [10, 0], [10, 6], [0.3, 6]]"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"camera": NARROW}, ["fail.undeclared"]),
        ({"camera": HALL_VIEW, "door": ", self_closing: true"}, ["fail.impossible"]),
        ({"camera": ", view: [[0.3, 3], [5.2, 0], [10, 0], [10, 6], [5.2, 6]]"}, ["conditional.undeclared"]),
        ({"camera": NARROW, "optics": "kind: fixed"}, ["fail.undeclared"]),
        ({"camera": ""}, []),
    ],
)
def test_a_drawn_view_is_held_against_the_lens(said: Mapping[str, str], found: list[str]) -> None:
    assert codes(ask("declared-view-true", {}, **said)) == found


# --- whom a clause speaks to ------------------------------------------------------------------------------


def test_clauses_on_faces_are_one_unknown_where_nothing_says_so() -> None:
    report = audit("cn-2023-draft", camera=", purpose: [public-safety]")
    faces = [f for f in report.findings if f.what == "face-recognition-unsaid"]
    assert [(f.id, f.outcome) for f in faces] == [("camera-declares/G.C", Outcome.UNKNOWN)]
    assert {t.clause for t in faces[0].touches} >= {"cn-2023-4", "cn-2023-5", "cn-2023-15"}


def test_clauses_on_faces_leave_other_cameras_alone() -> None:
    report = audit("cn-2023-draft", camera=", facial_recognition: false")
    assert not [f for f in report.findings if f.rule == "camera-declares"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, True),
        ({"access": "staff", "at": "[12, 3]"}, False),
        ({"access": "staff", "at": "[12, 3]", "camera": ", access: public"}, True),
        ({"access": "staff", "at": "[0.3, 3]", "optics": "fov: [200, 90]"}, True),  # out by the front door
    ],
)
def test_clauses_on_public_places_leave_out_what_is_said_to_be_none(
    said: Mapping[str, str], asked: bool
) -> None:
    touched = {t.clause for f in audit("cn-2023-draft", **said).findings for t in f.touches}
    assert ("cn-2023-7-1-purpose" in touched) is asked


# --- silence ----------------------------------------------------------------------------------------------

#: Keys whose silence is decided to be unknown rather than a fail (cases 38 and 40), never a pass.
ASKED_FOR = {"facial_recognition", "covers"}
LOUD = (
    ", facial_recognition: true, purpose: [marketing], covers: [desk], range: 12, side: hall, access: public"
    ", declares: {retention_days: 900, consent: none}"
)
SILENCED: list[tuple[str, Mapping[str, object]]] = [
    ("camera-declares", {"fields": {"consent": ["separate"]}}),
    ("purpose-allowed", {"purposes": ["public-safety"]}),
    ("retention-within", {"most": 90}),
    ("capture-proportionate", {}),
    ("face-zone-contained", {}),
]


def silent_sites() -> Iterator[tuple[str, Site]]:
    """The loud plan, with each key of its camera taken out in turn, those of ``declares`` too."""
    text = PLAN.format(**{**DEFAULTS, "zone": SMALL, "camera": LOUD})
    plan: Any = read_source(text.encode(), "gate.yaml").value
    camera = plan["levels"][0]["cameras"][0]
    for holder, key in [
        *((camera, k) for k in camera),
        *((camera["declares"], k) for k in camera["declares"]),
    ]:
        if key not in ("id", "at"):
            kept = holder[key]
            del holder[key]
            read = read_plan("gate.json", json.dumps(plan).encode())
            holder[key] = kept
            yield key, Site(read, Scene(read))


@pytest.mark.parametrize(("rule", "params"), SILENCED, ids=[rule for rule, _ in SILENCED])
def test_no_key_taken_out_of_a_camera_makes_it_better(rule: str, params: Mapping[str, object]) -> None:
    for key, site in silent_sites():
        (answer,) = RULES[rule].check(site, params_of(RULES[rule], params))
        allowed = {Outcome.FAIL, Outcome.UNKNOWN} if key in ASKED_FOR else {Outcome.FAIL}
        assert answer.outcome in allowed, (rule, key)


# --- words and parameters ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_finding_has_its_own_sentence(language: str) -> None:
    words = load_words(language)
    for said in ({}, {"camera": ""}, {"zone": SMALL, "camera": f"{FACE}{COVERS}{NARROW}"}):
        report = audit("cn-2023-draft", front=", access_control: [face]", **said)
        names = name_things(report.plan, words)
        for finding in report.findings:
            text = say_finding([finding], names) + say_to_do([finding], report.clauses, names)
            assert "<" not in text, text
            assert "offcamera explain" not in text, text


def told(language: str, rule: str, **said: str) -> list[str]:
    """What findings of a rule under the draft say, each with its step."""
    words, report = load_words(language), audit("cn-2023-draft", **said)
    names = name_things(report.plan, words)
    found = [f for f in report.findings if f.rule == rule]
    return [f"{say_finding([f], names)} {say_to_do([f], report.clauses, names)}" for f in found]


def test_what_is_declared_is_named_in_words_and_its_key_in_the_step() -> None:
    camera = f"{FACE}, declares: {{consent: none}}"
    en, zh = (told(language, "camera-declares", camera=camera) for language in ("en", "zh"))
    assert (
        "Nothing is declared for camera C about why it is needed. "
        "Write necessity under declares of C, or once for the whole site."
    ) in en
    assert (
        "What is declared for camera C about the consent that it rests on is not allowed: none; "
        "allowed: separate, written, exempt. Change what is done, then what C declares as consent."
    ) in en
    assert (
        "Nothing is declared for camera C about its purpose. "
        "Write what C is for, e.g. purpose: public-safety."
    ) in en
    assert "摄像机 C 没有申报必要性。 在 C 的 declares 下填写 necessity，或为整个场所统一填写。" in zh


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_field_that_a_pack_asks_for_has_words(language: str) -> None:
    words = load_words(language)
    for name in pack_names():
        for clause in load_pack(name).clauses:
            if clause.rule == "camera-declares":
                asked = params_of(RULES["camera-declares"], clause.parameters).asked()
                assert [n for n, _ in asked if not words.has(f"declared.{n}")] == [], clause.id
            if clause.rule == "sign-content":
                fields = params_of(RULES["sign-content"], clause.parameters).fields
                assert [n for n in fields if not words.has(f"stated.{n}")] == [], clause.id


WRONG = [
    ("camera-declares", "{}", "the rule needs to know which fields"),
    ("camera-declares", "{fields: consent}", "fields should be a list"),
    ("camera-declares", "{fields: [{field: consent, value: [x]}]}", "no such key: value"),
    ("camera-declares", "{fields: {consent: separate}}", "the allowed values should be a list"),
    ("purpose-allowed", "{purposes: public-safety}", "purposes should be a list"),
    ("retention-within", "{most: soon}", "most should be a figure of at least 0"),
    ("retention-within", "{least: 90, most: 30}", "least is more than most"),
    ("capture-proportionate", "{most_share: 50}", "most_share is a share, from 0 to 1"),
    ("face-zone-contained", "{density: -1}", "density should be a figure of at least 0"),
    ("alternative-offered", "{ways: card}", "ways should be a list"),
    ("declared-view-true", "{within: wide}", "within should be a figure of at least 0"),
]


@pytest.mark.parametrize(("rule", "given", "says"), WRONG)
def test_a_wrong_parameter_is_a_fault_in_its_place(rule: str, given: str, says: str) -> None:
    text = (
        "pack: p\ntitle: T\nstatus: draft\nclauses:\n"
        f"  - id: a\n    rule: {rule}\n    says: Text.\n    with: {given}\n"
    )
    with pytest.raises(Refused) as told:
        read_pack(text.encode(), "p.yaml")
    assert [f.says for f in told.value.faults] == [says]
    assert told.value.faults[0].line in (5, 8)
