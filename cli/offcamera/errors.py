"""The one family of errors: what is wrong, where, and what to do next; and the exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command; where several apply, the highest wins."""

    CLEAR = 0  #: answered; nothing at or above the level asked for
    FINDINGS = 1  #: something was found
    NOT_AUDITED = 2  #: wrong usage, or any input that could not be audited
    FAULT = 3  #: a fault of our own
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file, where it stands, and what to do.

    ``line`` and ``column`` count from 1; 0 means that the file has none.
    """

    says: str
    file: str = ""
    line: int = 0
    column: int = 0
    thing: str = ""
    help: str = ""

    @property
    def at(self) -> str:
        """``file:line:column``, as far as it is known."""
        parts = [self.file or "-", *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class OffcameraError(Exception):
    """Something that the user can put right: carries every fault at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{f.at}: {f.says}" for f in faults))
        self.faults = tuple(faults)


class Refused(OffcameraError):
    """A file that cannot be understood, so that it is not audited."""


class Misused(OffcameraError):
    """A command or a setting that does not make sense."""
