"""What a user reads is true: examples run, pages are complete and up to date, and links lead somewhere.

OFFCAMERA_UPDATE=1 writes the generated pages anew, and what each example prints.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import generate_docs
from offcamera.formats import read_plan
from offcamera.formats.native.schema import plan_schema
from offcamera.report.density import EDITION_2015, EDITION_2025
from offcamera.rules import RULES
from offcamera.rules.pack import load_pack, pack_names, pack_schema, read_pack
from offcamera.rules.purpose_allowed import VAGUE
from offcamera.rules.rule import params_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "floorplans/README.md")),
    *sorted(DOCS.glob("*.md")),
]
UPDATE = bool(os.environ.get("OFFCAMERA_UPDATE"))
#: A line that stands for lines that were left out.
LEFT_OUT = "…"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: A file that the reader writes as the page shows it.
_FILE = re.compile(r"<!-- file: (\S+) -->\n+```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EDIT = re.compile(r"<!-- edit: (\S+) -->\n+```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Terminal colours, and the words of a shell that a user reads but no test types.
_ENVIRONMENT = {"NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "cli"), "COLUMNS": "80"}


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- examples that run


@dataclass(slots=True)
class Step:
    """One thing of a page, in its order: a file or a change to one, or a command with what it shows."""

    start: int
    command: str = ""
    shown: list[str] = field(default_factory=list)
    file: str = ""
    diff: str = ""
    whole: str = ""


def steps_of(text: str) -> list[Step]:
    found = [Step(m.start(), file=m[1], diff=m[2]) for m in _EDIT.finditer(text)]
    found += [Step(m.start(), file=m[1], whole=m[2]) for m in _FILE.finditer(text)]
    for block in _BLOCK.finditer(text):
        if block[1] == "console":
            found.extend(_commands(block[2], block.start(2)))
    return sorted(found, key=lambda step: step.start)


def _commands(body: str, start: int) -> Iterator[Step]:
    step = None
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            step = Step(start, command=line[2:].strip())
            yield step
        elif step:
            step.shown.append(line.rstrip("\n"))
        start += len(line)


def run_steps(steps: list[Step], place: Path) -> Iterator[tuple[Step, list[str]]]:
    """What each command of a page prints, in one folder, in the order of the page."""
    code = 0
    for step in steps:
        if step.whole:
            (place / step.file).write_text(step.whole, encoding="utf-8")
        elif step.file:
            change(place / step.file, step.diff)
        elif step.command == "echo $?":
            yield step, [str(code)]
        elif step.command.startswith("offcamera "):
            words = shlex.split(step.command)[1:]
            ran = subprocess.run(
                [sys.executable, "-m", "offcamera", *words],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
                cwd=place, env={**os.environ, **_ENVIRONMENT}, check=False,
            )  # fmt: skip
            code = ran.returncode
            assert code in (0, 1, 2), ran.stdout
            yield step, ran.stdout.splitlines()


def change(file: Path, diff: str) -> None:
    """Take out the lines marked - and put in those marked +, as a reader would."""
    old = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] in "- ")
    new = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] in "+ ")
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} does not hold just once:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def is_shown(shown: list[str], printed: list[str]) -> bool:
    """Does a page show what a command prints, where a line … may stand for any number of lines?"""
    parts: list[list[str]] = [[]]
    for line in without_end(shown):
        if line.strip() == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line.rstrip())
    rest = [line.rstrip() for line in without_end(printed)]
    if len(parts) == 1:
        return rest == parts[0]
    first, last = parts[0], parts[-1]
    if rest[: len(first)] != first or (last and rest[-len(last) :] != last) or len(rest) < len(first + last):
        return False
    return has_in_order(parts[1:-1], rest[len(first) : len(rest) - len(last)])


def has_in_order(parts: list[list[str]], lines: list[str]) -> bool:
    for part in parts:
        starts = [i for i in range(len(lines) - len(part) + 1) if lines[i : i + len(part)] == part]
        if not starts:
            return False
        lines = lines[starts[0] + len(part) :]
    return True


def without_end(lines: list[str]) -> list[str]:
    """The lines less the empty ones at the end, which only part one example from the next."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def shortened(shown: list[str], printed: list[str]) -> list[str]:
    """What is printed, with a line … where the page has one: as many lines before, between and after them.

    What stands between two … is found by its first line.
    """
    marks = [i for i, line in enumerate(shown) if line.strip() == LEFT_OUT]
    if not marks:
        return printed
    kept = printed[: marks[0]]
    for start, end in itertools.pairwise(marks):
        at = printed.index(shown[start + 1])
        kept += [shown[start], *printed[at : at + end - start - 1]]
    after = len(shown) - marks[-1] - 1
    return [*kept, shown[marks[-1]], *(printed[-after:] if after else [])]


def written_anew(text: str, ran: list[tuple[Step, list[str]]]) -> str:
    for step, printed in reversed(ran):
        head, _, rest = text[step.start :].partition("\n")
        old = "".join(f"{line}\n" for line in step.shown)
        space = [""] if step.shown and not step.shown[-1] else []
        new = "".join(
            f"{line}\n" for line in shortened(without_end(step.shown), without_end(printed)) + space
        )
        assert rest.startswith(old)
        text = f"{text[: step.start]}{head}\n{new}{rest[len(old) :]}"
    return text


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plans alone, as a user has them; the kept reports and pictures stay behind."""
    place = tmp_path_factory.mktemp("catalogue") / "floorplans"
    shutil.copytree(ROOT / "floorplans", place)
    return place


@pytest.mark.parametrize("page", [p for p in PAGES if "```console" in p.read_text("utf-8")], ids=page_id)
def test_every_example_prints_what_the_page_shows(page: Path, catalogue: Path, tmp_path: Path) -> None:
    shutil.copytree(catalogue, tmp_path / "floorplans")
    text = page.read_text(encoding="utf-8")
    ran = list(run_steps(steps_of(text), tmp_path))
    if UPDATE:
        page.write_text(written_anew(text, ran), encoding="utf-8")
        return
    for step, printed in ran:
        assert is_shown(step.shown, printed), f"$ {step.command}\n" + "\n".join(printed)


def test_an_example_that_differs_is_noticed() -> None:
    assert is_shown(["a b", "…", "d", ""], ["a b", "c", "c", "d"])
    assert is_shown(["a", "…"], ["a", "b"])
    assert is_shown(["…", "b"], ["a", "b"])
    assert not is_shown(["a", "…", "d"], ["a", "c"])
    assert not is_shown(["a", "…", "a"], ["a"])
    assert is_shown(["a", "…", "c", "…", "e"], ["a", "b", "c", "d", "e"])
    assert not is_shown(["a", "…", "x", "…", "e"], ["a", "b", "c", "d", "e"])
    assert not is_shown(["a"], ["a", "b"])
    assert not is_shown(["a.c"], ["abc"])


# --- files that are shown


def blocks_of(language: str) -> list[tuple[Path, str]]:
    return [
        (page, block[2])
        for page in PAGES
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8"))
        if block[1] == language
    ]


YAML = blocks_of("yaml")


@pytest.mark.parametrize("number", range(len(YAML)), ids=lambda n: f"{page_id(YAML[n][0])}-{n}")
def test_every_yaml_example_loads(number: int) -> None:
    page, text = YAML[number]
    if text.startswith("pack:"):
        read_pack(text.encode(), "pack.yaml")
        return
    plan = read_plan("example.yaml", as_plan(text).encode())
    assert plan.levels, page


def as_plan(text: str) -> str:
    """A whole plan out of an example, which may show a list of things or a few keys of the site alone."""
    if text.startswith("offcamera:"):
        return text
    kind = text.partition(":")[0]
    frame = "offcamera: 1\nsite: Example\n"
    if kind not in {"rooms", "openings", "walls", "obstacles", "zones", "cameras", "signs"}:
        return frame + text + "levels: [{id: G, rooms: [{id: lobby, rect: {at: [0, 0], size: [9, 9]}}]}]\n"
    inside = "".join(f"    {line}\n" for line in text.splitlines())
    rooms = "" if kind == "rooms" else f"    rooms: {_ROOMS}\n"
    openings = "" if kind in {"openings", "rooms"} else f"    openings: {_OPENINGS}\n"
    return f"{frame}levels:\n  - id: G\n{rooms}{openings}{inside}"


_ROOMS = (
    "[{id: lobby, label: Lobby, rect: {at: [0, 0], size: [12, 8]}}, "
    "{id: wc, label: WC, rect: {at: [12, 0], size: [3, 8]}}]"
)
_OPENINGS = "[{id: d-wc, kind: door, between: [lobby, wc], at: 1, width: 0.9}]"


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    for link in links:
        target, _, anchor = link.partition("#")
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        file = page.parent / target if target else page
        assert file.exists(), link
        if anchor:
            assert anchor in anchors_of(file), link


def anchors_of(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_no_page_names_a_machine(page: Path) -> None:
    found = re.findall(
        r"(?<![\w.])/(?:work|tmp|home|root|opt)/\S*|localhost|127\.0\.0\.1", page.read_text("utf-8")
    )
    assert found == []


# --- pages that are complete


@pytest.mark.parametrize("name", sorted(p.name for p in generate_docs.pages()))
def test_generated_pages_are_up_to_date(name: str) -> None:
    file = DOCS / name
    made = generate_docs.pages()[file]
    if UPDATE:
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8"), "python tests/generate_docs.py writes it anew"


#: Which section of docs/plan-format.md tells the keys of which entry of the schema.
SECTIONS = {
    "": "The site", "LevelEntry": "A level", "BackgroundEntry": "A background", "RoomEntry": "A room",
    "RectEntry": "A rectangle", "OpeningEntry": "An opening", "PaneEntry": "A pane", "WallEntry": "A wall",
    "ObstacleEntry": "An obstacle", "ZoneEntry": "A zone", "CameraEntry": "A camera", "HeadEntry": "A head",
    "ModelEntry": "A model", "LensEntry": "A lens", "MaskEntry": "A mask", "SignEntry": "A sign",
    "WaiverEntry": "A waiver", "LossEntry": "What was not understood",
}  # fmt: skip


def test_every_entry_of_the_format_has_a_section() -> None:
    assert {"", *plan_schema()["definitions"]} == set(SECTIONS)


@pytest.mark.parametrize("entry", SECTIONS)
def test_every_key_of_the_format_is_told(entry: str) -> None:
    schema = plan_schema()
    keys = (schema["definitions"][entry] if entry else schema)["properties"]
    page = (DOCS / "plan-format.md").read_text(encoding="utf-8")
    section = re.search(rf"^##+ {SECTIONS[entry]}$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"no section called {SECTIONS[entry]}"
    told = [
        key
        for row in re.findall(r"^\| (`[^|]*`) \|", section[1], re.MULTILINE)
        for key in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(told) == sorted(keys)


def test_every_key_of_a_pack_is_told() -> None:
    schema = pack_schema()
    assert isinstance(schema["definitions"], dict)
    clause = schema["definitions"]["ClauseText"]["properties"]
    change = schema["definitions"]["ChangeText"]["properties"]
    page = (DOCS / "own-packs.md").read_text(encoding="utf-8")
    for title, keys in (("The pack", schema["properties"]), ("A clause", clause), ("A change", change)):
        section = re.search(rf"^### {title}$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
        assert section, title
        rows = re.findall(r"^\| (`[^|]*`) \|", section[1], re.MULTILINE)
        told = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
        assert isinstance(keys, dict)
        assert sorted(told) == sorted(keys), title


def test_the_readme_tells_every_law() -> None:
    """Each by its place in words, and by what --pack takes: its id, or the beginning that it shares."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = code_in(text[text.index("- **Laws**") : text.index("- **Signs**")])
    missing = [name for name in pack_names() if not any(name == t or name.startswith(f"{t}-") for t in told)]
    assert missing == []


def looked_for(rule: str) -> Iterator[tuple[str, Any]]:
    """Each pack with the parameters of each of its clauses that asks a rule."""
    for clause in (c for name in pack_names() for c in load_pack(name).clauses):
        if clause.rule == rule:
            yield clause.pack, params_of(RULES[rule], clause.parameters)


def code_in(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_word_that_a_law_looks_for_is_told() -> None:
    """Purposes, what cameras declare with the words that are allowed, and what signs say."""
    page = (DOCS / "plan-format.md").read_text(encoding="utf-8")
    section = page.partition("## Words that laws look for")[2].partition("\n## ")[0]
    cells = [[*map(code_in, row.split("|")[1:-1])] for row in section.splitlines() if row.startswith("| `")]
    told = [(word, row[-1]) for row in cells for word in row[0] if word not in ("purpose", "declares")]
    wanted: dict[str, set[str]] = {"retention_days": set()}
    for pack, params in looked_for("purpose-allowed"):
        for word in params.purposes:
            wanted.setdefault(word, set()).add(pack)
    for _, params in looked_for("camera-declares"):
        for key, words in params.asked():
            wanted.setdefault(key, set()).update(words)
    del wanted["purpose"]  # a key of the camera itself
    assert dict(told) == wanted
    assert set(VAGUE) == code_in(section.partition("say nothing and fail")[2].partition("\n\n")[0])
    stated = {name for _, params in looked_for("sign-content") for name in params.fields}
    assert stated == code_in(section.partition("**What signs say**, under `content`")[2])


def test_every_command_and_option_is_told() -> None:
    page = (DOCS / "usage.md").read_text(encoding="utf-8")
    for name, command in generate_docs.commands().items():
        assert f"## offcamera {name}" in page
        for said in generate_docs.option_names(command):
            assert f"`{said}`" in page, f"{name} {said}"


def test_the_words_of_both_editions_are_defined() -> None:
    page = (DOCS / "definitions.md").read_text(encoding="utf-8")
    for levels in (EDITION_2015, EDITION_2025):
        for least, word in levels:
            assert re.search(rf"^\| {word} \| {least:,.10g} \|$", page, re.MULTILINE), word


# --- set-up


def test_setting_up_is_what_is_tried_on_a_fresh_machine() -> None:
    """The README and .ci/run install alike, from the same constraints, and test alike."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for words in ("-m venv --without-pip", "-c constraints.txt -e '.[dev]'", "-m pytest -n 2"):
        assert words in readme, words
        assert words in script, words


def test_constraints_hold_every_dependency_and_no_machine() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]
    names = {re.split(r"[^\w.-]", d)[0].lower().replace("_", "-") for d in wanted} - {project["name"]}
    pinned = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    assert sorted(names - pinned) == []
    assert not re.search(r"://|--|/", text)


def test_the_schema_is_what_the_page_tells_editors() -> None:
    assert json.dumps(plan_schema())
    assert "offcamera schema plan" in (DOCS / "plan-format.md").read_text(encoding="utf-8")
