"""``offcamera suggest-signs``: what it prints can be pasted into the plan, and then the claim holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.testing import CliRunner, Result

from offcamera.app import app
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
