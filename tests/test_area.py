"""Regions and lists of actors as a user names them."""

from __future__ import annotations

import pytest

from entente.area import area, members_of
from entente.errors import UsageError
from entente.ontology.regions import region
from entente.store import Store


@pytest.fixture
def store() -> Store:
    return Store(write=True)


def test_a_list_is_taken_as_it_is_and_a_region_by_name(store: Store) -> None:
    listed = area(store, "arm, Georgia,,GEO, Turkey")
    assert (listed.members, listed.listed) == (("ARM", "GEO", "TUR"), True)
    assert listed.name == "Armenia, Georgia, Turkey"
    named = area(store, "the south-caucasus")
    assert (named.members, named.listed) == (region("South Caucasus").members, False)
    assert area(store, "Baltic, POL").members == (*region("Baltic").members, "POL")
    assert area(store, "Armenia").members == ("ARM",)


def test_names_may_come_in_one_text_or_in_several(store: Store) -> None:
    assert members_of(store, "ARM, Georgia") == members_of(store, ["ARM", "GEO"]) == ("ARM", "GEO")
    assert members_of(store, []) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("South Caucasia", "neither actor nor region.*no region is known as .*valid are .*South Caucasus"),
        ("ARM, Rusia", "'Rusia' is neither.*no actor is known as 'Rusia'.*give an ISO code.*did you mean"),
        (" , ", "no region is named; give one"),
    ],
)
def test_a_wrong_name_says_what_is_valid_and_the_nearest(store: Store, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        area(store, text)
