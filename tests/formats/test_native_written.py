"""A plan that is written and read again is the same plan."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from offcamera.formats.native import first_plan, read_native
from offcamera.formats.write_native import write_native
from offcamera.model.camera import Camera, Head, Mask, Optics
from offcamera.model.place import Place
from offcamera.model.plan import Background, Level, Plan
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Pane, Room, Wall, Zone
from offcamera.model.use import Reading
from offcamera.source import read_source

#: What a plan says of the file that it was read from.
OF_THE_FILE = ("place", "pack_places", "doubts", "unit", "file")


def without_places(thing: object) -> object:
    if isinstance(thing, Place):
        return None
    if is_dataclass(thing) and not isinstance(thing, type):
        parts = {f.name: without_places(getattr(thing, f.name)) for f in fields(thing)}
        return {name: part for name, part in parts.items() if name not in OF_THE_FILE}
    if isinstance(thing, tuple | list):
        return [without_places(item) for item in thing]
    return thing


def assert_same_when_read_back(plan: Plan) -> str:
    text = write_native(plan)
    again = read_native(text, plan.file, read_label=lambda *_: Reading("unknown", (), "test"))
    assert without_places(again) == without_places(plan)
    return text


def test_the_first_plan_comes_back() -> None:
    plan = read_native(first_plan(), "plan.yaml", read_label=lambda *_: Reading("unknown", (), "test"))
    assert_same_when_read_back(plan)


def test_it_reads_like_a_plan_written_by_hand() -> None:
    room = Room(id="a", polygon=((0.0, 0.0), (4.0004, 0.0), (4.0, 1 / 3)), label="No")
    camera = Camera(id="2.10", at=(1.0, -0.0), heading=90.0, optics=Optics(horizontal=100.0, vertical=55.0))
    text = write_native(
        Plan(site="Plan: B", file="p", levels=(Level(id="1", rooms=(room,), cameras=(camera,)),))
    )
    assert text == (
        "offcamera: 1\n"
        'site: "Plan: B"\n'
        "units: m\n"
        "levels:\n"
        '  - id: "1"\n'
        "    rooms:\n"
        '      - {id: a, label: "No", polygon: [[0, 0], [4, 0], [4, 0.333]]}\n'
        "    cameras:\n"
        '      - {id: "2.10", at: [1, 0], heading: 90, fov: [100, 55]}\n'
    )


def test_a_use_that_a_drawing_tagged_is_written_out() -> None:
    room = Room(
        id="a", polygon=((0, 0), (4, 0), (4, 3)), reading=Reading("known", ("toilet",), "tag:amenity=toilets")
    )
    text = write_native(Plan(site="S", file="p", levels=(Level(id="G", rooms=(room,)),)))
    (again,) = read_native(text, "p").levels[0].rooms
    assert again.given == ("toilet",)


def test_angles_of_a_lens_stay_worked_out() -> None:
    optics = Optics(horizontal=131.7, vertical=73.2, worked_out=True)
    camera = Camera(id="C", at=(0.0, 0.0), optics=optics)
    text = write_native(Plan(site="S", file="p", levels=(Level(id="G", cameras=(camera,)),)))
    again = read_native(text, "p").levels[0].cameras[0].optics
    assert again.worked_out
    assert (round(again.horizontal or 0, 9), round(again.vertical or 0, 9)) == (131.7, 73.2)


# --- any plan ----------------------------------------------------------------------------------------------

LENGTHS = st.integers(-50_000, 50_000).map(lambda millimetres: millimetres / 1000)
SOME = st.integers(10, 50_000).map(lambda millimetres: millimetres / 1000)
POINTS = st.tuples(LENGTHS, LENGTHS)
NAMES = st.text(st.characters(min_codepoint=32, exclude_categories=["C", "Z"]), min_size=1, max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=8).map(
    str.strip
)
HEADINGS = st.floats(0, 359.99)
GLASS = st.sampled_from(["clear", "frosted", "opaque"])
FACTS = st.dictionaries(NAMES, TEXTS | st.booleans() | st.integers() | st.floats(-1e9, 1e9), max_size=3)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
RINGS = st.builds(
    lambda x, y, w, h: tuple((round(x + a * w, 3), round(y + b * h, 3)) for a, b in CORNERS),
    LENGTHS, LENGTHS, SOME, SOME,
)  # fmt: skip
LINES = st.builds(lambda p, w: (p, (round(p[0] + w, 3), p[1])), POINTS, SOME)
OPTICS = st.builds(
    Optics,
    horizontal=st.floats(1, 360),
    vertical=maybe(st.floats(1, 360)),
    ideal=st.booleans(),
) | st.builds(Optics, ideal=st.booleans())
PANES = st.just(Pane(sill=1.0, head=1.5, glazing="frosted"))
OPENINGS = st.builds(
    Opening,
    id=st.just(""),
    kind=st.sampled_from(["door", "window"]),
    line=LINES,
    sill=st.sampled_from([0.0, 0.5, 0.9]),
    head=maybe(st.sampled_from([2.1, 2.5])),
    glazing=GLASS,
    self_closing=st.booleans(),
    pane=maybe(PANES),
    fixed=st.booleans(),
    swing=st.sampled_from([None, "away"]),
    entrance=maybe(st.booleans()),
    access_control=st.sampled_from([(), ("face", "card")]),
) | st.builds(Opening, id=st.just(""), kind=st.just("passage"), line=LINES, head=maybe(st.just(2.0)))
MASKS = st.builds(
    Mask,
    floor=RINGS,
    type=st.sampled_from(["color", "pixelated", "blurred"]),
    enabled=st.booleans(),
    follows=st.booleans(),
)
HEADS = st.builds(Head, heading=maybe(HEADINGS), tilt=maybe(st.floats(-90, 90)), optics=OPTICS)
CAMERAS = st.builds(
    Camera,
    id=st.just(""),
    at=POINTS,
    kind=st.sampled_from(["fixed", "panoramic"]),
    height=maybe(LENGTHS),
    heading=maybe(HEADINGS),
    tilt=maybe(st.floats(-90, 90)),
    optics=OPTICS,
    zoom=maybe(st.floats(1, 40)),
    presets=st.integers(0, 9),
    view=maybe(RINGS),
    range=maybe(SOME),
    masks=st.lists(MASKS, max_size=2).map(tuple),
    mount=st.sampled_from([None, "wall", "ceiling", "post"]),
    resolution=maybe(st.tuples(st.integers(1, 9999), st.integers(1, 9999))),
    purpose=maybe(st.lists(NAMES, max_size=2).map(tuple)),
    facial_recognition=maybe(st.booleans()),
    access=st.sampled_from([None, "public", "staff", "private"]),
    declares=FACTS,
    model=maybe(NAMES),
) | st.builds(
    Camera,
    id=st.just(""),
    at=POINTS,
    kind=st.just("ptz"),
    pan=st.sampled_from([None, (300.0, 20.0)]),
    tilts=st.sampled_from([None, (-10.0, 60.0)]),
) | st.builds(
    Camera,
    id=st.just(""),
    at=POINTS,
    kind=st.just("multi"),
    heads=st.lists(HEADS, min_size=1, max_size=3).map(tuple),
    masks=st.just((Mask(image=((0.0, 0.0), (1.0, 0.0), (1.0, -0.5)), head=0),)),
)  # fmt: skip
SIGNS = st.builds(
    Sign,
    id=st.just(""),
    at=POINTS,
    height=maybe(LENGTHS),
    facing=maybe(HEADINGS),
    size=maybe(st.tuples(SOME, SOME)),
    text_height=maybe(SOME),
    pictogram=maybe(SOME),
    double_sided=st.booleans(),
    on=st.sampled_from([None, "wall", "both-sides"]),
    content=st.dictionaries(NAMES, TEXTS, max_size=2),
    languages=st.lists(NAMES, max_size=2).map(tuple),
)
ROOMS = st.builds(
    Room,
    id=st.just(""),
    polygon=RINGS,
    label=TEXTS,
    given=st.sampled_from([(), ("toilet",), ("shower", "changing")]),
    access=st.sampled_from([None, "public", "staff", "private"]),
    outdoor=st.booleans(),
    floor=st.sampled_from([(0.0, 0.0), (0.6, 0.6), (0.0, 3.2)]),
    entrance=st.booleans(),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    from dataclasses import replace

    def some(strategy: st.SearchStrategy[object]) -> tuple[object, ...]:
        things = draw(st.lists(strategy, max_size=3))
        names = draw(st.lists(NAMES, min_size=len(things), max_size=len(things), unique=True))
        return tuple(replace(thing, id=name) for thing, name in zip(things, names, strict=True))  # type: ignore[type-var]  # every strategy makes dataclasses

    rooms = tuple(
        replace(room, label_read=read, reading=Reading("known", room.given, "given") if room.given else read)
        for room in some(ROOMS)
        for read in [Reading("unknown", (), "test") if room.label else Room(id="", polygon=()).label_read]
    )
    level = Level(
        id=draw(NAMES.filter(lambda name: "/" not in name)),
        name=draw(TEXTS),
        ceiling=draw(st.just(3.0) | st.sampled_from([60.0, 50.5])),
        ceiling_said=True,
        elevation=draw(maybe(LENGTHS)),
        background=draw(maybe(st.just(Background(image="a b.png", at=(0.0, -1.5), width=4.0)))),
        rooms=rooms,
        openings=some(OPENINGS),
        walls=some(st.builds(Wall, id=st.just(""), line=LINES, height=maybe(SOME), glazing=maybe(GLASS))),
        obstacles=some(
            st.builds(Obstacle, id=st.just(""), polygon=RINGS, base=st.just(0.5), height=st.just(2.0))
        ),
        zones=some(
            st.builds(Zone, id=st.just(""), kind=st.sampled_from(["target", "street"]), polygon=RINGS)
        ),
        cameras=some(CAMERAS),
        signs=some(SIGNS),
    )
    return Plan(
        site=draw(NAMES),
        file="plan.yaml",
        about={"operator": draw(TEXTS), "address": draw(TEXTS)},
        north=draw(maybe(HEADINGS)),
        venue=draw(st.sampled_from([None, "hotel"])),
        packs=draw(st.lists(NAMES, max_size=2).map(tuple)),
        labels={"2##": "guest-room"},
        levels=(level,),
        place=Place(),
    )


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_comes_back(plan: Plan) -> None:
    assert_same_when_read_back(plan)


@settings(max_examples=30, deadline=None)
@given(plans())
def test_other_yaml_readers_read_it_alike(plan: Plan) -> None:
    text = write_native(plan)
    theirs = yaml.safe_load(text)
    ours = read_source(text, "plan.yaml").value
    assert _true_keys_named(theirs) == ours


def _true_keys_named(value: object) -> object:
    """YAML 1.1 takes the key ``on`` for true; everything else has to agree."""
    if isinstance(value, dict):
        return {"on" if key is True else key: _true_keys_named(item) for key, item in value.items()}
    return [_true_keys_named(item) for item in value] if isinstance(value, list) else value
