"""What was found about signs, for other programs."""

from __future__ import annotations

from offcamera.commands.signs_placed import where
from offcamera.commands.signs_told import all_signs
from offcamera.model.plan import Plan
from offcamera.model.sign import Sign
from offcamera.suggest_signs import Obstacle, Proposal


def proposal_json(plan: Plan, proposal: Proposal) -> dict[str, object]:
    """The proposal for other programs; lengths in metres."""
    return {
        "site": plan.site,
        "proved": proposal.proved,
        "answer": proposal.verdict.answer,
        "unwarned": round(proposal.verdict.area, 4),
        "of": round(proposal.verdict.of_area, 4),
        "fewest": proposal.fewest,
        "signs": [_entry(plan, v, s, moved=(v, s) in proposal.moved) for v, s in all_signs(proposal)],
        "obstacle": _obstacle_json(plan, proposal.obstacle) if proposal.obstacle else None,
    }


def _obstacle_json(plan: Plan, obstacle: Obstacle) -> dict[str, object]:
    """Why no signs do; ``signs_if_turned`` do once no camera watches the open (null: none do even then)."""
    signs = obstacle.signs if obstacle.outdoors else None
    return {
        "cameras": [{"level": level, "id": camera} for level, camera in obstacle.cameras],
        "level": obstacle.level,
        "at": None if obstacle.at is None else [round(c, 2) for c in obstacle.at],
        "after": round(obstacle.after, 2),
        "outdoors": obstacle.outdoors,
        "limit": {"most": obstacle.most, "stopped_at": obstacle.stopped, "more_needed": obstacle.too_few}
        if obstacle.stopped
        else None,
        "signs_if_turned": None if signs is None else [_entry(plan, v, s, moved=False) for v, s in signs],
    }


def _entry(plan: Plan, level: str, sign: Sign, *, moved: bool) -> dict[str, object]:
    storey = next(one for one in plan.levels if one.id == level)
    return {
        "id": sign.id,
        "level": level,
        "moved": moved,
        "at": list(sign.at),
        "height": sign.height,
        "facing": sign.facing,
        "size": list(sign.size) if sign.size else None,
        "text_height": sign.text_height,
        "pictogram": sign.pictogram,
        "on": sign.on,
        "where": where(storey, sign),
    }
