"""``offcamera rules``, ``packs`` and ``uses``: what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offcamera.commands import options
from offcamera.commands.screen import say, show_json, show_table, width


def rules(form: options.ListingForm = "table") -> None:
    """List the questions that can be put to a plan."""
    from offcamera.commands.lookup import read_pages

    found: list[dict[str, object]] = [{"rule": p.rule, "asks": p.asks} for p in read_pages()]
    _show(form, ("rule", "asks"), found)


def packs(form: options.ListingForm = "table") -> None:
    """List the laws that offcamera knows, and how they stand."""
    from offcamera.rules.pack import load_pack, pack_families, pack_names

    found: list[dict[str, object]] = [
        {
            "pack": pack.id,
            "family": pack.family,
            "status": pack.status,
            "clauses": len(pack.clauses),
            "asked": sum(clause.rule is not None for clause in pack.clauses),
            "title": pack.title["en"],
        }
        for pack in map(load_pack, pack_names())
    ]
    _show(form, ("pack", "status", "clauses", "asked", "title"), found)
    if form == "table":
        _say_families({name: packs for name, packs in pack_families().items() if packs != (name,)})


def _say_families(families: Mapping[str, Sequence[str]]) -> None:
    """Which names stand for other packs, below the table."""
    from offcamera.report.page import wrap

    say("")
    say("Families, each of which stands for those of its packs in force on --as-of:")
    for name, packs in families.items():
        for line in wrap(f"{name}  {', '.join(packs)}", width() - 2, 4):
            say(f"  {line}")


def uses(form: options.ListingForm = "table") -> None:
    """List what a room can be for, and which of these are private."""
    from offcamera.labels import USES

    found = [
        {
            "use": use.id,
            "private": {"some": "in some laws"}.get(use.sensitive, use.sensitive),
            **_names(use.names),
        }
        for use in USES.values()
    ]
    _show(form, ("use", "private", "en", "zh"), found)


def _names(names: dict[str, str]) -> dict[str, object]:
    return {language: names.get(language, "") for language in ("en", "zh")}


def _show(form: options.Listing, heads: tuple[str, ...], found: list[dict[str, object]]) -> None:
    if form == "json":
        show_json(found)
    else:
        show_table(heads, ([str(row[head]) for head in heads] for row in found))
