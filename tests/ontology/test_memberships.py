"""Memberships: the table is sound, and says what is known of some days."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from itertools import combinations

import pytest

from entente.errors import UsageError
from entente.ontology.actors import kinds_of, state_names
from entente.ontology.memberships import (
    Standing,
    members,
    memberships,
    organisations,
    shared,
    spells,
)
from entente.ontology.treaties import treaties

_CODES = set(state_names()) | set(kinds_of())
_SPELLS = tuple(spells())
_LATEST = date(2025, 12, 31)
#: The first day on which each state that is gone was gone.
_GONE = {
    "SUN": "1991-12-26",
    "CSK": "1993-01-01",
    "DDR": "1990-10-03",
    "YUG": "2003-02-04",
    "SCG": "2006-06-05",
}


def _standings(state: str, organisation: str, day: str) -> list[str]:
    there = memberships(state, date.fromisoformat(day))
    return [m.standing.value for m in there if m.organisation == organisation]


def test_every_code_is_known() -> None:
    assert {s.member for s in _SPELLS} <= _CODES
    named = {treaty.name for treaty in treaties()}
    assert [code for code in organisations() if code not in kinds_of() and code not in named] == []


def test_dates_are_in_order_and_in_the_past() -> None:
    for s in _SPELLS:
        assert (s.since or date.min) <= (s.until or date.max), s
        assert max(s.since or date.min, s.until or date.min) <= _LATEST, s


def test_no_two_spells_of_one_standing_overlap() -> None:
    by: dict[tuple[str, str, str], list[tuple[date, date]]] = {}
    for s in _SPELLS:
        key = (s.organisation, s.member, s.standing)
        by.setdefault(key, []).append((s.since or date.min, s.until or date.max))
    for key, terms in by.items():
        for (a, b), (c, d) in combinations(terms, 2):
            assert b < c or d < a, key


def test_only_full_members_are_suspended() -> None:
    full = [s for s in _SPELLS if s.standing == Standing.FULL]
    for s in _SPELLS:
        if s.standing == Standing.SUSPENDED:
            assert any(
                (f.organisation, f.member) == (s.organisation, s.member)
                and (f.since or date.min) <= (s.since or date.min)
                and (s.until or date.max) <= (f.until or date.max)
                for f in full
            ), s


@pytest.mark.parametrize("standing", [Standing.CANDIDATE, Standing.OBSERVER, Standing.ASSOCIATE])
def test_who_waits_is_no_full_member(standing: Standing) -> None:
    for s in _SPELLS:
        if s.standing == standing:
            assert s.since is not None, s
            for day in (s.since, s.until or _LATEST):
                assert s.member not in members(s.organisation, day), (s, day)


def test_no_state_belongs_to_anything_after_its_end() -> None:
    for code, day in _GONE.items():
        assert memberships(code, date.fromisoformat(day)) == (), code
        assert memberships(code, date.fromisoformat(day) - timedelta(days=1)), code


@pytest.mark.parametrize(
    ("organisation", "day", "number"),
    [
        ("EU", "1958-01-01", 6),
        ("EU", "1972-12-31", 6),
        ("EU", "1973-01-01", 9),
        ("EU", "1995-01-01", 15),
        ("EU", "2004-05-01", 25),
        ("EU", "2007-01-01", 27),
        ("EU", "2013-07-01", 28),
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("NATO", "1949-04-04", 12),
        ("NATO", "1955-05-06", 15),
        ("NATO", "1999-03-12", 19),
        ("NATO", "2004-04-01", 26),
        ("NATO", "2009-04-01", 28),
        ("NATO", "2023-04-04", 31),
        ("NATO", "2024-03-06", 31),
        ("NATO", "2024-03-07", 32),
        ("Warsaw Pact", "1960-01-01", 8),
        ("Warsaw Pact", "1970-01-01", 7),
        ("Warsaw Pact", "1991-07-02", 0),
        ("OSCE", "1975-08-01", 35),
        ("OSCE", "2013-01-01", 57),
        ("CSTO", "1999-04-03", 6),
        ("CSTO", "2010-01-01", 7),
        ("CSTO", "2013-01-01", 6),
        ("CIS", "1995-01-01", 12),
        ("CIS", "2010-01-01", 10),
        ("EAEU", "2015-12-31", 5),
        ("SCO", "2001-06-15", 6),
        ("SCO", "2017-06-09", 8),
        ("SCO", "2024-07-04", 10),
        ("BRICS", "2011-01-01", 5),
        ("BRICS", "2023-12-31", 5),
        ("BRICS", "2025-01-06", 10),
        ("ASEAN", "1999-05-01", 10),
        ("ASEAN", "2025-10-26", 11),
        ("SAARC", "2008-01-01", 8),
        ("AU", "2013-01-01", 52),  # 54, Guinea-Bissau and Madagascar being suspended
        ("AU", "2018-01-01", 55),
        ("ECOWAS", "2005-01-01", 15),
        ("ECOWAS", "2025-02-01", 11),  # 12, Guinea being suspended
        ("SADC", "2020-01-01", 16),
        ("EAC", "2024-06-01", 8),
        ("ECCAS", "2018-01-01", 11),
        ("ARL", "2010-01-01", 22),
        ("ARL", "2012-01-01", 21),
        ("GCC", "1990-08-02", 6),
        ("OIC", "2010-01-01", 57),
        ("OPEC", "1960-09-14", 5),
        ("OPEC", "2018-12-31", 15),
        ("OPEC", "2019-01-01", 14),
        ("OPEC", "2024-01-01", 12),
        ("OPEC+", "2020-01-01", 23),
        ("OAS", "2000-01-01", 34),  # 35, Cuba being suspended
        ("MERCOSUR", "2012-07-31", 4),  # five, Paraguay being suspended
        ("CELAC", "2011-12-03", 33),
        ("CARICOM", "2010-01-01", 14),
        ("UNASUR", "2010-01-01", 12),
        ("G7", "1980-01-01", 7),
        ("G8", "2014-03-24", 8),
        ("G8", "2014-03-25", 0),
        ("G20", "2010-01-01", 20),
        ("G20", "2023-09-09", 21),
        ("COE", "2010-01-01", 47),
        ("COE", "2022-03-17", 46),
        ("OECD", "2021-06-01", 38),
        ("EFTA", "1995-01-01", 4),
        ("OTS", "2020-01-01", 5),
        ("AUKUS", "2022-01-01", 3),
        ("Five Eyes", "2000-01-01", 5),
        ("APEC", "2000-01-01", 21),
        ("PIF", "2020-01-01", 17),  # 18, Niue having no code here
        ("CPTPP", "2024-12-15", 12),
    ],
)
def test_number_of_full_members(organisation: str, day: str, number: int) -> None:
    assert len(members(organisation, date.fromisoformat(day))) == number


@pytest.mark.parametrize(
    ("state", "organisation", "day", "standings"),
    [
        ("GBR", "EU", "2020-01-31", ["full"]),
        ("GBR", "EU", "2020-02-01", []),
        ("UZB", "CSTO", "1999-04-02", ["full"]),
        ("UZB", "CSTO", "2000-01-01", []),
        ("UZB", "CSTO", "2010-01-01", ["full"]),
        ("UZB", "CSTO", "2012-07-01", ["suspended"]),
        ("UZB", "CSTO", "2013-01-01", []),
        ("ARM", "CSTO", "2024-06-01", ["suspended"]),
        ("GEO", "CIS", "2009-08-01", ["full"]),
        ("GEO", "CIS", "2010-01-01", []),
        ("TKM", "CIS", "2010-01-01", ["associate"]),
        ("EGY", "AU", "2013-12-01", ["suspended"]),
        ("EGY", "AU", "2014-07-01", ["full"]),
        ("MAR", "AU", "2000-01-01", []),
        ("MAR", "AU", "2017-01-30", ["full"]),
        ("SYR", "ARL", "2020-01-01", ["suspended"]),
        ("SYR", "ARL", "2023-06-01", ["full"]),
        ("MLI", "ECOWAS", "2024-01-01", ["suspended"]),
        ("NER", "ECOWAS", "2025-01-30", []),
        ("QAT", "OPEC", "2019-01-01", []),
        ("IDN", "OPEC", "2016-06-01", ["full"]),
        ("RUS", "G8", "2014-03-25", []),
        ("RUS", "COE", "2022-03-01", ["suspended"]),
        ("UKR", "EU", "2022-07-01", ["partner", "candidate"]),
        ("TUR", "EU", "2012-01-01", ["candidate"]),
        ("FIN", "NATO", "2023-04-03", ["partner"]),
        ("FIN", "NATO", "2023-04-04", ["full"]),
        ("RUS", "OSCE", "1991-12-26", ["full"]),
        ("TRNC", "OTS", "2023-01-01", ["observer"]),
    ],
)
def test_how_a_state_stood(state: str, organisation: str, day: str, standings: list[str]) -> None:
    assert sorted(_standings(state, organisation, day)) == sorted(standings)


def test_members_can_be_asked_for_in_other_standings() -> None:
    day = date(2024, 6, 1)
    assert members("CSTO", day, Standing.SUSPENDED) == ("ARM",)
    assert len(members("CSTO", day, Standing.FULL, Standing.SUSPENDED)) == 6
    assert set(members("EU", day, Standing.CANDIDATE)) >= {"UKR", "TUR", "SRB", "GEO"}


def test_what_two_share() -> None:
    assert shared("ARM", "RUS", date(2020, 1, 1)) == ("OSCE", "CSTO", "CIS", "EAEU", "COE")
    # Armenia has frozen its part in the one, Russia was put out of the other.
    assert shared("ARM", "RUS", date(2024, 6, 1)) == ("OSCE", "CIS", "EAEU")
    assert shared("RUS", "ARM", date(2024, 6, 1)) == shared("ARM", "RUS", date(2024, 6, 1))
    assert shared("ARM", "Nobody", date(2024, 6, 1)) == ()


def test_who_is_unknown_belongs_to_nothing() -> None:
    assert memberships("Barack Obama", date(2010, 1, 1)) == ()


def test_an_unknown_organisation_is_refused_with_those_known() -> None:
    with pytest.raises(UsageError, match=r"'NATOO'.*NATO"):
        members("NATOO", date(2010, 1, 1))


def test_a_membership_is_frozen() -> None:
    (found,) = (m for m in memberships("LTU", date(2010, 1, 1)) if m.organisation == "NATO")
    assert (found.term.since, found.term.until) == ("2004-03-29", "")
    with pytest.raises(FrozenInstanceError):
        found.member = "LVA"  # type: ignore[misc]


def test_spells_are_the_rows_of_a_frame() -> None:
    rows = [s for s in _SPELLS if (s.organisation, s.member) == ("EU", "GBR")]
    assert rows == [("EU", "GBR", "full", date(1973, 1, 1), date(2020, 1, 31), "")]
    assert rows[0]._fields == ("organisation", "member", "standing", "since", "until", "note")
