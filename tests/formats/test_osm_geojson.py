import json
from math import cos, radians, sin, sqrt

import pytest

from formats.osm_map import as_bytes, box, degrees, doubts, level, node, read
from offcamera.errors import Refused
from offcamera.formats.osm import read_osm_geojson, sniff_geojson
from offcamera.formats.osm.projection import Frame, frame_about


def refusal(data):
    with pytest.raises(Refused) as caught:
        read_osm_geojson(data, "map.geojson")
    return caught.value.faults[0]


def with_coordinates(coordinates, **more):
    feature = box("1", 0, 0, 4, 4)
    feature["geometry"] = {"type": "Polygon", "coordinates": [coordinates]}
    return json.dumps({"type": "FeatureCollection", "features": [feature], **more}).encode()


@pytest.mark.parametrize("lat", [0.0, 51.025, -77.8])
def test_metres_agree_with_the_radii_of_curvature(lat):
    a, f = 6378137.0, 1 / 298.257223563
    e2 = f * (2 - f)
    w = sqrt(1 - e2 * sin(radians(lat)) ** 2)
    step = 0.001
    east, _ = Frame((13.0, lat)).flat((13.0 + step, lat))
    _, north = Frame((13.0, lat)).flat((13.0, lat + step))
    assert east == pytest.approx(a / w * cos(radians(lat)) * radians(step), abs=1e-3)
    assert north == pytest.approx(a * (1 - e2) / w**3 * radians(step), abs=1e-3)


def test_a_site_on_the_date_line_is_one_site():
    frame = frame_about([(179.999, 0.0), (-179.999, 0.0)], "map")
    assert frame.flat((-179.999, 0.0))[0] == pytest.approx(111.32, abs=0.01)


def test_projected_coordinates_are_refused_with_advice():
    fault = refusal(with_coordinates([[1527600, 6627100], [1527610, 6627100], [1527610, 6627110]]))
    assert "no longitude and latitude" in fault.says
    assert "EPSG:4326" in fault.help


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::3857", "EPSG:6677", "urn:ogc:def:crs:EPSG::31468"])
def test_another_coordinate_system_is_refused(name):
    ring = [degrees(0, 0), degrees(4, 0), degrees(4, 4)]
    fault = refusal(with_coordinates(ring, crs={"type": "name", "properties": {"name": name}}))
    assert name in fault.says
    assert fault.line == 1
    assert "EPSG:4326" in fault.help


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_wgs84_by_any_name_is_read(name):
    ring = [degrees(0, 0), degrees(4, 0), degrees(4, 4)]
    data = with_coordinates(ring, crs={"type": "name", "properties": {"name": name}})
    assert len(level(read_osm_geojson(data, "map.geojson")).rooms) == 1


def test_metres_written_as_if_they_were_degrees_are_refused():
    assert "km across" in refusal(with_coordinates([[0, 0], [40, 0], [40, 30], [0, 30]])).says


def test_a_pointer_of_git_lfs_is_refused_by_name():
    fault = refusal(b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")
    assert "Git LFS" in fault.says
    assert "git lfs pull" in fault.help


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the text ends"),
        (b"[]", "no GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "no GeoJSON FeatureCollection"),
        (b'{"version": 0.6, "elements": []}', "Overpass"),
        (b'{"type": "FeatureCollection", "features": []}', "no room, wall or camera"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN"),
        (b'{"type": "FeatureCollection", "features": [}', "a value was expected"),
        (b"\xff\xfe", "UTF"),
        (b"[" * 5000, "nested"),
    ],
)
def test_what_is_no_map_is_refused(data, says):
    assert says in refusal(data).says


def test_a_fault_of_syntax_has_its_line_and_column():
    fault = refusal(b'{"type": "FeatureCollection",\n "features": [1 2]}')
    assert (fault.line, fault.column) == (2, 17)


def test_features_that_are_none_are_told_and_counted():
    plan = read(box("1", 0, 0, 4, 4), 7, None, "x", [], {}, {"properties": 3, "geometry": 4})
    assert len(level(plan).rooms) == 1
    (doubt,) = doubts(plan, "feature-not-read")
    assert doubt.figures == {"tag": "no tag", "count": 6}


def test_tags_may_be_nested_numbers_or_truths():
    feature = box("1", 0, 0, 4, 4)
    feature["properties"] = {"tags": {"indoor": "room", "level": 1.0, "stairs": True, "ref": 12, "odd": None}}
    plan = read(feature)
    (room,) = level(plan, "1").rooms
    assert (room.id, room.label, room.reading.uses) == ("12", "12", ("stairs",))


@pytest.mark.parametrize(
    ("said", "id_"),
    [
        ("way/12", "w12"),
        ("relation/7", "r7"),
        ("node/3", "n3"),
        (12, "f12"),
        ("a/b c", "f1"),
        (None, "f1"),
        (True, "f1"),
    ],
)
def test_ids_are_short_and_plain(said, id_):
    feature = box("1", 0, 0, 4, 4)
    feature["id"] = said
    assert level(read(feature)).rooms[0].id == id_


def test_the_place_of_a_room_is_that_of_its_feature():
    text = (
        as_bytes(box("1", 0, 0, 4, 4), box("2", 4, 0, 8, 4))
        .decode()
        .replace('{"type": "Feature"', '\n {"type": "Feature"')
    )
    plan = read_osm_geojson(text.encode(), "map.geojson")
    assert [str(room.place) for room in level(plan).rooms] == ["map.geojson:2:2", "map.geojson:3:2"]


def test_heights_in_coordinates_are_passed_over():
    ring = [[*degrees(x, y), 112.0] for x, y in [(0, 0), (4, 0), (4, 4), (0, 0)]]
    assert len(level(read_osm_geojson(with_coordinates(ring), "m.geojson")).rooms) == 1


def test_maps_are_told_from_other_geojson():
    assert sniff_geojson(as_bytes(box("1", 0, 0, 4, 4)))
    assert sniff_geojson(as_bytes(node("1", 0, 0, man_made="surveillance")))
    assert not sniff_geojson(as_bytes(node("1", 0, 0, amenity="bench")))
    assert not sniff_geojson(
        b'{"type": "FeatureCollection", "features": [{"feature_type": "unit", "indoor": 1}]}'
    )
    assert not sniff_geojson(b"offcamera: 1")
    assert not sniff_geojson(b"")


def test_the_same_map_is_read_the_same_twice():
    features = [box(str(i), 4 * i, 0, 4 * i + 4, 4, indoor="area") for i in range(6)]
    assert read(*features) == read(*features)
