"""Whatever a plan says, no form breaks and no screen is steered."""

from __future__ import annotations

import json
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from offcamera.report import REPORTERS
from offcamera.report.picture import draw_svg
from offcamera.report.view import View
from report import hotel

ANYTHING = st.text(st.characters(), max_size=60)


def report_with(label: str, site: str):
    made = hotel.plan()
    floor = made.levels[0]
    rooms = tuple(replace(r, label=label) if r.id in {"208", "r-3"} else r for r in floor.rooms)
    zone = replace(floor.zones[0], id=label)
    plan = replace(made, site=site, levels=(replace(floor, rooms=rooms, zones=(zone,), name=label),))
    return hotel.report(plan=plan)


@settings(max_examples=40, deadline=None)
@given(ANYTHING, ANYTHING)
def test_any_label_is_only_text(label, site):
    report = report_with(label, site)
    ET.fromstring(draw_svg(report))
    run = hotel.run(report)
    screen = REPORTERS["terminal"].render(run, View())["report.txt"].decode("utf-8")
    assert not [c for c in screen.replace("\n", "") if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    json.loads(REPORTERS["json"].render(run, View())["report.json"])
    json.loads(REPORTERS["geojson"].render(run, View())["report.geojson"])
    assert REPORTERS["terminal"].render(run, View(encoding="ascii"))["report.txt"].isascii()
