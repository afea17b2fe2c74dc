from __future__ import annotations

import itertools
import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from offcamera.findings.report import LegibleShape
from offcamera.model.camera import Camera, Head, Optics
from offcamera.model.place import Ref
from offcamera.model.plan import Level
from offcamera.model.space import Opening, Room
from offcamera.report.bands_drawn import reach_of_level
from offcamera.report.extent import page_box, tail_of
from offcamera.report.labels_drawn import Taken, label_choices, label_room, text_width
from offcamera.report.outline import is_inside, read_outlines
from offcamera.report.panel import ALL_LAYERS, LAYERS
from offcamera.report.picture import draw_svg
from offcamera.report.svg import Frame
from offcamera.sight.scene.aim import imagers_of
from report import hotel

LEGIBLE = LegibleShape(
    sign=Ref("sign", "2", "S1"), eye=1.55, read="text", polygons=((hotel.rect(20, 6, 4, 2),),)
)
SVG = "{http://www.w3.org/2000/svg}"


def draw(report=None, *args, **options) -> ET.Element:
    return ET.fromstring(draw_svg(report or hotel.report(), *args, **options))


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [e for e in root.iter() if name in e.get("class", "").split()]


def test_drawing_is_well_formed_and_the_same_twice():
    assert draw().tag == f"{SVG}svg"
    assert draw_svg(hotel.report()) == draw_svg(hotel.report())


def test_hostile_names_stay_text():
    data = draw_svg(hotel.hostile())
    root = ET.fromstring(data)
    assert not {e.tag.removeprefix(SVG) for e in root.iter()} & {"script", "b", "red"}
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", data)
    assert "\u202e" not in data.decode()
    assert any("</script><b>" in (e.text or "") for e in root.iter())


def test_every_room_is_there_with_its_standing():
    rooms = {e.get("data-room"): e.get("class") for e in of_class(draw(), "floor") if e.get("data-room")}
    assert len(rooms) == len([r for r in hotel.rooms() if not r.outdoor])
    assert rooms["chg-2"] == "floor fail"
    assert rooms["208"] == "floor conditional"
    assert rooms["r-3"] == "floor unknown"
    assert rooms["201"] == "floor relying", "its pass rests on the closer of d-201"
    assert "floor clear" in rooms.values()
    assert rooms["corr-2"] == "floor plain"


def test_failing_room_is_hatched():
    assert len(of_class(draw(), "hatch")) == 1


@pytest.mark.parametrize(("doors", "solid", "only"), [("shut", 4, 0), ("open", 4, 0), ("both", 4, 1)])
def test_captures_by_state_of_the_doors(doors, solid, only):
    root = draw(doors=doors)
    captures = [e for e in of_class(root, "capture") if e.tag == f"{SVG}g"]
    masked = [e for e in captures if "only" in e.get("class").split()]
    assert (len(captures) - len(masked), len(masked)) == (solid, only)
    assert len(root.findall(f".//{SVG}mask")) == only


def test_camera_without_a_shut_capture_is_drawn_all_the_same():
    shapes = tuple(c for c in hotel.captures() if c.doors == "open")
    assert len([e for e in of_class(draw(hotel.report(captures=shapes)), "only") if e.tag == f"{SVG}g"]) == 4


@pytest.mark.parametrize("layer", ALL_LAYERS)
def test_layer_can_be_left_out(layer):
    classes = {
        "captures": "captures",
        "labels": "names",
        "sightlines": "sightlines",
        "zones": "zones",
        "obstacles": "obstacles",
        "signs": "sign",
        "cameras": "camera",
        "legible": "legible",
        "walks": "walk",
        "density": "band",
    }
    report = hotel.report(findings=(*hotel.report().findings, *hotel.unwarned()), legible=(LEGIBLE,))
    assert of_class(draw(report, layers=frozenset(ALL_LAYERS)), classes[layer])
    root = draw(report, layers=frozenset(ALL_LAYERS) - {layer})
    assert not [e for e in of_class(root, classes[layer]) if not _in_legend(root, e)]


def _in_legend(root: ET.Element, element: ET.Element) -> bool:
    return any(element in list(legend.iter()) for legend in of_class(root, "legend"))


def test_levels_are_stacked_and_one_can_be_asked_for():
    made = hotel.plan()
    upper = replace(made.levels[0], id="3")
    report = hotel.report(plan=replace(made, levels=(*made.levels, upper)))
    assert len(of_class(draw(report), "level")) == 2
    assert len(of_class(draw(report, "3"), "level")) == 1
    assert float(draw(report).get("height")) > 1.5 * float(draw(report, "3").get("height"))


def test_sightlines_stand_on_their_own_level():
    made = hotel.plan()
    report = hotel.report(plan=replace(made, levels=(*made.levels, replace(made.levels[0], id="3"))))
    assert not of_class(draw(report, "3"), "sightlines")


def test_page_turns_y_over_once():
    frame = Frame(left=1.0, top=10.0, scale=20.0, x=5.0, y=7.0)
    assert frame.at((1.0, 10.0)) == (5.0, 7.0)
    assert frame.at((2.0, 9.0)) == (25.0, 27.0)


def test_camera_is_turned_to_its_heading():
    turned = [e.get("transform") for e in of_class(draw(), "body")]
    assert "rotate(250.0)" in turned


def test_cameras_of_every_kind_are_drawn():
    made = hotel.plan()
    kinds = (
        Camera(id="P", at=(1, 6.5), kind="ptz", heading=10),
        Camera(id="Q", at=(2, 6.5), kind="panoramic"),
        Camera(id="M", at=(3, 6.5), kind="multi", heads=(Head(heading=0), Head(heading=120), Head())),
        Camera(id="N", at=(4, 6.5)),
    )
    report = hotel.report(plan=replace(made, levels=(replace(made.levels[0], cameras=kinds),)), captures=())
    tags = {e.text for e in of_class(draw(report), "tag")}
    assert {"P", "Q", "M", "N"} <= tags


def test_empty_plan_is_a_sheet():
    report = hotel.report(plan=replace(hotel.plan(), levels=(Level(id="0"),)), captures=(), findings=())
    assert draw(report).get("viewBox")
    assert draw(hotel.report(plan=replace(hotel.plan(), levels=()), captures=(), findings=())).get("viewBox")


def ring_length(pieces) -> float:
    total = 0.0
    for points, closed in pieces:
        line = [*points, points[0]] if closed else points
        total += sum(math.dist(a, b) for a, b in itertools.pairwise(line))
    return total


def two_rooms(gap: float, **more) -> Level:
    door = Opening(id="d", kind="door", line=((4, 1), (4, 2)))
    west = Room(id="w", polygon=hotel.rect(0, 0, 4, 3), **more)
    east = Room(id="e", polygon=hotel.rect(4 + gap, 0, 4, 3))
    return Level(id="0", rooms=(west, east), openings=(door,))


@pytest.mark.parametrize("gap", [0.0, 0.2, 1.1])
def test_door_opens_both_faces_of_its_wall(gap):
    level = two_rooms(gap)
    outlines = read_outlines(level)
    assert [ring_length(outlines.cut(room)) for room in level.rooms] == pytest.approx([13.0, 13.0])


def test_door_does_not_open_the_far_side_of_a_narrow_room():
    door = Opening(id="d", kind="door", line=((4, 1), (4, 2)))
    rooms = (Room(id="w", polygon=hotel.rect(0, 0, 4, 3)), Room(id="slim", polygon=hotel.rect(4, 0, 1, 3)))
    outlines = read_outlines(Level(id="0", rooms=rooms, openings=(door,)))
    assert ring_length(outlines.cut(rooms[1])) == pytest.approx(7.0)


def test_open_plan_has_no_wall_between():
    level = replace(two_rooms(0.0, open=("e",)), openings=())
    outlines = read_outlines(level)
    assert [ring_length(outlines.cut(room)) for room in level.rooms] == pytest.approx([11.0, 11.0])


def test_uncut_room_is_closed():
    room = Room(id="w", polygon=hotel.rect(0, 0, 4, 3))
    assert read_outlines(Level(id="0", rooms=(room,))).cut(room) == [(room.polygon, True)]


def lines_of(text: str) -> list[tuple[float, float, str]]:
    return [
        (float(x), float(y), t) for x, y, t in re.findall(r'x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<', text)
    ]


@pytest.mark.parametrize("side", [34, 60, 120, 300])
def test_label_stays_in_its_room(side):
    l_shape = ((0, 0), (side, 0), (side, side * 0.4), (side * 0.4, side * 0.4), (side * 0.4, side), (0, side))
    text = label_room([l_shape], label_choices("Lift lobby and waiting area", "G7", "12 m²"), Taken())
    size = float(re.search(r'font-size="([\d.]+)"', text)[1])
    for x, y, line in lines_of(text):
        half = text_width(line, size) / 2
        for corner in ((x - half, y), (x + half, y), (x - half, y - 0.7 * size), (x + half, y - 0.7 * size)):
            assert is_inside(corner, l_shape)


def test_room_too_small_for_its_label_shows_its_id_or_nothing():
    small = label_room(
        [((0, 0), (30, 0), (30, 20), (0, 20))], label_choices("Staff changing", "c2", "2 m²"), Taken()
    )
    assert ">c2<" in small
    assert (
        label_room([((0, 0), (5, 0), (5, 5), (0, 5))], label_choices("Staff changing", "c2", "2 m²"), Taken())
        == ""
    )


def test_wide_script_is_wrapped_between_characters():
    ways = label_choices("男更衣室及淋浴間", "m1", "9 m²")
    assert ("男更衣室", "及淋浴間") in [way.name for way in ways]


def test_overlapping_pieces_of_a_capture_stay_filled():
    """Even-odd over all pieces at once would leave white what two of them hold."""
    made = hotel.report(
        captures=(hotel.capture("C1", "shut", hotel.rect(1, 6, 3, 1), hotel.rect(2, 6, 3, 1)),)
    )
    parts = of_class(draw(made), "part")
    assert [e.get("d").count("M") for e in parts] == [1, 1]


def test_foot_grows_with_the_legend():
    from offcamera.report.sheet import foot_height

    assert foot_height(4, 1200) < foot_height(40, 1200)
    assert foot_height(15, 900) >= 15 * 16


def texts(root: ET.Element) -> set[str]:
    return {e.text or "" for e in root.iter() if e.tag in (f"{SVG}text", f"{SVG}tspan")}


def test_title_block_shows_a_path_as_given_but_not_where_a_machine_keeps_it():
    made = hotel.plan()
    assert "sites/hotel.yaml" in texts(draw(hotel.report(plan=replace(made, file="sites/hotel.yaml"))))
    for file in ("/home/somebody/sites/hotel.yaml", "C:\\somebody\\sites\\hotel.yaml"):
        found = texts(draw(hotel.report(plan=replace(made, file=file))))
        assert "sites/hotel.yaml" in found
        assert not [text for text in found if "somebody" in text]


def test_long_path_keeps_its_end():
    report = hotel.report(plan=replace(hotel.plan(), file="north/" * 20 + "hotel.yaml"))
    assert [t for t in texts(draw(report)) if t.startswith("…") and t.endswith("north/hotel.yaml")]


def test_ptz_looks_to_the_middle_of_its_stops():
    made = hotel.plan()
    ptz = Camera(id="P", at=(1, 6.5), kind="ptz", pan=(300, 80))
    report = hotel.report(plan=replace(made, levels=(replace(made.levels[0], cameras=(ptz,)),)), captures=())
    assert "rotate(370.0)" in [e.get("transform") for e in of_class(draw(report), "body")]


def test_legend_explains_the_lines_and_cameras_that_are_drawn():
    legend = {e.text for e in of_class(draw(), "legend")[0].iter(f"{SVG}text")}
    assert {"sightline of a failure", "sightline through an open door"} <= legend
    assert {"camera", "camera that sees a private room", "outdoors"} <= legend
    assert "private room, clear as the plan states" in legend
    clear = {e.text for e in of_class(draw(hotel.clear_report()), "legend")[0].iter(f"{SVG}text")}
    assert not [text for text in clear if "sightline" in text or "that sees" in text]


def test_walk_is_drawn_once_for_all_who_see_the_walker():
    root = draw(hotel.report(findings=hotel.unwarned()))
    walks = [e for e in of_class(root, "walk") if not _in_legend(root, e)]
    assert len(walks) == 1
    assert "walk into view without a sign" in texts(root)


def test_drawing_speaks_chinese():
    found = texts(draw(language="zh"))
    assert {"图例", "私密房间，被拍到"} <= found


def test_place_where_the_walker_is_first_seen_is_marked():
    seen = [replace(f, evidence=replace(f.evidence, nearest=(22.0, 6.7))) for f in hotel.unwarned()]
    root = draw(hotel.report(findings=tuple(seen)))
    assert len([e for e in of_class(root, "seen") if not _in_legend(root, e)]) == 1
    assert len([e for e in of_class(root, "head") if not _in_legend(root, e)]) == 1


def test_a_higher_density_reaches_less_far():
    camera = Camera(
        id="C",
        at=(0, 0),
        height=2.7,
        heading=0,
        tilt=20,
        optics=Optics(horizontal=90, vertical=60),
        resolution=(1920, 1080),
    )
    rings = [reach_of_level(camera, list(imagers_of(camera)), least, 2.0) for least in (25, 125, 250)]
    ahead = [max(y for _, y in ring) for ring in rings]
    assert ahead == sorted(ahead, reverse=True)
    assert ahead[2] < ahead[1] < ahead[0]


def test_density_is_not_drawn_unless_asked_for():
    assert not of_class(draw(), "band")


def unwarned_at(*walk, seen=None):
    """One walk into view, drawn on the hotel's floor."""
    finding = hotel.unwarned()[0]
    return replace(finding, evidence=replace(finding.evidence, walk=walk, nearest=seen))


def clipped_box(root: ET.Element) -> tuple[float, float, float, float]:
    rect = next(e for e in root.iter(f"{SVG}clipPath") if e.get("id") == "oc-level-0")[0]
    x, y, w, h = (float(rect.get(k)) for k in ("x", "y", "width", "height"))
    return x, y, x + w, y + h


def test_the_page_holds_the_end_of_a_walk_outside_and_where_the_walker_is_seen():
    report = hotel.report(findings=(unwarned_at((90, 30), (10, 22), (10, 20), seen=(10, 20)),))
    _, _, right, top = page_box(report, report.plan.levels[0], LAYERS)
    assert 22 < top < 25
    assert right < 40, "the whole of the walk is not followed"
    root = draw(report)
    spot = next(e for e in of_class(root, "spot"))
    x0, y0, x1, y1 = clipped_box(root)
    assert x0 < float(spot.get("cx")) < x1
    assert y0 < float(spot.get("cy")) < y1


def test_only_the_last_metres_of_a_walk_are_followed():
    assert tail_of(((0, 0), (10, 0)), 3.0) == [(10, 0), (7, 0)]
    assert tail_of(((0, 0), (10, 0), (10, 1)), 3.0) == [(10, 1), (10, 0), (8, 0)]
    assert tail_of(((9, 0), (10, 0)), 3.0) == [(10, 0), (9, 0)]
    assert tail_of(((9, 0), (9, 0)), 3.0) == [(9, 0), (9, 0)]


def test_a_walk_that_begins_in_view_is_a_place_without_a_way():
    report = hotel.report(findings=(unwarned_at((30, 6.7), (30, 6.7), seen=(30, 6.7)),))
    walk = next(e for e in of_class(draw(report), "walk") if not _in_legend(draw(report), e))
    assert {e.get("class") for e in walk} - {None} == {"seen", "spot"}
    legend = texts(of_class(draw(report), "legend")[0])
    assert "where the walker comes into view" in legend
    assert "walk into view without a sign" not in legend


def test_the_page_follows_a_sign_so_far_and_no_farther():
    plain, level = hotel.report(findings=()), hotel.plan().levels[0]
    near, far = (
        replace(plain, legible=(replace(LEGIBLE, polygons=((hotel.rect(10, -out, 4, out),),)),))
        for out in (2, 90)
    )
    bottoms = [page_box(report, level, LAYERS)[1] for report in (plain, near, far)]
    assert bottoms[0] > bottoms[1] > bottoms[2]
    assert bottoms[0] - bottoms[2] == pytest.approx(4.0)
    assert page_box(far, level, LAYERS - {"legible"})[1] == bottoms[0]


def test_a_sign_that_is_read_from_nowhere_is_crossed():
    level = hotel.plan().levels[0]
    name = level.signs[0].id
    shape = replace(LEGIBLE, sign=Ref("sign", level.id, name))
    for polygons, crossed in (((), True), (LEGIBLE.polygons, False)):
        root = draw(hotel.report(legible=(replace(shape, polygons=polygons),)))
        drawn = [e for e in of_class(root, "sign") if not _in_legend(root, e) and e.tag == f"{SVG}g"]
        assert [name in e[0].text for e in drawn if "unread" in e.get("class")] == [True] * crossed
        assert ("sign that is read from nowhere" in texts(root)) is crossed
    # read as text from somewhere, as a pictogram from nowhere: it is no useless sign
    both = (shape, replace(shape, read="pictogram", polygons=()))
    assert not of_class(draw(hotel.report(legible=both)), "unread")
