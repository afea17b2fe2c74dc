"""Naming packs: what is said of a name that is none, also in a plan, and a pack of one's own explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from offcamera.app import app

PLAN = """offcamera: 1
site: Quiet House
packs: [{packs}]
levels:
  - id: G
    rooms:
      - {{id: hall, label: Corridor, rect: {{at: [0, 0], size: [8, 4]}}}}
"""
OWN = """pack: chain
title: Ours
status: house
extends: eu-edpb
change:
  eu-edpb-121: {severity: error, with: {most: 1}}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def write_plan(packs: str = "") -> str:
    Path("site.yaml").write_text(PLAN.format(packs=packs), encoding="utf-8")
    return "site.yaml"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("us", "there is us-ca, us-ct, us-md, us-ny, us-wv: name each"),
        ("au", "there is au-act, au-nsw, au-vic: name each"),
        ("italy", "did you mean it?"),
        ("Italy", "did you mean it?"),
        ("China", "did you mean cn?"),
        ("中国", "did you mean cn?"),
        ("CN", "did you mean cn?"),
        ("cn,it", "name them one by one: --pack cn --pack it"),
        ("cn it", "name them one by one: --pack cn --pack it"),
        ("cn-2023", "did you mean cn-2023-draft?"),
        ("house", "did you mean the file house.yaml?"),
        ("folder", "folder is a folder: name one file of it"),
        ("./folder", "name one file of it"),
        ("xxxxxx", "see them all: offcamera packs"),
    ],
)
def test_a_name_that_is_no_pack_is_answered_with_what_may_be_meant(name: str, hint: str) -> None:
    Path("folder").mkdir()
    Path("house.yaml").write_text(OWN, encoding="utf-8")
    shown = run("check", write_plan(), "--pack", name)
    assert shown.exit_code == 2
    assert f"help: {hint}" in shown.stderr
    assert shown.stderr.count(f": {name}\n") == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("cnn", "did you mean cn?"),
        ("us", "there is us-ca, us-ct"),
        ("house.yaml", "a plan names no files: give it to --pack, or put it under packs in"),
        ("./house.yaml", "a plan names no files: give it to --pack, or put it under packs in"),
        ("house", "see them all: offcamera packs"),
    ],
)
def test_a_plan_that_names_no_pack_is_refused_at_its_place_and_once(name: str, hint: str) -> None:
    Path("house.yaml").write_text(OWN, encoding="utf-8")
    shown = run("check", write_plan(f"it, {name}"))
    assert shown.exit_code == 2
    assert f"site.yaml:3:13: no such pack: {name}\n" in shown.stdout
    assert hint in shown.stdout
    assert shown.stdout.count("no such pack") == 1


def test_every_wrong_name_of_a_plan_is_told() -> None:
    shown = run("check", write_plan("cnn, house.yaml")).stdout
    assert "site.yaml:3:9: no such pack: cnn" in shown
    assert "site.yaml:3:14: no such pack: house.yaml" in shown


def test_a_family_that_is_not_in_force_is_told_where_the_plan_names_it() -> None:
    shown = run("check", write_plan("cn"), "--as-of", "2001-01-01")
    assert "site.yaml:3:9: no pack of the family cn is in force on 2001-01-01" in shown.stdout


def test_the_list_of_packs_tells_the_families() -> None:
    shown = run("packs").stdout
    assert "  cn  cn-2023-draft, cn-fr-2025, cn-pipl, cn-video-2025\n" in shown
    families = {row["pack"]: row["family"] for row in json.loads(run("packs", "-f", "json").stdout)}
    assert (families["cn-pipl"], families["kr-pipa"], families["it"]) == ("cn", "kr", "it")


def test_a_pack_of_ones_own_is_explained_as_it_is_read() -> None:
    Path("chain.yaml").write_text(OWN, encoding="utf-8")
    shown = run("explain", "chain.yaml")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("chain (pack)\n")
    own = shown.stdout[shown.stdout.index("chain-eu-edpb-121") :]
    assert "  Asked by: retention-within\n  Weighs: error\n  With: most 1\n" in own[:400]


def test_a_pack_of_ones_own_that_is_wrong_is_told_with_its_place() -> None:
    Path("chain.yaml").write_text(OWN.replace("most: 1", "mots: 1"), encoding="utf-8")
    shown = run("explain", "chain.yaml")
    assert shown.exit_code == 2
    assert "chain.yaml:6:41" in shown.stderr
    assert run("explain", "nowhere.yaml").exit_code == 2
