"""Cameras: an entry and its model, made one, as the noun of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from offcamera.formats.native.devices import CameraEntry, HeadEntry, MaskEntry, ModelEntry, OpticsEntry
from offcamera.formats.native.ids import as_written
from offcamera.formats.native.nearest import did_you_mean
from offcamera.formats.native.notes import Path
from offcamera.formats.native.scale import doubt_scale
from offcamera.formats.native.sensors import optics_of
from offcamera.formats.native.storey import Storey
from offcamera.model.camera import Camera, CameraKind, Head, Mask, Optics

Models = Mapping[str, ModelEntry]
Declares = Mapping[str, object]

_NO_MODEL = ModelEntry()


def build_cameras(
    entries: Sequence[CameraEntry], storey: Storey, models: Models, declares: Declares
) -> tuple[Camera, ...]:
    """The cameras of a level, each with what its model and the site say where it says nothing itself."""
    path = (*storey.path, "cameras")
    cameras: list[Camera] = []
    for index, (entry, name) in enumerate(zip(entries, storey.ids_of("cameras"), strict=True)):
        here = (*path, index)
        model = _model_of(entry, here, storey, models)
        cameras.append(_build_camera(entry, model, name, here, (storey, declares)))
    return tuple(cameras)


def _model_of(entry: CameraEntry, path: Path, storey: Storey, models: Models) -> ModelEntry:
    if entry.model is None:
        return _NO_MODEL
    if entry.model not in models:
        hint = did_you_mean(entry.model, models)
        storey.notes.fault((*path, "model"), f'there is no model "{entry.model}"', hint)
    return models.get(entry.model, _NO_MODEL)


def _build_camera(
    entry: CameraEntry, model: ModelEntry, name: str, path: Path, known: tuple[Storey, Declares]
) -> Camera:
    storey, declares = known
    tilt = entry.tilt or ()
    heads = _own(entry, model, "heads") or ()
    span: float | None = _own(entry, model, "range")
    doubt_scale("camera-height", entry.height, name, path, storey)
    doubt_scale("camera-range", span, name, path, storey)
    return Camera(
        id=name,
        at=entry.at,
        kind=_kind_of(entry, model, path, storey),
        height=entry.height,
        heading=entry.heading,
        tilt=tilt[0] if len(tilt) == 1 else None,
        optics=_optics_of(entry) or _optics_of(model) or _unsaid_optics(entry, model),
        heads=tuple(_head_of(head) for head in heads),
        pan=entry.pan,
        tilts=(tilt[0], tilt[1]) if len(tilt) == 2 else None,
        zoom=_own(entry, model, "zoom"),
        presets=entry.presets or 0,
        view=_view_of(entry, path, storey),
        range=span,
        masks=_masks_of(entry.masks or (), len(heads), path, storey),
        side=_side_of(entry, path, storey),
        mount=_own(entry, model, "mount"),
        resolution=_own(entry, model, "resolution"),
        purpose=entry.purpose,
        covers=_covers_of(entry, path, storey),
        facial_recognition=_own(entry, model, "facial_recognition"),
        access=entry.access,
        declares={**declares, **(model.declares or {}), **(entry.declares or {})},
        model=entry.model,
        place=storey.notes.place(path),
    )


def _own(entry: ModelEntry, model: ModelEntry, name: str) -> Any:
    """The camera's own word, else its model's."""
    said = getattr(entry, name)
    return getattr(model, name) if said is None else said


def _kind_of(entry: CameraEntry, model: ModelEntry, path: Path, storey: Storey) -> CameraKind:
    """The kind that is said; unsaid, stops make a PTZ and heads a multi-head camera."""
    turns = "pan" in entry.model_fields_set or len(entry.tilt or ()) == 2
    has_heads = bool(_own(entry, model, "heads"))
    said: CameraKind | None = _own(entry, model, "kind")
    if said is None:
        return "ptz" if turns else "multi" if has_heads else "fixed"
    if turns and said != "ptz":
        key = "pan" if "pan" in entry.model_fields_set else "tilt"
        storey.notes.fault(
            (*path, key), f"the stops of a PTZ are given for a {said} camera", "Write kind: ptz."
        )
    if has_heads and said != "multi":
        storey.notes.fault(path, f"heads are given for a {said} camera", "Write kind: multi.")
    return said


# --- optics ------------------------------------------------------------------------------------------------


def _optics_of(entry: OpticsEntry) -> Optics | None:
    """The optics that one entry states; a stated field of view goes before a lens. None: none stated."""
    ideal = entry.projection == "ideal"
    if entry.fov is not None:
        return Optics(horizontal=entry.fov[0], vertical=entry.fov[1], ideal=ideal)
    if entry.lens is not None:
        return optics_of(entry.lens.focal, entry.lens.sensor, ideal=ideal)
    return None


def _unsaid_optics(entry: OpticsEntry, model: OpticsEntry) -> Optics:
    return Optics(ideal="ideal" in (entry.projection, model.projection))


def _head_of(entry: HeadEntry) -> Head:
    tilt = entry.tilt or ()
    optics = _optics_of(entry) or _unsaid_optics(entry, entry)
    return Head(heading=entry.heading, tilt=tilt[0] if len(tilt) == 1 else None, optics=optics)


# --- what it names -----------------------------------------------------------------------------------------


def _view_of(entry: CameraEntry, path: Path, storey: Storey) -> tuple[tuple[float, float], ...] | None:
    if entry.view is not None:
        storey.outlines.append(((*path, "view"), entry.view))
    return entry.view


def _side_of(entry: CameraEntry, path: Path, storey: Storey) -> str | None:
    if entry.side is None:
        return None
    key = storey.ids.find(storey.id, "rooms", entry.side)
    if key is None or key[0] != storey.id:
        storey.ids.refuse_unknown((*path, "side"), entry.side, ["rooms"], storey.id)
        return None
    return key[1]


def _covers_of(entry: CameraEntry, path: Path, storey: Storey) -> tuple[str, ...]:
    found: list[str] = []
    for index, name in enumerate(entry.covers or ()):
        keys = (storey.ids.find(storey.id, kind, name) for kind in ("zones", "rooms"))
        key = next((key for key in keys if key), None)
        if key is None:
            storey.ids.refuse_unknown((*path, "covers", index), name, ["zones", "rooms"], storey.id)
        else:
            found.append(as_written(key, storey.id))
    return tuple(found)


def _masks_of(entries: Sequence[MaskEntry], heads: int, path: Path, storey: Storey) -> tuple[Mask, ...]:
    return tuple(_build_mask(e, heads, (*path, "masks", i), storey) for i, e in enumerate(entries))


def _build_mask(entry: MaskEntry, heads: int, path: Path, storey: Storey) -> Mask:
    if (entry.polygon is None) == (entry.image is None):
        storey.notes.fault(
            path, "a mask is a polygon on the floor, or a patch of the image", "Give one of them."
        )
    if entry.head is not None and not 1 <= entry.head <= heads:
        storey.notes.fault((*path, "head"), f"there is no head {entry.head}: the camera has {heads}")
    if entry.polygon is not None:
        storey.outlines.append(((*path, "polygon"), entry.polygon))
    return Mask(
        floor=entry.polygon,
        image=entry.image,
        type=entry.type or "blurred",
        enabled=entry.enabled is not False,
        follows=bool(entry.follows),
        head=None if entry.head is None else entry.head - 1,
    )
