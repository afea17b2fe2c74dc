"""Which settings file counts for a plan: the nearest one upward, within its repository."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from offcamera.errors import Fault, Misused, Refused
from offcamera.settings.read import read_settings
from offcamera.settings.settings import Settings
from offcamera.source import read_file

#: In each folder in this order; a pyproject.toml without [tool.offcamera] is passed by.
_NAMES = ("offcamera.toml", "pyproject.toml")
_OURS = b"tool.offcamera"
#: No settings file is larger (bytes).
_LARGEST = 1_000_000


class SettingsBook:
    """The settings of every plan of a run; each file is read once.

    ``config`` is the one file that counts for all of them; without ``search`` there is none.
    Raises ``Misused`` where ``config`` is not there, ``Refused`` where it is wrong.
    """

    def __init__(
        self, config: Path | None = None, *, search: bool = True, languages: Sequence[str] = ("en",)
    ) -> None:
        self._languages = languages
        self._search = search and config is None
        self._known: dict[Path, Settings | Refused] = {}
        self._of_folder: dict[Path, Settings | Refused] = {}
        self._all = Settings() if config is None else self._read_named(config)

    def of_plan(self, file: str) -> Settings:
        """The settings of a plan; those of standard input are the current folder's.

        Raises ``Refused`` where they are wrong.
        """
        return self.of_folder(Path() if file == "-" else Path(file).parent)

    def of_folder(self, folder: Path) -> Settings:
        """The settings of a folder; raises ``Refused`` where they are wrong."""
        if not self._search:
            return self._all
        if folder not in self._of_folder:
            self._of_folder[folder] = self._find(folder)
        found = self._of_folder[folder]
        if isinstance(found, Refused):
            raise found
        return found

    def _find(self, start: Path) -> Settings | Refused:
        for folder in _upward(start):
            for name in _NAMES:
                path = folder / name
                if path.is_file() and (found := self._read(path)) is not None:
                    return found
        return Settings()

    def _read(self, path: Path) -> Settings | Refused | None:
        """The settings of a file, or why there are none; None: it is a pyproject.toml about other things."""
        if path not in self._known:
            try:
                data = read_file(path, _LARGEST)
                if path.name == "pyproject.toml" and _OURS not in data.replace(b" ", b"").replace(b'"', b""):
                    return None
                self._known[path] = read_settings(data, _short(path), self._languages)
            except Refused as refused:
                self._known[path] = refused
        return self._known[path]

    def _read_named(self, config: Path) -> Settings:
        if not config.is_file():
            raise Misused([Fault("there is no such settings file", str(config))])
        return read_settings(read_file(config, _LARGEST), str(config), self._languages)


def _upward(start: Path) -> Iterator[Path]:
    """The folder and those above it, up to the top of the repository, or of the disk."""
    real = start.resolve()
    for folder in (real, *real.parents):
        yield folder
        if (folder / ".git").exists():
            return


def _short(path: Path) -> str:
    """A path as a person would write it from the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another disk
        return str(path)
