"""Which files of a command line are plans: folders, globs, links and ignored files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from offcamera.batch import Input
from offcamera.commands.search import Found, find_inputs
from offcamera.findings.report import NotAudited

PLAN = "offcamera: 1\nsite: A\nlevels: []\n"


def put(folder: Path, name: str, text: str = PLAN) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def plans(found: Found, folder: Path) -> list[str]:
    return [os.path.relpath(i.file, folder) for i in found.inputs if isinstance(i, Input)]


def refused(found: Found, folder: Path) -> list[tuple[str, str]]:
    missed = [i for i in found.inputs if isinstance(i, NotAudited)]
    return [(os.path.relpath(i.file, folder), i.because) for i in missed]


def test_a_folder_gives_its_plans_sorted_and_counts_the_rest(tmp_path: Path) -> None:
    for name in ("b/plan.yaml", "a/plan.yml", "plan.json"):
        put(tmp_path, name, '{"offcamera": 1}' if name.endswith("json") else PLAN)
    put(tmp_path, "README.md", "text")
    put(tmp_path, "a/settings.yaml", "colour: blue\n")
    found = find_inputs([str(tmp_path)])
    assert plans(found, tmp_path) == ["a/plan.yml", "b/plan.yaml", "plan.json"]
    assert found.skipped == 2


def test_a_plan_that_does_not_say_so_is_told(tmp_path: Path) -> None:
    for key in ("levels", "rooms", "cameras"):
        put(tmp_path, f"{key}.yaml", f"{key}: []\n")
    found = find_inputs([str(tmp_path)])
    assert [name for name, _ in refused(found, tmp_path)] == ["cameras.yaml", "levels.yaml", "rooms.yaml"]


def test_a_file_that_cannot_be_parsed_is_told_with_its_place(tmp_path: Path) -> None:
    put(tmp_path, "broken.yaml", "a: [1\nb: 2\n")
    (item,) = find_inputs([str(tmp_path)]).inputs
    assert isinstance(item, NotAudited)
    assert item.faults[0].line == 2


def test_the_key_of_a_plan_counts_only_at_the_top(tmp_path: Path) -> None:
    put(tmp_path, "tools.yaml", "tools:\n  offcamera: 1\n")
    put(tmp_path, "flow.yaml", "{site: A, offcamera: 1}\n")
    found = find_inputs([str(tmp_path)])
    assert plans(found, tmp_path) == ["flow.yaml"]
    assert found.skipped == 1


def test_a_folder_without_a_plan_is_not_audited_unless_that_is_allowed(tmp_path: Path) -> None:
    put(tmp_path, "README.md", "text")
    assert refused(find_inputs([str(tmp_path)]), tmp_path) == [(".", "there is no plan in this folder")]
    assert find_inputs([str(tmp_path)], allow_empty=True).inputs == ()


def test_hidden_folders_and_files_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, ".git/plan.yaml")
    put(tmp_path, ".plan.yaml")
    put(tmp_path, "plan.yaml")
    found = find_inputs([str(tmp_path)])
    assert plans(found, tmp_path) == ["plan.yaml"]
    assert found.skipped == 0


def test_gitignore_is_heeded_and_the_nearest_one_decides(tmp_path: Path) -> None:
    put(tmp_path, ".gitignore", "old/\n*.draft.yaml\n")
    put(tmp_path, "old/plan.yaml")
    put(tmp_path, "plan.draft.yaml")
    put(tmp_path, "new/.gitignore", "!keep.draft.yaml\n")
    put(tmp_path, "new/keep.draft.yaml")
    put(tmp_path, "new/plan.yaml")
    assert plans(find_inputs([str(tmp_path)]), tmp_path) == ["new/keep.draft.yaml", "new/plan.yaml"]


def test_gitignore_above_the_folder_counts_within_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, ".gitignore", "sites/old/\n")
    put(tmp_path, "sites/old/plan.yaml")
    put(tmp_path, "sites/plan.yaml")
    assert plans(find_inputs([str(tmp_path / "sites")]), tmp_path) == ["sites/plan.yaml"]


def test_exclude_leaves_out_files_and_folders(tmp_path: Path) -> None:
    for name in ("a.yaml", "b/c.yaml", "d/e.yaml"):
        put(tmp_path, name)
    found = find_inputs([str(tmp_path)], exclude=["b/", "a.*"])
    assert plans(found, tmp_path) == ["d/e.yaml"]


def test_links_that_go_round_end_and_no_file_comes_twice(tmp_path: Path) -> None:
    plan = put(tmp_path, "a/plan.yaml")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b.yaml").symlink_to(plan)
    found = find_inputs([str(tmp_path), str(plan)])
    assert plans(found, tmp_path) == ["a/plan.yaml"]


def test_named_files_come_in_the_order_of_the_words(tmp_path: Path) -> None:
    b, a = put(tmp_path, "b.yaml"), put(tmp_path, "a.yaml")
    assert plans(find_inputs([str(b), str(a), str(b)]), tmp_path) == ["b.yaml", "a.yaml"]


def test_a_named_file_is_taken_even_if_it_is_ignored_or_no_plan(tmp_path: Path) -> None:
    put(tmp_path, ".gitignore", "*.yaml\n")
    named = [
        str(put(tmp_path, "plan.yaml")),
        str(put(tmp_path, "notes.txt", "x")),
        str(tmp_path / "gone.yaml"),
    ]
    assert plans(find_inputs(named), tmp_path) == ["plan.yaml", "notes.txt", "gone.yaml"]


def test_a_glob_is_expanded_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c/d.yaml"):
        put(tmp_path, name)
    assert plans(find_inputs([str(tmp_path / "*.yaml")]), tmp_path) == ["a.yaml", "b.yaml"]
    every = find_inputs([str(tmp_path / "**" / "*.yaml")])
    assert plans(every, tmp_path) == ["a.yaml", "b.yaml", "c/d.yaml"]


def test_a_glob_that_matches_nothing_is_told(tmp_path: Path) -> None:
    assert refused(find_inputs([str(tmp_path / "*.yaml")]), tmp_path) == [("*.yaml", "no file matches")]


def test_an_empty_word_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "plan.yaml")
    (item,) = find_inputs([""]).inputs
    assert isinstance(item, NotAudited)


def test_a_file_whose_name_has_brackets_is_itself(tmp_path: Path) -> None:
    file = put(tmp_path, "plan[1].yaml")
    assert plans(find_inputs([str(file)]), tmp_path) == ["plan[1].yaml"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "plan.yaml").chmod(0)
    assert [name for name, _ in refused(find_inputs([str(tmp_path)]), tmp_path)] == ["plan.yaml"]
