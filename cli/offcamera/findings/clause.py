"""A clause of a law, as a report prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from offcamera.findings.outcome import Outcome, Severity

#: The pack that always runs, whatever law is named.
HOUSE = "private-rooms"

#: A text in each language of the report, by language code; "en" is always there.
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """To whom a clause speaks; an empty tuple is everybody, and what a plan does not say is inside."""

    venue: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    device: Literal["any", "face-recognition"] = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: which rule asks it, with which parameters, how it weighs, and what the law says."""

    id: str
    pack: str
    rule: str | None  #: None: no rule asks it, ``because`` says why
    clause: str = ""
    source: str = ""
    verified: Literal["primary", "secondary", "recalled", ""] = ""
    reading: Literal["literal", "inferred"] = "literal"
    because: Literal["manual", "later"] | None = None
    severity: Mapping[Outcome, Severity] = field(default_factory=dict)
    applies: Applies = Applies()
    says: Words = field(default_factory=dict)
    advice: Words = field(default_factory=dict)
    penalty: Words = field(default_factory=dict)
    in_force: date | None = None  #: where the clause begins on another day than its pack
    until: date | None = None  #: the first day on which it holds no more, where that is not the pack's
    parameters: Mapping[str, object] = field(default_factory=dict)

    def is_in_force(self, day: date) -> bool:
        """Does the clause hold on a day? One without dates of its own holds as its pack does."""
        begun = self.in_force is None or self.in_force <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The clauses of one law, and how that law stands."""

    id: str
    title: Words
    family: str = ""
    status: Literal["in-force", "draft", "superseded", "guidance", "house"] = "house"
    in_force: date | None = None
    until: date | None = None
    by: str = ""
    source: str = ""
    clauses: tuple[Clause, ...] = ()
