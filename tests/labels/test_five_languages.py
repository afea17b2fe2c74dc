"""Spanish, Italian, Portuguese, Japanese and Korean labels, alone and beside the other languages."""

from __future__ import annotations

import re

import pytest

from offcamera.labels import is_private, read_label
from offcamera.labels.normalise import words_of
from offcamera.labels.read import read_words
from offcamera.labels.vocabulary import parse_lexicon
from offcamera.model.use import Reading

KNOWN = {
    "Aseo C": "toilet",
    "Baños H/M": "toilet",
    "SS.HH. Damas": "toilet",
    "Servicios Higiénicos": "toilet",
    "WC M/F": "toilet",
    "Cuarto de baño": "bath",
    "Duchas hombres": "shower",
    "Vestuario mujeres (20 armarios dobles)": "changing",
    "Probador 3": "fitting",
    "Sala de lactancia": "nursing",
    "Hab. 204": "bedroom",
    "DORMITORIO 2": "bedroom",
    "Consulta 12": "medical-exam",
    "Quirófano": "operating",
    "Sala de examen": "medical-exam",
    "Enfermería": "first-aid",
    "Sala de oración": "prayer",
    "Bagno disabili": "toilet",
    "Servizi igienici": "toilet",
    "Spogl. donne": "changing",
    "Camera matrimoniale": "bedroom",
    "Sala visite": "medical-exam",
    "Camera di degenza": "patient-room",
    "I.S.": "toilet",
    "I.S. Masc.": "toilet",
    "Casa de banho": "toilet",
    "Vestiário dos Oficiais": "changing",
    "Dormitório do Contramestre": "dorm-room",
    "Dormitório": "dorm-room",
    "Fraldário": "nursing",
    "Quarto de casal": "bedroom",
    "男子便所": "toilet",
    "化粧室": "toilet",
    "ﾄｲﾚ": "toilet",
    "女子HWC": "toilet",
    "HWC": "toilet",
    "脱衣室": "changing",
    "洗面・脱衣所": "changing",
    "授乳室": "nursing",
    "仮眠室": "staff-rest-room",
    "音楽室1 50人 男子寝室": "dorm-room",
    "マッサージ店": "physio",
    "남자화장실": "toilet",
    "화장실(장애인)": "toilet",
    "남화": "toilet",
    "여성 탈의실": "changing",
    "수유실 (유아휴게실)": "nursing",
    "진료실": "medical-exam",
    "객실": "guest-room",
    "찜질방": "sauna",
}

#: Hard negatives of the glossary and rooms that are named after a private one.
HARMLESS = """
vestíbulo · servicio técnico · puerta de servicio · intercambiador · cuarto técnico · cuarto de máquinas ·
Pasillo de aseos · Escalera vestuarios · Almacén de camas · Cámara frigorífica · Botica · Sala de espera ·
servizi generali · cabina elettrica · Camera di Commercio · camera blindata · Corridoio spogliatoi ·
Negozio di prodotti per il bagno · Vano ascensore interno · Cella carni ·
casa das máquinas · banho-maria · Corredor dos vestiários · Copa da enfermaria · Depósito ·
化粧品売場 · 客席 · コインロッカー · 宅配ロッカー · 浴室用品店 · 洗濯室 · トイレ前廊下 · 更衣室倉庫 ·
バスターミナル ·
화장품 · 객석 · 화장터 · 수유역 · 수유동 · 세탁실 · 화장실 기구 가게 · 찜질방 휴게실 · 화장실 복도 ·
진료대기실 · Entrance hall · Ticket hall · Lift lobby · Inner court · Station office · Training floor · Café ·
Camera room · Gas · Forest · Bar · Restaurante
"""

AMBIGUOUS = {
    "servicio": {"toilet", "other"},
    "cuarto de aseo": {"toilet", "shower", "cleaning"},
    "OPERACIONES": {"operating", "office"},
    "Caballeros": {"toilet", "changing"},
    "guardarropa": {"changing", "storage"},
    "antibagno": {"toilet", "lobby"},
    "Cabina": {"changing", "fitting"},
    "balneário": {"changing", "shower", "bath"},
    "balneario": {"bath", "physio"},
    "Sala de preparo": {"kitchen", "patient-room"},
    "休憩室": {"staff-rest-room", "break-lounge"},
    "便所前室": {"toilet", "lobby"},
    "洗面所": {"toilet", "bath", "changing"},
    "バス": {"bath", "platform"},
    "UB": {"bath", "other"},
    "UT": {"changing", "other"},
    "휴게실": {"staff-rest-room", "break-lounge"},
    "드레스룸": {"changing", "storage"},
    "샤워설비": {"shower", "plant"},
}


def listed(text: str) -> list[str]:
    return [label for piece in re.split("[·\n]", text) if (label := piece.strip())]


@pytest.mark.parametrize(("label", "use"), KNOWN.items())
def test_a_plain_label_is_known(label: str, use: str) -> None:
    reading = read_label(label)
    assert (reading.status, set(reading.uses)) == ("known", {use})


@pytest.mark.parametrize("label", listed(HARMLESS))
def test_a_hard_negative_is_harmless(label: str) -> None:
    reading = read_label(label)
    assert reading.status == "known"
    assert not any(map(is_private, reading.uses)), reading


@pytest.mark.parametrize(("label", "candidates"), AMBIGUOUS.items())
def test_what_may_be_private_is_ambiguous_with_its_candidates(label: str, candidates: set[str]) -> None:
    reading = read_label(label)
    assert reading.status == "ambiguous"
    assert candidates <= set(reading.uses)


def test_the_venue_decides_between_rooms() -> None:
    assert read_label("Camera 12", venue="hotel").uses == ("guest-room",)
    assert read_label("個室", venue="hospital").uses == ("patient-room",)
    assert read_label("個室", venue="restaurant").uses == ("private-dining",)
    assert read_label("2인실", venue="school").uses == ("dorm-room",)


def language(id_: str, terms: str) -> str:
    return f"language: {id_}\nwords: spaced\nhead: first\ngeneric: [de]\nterms: {{{terms}}}\n"


def read_in(label: str, *pages: str) -> Reading:
    return read_words(words_of(label), [parse_lexicon(page) for page in pages])


def test_two_languages_that_agree_do_not_outvote_a_third() -> None:
    toilet, store = "toilet: [retrete]", "storage: [retrete]"
    pages = [language("xa", store), language("xb", toilet), language("xc", toilet)]
    for order in (pages, pages[::-1]):
        reading = read_in("retrete", *order)
        assert (reading.status, set(reading.uses)) == ("ambiguous", {"storage", "toilet"})


def test_of_two_private_readings_the_one_that_has_the_accents_of_the_label_wins() -> None:
    pages = [language("xa", "bedroom: [dormitorio]"), language("xb", "dorm-room: [dormitório]")]
    assert read_in("Dormitório", *pages) == Reading("known", ("dorm-room",), "lexicon:xb:dormitório")
    assert read_in("Dormitorio", *pages) == Reading("known", ("bedroom",), "lexicon:xa:dormitorio")


def test_accents_never_clear_a_private_room() -> None:
    pages = [language("xa", "storage: [retréte]"), language("xb", "toilet: [retrete]")]
    for label in ("retréte", "retrete"):
        assert "toilet" in read_in(label, *pages).uses


def test_a_word_that_one_language_knows_is_cut_off_in_none() -> None:
    guess = language("xa", "guest-room: [foresteria]")
    assert read_in("foreste", guess).uses == ("guest-room", "other")
    assert read_in("foreste", guess, language("xb", "outdoor: [foreste]")).uses == ("outdoor",)


def test_a_short_word_is_no_plural_of_a_shorter_one() -> None:
    page = language("xa", "plant: [gas]") + "plurals: {s: ''}\nwhole: [{say: [ga], may_be: [bath]}]\n"
    assert read_in("Gas", page).uses == ("plant",)


def test_a_long_piece_of_unspaced_text_is_found_inside_a_longer_one() -> None:
    assert read_label("南側パウダーコーナー").uses == ("toilet", "changing")
