from __future__ import annotations

import pandas as pd
import pytest

from entente.charts.timeline import after, moments, span, step
from entente.units import By


@pytest.mark.parametrize(
    ("freq", "by"), [("D", By.DAY), ("W-MON", By.WEEK), ("MS", By.MONTH), ("YS", By.YEAR)]
)
def test_the_periods_are_told_from_their_first_days_even_with_gaps(freq: str, by: By) -> None:
    starts = moments(pd.Series(pd.date_range("2020-01-06", periods=9, freq=freq)))
    assert step(starts) is by
    assert step(starts.drop(index=[2, 3, 6])) is by
    assert after(starts, by).tolist()[:-1] == starts.tolist()[1:]


def test_one_period_alone_is_taken_for_a_month() -> None:
    assert step(moments(pd.Series(pd.to_datetime(["2020-01-06"])))) is By.MONTH


def test_an_axis_is_never_too_short() -> None:
    day = pd.Timestamp("2020-05-01", tz="UTC")
    first, last = span([day], By.MONTH)
    assert first <= day <= last and (last - first).days >= 365
    assert span([day, day + pd.DateOffset(years=9)], By.MONTH)[0] == day
    assert span([], By.MONTH)[0] < span([], By.MONTH)[1]
