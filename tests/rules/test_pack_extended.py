"""A pack of one's own that takes over the clauses of another: adds, drops and changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jsonschema
import pytest

from offcamera.errors import Misused, Refused
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.outcome import Outcome, Severity
from offcamera.rules.pack import choose_packs, load_pack, pack_schema, read_pack
from offcamera.source import read_source

DAY = date(2026, 11, 23)
HEAD = "pack: our\ntitle: Ours\nstatus: guidance\n"
OURS = (
    HEAD
    + """extends: private-rooms
drop: [house-room-use-known]
change:
  house-view-into-room:
    severity: {conditional: warning}
    with: {least_area: 0.05}
add:
  - id: our-office
    rule: camera-in-room
    says: No camera in an office.
    with: {uses: [office]}
"""
)


def faults_of(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_pack(text.encode(), "our.yaml")
    return [f"{f.at} {f.says} {f.help}" for f in caught.value.faults]


def clauses_of(pack: Pack) -> dict[str, Clause]:
    return {clause.id: clause for clause in pack.clauses}


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_clauses_are_taken_over_dropped_changed_and_added() -> None:
    ours, house = clauses_of(read_pack(OURS.encode(), "our.yaml")), clauses_of(load_pack("private-rooms"))
    kept = [name for name in house if name != "house-room-use-known"]
    assert list(ours) == [*(f"our-{name}" for name in kept), "our-office"]
    changed, base = ours["our-house-view-into-room"], house["house-view-into-room"]
    assert changed.parameters == {**base.parameters, "least_area": 0.05}
    assert changed.severity[Outcome.CONDITIONAL] is Severity.WARNING
    assert changed.severity[Outcome.FAIL] is Severity.ERROR
    same, before = ours["our-house-camera-in-room"], house["house-camera-in-room"]
    assert (same.parameters, same.severity, same.says) == (before.parameters, before.severity, before.says)
    assert {clause.pack for clause in ours.values()} == {"our"}


def test_the_other_pack_is_asked_as_before() -> None:
    house = load_pack("private-rooms")
    read_pack(OURS.encode(), "our.yaml")
    assert load_pack("private-rooms") == house


def test_a_pack_may_extend_a_file_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "our.yaml", OURS)
    site = put(
        tmp_path,
        "site.yaml",
        "pack: site\ntitle: S\nstatus: guidance\nextends: ./our.yaml\ndrop: [our-office]\n",
    )
    packs = choose_packs((str(site),), DAY, allow_files=True)
    assert [pack.id for pack in packs] == ["private-rooms", "site"]
    assert "site-our-house-view-into-room" in clauses_of(packs[1])
    assert "site-our-office" not in clauses_of(packs[1])


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("extends: private-room\n", "4:10", "private-rooms"),
        ("extends: ./gone.yaml\n", "4:10", "no such file"),
        ("extends: ../our.yaml\n", "4:10", "outside"),
        ("extends: /etc/our.yaml\n", "4:10", "outside"),
        ("extends: private-rooms\ndrop: [house-view]\n", "5:8", "house-view-into-room"),
        ("extends: private-rooms\nchange: {house-view: {}}\n", "5:10", "house-view-into-room"),
        ("extends: private-rooms\nchange: {house-view-into-room: {sverity: note}}\n", "5:33", "severity"),
        (
            "extends: private-rooms\nchange: {house-view-into-room: {with: {least_aera: 1}}}\n",
            "5:40",
            "least_area",
        ),
        (
            "extends: private-rooms\nchange: {house-view-into-room: {with: {least_area: -1}}}\n",
            "5:52",
            "at least 0",
        ),
        (
            "extends: private-rooms\nchange: {house-view-into-room: {with: {uses: [toielt]}}}\n",
            "5:47",
            "toilet",
        ),
        ("extends: cn-2023-draft\nchange: {cn-2023-11: {severity: note}}\n", "5:10", "nothing to change"),
        ("extends: private-rooms\nclauses: []\n", "5:1", "add"),
        ("drop: [house-view-into-room]\n", "4:1", "extends"),
        (
            "extends: private-rooms\ndrop: [house-camera-in-room, house-view-into-room, house-room-use-known,"
            " house-plan-consistent]\n",
            "5:7",
            "at least one clause",
        ),
        (
            "extends: private-rooms\ndrop: [house-view-into-room]\nchange: {house-view-into-room: {}}\n",
            "5:8",
            "dropped and changed",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(text: str, place: str, says: str) -> None:
    found = faults_of(HEAD + text)
    assert any(fault.startswith(f"our.yaml:{place} ") and says in fault for fault in found), found


def test_packs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "pack: a\ntitle: A\nstatus: guidance\nextends: ./b.yaml\n")
    put(tmp_path, "b.yaml", "pack: b\ntitle: B\nstatus: guidance\nextends: ./a.yaml\n")
    with pytest.raises(Refused, match="in turn"):
        choose_packs((str(tmp_path / "a.yaml"),), DAY, allow_files=True)


def test_a_pack_of_ones_own_takes_no_place_of_another(tmp_path: Path) -> None:
    clause = "clauses:\n  - {id: %s, rule: camera-in-room, says: x, severity: note, with: {uses: [toilet]}}\n"
    same_pack = put(tmp_path, "a.yaml", HEAD.replace("our", "private-rooms") + clause % "mine-1")
    with pytest.raises(Refused, match="belongs to a pack"):
        choose_packs((str(same_pack),), DAY, allow_files=True)
    same_clause = put(tmp_path, "b.yaml", HEAD + clause % "house-camera-in-room")
    with pytest.raises(Misused, match="two packs have a clause house-camera-in-room"):
        choose_packs((str(same_clause),), DAY, allow_files=True)


def test_the_schema_knows_packs_that_extend() -> None:
    schema = jsonschema.Draft7Validator(pack_schema())
    schema.validate(read_source(OURS, "our.yaml").value)
    wrong = read_source(HEAD, "our.yaml").value
    assert not schema.is_valid(wrong)
    assert not schema.is_valid({**dict(wrong), "clauses": []})  # type: ignore[call-overload]  # it is a mapping


def test_faults_of_what_is_added_and_of_what_is_changed_are_told_at_once() -> None:
    text = HEAD + (
        "extends: pl\nchange:\n  pl-22-3: {with: {most: thirty}}\n  pl-22-33: {severity: note}\n"
        "add:\n  - {id: our-1, rule: retention-within, says: x, with: {mots: 7}}\n"
    )
    assert [fault.split(" ")[0] for fault in faults_of(text)] == [
        "our.yaml:6:26",
        "our.yaml:7:3",
        "our.yaml:9:57",
    ]


def test_what_is_dropped_and_changed_is_held_against_the_base_even_where_the_rest_is_no_pack() -> None:
    text = (
        "pack: ours\ntitle: T\nstatus: drafft\nextends: cn-2023-draft\ndrop: [cn-2023-99]\n"
        "change: {cn-2023-8: {severity: eror, with: {most_shar: 0.2}}, cn-2023-77: {}}\n"
        "add: [{id: ours-1, rule: retention-withn, says: At most 30 days.}]\n"
    )
    with pytest.raises(Refused) as refused:
        read_pack(text.encode(), "ours.yaml")
    assert [(f.line, f.says) for f in refused.value.faults] == [
        (3, "no such word: drafft"),
        (5, "the pack cn-2023-draft has no clause cn-2023-99"),
        (6, "no such word: eror"),
        (6, "no such parameter: most_shar"),
        (6, "the pack cn-2023-draft has no clause cn-2023-77"),
        (7, "no such rule: retention-withn"),
    ]


def test_a_base_that_is_not_there_is_told_with_all_other_faults() -> None:
    text = "pack: ours\ntitle: T\nstatus: drafft\nextends: cn-2023-drafft\n"
    with pytest.raises(Refused) as refused:
        read_pack(text.encode(), "ours.yaml")
    assert [f.says for f in refused.value.faults] == ["no such word: drafft", "no such pack: cn-2023-drafft"]
