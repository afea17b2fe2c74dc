"""What was found about signs, in words for whoever hangs them and in lines for the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offcamera.commands.signs_placed import where
from offcamera.model.plan import Plan
from offcamera.model.sign import Sign
from offcamera.sight.proof import Verdict
from offcamera.suggest_signs import Obstacle, Proposal
from offcamera.suggest_signs.asked import Hung
from offcamera.suggest_signs.prints import PRINTS
from offcamera.units import metres_per

#: A walker seen sooner than this begins in view (m).
_AT_ONCE = 0.05
#: Less floor than this would be told as 0.0 m².
_NEXT_TO_NOTHING = 0.05
_FEWEST = "Of all places that were tried no fewer do; a sign on a post counts as one and a half."
_FEW = "Fewer may do: the search ended before every choice was ruled out."
_ANSWERS = {
    "proved": "nobody walks into view without having been able to read a sign",
    "nothing-watched": "no camera watches floor that these walkers enter",
    "no-way-in": "nobody can say: the plan shows no way in for these walkers; write entrance: true on a door",
    "not-reached": "nobody can say: no walk from a way in reaches what the cameras watch",
    "direction-not-settled": "nobody can say: a sign may be met with one's back to it",
}


def tell_proposal(plan: Plan, proposal: Proposal) -> Iterator[str]:
    """The proposal, line by line."""
    if not proposal.new and not proposal.moved:
        yield from _tell_none(plan, proposal)
        return
    for number, (level, sign) in enumerate(all_signs(proposal), start=1):
        yield f"{number}. {_sentence(plan, level, sign, moved=(level, sign) in proposal.moved)}"
    yield ""
    for storey in plan.levels:
        yield from _lines(plan, storey.id, all_signs(proposal), proposal.moved)
    yield ""
    if proposal.proved:
        yield f"Proved, with these in the plan: {_ANSWERS['proved']}."
        yield _FEWEST if proposal.fewest else _FEW
    else:
        yield f"Not enough: {_left(proposal.verdict)}"


def _tell_none(plan: Plan, proposal: Proposal) -> Iterator[str]:
    """Nothing to hang: it holds already, it cannot be asked, or no signs do and why."""
    if proposal.obstacle is None:
        yield ("Nothing to do: " if proposal.proved else "") + _left(proposal.verdict)
        return
    yield (
        _why(plan, proposal.obstacle)
        if proposal.obstacle.at is None
        else (f"No signs do. {_why(plan, proposal.obstacle)}")
    )
    yield _left(proposal.verdict)
    signs = proposal.obstacle.signs
    if proposal.obstacle.outdoors and signs is not None:
        yield ""
        yield "Once no camera watches people in the open, " + (
            "these signs do; ask again then:" if signs else "the signs that hang already do; ask again then."
        )
        yield from (f"{n}. {_sentence(plan, v, s, moved=False)}" for n, (v, s) in enumerate(signs, start=1))
        for storey in plan.levels:
            yield from _lines(plan, storey.id, signs, ())


def _why(plan: Plan, obstacle: Obstacle) -> str:
    """Who sees the walker that no sign can warn, and what is to be done instead."""
    several = len({level for level, _ in obstacle.cameras}) > 1
    names = ", ".join(f"{level}.{c}" if several else c for level, c in obstacle.cameras) or "the cameras"
    if obstacle.at is None:
        return f"{_limit(obstacle)} {_instead(names, obstacle.cameras)}"
    on = f" on level {obstacle.level}" if len(plan.levels) > 1 else ""
    place = f"[{obstacle.at[0]:.2f}, {obstacle.at[1]:.2f}] m{on}"
    seen = (
        f"where the walk starts, at {place}, the walker is in view of {names} at once"
        if obstacle.after < _AT_ONCE
        else f"a walker comes into view of {names} at {place}, after {obstacle.after:.1f} m, "
        "with no place on the way where a sign could be read in time"
    )
    where_ = "the open ground there" if obstacle.outdoors else "that place"
    return f"{seen[0].upper()}{seen[1:]}: turn or mask {names} so that {where_} is not in view."


def _limit(obstacle: Obstacle) -> str:
    """At which limit the search stopped, and how to raise it."""
    most = f"{obstacle.most} sign{'s' if obstacle.most > 1 else ''}"
    if obstacle.too_few:
        told = (
            f"Not found within the limit of {most}: wherever of the places tried they hang, more are needed."
        )
    else:
        told = f"Not found: the search stopped at its limit of {most} before it knew whether so many do."
    return f"{told} --most {2 * obstacle.most} lets it try more, and takes longer."


def _instead(names: str, cameras: Sequence[tuple[str, str]]) -> str:
    """What spares the signs: cameras that leave the open ground alone."""
    if not cameras:
        return "Or let the cameras watch less."
    return f"Or turn or mask {names}, which watch much open ground, so that nobody outside is in view."


def all_signs(proposal: Proposal) -> list[tuple[str, Sign]]:
    """All signs of a proposal: those to be moved, then those to be hung."""
    return [*proposal.moved, *proposal.new]


def _lines(plan: Plan, level: str, signs: Sequence[Hung], moved: Sequence[Hung]) -> Iterator[str]:
    """The lines for the plan of one level."""
    rows = [s for v, s in signs if v == level]
    if rows:
        old = ", ".join(s.id for v, s in moved if v == level)
        yield f"# level {level}, under signs:" + (f" (in place of the lines of {old})" if old else "")
        yield from (f"      - {_row(plan, sign)}" for sign in rows)


def _row(plan: Plan, sign: Sign) -> str:
    """A sign as it stands in a plan, in the unit of the plan."""
    unit = metres_per(plan.unit)
    x, y = (_number(c / unit) for c in sign.at)
    name = next((p.name for p in PRINTS if p.size == sign.size), None)
    size = name or (
        f"[{_number(sign.size[0] / unit)}, {_number(sign.size[1] / unit)}]" if sign.size else None
    )
    parts = [f"id: {sign.id}", f"at: [{x}, {y}]", f"height: {_number((sign.height or 0) / unit)}"]
    parts += [f"facing: {sign.facing:g}"] if sign.facing is not None else []
    parts += [f"size: {size}"] if size else []
    parts += [f"text_height: {_number(sign.text_height / unit)}"] if sign.text_height else []
    parts += [f"pictogram: {_number(sign.pictogram / unit)}"] if sign.pictogram else []
    parts += ["double_sided: true"] if sign.double_sided else []
    parts += [f"on: {sign.on}"] if sign.on else []
    return "{" + ", ".join(parts) + "}"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _sentence(plan: Plan, level: str, sign: Sign, *, moved: bool) -> str:
    name = next((p.name for p in PRINTS if p.size == sign.size), "")
    what = f"Move sign {sign.id}" if moved else f"Hang an {name} notice ({sign.id})"
    capitals = f", capitals of {1000 * sign.text_height:.0f} mm" if sign.text_height and not moved else ""
    storey = next(one for one in plan.levels if one.id == level)
    on = f" on level {level}" if len(plan.levels) > 1 else ""
    return f"{what}{on} {where(storey, sign)}, centre at {sign.height or 0:.2f} m{capitals}."


def _left(verdict: Verdict) -> str:
    """What is left to do where the claim does not hold."""
    if verdict.answer in _ANSWERS:
        return _ANSWERS[verdict.answer] + "."
    walk = verdict.walk
    told = f"{_share(verdict)} in view can be walked to unwarned"
    if walk:
        told += f"; one comes in by {walk.start} and is seen by {walk.camera} after {walk.seen_after:.1f} m"
    return f"{told}."


def _share(verdict: Verdict) -> str:
    """How much of what is watched: never told as nothing."""
    if verdict.area < _NEXT_TO_NOTHING:
        return "a patch of less than 0.1 m²"
    return f"{verdict.area:.1f} of {verdict.of_area:.1f} m²"
