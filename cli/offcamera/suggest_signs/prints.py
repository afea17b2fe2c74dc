"""The notices that are tried: sizes of paper, with capitals as large as a notice leaves room for."""

from __future__ import annotations

from dataclasses import dataclass

from offcamera.model.sign import Sign
from offcamera.rules.sign_before_capture import Params
from offcamera.suggest_signs.spots import Spot

#: Height of the centre of a proposed sign (m): the middle of the sign design guide's 1.4 to 1.7 m.
HEIGHT = 1.55


@dataclass(frozen=True, slots=True)
class Print:
    """A print that is tried: its name, width and height (m), and the height of its capitals (m)."""

    name: str
    size: tuple[float, float]
    text: float

    def reading_size(self, params: Params) -> float:
        """What is read of it (m): its capitals, or a pictogram of four fifths of its width."""
        return self.text if params.read == "text" else 0.8 * self.size[0]

    def reach(self, params: Params) -> float:
        """From how far it is read head-on (m)."""
        return self.reading_size(params) * params.reading.factor


#: ISO 216 sizes upright, smallest first; capitals as large as a notice of some six lines leaves room for.
PRINTS = (
    Print("A4", (0.210, 0.297), 0.015),
    Print("A3", (0.297, 0.420), 0.022),
    Print("A2", (0.420, 0.594), 0.030),
    Print("A1", (0.594, 0.841), 0.045),
    Print("A0", (0.841, 1.189), 0.060),
)


def hang(spot: Spot, print_: Print, params: Params) -> Sign:
    """A sign of a print in a place; one on a post is printed on both sides (plan, m)."""
    return Sign(
        id="new",
        at=spot.at,
        height=HEIGHT,
        facing=spot.facing,
        size=print_.size,
        text_height=print_.text,
        pictogram=None if params.read == "text" else round(print_.reading_size(params), 3),
        on="post" if spot.post else None,
        double_sided=spot.post,
    )
