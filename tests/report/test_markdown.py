"""Markdown for a ticket: everything told, nothing of a plan taken for mark-up."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from offcamera.errors import Fault
from offcamera.findings.report import NotAudited, Run
from offcamera.report.markdown import MOST_SITES, OPENING, escape, render
from offcamera.report.view import View
from report import hotel


def text_of(run: Run, **how: object) -> str:
    return render(run, View(**how)).decode()


def sites(count: int) -> Run:
    report = hotel.report()
    named = [replace(report, plan=replace(report.plan, site=f"Site {n}")) for n in range(count)]
    return Run(reports=tuple(named))


def unescaped(text: str) -> str:
    """What a reader sees of an escaped text."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("<!-- -->", "")))


def test_it_tells_the_site_the_verdict_and_every_finding():
    text = text_of(Run(reports=(hotel.report(),)))
    assert text.startswith(OPENING + "\n")
    assert "**NOT CLEAR" in text
    assert "## Harbour Hotel" in text
    for camera in ("C4", "C2", "r-3"):
        assert camera in text
    assert "Clear: " in text


def test_every_row_of_a_table_has_as_many_cells():
    report = hotel.report()
    nasty = replace(report, plan=replace(report.plan, site="a | b \\| c", file="x|y.yaml"))
    run = Run(reports=(nasty, report), not_audited=(NotAudited("a|b", "c|d", (Fault("e|f", "g|h"),)),))
    width = 0
    for line in text_of(run).splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = len(re.split(r"(?<!\\)\|", line.replace("\\\\", "")))
        width = width or cells
        assert cells == width, line


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` ~~d~~",
        "[x](http://y)",
        "![x](y)",
        "<script>alert(1)</script>",
        "a | b",
        "back\\slash",
        "# head",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "a & b &lt;",
        "@somebody #12 https://x.test www.x.test",
        "更衣室 (2)",
        "$x$",
    ],
)
def test_what_is_escaped_reads_as_it_was(text):
    assert unescaped(escape(text)) == text


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<img src=x>", "<img"),
        ("a\n# head", "\n"),
        ("[x](y)", "[x]"),
        ("`x`", " `"),
        ("@team", "@team"),
        ("see #12", "#12"),
        ("https://x.test", "https://"),
        ("www.x.test", "www.x"),
        ("\x1b[31m", "\x1b"),
        ("|", " |"),
    ],
)
def test_what_mark_up_would_take_for_its_own_is_gone(text, never):
    assert never not in " " + escape(text)


def test_what_was_not_audited_comes_first():
    run = Run(reports=(hotel.report(),), not_audited=(NotAudited("bad.yaml", "gone"),))
    text = text_of(run)
    assert text.index("bad.yaml") < text.index("Harbour Hotel")


def test_of_many_sites_the_worst_are_told_and_the_rest_is_counted():
    run = sites(MOST_SITES + 3)
    short, full = text_of(run), text_of(run, full=True)
    assert short.count("\n## ") == MOST_SITES
    assert "3 more sites" in short
    assert full.count("\n## ") == MOST_SITES + 3
    assert all(f"Site {n} |" in short for n in range(MOST_SITES + 3))


def test_what_settings_made_milder_is_told():
    report = replace(hotel.report(), lowered=("house-view-into-room: error -> note",))
    assert "house-view-into-room: error -&gt; note" in text_of(Run(reports=(report,)))


def test_plans_of_one_name_are_told():
    report = hotel.report()
    other = replace(report, plan=replace(report.plan, file="other.yaml"))
    assert "Several plans have the name" in text_of(Run(reports=(report, other)))
    assert "Several plans have the name" not in text_of(sites(2))


def test_chinese():
    assert "摄像机能看到什么" in text_of(Run(reports=(hotel.report(),)), language="zh")
