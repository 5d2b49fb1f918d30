from __future__ import annotations

import pytest

from entente.resolution.dates import horizon


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("the talks are on 1 June in Oslo", "2023-06-01"),
        ("during Friday’s debate they will face off", "2023-05-26"),
        ("between May 20-26 the drill would be held", "2023-05-20/2023-05-26"),
        ("within months a ban on trade", "2023-05-26/2023-11-25"),
        ("the road will open by 2025", "2025"),
        ("within the alliance they will vote", None),
    ],
)
def test_by_when(claim: str, value: str | None) -> None:
    assert horizon(claim, 0, len(claim), "2023-05-26") == value


def test_without_a_day_of_publication_nothing_is_moved() -> None:
    claim = "within months a ban on trade"
    assert horizon(claim, 0, len(claim), None) is None
