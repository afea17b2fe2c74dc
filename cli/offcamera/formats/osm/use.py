"""What a room of a map is for: its tags and its label read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from offcamera.formats.osm.placed import clean_label
from offcamera.labels import read_label, read_tag
from offcamera.model.use import Reading, Status

#: Tags that only OpenStreetMap has, with the tag that says the same.
_ALIKE = {("stairs", "yes"): ("room", "stairs"), ("elevator", "yes"): ("room", "elevator")}
_KEYS_OF_LABELS = ("name", "ref", "alt_name", "level", "repeat_on")


@dataclass(frozen=True, slots=True)
class Use:
    """The label of a room, what the label alone is read as, and what counts."""

    label: str
    label_read: Reading
    reading: Reading


def read_use(tags: Mapping[str, str]) -> Use:
    """The use of a room: name, else ref, is its label; tags count first, and neither undoes the other.

    Where tag and label name different uses, both hold: a corridor called "Umkleide" is a changing room too.
    """
    label = clean_label(tags.get("name") or tags.get("ref") or "")
    label_read = read_label(label, {}, None)
    return Use(label, label_read, join_readings(_read_tags(tags), label_read))


def _read_tags(tags: Mapping[str, str]) -> Reading | None:
    joined: Reading | None = None
    for key, value in tags.items():
        reading = None if key in _KEYS_OF_LABELS else read_tag(*_ALIKE.get((key, value), (key, value)))
        if reading and (key, value) in _ALIKE:
            reading = replace(reading, why=f"tag:{key}={value}")
        if reading and reading.status != "unknown":
            joined = reading if joined is None else join_readings(joined, reading)
    return joined


def join_readings(first: Reading | None, second: Reading) -> Reading:
    """Two readings of one room as one, the first said more surely; no use that is known gets lost.

    An ambiguous reading is settled by a known one that is among its candidates; otherwise each of its
    candidates is taken to hold, which protects whichever it is.
    """
    if first is None or first.status == "unknown":
        return second
    if second.status == "unknown" or set(second.uses) <= set(first.uses):
        return first
    settled = (first, second) if first.status == "known" else (second, first)
    if settled[0].status == "known" and settled[1].status == "ambiguous" and _meet(*settled):
        return Reading("known", settled[0].uses, settled[0].why)
    uses = tuple(dict.fromkeys((*first.uses, *second.uses)))
    status: Status = "known" if "known" in (first.status, second.status) else "ambiguous"
    return Reading(status, uses, f"{first.why}; {second.why}")


def _meet(one: Reading, other: Reading) -> bool:
    return bool(set(one.uses) & set(other.uses))
