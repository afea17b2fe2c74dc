"""The lexicons as data, and the switches that a further language needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from offcamera.labels import USES, is_private, languages, read_label
from offcamera.labels.entries import Term, plain_form, plain_letters, terms_of
from offcamera.labels.normalise import fold, words_of
from offcamera.labels.pages import read_page, texts
from offcamera.labels.read import read_words
from offcamera.labels.vocabulary import load_lexicon, parse_lexicon
from offcamera.model.use import Reading

IDS = [language.id for language in languages()]

#: What rooms are called where nothing is said of their use; no corridor or store is called so.
BARE = {
    "en": "room rooms space area zone premises unit",
    "zh": "室 房 间 房间 区 区域 空间 处",
    "de": "Raum Räume Zimmer Bereich Zone Fläche Platz Räumlichkeiten",
    "fr": "salle local locaux pièce espace zone chambre",
    "es": "sala cuarto local espacio zona recinto habitación estancia",
    "it": "sala stanza locale locali vano ambiente spazio zona camera",
    "pt": "sala quarto espaço zona compartimento divisão local ambiente",
    "ja": "室 部屋 間 ルーム 区画 スペース エリア",
    "ko": "실 방 룸 공간 구역",
    "nl": "ruimte ruimten kamer vertrek lokaal zone",
    "pl": "pokój pomieszczenie sala przestrzeń strefa izba",
    "cs": "místnost pokoj prostor sál zóna",
    "sk": "miestnosť izba priestor sála zóna",
    "hu": "helyiség szoba terem tér zóna",
    "ro": "cameră încăpere sală spațiu zonă",
    "hr": "soba prostorija prostor sala zona",
    "sv": "rum lokal utrymme zon sal",
    "fi": "huone tila tilat alue sali",
    "et": "ruum tuba ala saal",
    "da": "rum værelse lokale område zone sal",
    "ru": "комната помещение зал пространство зона",
    "uk": "кімната приміщення зал простір зона",
    "tr": "oda odası mekan alan salon bölge",
    "id": "ruang ruangan kamar bilik area tempat",
    "vi": "phòng khu vực không gian gian buồng",
    "ar": "غرفة قاعة حجرة مكان منطقة مساحة",
    "fa": "اتاق سالن فضا محل بخش",
    "he": "חדר אולם חלל מקום אזור",
    "th": "ห้อง พื้นที่ บริเวณ โซน",
    "el": "χώρος δωμάτιο αίθουσα περιοχή ζώνη",
}

GERMANIC = """
language: xx
words: spaced
head: last
compounds: yes
short_heads: [bad]
plurals: {en: "", n: "", e: ""}
same: {ä: ae}
generic: [raum]
clears: {corridor: [flur], storage: [lager]}
terms:
  toilet: [toilette, wc]
  changing: [umkleide]
  bath: [bad]
  guest-room: [gästezimmer]
  kitchen: [küche]
negatives: {laundry: [waschküche], other: [hundetoilette]}
"""

ROMANCE = """
language: yy
words: spaced
head: first
generic: [de, des, la, l, le, local]
clears: {corridor: [couloir]}
terms:
  toilet: [wc, toilettes]
  bedroom: [chambre]
  office: [bureau]
negatives: {storage: [chambre froide]}
"""


def terms(language: str) -> list[Term]:
    return terms_of(read_page(f"lexicon/{language}.yaml"))


def read_in(page: str, label: str) -> Reading:
    return read_words(words_of(label), [parse_lexicon(page)])


@pytest.mark.parametrize("language", IDS)
def test_a_lexicon_is_that_of_its_language(language: str) -> None:
    assert load_lexicon(language).language == language


@pytest.mark.parametrize("language", IDS)
def test_no_word_is_listed_twice(language: str) -> None:
    counted = Counter(term.say.casefold() for term in terms(language))
    assert [say for say, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("language", IDS)
def test_an_entry_of_plain_letters_is_read_as_a_label_is(language: str) -> None:
    plain = [t.say for t in terms(language) if plain_letters().issuperset(t.say)]
    # Letters that are spaced out ("s d b") are one word in a label alone.
    assert [say for say in plain if plain_form(say) not in (say, say.replace(" ", ""))] == []


@pytest.mark.parametrize("language", IDS)
def test_every_use_of_a_lexicon_is_in_the_table(language: str) -> None:
    lexicon = load_lexicon(language)
    entries = [*terms(language), *lexicon.whole.values(), *lexicon.in_venue.values()]
    assert {use for term in entries for use in term.uses} <= set(USES)


@pytest.mark.parametrize("language", IDS)
def test_a_head_that_clears_is_harmless_itself(language: str) -> None:
    assert [t.say for t in terms(language) if t.kind == "clears" and any(map(is_private, t.uses))] == []


@pytest.mark.parametrize("language", IDS)
def test_a_bare_word_for_room_clears_nothing(language: str) -> None:
    lexicon, generic = load_lexicon(language), set(texts(read_page(f"lexicon/{language}.yaml")["generic"]))
    bare = {lexicon.key_of([word]) for word in BARE[language].casefold().split()}
    clears = [term.say for term in terms(language) if term.kind == "clears"]
    assert [say for say in clears if lexicon.key_of([w.text for w in words_of(say)]) in bare] == []
    assert [say for say in clears if set(say.split()) <= generic] == []


@pytest.mark.parametrize("language", IDS)
def test_every_private_word_is_read_as_private(language: str) -> None:
    harmless = [t.say for t in terms(language) if _private(t) and not _reads_private(t.say)]
    assert harmless == []


@pytest.mark.parametrize("language", IDS)
def test_no_harmless_word_takes_the_key_of_a_private_one(language: str) -> None:
    lexicon = load_lexicon(language)
    taken = []
    for term in filter(_private, terms(language)):
        words = [word.text for word in words_of(term.say)]
        for key in {lexicon.key_of(words), lexicon.key_of([*map(fold, words)])}:
            found = [index[key] for index in (lexicon.index, lexicon.whole) if key in index]
            taken += [(term.say, other.say) for other in found if not any(map(is_private, other.uses))]
    assert taken == []


@pytest.mark.parametrize("language", IDS)
def test_no_harmless_word_clears_a_private_one_unless_it_is_listed_to(language: str) -> None:
    listed = {"negative", "clears"}
    kinds = {term.say: term.kind for term in terms(language)}
    leaks = []
    for label in _pairs(language):
        reading = read_label(label)
        decided = kinds.get(reading.why.split(":")[-1])
        if reading.status != "unknown" and not _reads_private(label) and decided not in listed:
            leaks.append((label, reading))
    assert leaks == []


def _pairs(language: str) -> Iterator[str]:
    """Private and harmless words side by side, the harmless one where the head stands; every 983rd pair."""
    lexicon = load_lexicon(language)
    private = [t.say for t in terms(language) if _private(t)]
    harmless = [t.say for t in terms(language) if t.kind == "term" and not any(map(is_private, t.uses))]
    for i, one in enumerate(private):
        for two in harmless[(i * 7) % 983 :: 983]:
            first, last = (one, two) if lexicon.head_last else (two, one)
            # Abbreviations side by side ("UB", "PC教室") would make one word that nobody writes.
            blank = " " if lexicon.spaced or (first[-1] + last[0]).isascii() else ""
            yield first + blank + last


def _private(term: Term) -> bool:
    return bool(term.uses) and all(map(is_private, term.uses))


def _reads_private(label: str) -> bool:
    return any(map(is_private, read_label(label).uses))


@pytest.mark.parametrize(
    ("label", "uses"),
    [
        ("Damentoilette", ("toilet",)),
        ("Damentoiletten 2", ("toilet",)),
        ("Umkleideflur", ("corridor",)),
        ("WC-Lager", ("storage",)),
        ("Hallenbad", ("bath",)),
        ("Waschküche", ("laundry",)),
        ("Hundetoilette", ("other",)),
        ("Gästezimmer", ("guest-room",)),
        ("Gaestezimmer", ("guest-room",)),
        ("Gastezimmer", ("guest-room",)),
    ],
)
def test_compounds_are_read_by_their_last_part(label: str, uses: tuple[str, ...]) -> None:
    reading = read_in(GERMANIC, label)
    assert (reading.status, reading.uses) == ("known", uses)


def test_a_compound_with_a_head_that_is_not_listed_is_ambiguous() -> None:
    reading = read_in(GERMANIC, "Toilettenküche")
    assert (reading.status, set(reading.uses)) == ("ambiguous", {"toilet", "kitchen"})


def test_short_ends_of_words_are_no_heads_unless_listed() -> None:
    assert read_in(GERMANIC.replace("short_heads: [bad]", ""), "Hallenbad").status == "unknown"


@pytest.mark.parametrize(
    ("label", "uses"),
    [
        ("Couloir des WC", ("corridor",)),
        ("couloir WC", ("corridor",)),
        ("WC", ("toilet",)),
        ("WC du couloir", ("toilet",)),
        ("Chambre froide", ("storage",)),
        ("Chambre 12", ("bedroom",)),
    ],
)
def test_the_first_noun_decides_where_the_head_stands_first(label: str, uses: tuple[str, ...]) -> None:
    reading = read_in(ROMANCE, label)
    assert (reading.status, reading.uses) == ("known", uses)


def test_a_language_that_understands_every_word_overrules_one_that_does_not() -> None:
    both = [parse_lexicon(ROMANCE), load_lexicon("en")]
    assert read_words(words_of("couloir WC"), both).uses == ("corridor",)
    assert read_words(words_of("WC corridor"), both).uses == ("corridor",)


def test_a_language_that_understands_all_parts_outdoes_one_that_knows_a_part() -> None:
    assert read_label("VEST/ENTRY").uses == ("lobby", "entrance")  # "vest." is also Portuguese for vestiário
    assert read_label("Recepción y despacho").uses == ("reception", "office")  # "Y." is a Turkish bedroom


def test_a_language_that_names_no_room_outdoes_only_a_weak_word() -> None:
    assert read_label("Sala de iniciativa") == Reading("unknown", (), "no-word")  # not "đẻ", to give birth
    assert read_label("Sala de WC iniciativa").uses == ("toilet",)


def test_a_phrase_goes_before_the_words_of_another_language() -> None:
    assert read_label("Centro sanitario").uses == ("clinic",)  # "sanitário" is Portuguese for toilet
    assert read_label("X-ray kontrol").uses == ("security",)


def test_better_spelling_never_clears_a_private_room() -> None:
    french = (
        "language: fr\nwords: spaced\nhead: first\njoins: [et]\nterms: {toilet: [wc], storage: [dépôt]}\n"
    )
    danish = (
        "language: da\nwords: spaced\nhead: last\n"
        "generic: [et]\nclears: {storage: [depot]}\nterms: {toilet: [wc]}\n"
    )
    both = [parse_lexicon(french), parse_lexicon(danish)]
    assert "toilet" in read_words(words_of("WC et dépôt"), both).uses


def test_a_private_word_that_only_one_language_knows_is_not_overruled() -> None:
    both = [parse_lexicon(GERMANIC), load_lexicon("en")]
    reading = read_words(words_of("Damentoilette main service corridor"), both)
    assert reading.status == "ambiguous"
    assert {"toilet", "corridor"} <= set(reading.uses)


@pytest.mark.parametrize(("key", "value"), [("head", "middle"), ("words", "glued"), ("compounds", "maybe")])
def test_a_wrong_switch_is_refused(key: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{key} is '{value}'"):
        parse_lexicon(f"language: xx\n{key}: {value}\n")
