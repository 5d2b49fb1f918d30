"""Places: what is one, which of a name it is, and which an event has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.records import Span
from entente.resolution.attachment import where
from entente.resolution.places import find_places, place_of
from entente.resolution.places.gazetteer import Gazetteer, folded


def places(text: str, *names: str) -> list[tuple[str, str | None]]:
    spans = [Span(text.index(n), text.index(n) + len(n), n) for n in names]
    return [(p.name, p.country) for p in find_places(text, 0, len(text), spans)]


FOUND = [
    ("At the forum in Vladivostok, Russia's president spoke.", [("Vladivostok", "RUS")]),
    ("Fighting broke out in Goma in DR Congo on Monday.", [("Goma", "COD")]),
    ("Troops withdrew from Kherson and Kharkiv.", [("Kherson", "UKR"), ("Kharkiv", "UKR")]),
    ("In Russia's Belgorod region, drones fell.", [("Belgorod region", "RUS")]),
    ("A blast in the Ukrainian city of Kherson hurt two.", [("Kherson", "UKR")]),
    ("They fought on the outskirts of Mosul.", [("Mosul", "IRQ")]),
    ("The town of Goris was shelled.", [("Goris", "ARM")]),
    ("He has interests in the Syrian provinces of Idlib and Aleppo.", [("Idlib", "SYR"), ("Aleppo", "SYR")]),
    (
        "Aid came to Artsakh via the Berdzor Corridor and Aghdam.",
        [("Nagorno-Karabakh", None), ("Lachin Corridor", None), ("Aghdam", "AZE")],
    ),
    ("Peacekeepers stationed in Karabakh left.", [("Nagorno-Karabakh", None)]),
    ("The war in Ukraine dragged on.", [("Ukraine", "UKR")]),
    ("Clashes in northern Gaza and the West Bank went on.", [("Gaza", "PSE"), ("West Bank", "PSE")]),
    ("Ships in the Red Sea and the Gulf of Aden were hit.", [("Red Sea", None), ("Gulf of Aden", None)]),
    ("A strike near the southern Lebanese town of Nabatieh killed two.", [("Nabatîyé et Tahta", "LBN")]),
    ("They signed it in Geneva, Switzerland, on Friday.", [("Geneva", "CHE")]),
    ("The minister flew to Moscow.", [("Moscow", "RUS")]),
    ("Officials met at the White House in Washington.", [("White House", "USA"), ("Washington", "USA")]),
    ("He held talks in São Paulo, Brazil.", [("São Paulo", "BRA")]),
    (
        "He lectured in Vienna, Uppsala and New Delhi.",
        [("Vienna", "AUT"), ("Uppsala", "SWE"), ("New Delhi", "IND")],
    ),
    ("Shots were heard near Bagram.", [("Bagram", "AFG")]),
    ("The rebels are based in Idlib.", [("Idlib", "SYR")]),
    ("Warplanes flew across the Taiwan Strait.", [("Taiwan Strait", None)]),
    ("In Vienna, Iran said it would comply.", [("Vienna", "AUT")]),
    ("The trial opened in Nice.", [("Nice", "FRA")]),
    ("Floods hit farms in Texas.", [("Texas", "USA")]),
    ("He was tried in the U.S. on Monday.", [("United States", "USA")]),
    ("He met him in Tehran on September 3.", [("Tehran", "IRN")]),
]

NONE = [
    "Moscow said that it would act.",
    "Ties between Moscow and Kyiv are bad.",
    "The aid to Ukraine was cut.",
    "Its policy towards Armenia has changed.",
    "Trust in Kyiv is low.",
    "They met in March, and spoke in Russian, in Parliament.",
    "They gained from the Paris Agreement talks.",
    "He works in Boston Consulting Group.",
    "Most officials found it Nice.",
    "The blockade of Artsakh goes on.",
    "They died in a U.S. airstrike.",
    "He is angry at Russia.",
    "An adviser to Washington quit.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_places_behind_a_locative(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_names_that_are_no_places_here(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Two men died in Tripoli.", "LBY"),
        ("Two men died in Tripoli, Lebanon.", "LBN"),
        ("Two men died in the Lebanese city of Tripoli.", "LBN"),
        ("Two men died in London.", "GBR"),
        ("Two men died in London, Canada.", "CAN"),
        ("Spanish police held two men in Valencia.", "ESP"),
        ("Venezuelan police held two men in Valencia.", "VEN"),
    ],
)
def test_a_state_nearby_decides_between_places_of_one_name(text: str, country: str) -> None:
    assert [found for _, found in places(text)] == [country]


def test_names_from_the_encoder_bring_in_unknown_places() -> None:
    text = "They met in Qarabuqa and near Xyzzy Hill."
    assert places(text) == []
    assert places(text, "Qarabuqa", "Xyzzy Hill") == [("Qarabuqa", None), ("Xyzzy Hill", None)]


def test_names_from_the_encoder_confirm_a_name_that_runs_into_capitals() -> None:
    text = "In Vladivostok Putin spoke."
    assert places(text) == []
    assert places(text, "Vladivostok") == [("Vladivostok", "RUS")]


def test_span_and_coordinates() -> None:
    text = "Before. They met in Goma today."
    (place,) = find_places(text, 8, len(text), ())
    assert place.span == Span(20, 24, "Goma")
    assert place.latitude == pytest.approx(-1.67, abs=0.05)
    assert place.longitude == pytest.approx(29.23, abs=0.05)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kiev", "UKR"),
        ("the Gaza Strip", "PSE"),
        ("Crimea", "UKR"),
        ("U.S.", "USA"),
        ("The Hague", "NLD"),
        ("New York", "USA"),
        ("Odessa", "UKR"),
    ],
)
def test_place_of(name: str, country: str) -> None:
    place = place_of(name)
    assert place is not None
    assert place.country == country
    assert place.latitude is not None


def test_place_of_unknown_name() -> None:
    assert place_of("Qarabuqa") is None


def test_folded_drops_accents() -> None:
    assert folded("Şırnak and Naxçıvan") == "Sirnak and Naxcivan"


def test_a_capital_ranks_before_its_namesakes() -> None:
    assert Gazetteer().candidates("Tripoli")[0].country == "LBY"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Russia struck ports in Odesa and Ukraine shelled trains in Donetsk.", "struck", "Odesa"),
        ("Russia struck ports in Odesa and Ukraine shelled trains in Donetsk.", "shelled", "Donetsk"),
        ("In Geneva, envoys met and signed a truce.", "signed", "Geneva"),
        ("Envoys met in Geneva to discuss the truce.", "discuss", "Geneva"),
        ("The general, who fought in Syria, met envoys.", "met", None),
        ("Envoys met.", "met", None),
    ],
)
def test_where_gives_an_event_the_place_of_its_clause(text: str, trigger: str, expected: str | None) -> None:
    at = text.index(trigger)
    found = where(
        list(find_places(text, 0, len(text), ())),
        Span(at, at + len(trigger), trigger),
        Span(0, len(text), text),
    )
    assert (found.name if found else None) == expected


WORDS = st.sampled_from(
    [
        *("in", "to", "the", "of", "and", ",", "Goma", "Tripoli"),
        *("Lebanon", "Russia's", "Lebanese", "town", "flew", "West", "Bank", "U.S."),
        *("New", "York", "Salle"),
    ]
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=40)))
def test_any_text_gives_spans_of_the_text(text: str) -> None:
    for place in find_places(text, 0, len(text), ()):
        assert place.span is not None
        assert place.span.text == text[place.span.start : place.span.end]


def test_an_unknown_name_behind_a_kind_of_place_is_a_place() -> None:
    text = "They left the village of Zyxqua at dawn."
    start = text.index("Zyxqua")
    (place,) = find_places(text, 0, len(text), [Span(start, start + 6, "Zyxqua")])
    assert (place.name, place.country) == ("Zyxqua", None)
