"""Bytes: size and encoding, before anything is read."""

from __future__ import annotations

import contextlib
import gc
from pathlib import Path

import pytest

from offcamera.errors import Refused
from offcamera.source import LARGEST, collector_paused, kind_of, read_file, read_source


def test_a_large_file_is_refused_after_its_first_50_mb(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(2 * LARGEST)
    with pytest.raises(Refused, match="larger than 50 MB"):
        read_file(large)


def test_no_more_than_the_limit_is_ever_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Stream:
        def __enter__(self) -> Stream:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            return b"x" * min(size, 9)

    monkeypatch.setattr(Path, "open", lambda *_: Stream())
    with pytest.raises(Refused, match="larger than"):
        read_file(tmp_path / "plan.yaml", largest=8)
    assert asked == [9]


def test_large_bytes_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(Refused, match="larger than 50 MB"):
        read_source(b"\xff" * (LARGEST + 1), "plan.yaml")


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_file(tmp_path / "gone.yaml")


@pytest.mark.parametrize(
    ("file", "kind"),
    [("a.json", "json"), ("a.YAML", "yaml"), ("a.yml", "yaml"), ("-", "yaml"), ("x/offcamera.toml", "toml")],
)
def test_kind_by_name(file: str, kind: str) -> None:
    assert kind_of(file) == kind


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_as_it_was(is_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with contextlib.suppress(ZeroDivisionError), collector_paused():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()
