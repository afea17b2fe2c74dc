"""Settings: which file counts for a plan, what it may say, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from offcamera.errors import Misused, Refused
from offcamera.findings.outcome import Outcome, Severity
from offcamera.settings import KEYS, Settings, SettingsBook, read_settings

WHOLE = b"""
packs = ["cn-2023-draft", "./laws/our.yaml"]
select = ["view-into-room"]
ignore = ["house-room-use-known"]
body = [0.2, 1.9]
fail-on = "warning"
accept = ["conditional"]
exclude = ["old/"]
language = "zh"
jobs = 2

[severities]
view-into-room = "warning"

[tolerances]
least_area = 0.05
least_density = 12

[labels]
"BOH *" = "storage"
"""


def put(folder: Path, name: str, text: str = "") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def faults_of(text: str, file: str = "offcamera.toml") -> list[tuple[int, int, str, str]]:
    with pytest.raises(Refused) as caught:
        read_settings(text.encode(), file, ("en", "zh"))
    assert all(f.file == file for f in caught.value.faults)
    return [(f.line, f.column, f.says, f.help) for f in caught.value.faults]


# --- what it may say


def test_every_key_is_read() -> None:
    read = read_settings(WHOLE, "site/offcamera.toml", ("en", "zh"))
    assert read.packs == ("cn-2023-draft", str(Path("site") / "laws" / "our.yaml"))
    assert (read.select, read.ignore) == (("view-into-room",), ("house-room-use-known",))
    assert read.severities == {"view-into-room": Severity.WARNING}
    assert (read.body, read.least_area, read.least_density) == ((0.2, 1.9), 0.05, 12.0)
    assert (read.fail_on, read.accept) == ("warning", (Outcome.CONDITIONAL,))
    assert (read.exclude, read.language, read.jobs) == (("old/",), "zh", 2)
    assert read.labels == {"BOH *": "storage"}
    assert set(read.places) == {key.name for key in KEYS.values()}


def test_every_key_has_a_value_of_its_name() -> None:
    assert {key.name for key in KEYS.values()} <= set(Settings.__dataclass_fields__)
    assert all(key.about for key in KEYS.values())


def test_what_is_not_said_is_none() -> None:
    read = read_settings(b"", "offcamera.toml")
    assert {getattr(read, key.name) for key in KEYS.values()} == {None}


def test_places_are_told() -> None:
    read = read_settings(WHOLE, "offcamera.toml", ("en", "zh"))
    assert str(read.places["fail_on"]) == "offcamera.toml:6:1"
    assert str(read.places["least_area"]) == "offcamera.toml:16:1"
    assert str(read.names["view-into-room"]) == "offcamera.toml:13:1"


def test_a_section_of_a_pyproject() -> None:
    read = read_settings(b'[project]\nname = "x"\n[tool.offcamera]\nfail-on = "note"\n', "pyproject.toml")
    assert read.fail_on == "note"
    assert str(read.places["fail_on"]) == "pyproject.toml:4:1"


# --- what is refused


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    text = 'fail-on = "warnning"\nexlude = ["a"]\nbody = [2, 1]\n[tolerances]\nleast_aera = 1\n'
    found = faults_of(text)
    assert [line for line, *_ in found] == [1, 2, 3, 5]
    hints = " ".join(hint for *_, hint in found)
    for near in ("warning?", "exclude?", "least_area?"):
        assert near in hints


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("packs = 'cn'", "packs should be a list"),
        ("packs = [1]", "should hold texts"),
        ("select = ['']", "should hold texts"),
        ("body = [1]", "body is two heights"),
        ("body = [-1, 2]", "body is two heights"),
        ("body = [0, 30]", "body is two heights"),
        ("body = [true, 2]", "body is two heights"),
        ("jobs = 2.5", "jobs is a whole number"),
        ("jobs = true", "jobs is a whole number"),
        ("accept = ['fail']", "no such word: fail"),
        ("severities = 'note'", "severities should be a table"),
        ("severities = {view-into-room = 'none'}", "no such word: none"),
        ("tolerances = 1", "tolerances should be a table"),
        ("tolerances.least_area = -1", "at least 0"),
        ("labels = {'BOH *' = 'storge'}", "no such use: storge"),
        ("language = 'fr'", "no such word: fr"),
        ("run = 'rm -rf'", "no such setting: run"),
        ("plugins = ['x']", "no such setting: plugins"),
        ("jobs = ", "value"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(text: str, says: str) -> None:
    ((line, column, said, _),) = faults_of(text)
    assert says.casefold() in said.casefold()
    assert (line, column > 0) == (1, True)


@pytest.mark.parametrize(
    "name", ["../our.yaml", "/etc/our.yaml", "a/../../b.yaml", "C:\\\\our.yaml", "\\\\\\\\x\\\\y.yaml"]
)
def test_a_pack_outside_the_tree_is_refused(name: str) -> None:
    ((_, _, says, hint),) = faults_of(f'packs = ["{name}"]')
    assert "outside" in says
    assert "--pack" in hint


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_out_of_the_tree_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "secret.yaml", "pack: x")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "our.yaml").symlink_to(tmp_path / "secret.yaml")
    ((_, _, says, _),) = faults_of('packs = ["our.yaml"]', str(tmp_path / "site" / "offcamera.toml"))
    assert "outside" in says


# --- which file counts


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def jobs_of(book: SettingsBook, file: str) -> int | None:
    return book.of_plan(file).jobs


def test_the_nearest_file_upward_counts(here: Path) -> None:
    put(here, "offcamera.toml", "jobs = 1")
    put(here, "a/offcamera.toml", "jobs = 2")
    book = SettingsBook()
    assert [jobs_of(book, f) for f in ("p.yaml", "a/p.yaml", "a/b/c/p.yaml", "d/p.yaml", "-")] == [
        1,
        2,
        2,
        1,
        1,
    ]
    assert book.of_plan("a/b/p.yaml").file == str(Path("a") / "offcamera.toml")


def test_the_search_ends_at_the_top_of_the_repository(here: Path) -> None:
    put(here, "offcamera.toml", "jobs = 1")
    (here / "repository" / ".git").mkdir(parents=True)
    assert jobs_of(SettingsBook(), "repository/sites/p.yaml") is None
    put(here, "repository/offcamera.toml", "jobs = 3")
    assert jobs_of(SettingsBook(), "repository/sites/p.yaml") == 3


def test_a_pyproject_counts_only_with_its_section(here: Path) -> None:
    put(here, "offcamera.toml", "jobs = 1")
    put(here, "a/pyproject.toml", "[project]\nname = 'a'\n")
    put(here, "b/pyproject.toml", "[tool.offcamera]\njobs = 2\n")
    put(here, "c/pyproject.toml", "[tool.offcamera]\njobs = 2\n")
    put(here, "c/offcamera.toml", "jobs = 3")
    put(here, "d/pyproject.toml", "this is [no toml")
    book = SettingsBook()
    assert [jobs_of(book, f"{x}/p.yaml") for x in "abcd"] == [1, 2, 3, 1]


def test_wrong_settings_are_told_for_every_plan_below_and_no_other(here: Path) -> None:
    put(here, "a/offcamera.toml", "jbos = 1")
    book = SettingsBook()
    for file in ("a/p.yaml", "a/q.yaml"):
        with pytest.raises(Refused, match="jbos"):
            book.of_plan(file)
    assert jobs_of(book, "b/p.yaml") is None


def test_one_file_for_all_or_none_at_all(here: Path) -> None:
    put(here, "offcamera.toml", "jobs = 1")
    put(here, "other.toml", "jobs = 5")
    assert jobs_of(SettingsBook(Path("other.toml")), "a/p.yaml") == 5
    assert jobs_of(SettingsBook(search=False), "a/p.yaml") is None
    with pytest.raises(Misused, match="no such settings file"):
        SettingsBook(Path("gone.toml"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_settings_file(here: Path) -> None:
    os.mkfifo(here / "offcamera.toml")
    assert jobs_of(SettingsBook(), "p.yaml") is None
