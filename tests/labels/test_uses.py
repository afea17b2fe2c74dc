"""The table of uses, uses by venue, and tags of map formats."""

from __future__ import annotations

import pytest

from offcamera.labels import USES, is_private, read_tag, uses_in_venue
from offcamera.labels.pages import read_page, table, texts
from offcamera.model.use import Reading

PRIVATE = [
    "guest-room",
    "private-dining",
    "dorm-room",
    "staff-rest-room",
    "bath",
    "shower",
    "toilet",
    "changing",
    "fitting",
    "locker-room",
    "nursing",
    "sauna",
    "medical-exam",
    "patient-room",
    "physio",
    "operating",
    "first-aid",
    "prayer",
    "bedroom",
    "tanning",
    "women-salon",
]
SOMETIMES = ["break-lounge", "canteen", "smoking", "union-room", "waiting", "gym", "workstation"]


def test_the_private_uses_are_those_of_the_design() -> None:
    assert [use.id for use in USES.values() if use.sensitive == "yes"] == PRIVATE
    assert [use.id for use in USES.values() if use.sensitive == "some"] == SOMETIMES


def test_every_use_has_a_plain_name_in_each_language_of_the_report() -> None:
    for id_, use in USES.items():
        assert use.id == id_
        assert set(use.names) >= {"en", "zh"}
        assert all(use.names.values())


def test_names_tell_uses_apart() -> None:
    for language in ("en", "zh"):
        assert len({use.names[language] for use in USES.values()}) == len(USES)


def test_only_private_uses_are_private() -> None:
    assert is_private("toilet")
    assert not is_private("canteen")
    assert not is_private("lobby")
    assert not is_private("no such use")


@pytest.mark.parametrize(
    ("venue", "uses"),
    [
        ("hotel", ("guest-room",)),
        ("hospital", ("patient-room",)),
        ("clinic", ("patient-room",)),
        ("school", ("dorm-room",)),
        ("residence", ("bedroom",)),
        ("office", ("bedroom",)),
        (None, ("bedroom", "guest-room", "patient-room", "dorm-room")),
    ],
)
def test_a_bedroom_is_what_the_venue_makes_of_it(venue: str | None, uses: tuple[str, ...]) -> None:
    assert uses_in_venue("bedroom", venue) == uses


def test_other_uses_are_the_same_in_every_venue() -> None:
    assert uses_in_venue("toilet", "hotel") == uses_in_venue("toilet", None) == ("toilet",)


@pytest.mark.parametrize(
    ("key", "value", "use"),
    [
        ("amenity", "toilets", "toilet"),
        ("room", "shower", "shower"),
        ("room", "toilet", "toilet"),
        ("category", "restroom", "toilet"),
        ("category", "restroom.male", "toilet"),
        ("category", "restroom.unisex.wheelchair", "toilet"),
        ("category", "mothersroom", "nursing"),
        ("category", "walkway.island", "corridor"),
        ("leisure", "sauna", "sauna"),
    ],
)
def test_a_tag_says_its_use(key: str, value: str, use: str) -> None:
    assert read_tag(key, value) == Reading("known", (use,), f"tag:{key}={value}")


@pytest.mark.parametrize(
    ("key", "value"), [("category", "room"), ("category", ""), ("name", "Toilet"), ("room", "yes")]
)
def test_a_tag_that_says_nothing_is_none(key: str, value: str) -> None:
    assert read_tag(key, value) is None


def test_a_tag_may_be_ambiguous() -> None:
    assert read_tag("amenity", "doctors") == Reading(
        "ambiguous", ("medical-exam", "clinic"), "tag:amenity=doctors"
    )


def test_tags_name_uses_of_the_table() -> None:
    page = read_page("tags.yaml")
    assert {use for key in page for uses in table(page[key]).values() for use in texts(uses)} <= set(USES)
