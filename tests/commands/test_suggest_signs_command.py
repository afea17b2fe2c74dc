"""``offcamera suggest-signs``: what it prints can be pasted into the plan, and then the claim holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.testing import CliRunner, Result

from offcamera.app import app
from offcamera.commands.signs_told import tell_proposal
from offcamera.formats import read_plan
from offcamera.model.plan import Plan
from offcamera.sight.proof import Verdict
from offcamera.suggest_signs import Proposal
from test_suggest_signs import MALL


def suggest(text: str, *more: str) -> Result:
    Path("mall.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["suggest-signs", "mall.yaml", *more])


def test_what_is_printed_can_be_pasted() -> None:
    answer = suggest(MALL.replace("SIGNS", ""))
    assert answer.exit_code == 0
    assert "Proved" in answer.stdout
    lines = re.findall(r"^      - \{.*\}$", answer.stdout, re.MULTILINE)
    assert lines
    again = suggest(MALL.replace("SIGNS", "    signs:\n" + "\n".join(lines)))
    assert again.exit_code == 0
    assert again.stdout.startswith("Nothing to do")


def test_what_cannot_be_proved_is_told() -> None:
    answer = suggest(MALL.replace("SIGNS", "").replace("entrance: true", "entrance: false"))
    assert answer.exit_code == 1
    assert "no way in" in answer.stdout


def test_json_tells_each_sign() -> None:
    found = json.loads(suggest(MALL.replace("SIGNS", ""), "--format", "json").stdout)
    assert found["proved"]
    assert all(sign["where"] and not sign["moved"] for sign in found["signs"])


def test_factor_out_of_all_scale_is_refused() -> None:
    assert suggest(MALL.replace("SIGNS", ""), "--factor", "0").exit_code == 2


def test_where_the_search_stopped_is_told_with_how_to_go_on() -> None:
    text = MALL.replace("SIGNS", "")
    answer = suggest(text, "--most", "1")
    told = json.loads(suggest(text, "--most", "1", "--format", "json").stdout)["obstacle"]
    assert answer.exit_code == 1
    assert "limit of 1 sign" in answer.stdout
    assert "--most 2 lets it try more" in answer.stdout
    assert "No signs do" not in answer.stdout
    assert told["limit"] == {"most": 1, "stopped_at": "signs", "more_needed": True}


def test_a_patch_is_never_told_as_nothing() -> None:
    told = "".join(tell_proposal(*_unproved(0.0049)))
    assert "a patch of less than 0.1 m² in view can be walked to unwarned" in told
    assert "0.0 of" not in told
    assert "3.2 of 8.0 m² in view" in "".join(tell_proposal(*_unproved(3.2)))


def _unproved(area: float) -> tuple[Plan, Proposal]:
    plan = read_plan("mall.yaml", MALL.replace("SIGNS", "").encode())
    return plan, Proposal((), (), False, Verdict("conditional", area, 8.0), plan)


def question(text: str, *more: str) -> dict[str, object]:
    """The question that is chosen for a plan of one room, where nothing takes long."""
    Path("room.yaml").write_text(ROOM + text, encoding="utf-8")
    answer = CliRunner().invoke(app, ["suggest-signs", "room.yaml", "--format", "json", *more])
    found: dict[str, object] = json.loads(answer.stdout)["question"]
    return found


ROOM = """
offcamera: 1
site: Room
venue: retail
levels:
  - id: G
    rooms: [{id: hall, label: Hall, rect: {at: [0, 0], size: [6, 5]}}]
    openings: [{id: front, kind: door, line: [[2, 0], [3, 0]], entrance: true}]
"""


def test_the_question_is_the_strictest_of_the_laws() -> None:
    usual = {"notice": "on", "walkers": "public", "read": "text", "factor": 200.0}
    assert question("") == {**usual, "clauses": [], "options": []}
    before = question("packs: [eu-edpb]")
    assert (before["notice"], before["clauses"]) == ("before", ["eu-edpb-113"])
    both = question("packs: [eu-edpb]", "--pack", "fr")
    assert (both["notice"], both["walkers"]) == ("before", "staff")
    assert both["clauses"] == ["eu-edpb-113", "fr-panels"]
    assert question("packs: [cn-2023-draft]")["notice"] == "on"


def test_what_is_said_overrides_the_laws() -> None:
    found = question("packs: [eu-edpb]", "--notice", "on", "--factor", "100")
    assert (found["notice"], found["factor"]) == ("on", 100.0)
    assert found["options"] == ["--notice on", "--factor 100"]


def test_the_question_is_printed() -> None:
    Path("room.yaml").write_text(ROOM + "packs: [eu-edpb]", encoding="utf-8")
    told = CliRunner().invoke(app, ["suggest-signs", "room.yaml"]).stdout
    assert "The question: a sign is met before one comes into view; the public walks; " in told
    assert "(asked by eu-edpb-113)" in told
    again = CliRunner().invoke(app, ["suggest-signs", "room.yaml", "--read", "pictogram"]).stdout
    assert "from 40 times its size (asked by --read pictogram, and otherwise by eu-edpb-113)" in again


def test_an_unknown_law_is_refused() -> None:
    Path("room.yaml").write_text(ROOM, encoding="utf-8")
    assert CliRunner().invoke(app, ["suggest-signs", "room.yaml", "--pack", "nowhere"]).exit_code == 2
