"""Parties under the user's own codes: precedence, dates, agents, persons and what points back to them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from entente.ontology.dictionaries import ActorTables, load_actors
from entente.records import Document, Identity, Span
from entente.resolution.actors.naming import Name
from entente.resolution.actors.resolver import Resolver

DICTIONARY = """
GONDOR [GON]
+GONDORIAN
ROHAN [ROH]
RIDERS_OF_ROHAN [ROHMIL]
RUSSIA [RUS]
+RUSSIAN
KREMLIN [RUSGOV]
VLADIMIR_PUTIN
	[RUSGOV 19990809-20080507]
	[RUSELI <19990808]
	[RUSPUT]
HAMAS [PSEREBHMS]
UNITED_NATIONS [IGOUNO]
SECRETARY_GENERAL_MARIA_BRANDYBUCK [IGOUNOMB]
BOROMIR [---]
NATO [IGOWSTNAT]
WIZARD [~EDU]
RIDER [~MIL]
SPOKESMAN [~GOV]
REBEL [~REB]
AID_GROUP [NGO~]
"""
TOML = """
[[actor]]
name = "Gondor"
names = ["Gondorian"]
code = "GN"
sector = "GOV"

[[actor]]
name = "Faramir of Ithilien"
names = ["Faramir"]
[[actor.period]]
until = 2015
country = "SYR"
sector = "MIL"
[[actor.period]]
from = 2016-01-01
country = "SYR"
sector = "GOV"
office = "Steward"

[[actor]]
name = "Russia"
code = "RU1"
country = "RUS"

[agents]
wizard = "EDU"
"tree herder" = "AGR"
"""


@cache
def tables(*texts: str) -> ActorTables:
    with TemporaryDirectory() as folder:
        files = [Path(folder, str(n)) for n in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, "utf-8")
        return load_actors(files)


def resolver(text: str, own: ActorTables, day: str | None = None, persons: tuple[str, ...] = ()) -> Resolver:
    sentences = [Span(m.start(), m.end(), m[0]) for m in re.finditer(r"\S[^.]*\.", text)]
    names = [Name(span(text, person), "PER") for person in persons]
    return Resolver(Document("d1", "x", text, (), published=day), sentences, names, (), own)


def span(text: str, party: str) -> Span:
    start = text.index(party)
    return Span(start, start + len(party), party)


def who(
    text: str, party: str, own: ActorTables, day: str | None = None, persons: tuple[str, ...] = ()
) -> Identity:
    return resolver(text, own, day, persons).identify(span(text, party))


@pytest.mark.parametrize(
    ("text", "party", "actor", "country", "sector", "office"),
    [
        # Names
        ("Gondor threatened Rohan.", "Gondor", "GON", None, None, None),
        ("Hamas fired rockets.", "Hamas", "PSEREBHMS", "PSE", "REB", None),
        ("Hamas fighters fired rockets.", "Hamas fighters", "PSEREBHMS", "PSE", "REB", None),
        ("The United Nations protested.", "The United Nations", "IGOUNO", None, None, None),
        ("The Riders of Rohan left.", "The Riders of Rohan", "ROHMIL", None, "MIL", None),
        ("NATO troops left.", "NATO troops", "IGOWSTNAT", None, "MIL", None),
        ("Boromir agreed.", "Boromir", None, None, None, None),
        # What our tables alone know
        ("Armenia protested.", "Armenia", "ARM", "ARM", "GOV", None),
        (
            "The Islamic Resistance Movement left.",
            "The Islamic Resistance Movement",
            "PSEREBHMS",
            "PSE",
            "REB",
            None,
        ),
        # Parts of what is named
        (
            "The Kremlin spokesman agreed.",
            "The Kremlin spokesman",
            "RUSGOV",
            "RUS",
            "GOV",
            "Kremlin spokesman",
        ),
        ("Gondorian troops attacked Rohan.", "Gondorian troops", "GON", None, "MIL", None),
        ("Russian troops attacked.", "Russian troops", "RUS", "RUS", "MIL", None),
        # Agents add their code to a code of the user's, and a sector to anybody
        ("Gondorian wizards agreed.", "Gondorian wizards", "GONEDU", None, "EDU", None),
        ("The wizards of Gondor agreed.", "The wizards of Gondor", "GONEDU", None, "EDU", None),
        ("Armenian wizards agreed.", "Armenian wizards", "ARM", "ARM", "EDU", None),
        ("Wizards agreed.", "Wizards", None, None, "EDU", None),
        ("Russian rebels left.", "Russian rebels", "RUSREB", "RUS", "REB", None),
        ("A Gondorian aid group left.", "A Gondorian aid group", "NGOGON", None, "SOC", None),
        # Whom the text only points to
        ("Gondor met Rohan. It attacked.", "It", "GON", None, None, None),
        ("The Russian president spoke.", "The Russian president", "RUSGOV", "RUS", "GOV", "President"),
    ],
)
def test_with_a_dictionary(
    text: str, party: str, actor: str | None, country: str | None, sector: str | None, office: str | None
) -> None:
    found = who(text, party, tables(DICTIONARY), "2005-05-05")
    assert found == Identity(actor, country, sector, office)


def test_a_body_that_no_table_knows_is_the_users() -> None:
    text = "The Gondorian Ministry of War protested."
    name = Name(span(text, "Gondorian Ministry of War"), "ORG")
    document = Document("d1", "x", text, ())
    found = Resolver(document, [Span(0, len(text), text)], [name], (), tables(DICTIONARY))
    who = found.identify(span(text, "The Gondorian Ministry of War"))
    assert (who.actor, who.sector) == ("GON", "GOV")


@pytest.mark.parametrize(
    ("day", "actor", "sector"),
    [("1999-03-01", "RUSELI", "ELI"), ("2004-03-01", "RUSGOV", "GOV"), ("2015-03-01", "RUSPUT", "GOV")],
)
def test_the_day_of_the_text_chooses_the_code(day: str, actor: str, sector: str) -> None:
    found = who("Vladimir Putin met a guest. He smiled.", "He", tables(DICTIONARY), day)
    assert (found.actor, found.country, found.sector) == (actor, "RUS", sector)


def test_a_person_is_one_under_all_his_names() -> None:
    text = "President Vladimir Putin met Maria Brandybuck. Putin smiled. She thanked him."
    found = resolver(text, tables(DICTIONARY), "2004-03-01")
    parties = ("President Vladimir Putin", "Putin smiled", "him")
    assert {found.identify(span(text, p.removesuffix(" smiled"))).actor for p in parties} == {"RUSGOV"}


def test_a_title_in_the_dictionarys_name() -> None:
    text = "Secretary General Maria Brandybuck spoke. Brandybuck then left, and she wept."
    found = resolver(text, tables(DICTIONARY))
    assert found.identify(span(text, "she")).actor == "IGOUNOMB"
    first = found.identify(span(text, "Secretary General Maria Brandybuck"))
    assert (first.actor, first.office) == ("IGOUNOMB", "Secretary General")
    again = text.index("Brandybuck then")
    assert found.identify(Span(again, again + 10, "Brandybuck")).actor == "IGOUNOMB"


@pytest.mark.parametrize(
    ("day", "sector", "office"),
    [("2012-01-01", "MIL", None), ("2020-01-01", "GOV", "Steward"), (None, None, None)],
)
def test_our_own_format(day: str | None, sector: str | None, office: str | None) -> None:
    text = "Faramir met the king. He smiled."
    country = "SYR" if day else None
    expected = Identity("Faramir of Ithilien", country, sector, office)
    assert who(text, "Faramir", tables(TOML), day, ("Faramir",)) == expected
    assert who(text, "He", tables(TOML), day, ("Faramir",)) == expected


@pytest.mark.parametrize(
    ("text", "party", "expected"),
    [
        ("Gondor left.", "Gondor", Identity("GN", None, "GOV")),
        ("Gondorian troops left.", "Gondorian troops", Identity("GN", None, "MIL")),
        ("Gondorian tree herders left.", "Gondorian tree herders", Identity("GN", None, "AGR")),
        ("Russia left.", "Russia", Identity("RU1", "RUS", "GOV")),
        ("Russian troops left.", "Russian troops", Identity("RU1", "RUS", "MIL")),
        ("The Kremlin left.", "The Kremlin", Identity("RU1", "RUS", "GOV")),
        ("Russia met Iran. Officials from both countries left.", "both countries", Identity(sector="GOV")),
    ],
)
def test_our_own_format_names_states_and_agents(text: str, party: str, expected: Identity) -> None:
    assert who(text, party, tables(TOML)) == expected


def test_of_both_countries_each_has_its_code() -> None:
    text = "Russia met Iran. Officials from both countries left."
    found = resolver(text, tables(TOML)).identify_all(span(text, "both countries"))
    assert [f.actor for f in found] == ["RU1", "IRN"]


def test_the_later_file_wins() -> None:
    text = "Gondor left."
    assert who(text, "Gondor", tables(DICTIONARY, TOML)).actor == "GN"
    assert who(text, "Gondor", tables(TOML, DICTIONARY)).actor == "GON"


def test_a_part_of_a_name_is_the_whole() -> None:
    text = "The Riders of Rohan left."
    assert resolver(text, tables(DICTIONARY)).whole(span(text, "Riders")).text == "Riders of Rohan"
