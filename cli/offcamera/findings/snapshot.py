"""What is kept of the audit of a site, so that a later one can be set against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from offcamera.findings.change import Kept
from offcamera.findings.spot import Spots


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A site by its name, where its things are, on what terms it was audited, and what was found.

    ``asked`` has a print of how each clause was asked, ``terms`` what else an answer depends on, by name.
    ``whole``: it has the place of everything, not only of what findings name.
    """

    site: str
    file: str
    path: str = ""  #: below the folder that was named; empty where none was
    revision: str = ""
    as_of: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    spots: Spots = field(default_factory=dict)
    findings: tuple[Kept, ...] = ()
    whole: bool = True
