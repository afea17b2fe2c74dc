"""The parameters of rules about what cameras are for: each held against its type, each fault in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from offcamera.errors import Fault
from offcamera.source import Source

_Path = tuple[str | int, ...]

#: Parameters that are figures of at least 0, by rule, with an example; those of ``_SHARES`` are at most 1.
_FIGURES: Mapping[str, Mapping[str, str]] = {
    "retention-within": {"least": "30", "most": "90"},
    "capture-proportionate": {"within": "0.25", "least_share": "0.05", "most_share": "0.5"},
    "face-zone-contained": {"within": "0.25", "least_share": "0.05", "density": "476"},
    "declared-view-true": {"within": "0.25", "least_share": "0.05"},
}
_SHARES = frozenset({"least_share", "most_share"})
#: Parameters that are lists of words, by rule, with an example.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "purpose-allowed": {"purposes": "[public-safety]", "vague": "[safety, security]"},
    "alternative-offered": {"ways": "[card, key, pin]"},
}
_FIELDS = "fields: [necessity, {field: consent, values: [separate, written]}]"


def camera_faults(source: Source, at: _Path, rule: str, given: Mapping[str, object]) -> Iterator[Fault]:
    """What is wrong with the parameters (``given``, which stand at ``at``) of a rule about cameras."""
    for key, example in _FIGURES.get(rule, {}).items():
        if key in given:
            yield from _figure_faults(source, (*at, key), given[key], f"{key}: {example}")
    for key, example in _WORDS.get(rule, {}).items():
        if key in given:
            yield from _word_faults(source, (*at, key), given[key], f"{key}: {example}")
    if rule == "camera-declares":
        yield from _field_faults(source, at, given)
    if rule == "retention-within":
        yield from _order_faults(source, at, given)


def is_figure(value: object) -> bool:
    """Is a value a figure of at least 0?"""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _figure_faults(source: Source, at: _Path, value: object, hint: str) -> Iterator[Fault]:
    if not is_figure(value):
        yield source.fault(at, f"{at[-1]} should be a figure of at least 0", hint=hint)
    elif at[-1] in _SHARES and isinstance(value, int | float) and value > 1:
        yield source.fault(at, f"{at[-1]} is a share, from 0 to 1", hint=hint)


def _order_faults(source: Source, at: _Path, given: Mapping[str, object]) -> Iterator[Fault]:
    least, most = given.get("least"), given.get("most")
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        yield source.fault((*at, "least"), "least is more than most", hint=f"least: {most}")


def _word_faults(source: Source, at: _Path, words: object, hint: str) -> Iterator[Fault]:
    if not isinstance(words, list):
        yield source.fault(at, f"{at[-1]} should be a list", hint=hint)
        return
    for index, word in enumerate(words):
        if not isinstance(word, str) or not word.strip():
            yield source.fault((*at, index), "this should be a word", hint=hint)


def _field_faults(source: Source, at: _Path, given: Mapping[str, object]) -> Iterator[Fault]:
    fields = given.get("fields")
    if not fields:
        place = (*at, "fields") if "fields" in given else at[:-1]
        yield source.fault(place, "the rule needs to know which fields", hint=f"with: {{{_FIELDS}}}")
    elif isinstance(fields, dict):
        for name, values in fields.items():
            yield from _value_faults(source, (*at, "fields", name), values)
    elif isinstance(fields, list):
        for index, item in enumerate(fields):
            yield from _item_faults(source, (*at, "fields", index), item)
    else:
        yield source.fault((*at, "fields"), "fields should be a list", hint=_FIELDS)


def _item_faults(source: Source, at: _Path, item: object) -> Iterator[Fault]:
    if isinstance(item, str) and item.strip():
        return
    if not isinstance(item, dict) or not isinstance(item.get("field"), str):
        yield source.fault(at, "this should be a field", hint=_FIELDS)
        return
    for key in item:
        if key not in {"field", "values"}:
            yield source.fault((*at, key), f"no such key: {key}", on_key=True, hint="field, values")
    if "values" in item:
        yield from _value_faults(source, (*at, "values"), item["values"])


def _value_faults(source: Source, at: _Path, values: object) -> Iterator[Fault]:
    """Allowed values are a list of words, figures, true or false; an empty list allows anything said."""
    if not isinstance(values, list):
        yield source.fault(at, "the allowed values should be a list", hint="[separate, written]")
        return
    for index, value in enumerate(values):
        if not isinstance(value, str | int | float):
            yield source.fault((*at, index), "this should be a word, a figure, true or false")
