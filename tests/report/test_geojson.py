from __future__ import annotations

import json

from shapely.geometry import shape

from offcamera.report import REPORTERS
from offcamera.report.geojson import draw_geojson
from offcamera.report.view import View
from report import hotel


def features(report=None, level=None) -> list[dict]:
    return json.loads(draw_geojson(report or hotel.report(), level))["features"]


def test_kinds_of_features():
    found = features()
    kinds = {
        kind: sum(f["properties"]["kind"] == kind for f in found)
        for kind in {f["properties"]["kind"] for f in found}
    }
    level = hotel.level()
    assert kinds == {
        "room": len(level.rooms),
        "opening": len(level.openings),
        "wall": 1,
        "obstacle": 1,
        "zone": 1,
        "camera": 6,
        "sign": 2,
        "capture": 8,
        "finding": 3,
    }


def test_capture_names_camera_level_doors_and_body():
    found = next(f["properties"] for f in features() if f["properties"]["kind"] == "capture")
    assert {key: found[key] for key in ("camera", "level", "doors", "body")} == {
        "camera": "C1",
        "level": "2",
        "doors": "shut",
        "body": [0.1, 2.0],
    }


def test_collection_says_that_it_is_no_map():
    assert "not WGS 84" in json.loads(draw_geojson(hotel.report()))["coordinates"]


def test_shapes_are_valid_and_outer_rings_run_anticlockwise():
    for feature in features():
        if feature["geometry"] is None:
            continue
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        if geometry.geom_type == "Polygon":
            assert geometry.exterior.is_ccw
    assert abs(shape(features()[0]["geometry"]).area - 22.4) < 1e-9


def test_other_level_is_empty():
    assert features(level="9") == []


def test_run_of_two_sites_tells_them_apart():
    run = hotel.run(hotel.named(1, hotel.report()), hotel.named(2, hotel.report()))
    found = json.loads(REPORTERS["geojson"].render(run, View())["report.geojson"])["features"]
    assert {f["properties"]["site"] for f in found} == {"Harbour Hotel, branch 1", "Harbour Hotel, branch 2"}


def test_hostile_labels_stay_data():
    found = features(hotel.hostile())
    assert any(f["properties"].get("label") == hotel.HOSTILE for f in found)


def test_walk_stands_on_its_level_and_names_its_finding():
    report = hotel.report(findings=hotel.unwarned())
    found = [f for f in features(report) if f["properties"]["kind"] == "walk"]
    assert [f["properties"]["finding"] for f in found] == [f.id for f in report.findings]
    assert found[0]["geometry"] == {"type": "LineString", "coordinates": [[34, 7], [32, 6.7], [20, 6.7]]}
    assert found[0]["properties"]["level"] == "2"


def test_kind_of_a_thing_does_not_take_the_name_of_a_camera():
    found = features()
    cameras = [f["properties"] for f in found if f["properties"]["kind"] == "camera"]
    assert all("camera" not in properties and properties["camera_kind"] for properties in cameras)
    findings = [f["properties"] for f in found if f["properties"]["kind"] == "finding"]
    assert findings[0]["clauses"] == ["house-in-room", "cn-2023-6"]


def test_legible_area_names_its_sign_and_the_eye():
    from report.test_picture import LEGIBLE

    found = [f for f in features(hotel.report(legible=(LEGIBLE,))) if f["properties"]["kind"] == "legible"]
    assert [(f["properties"]["sign"], f["properties"]["eye"]) for f in found] == [("S1", 1.55)]
    assert shape(found[0]["geometry"]).area == 8


def test_walk_tells_who_sees_the_walker_and_where():
    walk = next(
        f for f in features(hotel.report(findings=hotel.unwarned())) if f["properties"]["kind"] == "walk"
    )
    assert walk["properties"]["camera"]
    assert walk["properties"]["enter_by"] == "d-ter"
