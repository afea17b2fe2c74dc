"""Bytes to text: size, encoding and the characters that no plan may hold."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from offcamera.errors import Fault, Refused
from offcamera.source.position import MOST_FAULTS, Lines

#: A file larger than this is refused after reading just so much of it (bytes).
LARGEST = 50_000_000

# What YAML 1.2 calls non-printable, less the byte order mark; lone surrogates cannot be written out again.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file, at most ``largest`` of them.

    Raises Refused when the file is larger (only ``largest`` + 1 bytes are read) or cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except OSError as problem:
        raise Refused([Fault(f"cannot be read: {problem.strerror or problem}", str(path))]) from problem
    _refuse_large(len(data), str(path), largest)
    return data


def decode_text(data: bytes | str, file: str) -> str:
    """Text of a UTF-8 file without its byte order mark.

    Raises Refused with line and column for bytes that are not UTF-8 and for control characters.
    """
    _refuse_large(len(data), file, LARGEST)
    text = data if isinstance(data, str) else _decode(data, file)
    text = text.removeprefix("\ufeff")
    faults = _control_faults(text, file)
    if faults:
        raise Refused(faults)
    return text


def _refuse_large(size: int, file: str, largest: int) -> None:
    if size > largest:
        says = f"is larger than {largest // 1_000_000} MB, the most that is read"
        raise Refused([Fault(says, file, help="Split the site into several plans.")])


def _decode(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused([Fault("is UTF-16, not UTF-8", file, 1, 1, help="Save it as UTF-8.")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8").removeprefix("\ufeff")
        line, column = Lines(before).at(len(before))
        says = f"byte 0x{data[problem.start]:02x} is not UTF-8"
        raise Refused([Fault(says, file, line, column, help="Save the file as UTF-8.")]) from problem


def _control_faults(text: str, file: str) -> list[Fault]:
    lines = Lines(text)
    faults: list[Fault] = []
    for match in _FORBIDDEN.finditer(text):
        line, column = lines.at(match.start())
        faults.append(Fault(f"{_character_name(match[0])} is not allowed", file, line, column))
        if len(faults) == MOST_FAULTS:
            break
    return faults


def _character_name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"the NUL character ({code})" if character == "\0" else f"the control character {code}"
