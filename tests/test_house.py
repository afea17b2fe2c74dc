"""The house: its walls stand, its tables match its folders, its files read as agreed."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "cli"
PACKAGE = SOURCE / "offcamera"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: Names that say nothing about what is inside.
EMPTY_NAMES = {
    "utils", "util", "helpers", "helper", "common", "manager", "managers", "handler", "handlers", "misc",
    "base", "core", "tools", "stuff", "lib",
}  # fmt: skip
#: Loaded only by the commands that need them: shell completion runs the program at every TAB.
HEAVY = {"shapely", "numpy", "yaml", "pydantic", "pathspec"}
#: Files in rules/ that are no rules.
NO_RULES = {"__init__", "pack", "pack_text"}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def run(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "NO_COLOR": "1", "PYTHONUTF8": "1", **extra}
    return subprocess.run(
        words, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment, check=False
    )


# --- walls


def test_every_import_keeps_to_the_walls() -> None:
    linter = "from importlinter.cli import lint_imports_command as main; main(['--no-cache'])"
    shown = run(sys.executable, "-c", linter)
    assert shown.returncode == 0, shown.stdout + shown.stderr


def test_nothing_is_imported_through_the_source_root() -> None:
    found = [name_of(f) for f in _python_files() if any(m.split(".")[0] == "cli" for m in _imported(f))]
    assert found == []


def test_the_source_root_is_no_package() -> None:
    assert not (SOURCE / "__init__.py").exists()
    assert [p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()] == ["offcamera"]


def _python_files() -> list[Path]:
    return [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


# --- tables and folders


def test_each_rule_is_a_file_and_each_file_a_rule() -> None:
    from offcamera.rules import RULES

    files = {f.stem for f in (PACKAGE / "rules").glob("*.py")} - NO_RULES
    assert {rule.replace("-", "_") for rule in RULES} <= files
    named = {stem.replace("_", "-") for stem in files if _says_id(PACKAGE / "rules" / f"{stem}.py")}
    assert named == set(RULES)


def _says_id(file: Path) -> bool:
    targets = [t for n in tree_of(file).body if isinstance(n, ast.Assign) for t in n.targets]
    return any(isinstance(t, ast.Name) and t.id == "ID" for t in targets)


def test_packs_may_name_exactly_the_rules_that_there_are() -> None:
    from offcamera.rules import RULES
    from offcamera.rules.pack import RULE_IDS

    assert sorted(RULES) == sorted(RULE_IDS)
    assert all(rule == module.ID for rule, module in RULES.items())


def test_packs_may_give_exactly_the_parameters_that_a_rule_has() -> None:
    from offcamera.rules import RULES
    from offcamera.rules.pack_text import PARAMETERS

    has = {rule: {field.name for field in fields(module.Params)} for rule, module in RULES.items()}
    assert has == {rule: set(names) for rule, names in PARAMETERS.items()}


def test_each_form_of_the_report_is_in_the_table_and_can_be_asked_for() -> None:
    from offcamera.commands.options import Form
    from offcamera.report import REPORTERS

    for reporter in REPORTERS.values():
        assert callable(importlib.import_module(reporter.module).render)
    renders = {f.stem for f in (PACKAGE / "report").glob("*.py") if _defines(f, "render")}
    assert renders == {r.module.rpartition(".")[2] for r in REPORTERS.values()}
    assert set(REPORTERS) >= set(get_args(Form))


def test_each_form_of_a_comparison_is_in_the_table_and_can_be_asked_for() -> None:
    from offcamera.commands.diff import DiffForm
    from offcamera.report.diff import DIFF_FORMS

    renders = {f.stem for f in (PACKAGE / "report").glob("*.py") if _defines(f, "render_diff")}
    assert renders == {form.module.rpartition(".")[2] for form in DIFF_FORMS.values()}
    assert set(DIFF_FORMS) == set(get_args(DiffForm))


def _defines(file: Path, name: str) -> bool:
    return any(isinstance(n, ast.FunctionDef) and n.name == name for n in tree_of(file).body)


def test_every_format_has_its_reader() -> None:
    from offcamera.formats import FORMATS

    for row in FORMATS:
        assert callable(getattr(importlib.import_module(row.module), row.function))
    assert all(suffix.startswith(".") for row in FORMATS for suffix in row.suffixes)


def test_every_language_that_can_be_asked_for_has_its_words() -> None:
    from offcamera.commands.options import Language
    from offcamera.report.words import languages

    assert set(get_args(Language)) == set(languages())


def test_each_command_is_a_file_of_its_name() -> None:
    from offcamera.app import app

    homes = {c.callback.__name__: c.callback.__module__ for c in app.registered_commands if c.callback}
    several = {"rules": "catalogue", "packs": "catalogue", "uses": "catalogue"}
    assert homes == {name: f"offcamera.commands.{several.get(name, name)}" for name in homes}


def test_public_names_of_the_package_resolve() -> None:
    import offcamera

    for name in offcamera.__all__:
        assert getattr(offcamera, name) is not None
    assert set(offcamera.__all__) <= set(dir(offcamera))
    with pytest.raises(AttributeError):
        _ = offcamera.nothing  # type: ignore[attr-defined]  # that is what is tested


# --- how it reads


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_files_are_named_after_what_is_in_them(file: Path) -> None:
    parts = {*file.relative_to(PACKAGE).parent.parts, file.stem}
    assert not parts & EMPTY_NAMES


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(file: Path) -> None:
    tree = tree_of(file)
    assert ast.get_docstring(tree) or file.stat().st_size == 0
    assert [name for name, node in _public(tree) if not ast.get_docstring(node)] == []


_Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[tuple[str, _Documented]]:
    for node in tree.body:
        if isinstance(node, _Documented) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_no_type_is_ignored_without_a_reason(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [
        n
        for n, line in enumerate(lines, 1)
        if re.search(r"# type: ignore(?!\[[\w-]+(, ?[\w-]+)*\]  ?# \S)", line)
    ]
    assert bare == []


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_no_warning_is_silenced_without_a_reason(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [
        n for n, line in enumerate(lines, 1) if re.search(r"# noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)*\W+\w)", line)
    ]
    assert bare == []


# --- quick where it must be


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_a_command_does_not_need_it_does_not_import(word: str) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['offcamera', {word!r}]\n"
        "from offcamera.__main__ import main\n"
        "try:\n    main()\n"
        f"finally:\n    sys.stderr.write(' '.join(sorted({HEAVY!r} & set(sys.modules))))\n"
    )
    shown = run(sys.executable, "-c", code)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout


def test_the_package_itself_imports_nothing_heavy() -> None:
    code = f"import sys, offcamera; print(sorted({HEAVY!r} & set(sys.modules)))"
    assert run(sys.executable, "-c", code).stdout.strip() == "[]"
