"""The rules: each a small module with ID, Params and check; its docstring is its page."""

from __future__ import annotations

from offcamera.rules import camera_in_room, plan_consistent, room_use_known, view_into_room
from offcamera.rules.rule import Rule

#: Every rule by id, in reading order.
RULES: dict[str, Rule] = {
    rule.ID: rule for rule in (camera_in_room, view_into_room, room_use_known, plan_consistent)
}

__all__ = ["RULES", "Rule"]
