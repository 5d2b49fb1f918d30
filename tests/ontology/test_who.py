"""The tables of actors, offices and office-holders."""

from __future__ import annotations

import pycountry
import pytest

from entente.ontology.actors import Kind, gazetteer, kinds_of, state_names
from entente.ontology.offices import leaders_of, vocabulary, written
from entente.ontology.people import at_work, given_names, holder, known_person, last_before, tenures
from entente.ontology.plover import SECTORS
from entente.ontology.tables import rows
from entente.ontology.words import fold, words

_GONE = {"SUN", "YUG", "CSK", "DDR", "SCG", "XKX"}


def _actors(text: str) -> list[str]:
    return [hit.entry.actor for hit in gazetteer().scan(words(text))]


def test_codes_of_states_are_iso() -> None:
    iso = {country.alpha_3 for country in pycountry.countries}
    assert set(state_names()) - _GONE <= iso


def test_all_members_of_the_united_nations_are_there() -> None:
    assert len(set(state_names()) - _GONE) >= 195


def test_every_official_name_of_iso_is_found() -> None:
    missed = [
        c.name
        for c in pycountry.countries
        # ISO's bare 'Congo' is Brazzaville; in the news it is the larger one.
        if c.alpha_3 in state_names()
        and c.alpha_3 != "COG"
        and "," not in c.name
        and c.alpha_3 not in _actors(c.name)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Let us talk of turkey and china.", []),
        ("US and UK envoys", ["USA", "GBR"]),
        ("the U.S.-Armenia drills", ["USA", "ARM"]),
        ("Moscow’s men in Nagorno-Karabakh", ["RUS", "NKR"]),
        ("Guinea-Bissau, Guinea and Papua New Guinea", ["GNB", "GIN", "PNG"]),
        ("Niger is not Nigeria", ["NER", "NGA"]),
        ("Türkiye, São Tomé and Príncipe", ["TUR", "STP"]),
        ("South Sudan left Sudan", ["SSD", "SDN"]),
        ("The Hague", ["NLD"]),
        ("TASS and the Wall Street Journal", ["TASS", "Wall Street Journal"]),
        ("Frenchmen, Danes, Swiss", ["FRA", "DNK", "CHE"]),
    ],
)
def test_names(text: str, actors: list[str]) -> None:
    assert _actors(text) == actors


def test_sectors_of_the_tables_are_plovers() -> None:
    told = {row[2] for row in rows("organisations.tsv")} | {row[2] for row in rows("groups.tsv")}
    told |= {row[2] for row in rows("institutions.tsv")} | {row[4] for row in rows("holders.tsv")}
    assert told - {""} <= set(SECTORS)


def test_countries_of_the_tables_are_known() -> None:
    bodies = set(kinds_of())
    for table, column in (("groups.tsv", 1), ("institutions.tsv", 1), ("outlets.tsv", 1), ("holders.tsv", 2)):
        for row in rows(table):
            assert not row[column] or row[column] in state_names() or row[column] in bodies, (table, row)


def test_tables_are_wide() -> None:
    assert len({row[0] for row in rows("outlets.tsv")}) >= 150
    assert len({held[0].country for held in tenures().values()}) >= 100


def test_outlets_have_the_sector_of_media() -> None:
    hit = gazetteer().at(words("Armenpress"), 0)
    assert hit is not None
    assert (hit.entry.country, hit.entry.sector, hit.entry.kind) == ("ARM", "JRN", Kind.OUTLET)


def test_offices_end_after_they_begin() -> None:
    for held in tenures().values():
        for tenure in held:
            assert not (tenure.start and tenure.end) or tenure.start[: len(tenure.end)] <= tenure.end, tenure


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("TUR", "Foreign Minister", "2023-06-02", "Mevlut Cavusoglu"),
        ("TUR", "Foreign Minister", "2023-06-04", "Hakan Fidan"),
        ("ARM", "Prime Minister", "2023-09", "Nikol Pashinyan"),
        ("USA", "President", "2020", "Donald Trump"),
        ("NATO", "Secretary General", "2010-01-01", "Anders Fogh Rasmussen"),
        ("ARM", "Prime Minister", None, None),
        ("ARM", "Beekeeper", "2023", None),
    ],
)
def test_holder(country: str, office: str, day: str | None, person: str | None) -> None:
    assert holder(country, office, day) == person


@pytest.mark.parametrize(
    ("name", "country", "person"),
    [
        ("Dimitri Peskov", "RUS", "Dmitry Peskov"),
        ("Dimitri Peskov", "FRA", None),
        ("Tayyip Erdogan", None, "Recep Tayyip Erdogan"),
        ("Assad", "SYR", "Bashar al-Assad"),
        ("Boris Peskov", "RUS", None),
        ("Nobody Atall", None, None),
    ],
)
def test_known_person(name: str, country: str | None, person: str | None) -> None:
    assert known_person([fold(w) for w in name.split()], country, "2015-01-01") == person


def test_an_office_is_over_after_its_last_day() -> None:
    assert at_work("Angela Merkel", "2022-01-01") is None
    gone = last_before("Angela Merkel", "2022-01-01")
    assert gone is not None and gone.office == "Chancellor"


def test_given_names_tell_the_sex() -> None:
    assert given_names()["maria"] is True
    assert given_names()["vladimir"] is False


def test_roles_have_plover_sectors() -> None:
    known = vocabulary()
    told = {*known.office.values(), *known.open.values(), *known.people.values()}
    assert told <= set(SECTORS)


def test_leaders() -> None:
    assert leaders_of("RUS")[0] == "President"
    assert leaders_of("ARM")[0] == "Prime Minister"
    assert leaders_of("SAU")[0] == "King"


def test_written() -> None:
    assert written(("deputy", "foreign", "minister")) == "Deputy Foreign Minister"
    assert written(("Foreign", "Ministry", "Spokeswoman")) == "Foreign Ministry spokeswoman"
