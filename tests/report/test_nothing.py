"""Why a rule had nothing to look at: the true reason, in words, for the person who reads the foot."""

from __future__ import annotations

from datetime import date

import pytest

from offcamera.audit import audit_plan
from offcamera.findings.report import Report
from offcamera.formats import read_plan
from offcamera.report.nothing import say_why_nothing
from offcamera.report.words import load_words
from offcamera.rules.pack import load_pack, read_pack

PLAN = """
offcamera: 1
site: Hall
levels:
  - id: G
    rooms:
      - {id: hall, label: Hall, access: staff, rect: {at: [0, 0], size: [9, 6]}}
    openings:
      - {id: d, kind: door, line: [[0, 2], [0, 3]]}
"""
CAMERA = (
    "    cameras: [{id: C, at: [4, 5.9], height: 2.4, heading: 180, tilt: 30, fov: [40, 30]"
    ", facial_recognition: false}]\n"
)
ZONE = "    zones: [{id: z, kind: target, polygon: [[1, 1], [2, 1], [2, 2]]}]\n"
FACES = "applies: {device: face-recognition}"
PUBLIC = "applies: {access: [public]}"


def audit(plan: str, rule: str, applies: str = "") -> Report:
    row = f"  - {{id: a, rule: {rule}, says: Text., with: {{{WITH.get(rule, '')}}}, {applies}}}"
    pack = read_pack(f"pack: p\ntitle: T\nstatus: draft\nclauses:\n{row}\n".encode(), "p.yaml")
    read = read_plan("a.yaml", plan.encode())
    return audit_plan(read, [load_pack("private-rooms"), pack], as_of=date(2026, 11, 24))


WITH = {"camera-declares": "fields: [consent]", "view-into-room": "uses: [toilet]"}


@pytest.mark.parametrize(
    ("plan", "rule", "applies", "en", "zh"),
    [
        (PLAN, "camera-declares", "", "no cameras", "没有摄像机"),
        (PLAN, "sign-at-entrance", "", "no cameras", "没有摄像机"),
        (PLAN + CAMERA, "camera-declares", FACES, "no camera that recognises faces", "没有人脸识别摄像机"),
        (PLAN + CAMERA, "purpose-allowed", PUBLIC, "no camera in a public place", "公共场所没有摄像机"),
        (PLAN + CAMERA, "sign-content", "", "no signs", "没有标识"),
        (PLAN + CAMERA, "alternative-offered", FACES, "no door opens to a face", "没有刷脸开启的门"),
        (PLAN + CAMERA, "declared-view-true", "", "no view is drawn", "没有画出视场"),
        (PLAN + CAMERA, "view-into-zone", "", "no zones", "没有区域"),
        (PLAN + CAMERA + ZONE, "view-into-zone", "", "no zone of these kinds", "没有此类区域"),
        (PLAN + CAMERA, "view-into-room", "", "nothing that it asks about", "没有它要审核的对象"),
    ],
)
def test_why_a_clause_met_nothing(plan: str, rule: str, applies: str, en: str, zh: str) -> None:
    report = audit(plan, rule, applies)
    tally = next(t for t in report.tallies if t.clause == "a")
    assert tally.looked_at == 0
    assert say_why_nothing(tally, report, load_words("en")) == en
    assert say_why_nothing(tally, report, load_words("zh")) == zh
