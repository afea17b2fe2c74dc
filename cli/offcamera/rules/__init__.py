"""The rules: each a small module with ID, LOOKS_AT, Params and check; its docstring is its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from offcamera.rules.rule import Rule

#: Every rule by id, in reading order, with the module that it is.
_MODULES = {
    "camera-in-room": "camera_in_room",
    "view-into-room": "view_into_room",
    "view-into-zone": "view_into_zone",
    "room-use-known": "room_use_known",
    "sign-before-capture": "sign_before_capture",
    "sign-at-entrance": "sign_at_entrance",
    "sign-in-place": "sign_in_place",
    "sign-legible": "sign_legible",
    "sign-content": "sign_content",
    "camera-declares": "camera_declares",
    "purpose-allowed": "purpose_allowed",
    "retention-within": "retention_within",
    "capture-proportionate": "capture_proportionate",
    "face-zone-contained": "face_zone_contained",
    "alternative-offered": "alternative_offered",
    "declared-view-true": "declared_view_true",
    "plan-consistent": "plan_consistent",
}


class _Rules(Mapping[str, Rule]):
    """The table of rules; a rule is imported when it is asked for, since rules bring the kernel with them."""

    def __getitem__(self, id_: str) -> Rule:
        return cast("Rule", import_module(f"offcamera.rules.{_MODULES[id_]}"))

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


#: Every rule by id, in reading order.
RULES: Mapping[str, Rule] = _Rules()

__all__ = ["RULES", "Rule"]
