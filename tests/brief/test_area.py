"""Regions and lists of actors as a user names them."""

from __future__ import annotations

import pytest

from entente.brief.area import area
from entente.errors import UsageError
from entente.ontology.naming import actor_code
from entente.ontology.regions import region


def test_a_list_is_taken_as_it_is_and_a_region_by_name() -> None:
    listed = area("arm, Georgia,,GEO, Turkey", actor_code)
    assert (listed.members, listed.listed) == (("ARM", "GEO", "TUR"), True)
    named = area("the south-caucasus", actor_code)
    assert (named.members, named.listed) == (region("South Caucasus").members, False)
    assert area("Baltic, POL", actor_code).members == (*region("Baltic").members, "POL")
    assert area("Armenia", actor_code).members == ("ARM",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("South Caucasia", "no region is known as .*valid are .*did you mean South Caucasus.*list actors"),
        ("ARM, Rusia", "no actor is known as 'Rusia'.*give an ISO code.*did you mean Russia"),
        (" , ", "no region is named; give one"),
    ],
)
def test_a_wrong_name_says_what_is_valid_and_the_nearest(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        area(text, actor_code)
