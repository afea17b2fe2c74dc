"""From plain values to entries, with every fault in words and in its place."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from offcamera.errors import Fault
from offcamera.formats.native.entry import Entry
from offcamera.formats.native.measures import Frame
from offcamera.formats.native.nearest import did_you_mean
from offcamera.formats.native.notes import KINDS, Notes, Path, name_thing, step_into
from offcamera.source import MOST_FAULTS, Source

AnEntry = TypeVar("AnEntry", bound=Entry)
#: After so many rounds of leaving out what is wrong the rest is given up.
_ROUNDS = 4


def validate(source: Source, model: type[AnEntry], frame: Frame) -> tuple[AnEntry | None, Notes]:
    """The entry that a source holds, and notes with the faults that were met.

    What is wrong is left out and the rest read again, so that a wrong key in one place does not keep a
    dangling name in another from being told. None when too little is left.
    """
    notes = Notes(source, frame)
    broken: set[int] = set()
    ids: frozenset[str] = frozenset()
    for turn in range(_ROUNDS):
        try:
            entry = model.model_validate(source.value, context=frame)
        except ValidationError as problem:
            errors = problem.errors(include_url=False, include_input=False)
            if turn == 0:
                ids = _ids_in(source.value)
                notes.faults.extend(_faults_of(errors, source, model))
            broken |= _leave_out(source, [tuple(error["loc"]) for error in errors], errors)
        else:
            return entry, replace(notes, broken=frozenset(broken), ids_of_broken=ids)
    return None, notes


def _ids_in(value: object) -> frozenset[str]:
    """Every id that the levels of a raw plan give, and level/id of it."""
    found: set[str] = set()
    levels = step_into(value, "levels")
    for level in levels if isinstance(levels, list) else []:
        level_id = str(step_into(level, "id"))
        found.add(level_id)
        for kind in KINDS:
            things = step_into(level, kind)
            for thing in things if isinstance(things, list) else []:
                said = step_into(thing, "id")
                found |= {str(said), f"{level_id}/{said}"} if said is not None else set()
    return frozenset(found)


# --- words -------------------------------------------------------------------------------------------------


def _faults_of(errors: list[Any], source: Source, model: type[Entry]) -> list[Fault]:
    faults: list[Fault] = []
    for error in errors:
        faults += _tell(error, source, model)
        if len(faults) > MOST_FAULTS:
            break
    return faults


def _tell(error: Any, source: Source, model: type[Entry]) -> list[Fault]:
    path: Path = tuple(error["loc"])
    kind = error["type"]
    thing = name_thing(source.value, path)
    if kind == "said":
        told = error["ctx"]["told"]
        return [
            source.fault((*path, *below), says, hint=hint, thing=thing, on_key=says.startswith("unknown key"))
            for below, says, hint in told
        ]
    if kind == "extra_forbidden":
        return [_unknown_key(path, source, model, thing)]
    if kind == "missing":
        return [source.fault(path[:-1], f"{path[-1]} is missing", hint=_meaning(model, path), thing=thing)]
    return [source.fault(path, _in_words(kind, error["msg"]), thing=thing)]


def _in_words(kind: str, message: str) -> str:
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "a mapping (key: value) was expected"
    if kind in ("tuple_type", "list_type"):
        return "a list was expected: [ … ], or lines that begin with -"
    return message


def _unknown_key(path: Path, source: Source, model: type[Entry], thing: str) -> Fault:
    inner = _model_at(model, path[:-1])
    known = inner.model_fields if inner else ()
    hint = did_you_mean(path[-1], known)
    if path[-1] == "<<":
        hint = "Merge keys are no part of YAML 1.2; name shared optics under models."
    return source.fault(path, f'unknown key "{path[-1]}"', hint=hint, thing=thing, on_key=True)


def _meaning(model: type[Entry], path: Path) -> str:
    inner = _model_at(model, path[:-1])
    field = inner.model_fields.get(str(path[-1])) if inner else None
    return (field.description or "") if field else ""


def _model_at(model: type[Entry], path: Path) -> type[Entry] | None:
    """The entry that the mapping at ``path`` is read as."""
    inner: type[Entry] | None = model
    for step in path:
        if isinstance(step, str) and inner and step in inner.model_fields:
            inner = entry_in(inner.model_fields[step].annotation)
    return inner


def entry_in(annotation: Any) -> type[Entry] | None:
    """The kind of entry inside an annotation: of a list, of a mapping, or left out."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple, dict):
        found = [entry_in(part) for part in get_args(annotation)]
        return next((entry for entry in found if entry), None)
    return None


# --- what is wrong is left out -----------------------------------------------------------------------------


def _leave_out(source: Source, paths: list[Path], errors: list[Any]) -> set[int]:
    """Take the wrong parts out of the values, and their marks; the mappings that lost a part.

    From the last to the first, so that the indices of a list stay true.
    """
    broken: set[int] = set()
    wanting = [path[:-1] if e["type"] == "missing" else path for path, e in zip(paths, errors, strict=True)]
    for path in sorted(set(wanting), key=_order, reverse=True):
        broken |= _take_out(source, path)
    return broken


def _order(path: Path) -> list[tuple[int, int, str]]:
    return [(1, step, "") if isinstance(step, int) else (0, 0, step) for step in path]


def _take_out(source: Source, path: Path) -> set[int]:
    holders: list[object] = [source.value]
    for step in path[:-1]:
        holders.append(step_into(holders[-1], step))
    if not path:
        return set()
    holder, last = holders[-1], path[-1]
    marks = source.marks.get(id(holder))
    if isinstance(holder, dict):
        holder.pop(last, None)
        return {id(holder)}
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        _forget(holder, marks, last)
    return {id(node) for node in holders[1:] if isinstance(node, dict)}


def _forget(items: list[object], marks: Mapping[str, object] | list[int] | None, index: int) -> None:
    del items[index]
    if isinstance(marks, list):
        del marks[index]
