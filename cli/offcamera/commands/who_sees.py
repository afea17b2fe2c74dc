"""``offcamera who-sees``: which cameras see a room or a point."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from offcamera.commands import options
from offcamera.commands.screen import note, say, show_json, show_table

if TYPE_CHECKING:
    from offcamera.commands.places import Spot
    from offcamera.commands.seen_by import Seen, Statement
    from offcamera.model.place import Ref
    from offcamera.model.plan import Plan

_STATED = {
    "self-closing": "the closer of {}",
    "frosted": "the frosting of {}",
    "range": "the stated range of {}",
    "ptz-stops": "the stops of {}",
    "view": "the drawn view of {}",
    "side": "the stated side of {}",
}
_UNKNOWN = {
    "no-door-drawn": "not known: the room has no door, and {} sees its outside",
    "seen-from-another-level": "not known: {} may see it from another level, which is not computed",
}


def who_sees(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan; - is standard input.")],
    place: Annotated[
        str,
        typer.Argument(
            metavar="PLACE",
            help="A room (2/207, or 207 where there is one only), or a point of a level (2:12.5,3.0) "
            "in the unit of the plan.",
        ),
    ],
    form: options.ListingForm = "table",
    config: options.Config = None,
    no_config: options.NoConfig = False,
) -> None:
    """Tell which cameras see a room or a point, through which openings, and while which doors are open.

    Exit code 0 when answered, whether somebody sees it or nobody does.
    """
    from offcamera.batch import read_site
    from offcamera.commands.places import find_place
    from offcamera.commands.seen_by import who_sees_spot
    from offcamera.commands.settled import Flags, checked_question, open_book

    settings = open_book(config, no_config).of_plan(plan)
    question = checked_question(Flags(as_of=options.today()), settings)
    site = read_site(plan, sys.stdin.buffer.read() if plan == "-" else None, question)
    spot = find_place(site, place)
    found = who_sees_spot(site, spot, question.body)
    if form == "json":
        show_json(_as_json(site, spot, found))
        return
    _show(site, spot, found)


def _show(plan: Plan, spot: Spot, found: list[Seen]) -> None:
    from offcamera.report.shown import shown

    say(shown(_heading(plan, spot)) + ("" if found else ": no camera sees it, whatever the doors do"))
    if found and spot.room is not None:
        show_table(("camera", "sees it", "m²", "share", "px/m", "through"), map(_room_row, found))
    elif found:
        show_table(("camera", "sees it", "through"), map(_point_row, found))
    if found and all(seen.when == "without" for seen in found):
        note("as the plan stands, no camera sees it")


def _heading(plan: Plan, spot: Spot) -> str:
    level = next(one for one in plan.levels if one.id == spot.level)
    if spot.room is None:
        x, y = spot.point or (0.0, 0.0)
        inside = ", ".join(_rooms_of_point(plan, spot)) or "in no room"
        return f"Level {level.id}, {x:.2f} m, {y:.2f} m ({inside})"
    room = level.rooms[spot.room]
    label = f" {room.label}" if room.label and room.label != room.id else ""
    return f"Level {level.id}, room {room.id}{label}"


def _rooms_of_point(plan: Plan, spot: Spot) -> list[str]:
    from offcamera.commands.seen_by import rooms_at
    from offcamera.sight.scene import Scene

    level = Scene(plan).levels[spot.level]
    return [level.level.rooms[n].id for n in rooms_at(level, spot.point or (0.0, 0.0))]


def _room_row(seen: Seen) -> tuple[str, ...]:
    area = "" if seen.area is None else _area(seen.area)
    share = "" if seen.share is None else _share(seen.share)
    return seen.camera.id, _when(seen), area, share, _density(seen), _ids(seen.through)


def _point_row(seen: Seen) -> tuple[str, ...]:
    return seen.camera.id, _when(seen), _ids(seen.through)


def _area(area: float) -> str:
    """An area to one place, rounded up, and never as nothing."""
    return f"{area:.2f}" if area < 0.95 else f"{area:.1f}"


def _share(share: float) -> str:
    return "<1 %" if share < 0.01 else f"{100 * share:.0f} %"


def _density(seen: Seen) -> str:
    from offcamera.report.density import MOST_TOLD, whole_density

    if seen.when == "unknown":
        return ""
    if seen.density is None:
        return "?"
    whole = whole_density(seen.density)
    return f">{MOST_TOLD}" if whole > MOST_TOLD else str(whole)


def _when(seen: Seen) -> str:
    if seen.when == "always":
        return "always"
    if seen.when == "unknown":
        return _UNKNOWN.get(seen.because, "not known").format(seen.camera.id)
    if seen.when == "open":
        ways = [_all_of([ref.id for ref in doors]) for doors in seen.doors]
        one = len(seen.doors) == 1 and len(seen.doors[0]) == 1
        return f"while {', or '.join(ways)} {'is' if one else 'are'} open"
    ways = [_all_of([_stated(statement) for statement in some]) for some in seen.without]
    return "only without " + ", or without ".join(ways)


def _stated(statement: Statement) -> str:
    what, ref = statement
    return _STATED.get(what, what + " of {}").format(ref.id)


def _all_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _ids(refs: Iterable[Ref]) -> str:
    return ", ".join(ref.id for ref in refs)


def _as_json(plan: Plan, spot: Spot, found: list[Seen]) -> dict[str, object]:
    level = next(one for one in plan.levels if one.id == spot.level)
    room = level.rooms[spot.room].id if spot.room is not None else None
    rooms = [room] if room else _rooms_of_point(plan, spot)
    return {
        "site": plan.site,
        "level": spot.level,
        "room": room,
        "point": list(spot.point) if spot.point else None,
        "rooms": rooms,
        "seen": [_entry(seen) for seen in found],
    }


def _entry(seen: Seen) -> dict[str, object]:
    return {
        "camera": seen.camera.id,
        "level": seen.camera.level,
        "when": seen.when,
        "doors": [[ref.id for ref in doors] for doors in seen.doors],
        "without": [[{"what": what, "of": ref.id} for what, ref in some] for some in seen.without],
        "through": [ref.id for ref in seen.through],
        "area": None if seen.area is None else round(seen.area, 3),
        "share": None if seen.share is None else round(seen.share, 4),
        "density": None if seen.density is None else round(seen.density, 1),
        "because": seen.because or None,
    }
