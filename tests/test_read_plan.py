"""The one door for plans: by its ending or its beginning, each file finds its reader or its explanation."""

from __future__ import annotations

from pathlib import Path

import pytest

from offcamera.errors import Refused
from offcamera.formats import FORMATS, read_plan

PLAN = b"""offcamera: 1
site: A
levels: [{id: G, rooms: [{id: hall, label: Corridor, rect: {at: [0, 0], size: [5, 4]}}]}]
"""
JSON = b"""{"offcamera": 1, "site": "A",
 "levels": [{"id": "G", "rooms": [{"id": "hall", "rect": {"at": [0, 0], "size": [5, 4]}}]}]}"""
COLLECTION = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "way/1",
 "properties": {"indoor": "room", "level": "0", "name": "Hall"},
 "geometry": {"type": "Polygon", "coordinates":
  [[[8.0, 50.0], [8.0001, 50.0], [8.0001, 50.0001], [8.0, 50.0]]]}}]}"""
OSM = b"""<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="50.0" lon="8.0"/>
<node id="2" lat="50.0" lon="8.0001"/>
<node id="3" lat="50.0001" lon="8.0001"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>
<tag k="indoor" v="room"/><tag k="level" v="0"/></way>
</osm>"""


def refusal(file: str, data: bytes | None = None) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_plan(file, data)
    (fault,) = caught.value.faults
    assert fault.file == file
    return fault.says, fault.help


@pytest.mark.parametrize("name", ["plan.yaml", "plan.yml", "PLAN.YAML", "-", "plan"])
def test_a_native_plan_in_yaml(name: str) -> None:
    plan = read_plan(name, PLAN)
    assert (plan.site, plan.file) == ("A", name)


@pytest.mark.parametrize("name", ["plan.json", "-"])
def test_a_native_plan_in_json(name: str) -> None:
    assert read_plan(name, JSON).site == "A"


@pytest.mark.parametrize("name", ["map.geojson", "map.json", "-"])
def test_a_map_in_geojson(name: str) -> None:
    assert [len(level.rooms) for level in read_plan(name, COLLECTION).levels] == [1]


@pytest.mark.parametrize("name", ["map.osm", "-"])
def test_a_map_of_openstreetmap(name: str) -> None:
    assert [len(level.rooms) for level in read_plan(name, OSM).levels] == [1]


def test_a_plan_that_mentions_a_collection_stays_a_plan() -> None:
    assert read_plan("plan.json", JSON.replace(b'"A"', b'"FeatureCollection"')).site == "FeatureCollection"


def test_a_file_is_read_from_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(PLAN)
    assert read_plan(file).file == str(file)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("plan.pdf", b"%PDF-1.7 ...", "PDF"),
        ("plan", b"%PDF-1.7 ...", "PDF"),
        ("plan.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("photo.yaml", b"\xff\xd8\xff\xe0", "picture"),
        ("plan.dwg", b"AC1032", "DWG"),
        ("plan.ifc", b"ISO-10303-21;\nHEADER;", "IFC"),
        ("plan.dxf", b"0\nSECTION\n", "DXF"),
        ("venue.zip", b"PK\x03\x04", "IMDF"),
        ("plan.yaml", b"PK\x03\x04", "zip"),
        ("plan.yaml", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
        ("plan.yaml", b"  \n", "empty"),
        ("plan.yaml", b"site: A\0B\n", "no text"),
        ("notes.txt", b"hello", ".txt"),
    ],
)
def test_what_is_known_but_not_read_explains_itself_with_the_way_out(
    name: str, data: bytes, word: str
) -> None:
    says, help_ = refusal(name, data)
    assert word in says
    assert "\n" not in says
    assert help_


def test_what_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "gone.yaml"))[0] == "there is no such file"
    assert refusal(str(tmp_path))[0] == "this is a folder, not a plan"


@pytest.mark.parametrize("data", [b"<html></html>", b"{", b"[]", b"x", b"\xff\xfea\0"])
@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_rubbish_is_refused_by_every_reader(row: object, data: bytes) -> None:
    assert row in FORMATS
    for suffix in next(f for f in FORMATS if f is row).suffixes:
        with pytest.raises(Refused):
            read_plan(f"rubbish{suffix}", data)
