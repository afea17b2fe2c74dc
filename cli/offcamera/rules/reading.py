"""The parameters that every rule about reading signs shares."""

from __future__ import annotations

from dataclasses import dataclass

from offcamera.sight.scene.reading import Reading

#: Factors of the reading size where a clause gives none: text 200 (EN 1838 gives 100 to 200),
#: pictogram 40 (ISO 3864-2, h = D / 40).
FACTORS = {"text": 200.0, "pictogram": 40.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingParams:
    """How a sign is read.

    ``read``: text or pictogram; ``factor`` of its size (None: 200 or 40); ``max_angle`` off the axis
    (degrees); ``eye_heights`` (m), from every one of which the sign must be legible.
    """

    read: str = "text"
    factor: float | None = None
    max_angle: float = 75.0
    eye_heights: tuple[float, ...] = (1.55,)

    @property
    def reading(self) -> Reading:
        """How signs are read."""
        factor = FACTORS[self.read] if self.factor is None else self.factor
        return Reading(read=self.read, factor=factor, angle=self.max_angle, eyes=tuple(self.eye_heights))
