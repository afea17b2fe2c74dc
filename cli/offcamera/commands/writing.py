"""Files that commands write: whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from offcamera.errors import Fault, Misused

#: How a file begins that offcamera wrote itself, and may write again. A plan is never among them: people
#: edit those.
_OURS = (
    b'{\n  "offcamera_report"',
    b'{"offcamera_report"',
    b'{"offcamera_baseline"',
    b'{\n  "offcamera_diff"',
    b"metres in the frame of the plan",
    b'"oc-title"',
    b",offcamera id\r\n",
    b"<!-- offcamera report -->",
    b"title=offcamera",
)


#: How a draft of waivers begins: offcamera wrote it, but people fill it in.
_DRAFT = b"# Waivers for offcamera."
_FILLED_IN = "the waivers that offcamera drafted in it may have been filled in since"


def check_target(path: Path | None, *, force: bool = False) -> None:
    """Look whether a file may be written, before the work is done that it is to hold; None: no file.

    Raises ``Misused`` where a file that offcamera did not write is in the way and ``force`` is not given,
    and where there is a folder in its place, or none around it.
    """
    if path is None or str(path) == "-":
        return
    if path.is_dir():
        raise Misused([Fault("this is a folder; name a file in it", str(path))])
    if not path.parent.is_dir():
        raise Misused([Fault("there is no such folder", str(path))])
    if path.is_file() and not force and not _is_ours(path):
        drafted = _DRAFT in _head_of(path)
        says = "the file is there already, and " + (_FILLED_IN if drafted else "offcamera did not write it")
        raise Misused([Fault(says, str(path), help="choose another name, or replace it: --force")])


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all.

    Raises ``Misused`` where ``check_target`` does, and where the disk will not take it.
    """
    check_target(path, force=force)
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device or a pipe: nothing to lose, nothing to rename
        return
    _replace(path.resolve(), [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece, whole or not at all; ``check_target`` is asked beforehand."""
    _replace(path.resolve(), pieces)


def _is_ours(path: Path) -> bool:
    head = _head_of(path)
    return any(mark in head for mark in _OURS)


def _head_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(600)


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as stream:
            stream.writelines(pieces)
        partial.replace(path)
    except OSError as error:
        says = f"the file cannot be written: {error.strerror or error}"
        raise Misused([Fault(says, str(path))]) from error
    finally:
        partial.unlink(missing_ok=True)
