from __future__ import annotations

import pandas as pd
import pytest
from drawings import check, marks, root_of, words

from entente.charts.outlook import MOST, QUADS, fan
from entente.charts.reliability import outlook, reliability
from entente.charts.theme import PAGE, PHONE


def ties(count: int, gap: int = 1) -> pd.DataFrame:
    start = pd.to_datetime("2012-01-02") + pd.to_timedelta([7 * gap * n for n in range(count)], "D")
    return pd.DataFrame(
        {
            "period": start,
            "stories": [1 + n % 4 for n in range(count)],
            "intensity": [float(n % 9 - 4) for n in range(count)],
            "words_for": [1] * count,
            "deeds_for": [0] * count,
            "words_against": [n % 2 for n in range(count)],
            "deeds_against": [int(n % 5 == 0) for n in range(count)],
        }
    )


def chances(begin: str, base: float = 0.4) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": pd.Timestamp(begin),
            "end": pd.Timestamp(begin) + pd.Timedelta(days=6),
            "quad": [1, 2, 3, 4],
            "probability": [0.94, 0.0004, 0.31, 0.996],
            "low": [0.8, 0.0001, 0.1, 0.95],
            "high": [0.99, 0.002, 0.6, 0.9999],
            "base_rate": base,
        }
    )


EXPECTED = pd.DataFrame({"intensity": [1.25], "low": [-4.0], "high": [5.5]})


@pytest.mark.parametrize(("count", "gap"), [(0, 1), (1, 1), (6, 9), (104, 1), (400, 1)])
def test_any_past_fits_a_phone(count: int, gap: int) -> None:
    past = ties(count, gap)
    begin = "2012-01-02" if not count else str((past.period.iloc[-1] + pd.Timedelta(days=7)).date())
    chart = fan(past, chances(begin), EXPECTED)
    check(chart)
    told = words(chart)
    assert set(QUADS) <= set(told)
    assert any("+1.2 (-4.0 to +5.5)" in text for text in told)
    assert any(text.startswith("no stories") for text in told) == (count == 0)
    assert len(marks(chart, "symbol")) >= min(count, MOST) + 5


def test_probabilities_are_written_with_their_interval_and_base_rate() -> None:
    told = words(fan(ties(20), chances("2012-05-21"), EXPECTED))
    assert "94 % (80 to 99); base rate 40" in told
    assert "<0.1 % (<0.1 to 0.2); base rate 40" in told
    assert ">99 % (95 to >99); base rate 40" in told


def test_a_dyad_without_base_rate_or_expectation_is_drawn() -> None:
    chart = fan(ties(0), chances("2012-05-21", float("nan")), EXPECTED.iloc[:0])
    check(chart)
    assert not any("base rate" in text or "next:" in text for text in words(chart))


def test_a_dyad_seldom_told_of_stands_on_the_axis_of_the_record() -> None:
    told = words(fan(ties(1), chances("2012-01-09").assign(periods=300), EXPECTED))
    assert "2011" in told or any(text.endswith("2010") for text in told)


def test_nothing_known_is_said() -> None:
    chart = fan(ties(3), chances("2012-05-21").iloc[:0], EXPECTED)
    check(chart)
    assert words(chart) == ["nothing is known of these two"]


def test_reliability_has_a_dot_for_each_bin_and_marks_those_outside() -> None:
    bins = pd.DataFrame(
        {
            "quad": [1, 1, 1, 4],
            "forecast": [0.0005, 0.02, 0.5, 0.1],
            "observed": [0.001, 0.03, 0.48, 0.0],
            "low": [0.0, 0.01, 0.4, 0.05],
            "high": [0.002, 0.04, 0.6, 0.2],
            "held": [True, True, True, False],
        }
    )
    chart = reliability(bins)
    check(chart)
    assert len(marks(chart, "symbol")) == 3
    assert words(chart).count("no forecasts") == 2
    check(reliability(bins.iloc[:0]))


@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_the_forecast_and_its_reliability_stretch_to_the_width(width: int) -> None:
    bins = pd.DataFrame(
        {"quad": [1], "forecast": [0.5], "observed": [0.4], "low": [0.3], "high": [0.7], "held": [True]}
    )
    chart = outlook(ties(30), chances("2012-07-30"), EXPECTED, bins, width)
    assert width - 20 < float(root_of(chart).get("width")) <= width + 26
    told = words(chart)
    assert "94 % (80 to 99); base rate 40" in told and told.count("no forecasts") == 3
    rows = chart.to_dict()["vconcat"][-1]["vconcat"]
    assert [len(row["hconcat"]) for row in rows] == ([4] if width == PAGE else [2, 2])
