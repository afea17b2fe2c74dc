"""Signs: the notice on the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from offcamera.model.place import Place, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A notice as the plan states it; lengths in metres, None: the plan does not say."""

    id: str
    at: Point
    height: float | None = None  #: of its centre
    facing: float | None = None  #: degrees clockwise from +y
    size: tuple[float, float] | None = None  #: width and height of the print
    text_height: float | None = None  #: of the capitals to be read
    pictogram: float | None = None  #: side of the pictogram
    double_sided: bool = False
    on: str | None = None  #: id of the leaf it hangs on, or wall, post, ceiling, glass, both-sides
    content: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    place: Place = Place()
