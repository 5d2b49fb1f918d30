"""Regions and their members."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from entente.errors import UsageError
from entente.ontology.actors import kinds_of, state_names
from entente.ontology.naming import squashed
from entente.ontology.regions import Region, region, regions
from entente.ontology.tables import toml

_CODES = set(state_names()) | set(kinds_of())
_ASKED = """South Caucasus|Central Asia|Middle East|Levant|Gulf|Maghreb|North Africa|Horn of Africa
East Africa|Great Lakes|Sahel|West Africa|Central Africa|Southern Africa|Western Balkans|Baltic|Nordic
Western Europe|Central Europe|Eastern Europe|Black Sea|Eastern Mediterranean|South Asia|Southeast Asia
East Asia|Korean Peninsula|Pacific Islands|Oceania|North America|Central America|Caribbean|Andes|Southern Cone
Latin America|Arctic|Europe|Africa|Asia|Visegrad|Mekong|Indo-Pacific""".replace("\n", "|").split("|")
_CONTINENTS = (
    "Europe",
    "Africa",
    "Asia",
    "Oceania",
    "North America",
    "Latin America",
    "Caribbean",
    "South America",
)
# The state on whose land a partly recognised entity lies.
_LAND = {"NKR": "AZE", "ABK": "GEO", "SOO": "GEO", "PMR": "MDA", "DNR": "UKR", "LNR": "UKR", "TRNC": "CYP"}
_LAND |= {"SOL": "SOM", "PUN": "SOM", "SAH": "MAR", "KRG": "IRQ", "SKN": "SYR", "IKR": "RUS"}
_ROUND_A_SEA = {"Gulf", "Black Sea", "Eastern Mediterranean", "Arctic"}


def test_the_usual_regions_are_there() -> None:
    assert set(_ASKED) <= {made.name for made in regions()}


@pytest.mark.parametrize("made", regions(), ids=lambda made: made.name)
def test_members_are_known_actors_each_once(made: Region) -> None:
    assert region(made.name) is made
    assert [code for code in made.members if code not in _CODES] == []
    assert len(made.members) == len(set(made.members)) >= 2


def test_no_two_regions_share_a_name() -> None:
    table = toml("regions.toml")
    names = [squashed(n).lower() for key in table for n in (key, *table[key].get("aliases", ()))]
    assert len(names) == len(set(names))
    assert {key for entry in table.values() for key in entry} == {"aliases", "members", "parts"}


def test_every_state_lies_on_a_continent() -> None:
    there = {code for name in _CONTINENTS for code in region(name).members}
    assert set(state_names()) - there == set()


@pytest.mark.parametrize(("entity", "state"), _LAND.items())
def test_an_entity_is_where_its_land_is(entity: str, state: str) -> None:
    of_state = {made.name for made in regions() if state in made.members} - _ROUND_A_SEA
    of_entity = {made.name for made in regions() if entity in made.members} - _ROUND_A_SEA
    assert of_state == of_entity != set()


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Central Asia", 5),
        ("Baltic", 3),
        ("Korean Peninsula", 2),
        ("South America", 13),
        ("Central America", 7),
        # the African Union counts Western Sahara, which is no state of ours
        ("Africa", 54),
        ("Southern Africa", 10),
        ("East Africa", 14),
        ("Central Africa", 9),
        ("West Africa", 15),
        ("Mekong", 6),
    ],
)
def test_number_of_states(name: str, number: int) -> None:
    assert len([code for code in region(name).members if code in state_names()]) == number


@pytest.mark.parametrize(
    ("name", "has", "lacks"),
    [
        ("South Caucasus", "ARM AZE GEO NKR ABK SOO", "RUS TUR IRN"),
        ("Western Balkans", "XKX SRB MKD", "HRV GRC"),
        ("Levant", "PSE ISR", "EGY IRQ"),
        ("Middle East", "PSE IRN EGY TUR YEM", "MAR AFG ARM"),
        ("Gulf", "IRN IRQ GCC", "YEM KRG"),
        ("Sahel", "MLI NER AES", "NGA"),
        ("Black Sea", "TUR UKR GEO ABK", "ARM MDA"),
        ("Eastern Mediterranean", "CYP TRNC GRC LBY", "JOR ITA"),
        ("Europe", "ARM RUS XKX VAT EU NOR", "GRL KAZ USA"),
        ("Asia", "TWN TUR ISR IRN", "EGY RUS"),
        ("Latin America", "MEX CUB BRA", "JAM GUY USA"),
        ("Arctic", "GRL RUS CAN", "EST"),
        ("Visegrad", "HUN V4", "AUT SVN"),
        ("Mekong", "CHN VNM MMR", "MYS"),
        ("Indo-Pacific", "IND JPN AUS USA FJI QUAD", "RUS IRN KEN"),
    ],
)
def test_who_belongs(name: str, has: str, lacks: str) -> None:
    members = set(region(name).members)
    assert set(has.split()) <= members
    assert not set(lacks.split()) & members


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("the south-caucasus", "South Caucasus"),
        ("SOUTH CAUCASUS", "South Caucasus"),
        ("South-East Asia", "Southeast Asia"),
        ("south_asia", "South Asia"),
        (" The  Levant ", "Levant"),
        ("baltic states", "Baltic"),
        ("Persian Gulf", "Gulf"),
        ("transcaucasia", "South Caucasus"),
        ("Visegrad Group", "Visegrad"),
        ("Visegrád", "Visegrad"),
        ("North-East Asia", "East Asia"),
        ("the Pacific", "Oceania"),
        ("Nordic states", "Nordic"),
        ("Indo Pacific", "Indo-Pacific"),
    ],
)
def test_names_are_read_loosely(typed: str, name: str) -> None:
    assert region(typed).name == name


@pytest.mark.parametrize("typed", ["Sahell", "", "the", "Mordor"])
def test_an_unknown_region_is_refused_with_all_names(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        region(typed)
    message = str(caught.value)
    assert repr(typed) in message
    assert all(made.name in message for made in regions())
    assert ("did you mean Sahel?" in message) is (typed == "Sahell")


def test_a_region_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        region("Sahel").name = "Savannah"  # type: ignore[misc]
