"""Treaties: the table is sound, and says what is known of some pairs and days."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest

from entente.ontology.actors import kinds_of, state_names
from entente.ontology.memberships import members, organisations
from entente.ontology.treaties import Obligation, is_allied, obligations, treaties

_STATES = set(state_names())
_ENTITIES = {"ABK", "SOO", "DNR", "LNR"}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def test_every_party_is_known() -> None:
    for treaty in treaties():
        for code in treaty.parties:
            known = code in _STATES or code in _ENTITIES & set(kinds_of()) or code in organisations()
            assert known, (treaty.name, code)


def test_sides_and_terms_are_in_order() -> None:
    for t in treaties():
        assert t.name and len(t.sides) in (1, 2) and all(t.sides), t
        assert len(t.parties) == len(set(t.parties)), t
        alone = len(t.parties) == 1
        assert not alone or t.parties[0] in organisations(), t
        assert t.term.since and t.term.first <= t.term.last, t
        assert t.term.first <= date(2025, 12, 31), t
        assert not t.term.until or t.term.last <= date(2025, 12, 31), t


def test_no_treaty_stands_twice_between_two() -> None:
    for number, a in enumerate(treaties()):
        for b in treaties()[number + 1 :]:
            if a.name == b.name and max(a.term.first, b.term.first) <= min(a.term.last, b.term.last):
                pairs = [{frozenset((x, y)) for x in t.sides[0] for y in t.sides[-1]} for t in (a, b)]
                assert not pairs[0] & pairs[1], a.name


def test_every_party_is_bound_to_somebody_on_the_first_day() -> None:
    for t in treaties():
        day = t.term.first
        all_codes = {c for p in t.parties for c in (members(p, day) if p in organisations() else (p,))}
        assert all(any(t.binds(a, b, day) for b in all_codes) for a in all_codes) and all_codes, t.name


@pytest.mark.parametrize(
    ("a", "b", "day", "allied"),
    [
        ("ARM", "RUS", "2024-06-01", True),
        ("ARM", "KAZ", "2024-01-01", True),
        ("ARM", "KAZ", "2024-06-01", False),  # the frozen CSTO was all they had
        ("ARM", "AZE", "1995-01-01", True),  # on paper, both in the Collective Security Treaty
        ("ARM", "AZE", "2000-01-01", False),
        ("AZE", "TUR", "2010-01-01", False),
        ("AZE", "TUR", "2020-10-01", True),
        ("FIN", "NOR", "2023-04-03", False),
        ("FIN", "NOR", "2023-04-04", True),
        ("FIN", "FRA", "2010-01-01", True),
        ("FRA", "GBR", "2019-01-01", True),
        ("IRL", "GBR", "2019-01-01", True),
        ("IRL", "GBR", "2020-02-01", False),
        ("JPN", "USA", "1955-01-01", False),
        ("JPN", "USA", "1960-06-23", True),
        ("JPN", "KOR", "2024-01-01", False),
        ("AUS", "USA", "1990-01-01", True),
        ("AUS", "NZL", "1990-01-01", True),
        ("NZL", "USA", "1980-01-01", True),
        ("NZL", "USA", "1990-01-01", False),
        ("TWN", "USA", "1979-12-31", True),
        ("TWN", "USA", "1980-01-01", False),
        ("CHN", "PRK", "2024-01-01", True),
        ("PRK", "RUS", "2010-01-01", False),
        ("PRK", "RUS", "2024-12-04", True),
        ("CHN", "RUS", "2024-01-01", False),
        ("CHN", "SUN", "1955-01-01", True),
        ("PAK", "SAU", "2025-09-16", False),
        ("PAK", "SAU", "2025-09-17", True),
        ("MLI", "NER", "2024-01-01", True),
        ("DDR", "POL", "1980-01-01", True),
        ("DEU", "POL", "1980-01-01", False),
        ("DEU", "POL", "2000-01-01", True),
        ("UKR", "USA", "2024-01-01", False),
        ("ISR", "USA", "2024-01-01", False),  # no treaty
        ("MEX", "USA", "2000-01-01", True),
        ("MEX", "USA", "2005-01-01", False),
        ("ABK", "RUS", "2010-01-01", True),
        ("ARM", "ARM", "2020-01-01", False),
        ("ARM", "Barack Obama", "2020-01-01", False),
    ],
)
def test_who_was_allied(a: str, b: str, day: str, allied: bool) -> None:
    assert is_allied(a, b, _day(day)) is allied
    assert is_allied(b, a, _day(day)) is allied


def test_the_strongest_comes_first_and_then_the_oldest() -> None:
    found = obligations("KAZ", "RUS", date(2024, 6, 1))
    order = list(Obligation)
    assert [t.obligation for t in found] == sorted((t.obligation for t in found), key=order.index)
    assert found[0].obligation is Obligation.DEFENCE
    assert found[0].term.first < found[1].term.first
    assert len({t.name for t in found}) == len(found) > 4


def test_guarantors_are_bound_to_the_guaranteed_and_not_to_each_other() -> None:
    day = date(2013, 1, 1)
    names = {t.name for t in obligations("RUS", "UKR", day)}
    assert {"Budapest Memorandum", "Black Sea Fleet agreement"} <= names
    for a, b in (("RUS", "USA"), ("UKR", "KAZ"), ("UKR", "FRA")):
        assert "Budapest Memorandum" not in {t.name for t in obligations(a, b, day)}


def test_what_has_ended_is_left_out() -> None:
    day = date(2019, 4, 1)
    names = {t.name for t in obligations("RUS", "UKR", day)}
    assert names == {"Budapest Memorandum"}
    before = {t.name for t in obligations("RUS", "UKR", day - timedelta(days=1))}
    assert before - names == {"Russia-Ukraine Treaty of Friendship, Cooperation and Partnership"}


def test_an_organisation_is_bound_to_its_members() -> None:
    (found,) = obligations("NATO", "LTU", date(2010, 1, 1))
    assert found.name == "North Atlantic Treaty (article 5)"
    assert obligations("NATO", "LTU", date(2004, 3, 28)) == ()
    assert obligations("NATO", "RUS", date(2010, 1, 1)) == ()


def test_a_treaty_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        treaties()[0].name = "Entente"  # type: ignore[misc]
