"""A drawing and the plan that it is converted to are told alike: nothing unclear is cleared on the way."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from formats.osm_map import as_bytes, box, line, node
from offcamera.audit import Terms, audit_plan
from offcamera.errors import Refused
from offcamera.formats import read_plan
from offcamera.formats.native import read_native
from offcamera.formats.native.losses import read_thing, write_thing
from offcamera.formats.write_native import write_converted, write_native
from offcamera.model.place import Ref
from offcamera.model.plan import Plan
from offcamera.rules.pack import load_pack

MAPS = Path(__file__).parents[2].parent / "shared" / "plans" / "osm"
REAL = sorted(MAPS.glob("*.osm")) + sorted(MAPS.glob("*.geojson"))
CAMERA = node("9", 4.9, 3.9, man_made="surveillance", level="0")
#: Small maps, each of which loses something on the way.
LOSSY = {
    "a door on no wall": [box("1", 0, 0, 5, 4, room="toilet"), node("2", 9, 9, indoor="door", level="0")],
    "a room that is a line": [
        box("1", 0, 0, 5, 4, room="toilet"),
        line("2", (6, 0), (9, 0), (9, 3), indoor="room", level="0", room="toilet"),
    ],
    "rooms that overlap": [box("1", 0, 0, 5, 4, room="toilet"), box("2", 4, 0, 9, 4, room="office")],
    "a room without a level": [box("1", 0, 0, 5, 4), box("2", 5, 0, 9, 4, level="")],
    "an outline that crosses itself": [
        box("1", 0, 0, 5, 4, room="toilet"),
        line("3", (0, 0), (2, 2), indoor="wall", level="7"),
    ],
    "things that are not read": [box("1", 0, 0, 5, 4), node("3", 1, 1, shop="kiosk")],
    "a toilet that is a point": [box("1", 0, 0, 5, 4), node("3", 1, 1, amenity="toilets", level="0")],
}


def told(plan: Plan) -> Counter[tuple[str, str, str]]:
    report = audit_plan(
        plan, [load_pack("private-rooms")], as_of=date(2026, 11, 24), terms=Terms(captures=False)
    )
    return Counter((f.id, f.outcome.value, f.severity.value) for f in report.findings)


def converted(plan: Plan) -> Plan:
    return read_native(write_converted(plan), "plan.yaml")


@pytest.mark.parametrize("name", LOSSY)
def test_what_a_map_loses_is_told_of_its_plan(name: str) -> None:
    plan = read_plan("map.geojson", as_bytes(*LOSSY[name], CAMERA))
    assert told(plan), "nothing was lost"
    assert told(converted(plan)) == told(plan)
    assert told(converted(converted(plan))) == told(plan)


@pytest.mark.skipif(not REAL, reason="no real maps in ../shared")
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_a_real_map_and_its_plan_are_told_alike(file: Path) -> None:
    plan = read_plan(file)
    assert told(converted(plan)) == told(plan)


def test_what_the_plan_shows_by_itself_is_not_written_as_lost() -> None:
    """Who pulls overlapping rooms of a plan apart has no row to delete besides."""
    text = (
        "offcamera: 1\nsite: S\nlevels:\n  - id: G\n    rooms:\n"
        "      - {id: a, rect: {at: [0, 0], size: [4, 4]}}\n"
        "      - {id: b, rect: {at: [3, 0], size: [4, 4]}}\n"
        "    openings:\n      - {id: d, kind: door, line: [[20, 20], [21, 20]]}\n"
    )
    plan = read_native(text, "plan.yaml")
    assert any("overlap" in key[0] or "plan-consistent" in key[0] for key in told(plan))
    assert write_converted(plan) == write_native(plan)
    assert told(converted(plan)) == told(plan)


def test_a_loss_without_a_weight_is_an_error() -> None:
    text = "offcamera: 1\nsite: S\nlevels: [{id: G}]\nnot_understood: [{what: room-left-out}]\n"
    assert [(d.what, d.weight, d.place.line) for d in read_native(text, "p").doubts] == [
        ("room-left-out", "error", 4)
    ]


@pytest.mark.parametrize("ref", [Ref("level", "", "a/b"), Ref("room", "0", "x/y z"), Ref("site", "", "")])
def test_a_thing_is_written_and_read(ref: Ref) -> None:
    assert read_thing(write_thing(ref)) == ref


@pytest.mark.parametrize(
    "row", ["{}", "{what: a, about: room}", "{what: a, about: [lobby]}", "{what: a, figures: {n: [1]}}"]
)
def test_a_loss_that_says_nothing_is_refused(row: str) -> None:
    with pytest.raises(Refused):
        read_native(f"offcamera: 1\nsite: S\nlevels: [{{id: G}}]\nnot_understood: [{row}]\n", "p")
