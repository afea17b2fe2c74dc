"""Spoilt plans: the same text or values with a few things wrong, the same ones for the same chance."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

KeyPath = tuple[str | int, ...]

#: Text that breaks readers: of YAML, of JSON, of numbers, of screens.
NASTY_TEXT = (
    "&a [*a, *a]", "<<: *a", "!!python/object:os.system", "? {", "- - - -", "\t", "---\n", "...", "|", ">-",
    "%YAML 9", "{", "}", "[", "]", ":", "#", "'", '"', "\\", "\x00", "\x1b[2J", "\ufeff", "\u202e", "\u2028",
    "\ud7ff", "1e400", "-0", "0x10", "1_000", "1:30", "0o17", ".nan", "-.inf", "NaN", "12' 6\"", "1,5",
    "9" * 400, "~", "=",
)  # fmt: skip
#: Values that no plan should hold, and some that it may.
NASTY_VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 90, 180, 360, 1e-9, 1e9, 1e308, -1e308, 10**40, float("nan"), float("inf"),
    "", " ", "x", "é" * 200, "<b>&amp;</b>", "=1+1", "[red]x[/red]", "\x1b[31m", "../../etc/passwd",
    "12' 6\"", "1 m", "NaN", "yes", "2026-02-30", "2026-01-01", [], {}, [[]], [0], [0, 0], [[0, 0], [0, 0]],
    {"a": 1}, [1, "a", None], [[0, 0], [10, 10], [10, 0], [0, 10]], [[0, 0], [5, 0], [5, 5]],
    {"at": [0, 0], "size": [3, 3]},
    "toilet", "public", "N", "fixed", "ptz", "multi", "panoramic", "frosted", "clear", "door", "window",
)  # fmt: skip


def spoil_text(text: bytes, chance: random.Random) -> bytes:
    """The bytes of a file with one to five cuts, copies, swaps or insertions."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        text = chance.choice(_TEXT_WAYS)(text, chance)
    return text


def _cut(text: bytes, chance: random.Random) -> bytes:
    a, b = _span(text, chance)
    return text[:a] + text[b:]


def _double(text: bytes, chance: random.Random) -> bytes:
    a, b = _span(text, chance)
    return text[:b] + text[a:b] * chance.choice((1, 1, 2, 40)) + text[b:]


def _move(text: bytes, chance: random.Random) -> bytes:
    a, b = _span(text, chance)
    rest = text[:a] + text[b:]
    at = chance.randint(0, len(rest))
    return rest[:at] + text[a:b] + rest[at:]


def _insert(text: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(NASTY_TEXT).encode("utf-8", "surrogatepass") + text[at:]


def _flip(text: bytes, chance: random.Random) -> bytes:
    if not text:
        return text
    at = chance.randrange(len(text))
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def _end(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randint(0, len(text))]


def _line(text: bytes, chance: random.Random) -> bytes:
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return text
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], chance.choice((lines[a], lines[b], b"", b"  " + lines[a]))
    return b"".join(lines)


_TEXT_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _double, _move, _insert, _insert, _flip, _end, _line, _line,
)  # fmt: skip


def _span(text: bytes, chance: random.Random) -> tuple[int, int]:
    a = chance.randint(0, len(text))
    return a, min(len(text), a + chance.choice((1, 2, 5, 20, 200)))


# --- values -----------------------------------------------------------------------------------------------


def paths_of(value: object, at: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every value within a value, at every depth."""
    inner: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        inner = iter(value.items())
    elif isinstance(value, list):
        inner = iter(enumerate(value))
    for key, one in inner:
        yield (*at, key)
        yield from paths_of(one, (*at, key))


def spoil_values(plan: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """A plan in plain values with one to four of them replaced, nudged, taken out, doubled or swapped."""
    out: dict[str, Any] = copy.deepcopy(dict(plan))
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        paths = list(paths_of(out))
        if not paths:
            return out
        chance.choice(_VALUE_WAYS)(out, paths, chance)
    return out


def _holder(plan: Any, path: KeyPath) -> Any:
    for step in path[:-1]:
        plan = plan[step]
    return plan


def _replace(plan: Any, paths: list[KeyPath], chance: random.Random) -> None:
    path = chance.choice(paths)
    _holder(plan, path)[path[-1]] = copy.deepcopy(chance.choice(NASTY_VALUES))


def _nudge_figure(plan: Any, paths: list[KeyPath], chance: random.Random) -> None:
    """Move a figure by a little, to where things touch, or by much."""
    figures = [p for p in paths if type(_holder(plan, p)[p[-1]]) in (int, float) and p != ("offcamera",)]
    if not figures:
        return
    path = chance.choice(figures)
    by = chance.choice((1e-9, 1e-4, 0.001, 0.0011, 0.01, 0.1, 0.1, 0.5, 0.5, 1, 1, 2, 7, 45, 90, 180, 1000))
    _holder(plan, path)[path[-1]] += by * chance.choice((-1, 1))


def _take_out(plan: Any, paths: list[KeyPath], chance: random.Random) -> None:
    path = chance.choice(paths)
    del _holder(plan, path)[path[-1]]


def _swap(plan: Any, paths: list[KeyPath], chance: random.Random) -> None:
    a, b = chance.choice(paths), chance.choice(paths)
    value = copy.deepcopy(_holder(plan, b)[b[-1]])
    _holder(plan, a)[a[-1]] = value


def _copy_item(plan: Any, paths: list[KeyPath], chance: random.Random) -> None:
    """One thing of a list once more, with another id half of the time."""
    lists = [p for p in paths if isinstance(p[-1], int)]
    if not lists:
        return
    path = chance.choice(lists)
    item = copy.deepcopy(_holder(plan, path)[path[-1]])
    if isinstance(item, dict) and "id" in item and chance.random() < 0.5:
        item["id"] = f"x{chance.randrange(1000)}"
    _holder(plan, path).append(item)


_VALUE_WAYS: tuple[Callable[[Any, list[KeyPath], random.Random], None], ...] = (
    _replace, _nudge_figure, _nudge_figure, _nudge_figure, _nudge_figure, _take_out, _swap, _copy_item,
)  # fmt: skip
