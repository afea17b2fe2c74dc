"""Degrees to metres: a flat frame about the middle of a site, x east and y north."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

from offcamera.errors import Fault, Refused
from offcamera.formats.osm.feature import LonLat
from offcamera.model.place import Point

# The ellipsoid of WGS 84 (NIMA TR8350.2, table 3.1): half the long axis (m), and the flattening.
_A = 6378137.0
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)
#: A site wider than this (m) is not drawn in degrees, or is a whole town: the flat frame is off by more
#: than 1 mm from some 7 km on.
WIDEST = 20_000.0

_Vector = tuple[float, float, float]


def _earth_centred(lon: float, lat: float) -> _Vector:
    """Earth-centred coordinates (m) of a place on the ellipsoid."""
    phi, lam = radians(lat), radians(lon)
    normal = _A / sqrt(1 - _E2 * sin(phi) ** 2)
    return (
        normal * cos(phi) * cos(lam),
        normal * cos(phi) * sin(lam),
        normal * (1 - _E2) * sin(phi),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """The plane that touches the ellipsoid at ``origin``: east, north, up (ENU).

    Source: B. Hofmann-Wellenhof et al., GNSS (2008), 8.2.1 and 8.3.2: with Δ the earth-centred difference,
    east = −sin λ Δx + cos λ Δy, north = −sin φ cos λ Δx − sin φ sin λ Δy + cos φ Δz. Against an azimuthal
    equidistant projection of the same ellipsoid it is off by less than 0.001 mm at 200 m, 0.004 mm at 1 km
    and 0.5 mm at 5 km; degrees times cos φ alone would be off by up to 6 mm at 200 m.
    """

    origin: LonLat

    def flat(self, place: LonLat) -> Point:
        """Metres east and north of the origin, to a tenth of a millimetre."""
        lam, phi = radians(self.origin[0]), radians(self.origin[1])
        x0, y0, z0 = _earth_centred(*self.origin)
        x, y, z = _earth_centred(*place)
        dx, dy, dz = x - x0, y - y0, z - z0
        east = cos(lam) * dy - sin(lam) * dx
        north = cos(phi) * dz - sin(phi) * (cos(lam) * dx + sin(lam) * dy)
        return round(east, 4) + 0.0, round(north, 4) + 0.0

    def flats(self, places: Iterable[LonLat]) -> tuple[Point, ...]:
        """Metres of several places."""
        return tuple(self.flat(place) for place in places)


def frame_about(places: Sequence[LonLat], file: str) -> Frame:
    """The frame in the middle of the box round all places.

    Raises Refused when a place is no longitude and latitude, or the site is wider than ``WIDEST``.
    """
    if not places:
        return Frame((0.0, 0.0))
    _refuse_figures(places, file)
    first = places[0][0]
    east = [(lon - first + 180.0) % 360.0 - 180.0 for lon, _ in places]
    north = [lat for _, lat in places]
    lon = (first + (min(east) + max(east)) / 2 + 180.0) % 360.0 - 180.0
    frame = Frame((lon, (min(north) + max(north)) / 2))
    half = max(
        hypot(*frame.flat((first + e, n))) for e in (min(east), max(east)) for n in (min(north), max(north))
    )
    if half > WIDEST / 2:
        says = f"the site is {2 * half / 1000:.0f} km across: not degrees, or more than one site"
        raise Refused([Fault(says, file, help=_ADVICE)])
    return frame


_ADVICE = (
    "Save it again in WGS 84 longitude and latitude (EPSG:4326), one building in a file; in QGIS: "
    "Export, Save Features As, CRS EPSG:4326."
)


def _refuse_figures(places: Sequence[LonLat], file: str) -> None:
    wrong = [place for place in places if abs(place[0]) > 180 or abs(place[1]) > 90]
    if wrong:
        says = f"{wrong[0][0]:g}, {wrong[0][1]:g} is no longitude and latitude: the coordinates are projected"
        raise Refused([Fault(says, file, help=_ADVICE)])


def refuse_system(name: str, fault: Fault) -> None:
    """Refuse a coordinate system that is not WGS 84 in degrees; ``fault`` says where it is named."""
    plain = name.upper().replace(" ", "")
    if plain and not plain.endswith(("CRS84", "EPSG::4326", "EPSG:4326", "WGS84", "CRS:84")):
        raise Refused([Fault(fault.says, fault.file, fault.line, fault.column, help=_ADVICE)])
