"""Which plans are meant: files, folders that are searched, globs, and standard input."""

from __future__ import annotations

import contextlib
import glob
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from offcamera.batch import Input
from offcamera.errors import Fault, Misused, OffcameraError, Refused
from offcamera.findings.report import NotAudited
from offcamera.formats.native import is_native, looks_like_plan
from offcamera.settings import SettingsBook
from offcamera.source import read_file, read_source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Endings of the files of a folder that may hold a plan.
_PLAN_SUFFIXES = (".yaml", ".yml", ".json")
#: The key of a plan at the left margin: it is no plan's inner key, and saves reading the file twice.
_TOP_KEY = re.compile(rb"""^["']?offcamera["']?[ \t]*:""", re.MULTILINE)
_LOOKALIKE = "it looks like a plan but does not say so"


@dataclass(frozen=True, slots=True)
class Found:
    """What the words on the command line stand for; ``skipped`` counts files of folders that are no plans."""

    inputs: tuple[Input | NotAudited, ...]
    skipped: int


@dataclass(slots=True)
class _Search:
    exclude: GitIgnoreSpec | None
    allow_empty: bool
    book: SettingsBook | None = None
    settled: _Ignore | None = None
    seen: set[Path] = field(default_factory=set)
    skipped: int = 0

    def expand(self, word: str) -> Iterator[Input | NotAudited]:
        """What one word stands for."""
        path = Path(word)
        if word == "-":
            yield Input("-", sys.stdin.buffer.read())
        elif not word:
            yield _not_audited("''", "the name is empty", "write . for the folder that you are in")
        elif path.is_dir():
            yield from self.folder(path)
        elif not path.exists() and glob.has_magic(word):
            yield from self.pattern(word)
        elif self.is_new(path):
            yield Input(word)

    def is_new(self, path: Path) -> bool:
        """Is this the first time that the file is met, under whatever name?"""
        real = path.resolve()
        is_new = real not in self.seen
        self.seen.add(real)
        return is_new

    def pattern(self, word: str) -> Iterator[Input | NotAudited]:
        """The files and folders that a glob matches, in order; one that matches nothing is not audited."""
        matches = sorted(glob.glob(word, recursive=True))  # noqa: PTH207  keeps the word's own root
        if not matches:
            yield _not_audited(word, "no file matches", "check the pattern, or name a folder")
        for match in matches:
            if not self.is_excluded(match):
                yield from self.expand(match)

    def folder(self, top: Path) -> Iterator[Input | NotAudited]:
        """The plans of a folder and of those in it; a folder without any is not audited."""
        self.settled = self.excluded_by_settings(top)
        met = list(self.walk(top, top, _ignored_above(top)))
        yield from met
        if not met and not self.allow_empty:
            hint = "write a first plan: offcamera init; or let empty folders by: --allow-empty"
            yield _not_audited(str(top), "there is no plan in this folder", hint)

    def walk(self, top: Path, folder: Path, ignores: Sequence[_Ignore]) -> Iterator[Input | NotAudited]:
        """Everything below a folder, sorted; each real folder once, so that links cannot go round."""
        if not self.is_new(folder):
            return
        ignores = [*ignores, *_ignore_file(folder)]
        for path in _entries(folder):
            if path.name.startswith(".") or self.is_left_out(top, path, ignores):
                continue
            if path.is_dir():
                yield from self.walk(top, path, ignores)
            elif path.is_file():
                yield from self.candidate(path)

    def is_left_out(self, top: Path, path: Path, ignores: Sequence[_Ignore]) -> bool:
        """Does ``--exclude`` or a ``.gitignore`` leave this out? The nearest file with an opinion decides."""
        slash = "/" if path.is_dir() else ""
        if self.is_excluded(path.relative_to(top).as_posix() + slash):
            return True
        if self.settled and self.settled.spec.match_file(_inside(path, self.settled.base) + slash):
            return True
        opinions = (i.spec.check_file(_inside(path, i.base) + slash).include for i in reversed(ignores))
        return next((o for o in opinions if o is not None), False)

    def is_excluded(self, path: str) -> bool:
        """Does ``--exclude`` leave this out?"""
        return self.exclude is not None and self.exclude.match_file(path)

    def excluded_by_settings(self, top: Path) -> _Ignore | None:
        """What the settings of a folder leave out, seen from where they stand."""
        try:
            settings = self.book.of_folder(top) if self.book else None
        except Refused:
            return None  # told with each plan
        if settings is None or not settings.exclude:
            return None
        return _Ignore(Path(settings.file).parent, _read_patterns(settings.exclude, settings.file))

    def candidate(self, path: Path) -> Iterator[Input | NotAudited]:
        """A file of a folder: a plan, something that wants to be one, or nothing to us."""
        answer = _judge(path) if path.suffix.lower() in _PLAN_SUFFIXES else None
        if answer is None:
            self.skipped += 1
        elif self.is_new(path):
            yield answer


@dataclass(frozen=True, slots=True)
class _Ignore:
    base: Path
    spec: GitIgnoreSpec


def find_inputs(
    words: Sequence[str],
    exclude: Iterable[str] = (),
    *,
    allow_empty: bool = False,
    book: SettingsBook | None = None,
) -> Found:
    """Expand the words of a command line, in their order; each file comes once.

    ``book``: settings that leave out files of folders too.
    """
    patterns = list(exclude)
    excluded = _read_patterns(patterns, "--exclude") if patterns else None
    search = _Search(excluded, allow_empty, book)
    inputs = [item for word in words for item in search.expand(word)]
    return Found(tuple(inputs), search.skipped)


def _is_pattern(line: str) -> bool:
    """Can a line of a ``.gitignore`` be read? One that cannot is passed by, as git does."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _read_patterns(lines: Iterable[str], where: str) -> GitIgnoreSpec:
    """Patterns of files to leave out; raises ``Misused`` for each that cannot be read."""
    from pathspec import GitIgnoreSpec

    patterns = list(lines)
    wrong = [pattern for pattern in patterns if not _is_pattern(pattern)]
    if wrong:
        hint = 'write it as in a .gitignore, for example "old/" or "*.draft.yaml"'
        raise Misused([Fault(f"this is no pattern of files: {w}", where, help=hint) for w in wrong])
    return GitIgnoreSpec.from_lines(patterns)


def _judge(path: Path) -> Input | NotAudited | None:
    try:
        data = read_file(path)
        if _TOP_KEY.search(data):
            return Input(str(path))  # read again when it is audited: a thousand plans need not be held
        value = read_source(data, str(path)).value
    except OffcameraError as error:
        return NotAudited(str(path), error.faults[0].says, error.faults)
    if is_native(value):
        return Input(str(path))
    if looks_like_plan(value):
        return _not_audited(
            str(path), _LOOKALIKE, "write offcamera: 1 at its top, or leave it out: --exclude"
        )
    return None


def _not_audited(file: str, says: str, hint: str) -> NotAudited:
    return NotAudited(file, says, (Fault(says, file, help=hint),))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _ignore_file(folder: Path) -> Iterator[_Ignore]:
    file = folder / ".gitignore"
    if file.is_file():
        from pathspec import GitIgnoreSpec

        with contextlib.suppress(OffcameraError):  # one that may not be read says nothing
            lines = read_file(file).decode("utf-8", errors="replace").splitlines()
            yield _Ignore(folder, GitIgnoreSpec.from_lines(filter(_is_pattern, lines)))


def _ignored_above(top: Path) -> list[_Ignore]:
    """The ``.gitignore`` files of the folders above, up to the top of the repository; none outside one."""
    above: list[_Ignore] = []
    for folder in top.resolve().parents if not (top / ".git").exists() else ():
        above = [*_ignore_file(folder), *above]
        if (folder / ".git").exists():
            return above
    return []


def _inside(path: Path, base: Path) -> str:
    real = path.parent.resolve() / path.name
    return real.relative_to(base.resolve()).as_posix() if real.is_relative_to(base.resolve()) else path.name
