"""Packs: the clauses of one law, written as data, read from the package or from a file of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath, PureWindowsPath

from offcamera.errors import Fault, Misused, Refused
from offcamera.findings.clause import HOUSE, Applies, Clause, Pack, Words
from offcamera.findings.outcome import Outcome, Severity
from offcamera.rules.pack_check import check_pack_text
from offcamera.rules.pack_extended import extend_pack, read_extension, severities
from offcamera.rules.pack_text import (
    RULE_IDS,
    ClauseText,
    PackText,
    SeverityText,
    Texts,
    nearest,
)
from offcamera.rules.pack_unknown import tell_file_in_plan, tell_folder, tell_unknown
from offcamera.source import Source, read_file, read_source

__all__ = [
    "HOUSE",
    "RULE_IDS",
    "choose_packs",
    "is_pack_file",
    "leads_out",
    "load_pack",
    "pack_families",
    "pack_names",
    "pack_schema",
    "read_own_pack",
    "read_pack",
    "refuse_clashes",
]

#: A rule that weighs each of its facts itself, unless the clause says otherwise.
_WEIGHS_ITSELF = frozenset({"plan-consistent"})
_SUFFIXES = (".yaml", ".yml", ".json")


def read_pack(data: bytes, file: str) -> Pack:
    """Read a pack from the bytes of a YAML or JSON file.

    A pack that extends another takes over its clauses, each under a name of its own (``our-cn-2023-6``), so
    that what it drops or changes is still asked wherever the other pack is asked too.
    Raises ``Refused`` with every fault at once, each with line and column.
    """
    return _read_pack(data, file, ())


def _read_pack(data: bytes, file: str, above: tuple[str, ...]) -> Pack:
    source = read_source(data, file)
    text, faults = check_pack_text(source)
    text = text or read_extension(source)
    if text is None or (faults and not text.extends):
        raise Refused(faults)
    if not text.extends:
        return _pack(text, text.clauses, ())
    taken, more = _extend(source, text, (*above, str(Path(file).resolve())))
    if faults or more:
        raise Refused(sorted({*faults, *more}, key=lambda f: (f.line, f.column)))
    return _pack(text, text.add, taken)


def _extend(
    source: Source, text: PackText, above: tuple[str, ...]
) -> tuple[tuple[Clause, ...], Sequence[Fault]]:
    """The clauses that a pack takes over, and the faults of what it says about them, or of their pack."""
    try:
        base = _load_base(source, text.extends, above)
    except Refused as refused:
        return (), refused.faults
    return extend_pack(source, text, base)


def _load_base(source: Source, name: str, above: tuple[str, ...]) -> Pack:
    """The pack that another extends: one of the package, or a file in the folder of that other or below."""
    if not is_pack_file(name):
        if name in pack_names():
            return load_pack(name)
        raise Refused([source.fault(("extends",), f"no such pack: {name}", hint=nearest(name, pack_names()))])
    path = Path(source.file).parent / name
    if leads_out(name):
        hint = "put both in one folder"
        raise Refused([source.fault(("extends",), f"{name} lies outside the folder of this pack", hint=hint)])
    if not path.is_file():
        raise Refused([source.fault(("extends",), f"there is no such file: {name}")])
    if str(path.resolve()) in above:
        raise Refused([source.fault(("extends",), f"{name} extends this pack in turn")])
    return _read_pack(read_file(path), str(path), above)


def is_pack_file(name: str) -> bool:
    """Does a name of a pack stand for a file?"""
    return name.endswith(_SUFFIXES) or "/" in name or "\\" in name


def leads_out(name: str) -> bool:
    """Does a file name lead out of the folder that it starts from?"""
    ways = PurePosixPath(name), PureWindowsPath(name)
    return any(way.is_absolute() or way.anchor or ".." in way.parts for way in ways)


@cache
def load_pack(name: str) -> Pack:
    """A pack of the package by its id; raises ``Misused`` with the nearest id for one that is not there."""
    if name not in pack_names():
        raise Misused([_unknown(name)])
    return read_pack(_folder().joinpath(f"{name}.yaml").read_bytes(), f"{name}.yaml")


@cache
def pack_names() -> tuple[str, ...]:
    """Ids of the packs in the package, the house pack first."""
    found = (Path(f.name) for f in _folder().iterdir())
    names = sorted(f.stem for f in found if f.suffix == ".yaml")
    return tuple(sorted(names, key=lambda n: n != HOUSE))


def choose_packs(names: Iterable[str], as_of: date, *, allow_files: bool = False) -> tuple[Pack, ...]:
    """The packs that are meant, each once, the house pack first.

    A name is the id of a pack, or a family (``cn``), which stands for its packs in force on ``as_of``; with
    ``allow_files`` it may be a file of the user's own. A pack that is named is used whatever its status.
    Raises ``Misused`` for unknown names and ``Refused`` for a file that is no pack.
    """
    chosen = {HOUSE: load_pack(HOUSE)}
    for name in names:
        for pack in _named(name, as_of, allow_files):
            chosen.setdefault(pack.id, pack)
    refuse_clashes(chosen.values())
    return tuple(chosen.values())


def _named(name: str, as_of: date, allow_files: bool) -> Sequence[Pack]:
    if is_pack_file(name):
        if not allow_files:
            raise Misused([tell_file_in_plan(name)])
        return [read_own_pack(name)]
    if name in pack_names():
        return [load_pack(name)]
    family = pack_families().get(name)
    if not family:
        raise Misused([_unknown(name, files=allow_files)])
    return _in_force(name, [load_pack(pack) for pack in family], as_of)


def _unknown(name: str, *, files: bool = False) -> Fault:
    packs = [load_pack(pack) for pack in pack_names()]
    return tell_unknown(name, {p.id: (p.family, [*p.title.values()]) for p in packs}, files=files)


def pack_families() -> dict[str, tuple[str, ...]]:
    """Each family of the packs in the package, with the ids of its packs."""
    found: dict[str, tuple[str, ...]] = {}
    for pack in map(load_pack, pack_names()):
        if pack.family:
            found[pack.family] = (*found.get(pack.family, ()), pack.id)
    return found


def read_own_pack(name: str) -> Pack:
    """A pack in a file of the user's own.

    Raises ``Misused`` for a folder, ``Refused`` for a file that is no pack or that takes the name of one.
    """
    if Path(name).is_dir():
        raise Misused([tell_folder(name)])
    pack = read_pack(read_file(Path(name)), name)
    if pack.id in pack_names():
        says = f"the name {pack.id} belongs to a pack that comes with offcamera"
        raise Refused([Fault(says, name, help="give your pack a name of its own")])
    return pack


def refuse_clashes(packs: Iterable[Pack]) -> None:
    """Raise ``Misused`` where a clause of one pack would take the place of another pack's clause."""
    homes: dict[str, str] = {}
    faults = []
    for pack in packs:
        for clause in pack.clauses:
            home = homes.setdefault(clause.id, pack.id)
            if home != pack.id:
                says = f"two packs have a clause {clause.id}: {home} and {pack.id}"
                faults.append(Fault(says, help=f"rename the clause in {pack.id}"))
    if faults:
        raise Misused(faults)


def _in_force(name: str, family: Sequence[Pack], as_of: date) -> Sequence[Pack]:
    begun = [p for p in family if p.in_force is not None and p.in_force <= as_of]
    chosen = [p for p in begun if p.until is None or as_of < p.until]
    if not chosen:
        hint = "name a pack itself: " + ", ".join(p.id for p in family)
        raise Misused([Fault(f"no pack of the family {name} is in force on {as_of}", help=hint)])
    return chosen


def pack_schema() -> dict[str, object]:
    """JSON Schema (draft 07, which editors read) of a pack."""
    schema = PackText.model_json_schema(by_alias=True)
    rules = {"enum": [*RULE_IDS, "none"], "title": "Rule"}
    schema["$defs"]["ClauseText"]["properties"]["rule"] = rules
    draft = _draft_07(schema)
    assert isinstance(draft, dict)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **draft, "title": "offcamera pack"}


def _draft_07(node: object) -> object:
    if isinstance(node, Mapping):
        return {("definitions" if k == "$defs" else k): _draft_07(v) for k, v in node.items()}
    if isinstance(node, list):
        return [_draft_07(item) for item in node]
    return node.replace("#/$defs/", "#/definitions/") if isinstance(node, str) else node


def _pack(text: PackText, own: Iterable[ClauseText], taken: Iterable[Clause]) -> Pack:
    return Pack(
        id=text.pack,
        title=_words(text.title),
        family=text.family,
        status=text.status,
        in_force=text.in_force,
        until=text.until,
        by=text.by,
        source=text.source,
        clauses=(*taken, *(_clause(text.pack, c) for c in own)),
    )


def _clause(pack: str, text: ClauseText) -> Clause:
    return Clause(
        id=text.id,
        pack=pack,
        rule=None if text.rule == "none" else text.rule,
        clause=text.clause,
        source=text.source,
        verified=text.verified or "",
        reading=text.reading,
        because=text.because,
        severity=_severities(text),
        applies=Applies(venue=text.applies.venue, access=text.applies.access, device=text.applies.device),
        says=_words(text.says),
        advice=_words(text.advice) if text.advice else {},
        penalty=_words(text.penalty) if text.penalty else {},
        in_force=text.in_force,
        until=text.until,
        parameters=text.parameters,
    )


def _severities(text: ClauseText) -> Mapping[Outcome, Severity]:
    """The weight of each outcome; empty where the clause leaves it to a rule that weighs its facts itself."""
    if text.severity is None and text.rule in _WEIGHS_ITSELF:
        return {}
    return severities(text.severity or SeverityText())


def _words(text: Texts) -> Words:
    return {"en": text.en} if text.zh is None else {"en": text.en, "zh": text.zh}


def _folder() -> Traversable:
    return files("offcamera.rules").joinpath("packs")
