"""Names of packs that are not there: the pack that was likely meant, and what may be named instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from offcamera.errors import Fault

#: What a user may name: each pack with its family and its titles.
Known = Mapping[str, tuple[str, Sequence[str]]]
_ALL = "see them all: offcamera packs"
_NOT_IN_PLANS = "a plan names no files: give it to --pack, or put it under packs in offcamera.toml"
#: The place that a title begins with: "Italy, …", "中国《…".
_PLACE = re.compile(r"^[^,，《(（]+")


def tell_unknown(name: str, known: Known, *, files: bool) -> Fault:
    """The fault of a name that is neither a pack nor a family; ``files``: a file could have been named."""
    return Fault(f"no such pack: {name}", help=_hint(name.strip(), known, files))


def tell_file_in_plan(name: str) -> Fault:
    """The fault of a plan that names a file: what else is read from a disk, no plan decides."""
    return Fault(f"no such pack: {name}", help=_NOT_IN_PLANS)


def tell_folder(name: str) -> Fault:
    """The fault of a folder that was named as a pack."""
    return Fault(
        f"this is a folder, not a pack: {name}", help="name one file of it, for example my-pack.yaml"
    )


def _hint(name: str, known: Known, files: bool) -> str:
    families = dict.fromkeys(family for family, _ in known.values() if family)
    names = list(dict.fromkeys([*families, *known]))
    if files and Path(name).is_dir():
        return f"{name} is a folder: name one file of it, for example my-pack.yaml"
    if re.search(r"[,;\s]", name):
        words = [word for word in re.split(r"[,;\s]+", name) if word]
        return "name them one by one: " + (
            " ".join(f"--pack {w}" for w in words) if files else ", ".join(words)
        )
    if files and Path(f"{name}.yaml").is_file():
        return f"did you mean the file {name}.yaml?"
    low = name.lower()
    found = _same(low, names) or _begun(low, names) or _placed(low, known)
    return _offer(found or get_close_matches(low, names, n=1, cutoff=0.6))


def _same(low: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if name == low]


def _begun(low: str, names: Sequence[str]) -> list[str]:
    """Names that go on where the word ends: ``us`` is the beginning of ``us-ca``."""
    return [name for name in names if low and name.startswith(f"{low}-")]


def _placed(low: str, known: Known) -> list[str]:
    """Packs whose title begins with a place of this name; the family where all are of one."""
    found = {
        name: family
        for name, (family, titles) in known.items()
        if any((match := _PLACE.match(title)) and match[0].strip().lower() == low for title in titles)
    }
    families = set(found.values())
    return [*families] if len(found) > 1 and len(families) == 1 else [*found]


def _offer(found: Sequence[str]) -> str:
    if not found:
        return _ALL
    return f"did you mean {found[0]}?" if len(found) == 1 else f"there is {', '.join(found)}: name each"
