"""What a word may not clear: rooms of another language, a salon for women, what is not understood."""

from __future__ import annotations

from itertools import permutations

import pytest

from labels.test_lexicon import BARE
from offcamera.labels import is_private, languages, read_label
from offcamera.labels.normalise import fold
from offcamera.model.use import Reading

IDS = [language.id for language in languages()]

#: Some words for a room name a hall where they stand alone, or beside a word for men or women.
HALLS = {
    "cs": "sál",
    "da": "sal",
    "et": "saal",
    "fi": "sali",
    "ru": "зал",
    "sv": "sal",
    "tr": "salon",
    "uk": "зал",
    "ar": "قاعة",
    "fa": "سالن",
    "he": "אולם",
    "el": "αίθουσα",
}
#: Further words for a room, a cabin or a part of a room.
CABINS = {
    "en": "booth cubicle cabin compartment chamber",
    "de": "Kabine Kammer Abteil",
    "fr": "cabine compartiment pièces",
    "es": "cabina compartimento",
    "it": "cabina sale",
    "pt": "cabine cômodo",
    "nl": "cabine hokje",
    "sv": "kammare bås",
    "da": "kammer kabine",
    "ru": "кабина комнаты",
    "uk": "кабіна кімнати",
    "ar": "غرف حجرات كابينة",
    "fa": "غرفه حجره کابین",
}
MEN_AND_WOMEN = {
    "en": "men women",
    "zh": "男 女 员工",
    "de": "Herren Damen",
    "fr": "hommes femmes personnel",
    "es": "hombres mujeres personal",
    "it": "uomini donne personale",
    "pt": "homens mulheres funcionários",
    "ja": "男子 女子",
    "ko": "남자 여자",
    "nl": "heren dames",
    "pl": "męska damska",
    "cs": "muži ženy personál",
    "sk": "muži ženy personál",
    "hu": "férfi női",
    "ro": "bărbați femei",
    "hr": "muškarci žene",
    "sv": "herrar damer",
    "fi": "miehet naiset",
    "et": "mehed naised",
    "da": "herrer damer",
    "ru": "мужская женская",
    "uk": "чоловіча жіноча персоналу",
    "tr": "erkek kadın personel",
    "id": "pria wanita",
    "vi": "nam nữ",
    "ar": "الرجال نساء الموظفين المصلين",
    "fa": "مردانه زنانه کارکنان",
    "he": "גברים נשים עובדים",
    "th": "ชาย หญิง พนักงาน",
    "el": "ανδρών γυναικών προσωπικού",
}


def is_harmless(reading: Reading) -> bool:
    return bool(reading.uses) and not any(map(is_private, reading.uses))


def rooms_of(language: str) -> list[str]:
    bare = [word for word in BARE[language].split() if word not in HALLS.get(language, "").split()]
    return [*bare, *CABINS.get(language, "").split()]


@pytest.mark.parametrize("language", IDS)
def test_a_bare_word_for_room_is_harmless_in_no_language(language: str) -> None:
    blank = "" if language in ("zh", "ja", "th") else " "
    others = ["xyzzy", "207", *MEN_AND_WOMEN[language].split()]
    labels = {
        text
        for room in rooms_of(language)
        for word in (room, fold(room.casefold()))
        for other in others
        for text in (word, *map(blank.join, permutations([word, other])))
    }
    assert sorted(label for label in labels if is_harmless(read_label(label))) == []


@pytest.mark.parametrize("language", sorted(set(HALLS) - {"et", "fi"}))
def test_a_hall_clears_no_word_that_is_not_understood(language: str) -> None:
    hall = HALLS[language]
    labels = [f"{word} {other}" for word, other in permutations([hall, "xyzzy"])]
    assert [label for label in [*labels, *map(fold, labels)] if is_harmless(read_label(label))] == []


@pytest.mark.parametrize("label", ["غرفة", "غرفة الرجال", "غرفة نساء", "غرفة الموظفين", "غرفة 207", "غرفه"])
def test_an_arabic_room_is_no_persian_booth(label: str) -> None:
    assert read_label(label).status == "unknown" or not is_harmless(read_label(label))


@pytest.mark.parametrize(
    "label",
    [
        "Damensalon",
        "Damen-Salon",
        "Damen Salon",
        "Frauensalon",
        "Dames salon",
        "Damessalon",
        "Salon damski",
        "Salon dla kobiet",
        "Salon femmes",
        "Salon pour dames",
        "Salón de mujeres",
        "Salone donne",
        "Salone per signore",
        "Salão de mulheres",
        "Kadın salonu",
        "Kadın salon",
        "Bayan salon",
        "Női szalon",
        "Salon femei",
        "Salon doamne",
        "Ženski salon",
        "Salon žene",
        "Dámský salon",
        "Dámský salón",
        "Dámsky salón",
        "Damsalong",
        "Dam salong",
        "Salong damer",
        "Damesalon",
        "Salon damer",
        "Naisten salonki",
        "Naiste salong",
    ],
)
def test_a_salon_for_women_is_private(label: str) -> None:
    assert read_label(label).uses == ("women-salon",)


@pytest.mark.parametrize(
    "label",
    [
        "Sala",
        "Sala 207",
        "Kosmetiksalon",
        "Schönheitssalon",
        "Salon de beauté",
        "Beauty parlour",
        "Salon kosmetyczny",
        "Kozmetički salon",
        "Salon cosmetică",
        "Salon Xyzzy",
        "Salong xyzzy",
        "Salone xyzzy",
    ],
)
def test_a_salon_alone_clears_no_other_word(label: str) -> None:
    assert not is_harmless(read_label(label))


@pytest.mark.parametrize(
    "label",
    [
        "stafflockers",
        "breastpump",
        "ladieschanging",
        "mensshower",
        "womenslockers",
        "showerlockers",
        "dressinglager",
        "toiletlager2",
    ],
)
def test_a_compound_of_one_language_clears_no_private_word_of_another(label: str) -> None:
    assert not is_harmless(read_label(label))


@pytest.mark.parametrize(
    ("label", "uses"),
    [
        ("Schneeschuhlager", ("storage",)),
        ("Kinderwagenflur", ("corridor",)),
        ("Fietsenberging", ("storage",)),
    ],
)
def test_other_compounds_are_still_read_by_their_last_part(label: str, uses: tuple[str, ...]) -> None:
    assert read_label(label).uses == uses


@pytest.mark.parametrize(
    "label",
    [
        "Tape à l'œil",
        "Cop Copine",
        "Club Bouygues Telecom",
        "Soba žene",
        "Žene zona",
        "Xyzzy a",
        "Et xyzzy",
        "IT xyzzy",
        "Xyzzy TD",
    ],
)
def test_a_short_or_unmarked_word_clears_nothing_that_is_not_understood(label: str) -> None:
    assert not is_harmless(read_label(label))


def test_a_letter_after_a_toilet_is_no_lift() -> None:
    assert read_label("ห้องน้ำชายA").uses == ("toilet",)


@pytest.mark.parametrize(
    ("label", "uses"),
    [("LH földszint", ("stairs",)), ("Asansör", ("lift",)), ("Çöp", ("waste",)), ("Cop", ("waste",))],
)
def test_short_words_still_count_where_the_rest_is_understood(label: str, uses: tuple[str, ...]) -> None:
    assert set(uses) <= set(read_label(label).uses)


@pytest.mark.parametrize("label", ["Bk", "BK", "Bk 1", "B.K.", "A", "No", "NO 12"])
def test_an_abbreviation_of_no_standard_drawing_is_unknown(label: str) -> None:
    assert read_label(label) == Reading("unknown", (), "no-word")


@pytest.mark.parametrize(
    "label",
    [
        "Toaleta M",
        "Toaleta K",
        "Toaleta D",
        "Toaleta Ž",
        "Toaleta m.",
        "Toaleta męs",
        "WC M",
        "ห้องน้ำ ช.",
        "ห้องน้ำ ญ.",
        "ห้องน้ำ ช",
    ],
)
def test_a_toilet_with_a_mark_of_gender_is_one(label: str) -> None:
    reading = read_label(label)
    assert (reading.status, reading.uses) == ("known", ("toilet",))


@pytest.mark.parametrize(
    ("label", "status", "uses"),
    [
        ("Abstellr.", "known", {"storage"}),
        ("Bespr.raum", "known", {"meeting"}),
        ("Комн. персонала", "known", {"break-lounge"}),
        ("Penatu", "known", {"laundry"}),
        ("女宾", "ambiguous", {"bath", "changing", "shower"}),
        ("男宾", "ambiguous", {"bath", "changing", "shower"}),
        ("女宾部", "ambiguous", {"bath", "changing", "shower"}),
        ("女厅", "ambiguous", {"bath", "changing", "hall"}),
        ("无障碍", "ambiguous", {"toilet", "other"}),
        ("值班室", "ambiguous", {"staff-rest-room", "office"}),
    ],
)
def test_words_that_were_missing(label: str, status: str, uses: set[str]) -> None:
    reading = read_label(label)
    assert (reading.status, set(reading.uses)) == (status, uses)
