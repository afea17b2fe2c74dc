"""Lists of plain words, cut out of a page before YAML reads it: they are most of it, and quick to part."""

from __future__ import annotations

import re

#: Around the number of a list, it stands for it in the page that is left; a private-use character.
MARK = "\ue001"
#: A list in brackets of nothing but letters, figures and what may stand anywhere in a plain YAML scalar.
_LIST = re.compile(r"\[([\w \n,'/()+-]+)\]")


def take_out(text: str) -> tuple[str, dict[str, list[str]]]:
    """A page with a mark for each list of plain words, and those lists by their marks.

    What is not plain beyond doubt stays for YAML to read. A mark that is not a whole plain scalar of what is
    left was no list: it stood in quotes, or in a sentence.
    """
    lists: dict[str, list[str]] = {}
    if MARK in text:
        return text, lists

    def replace(found: re.Match[str]) -> str:
        begun = text.rfind("\n", 0, found.start()) + 1
        items = _items(found[1])
        if items is None or text.find("#", begun, found.start()) >= 0:  # in a comment, perhaps
            return found[0]
        mark = f"{MARK}{len(lists)}{MARK}"
        lists[mark] = items
        return mark

    return _LIST.sub(replace, text), lists


def _items(body: str) -> list[str] | None:
    """The words of a list, lines joined as YAML does; None where that is not beyond doubt."""
    joined = " ".join([line.strip(" ") for line in body.split("\n")])
    items = joined.split(", ")
    return items if joined.count(",") < len(items) and _is_plain(joined) else None


def _is_plain(joined: str) -> bool:
    """Whether no blank stands at an edge, and nothing begins a quotation, another list or a document."""
    if joined[:1] in ("", " ", "'", "-") or joined[-1] == " " or "  " in joined or " ," in joined:
        return False
    opens_quote = "'" in joined and ", '" in joined
    return not opens_quote and ("-" not in joined or (", -" not in joined and "---" not in joined))
