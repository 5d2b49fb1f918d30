"""The names that hold in a text: the user's before ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.ontology.actors import Kind, gazetteer
from entente.ontology.dictionaries import load_actors
from entente.ontology.register import Register
from entente.ontology.words import words
from entente.records import Identity, Span

DICTIONARY = """
GONDOR [GON]
RUSSIAN [RUS]
KREMLIN [RUSGOV]
ISLAMIC_REPUBLIC [XXX]
JAPAN [JAP]
NATO [IGOWSTNAT]
HERAT [AFG]
ARNOR_PRESS [ARNMED]
MARIA_BRANDYBUCK [SHRMIL]
WHO [IGOWHO]
IT [XYZ]
HAMAS [---]
BLUE_MEN [BLUREB >20000101]
"""


def register(tmp_path: Path, text: str = DICTIONARY, day: str | None = None, *persons: Span) -> Register:
    file = tmp_path / "actors"
    file.write_text(text, "utf-8")
    return Register(load_actors([file]), day, persons)


def hits(register: Register, text: str) -> list[tuple[str, str | None, Kind]]:
    return [(h.entry.actor, h.entry.country, h.entry.kind) for h in register.scan(words(text))]


@pytest.mark.parametrize(
    ("text", "actor", "country", "kind"),
    [
        ("Gondor", "GON", None, Kind.ENTITY),
        ("Russian", "RUS", "RUS", Kind.ADJECTIVE),
        ("the Kremlin", "RUSGOV", "RUS", Kind.METONYM),
        ("Japan", "JAP", "JPN", Kind.STATE),
        ("NATO", "IGOWSTNAT", None, Kind.ORGANISATION),
        ("Herat", "AFG", "AFG", Kind.METONYM),
        ("Arnor Press", "ARNMED", None, Kind.OUTLET),
        ("WHO", "IGOWHO", None, Kind.ORGANISATION),
        ("Blue Men", "BLUREB", None, Kind.GROUP),
    ],
)
def test_how_a_name_of_the_users_stands(
    tmp_path: Path, text: str, actor: str, country: str | None, kind: Kind
) -> None:
    assert hits(register(tmp_path), text) == [(actor, country, kind)]


def test_what_the_file_leaves_out_is_ours(tmp_path: Path) -> None:
    (japan,) = register(tmp_path).scan(words("Japan"))
    assert (japan.entry.sector, japan.entry.known) == ("GOV", "JPN")
    text = '[[actor]]\nname = "Jordan"\ncode = "JDN"\n[[actor]]\nname = "Hezbollah"\ncode = "HZB"\n'
    found = {h.entry.actor: h.entry for h in register(tmp_path, text).scan(words("Jordan Hezbollah"))}
    # A state is meant only where the file says so.
    assert (found["JDN"].country, found["JDN"].kind) == (None, Kind.ORGANISATION)
    assert (found["HZB"].country, found["HZB"].sector) == ("LBN", "REB")


def test_a_longer_name_of_ours_is_another_name(tmp_path: Path) -> None:
    assert hits(register(tmp_path), "Islamic Republic of Iran")[0][0] == "IRN"
    assert hits(register(tmp_path), "Islamic Republic")[0][0] == "XXX"


def test_common_words_at_the_head_of_a_sentence(tmp_path: Path) -> None:
    assert hits(register(tmp_path), "It rained. Who knows?") == []


def test_a_name_given_to_nobody(tmp_path: Path) -> None:
    found = register(tmp_path)
    assert hits(found, "Hamas") == [] and found.nobody(words("Hamas"))
    assert not found.nobody(words("Gondor")) and not found.nobody([])


def test_a_code_holds_for_its_time(tmp_path: Path) -> None:
    assert hits(register(tmp_path, DICTIONARY, "1999-12-31"), "Blue Men") == []
    assert hits(register(tmp_path, DICTIONARY, "2000-01"), "Blue Men") != []


def test_persons_are_told_by_given_name_or_encoder(tmp_path: Path) -> None:
    text = "Maria Brandybuck and Gondor"
    found = register(tmp_path)
    person = found.person_at(words(text), 0)
    assert person is not None and person.entry.actor == "SHRMIL"
    assert hits(found, text)[-1][0] == "GON" and found.person_at(words(text), 3) is None
    told = register(tmp_path, DICTIONARY, None, Span(21, 27, "Gondor"))
    assert told.person_at(words(text), 3) is not None and hits(told, text) == []


def test_a_person_by_family_name(tmp_path: Path) -> None:
    found = register(tmp_path, "BRANDYBUCK [SHR]\n")
    entry = found.person(["Merry", "Brandybuck"])
    assert entry is not None and entry.actor == "SHR"
    assert found.person(["Frodo", "Baggins"]) is None and found.person([]) is None


def test_ours_under_the_users_code(tmp_path: Path) -> None:
    found = register(tmp_path, "JAPAN [JAP]\nVLADIMIR_PUTIN [RUSPUT]\n")
    assert found.own(Identity("JPN", "JPN", "MIL")) == Identity("JAP", "JPN", "MIL")
    president = Identity("Vladimir Putin", "RUS", "GOV", "President")
    assert found.own(president) == Identity("RUSPUT", "RUS", "GOV", "President")
    assert found.own(Identity("FRA", "FRA", "GOV")) == Identity("FRA", "FRA", "GOV")
    assert found.own(Identity()) == Identity()


def test_without_a_file_all_is_as_before() -> None:
    text = "The Russian army, NATO and the White House met Hamas in Geneva."
    found = words(text)
    assert list(Register().scan(found)) == list(gazetteer().scan(found)) != []
