"""What was found before, and what a report is when it is set against that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from offcamera.findings.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that were there when it was made, site by site; ``print`` tells its content apart."""

    file: str
    sites: tuple[Snapshot, ...] = ()
    print: str = ""

    def find(self, site: str, revision: str, file: str) -> Snapshot | None:
        """What it holds of a site: by its name; of several by revision, then by file; None: nothing.

        Where more than one is left nothing says which, and the site counts as one that it does not hold.
        """
        found = [one for one in self.sites if one.site == site]
        narrower: tuple[Callable[[Snapshot], bool], ...] = (
            lambda one: one.revision == revision,
            lambda one: one.file == file,
        )
        for is_it in narrower:
            if len(found) > 1:
                found = [one for one in found if is_it(one)]
        return found[0] if len(found) == 1 else None
