"""Several reports of one run, where they go, and runs that are taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from offcamera.app import app

SOURCE = Path(__file__).parents[2] / "cli"
PLAN = """offcamera: 1
site: Site %s
venue: office
levels:
  - id: G
    rooms:
      - {id: hall, label: Corridor, rect: {at: [0, 0], size: [8, 4]}}
      - {id: wc, label: Toilet, rect: {at: [8, 0], size: [3, 3]}}
    cameras: [{id: C1, at: [9, 1], height: 2.7, heading: 0, fov: [60, 40]}]
"""
DAY = ("--as-of", "2026-11-23")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", *words, *DAY])


def put(name: str, text: str | None = None) -> str:
    Path(name).write_text(PLAN % name if text is None else text, encoding="utf-8")
    return name


def lines_of(file: str) -> list[dict]:
    return [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]


# --- where reports go


def test_several_reports_of_one_run() -> None:
    plan = put("p.yaml")
    shown = run(plan, "--report", "json=a.json", "--report", "csv=a.csv", "--report", "markdown")
    assert shown.exit_code == 1
    assert shown.stdout.startswith("<!-- offcamera report -->")
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["exit"] == 1
    assert Path("a.csv").read_bytes().count(b"\r\n") == 2


def test_reports_in_files_leave_standard_output_empty_unless_a_form_is_asked_for() -> None:
    plan = put("p.yaml")
    assert run(plan, "--report", "json=a.json").stdout == ""
    assert "Site p.yaml" in run(plan, "--report", "json=a.json", "-f", "terminal").stdout


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "csv", "markdown", "github", "geojson"])
def test_every_form_goes_to_the_screen_and_to_a_file(form: str) -> None:
    plan = put("p.yaml")
    shown = run(plan, "-f", form)
    assert shown.exit_code == 1
    assert run(plan, "-f", form, "-o", "out").exit_code == 1
    assert Path("out").read_bytes() == shown.stdout_bytes
    assert sorted(file.name for file in Path().iterdir()) == [".git", "out", "p.yaml"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--report", "jsn=a.json"], "did you mean json"),
        (["--report", "json", "--report", "csv"], "only one report can go to standard output"),
        (["--report", "json", "-f", "csv"], "only one report can go to standard output"),
        (["--report", "json=a", "--report", "csv=a"], "two reports cannot go to one file"),
        (["--report", "json="], "names no file"),
        (["--report", "json=gone/a.json"], "no such folder"),
        (["--report", "json=p.yaml"], "did not write it"),
        (["--resume"], "--report jsonl=FILE --resume"),
        (["-f", "jsonl", "--resume"], "--report jsonl=FILE --resume"),
        (["--report", "jsonl=a", "--report", "csv", "--resume"], "--report jsonl=FILE --resume"),
        (["--jobs", "-1"], "--jobs"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_audited(words: list[str], says: str) -> None:
    shown = run(put("p.yaml"), *words)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert says in " ".join(shown.stderr.split())
    assert sorted(file.name for file in Path().iterdir()) == [".git", "p.yaml"]


def test_every_file_that_is_in_the_way_is_told_at_once() -> None:
    put("a.csv", "mine")
    put("b.md", "mine")
    shown = run(put("p.yaml"), "--report", "csv=a.csv", "--report", "markdown=b.md")
    assert shown.exit_code == 2
    assert "a.csv" in shown.stderr
    assert "b.md" in shown.stderr
    assert run("p.yaml", "--report", "csv=a.csv", "--report", "markdown=b.md", "--force").exit_code == 1
    assert run("p.yaml", "--report", "csv=a.csv", "--report", "markdown=b.md").exit_code == 1


# --- lines


def test_lines_are_in_the_order_of_the_plans_whatever_became_of_them() -> None:
    plans = [put("b.yaml"), put("bad.yaml", "offcamera: 1\nlevles: []\n"), "gone.yaml", put("a.yaml")]
    shown = run(*plans, "--report", "jsonl=out.jsonl", "--jobs", "2")
    assert shown.exit_code == 2
    assert [line["file"] for line in lines_of("out.jsonl")] == plans
    assert [line["exit"] for line in lines_of("out.jsonl")] == [1, 2, 2, 1]
    assert "4 plans: 0 clear, 2 with findings, 2 not audited" in shown.stderr


def test_a_run_that_is_taken_up_audits_what_is_new_or_was_not_audited() -> None:
    plans = [put("a.yaml"), put("b.yaml"), put("c.yaml", "offcamera: 1\n"), put("d.yaml")]
    run(*plans, "--report", "jsonl=out.jsonl")
    put("b.yaml", PLAN % "changed")
    put("c.yaml")
    put("d2.yaml")
    shown = run("a.yaml", "b.yaml", "c.yaml", "d2.yaml", "d.yaml", "--report", "jsonl=out.jsonl", "--resume")
    assert shown.exit_code == 1
    assert "2 taken over" in shown.stderr
    run("a.yaml", "b.yaml", "c.yaml", "d2.yaml", "d.yaml", "--report", "jsonl=afresh.jsonl")
    assert Path("out.jsonl").read_bytes() == Path("afresh.jsonl").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["--ignore", "camera-in-room"],
        ["--fail-on", "never"],
        ["--language", "zh"],
        ["--pack", "cn-2023-draft"],
    ],
)
def test_another_question_takes_nothing_over(words: list[str]) -> None:
    plan = put("a.yaml")
    run(plan, "--report", "jsonl=out.jsonl")
    assert "taken over" not in run(plan, "--report", "jsonl=out.jsonl", "--resume", *words).stderr
    assert "1 taken over" in run(plan, "--report", "jsonl=out.jsonl", "--resume", *words).stderr


def test_a_journal_that_was_left_by_a_killed_run_is_taken_up() -> None:
    plans = [put("a.yaml"), put("b.yaml")]
    run(*plans, "--report", "jsonl=out.jsonl")
    whole = Path("out.jsonl").read_bytes()
    first = whole.splitlines(keepends=True)[0]
    Path("out.jsonl").unlink()
    Path(".out.jsonl.part").write_bytes(first + whole[len(first) : len(first) + 40])
    assert "1 taken over" in run(*plans, "--report", "jsonl=out.jsonl", "--resume").stderr
    assert Path("out.jsonl").read_bytes() == whole
    assert not Path(".out.jsonl.part").exists()


def test_resume_needs_no_earlier_run() -> None:
    assert run(put("a.yaml"), "--report", "jsonl=out.jsonl", "--resume").exit_code == 1
    assert len(lines_of("out.jsonl")) == 1


# --- interrupts: the third plan is a pipe that nobody writes to, so that the run stands still there

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
PLANS = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"]


def start(*words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "offcamera", "check", *PLANS, *words, *DAY],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


def stand_still() -> None:
    for name in PLANS:
        put(name)
    Path("c.yaml").unlink()
    os.mkfifo("c.yaml")


def interrupt(process: subprocess.Popen[bytes], when: Path | None, lines: int = 2) -> tuple[bytes, bytes]:
    """Ctrl-C as a terminal sends it, to every process of the group, as soon as so many lines are there."""
    deadline = time.monotonic() + 60
    while when is not None and not (when.exists() and when.read_bytes().count(b"\n") >= lines):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    shown = process.communicate(timeout=60)
    assert process.returncode == 130, shown
    return shown


@needs_pipes
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_keeps_what_it_did_and_is_taken_up_without_loss(jobs: str) -> None:
    stand_still()
    process = start("--report", "jsonl=out.jsonl", "--jobs", jobs)
    _, said = interrupt(process, Path(".out.jsonl.part"))
    assert b"3 plans were not audited" in said
    assert b"Traceback" not in said
    assert [line["file"] for line in lines_of("out.jsonl")] == ["a.yaml", "b.yaml"]
    Path("c.yaml").unlink()
    put("c.yaml")
    resumed = run(*PLANS, "--report", "jsonl=out.jsonl", "--resume")
    assert "2 taken over" in resumed.stderr
    run(*PLANS, "--report", "jsonl=afresh.jsonl")
    assert Path("out.jsonl").read_bytes() == Path("afresh.jsonl").read_bytes()


@needs_pipes
def test_an_interrupted_resumption_loses_no_line_of_the_run_before() -> None:
    for name in PLANS:
        put(name)
    run("a.yaml", "d.yaml", "e.yaml", "--report", "jsonl=out.jsonl")
    before = {line["file"] for line in lines_of("out.jsonl")}
    stand_still()
    process = start("--report", "jsonl=out.jsonl", "--resume", "--jobs", "1")
    _, said = interrupt(process, Path(".out.jsonl.part"), lines=1)
    assert b"1 plans were not audited" in said
    assert {line["file"] for line in lines_of("out.jsonl")} == before | {"b.yaml"}


@needs_pipes
def test_other_forms_tell_what_was_done_and_what_was_not() -> None:
    stand_still()
    process = start("--report", "jsonl=out.jsonl", "-f", "json", "--report", "csv=out.csv", "--jobs", "1")
    shown, said = interrupt(process, Path(".out.jsonl.part"))
    report = json.loads(shown)
    assert [site["file"] for site in report["sites"]] == ["a.yaml", "b.yaml"]
    assert [item["file"] for item in report["not_audited"]] == ["c.yaml", "d.yaml", "e.yaml"]
    assert report["exit"] == 130
    assert Path("out.csv").read_bytes().count(b"interrupted") == 3
    assert b"3 plans were not audited" in said


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
def test_a_batch_shows_how_far_it_is_on_standard_error_and_only_on_a_terminal() -> None:
    for name in PLANS:
        put(name)
    terminal, end = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm", "COLUMNS": "80"}
    command = [sys.executable, "-m", "offcamera", "check", *PLANS, *DAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=end, env=environment) as process:
        os.close(end)
        shown = process.communicate()[0]
    assert b"Auditing" in os.read(terminal, 65536)
    os.close(terminal)
    piped = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert piped.stdout == shown
    assert piped.stderr == b""
