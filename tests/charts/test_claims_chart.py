from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, marks, rows, words

from entente.analysis.claims.verdict import Status
from entente.charts.claims import LOOKS, MOST, claims


def judged(count: int) -> pd.DataFrame:
    published = pd.to_datetime("2022-09-13") + pd.to_timedelta([11 * n for n in range(count)], "D")
    statuses = [s.value for s in Status]
    return pd.DataFrame(
        {
            "published": published,
            "due": published + pd.Timedelta(days=60),
            "claimant": [["AAA", "CCC", None][n % 3] for n in range(count)],
            "text": [f"claim {n} that says a <good> deal & more of what is to come" for n in range(count)],
            "status": [statuses[n % 3] for n in range(count)],
        }
    )


@pytest.mark.parametrize("count", [0, 1, 2, 8, 60])
def test_any_number_of_claims_fits_a_phone(count: int) -> None:
    chart = claims(judged(count), NAMES)
    check(chart)
    if count:
        assert len(rows(chart, "label")) == min(count, MOST)
        assert words(chart).count("borne out") == 1


def test_every_status_has_looks_that_differ_by_more_than_hue() -> None:
    assert list(LOOKS) == [s.value for s in Status]
    assert len({(shape, fill == colour) for colour, shape, fill in LOOKS.values()}) == len(LOOKS)


def test_what_was_judged_comes_first_and_what_is_left_out_is_said() -> None:
    table = judged(60)
    table.loc[:4, "due"] = pd.NaT
    chart = claims(table, NAMES)
    assert "not drawn: 25 more, and 5 that are due on no day" in words(chart)
    assert set(rows(chart, "label").status) == {"borne out", "not borne out"}


def test_claims_stand_under_their_claimant_in_order_of_time() -> None:
    chart = claims(judged(9), NAMES)
    found = rows(chart, "label")
    assert {"Valdoria", "nobody named"} <= set(words(chart))
    for _, own in found.groupby("who", sort=False):
        assert own["from"].tolist() == sorted(own["from"])
    assert len(marks(chart, "symbol")) >= 9


def test_a_claim_without_a_date_is_not_drawn() -> None:
    table = judged(2)
    table["published"] = pd.NaT
    assert "no claims with a day on which they are due" in words(claims(table, NAMES))
