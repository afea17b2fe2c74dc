"""Files that only stand for the drawing."""

from __future__ import annotations

from offcamera.errors import Fault, Refused

_POINTER = b"version https://git-lfs"


def refuse_pointer(data: bytes, file: str) -> None:
    """Refuse the text that Git LFS leaves in place of a large file (its specification, version 1)."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_POINTER):
        says = "this is a Git LFS pointer, not the drawing itself"
        raise Refused(
            [
                Fault(
                    says, file, 1, 1, help="Run `git lfs pull` in its repository, or ask for the file itself."
                )
            ]
        )
