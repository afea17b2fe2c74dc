"""JSON lines that are written as the plans come, so that a run that ends early can be taken up again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from offcamera.batch import Input, Question, Result, fingerprint
from offcamera.commands.screen import say
from offcamera.commands.writing import check_target, write_pieces
from offcamera.errors import Exit, Fault, Misused, Refused
from offcamera.findings.report import Run
from offcamera.report.jsonl import render_line
from offcamera.source import read_file

#: A plan by its name, the print of its content and that of its question.
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A line that is written already: where it stands, and how its plan came out."""

    file: Path
    at: int
    size: int
    exit: Exit

    def read(self) -> bytes:
        """The line itself."""
        with self.file.open("rb") as stream:
            stream.seek(self.at)
            return stream.read(self.size)


class LineWriter:
    """Writes a line a plan: to standard output as it comes, or to a file, in the order of the plans.

    A file gets its content whole, at the end; until then the lines are in a journal beside it, .NAME.part,
    from where ``resume`` takes them even when the program was killed. ``frame`` tells what counts.
    """

    def __init__(self, path: Path | None, frame: Run, language: str, *, force: bool, resume: bool) -> None:
        self._path, self._frame, self._language, self._force = path, frame, language, force
        known = frame.baseline.print if frame.baseline else ""
        self._more = (language, str(frame.fail_on), ",".join(frame.accept), known)
        self._prints: dict[Question, str] = {}
        self._journal: BinaryIO | None = None
        self._old: dict[_Key, Kept] = {}
        self._lines: list[Kept] = []
        if path is None:
            return
        check_target(path, force=force)
        self._part = path if _is_device(path) else path.with_name(f".{path.name}.part")
        if resume:
            found = [_read_lines(file) for file in (path, self._part) if file.is_file()]
            self._old = {key: kept for lines in found for key, kept in lines}
        self._journal = self._open("ab" if resume else "wb")

    def find(self, item: Input) -> Kept | None:
        """The line of an earlier run for the same plan, content and question."""
        if not self._old or item.data is None:
            return None
        return self._old.get(self._key(item))

    def keep(self, kept: Kept) -> None:
        """Take over a line of an earlier run."""
        self._lines.append(kept)

    def add(self, item: Input, result: Result, code: Exit) -> None:
        """Write the line of a plan; ``code`` is how it came out."""
        _, content, question = self._key(item)
        marks = {"file": item.file, "content": content, "question": question}
        line = render_line(result, self._frame, self._language, marks)
        if self._journal is None:
            say(line)
            return
        at = self._journal.tell()
        self._journal.write(line)
        self._journal.flush()
        self._lines.append(Kept(self._part, at, len(line), code))

    def close(self) -> None:
        """Put the lines in their order into the file, whole or not at all."""
        if self._journal is None or self._path is None:
            return
        self._journal.close()
        if self._part != self._path:
            write_pieces(self._path, (kept.read() for kept in self._lines))
            self._part.unlink(missing_ok=True)

    def _open(self, mode: str) -> BinaryIO:
        try:
            stream = cast("BinaryIO", self._part.open(mode))
            if stream.tell() and not _ends_a_line(self._part):
                stream.write(b"\n")  # the last line was cut off
            return stream
        except OSError as error:
            says = f"the file cannot be written: {error.strerror or error}"
            raise Misused([Fault(says, str(self._part))]) from error

    def _key(self, item: Input) -> _Key:
        question = item.question
        if question is None or item.data is None:
            return item.file, "", ""
        if question not in self._prints:
            self._prints[question] = fingerprint(question, *self._more)
        return item.file, hashlib.sha256(item.data).hexdigest(), self._prints[question]


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _ends_a_line(file: Path) -> bool:
    with file.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read() == b"\n"


def _read_lines(file: Path) -> Iterator[tuple[_Key, Kept]]:
    at = 0
    with file.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n") and (found := _read_marks(line)):
                yield found[0], Kept(file, at, len(line), found[1])
            at += len(line)


def _read_marks(line: bytes) -> tuple[_Key, Exit] | None:
    try:
        said = json.loads(line)
        if not said["sites"]:
            return None  # what could not be audited is tried again
        return (said["file"], said["content"], said["question"]), Exit(said["exit"])
    except (ValueError, KeyError, TypeError):
        return None


def load(item: Input) -> Input:
    """An input with its bytes, so that what is audited is what its line speaks of."""
    if item.data is not None:
        return item
    try:
        path = Path(item.file)
        return Input(item.file, read_file(path) if path.is_file() else None, item.question)
    except Refused:
        return item
