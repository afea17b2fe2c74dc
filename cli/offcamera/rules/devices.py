"""Whom a clause speaks to: cameras that recognise faces, or in a public place (cases 17, 28, 40)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from offcamera.findings.clause import Applies
from offcamera.findings.evidence import Evidence, Reason
from offcamera.findings.finding import Answer
from offcamera.findings.outcome import Outcome
from offcamera.model.camera import Camera
from offcamera.model.place import Ref
from offcamera.model.space import Room
from offcamera.sight.scene import LevelScene

#: The rule under whose name it is told, once for a camera, that nothing says whether it recognises faces.
_TOLD_BY = "camera-declares"
_UNSAID = Reason("face-recognition-unsaid")


def speaks_to(applies: Applies, level: LevelScene, camera: Camera, venue: str | None) -> bool:
    """Does a clause speak to a camera? What the plan does not say is inside (case 17)."""
    if applies.device == "face-recognition" and camera.facial_recognition is False:
        return False
    return not applies.access or _is_in_place(applies.access, level, camera, venue)


def _is_in_place(access: tuple[str, ...], level: LevelScene, camera: Camera, venue: str | None) -> bool:
    """Does a camera hang in, or capture any part of, such a place? Its own word only widens that (case 28).

    Neither frosting nor a stated range is relied on here. The open air is public.
    """
    if camera.access in access:
        return True
    found = level.view(camera.id).rooms_seen() | level.rooms_of(camera)
    if any(is_in(access, level.level.rooms[n], venue) for n in found):
        return True
    return "public" in access and (not level.rooms_of(camera) or _sees_outside(level, camera))


def is_in(access: tuple[str, ...], room: Room, venue: str | None) -> bool:
    """Is a room such a place? Access unsaid counts as whatever is asked; in a residence as private."""
    if room.access is not None:
        return room.access in access
    return venue != "residence" or "private" in access


def _sees_outside(level: LevelScene, camera: Camera) -> bool:
    view = level.view(camera.id)
    sets = {s for look in view.looks for s in look.captured.rooms if not view.room_sets[s]}
    return any(look.captured.pieces(s) for look in view.looks for s in sets & set(look.captured.rooms))


def doubt_faces(levels: Iterable[LevelScene], answers: Iterable[Answer]) -> Iterator[Answer]:
    """Turn what is no pass into unknown for cameras of which nothing says whether they recognise faces.

    What a clause finds of such a camera alone is one fact, told once for the camera (case 40).
    """
    unsaid = {
        Ref("camera", level.level.id, camera.id): camera
        for level in levels
        for camera in level.level.cameras
        if camera.facial_recognition is None
    }
    for answer in answers:
        camera = unsaid.get(answer.about[0]) if answer.about else None
        if camera is None or answer.outcome is Outcome.PASS:
            yield answer
        else:
            yield _doubted(answer, answer.about[0])


def doubt_camera(looked_at: Ref, level: LevelScene, camera: Camera) -> Answer:
    """Whatever is looked at hangs on a camera of which nothing says whether it recognises faces."""
    return Answer(
        looked_at=looked_at,
        outcome=Outcome.UNKNOWN,
        about=(Ref("camera", level.level.id, camera.id),),
        what=_UNSAID.code,
        because=_UNSAID,
        place=camera.place,
        told_by=_TOLD_BY,
    )


def _doubted(answer: Answer, camera: Ref) -> Answer:
    if any(ref.kind not in ("camera", "field") for ref in answer.about):
        return replace(answer, outcome=Outcome.UNKNOWN, because=_UNSAID, on=())
    return replace(
        answer,
        outcome=Outcome.UNKNOWN,
        about=(camera,),
        what=_UNSAID.code,
        because=_UNSAID,
        on=(),
        evidence=Evidence(),
        told_by=_TOLD_BY,
    )
