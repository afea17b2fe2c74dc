"""One thing of a map: its tags and its shape in degrees, and what part it plays in a floor plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from offcamera.labels import is_private, read_tag
from offcamera.model.place import Place

#: Longitude and latitude in degrees (WGS 84).
LonLat = tuple[float, float]
#: A point is one ring of one corner, a line one open ring, an area its outline and then its holes.
Part = tuple[tuple[LonLat, ...], ...]
Shape = Literal["point", "line", "area", "none"]
Role = Literal[
    "room", "level", "door", "window", "wall", "camera", "way-up", "private-place", "bare", "not-read"
]  # fmt: skip

AREAS = ("room", "corridor", "area")
#: Keys that place or document a thing without saying what it is.
_SILENT = frozenset(("level", "repeat_on", "source", "note", "fixme", "created_by", "layer", "survey:date"))
#: What is told of a thing that is not read: the first of these that it carries.
_TELLING = ("indoor", "room", "door", "man_made", "amenity", "shop", "highway", "building", "building:part")
_LABELS = ({"name"}, {"ref"}, {"name", "ref"})
_NO_CAMERA = ("guard", "gunshot_detector")
_TOKEN = re.compile(r"[\w:.;-]{1,30}")


@dataclass(frozen=True, slots=True)
class Feature:
    """A node, way or relation: ``id`` as n1, w1, r1; ``parts`` in degrees; ``broken`` says what it lacks."""

    id: str
    tags: Mapping[str, str]
    shape: Shape
    parts: tuple[Part, ...]
    place: Place = Place()
    broken: str = ""

    def says(self, key: str, *values: str) -> bool:
        """Whether the tag has one of these values; without values, whether it says anything but no."""
        said = self.tags.get(key)
        return said in values if values else said not in (None, "no")


def role_of(feature: Feature) -> Role:
    """What part a thing plays in a floor plan, by its tags and its shape."""
    if _is_camera(feature):
        return "camera"
    if feature.says("indoor", "level"):
        return "level"
    if feature.says("indoor", "wall"):
        return "wall"
    opening = _opening_role(feature)
    if opening and not (feature.shape == "area" and is_room(feature)):
        return opening
    if is_room(feature):
        return "room"
    return _minor_role(feature)


def _minor_role(feature: Feature) -> Role:
    outdoors = feature.shape == "line" and "level" not in feature.tags
    if feature.shape in ("point", "line") and is_way_up(feature) and not outdoors:
        return "way-up"
    if private_tag(feature):
        return "private-place"
    return "bare" if feature.shape == "point" and feature.tags.keys() <= _SILENT else "not-read"


def _is_camera(feature: Feature) -> bool:
    if feature.says("surveillance:type", *_NO_CAMERA):
        return False
    return feature.says("man_made", "surveillance") or "camera:type" in feature.tags


def _opening_role(feature: Feature) -> Role | None:
    if "door" in feature.tags or feature.says("indoor", "door") or feature.says("entrance"):
        return "door"
    return "window" if feature.says("window") or feature.says("indoor", "window") else None


def is_way_up(feature: Feature) -> bool:
    """Whether one changes levels on it: stairs, escalator or lift."""
    return (
        feature.says("highway", "elevator", "steps")
        or feature.says("stairs")
        or feature.says("elevator")
        or feature.says("room", "stairs", "elevator")
    )


def is_lift(feature: Feature) -> bool:
    """Whether it is a lift, from which one does not see into other levels."""
    return feature.says("highway", "elevator") or feature.says("elevator") or feature.says("room", "elevator")


def is_room(feature: Feature) -> bool:
    """Whether a thing is drawn as a room, or names a use that only a room on a level has.

    A building that stands on no level is not a room of the plan, unless its tags name a private use: a
    toilet block must not get lost.
    """
    if feature.says("indoor", *AREAS):
        return True
    if feature.shape == "point" or feature.says("indoor", "no", "pathway"):
        return False
    if feature.says("room"):
        return True
    if feature.shape != "area":
        return False
    inside = "level" in feature.tags and "building" not in feature.tags
    return bool(private_tag(feature)) or (inside and (is_way_up(feature) or _names_use(feature)))


def _names_use(feature: Feature) -> bool:
    """Whether its tags name a use, or it has nothing but a label, from which a use may be read."""
    says = feature.tags.keys() - _SILENT
    return any(read_tag(key, value) for key, value in feature.tags.items()) or says in _LABELS


def private_tag(feature: Feature) -> str:
    """The tag that names a private use as ``key=value``; empty when there is none."""
    for key, value in feature.tags.items():
        reading = read_tag(key, value)
        if reading and any(is_private(use) for use in reading.uses):
            return f"{key}={value}"
    return ""


def is_wrld(feature: Feature) -> bool:
    """Whether a thing is drawn in the scheme of WRLD: by words under ``type`` that only that scheme has."""
    return feature.says("type", "building_outline", "inaccessible_space", "no_geometry")


def telling_tag(feature: Feature) -> str:
    """The tag by which a thing that is not read is told: ``key=value``, the value only if it is a plain word.

    Free text may hold names and addresses of people, so it is not repeated.
    """
    keys = [key for key in _TELLING if key in feature.tags] or sorted(feature.tags.keys() - _SILENT)
    if not keys:
        return "no tag"
    key = keys[0]
    value = feature.tags[key]
    shown = value if key in _TELLING and _TOKEN.fullmatch(value) else "…"
    return f"{key if _TOKEN.fullmatch(key) else '…'}={shown}"
