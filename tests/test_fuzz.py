"""A taste of `tests/fuzz/inputs.py`: the same few inputs in every run; the many are thrown by hand."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from fuzz import inputs
from fuzz.spoil import spoil_text, spoil_values
from offcamera.errors import Fault


def test_nothing_breaks_hangs_or_gets_better() -> None:
    told = list(inputs.try_inputs(seed=1, count=240, jobs=1))
    assert [t for t in told if t.fault] == []
    ends = Counter(f"{t.kind} {t.end}" for t in told)
    assert {"text refused", "values refused", "values audited", "random audited", "keys as bad"} <= set(ends)
    assert sum(ends.values()) == 240


def test_an_input_is_the_same_for_its_number() -> None:
    text = inputs.texts()[0].data
    assert spoil_text(text, random.Random(5)) == spoil_text(text, random.Random(5)) != text
    plan = inputs.values()[0]
    before = repr(plan)
    assert repr(spoil_values(plan, random.Random(5))) == repr(spoil_values(plan, random.Random(5)))
    assert repr(plan) == before


def test_what_breaks_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(name: str, data: bytes) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(inputs, "read_plan", breaks)
    told = inputs.try_input(1, 0)
    assert told.end == "crash"
    assert (
        told.fault
        == f"ZeroDivisionError: by nothing ({Path(__file__).name}:{breaks.__code__.co_firstlineno + 1})"
    )


@pytest.mark.parametrize("fault", [Fault(""), Fault("odd", line=9)])
def test_a_refusal_without_words_or_place_is_a_fault(fault: Fault) -> None:
    with pytest.raises(AssertionError):
        inputs.check_fault(fault, b"a: 1\n")


def test_what_is_slow_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LONGEST", -1.0)
    assert inputs.try_input(1, 0).fault.startswith("took")


@pytest.mark.parametrize(
    "file", sorted((Path(inputs.__file__).parent / "found").iterdir()), ids=lambda f: f.stem
)
def test_what_once_broke_is_audited(file: Path) -> None:
    """Inputs that the fuzzing found: each was a crash once."""
    assert inputs.audit_text(file.read_bytes(), file.name) == "audited"
