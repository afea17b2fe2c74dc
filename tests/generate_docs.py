"""Writes the pages of docs/ that come out of the data: rules, packs, uses, and the options of every command.

    python tests/generate_docs.py

A test compares each page with what stands there, so a page that is out of date is a failing test.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from typer.models import ArgumentInfo, OptionInfo

from offcamera.app import app
from offcamera.findings.clause import Clause, Pack
from offcamera.labels import USES, languages
from offcamera.rules import RULES
from offcamera.rules.pack import load_pack, pack_families, pack_names
from offcamera.settings import KEYS

Info = ArgumentInfo | OptionInfo
DOCS = Path(__file__).parents[1] / "docs"
_MADE = "<!-- Made from the data by tests/generate_docs.py; change the data, not this page. -->"
_START, _END = "<!-- options of {} -->", "<!-- end of options -->"
_SETTINGS, _SETTINGS_END = "<!-- settings -->", "<!-- end of settings -->"
_PRIVATE = {"yes": "yes", "some": "in some laws", "no": ""}
_STATUS = {
    "house": "ours; no law",
    "in-force": "in force",
    "draft": "draft",
    "superseded": "superseded",
    "guidance": "guidance",
}
_NOT_ASKED = {
    "manual": "no plan can show it: the report lists it for a person",
    "later": "not asked yet: the report says so",
}


def rules_page() -> str:
    """The page of the questions, out of the docstrings of their modules."""
    return _page(
        "Rules",
        "A rule is a question that is put to a plan. Which rules are asked, how strictly and with what\n"
        "weight is said by the clauses of a [pack](packs.md), also of [one of your own](own-packs.md).\n"
        "In the terminal: `offcamera explain RULE`.",
        (line for id_ in RULES for line in _rule(id_)),
    )


def packs_page() -> str:
    """The page of the laws."""
    return _page(
        "Packs",
        "A pack holds the clauses of one law, as data. The house pack `private-rooms` is no law and\n"
        "always runs; the others run when a plan names them (`packs:`) or the command line does (`--pack`),\n"
        "whatever their status, which the report prints. Texts are paraphrased. *Text* says how we read it:\n"
        "*primary* is the law itself, *secondary* a report that quotes it, *recalled* memory alone.\n"
        "*Our reading* marks a test that the law does not state in so many words. This is no legal advice.\n"
        "\nWhat none of them asks goes into [a pack of your own](own-packs.md).",
        (*_family_table(), *(line for name in pack_names() for line in _pack(load_pack(name)))),
    )


def _family_table() -> Iterator[str]:
    """Which names stand for other packs."""
    yield from ("## Families", "")
    yield "A family is a name for all packs of one place. In `--pack` or in a plan it stands for those of its"
    yield "packs that are in force, or given as guidance, on the day of the report (`--as-of`, else today)."
    yield "A pack that is named itself is asked on any day."
    yield ""
    yield from ("| family | its packs |", "|---|---|")
    for family, packs in pack_families().items():
        if packs != (family,):
            yield f"| `{family}` | {', '.join(f'[{pack}](#{pack})' for pack in packs)} |"
    yield from ("", "Every other pack is alone in a family of its own name.", "")


def uses_page() -> str:
    """The table of what a room can be for."""
    rows = (
        f"| `{use.id}` | {use.names['en']} | {use.names.get('zh', '')} | {_PRIVATE[use.sensitive]} |"
        for use in USES.values()
    )
    spoken = ", ".join(language.name for language in languages())
    return _page(
        "Uses",
        "What a room can be for. The use of a room is read from its label, or given with `use:`; try a\n"
        "label with `offcamera label TEXT`. Into a private room no camera may see, whatever law is named.\n\n"
        f"Labels are read in: {spoken}.",
        ("| use | in English | in Chinese | private |", "|---|---|---|---|", *rows),
    )


def usage_page(page: str) -> str:
    """The usage page with the options of every command written anew between their marks."""
    for name, command in sorted(commands().items()):
        start = _START.format(name)
        table = "\n".join((start, *_options(command), _END))
        pattern = re.escape(start) + ".*?" + re.escape(_END)
        page, found = re.subn(pattern, lambda _, table=table: table, page, flags=re.DOTALL)
        if found != 1:
            raise SystemExit(f"docs/usage.md has no place for the options of {name}: {start} … {_END}")
    rows = (f"| `{name}` | {_cell(key.about)} |" for name, key in KEYS.items())
    table = "\n".join((_SETTINGS, "", "| key | what it does |", "|---|---|", *rows, "", _SETTINGS_END))
    pattern = re.escape(_SETTINGS) + ".*?" + re.escape(_SETTINGS_END)
    return re.sub(pattern, lambda _: table, page, flags=re.DOTALL)


def commands() -> dict[str, Callable[..., None]]:
    """Every command by name, as the function that runs it."""
    found = [c.callback for c in app.registered_commands if c.callback is not None]
    return {function.__name__.replace("_", "-"): function for function in found}


def pages() -> dict[Path, str]:
    """Every page with what it should say."""
    usage = DOCS / "usage.md"
    return {
        DOCS / "rules.md": rules_page(),
        DOCS / "packs.md": packs_page(),
        DOCS / "uses.md": uses_page(),
        usage: usage_page(usage.read_text(encoding="utf-8")),
    }


def _page(title: str, intro: str, body: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join((f"# {title}", "", _MADE, "", intro, "", *body)).rstrip() + "\n"


def _rule(id_: str) -> Iterator[str]:
    rule = RULES[id_]
    asks, _, rest = inspect.cleandoc(rule.__doc__ or "").partition("\n")
    yield from (f"## {id_}", "", f"**{asks}**", rest.replace("``", "`"), "")
    yield from (f"Counts each {rule.LOOKS_AT}.", "")
    yield from _parameters(rule.Params)
    yield from _askers(id_)


def _parameters(params: Any) -> Iterator[str]:
    if not fields(params):
        return
    yield from ("| parameter | default |", "|---|---|")
    for field in fields(params):
        made = field.default_factory() if field.default_factory is not MISSING else field.default
        yield f"| `{field.name}` | {'must be given' if made is MISSING else _value(made)} |"
    yield ""


def _value(value: object) -> str:
    if value in ((), None):
        return "none"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _askers(id_: str) -> Iterator[str]:
    clauses = [(pack, clause) for pack in map(load_pack, pack_names()) for clause in pack.clauses]
    asking = [f"`{c.id}` ([{p.id}](packs.md#{p.id}))" for p, c in clauses if c.rule == id_]
    yield from (
        "Asked by: " + (", ".join(asking) or "no clause yet; write one in a pack of your own") + ".",
        "",
    )


def _pack(pack: Pack) -> Iterator[str]:
    yield from (f"## {pack.id}", "", f"**{pack.title['en']}**", "")
    yield from (f"Status: {_standing(pack)}.", "")
    if pack.source:
        yield from (f"Source: {pack.source}.", "")
    yield from ("| clause | says | asked by | text |", "|---|---|---|---|")
    yield from (_clause(clause) for clause in pack.clauses)
    yield ""


def _standing(pack: Pack) -> str:
    parts = [_STATUS.get(pack.status, pack.status)]
    parts += [f"in force from {pack.in_force}"] if pack.in_force else []
    parts += [f"{'until' if pack.in_force else 'since'} {pack.until}"] if pack.until else []
    parts += [f"by {pack.by}"] if pack.by else []
    return ", ".join(parts)


def _clause(clause: Clause) -> str:
    asked = (
        f"[{clause.rule}](rules.md#{clause.rule})" if clause.rule else _NOT_ASKED[clause.because or "later"]
    )
    reading = "; our reading" if clause.reading == "inferred" else ""
    dates = f"; from {clause.in_force}" if clause.in_force else ""
    dates += f"; until {clause.until}" if clause.until else ""
    text = f"{clause.verified or 'ours'}{reading}{dates}"
    return f"| `{clause.id}` {clause.clause} | {_cell(clause.says['en'])} | {asked} | {text} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _options(command: Callable[..., None]) -> Iterator[str]:
    rows = list(_option_rows(command))
    if rows:
        yield from ("", "| | what it does |", "|---|---|", *rows, "")


def _option_rows(command: Callable[..., None]) -> Iterator[str]:
    for name, info, parameter in _parameters_of(command):
        kind = get_args(parameter.annotation)[0]
        yield f"| {_names(name, info, kind)} | {_cell(info.help or '')}{_default(parameter)} |"


def _parameters_of(command: Callable[..., None]) -> Iterator[tuple[str, Info, inspect.Parameter]]:
    for name, parameter in inspect.signature(command, eval_str=True).parameters.items():
        info = next(n for n in get_args(parameter.annotation) if isinstance(n, ArgumentInfo | OptionInfo))
        if not info.hidden:
            yield name, info, parameter


def names_of(name: str, info: Info) -> list[str]:
    """What one types for a parameter: its long name, then the short one."""
    if isinstance(info, ArgumentInfo):
        return [info.metavar or name.upper()]
    # Inside Annotated, typer keeps the first name of an option where a default would stand.
    said = [n for n in (info.default, *(info.param_decls or ())) if isinstance(n, str) and n.startswith("-")]
    return said or [f"--{name.replace('_', '-')}"]


def option_names(command: Callable[..., None]) -> list[str]:
    """Every name of every option of a command."""
    return [said for name, info, _ in _parameters_of(command) for said in names_of(name, info)]


def _names(name: str, info: Info, kind: object) -> str:
    names = ", ".join(f"`{said}`" for said in names_of(name, info))
    choices = "\\|".join(_choices(kind))
    word = choices or (info.metavar or "" if isinstance(info, OptionInfo) else "")
    return names + (f" `{word}`" if word else "")


def _choices(kind: object) -> Iterator[str]:
    """The words that may be written, where only some may."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield from (str(member.value) for member in kind)
    elif get_origin(kind) is Literal:
        yield from map(str, get_args(kind))
    else:
        for inner in get_args(kind):
            yield from _choices(inner)


def _default(parameter: inspect.Parameter) -> str:
    value = parameter.default
    if value in (None, False, inspect.Parameter.empty):
        return ""
    return f" Usually `{value}`."


def main() -> None:
    """Write every page anew."""
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(DOCS.parent / "cli"))
    main()
