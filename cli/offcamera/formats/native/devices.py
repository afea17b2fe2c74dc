"""Cameras and signs as the file writes them."""

from __future__ import annotations

from typing import Annotated, Literal

from offcamera.formats.native.entry import Entry, key, needed
from offcamera.formats.native.fields import (
    At,
    Extent,
    Facts,
    Flag,
    Fov,
    Heading,
    ImageOutline,
    Length,
    Millimetres,
    MountSaid,
    Name,
    Names,
    Outline,
    Pan,
    Pixels,
    Presets,
    Texts,
    Tilt,
    Zoom,
    one_of,
    typed,
)
from offcamera.formats.native.measures import read_count
from offcamera.formats.native.papers import Size
from offcamera.formats.native.sensors import Sensor
from offcamera.formats.native.spaces import AccessWord
from offcamera.formats.native.words import choice
from offcamera.model.camera import CameraKind, MaskType

Projection = Literal["ideal", "wide"]

CameraWord = Annotated[CameraKind, *typed(choice(one_of(CameraKind)), {"enum": one_of(CameraKind)})]
MaskWord = Annotated[MaskType, *typed(choice(one_of(MaskType)), {"enum": one_of(MaskType)})]
MountWord = Annotated[MountSaid, *typed(choice(one_of(MountSaid)), {"enum": one_of(MountSaid)})]
ProjectionWord = Annotated[Projection, *typed(choice(one_of(Projection)), {"enum": one_of(Projection)})]
Count = Annotated[int, *typed(read_count, {"type": "integer", "minimum": 1})]


class LensEntry(Entry):
    """A lens by its focal length and sensor; the angles are worked out from them."""

    focal: Millimetres = needed("Focal length in mm, at the widest setting.")
    sensor: Sensor = needed('Width and height of the sensor in mm, or its name, e.g. 1/2.8".')


class OpticsEntry(Entry):
    """How wide a camera or head sees."""

    fov: Fov | None = key("Field of view in degrees: horizontal, or [horizontal, vertical].")
    lens: LensEntry | None = key("Or: focal length and sensor.")
    projection: ProjectionWord | None = key("ideal when a wide lens is said to keep straight lines straight.")


class HeadEntry(OpticsEntry):
    """One head of a multi-head camera."""

    heading: Heading | None = key("Where it looks: degrees clockwise from up-the-page, or N, NE …")
    tilt: Tilt | None = key("Degrees below the horizontal.")


class MaskEntry(Entry):
    """A privacy mask set in the camera."""

    polygon: Outline | None = key("The patch of floor that it covers.")
    image: ImageOutline | None = key("Or: the patch of the image, from -1 to 1, x right, y up.")
    type: MaskWord | None = key("color, pixelated or blurred (when left out).")
    enabled: Flag | None = key("false when it is switched off.")
    follows: Flag | None = key("true when the mask follows a camera that turns.")
    head: Count | None = key("Which head of a multi-head camera, counted from 1.")


class ModelEntry(OpticsEntry):
    """What all cameras of one model share."""

    kind: CameraWord | None = key(
        "fixed (when left out), ptz, panoramic (all round) or multi (several heads)."
    )
    heads: tuple[HeadEntry, ...] | None = key("The heads of a multi-head camera.")
    resolution: Pixels | None = key("Pixels across and down, as mounted.")
    zoom: Zoom | None = key("How many times the lens can zoom in.")
    range: Extent | None = key(
        "How far it is said to see along the floor; the audit relies on it, and says so."
    )
    mount: MountWord | None = key("wall, ceiling or post.")
    facial_recognition: Flag | None = key("Whether it recognises faces.")
    declares: Facts | None = key("What the operator declares: necessity, retention_days, consent …")


class CameraEntry(ModelEntry):
    """A camera; what is left out is taken in the worst way, and listed."""

    id: Name | None = key("A short name, unique in the plan.")
    model: Name | None = key("One of the plan's models; the camera's own keys win.")
    at: At = needed("Where it hangs, [x, y].")
    height: Length | None = key("Height of the lens above the level's floor.")
    heading: Heading | None = key(
        "Where it looks: degrees clockwise from up-the-page (0 up, 90 right), or N, NE …"
    )
    tilt: Tilt | None = key("Degrees below the horizontal; [from, to] are the stops of a PTZ.")
    pan: Pan | None = key("The stops of a PTZ: two headings, clockwise from the first to the second.")
    presets: Presets | None = key("The presets of a PTZ; told, never credited.")
    view: Outline | None = key("The field of view as the designer drew it.")
    masks: tuple[MaskEntry, ...] | None = key("Privacy masks.")
    side: Name | None = key("For a camera on a wall: the room into which it looks.")
    purpose: Names | None = key("What it is for, e.g. public-safety.")
    covers: Names | None = key("Zones or rooms that it is there to watch.")
    access: AccessWord | None = key("public when it watches a public place.")


class SignEntry(Entry):
    """A notice; what is left out makes it legible nowhere, and is asked for."""

    id: Name | None = key("A short name, unique in the plan.")
    at: At = needed("Where it hangs, [x, y].")
    height: Length | None = key("Height of its centre above the floor.")
    facing: Heading | None = key(
        "The way its printed face looks: degrees clockwise from up-the-page, or N, NE …"
    )
    size: Size | None = key("A3, A4 landscape …, or [width, height].")
    text_height: Extent | None = key("Height of the capitals that are to be read.")
    pictogram: Extent | None = key("Side of the pictogram.")
    double_sided: Flag | None = key("true when it is printed on both sides.")
    on: Name | None = key("What it hangs on: a door's id, or wall, post, ceiling, glass, both-sides.")
    content: Texts | None = key("What it says: operator, purpose, contact …")
    languages: Names | None = key("Languages of its text: en, zh …")
