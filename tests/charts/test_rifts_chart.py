from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, rows, words

from entente.charts.rifts import MOST, rifts


def turns(count: int) -> pd.DataFrame:
    day = pd.to_datetime("2005-03-01") + pd.to_timedelta([91 * n % 3600 for n in range(count)], "D")
    reach = pd.to_timedelta([20 + n for n in range(count)], "D")
    return pd.DataFrame(
        {
            "a": ["AAA", "CCC", "BBB"] * (count // 3) + ["AAA", "CCC", "BBB"][: count % 3],
            "b": ["DDD"] * count,
            "date": day,
            "low": day - reach,
            "high": day + reach,
            "direction": ["rift" if n % 2 else "rapprochement" for n in range(count)],
            "size": [(-1.0) ** n * (1 + n / 10) for n in range(count)],
        }
    )


@pytest.mark.parametrize("count", [0, 1, 8, 60])
def test_any_number_of_turns_fits_a_phone(count: int) -> None:
    chart = rifts(turns(count), NAMES)
    check(chart)
    if count:
        assert len(rows(chart, "label")) == min(count, MOST)


def test_the_largest_come_first_whatever_their_sign_and_what_is_left_out_is_said() -> None:
    chart = rifts(turns(60), NAMES)
    sizes = rows(chart, "label")["size"].tolist()
    assert sizes == sorted(sizes, reverse=True) and sizes[0] == pytest.approx(6.9)
    assert "the 30 largest of 60 turns" in words(chart)
    assert not any("largest of" in text for text in words(rifts(turns(30), NAMES)))


def test_a_row_names_the_dyad_and_its_month() -> None:
    frame = turns(1).assign(b="BBB", date=pd.Timestamp("2012-09-12"))
    assert {"Valdoria - Kestria", "Sep 2012", "rift", "rapprochement"} <= set(words(rifts(frame, NAMES)))


def test_a_turn_without_interval_is_drawn_and_one_without_date_is_not() -> None:
    frame = turns(3)
    frame.loc[0, ["low", "high"]] = pd.NaT
    frame.loc[1, "date"] = pd.NaT
    chart = rifts(frame, NAMES)
    check(chart)
    assert len(rows(chart, "label")) == 2
    assert "no turns" in words(rifts(turns(0), NAMES))
