"""What a settings file says; what it does not say is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from offcamera.findings.outcome import Outcome, Severity
from offcamera.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one file; ``file`` is empty where there is none.

    ``packs`` are ids, families, or files as they are found from the current folder. ``fail_on`` is a severity
    or ``never``. ``body`` is from where to where a person is seen (m); ``least_area`` in m²,
    ``least_density`` in px/m. ``places`` tells where each key stands, ``names`` where each name of a pack,
    rule or clause does.
    """

    file: str = ""
    packs: tuple[str, ...] | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severities: Mapping[str, Severity] | None = None
    labels: Mapping[str, str] | None = None
    body: tuple[float, float] | None = None
    least_area: float | None = None
    least_density: float | None = None
    fail_on: str | None = None
    accept: tuple[Outcome, ...] | None = None
    exclude: tuple[str, ...] | None = None
    language: str | None = None
    jobs: int | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, Place] = field(default_factory=dict)
