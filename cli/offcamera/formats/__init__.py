"""Bytes to Plan: the table of formats, and the one door through which every plan comes in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from offcamera.errors import Fault, Refused
from offcamera.formats.unread import why_unread
from offcamera.source import read_file

if TYPE_CHECKING:
    from offcamera.model.plan import Plan


_COLLECTION = re.compile(rb'"type"\s*:\s*"FeatureCollection"')


@dataclass(frozen=True, slots=True)
class Format:
    """One row: the endings of its files, how its beginning looks, and where its reader lives.

    ``sniff`` is asked only where several rows share an ending, or where there is no ending (standard input).
    ``extra`` is the optional dependency that the reader needs; empty: none.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    module: str
    function: str
    extra: str = ""

    def read(self, data: bytes, file: str) -> Plan:
        """Read a plan; the module is imported only now, so that other formats cost nothing."""
        reader = cast("Callable[[bytes, str], Plan]", getattr(import_module(self.module), self.function))
        return reader(data, file)


def _is_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_geojson(data: bytes) -> bool:
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and _COLLECTION.search(data) is not None


#: Asked in this order; the native format takes what nobody else claims.
FORMATS: tuple[Format, ...] = (
    Format("osm", (".osm",), _is_xml, "offcamera.formats.osm", "read_osm_xml"),
    Format("geojson", (".geojson", ".json"), _is_geojson, "offcamera.formats.osm", "read_osm_geojson"),
    Format("native", (".yaml", ".yml", ".json"), lambda _: True, "offcamera.formats.native", "read_native"),
)


def read_plan(path: Path | str, data: bytes | None = None) -> Plan:
    """Read a plan from a file, or from ``data`` that goes by the name ``path`` (``-`` for standard input).

    Raises ``Refused`` with every fault at once when the file is missing, is of a kind that is not read, or
    cannot be understood.
    """
    file = path if isinstance(path, str) else str(path)
    content = _read_bytes(file) if data is None else data
    if (fault := why_unread(file, content)) is not None:
        raise Refused([fault])
    return _format_of(file, content).read(content, file)


def _read_bytes(file: str) -> bytes:
    path = Path(file)
    if path.is_dir():
        hint = "offcamera check searches folders for plans"
        raise Refused([Fault("this is a folder, not a plan", file, help=hint)])
    if not path.exists():
        hint = "check the name, or search its folder: offcamera check FOLDER"
        raise Refused([Fault("there is no such file", file, help=hint)])
    return read_file(path)


def _format_of(file: str, data: bytes) -> Format:
    suffix = Path(file).suffix.lower()
    rows = [f for f in FORMATS if suffix in f.suffixes]
    if rows or not suffix:
        return next((f for f in rows or FORMATS if f.sniff(data)), FORMATS[-1])
    raise Refused([_unknown_ending(file, suffix)])


def _unknown_ending(file: str, suffix: str) -> Fault:
    known = " ".join(sorted({s for f in FORMATS for s in f.suffixes}))
    return Fault(f"files that end in {suffix} are not read", file, help=f"a plan ends in one of {known}")
