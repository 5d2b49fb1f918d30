"""What title phrases say."""

from __future__ import annotations

import pytest

from entente.ontology.register import Register
from entente.ontology.words import words
from entente.resolution.actors.titles import read_title


@pytest.mark.parametrize(
    ("phrase", "office", "sector", "country"),
    [
        ("Armenian Prime Minister", "Prime Minister", "GOV", "ARM"),
        ("PM", "Prime Minister", "GOV", None),
        ("Iran’s FM", "Foreign Minister", "GOV", "IRN"),
        ("Deputy FM", "Deputy Foreign Minister", "GOV", None),
        ("Minister of Foreign Affairs of Georgia", "Foreign Minister", "GOV", "GEO"),
        ("minister for foreign affairs", "Foreign Minister", "GOV", None),
        ("U.S. Secretary of State", "Secretary of State", "GOV", "USA"),
        ("White House spokeswoman", "White House spokeswoman", "GOV", "USA"),
        ("Russia’s Foreign Ministry spokeswoman", "Foreign Ministry spokeswoman", "GOV", "RUS"),
        ("spokesman for the Syrian army", "Spokesman for the Army", "MIL", "SYR"),
        ("speaker of Armenia’s National Assembly", "Speaker of the National Assembly", "LEG", "ARM"),
        ("Indian army chief", "Army Chief", "MIL", "IND"),
        ("White House chief of staff", "White House Chief of Staff", "GOV", "USA"),
        ("chief of the Peruvian general staff", "Chief of the General Staff", "MIL", "PER"),
        ("rebel leader", "Rebel Leader", "REB", None),
        ("leader of the opposition", "Leader of the Opposition", "OPP", None),
        ("Ghanaian lawmaker", "Lawmaker", "LEG", "GHA"),
        ("Ukraine’s prosecutor general", "Prosecutor General", "JUD", "UKR"),
        ("police chief", "Police Chief", "COP", None),
        ("Turkish political analyst", None, "EDU", "TUR"),
        ("Chilean journalist", None, "JRN", "CHL"),
        ("the Finnish ambassador to Estonia", "Ambassador to Estonia", "GOV", "FIN"),
        ("the ambassador to Estonia", "Ambassador to Estonia", "GOV", None),
        ("pro-Russian activists", None, "CVL", None),
    ],
)
def test_title(phrase: str, office: str | None, sector: str, country: str | None) -> None:
    title = read_title(words(phrase), Register())
    assert title is not None
    assert (title.office, title.sector, title.country) == (office, sector, country)


def test_former_is_told_apart() -> None:
    title = read_title(words("Azerbaijan's former FM"), Register())
    assert title is not None and title.former and title.office == "Foreign Minister"


def test_no_role_no_title() -> None:
    assert read_title(words("blue bicycle of Rome"), Register()) is None
