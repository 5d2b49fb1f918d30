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
        ("the road will open in the year 2025", "2025"),
        ("by the year 2025 the road will open", "2025"),
        ("Oslo plans a new road for 2026", "2026"),
        ("the 2030 agenda would be met", None),
        ("the 2030 agenda would be met by 2028", "2028"),
        ("its 2024 Volvo Trucks would cost more", None),
        ("the 2024 Olympic Games will be held there", "2024"),
        ("the 2024 election will be held there", "2024"),
        ("they will leave the port after 2025", None),
        ("they will stay in the port beyond 2025", None),
        ("they will stay in the port past 2025", "2025"),
        ("they will leave no later than June 2025", "2025-06"),
        ("they will leave after Friday’s debate", None),
    ],
)
def test_by_when(claim: str, value: str | None) -> None:
    assert horizon(claim, 0, len(claim), "2023-05-26") == value


def test_without_a_day_of_publication_nothing_is_moved() -> None:
    claim = "within months a ban on trade"
    assert horizon(claim, 0, len(claim), None) is None
