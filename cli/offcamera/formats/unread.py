"""Files that are known but not read: each explains itself in a sentence, with the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from offcamera.errors import Fault

_BY_HAND = "draw its rooms in a plan of your own: offcamera init"


@dataclass(frozen=True, slots=True)
class Unread:
    """A kind of file that cannot be audited: how it looks, what it is, and what to do instead."""

    looks: Callable[[str, bytes], bool]
    says: str
    help: str


def _begins(*marks: bytes) -> Callable[[str, bytes], bool]:
    return lambda _, data: data.startswith(marks)


def _ends(*suffixes: str) -> Callable[[str, bytes], bool]:
    return lambda suffix, _: suffix in suffixes


def _either(*tests: Callable[[str, bytes], bool]) -> Callable[[str, bytes], bool]:
    return lambda suffix, data: any(test(suffix, data) for test in tests)


#: Magic numbers are those of the formats' own specifications; the first row that matches speaks.
UNREAD: tuple[Unread, ...] = (
    Unread(
        lambda _, data: not data.strip(),
        "the file is empty",
        "write a first plan: offcamera init",
    ),
    Unread(
        _begins(b"version https://git-lfs.github.com/spec/"),
        "this is a pointer of Git LFS, not the file itself",
        "fetch the file: git lfs pull",
    ),
    Unread(
        _either(_begins(b"%PDF-"), _ends(".pdf")),
        "a PDF is a picture of a plan: nothing in it says what is a wall, a room or a camera",
        "ask the designer for the drawing it was printed from, or " + _BY_HAND,
    ),
    Unread(
        _either(
            _begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
            _ends(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".heic"),
        ),
        "a picture of a plan cannot be audited: nothing in it says what is a wall, a room or a camera",
        "lay it under a plan of your own (background: {image: …}) and " + _BY_HAND,
    ),
    Unread(
        _either(_begins(b"AC10"), _ends(".dwg")),
        "DWG is not read yet",
        _BY_HAND,
    ),
    Unread(
        _either(_begins(b"ISO-10303-21;"), _ends(".ifc", ".ifczip", ".ifcxml")),
        "IFC is not read yet",
        _BY_HAND,
    ),
    Unread(
        _either(_begins(b"AutoCAD Binary DXF"), _ends(".dxf")),
        "DXF is not read yet",
        _BY_HAND,
    ),
    Unread(
        _either(_begins(b"PK\x03\x04", b"PK\x05\x06"), _ends(".zip", ".imdf", ".xlsx", ".docx")),
        "a zip archive (IMDF and others) is not read yet",
        "unpack it, or " + _BY_HAND,
    ),
    Unread(
        lambda _, data: b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")),
        "this is no text, so it is no plan",
        "name the plan's own file",
    ),
)


def why_unread(file: str, data: bytes) -> Fault | None:
    """Say in one sentence why this file cannot be read, or None where a reader may try."""
    suffix = Path(file).suffix.lower()
    row = next((u for u in UNREAD if u.looks(suffix, data)), None)
    return Fault(row.says, file, help=row.help) if row else None
