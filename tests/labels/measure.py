"""How well labels of real plans are read: ``python tests/labels/measure.py FILE.csv [--wrong]``.

The file has the columns label, language, category and also_accept (answers that are not wrong either, ";"
between them). The categories are those of ``MEANS``, "not_prohibited" and "ambiguous".
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from offcamera.labels import is_private, read_label
from offcamera.model.use import Reading

MEANS = {
    "guest_room": {"guest-room"},
    "bath_shower": {"bath", "shower", "sauna"},
    "toilet": {"toilet"},
    "changing_room": {"changing", "fitting", "locker-room"},
    "nursing_room": {"nursing"},
    "dormitory": {"dorm-room"},
    "bedroom_private": {"bedroom"},
    "medical_exam": {"medical-exam", "patient-room", "physio", "operating", "first-aid"},
}
HARMLESS = "not_prohibited"


@dataclass(frozen=True, slots=True)
class Judged:
    """One label: what a careful person says, and whether the reading amounts to it."""

    label: str
    language: str
    category: str
    reading: Reading
    right: bool
    faults: frozenset[str]


def read_rows(file: Path) -> Iterator[Judged]:
    """Every row of a file of labels, read and judged."""
    with file.open(encoding="utf-8", newline="") as lines:
        yield from map(judge, csv.DictReader(lines))


def judge(row: dict[str, str]) -> Judged:
    """One row, read in all languages and without a venue.

    grave: a private room read as a harmless one; alarm: a harmless room read as a private one; open: left
    unknown or ambiguous though a person would know, and would not call it ambiguous.
    """
    reading = read_label(row["label"])
    fine = {row["category"], *filter(None, row["also_accept"].split(";"))}
    found = answers(reading)
    right = bool(found & fine)
    faults = {
        "grave": HARMLESS in found and row["category"] in MEANS and HARMLESS not in fine,
        "alarm": row["category"] == HARMLESS and not found & {*fine, "ambiguous"},
        "open": row["category"] != "ambiguous" and "ambiguous" in found and not right,
    }
    return Judged(
        row["label"],
        row["language"],
        row["category"],
        reading,
        right,
        frozenset(k for k in faults if faults[k]),
    )


def answers(reading: Reading) -> set[str]:
    """The categories that a reading amounts to; an unknown room is asked about, as an ambiguous one."""
    if reading.status == "unknown":
        return {"unknown", "ambiguous"}
    private = {use for use in reading.uses if is_private(use)}
    if not private:
        return {HARMLESS}
    if reading.status == "ambiguous":
        return {"ambiguous"}
    return {category for category, uses in MEANS.items() if uses & private} or {"ambiguous"}


def count(rows: Iterator[Judged]) -> dict[str, Counter[str]]:
    """By language, and for all: labels, harmless ones, those a person would know, and each fault."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen = {"labels": True, "harmless": row.category == HARMLESS, "known": row.category != "ambiguous"}
        for language in (row.language, "all"):
            counted[language].update([name for name, holds in seen.items() if holds])
            counted[language].update(row.faults)
    return counted


def _line(language: str, c: Counter[str]) -> str:
    alarms, left = c["alarm"] / (c["harmless"] or 1), c["open"] / (c["known"] or 1)
    return f"{language:<8} {c['labels']:>6} {c['grave']:>6} {alarms:>8.1%} {left:>8.1%}"


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a private room was read as a harmless one."""
    rows = list(read_rows(Path(arguments[0])))
    counted = count(iter(rows))
    print(f"{'language':<8} {'labels':>6} {'grave':>6} {'alarms':>8} {'open':>8}")
    for language in sorted(counted, key=lambda name: (name == "all", name)):
        print(_line(language, counted[language]))
    for row in rows if "--wrong" in arguments else []:
        if row.faults:
            print(*sorted(row.faults), row.language, repr(row.label), row.category, row.reading, sep="  ")
    return 1 if counted["all"]["grave"] else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
