"""Which masks of a camera are credited, and what they hide (case 19)."""

from __future__ import annotations

import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from offcamera.model.camera import Camera, Mask
from offcamera.sight.field import WIDE, find_lens
from offcamera.sight.mask import Aim, hidden_by_image
from offcamera.sight.mount import Mounting


def why_not_credited(camera: Camera, mask: Mask) -> str | None:
    """The reason in words why a mask counts as none; None where it is credited."""
    if not mask.enabled:
        return "disabled"
    if camera.kind == "ptz" and not mask.follows:
        return "does-not-follow"
    if mask.floor is not None:
        return None
    if camera.kind != "fixed":
        return "image-of-a-moving-camera"
    if None in (camera.heading, camera.tilt, camera.height, camera.optics.horizontal, camera.optics.vertical):
        return "aim-not-stated"
    widest = max(camera.optics.horizontal or 0.0, camera.optics.vertical or 0.0)
    return "wide-lens" if widest > WIDE and not camera.optics.ideal else None


def hidden_by(camera: Camera, mask: Mask, drops: tuple[float, float], mounting: Mounting) -> BaseGeometry:
    """The places (plan, m) where a credited mask hides a whole person."""
    if mask.floor is not None:
        return shapely.Polygon(mask.floor).buffer(0)
    if mask.image is None or len(mounting.stands) != 1 or camera.heading is None or camera.tilt is None:
        return shapely.Polygon()
    lens = find_lens(camera.optics.horizontal, camera.optics.vertical, ideal=True)
    hidden = hidden_by_image(mask.image, Aim(lens, camera.heading, camera.tilt), drops)
    return translate(hidden, *camera.at)
