"""The program as a process: exit codes, closed pipes, narrow terminals, and faults of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "cli"
PLAN = """offcamera: 1
site: 静园
venue: office
levels: [{id: G, rooms: [{id: hall, label: Corridor, rect: {at: [0, 0], size: [8, 4]}}]}]
"""


def environment(**extra: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "HOME", "TMPDIR"}}
    return {**kept, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", **extra}


def run(*words: str, given: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "offcamera", *words]
    return subprocess.run(command, input=given, capture_output=True, env=environment(**extra), check=False)


def run_code(code: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, env=environment(**extra), check=False)


def breaking(error: str) -> str:
    return "\n".join(
        (
            "import sys",
            "import offcamera.batch as batch",
            "def breaks(question):",
            f"    raise {error}",
            "batch.check_question = breaks",
            "sys.argv = ['offcamera', 'check', 'x.yaml']",
            "from offcamera.__main__ import main",
            "main()",
        )
    )


def test_standard_input_is_read_and_the_report_alone_is_written(tmp_path: Path) -> None:
    shown = run("check", "-", given=PLAN.encode())
    assert shown.returncode == 0
    assert shown.stderr == b""
    assert "静园" in shown.stdout.decode()


def test_a_stream_that_knows_no_chinese_gets_escapes() -> None:
    shown = run("check", "-", given=PLAN.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert shown.returncode == 0
    assert shown.stdout.isascii()
    assert b"\\u9759" in shown.stdout


def test_a_list_is_shown_on_a_stream_that_knows_no_chinese() -> None:
    shown = run("uses", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert shown.returncode == 0
    assert shown.stdout.isascii()


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
@pytest.mark.parametrize("words", [["uses"], ["check", "-"], ["schema", "plan"], ["--version"]])
def test_a_closed_pipe_is_met_quietly(words: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        shown = subprocess.run(
            [sys.executable, "-m", "offcamera", *words],
            input=PLAN.encode(),
            stdout=write_end,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    finally:
        os.close(write_end)
    assert shown.stderr == b""


def test_a_fault_of_our_own_leaves_with_3_and_asks_for_a_report() -> None:
    shown = run_code(breaking("ZeroDivisionError('nothing to divide by')"))
    assert shown.returncode == 3
    assert shown.stdout == b""
    assert b"report it" in shown.stderr
    assert b"Traceback" not in shown.stderr


def test_a_fault_of_our_own_is_shown_to_whoever_wants_to_see_it() -> None:
    shown = run_code(breaking("ZeroDivisionError('nothing to divide by')"), OFFCAMERA_DEBUG="1")
    assert shown.returncode == 3
    assert b"Traceback" in shown.stderr


def test_an_interrupted_run_leaves_with_130() -> None:
    shown = run_code(breaking("KeyboardInterrupt"))
    assert shown.returncode == 130
    assert b"Traceback" not in shown.stderr


def test_colours_only_where_they_are_wanted() -> None:
    assert b"\x1b" not in run("check", "-", given=PLAN.encode()).stdout
    assert b"\x1b" in run("check", "-", given=PLAN.encode(), FORCE_COLOR="1").stdout
    assert b"\x1b" not in run("check", "-", given=PLAN.encode(), FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b" not in run("check", "-", "--no-color", given=PLAN.encode(), FORCE_COLOR="1").stdout


@pytest.mark.parametrize(("said", "counts"), [("", "1"), ("4", "4")])
def test_one_plan_keeps_one_core_busy_unless_told_otherwise(said: str, counts: str) -> None:
    code = (
        "import os, sys\nsys.argv = ['offcamera', '--version']\nfrom offcamera.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(os.environ['OPENBLAS_NUM_THREADS'])\n"
    )
    shown = run_code(code, **({"OPENBLAS_NUM_THREADS": said} if said else {}))
    assert shown.stdout.decode().splitlines()[-1] == counts


def test_nothing_else_that_is_installed_takes_part_in_reading_a_plan(tmp_path: Path) -> None:
    (tmp_path / "meddler.py").write_text("raise SystemExit('the plan was met by a stranger')")
    facts = tmp_path / "meddler-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: meddler\nVersion: 1\n")
    (facts / "entry_points.txt").write_text("[pydantic]\nmeddler = meddler:plugin\n")
    shown = run("check", "-", given=PLAN.encode(), PYTHONPATH=os.pathsep.join([str(SOURCE), str(tmp_path)]))
    assert (shown.returncode, shown.stderr) == (0, b"")


def test_the_end_of_a_run_does_not_wait_for_a_last_search_for_cycles() -> None:
    code = (
        "import gc, sys\nsys.argv = ['offcamera', '--version']\nfrom offcamera.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(len(gc.get_objects()))\n"
    )
    assert int(run_code(code).stdout.decode().splitlines()[-1]) < 1000
