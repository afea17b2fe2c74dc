"""Files that commands write: whole or not at all, never over somebody else's work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from offcamera.commands.writing import write_file
from offcamera.errors import Misused

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


def test_a_write_that_fails_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(REPORT)

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Misused, match="No space"):
        write_file(file, b"new")
    assert file.read_bytes() == REPORT
    assert names(tmp_path) == ["a.json"]


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
