"""Codes of dictionaries: state, sector, and what is left open."""

from __future__ import annotations

import pytest

from entente.ontology.dictionaries.cameo import coding, is_composed, is_state_code, sector_of
from entente.ontology.plover import SECTORS


@pytest.mark.parametrize(
    ("code", "country", "sector", "unplaced"),
    [
        ("RUSGOV", "RUS", "GOV", False),
        ("USAMIL", "USA", "MIL", False),
        ("RUSGOVMIL", "RUS", "GOV", False),
        ("AFG", "AFG", None, False),
        ("pse", "PSE", None, False),
        ("PSEREBHMS", "PSE", "REB", False),
        ("PSEGZA", "PSE", None, False),
        ("IRQMED", "IRQ", "JRN", False),
        ("IRQHLH", "IRQ", "MED", False),
        ("CHNSEP", "CHN", "REB", False),
        ("NGACHRCTH", "NGA", None, False),
        ("KSVGOV", "XKX", "GOV", False),
        ("IGOUNO", None, None, False),
        ("IGOUNOREFHCR", None, None, False),
        ("NGOHRIAMN", None, "SOC", False),
        ("NGOGBRHLH", "GBR", "SOC", False),
        ("MNCUSA", "USA", "BUS", False),
        ("IMGMOSALQ", None, "REB", False),
        ("ELI", None, "ELI", False),
        ("HOBGOV", None, "GOV", True),
        ("GON", None, None, True),
        ("UNK", None, None, True),
        ("FRO/BIL/SAM", None, None, True),
        ("G77", None, None, True),
    ],
)
def test_a_code_is_split(code: str, country: str | None, sector: str | None, unplaced: bool) -> None:
    found = coding(code)
    assert found.identity.actor == code
    assert (found.identity.country, found.identity.sector, found.unplaced) == (country, sector, unplaced)


def test_roles_that_both_have_keep_their_code() -> None:
    both = {"COP", "GOV", "JUD", "LEG", "MIL", "OPP", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU"}
    assert {role: sector_of(role) for role in both} == {role: role for role in both}


def test_every_role_leads_to_a_sector() -> None:
    codes = ("MED", "HLH", "INS", "SEP", "HRI", "ENV", "SET")
    assert {sector_of(code) for code in codes} <= set(SECTORS)


@pytest.mark.parametrize(
    ("code", "composed"),
    [
        ("RUSGOV", True),
        ("TURKSTREAM", False),
        ("MILANO", False),
        ("RUS", False),
        ("IRNARM", False),
        ("", False),
    ],
)
def test_a_name_that_begins_like_a_code_is_none(code: str, composed: bool) -> None:
    assert is_composed(code) is composed


def test_states() -> None:
    assert is_state_code("ARM") and is_state_code("XKX") and is_state_code("SUN") and is_state_code("ABW")
    assert not any(map(is_state_code, ("arm", "KSV", "GON", "", "IGO")))
