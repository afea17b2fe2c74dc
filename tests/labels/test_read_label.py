"""Labels of rooms: known, ambiguous or unknown, and never a private room read as a harmless one."""

from __future__ import annotations

import re

import pytest

from offcamera.labels import USES, is_private, read_label
from offcamera.model.use import Reading

KNOWN = {
    "Men's WC": "toilet",
    "RESTROOM": "toilet",
    "WOMENS RR": "toilet",
    "Changing Places": "toilet",
    "Restaurant toilets": "toilet",
    "Nurse Station Toilet": "toilet",
    "MEN": "toilet",
    "Locker Rm 12": "locker-room",
    "Wellness/Mother's Room": "nursing",
    "Room for nursing mothers": "nursing",
    "Exam Room 3": "medical-exam",
    "Exam/Treatment Room": "medical-exam",
    "Labor & Delivery": "operating",
    "Bedroom 2": "bedroom",
    "Guest Room 207": "guest-room",
    "Doctor's Office": "medical-exam",
    "Hall of Residence": "dorm-room",
    "Bedroom 2 closet": "storage",
    "Store for toilet paper": "storage",
    "ELEV EQ RM": "plant",
    "卫生间": "toilet",
    "女廁": "toilet",
    "無障礙廁所": "toilet",
    "化妝室": "toilet",
    "更衣室": "changing",
    "試身室": "fitting",
    "母婴室": "nursing",
    "VIP包间": "private-dining",
    "三人间": "guest-room",
    "B超室": "medical-exam",
    "CT2室": "medical-exam",
    "CT机房": "medical-exam",
    "员工休息室": "staff-rest-room",
    "Herrentoilette": "toilet",
    "Umkleideraum": "changing",
    "Stillraum": "nursing",
    "Sanitätsraum": "first-aid",
    "Raum der Stille": "prayer",
    "Untersuchungsraum 2": "medical-exam",
    "Umkleideflur": "corridor",
    "WC-Lager": "storage",
    "Couloir WC": "corridor",
    "Salle d'eau": "bath",
    "SdB": "bath",
    "Vestiaire femmes": "changing",
    "Cabine d'essayage": "fitting",
    "Chambre 12": "bedroom",
    "病房楼梯": "stairs",
    "客房走廊": "corridor",
}

#: English hard negatives of the glossary: harmless, though a private word stands in them.
HARMLESS_EN = """
Lobby · Foyer · Concourse · Restaurant · Rest. kitchen · Forest room · Restoration lab ·
Rest area (motorway) · Restroom corridor · WC corridor · WC riser · WC shaft · WC riser/shaft ·
Toilet paper store · Showroom · Bathroom showroom · Bathroom furnishing store · Bathtub sales ·
Bath Street entrance · Batch room · Battery room · Bathymetry · Badge office · Badminton court ·
Shower-tray warehouse · Shower plant room · Locker corridor · Parcel lockers · luggage lockers ·
Key locker · Washing-machine room · Laundry · Car wash · Dishwash · Exchange · Currency change ·
Changeover dock · Changing exhibition · Dressing (salad prep) · Fitters' shop · Pipe fitting ·
Outfitters · Menswear · Womenswear · Mentor room · Payment · Amenity · Agents · Ladies' fashion ·
Head office · Loop · Laboratory (LAB) · Privy council · Powder coating · Nurses' station ·
Nursing home · Nursing office · Nursery · Guest services · Guest Wi-Fi · Hotel lobby ·
Bedroom furniture · Bed lift · Exam hall · Water treatment · Patient registration ·
Outpatient waiting · Ward office · Master control · Sauna control panel · Dog toilet ·
WC Fields suite
"""
#: Chinese hard negatives of the glossary.
HARMLESS_ZH = """
卫生所 · 卫生室 · 卫生站 · 卫生服务中心 · 公共卫生科 · 警卫室 · 门卫 · 环卫间 · 卫星机房 · 卫浴展厅 ·
浴室家具店 · 洁具间 · 卫生间管井 · 母线室 · 换热站 · 更新 · 试验间 · 实验室 · 客厅 · 客房部办公室 ·
客房走廊 · 护士站 · 检查井 · 洗衣房 · 洗车 · 男装 · 女装 · 快递柜 · 行李柜 · 宠物厕所 · 生产房 ·
面包间 · 化妆品 · 浴室用品店
"""

#: German and French hard negatives of the glossary.
HARMLESS_DE_FR = """
Badminton · Bademode · Badausstellung · Badeinrichtung · Sanitärlager · Sanitärzentrale · Waschküche ·
Waschstraße · Herrenmode · Damenmode · Gästeempfang · Trafowickelei · Wasserbehandlung ·
Untersuchungsausschuss · Hundetoilette · Bad Homburg · chambre froide · chambre de commerce ·
chambre de tirage · cabine ascenseur · cabine de projection · loge gardien · toilettage · foyer ·
local eau
"""

AMBIGUOUS = {
    "Garderobe": {"changing", "storage"},
    "Vorraum WC": {"toilet", "lobby"},
    "Vestiaire": {"changing", "storage"},
    "Sanitaires": {"toilet", "shower"},
    "Cloakroom": {"toilet", "storage"},
    "Wardrobe": {"changing", "storage"},
    "Rest room": {"toilet", "break-lounge"},
    "Powder room": {"toilet", "changing"},
    "Wellness room": {"nursing"},
    "Family room": {"nursing", "living"},
    "Quiet room": {"prayer"},
    "Green room": {"changing"},
    "WC ante-room": {"toilet", "lobby"},
    "Toilet lobby": {"toilet", "lobby"},
    "Bedroom office": {"bedroom", "office"},
    "Storage (former toilet)": {"storage", "toilet"},
    "BR": {"bedroom", "other"},
    "H": {"toilet", "other"},
    "休息室": {"staff-rest-room", "break-lounge"},
    "衣帽间": {"changing", "storage"},
    "卫生间前室": {"toilet", "lobby"},
    "前室": {"lobby", "toilet"},
    "卫生间改造": {"toilet", "other"},
}


def listed(text: str) -> list[str]:
    return [label for piece in re.split("[·\n]", text) if (label := piece.strip())]


def private(reading: Reading) -> bool:
    return any(map(is_private, reading.uses))


@pytest.mark.parametrize(("label", "use"), KNOWN.items())
def test_a_plain_label_is_known(label: str, use: str) -> None:
    reading = read_label(label)
    assert (reading.status, set(reading.uses)) == ("known", {use})


@pytest.mark.parametrize("label", listed(HARMLESS_EN + HARMLESS_ZH + HARMLESS_DE_FR))
def test_a_hard_negative_is_harmless(label: str) -> None:
    reading = read_label(label)
    assert reading.status == "known"
    assert not private(reading), reading


@pytest.mark.parametrize(("label", "candidates"), AMBIGUOUS.items())
def test_what_may_be_private_is_ambiguous_with_its_candidates(label: str, candidates: set[str]) -> None:
    reading = read_label(label)
    assert reading.status == "ambiguous"
    assert candidates <= set(reading.uses)


@pytest.mark.parametrize(
    "label", ["Room", "ROOM 12", "R-3", "S-1", "207", "4.2 m²", "Xyzzy", "房间", "Dormer", "#", "& /"]
)
def test_a_label_that_says_nothing_is_unknown(label: str) -> None:
    assert read_label(label) == Reading("unknown", (), "no-word")


@pytest.mark.parametrize("label", ["", "  ", "\n"])
def test_no_label_is_unknown(label: str) -> None:
    assert read_label(label) == Reading("unknown", (), "no-label")


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("Toilet", "lexicon:en:toilet"),
        ("Nurses' station", "negative:en:nurses station"),
        ("卫生间", "lexicon:zh:卫生间"),
        ("Restroo", "cut-off:en:restroom"),
    ],
)
def test_why_names_the_word_that_decided(label: str, why: str) -> None:
    assert read_label(label).why == why


@pytest.mark.parametrize(
    "label",
    [
        "卫生间 / Restroom",
        "卫生间 Restroom",
        "Restroom卫生间",
        "卫生间（Toilet）",
        "Men / Women",
        "Toilet, Men",
        "WC - Men",
    ],
)
def test_two_names_that_agree_are_one_room(label: str) -> None:
    assert (read_label(label).status, read_label(label).uses) == ("known", ("toilet",))


@pytest.mark.parametrize(
    ("label", "candidates"),
    [
        ("更衣室 Storage", {"changing", "storage"}),
        ("卫生间 / Shower", {"toilet", "shower"}),
        ("卫生间 Restroom corridor", {"toilet", "corridor"}),
        ("Toilets / Corridor", {"toilet", "corridor"}),
    ],
)
def test_two_names_that_disagree_are_ambiguous(label: str, candidates: set[str]) -> None:
    reading = read_label(label)
    assert (reading.status, set(reading.uses)) == ("ambiguous", candidates)


def test_two_private_rooms_in_one_label_both_hold() -> None:
    assert read_label("Bath & Toilet") == Reading(
        "known", ("bath", "toilet"), "lexicon:en:bath|lexicon:en:toilet"
    )
    assert set(read_label("Toilet Shower").uses) == {"shower", "toilet"}


@pytest.mark.parametrize(
    "label",
    [
        "Toilet and Store",
        "Kitchen and Bathroom",
        "WC et dépôt",
        "Baño y trastero",
        "卫生间及储藏室",
        "厕所和库房",
        "更衣室兼仓库",
        "トイレ及び倉庫",
        "화장실 및 창고",
    ],
)
def test_a_joined_store_does_not_clear_the_toilet_beside_it(label: str) -> None:
    assert private(read_label(label))


def test_a_joining_word_inside_a_name_joins_nothing() -> None:
    assert read_label("洗手间") == Reading("known", ("toilet",), "lexicon:zh:洗手间")
    assert read_label("母婴同室和护理").uses[0] == "patient-room"


@pytest.mark.parametrize(
    "label", ["Cloakroom / Storage", "Wardrobe, storage", "衣帽间 / Storage", "Garderobe / Lager"]
)
def test_a_harmless_name_beside_one_in_doubt_does_not_settle_it(label: str) -> None:
    reading = read_label(label)
    assert reading.status == "ambiguous"
    assert private(reading)


def test_a_cut_off_word_asks_and_never_decides() -> None:
    reading = read_label("Restroo")
    assert reading.status == "ambiguous"
    assert reading.uses == ("toilet", "other")


def test_the_venue_decides_an_abbreviation() -> None:
    assert read_label("King", venue="hotel").uses == ("guest-room",)
    assert read_label("King").status == "unknown"
    assert read_label("BR", venue="residence") == Reading("known", ("bedroom",), "lexicon:en:br")
    assert read_label("OR", venue="hospital").uses == ("operating",)
    assert read_label("VIP室", venue="restaurant").uses == ("private-dining",)


def test_every_use_that_is_read_is_in_the_table() -> None:
    for label in [*KNOWN, *AMBIGUOUS, *listed(HARMLESS_EN), *listed(HARMLESS_ZH)]:
        assert set(read_label(label).uses) <= set(USES)
