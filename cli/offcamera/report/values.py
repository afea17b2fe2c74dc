"""The names and figures of a finding, ready for its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offcamera.findings.evidence import Condition, Figure
from offcamera.findings.finding import Finding
from offcamera.model.place import Ref
from offcamera.report.names import Names
from offcamera.report.words import Value, Words

#: More conditions than this are counted, not listed.
_MOST_CONDITIONS = 4
#: The rule on what signs state.
_STATED_BY = "sign-content"


def finding_values(finding: Finding, names: Names) -> dict[str, Value]:
    """Everything that a sentence about this finding may mention.

    A thing is named by what the finding is about, not by a bare id among the figures; only a list of rooms
    that the rule itself gives stands above it.
    """
    own = own_figures(finding)
    values: dict[str, Value] = {**own, "rule": finding.rule, "what": finding.what.replace("-", " ")}
    values |= _name_about(finding.about, names)
    values |= _read_label(finding.about, names)
    if finding.on:
        values |= _tell_conditions(finding.on, names)
    if "rooms" in own:
        values["rooms"] = own["rooms"]
    if finding.rule == _STATED_BY and "missing" in own:
        values |= _name_missing(str(own["missing"]), names.words)
    return values


def own_figures(finding: Finding) -> Mapping[str, Figure]:
    """The figures that the rule itself gave."""
    because = finding.because.figures if finding.because else {}
    return {**finding.evidence.figures, **because}


def _name_about(about: Sequence[Ref], names: Names) -> dict[str, Value]:
    things = [names.thing(ref) for ref in about] or [names.words.say("kind.site")]
    values: dict[str, Value] = _name_kind("thing", things)
    for kind in dict.fromkeys(ref.kind for ref in about):
        refs = [ref for ref in about if ref.kind == kind]
        values |= _name_kind(kind, [_name_ref(ref, names) for ref in refs])
        values[f"{kind}-id"] = refs[0].id
    if about and names.levels > 1:
        values["level"] = about[0].level
    return values


def _name_missing(keys: str, words: Words) -> dict[str, Value]:
    """What a sign does not state, in words and as the keys of its content."""
    named = [_name_key("stated", key, words) for key in keys.split(", ")]
    return {"missing": tuple(named), "missing-keys": keys}


def _name_key(family: str, key: str, words: Words) -> str:
    """What a key of the plan stands for, in words; one that there are no words for, as it is written."""
    code = f"{family}.{key}"
    return words.say(code) if words.has(code) else key


def _name_ref(ref: Ref, names: Names) -> str:
    if ref.kind == "field":
        return _name_key("declared", ref.id, names.words)
    if ref.kind == "camera":
        return names.on_level(ref.id, ref)
    return names.thing(ref)


def _name_kind(kind: str, found: Sequence[str]) -> dict[str, Value]:
    values: dict[str, Value] = {f"{kind}s": tuple(found), f"{kind}s-n": len(found)}
    for number, name in enumerate(found, start=1):
        values[kind if number == 1 else f"{kind}-{number}"] = name
    return values


def _read_label(about: Sequence[Ref], names: Names) -> dict[str, Value]:
    """What the label of the first room says and may mean."""
    refs = [ref for ref in about if ref.kind == "room"]
    room = names.rooms.get((refs[0].level, refs[0].id)) if refs else None
    if room is None:
        return {}
    bare = [names.words.say("named.room-unknown", {"id": ref.id}) for ref in refs]
    values: dict[str, Value] = {"label": room.label} if room.label else {}
    values["rooms-bare"] = tuple(bare)
    if room.reading.status == "ambiguous":
        named = [names.use_named(use) for use in room.reading.uses]
        values |= {"candidates": names.words.join(named, "or"), "candidate": room.reading.uses[0]}
    return values


def _tell_conditions(on: Sequence[Condition], names: Names) -> dict[str, Value]:
    """While what is open it is seen, and with what shut it is not (case 11)."""
    words = names.words
    ways = [words.join([names.thing(o) for o in c.openings]) for c in on]
    single = all(len(c.openings) == 1 for c in on)
    return {
        "kind-doors": _join_some(words, ways, "or"),
        "open-n": 1 if single else 2,
        "shut": _join_some(words, [_either(words, c) for c in on], "and"),
        "doors": [o.id for c in on for o in c.openings],
    }


def _either(words: Words, condition: Condition) -> str:
    ids = [opening.id for opening in condition.openings]
    either = words.join(ids, "or")
    return either if len(ids) == 1 else words.say("through.condition", {"doors": either})


def _join_some(words: Words, ways: Sequence[str], last: str) -> str:
    if len(ways) <= _MOST_CONDITIONS:
        return words.join(ways, last)
    head = words.say("list.between").join(ways[:_MOST_CONDITIONS])
    more: dict[str, Value] = {"names": head, "n": len(ways) - _MOST_CONDITIONS}
    return words.say("list.more", more)
