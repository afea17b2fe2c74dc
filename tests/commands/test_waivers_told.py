"""Waivers as a run tells them: unused, drafted once more, or without what was approved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from offcamera.app import app

PLAN = """offcamera: 1
site: Quiet House
levels:
  - id: G
    rooms:
      - {id: hall, label: Corridor, rect: {at: [0, 0], size: [8, 4]}}
      - {id: wc, label: Toilet, rect: {at: [8, 0], size: [3, 3]}}
    openings:
      - {id: d-wc, kind: door, between: [hall, wc], at: 1.0, width: 0.9}
    cameras:
      - {id: C1, at: [0.5, 3.5], height: 2.7, heading: 100, tilt: 30, fov: [60, 40], resolution: [1920, 1080]}
"""
FILLED = {
    'reason: ""': "reason: agreed",
    'approved_by: ""': "approved_by: J. Roe",
    'until: ""': "until: 2027-01-31",
}


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", "site.yaml", "--as-of", "2026-11-23", *words])


@pytest.fixture
def draft() -> str:
    """Waivers for all that is found in a plan, filled in."""
    Path("site.yaml").write_text(PLAN, encoding="utf-8")
    assert run("--draft-waivers", "waivers.yaml").exit_code == 1
    text = Path("waivers.yaml").read_text(encoding="utf-8")
    for old, new in FILLED.items():
        text = text.replace(old, new)
    Path("waivers.yaml").write_text(text, encoding="utf-8")
    return text


def test_a_draft_is_not_written_over_and_the_reason_is_the_true_one(draft: str) -> None:
    shown = run("--draft-waivers", "waivers.yaml")
    assert shown.exit_code == 2
    assert "the waivers that offcamera drafted in it may have been filled in since" in shown.stderr
    assert "did not write it" not in shown.stderr
    assert Path("waivers.yaml").read_text(encoding="utf-8") == draft
    assert run("--draft-waivers", "waivers.yaml", "--force").exit_code == 1


@pytest.mark.usefixtures("draft")
def test_where_all_is_waived_the_last_line_says_so_too() -> None:
    shown = run("--waivers", "waivers.yaml")
    assert shown.exit_code == 0
    assert "CLEAR but for what was accepted" in shown.stdout
    assert "1 site, clear but for what was accepted (exit 0)." in shown.stdout
    assert "1 个场所，通过（已接受者除外）" in run("--waivers", "waivers.yaml", "--language", "zh").stdout
    assert "unused" not in shown.stderr


def test_a_waiver_without_what_was_approved_is_told_in_one_sentence(draft: str) -> None:
    bare = re.sub(r"    approved:\n(?:      .*\n)+", "", draft)
    Path("waivers.yaml").write_text(bare, encoding="utf-8")
    shown = " ".join(run("--waivers", "waivers.yaml").stdout.split())
    assert "does not hold: it does not say what was approved (accepted by J. Roe" in shown
    assert shown.count("it does not say") == bare.count("finding:")


def test_a_waiver_of_a_site_that_is_not_there_is_told_once_a_run(draft: str) -> None:
    other = draft.replace("Quiet House", "Quite House")
    Path("waivers.yaml").write_text(other, encoding="utf-8")
    Path("two.yaml").write_text(PLAN.replace("Quiet House", "Another House"), encoding="utf-8")
    shown = run("two.yaml", "--waivers", "waivers.yaml")
    count = other.count("finding:")
    says = (
        f"note: {f'{count} waivers are' if count > 1 else '1 waiver is'} unused, as no site that was audited"
    )
    assert shown.stderr.count(says) == 1
    assert "is called Quite House: waivers.yaml:" in shown.stderr
