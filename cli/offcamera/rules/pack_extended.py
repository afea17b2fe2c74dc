"""A pack that takes over the clauses of another, less those that it drops, with what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from offcamera.errors import Fault
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.outcome import Outcome, Severity
from offcamera.rules.pack_check import parameter_faults
from offcamera.rules.pack_text import ChangeText, PackText, SeverityText, nearest
from offcamera.source import Source


def extend_pack(source: Source, text: PackText, base: Pack) -> tuple[tuple[Clause, ...], list[Fault]]:
    """The clauses of ``base`` as ``text`` takes them over, and every fault of what it says about them.

    Each bears the name of the new pack before its own: a clause never takes the place of another pack's.
    """
    clauses = {clause.id: clause for clause in base.clauses}
    faults = [*_name_faults(source, text, clauses), *_change_faults(source, text, clauses)]
    taken = tuple(
        _take(clause, text.pack, text.change.get(name))
        for name, clause in clauses.items()
        if name not in text.drop
    )
    own = {clause.id for clause in text.add}
    faults += [
        source.fault(("add",), f"the clause {clause.id} is there twice")
        for clause in taken
        if clause.id in own
    ]
    return taken, sorted(dict.fromkeys(faults), key=lambda f: (f.line, f.column))


def read_extension(source: Source) -> PackText | None:
    """What a text that is no pack drops and changes of another, as far as that can be read; else None.

    So that its faults there are told with all others, and not only once those are put right.
    """
    said = source.value if isinstance(source.value, dict) else {}
    change = said.get("change")
    read = {
        name: {"with": entry["with"]}
        if isinstance(entry, dict) and isinstance(entry.get("with"), dict)
        else {}
        for name, entry in (change.items() if isinstance(change, dict) else ())
    }
    whole = {"pack": "a", "title": "T", "status": "draft", "extends": said.get("extends"), "change": read}
    try:
        return (
            PackText.model_validate({**whole, "drop": said.get("drop", ())}) if said.get("extends") else None
        )
    except ValidationError:
        return None


def _name_faults(source: Source, text: PackText, known: Mapping[str, Clause]) -> Iterator[Fault]:
    for index, name in enumerate(text.drop):
        if name not in known:
            yield _unknown(source, ("drop", index), name, known)
        elif name in text.change:
            yield source.fault(("drop", index), f"{name} is dropped and changed")
    for name in text.change:
        if name not in known:
            yield _unknown(source, ("change", name), name, known)
    if not text.add and known.keys() <= set(text.drop):
        yield source.fault(("drop",), "a pack has at least one clause")


def _unknown(source: Source, at: tuple[str | int, ...], name: str, known: Mapping[str, Clause]) -> Fault:
    says = f"the pack {_base_of(source)} has no clause {name}"
    return source.fault(at, says, on_key=at[0] == "change", hint=nearest(name, list(known)))


def _base_of(source: Source) -> str:
    """The pack that is extended, as it stands in the text."""
    return str(source.value.get("extends", "")) if isinstance(source.value, dict) else ""


def _change_faults(source: Source, text: PackText, known: Mapping[str, Clause]) -> Iterator[Fault]:
    """The parameters of a change are held against the rule of its clause, together with those that stay."""
    for name, change in text.change.items():
        clause = known.get(name)
        if clause is None:
            continue
        if clause.rule is None:
            yield source.fault(
                ("change", name), f"no rule asks {name}: there is nothing to change", on_key=True
            )
            continue
        whole = {"rule": clause.rule, "with": {**clause.parameters, **change.parameters}}
        yield from parameter_faults(source, ("change", name, "with"), whole)


def _take(clause: Clause, pack: str, change: ChangeText | None) -> Clause:
    taken = replace(clause, id=f"{pack}-{clause.id}", pack=pack)
    if change is None:
        return taken
    return replace(
        taken,
        severity=clause.severity if change.severity is None else severities(change.severity),
        parameters={**clause.parameters, **change.parameters},
    )


def severities(said: SeverityText) -> Mapping[Outcome, Severity]:
    """The weight of each outcome that is no pass."""
    return {
        Outcome.FAIL: Severity(said.fail),
        Outcome.CONDITIONAL: Severity(said.conditional),
        Outcome.UNKNOWN: Severity(said.unknown),
    }
