"""Files that commands write: whole or not at all, never over somebody else's work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from offcamera.audit import audit_plan
from offcamera.commands.writing import write_file, write_pieces
from offcamera.errors import Misused
from offcamera.findings.report import NotAudited, Run
from offcamera.formats import read_plan
from offcamera.report import REPORTERS
from offcamera.report.view import View
from offcamera.rules.pack import choose_packs

DAY = date(2026, 11, 23)
PLAN = b"""
offcamera: 1
site: A
levels: [{id: G, rooms: [{id: wc, label: Toilet, rect: {at: [0, 0], size: [3, 3]}}],
  cameras: [{id: C1, at: [1, 1], height: 2.7, heading: 0, fov: [60, 40]}]}]
"""
REPORT = b'{\n  "offcamera_report": 1\n}\n'


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", b"one")
    assert (tmp_path / "a.txt").read_bytes() == b"one"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_of_ours_is_replaced_and_another_is_not(tmp_path: Path) -> None:
    ours, other = tmp_path / "a.json", tmp_path / "b.json"
    ours.write_bytes(REPORT)
    other.write_bytes(b"{}")
    write_file(ours, b"new")
    assert ours.read_bytes() == b"new"
    with pytest.raises(Misused, match="did not write"):
        write_file(other, b"new")
    assert other.read_bytes() == b"{}"
    write_file(other, b"new", force=True)
    assert other.read_bytes() == b"new"


def test_a_plan_is_nobodys_but_the_users(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(b"offcamera: 1\nsite: A\n")
    with pytest.raises(Misused):
        write_file(plan, b"new")


@pytest.mark.parametrize("name", ["gone/a.txt", "."])
def test_a_place_where_no_file_can_be_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Misused):
        write_file(tmp_path / name, b"x")
    assert names(tmp_path) == []


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(REPORT)

    def pieces() -> Iterator[bytes]:
        yield b"n"
        raise OSError(28, "No space left on device")

    with pytest.raises(Misused, match="No space"):
        write_pieces(file, pieces())
    assert file.read_bytes() == REPORT
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown", "github", "geojson"])
def test_every_form_that_has_a_mark_is_known_as_ours(tmp_path: Path, form: str) -> None:
    plan = read_plan("a.yaml", PLAN)
    report = audit_plan(plan, choose_packs((), DAY), as_of=DAY)
    file = tmp_path / "report"
    for run in (Run(reports=(report,), as_of=DAY), Run(reports=(), not_audited=(NotAudited("a", "b"),))):
        (content,) = REPORTERS[form].render(run, View()).values()
        file.write_bytes(content)
        write_file(file, content)
        assert file.read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(REPORT)
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    write_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_a_device_is_written_to_as_it_is() -> None:
    write_file(Path(os.devnull), b"x")
    assert Path(os.devnull).exists()
