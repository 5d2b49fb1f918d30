"""Places: what is one, which of a name it is, and how it stands in its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.extraction.drafts import NameDraft
from entente.records import Span
from entente.resolution.places import PlaceFinder, Role, Toponym, find_places, place_of
from entente.resolution.places.candidate import Kind
from entente.resolution.places.gazetteer import candidates, gazetteer


def found(text: str, *names: str) -> list[Toponym]:
    drafts = [NameDraft(Span(text.index(n), text.index(n) + len(n), n), "LOC") for n in names]
    return list(find_places(text, 0, len(text), drafts))


def governed(text: str, *names: str) -> list[tuple[str, str | None]]:
    return [(t.place.name, t.place.country) for t in found(text, *names) if t.role is not Role.NAMED]


def countries(text: str) -> list[str | None]:
    return [t.place.country for t in found(text)]


GOVERNED = [
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
        [("Nagorno-Karabakh", "AZE"), ("Lachin Corridor", "AZE"), ("Aghdam", "AZE")],
    ),
    ("Peacekeepers stationed in Karabakh left.", [("Nagorno-Karabakh", "AZE")]),
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
    ("A jet was shot down over Latakia.", [("Latakia", "SYR")]),
    ("Marines landed on Mindanao.", [("Mindanao", "PHL")]),
    ("Police shot two men in Kyiv's suburbs.", [("Kyiv", "UKR")]),
]

NOT_GOVERNED = [
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
    "In Moscow's view the deal is dead.",
    "The row over Ukraine went on.",
    "They put sanctions on Tehran.",
]

NO_PLACES = [
    "The destroyer USS Philadelphia left port.",
    "The cruiser Moskva and the frigate Odesa sank.",
    "Divers searched the Kursk and the Komsomolets.",
    "Vienna Morris and Carson Beirut were acquitted.",
    "Queen Alexandria opened the hall.",
    "Hurricane Florence and tropical storm Sofia weakened.",
    "Bath towels were sold out; Reading is fun.",
    "Mobile phones and Split loyalties.",
    "Santiago scored two goals in the Champions League.",
    "Poultry farmers say Turkey is best roasted.",
]


@pytest.mark.parametrize(("text", "expected"), GOVERNED)
def test_places_behind_a_locative(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert governed(text) == expected


@pytest.mark.parametrize("text", NOT_GOVERNED)
def test_names_that_are_not_where_something_is(text: str) -> None:
    assert governed(text) == []


@pytest.mark.parametrize("text", NO_PLACES)
def test_ships_storms_persons_and_words_are_no_places(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Ashgabat will send gas.", "Ashgabat", "TKM"),
        ("Georgia accused Moscow of moving a fence.", "Georgia", "GEO"),
        ("The Kinshasa government gave no reason.", "Kinshasa", "COD"),
        ("Survivors of Vukovar gave evidence.", "Vukovar", "HRV"),
        ("The ship was within sight of Samos.", "Samos", "GRC"),
    ],
)
def test_a_place_without_a_locative_is_named(text: str, name: str, country: str) -> None:
    toponym = next(t for t in found(text) if t.span.text == name)
    assert (toponym.role, toponym.place.country) == (Role.NAMED, country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men died in Tripoli.", "LBY"),
        ("Two men died in Tripoli, Lebanon.", "LBN"),
        ("Two men died in the Lebanese city of Tripoli.", "LBN"),
        ("Two men died in London.", "GBR"),
        ("Two men died in London, Canada.", "CAN"),
        ("Two men died in London, Ontario.", "CAN"),
        ("In London, Canada's premier met two men.", "GBR"),
        ("Spanish police held two men in Valencia.", "ESP"),
        ("Venezuelan police held two men in Valencia.", "VEN"),
        ("Two men died in Cairo, Illinois.", "USA"),
        ("Two men died in Cairo.", "EGY"),
        ("A jury in Rome, Georgia, acquitted two men.", "USA"),
        ("Two men were held in Manchester, New Hampshire.", "USA"),
        ("Two men were held in Manchester, a port of the United Kingdom.", "GBR"),
        ("Cuban doctors work in Santa Clara and in Holguin.", "CUB"),
        ("Bolivian miners marched through Sucre, La Paz and Potosi.", "BOL"),
        ("Kurdish villagers fled to Erbil.", "IRQ"),
        ("Two men died in Barcelona, in Venezuela's Anzoategui state.", "VEN"),
        ("The Syrian army entered Palmyra.", "SYR"),
        ("The Canadian minister flew to London.", "GBR"),
        ("The Australian minister spoke in Paris.", "FRA"),
    ],
)
def test_what_stands_near_decides_between_places_of_one_name(text: str, expected: str) -> None:
    assert countries(text)[0] == expected


def test_cities_of_one_american_state_tell_each_other() -> None:
    text = "The sheriff of Columbus, the capital of Ohio, resigned, and so did that of Athens."
    athens = found(text)[-1].place
    assert (athens.country, round(athens.latitude or 0)) == ("USA", 39)


def test_what_the_whole_text_speaks_of_decides_where_the_sentence_does_not() -> None:
    text = "Honduras is at rest. Honduran courts are not. A bomb went off in San Pedro, the mayor of it said."
    start = text.index("A bomb")
    (toponym,) = PlaceFinder(text).find(start, len(text))
    assert toponym.place.country == "HND" or toponym.span.text == "San Pedro"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Congo rose by two metres.", Kind.RIVER),
        ("Troops crossed the Jordan.", Kind.RIVER),
        ("Congo closed the border.", Kind.STATE),
        ("The Jordan border is shut.", Kind.STATE),
        ("Boats sank in the Niger River.", Kind.RIVER),
        ("Tankers in the Gulf turned back.", Kind.RIVER),
        ("A patrol in the Donetsk region fired.", Kind.PROVINCE),
        ("They met at Ben Gurion Airport.", Kind.SITE),
        ("A boat sank off Lampedusa.", Kind.ISLAND),
    ],
)
def test_what_sort_of_place_a_name_means(text: str, kind: Kind) -> None:
    assert found(text)[0].kind is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GENEVA (Agency) - Talks failed.", "Geneva"),
        ("OSLO, Sept 4 - Talks failed.", "Oslo"),
        ("MEXICO CITY, Nov 12, 2024 (Agency) — Talks failed.", "Mexico City"),
        ("PORT-AU-PRINCE, Haiti - Talks failed.", "Port-au-Prince"),
        ("GORIS, Armenia, Dec 14, 2022 (Agency) - Talks failed.", "Goris"),
        ("BAKU/YEREVAN (Agency) - Talks failed.", "Baku"),
    ],
)
def test_a_dateline_is_told_apart(text: str, name: str) -> None:
    first = found(text)[0]
    assert (first.place.name, first.role) == (name, Role.DATELINE)


def test_names_from_the_encoder_bring_in_unknown_places() -> None:
    text = "They met in Qarabuqa and near Xyzzy Hill."
    assert governed(text) == []
    assert governed(text, "Qarabuqa", "Xyzzy Hill") == [("Qarabuqa", None), ("Xyzzy Hill", None)]


def test_names_from_the_encoder_confirm_a_name_that_runs_into_capitals() -> None:
    text = "In Vladivostok Putin spoke."
    assert governed(text) == []
    assert governed(text, "Vladivostok") == [("Vladivostok", "RUS")]


def test_an_unknown_name_behind_a_kind_of_place_is_a_place() -> None:
    text = "They left the village of Zyxqua at dawn."
    assert governed(text, "Zyxqua") == [("Zyxqua", None)]


def test_span_and_coordinates() -> None:
    text = "Before. They met in Goma today."
    (toponym,) = find_places(text, 8, len(text))
    assert toponym.span == toponym.place.span == Span(20, 24, "Goma")
    assert toponym.place.latitude == pytest.approx(-1.67, abs=0.05)
    assert toponym.place.longitude == pytest.approx(29.23, abs=0.05)


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Kiev", "UKR", 50.5, 30.5),
        ("the Gaza Strip", "PSE", 31.4, 34.4),
        ("Crimea", "UKR", 45.3, 34.4),
        ("U.S.", "USA", 39.5, -98.5),
        ("The Hague", "NLD", 52.1, 4.3),
        ("New York", "USA", 40.7, -74.0),
        ("Odessa", "UKR", 46.5, 30.7),
        ("Stalingrad", "RUS", 48.7, 44.5),
        ("Danzig", "POL", 54.4, 18.6),
        ("Madras", "IND", 13.1, 80.3),
        ("Ceylon", "LKA", 7.5, 80.8),
        ("Zaporizhzhia region", "UKR", 47.3, 35.6),
        ("Khyber Pakhtunkhwa", "PAK", 34.5, 72.0),
        ("Cross River State", "NGA", 5.9, 8.6),
        ("Baja California", "MEX", 30.5, -115.1),
        ("Golan Heights", "SYR", 33.0, 35.8),
    ],
)
def test_place_of(name: str, country: str, latitude: float, longitude: float) -> None:
    place = place_of(name)
    assert place is not None
    assert place.country == country
    assert place.latitude == pytest.approx(latitude, abs=0.6)
    assert place.longitude == pytest.approx(longitude, abs=0.6)


def test_place_of_unknown_name() -> None:
    assert place_of("Qarabuqa") is None


def test_a_capital_ranks_before_its_namesakes() -> None:
    assert candidates("Tripoli")[0].country == "LBY"


def test_a_town_of_ours_and_of_geonames_is_one() -> None:
    here = [c for c in candidates("Mosul") if c.country == "IRQ"]
    assert [(c.listed, c.population > 500_000) for c in here] == [(True, True)]


def test_a_name_is_a_state_or_not() -> None:
    assert [gazetteer().is_state(n) for n in ("Georgia", "Gaza", "Nowhere")] == [True, False, False]


WORDS = st.sampled_from(
    [
        *("in", "to", "the", "of", "and", ",", "Goma", "Tripoli"),
        *("Lebanon", "Russia's", "Lebanese", "town", "flew", "West", "Bank", "U.S."),
        *("New", "York", "Salle", "GENEVA", "-", "Georgia", "Niger", "USS"),
    ]
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=40)))
def test_any_text_gives_spans_of_the_text(text: str) -> None:
    for toponym in find_places(text, 0, len(text)):
        assert toponym.span.text == text[toponym.span.start : toponym.span.end]
