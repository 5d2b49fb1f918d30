"""Names that a user types, and names for display."""

from __future__ import annotations

import pycountry
import pytest

from entente.errors import UsageError
from entente.ontology.actors import kinds_of, state_names
from entente.ontology.naming import actor_code, actor_name, is_state, nearest, squashed
from entente.ontology.people import tenures
from entente.ontology.tables import rows, several


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("arm", "ARM"),
        ("AM", "ARM"),
        ("armenia", "ARM"),
        (" Armenia ", "ARM"),
        ("u.s.", "USA"),
        ("us", "USA"),
        ("UK", "GBR"),
        ("the united states of america", "USA"),
        ("european union", "EU"),
        ("eu", "EU"),
        ("opec+", "OPEC+"),
        ("opec", "OPEC"),
        ("the kremlin", "RUS"),
        ("moscow", "RUS"),
        ("the Hague", "NLD"),
        ("netherlands", "NLD"),
        ("chinese", "CHN"),
        ("Frenchmen", "FRA"),
        ("cote d'ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("guinea bissau", "GNB"),
        ("st john's", "ATG"),
        ("NAGORNO KARABAKH", "NKR"),
        ("nkr", "NKR"),
        ("hamas", "Hamas"),
        ("amnesty international", "Amnesty International"),
        ("the pentagon", "USA"),
        ("Korea, Republic of", "KOR"),
        ("nikol pashinyan", "Nikol Pashinyan"),
        ("Serge Sarkisian", "Serzh Sargsyan"),
        ("kim jong-un", "Kim Jong Un"),
        ("putin", "Vladimir Putin"),
        ("bush", "George W. Bush"),
    ],
)
def test_code_of_a_name(name: str, code: str) -> None:
    assert actor_code(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    # A name of the tables is stronger than ISO's two letters.
    [("AU", "AU"), ("IS", "Islamic State"), ("Hu", "Hu Jintao"), ("HU", "HUN"), ("de", "DEU")],
)
def test_two_letters(name: str, code: str) -> None:
    assert actor_code(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("JEM", "JEM"), ("JeM", "Jaish-e-Mohammed"), ("Sadr", "Muqtada al-Sadr"), ("SADR", "SAH")],
)
def test_case_decides_between_namesakes(name: str, code: str) -> None:
    assert actor_code(name) == code


def test_every_state_of_iso_has_its_code() -> None:
    for country in pycountry.countries:
        expected = "SAH" if country.alpha_3 == "ESH" else country.alpha_3
        assert actor_code(country.alpha_3.lower()) == expected
        # 'Congo' alone is the larger one in the news.
        if country.alpha_3 != "COG":
            assert actor_code(country.name) == expected


def test_every_actor_of_the_tables_means_itself() -> None:
    coded = [*state_names(), *kinds_of(), *tenures()]
    coded += [row[0] for table in ("groups.tsv", "outlets.tsv") for row in rows(table)]
    assert len(coded) > 1500
    assert [code for code in coded if actor_code(code) != code] == []


def test_every_spelling_of_a_person_is_that_person() -> None:
    told = [(person, alias) for person, aliases, *_ in rows("holders.tsv") for alias in several(aliases)]
    assert [(p, alias) for p, alias in told if actor_code(alias) != p] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("armenai", "did you mean Armenia (ARM)?"),
        ("Mosow", "did you mean Russia (RUS)?"),
        ("nort korea", "did you mean North Korea (PRK)?"),
        ("Hezbolah", "did you mean Hezbollah"),
        ("Niko Pashinya", "did you mean Nikol Pashinyan?"),
        # two bear the name; one word is too common
        ("aliyev", "did you mean Ilham Aliyev or Heydar Aliyev"),
        ("may", "did you mean Theresa May"),
    ],
)
def test_the_unknown_gets_a_hint(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        actor_code(name)
    assert hint in str(caught.value)
    assert repr(name) in str(caught.value) and "ISO code" in str(caught.value)


@pytest.mark.parametrize("name", ["", "  ", "!?", "qqxxzz"])
def test_nothing_like_it(name: str) -> None:
    with pytest.raises(UsageError, match="no actor is known") as caught:
        actor_code(name)
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ARM", "Armenia"),
        ("USA", "United States"),
        ("EU", "European Union"),
        ("NKR", "Nagorno-Karabakh"),
        ("NAM", "Namibia"),
        ("Hamas", "Hamas"),
        ("Nikol Pashinyan", "Nikol Pashinyan"),
        ("XYZ", "XYZ"),
    ],
)
def test_name_of_a_code(code: str, name: str) -> None:
    assert actor_name(code) == name


def test_names_for_display_lead_back() -> None:
    codes = [*state_names(), *kinds_of()]
    assert [code for code in codes if actor_code(actor_name(code)) != code] == []


def test_is_state() -> None:
    assert [code for code in ("ARM", "XKX", "SUN", "NKR", "EU", "arm") if is_state(code)] == [
        "ARM",
        "XKX",
        "SUN",
    ]


def test_squashed() -> None:
    assert squashed("São-Tomé & U.N.'s") == "SaoTomeUNs"


def test_nearest_gives_each_value_once_and_three_at_most() -> None:
    known = {"aaaa": "one", "aaab": "one", "aaac": "two", "aaad": "three", "aaae": "four"}
    found = nearest("AAA", known)
    assert len(found) == len(set(found)) == 3
