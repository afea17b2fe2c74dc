"""What is wrong with a pack as it is written: every fault at once, each with its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ValidationError

from offcamera.errors import Fault
from offcamera.labels import USES
from offcamera.rules.pack_figures import camera_faults, is_figure
from offcamera.rules.pack_text import (
    PARAMETERS,
    RULE_IDS,
    AppliesText,
    ClauseText,
    PackText,
    SeverityText,
    Texts,
    nearest,
)
from offcamera.source import Source

_MASKS = ("no", "solid", "any")


def check_pack_text(source: Source) -> tuple[PackText | None, list[Fault]]:
    """The pack that a text holds, or None; and every fault of it, in the order of the file."""
    faults = [*_meaning_faults(source)]
    pack = None
    try:
        pack = PackText.model_validate(source.value)
    except ValidationError as error:
        faults.extend(_shape_fault(source, dict(e)) for e in error.errors(include_url=False))
    faults.extend(_day_faults(source, pack))
    return pack, sorted(dict.fromkeys(faults), key=lambda f: (f.line, f.column))


def _day_faults(source: Source, pack: PackText | None) -> Iterator[Fault]:
    """Packs and clauses that end before they begin."""
    if pack is None:
        return
    rows = (("clauses", pack.clauses), ("add", pack.add))
    dated: list[tuple[tuple[str | int, ...], PackText | ClauseText]] = [((), pack)]
    dated += [((key, number), clause) for key, clauses in rows for number, clause in enumerate(clauses)]
    for at, one in dated:
        if one.in_force and one.until and one.until <= one.in_force:
            yield source.fault((*at, "until"), "it ends on or before the day on which it begins")


def _shape_fault(source: Source, error: Mapping[str, object]) -> Fault:
    path = [step for step in _steps(error["loc"]) if step not in {"function-before", "tuple"}]
    kind, last = str(error["type"]), str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return source.fault(path, f"no such key: {last}", on_key=True, hint=nearest(last, _keys_at(path)))
    if kind == "missing":
        return source.fault(path[:-1], f"the key {last} is missing")
    if kind == "literal_error":
        return source.fault(path, f"no such word: {error['input']}", hint=_choices(error))
    says, hint = _SAYS.get(kind, (str(error["msg"]), ""))
    return source.fault(path, f"{last or 'the file'}: {says}", hint=hint)


_SAYS = {
    "string_type": ("this should be a text", "put it in quotes"),
    "date_from_datetime_parsing": ("this is no date", "write year-month-day, for example 2025-06-01"),
    "date_parsing": ("this is no date", "write year-month-day, for example 2025-06-01"),
    "date_type": ("this is no date", "write year-month-day, for example 2025-06-01"),
    "model_type": ("this should be keys and values", ""),
    "model_attributes_type": ("this should be keys and values", ""),
    "tuple_type": ("this should be a list", ""),
    "dict_type": ("this should be keys and values", ""),
    "string_pattern_mismatch": ("a name is small letters, digits and hyphens", ""),
}


def _steps(loc: object) -> tuple[str | int, ...]:
    return tuple(s for s in loc if isinstance(s, str | int)) if isinstance(loc, tuple) else ()


def _choices(error: Mapping[str, object]) -> str:
    context = error.get("ctx")
    if not isinstance(context, Mapping) or "expected" not in context:
        return ""
    words = [w.strip(" '") for w in str(context["expected"]).replace(" or ", ", ").split(",")]
    return nearest(str(error.get("input")), words)


def _keys_at(path: Sequence[str | int]) -> list[str]:
    inside = next((str(s) for s in reversed(path[:-1]) if isinstance(s, str)), "")
    models: dict[str, type[BaseModel]] = {
        "clauses": ClauseText,
        "add": ClauseText,
        "applies": AppliesText,
        "severity": SeverityText,
    }
    if inside in {"title", "says", "advice", "penalty"}:
        return list(Texts.model_fields)
    if path[:1] == ["change"] and len(path) == 3:
        return ["severity", "with"]
    return [f.alias or name for name, f in models.get(inside, PackText).model_fields.items()]


def _meaning_faults(source: Source) -> Iterator[Fault]:
    """What the shape alone does not tell: rules, parameters and uses by name, and clauses named twice."""
    if not isinstance(source.value, dict):
        return
    yield from _base_faults(source, source.value)
    seen: set[str] = set()
    for key in ("clauses", "add"):
        clauses = source.value.get(key)
        for index, clause in enumerate(clauses if isinstance(clauses, list) else []):
            if not isinstance(clause, dict):
                continue
            name = str(clause.get("id"))
            if name in seen:
                yield source.fault((key, index, "id"), f"the clause {name} is there twice")
            seen.add(name)
            yield from _rule_faults(source, (key, index), clause)
            yield from parameter_faults(source, (key, index, "with"), clause)


def _base_faults(source: Source, said: Mapping[str, object]) -> Iterator[Fault]:
    """A pack has clauses of its own, or takes over those of another, and says which of the two."""
    if "extends" in said and "clauses" in said:
        yield source.fault(("clauses",), "a pack that extends another adds clauses", on_key=True, hint="add:")
    if "extends" not in said:
        if not said.get("clauses"):
            yield source.fault(("clauses",), "a pack has at least one clause", hint="clauses: or extends:")
        for key in ("add", "drop", "change"):
            if key in said:
                hint = "extends: private-rooms"
                yield source.fault((key,), f"{key} needs a pack to extend", on_key=True, hint=hint)


def _rule_faults(source: Source, at: tuple[str | int, ...], clause: Mapping[str, object]) -> Iterator[Fault]:
    rule = clause.get("rule")
    if rule == "none" and "because" not in clause:
        hint = "because: manual, or because: later"
        yield source.fault((*at, "rule"), "rule: none needs a reason", hint=hint)
    if rule != "none" and "because" in clause:
        yield source.fault((*at, "because"), "only a clause with rule: none says because", on_key=True)
    if isinstance(rule, str) and rule not in {*RULE_IDS, "none"}:
        hint = nearest(rule, [*RULE_IDS, "none"])
        yield source.fault((*at, "rule"), f"no such rule: {rule}", hint=hint)


def parameter_faults(
    source: Source, at: tuple[str | int, ...], clause: Mapping[str, object]
) -> Iterator[Fault]:
    """What is wrong with the parameters (``with``, which stands at ``at``) that a clause gives its rule."""
    given, known = clause.get("with", {}), PARAMETERS.get(str(clause.get("rule")))
    if not isinstance(given, dict) or known is None:
        return
    for key in given:
        if key not in known:
            hint = nearest(str(key), sorted(known)) if known else "this rule takes none"
            yield source.fault((*at, key), f"no such parameter: {key}", on_key=True, hint=hint)
    if "uses" in known and "uses" not in given:
        yield source.fault(at[:-1], "the rule needs to know which rooms", hint="with: {uses: [toilet, …]}")
    yield from _use_faults(source, (*at, "uses"), given.get("uses", []))
    if given.get("masks", "no") not in _MASKS:
        yield source.fault((*at, "masks"), f"no such word: {given['masks']}", hint="no, solid or any")
    for key in ("least_area", "least_density"):
        if not is_figure(given.get(key, 0)):
            yield source.fault((*at, key), f"{key} should be a figure of at least 0", hint=f"{key}: 0.01")
    yield from camera_faults(source, at, str(clause.get("rule")), given)


def _use_faults(source: Source, at: tuple[str | int, ...], uses: object) -> Iterator[Fault]:
    if not isinstance(uses, list):
        yield source.fault(at, "uses should be a list", hint="uses: [toilet, shower]")
        return
    for index, use in enumerate(uses):
        if not isinstance(use, str) or use not in USES:
            yield source.fault((*at, index), f"no such use: {use}", hint=nearest(str(use), list(USES)))
