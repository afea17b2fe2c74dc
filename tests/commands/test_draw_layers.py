"""``offcamera draw``: its layers, and pictures in dots."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.test_who_sees import PLAN
from offcamera.app import app

SIGN = "    signs: [{id: S1, at: [400, 5], height: 155, facing: 0, size: A3, text_height: 2.2}]\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN + SIGN, encoding="utf-8")


def draw(*words: str) -> Result:
    return CliRunner().invoke(app, ["draw", "plan.yaml", *words])


def test_legible_area_of_a_sign_is_drawn() -> None:
    assert draw("-o", "plan.svg").exit_code == 0
    assert 'class="legible"' in Path("plan.svg").read_text(encoding="utf-8")


def test_only_the_layers_that_are_named_are_drawn() -> None:
    assert draw("-o", "plan.svg", "--layer", "captures,density").exit_code == 0
    svg = Path("plan.svg").read_text(encoding="utf-8")
    assert 'class="captures"' in svg
    assert 'class="bands"' in svg
    assert 'class="legible"' not in svg
    assert 'class="devices"' not in svg


def test_wrong_layer_is_told_with_the_nearest() -> None:
    answer = draw("-o", "plan.svg", "--layer", "capture")
    assert answer.exit_code == 2
    assert "did you mean captures?" in answer.stderr


def test_png_without_its_library_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offcamera.commands.draw.find_spec", lambda name: None)
    answer = draw("-o", "plan.png")
    assert answer.exit_code == 2
    command = "python3 -m pip --python .venv/bin/python install -c constraints.txt '.[png]'"
    assert command in " ".join(answer.stderr.split())
    root = Path(__file__).parents[2]
    assert command in (root / "docs" / "usage.md").read_text(encoding="utf-8")
    assert command.removesuffix("'.[png]'") in (root / "README.md").read_text(encoding="utf-8")
    assert "browser" in answer.stderr


@pytest.mark.skipif(importlib.util.find_spec("resvg_py") is None, reason="resvg-py is not installed")
def test_png_is_a_picture() -> None:
    assert draw("-o", "plan.png").exit_code == 0
    assert Path("plan.png").read_bytes().startswith(b"\x89PNG\r\n")
