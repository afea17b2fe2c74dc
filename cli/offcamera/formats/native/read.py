"""The native plan, version 1: from bytes to a plan, with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from offcamera.errors import Fault, Refused
from offcamera.formats.native.build import build_plan, build_waivers
from offcamera.formats.native.entry import Entry, needed
from offcamera.formats.native.measures import Frame
from offcamera.formats.native.site import VERSION, FiledWaiverEntry, PlanEntry
from offcamera.formats.native.uses import LabelReader, Uses
from offcamera.formats.native.validate import validate
from offcamera.labels import USES
from offcamera.labels import read_label as read_label_of_house
from offcamera.model.plan import Plan
from offcamera.model.use import Reading
from offcamera.model.waiver import Waiver
from offcamera.source import MOST_FAULTS, Source, collector_paused, read_file, read_source
from offcamera.units import length_units

_LOOKS = ("levels", "rooms", "cameras")


def is_native(value: object) -> bool:
    """Whether plain values are a native plan: they have the key ``offcamera``."""
    return isinstance(value, Mapping) and "offcamera" in value


def looks_like_plan(value: object) -> bool:
    """Whether plain values look like a plan that lacks the key ``offcamera``."""
    return isinstance(value, Mapping) and not is_native(value) and any(key in value for key in _LOOKS)


def read_native(data: bytes | str, file: str, *, read_label: LabelReader | None = None) -> Plan:
    """A native plan from the bytes of its file, YAML or JSON; lengths in metres, angles in degrees.

    Raises Refused with every fault at once, each with line and column.
    """
    with collector_paused():
        source = read_source(data, file)
        _refuse_foreign(source)
        entry, notes = validate(source, PlanEntry, _frame_of(source.value))
        if entry is None:
            raise Refused(_in_order(notes.faults))
        uses = Uses(read_label or _read_label, frozenset(USES), entry.labels or {}, entry.venue)
        plan = build_plan(entry, notes, uses)
        if notes.faults:
            raise Refused(_in_order(notes.faults))
        return plan


def _read_label(text: str, own: Mapping[str, str], venue: str | None) -> Reading:
    return read_label_of_house(text, own, venue)


def _in_order(faults: list[Fault]) -> list[Fault]:
    """The faults as they stand in the file; of a hostile number only the first, and that there are more."""
    ordered = sorted(faults, key=lambda fault: (fault.line or 10**9, fault.column))
    if len(ordered) <= MOST_FAULTS:
        return ordered
    return [*ordered[:MOST_FAULTS], Fault("there are more faults than these", faults[0].file)]


def _refuse_foreign(source: Source) -> None:
    value = source.value
    if is_native(value):
        return
    says = "this is no plan: it lacks the key offcamera"
    if looks_like_plan(value):
        says = "this looks like a plan, but lacks the key offcamera"
    elif value is None:
        says = "the file is empty"
    raise Refused([source.fault((), says, hint=f"Begin it with offcamera: {VERSION}")])


def _frame_of(value: object) -> Frame:
    """The unit and north of a plan before anything else of it is read; a wrong one is told later."""
    said = value if isinstance(value, Mapping) else {}
    unit, north = said.get("units"), said.get("north")
    is_angle = isinstance(north, int | float) and not isinstance(north, bool) and abs(north) <= 360
    return Frame(
        unit if isinstance(unit, str) and unit in length_units() else "m",
        float(north) if is_angle and isinstance(north, int | float) else 0.0,
    )


class _WaiverFile(Entry):
    """A file of waivers alone."""

    waivers: tuple[FiledWaiverEntry, ...] = needed("Findings that were accepted.")


def read_waivers(data: bytes | str, file: str) -> tuple[Waiver, ...]:
    """The waivers of a file that holds ``waivers:`` alone; raises Refused with every fault at once."""
    source = read_source(data, file)
    entry, notes = validate(source, _WaiverFile, Frame())
    if notes.faults or entry is None:
        raise Refused(_in_order(notes.faults))
    return build_waivers(entry.waivers, notes)


def load_waivers(file: str) -> tuple[Waiver, ...]:
    """The waivers of a file by name, read once while it stays as it is; raises Refused if wrong."""
    path = Path(file)
    if not path.is_file():
        hint = "check --draft-waivers writes one"
        raise Refused([Fault("there is no such file of waivers", file, help=hint)])
    state = path.stat()
    return _load_waivers(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _load_waivers(file: str, _time: int, _size: int) -> tuple[Waiver, ...]:
    return read_waivers(read_file(Path(file)), file)
