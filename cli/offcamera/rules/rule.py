"""What a rule is, and what it is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Protocol

from offcamera.findings.finding import Answer

if TYPE_CHECKING:  # a site brings the kernel, which a table of rules does not need
    from offcamera.rules.sighting import Site


class Rule(Protocol):
    """A module with four names: its id, what it counts, its parameters, and the question."""

    ID: str
    LOOKS_AT: str  #: the kind of thing that is counted
    __doc__: str | None
    Params: Any  #: a frozen dataclass of the parameters, each with its default

    def check(self, site: Site, params: Any) -> Iterator[Answer]:
        """Answer for each thing looked at: pass, fail, conditional or unknown, in figures and names."""


def params_of(rule: Rule, given: Mapping[str, object]) -> Any:
    """The parameters of a rule as a clause gives them; lists become tuples, the rest keeps its default.

    A name that the rule does not have raises ``TypeError``: packs are checked before they come here.
    """
    known = {f.name for f in fields(rule.Params)}
    if unknown := set(given) - known:
        raise TypeError(f"{rule.ID} has no parameter {sorted(unknown)}")
    return rule.Params(**{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})
