from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, marks, rows, words

from entente.charts.balance import MOST, balance
from entente.charts.theme import PAPER


def windows(count: int, freq: str = "YS") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "window": pd.date_range("2005-01-01", periods=count, freq=freq),
            "balanced": [300 + n for n in range(count)],
            "unbalanced": [100 - n for n in range(count)],
            "frustration": [0.1 + n / 1000 for n in range(count)],
        }
    )


def strains(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "window": pd.to_datetime("2014-01-01"),
            "a": "CCC",
            "b": "DDD",
            "strain": [(-1.0) ** n * (n + 1) / count for n in range(count)],
            "q": [0.001, 0.3][:count] + [float("nan")] * (count - 2),
        }
    )


@pytest.mark.parametrize(("count", "freq"), [(0, "YS"), (1, "YS"), (11, "YS"), (60, "MS"), (60, "W-MON")])
def test_any_number_of_windows_and_dyads_fits_a_phone(count: int, freq: str) -> None:
    check(balance(windows(count, freq), strains(count), NAMES))
    check(balance(windows(count, freq).drop(columns="frustration")))
    check(balance(windows(count, freq)[["window", "frustration"]]))


def test_balanced_triads_go_up_and_unbalanced_down() -> None:
    found = rows(balance(windows(3)), "triads").set_index("kind")["height"]
    assert found["balanced"].tolist() == [300, 301, 302] and found["unbalanced"].tolist() == [-100, -99, -98]


def test_windows_are_named_by_year_month_or_as_they_are() -> None:
    assert "2006" in words(balance(windows(3)))
    assert "Feb 2005" in words(balance(windows(3, "MS")))
    assert "before" in words(balance(windows(1).assign(window="before")))


def test_the_strongest_strain_comes_first_whatever_its_sign() -> None:
    chart = balance(windows(2), strains(60), NAMES)
    listed = rows(chart, "clear")["strain"].abs().tolist()
    assert listed == sorted(listed, reverse=True) and len(listed) == MOST and listed[0] == 1
    assert "the 20 strongest of 60" in words(chart)
    assert "no dyad under strain" in words(balance(windows(2), strains(60).head(0)))


def test_a_clear_strain_is_filled() -> None:
    chart = balance(windows(1)[["window", "frustration"]], strains(2), NAMES)
    fills = [mark.get("fill") for mark in marks(chart, "rect")]
    assert len(fills) == 2 and fills.count(PAPER) == 1
    assert {"q < 0.01", "q 0.30"} <= set(words(chart))
    check(balance(windows(1), strains(2).drop(columns="q"), NAMES))


def test_only_unbalanced_triads() -> None:
    chart = balance(windows(4).assign(balanced=0))
    check(chart)
    assert (rows(chart, "triads")["height"] < 0).all()
    assert "no triads" in words(balance(windows(4).assign(balanced=0, unbalanced=0)))
