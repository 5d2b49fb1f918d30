from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from dailies import Told, dailies

from entente.analysis.dyads.coverage import coverage, covered, rates, silences
from entente.analysis.dyads.series import directions, series
from entente.analysis.statistics import poisson, wilson
from entente.units import By


def exposure(articles: list[int], begin: str = "2001-01-01", freq: str = "MS") -> pd.DataFrame:
    periods = pd.date_range(begin, periods=len(articles), freq=freq)
    return pd.DataFrame({"dataset": "x", "period": periods, "outlet": None, "articles": articles})


def marks(articles: list[int], by: By = By.MONTH, freq: str = "MS", begin: str = "2001-01-01") -> list[str]:
    return list(coverage(exposure(articles, begin, freq), by).coverage)


def test_a_period_far_below_its_neighbours_is_thin_and_one_without_articles_is_not_covered() -> None:
    read = [100, 110, 95, 10, 105, 98, 0, 102, 99, 101, 90, 104]
    assert marks(read) == ["read"] * 3 + ["thin"] + ["read"] * 2 + ["none"] + ["read"] * 5


def test_growth_and_a_wave_are_not_thin() -> None:
    assert set(marks([int(20 * 1.15**i) for i in range(40)])) == {"read"}
    assert set(marks([100] * 10 + [900, 1200, 800] + [100] * 10)) == {"read"}


def test_few_articles_by_chance_are_not_thin() -> None:
    draw = np.random.default_rng(1)
    read = draw.poisson(6, 400)
    assert marks(list(read)).count("thin") <= 8


def test_sundays_are_compared_with_sundays() -> None:
    read = [200, 200, 200, 200, 200, 60, 30] * 20
    found = marks(read, By.DAY, "D")
    assert set(found) == {"read"}
    read[52] = 20
    assert [i for i, mark in enumerate(marks(read, By.DAY, "D")) if mark == "thin"] == [52]


def test_rows_of_outlets_are_put_together_and_those_without_a_day_left_out() -> None:
    one = exposure([40, 50, 60, 45])
    lost = exposure([999]).assign(period=pd.Series([pd.NaT]))
    found = coverage(pd.concat([one, one, lost]), By.MONTH)
    assert list(found.articles) == [80, 100, 120, 90]
    assert list(found.columns) == ["period", "articles", "usual", "coverage"]


def test_what_is_asked_for_beyond_the_record_is_not_covered() -> None:
    found = coverage(exposure([9, 9]), By.MONTH, since=date(2000, 12, 5), until=date(2001, 3, 9))
    assert list(found.coverage) == ["none", "read", "read", "none"]
    part = coverage(exposure([100] * 20), By.MONTH, since=date(2001, 6, 1), until=date(2001, 7, 1))
    assert list(part.usual) == [pytest.approx(100)] * 2


def test_nothing_read_has_no_period() -> None:
    assert coverage(exposure([]), By.WEEK).empty


FRAME = dailies(
    Told("2001-01-10", "A>B", "ACCUSE"),
    Told("2001-02-10", "B>A", "SUPPORT"),
    Told("2001-05-10", "A>B", "ASSAULT"),
)


def test_what_was_not_read_is_missing_and_what_was_is_nothing() -> None:
    table = covered(series(FRAME, By.MONTH), exposure([50, 50, 0, 50, 50]), By.MONTH)
    assert list(table.coverage) == ["read", "read", "none", "read", "read"]
    assert list(table["count"].isna()) == [False, False, True, False, False]
    assert table["count"].iloc[3] == 0 and table.net.isna().sum() == 1
    assert str(table["count"].dtype) == "Int64"


def test_an_act_of_a_time_that_was_not_read_stands() -> None:
    table = covered(directions(FRAME, "A", "B", By.MONTH), exposure([50, 0, 0, 50, 50]), By.MONTH)
    february = table[table.period == "2001-02-01"]
    assert list(february.coverage) == ["thin"] * 3
    assert list(february["count"]) == [1, 0, 1]


def only(table: pd.DataFrame) -> Any:
    assert len(table) == 1
    return table.iloc[0]


def test_gaps_are_told_apart() -> None:
    told = [Told(f"200{y}-{m:02}-05", "A>B", "ACCUSE") for y in (1, 2, 4) for m in range(1, 13)]
    read = [80] * 24 + [80] * 12 + [80] * 12
    table = covered(series(dailies(*told), By.MONTH), exposure(read), By.MONTH)
    gap: Any = only(silences(table))
    assert (gap["first"], gap["last"], gap.periods, gap.why) == (
        pd.Timestamp("2003-01-01"),
        pd.Timestamp("2003-12-01"),
        12,
        "silence",
    )
    assert gap.expected == pytest.approx(12) and gap.chance < 1e-4 and gap.anywhere < 0.01
    unread = covered(series(dailies(*told), By.MONTH), exposure([80] * 24 + [0] * 12 + [80] * 12), By.MONTH)
    gap = only(silences(unread))
    assert gap.why == "unread" and np.isnan(gap.chance)


def test_a_silence_says_less_where_little_was_read() -> None:
    told = [Told(f"200{y}-{m:02}-05", "A>B", "ACCUSE") for y in (1, 2, 4) for m in range(1, 13)]
    few = covered(series(dailies(*told), By.MONTH), exposure([80] * 24 + [2] * 12 + [80] * 12), By.MONTH)
    gap: Any = only(silences(few))
    assert gap.why == "silence" and gap.chance > 0.5


def test_chances_of_silence_are_honest() -> None:
    """Of records without any peace few have a gap that is called surprising."""
    surprised = 0
    for seed in range(100):
        draw = np.random.default_rng(seed)
        count = draw.poisson(draw.gamma(1.0, 1.2, 80))
        zero = np.zeros(80)
        table = pd.DataFrame({"period": pd.date_range("2001-01-01", periods=80, freq="MS"), "count": count})
        table = table.assign(articles=100, coverage="read", net=zero)
        surprised += bool((silences(table).anywhere < 0.05).any())
    assert surprised <= 5


def test_rates_have_intervals() -> None:
    table = covered(series(FRAME, By.MONTH), exposure([50, 50, 0, 50, 50]), By.MONTH)
    found = rates(table)
    assert found.count_rate.iloc[0] == 1 / 50
    assert (found.count_low.iloc[0] < 0.02 < found.count_high.iloc[0]) and found.count_low.iloc[3] == 0
    assert found.count_high.iloc[3] == pytest.approx(3.7 / 50, abs=0.01)
    assert found.iloc[2][["count_rate", "count_high", "hostile"]].isna().all()
    assert list(found.hostile.dropna()) == [1.0, 0.0, 1.0]


def test_intervals_hold_the_truth() -> None:
    draw = np.random.default_rng(5)
    low, high = poisson(draw.poisson(7, 4000))
    assert 0.94 <= ((low <= 7) & (high >= 7)).mean() <= 0.99
    low, high = wilson(draw.binomial(30, 0.1, 4000), np.full(4000, 30))
    assert 0.93 <= ((low <= 0.1) & (high >= 0.1)).mean() <= 0.98


def test_an_empty_series_stays_empty() -> None:
    table = covered(series(FRAME.iloc[:0], By.MONTH), exposure([5]), By.MONTH)
    assert table.empty and silences(table).empty and rates(table).empty
    assert covered(series(FRAME, By.MONTH), exposure([]), By.MONTH)["count"].isna().sum() == 2
