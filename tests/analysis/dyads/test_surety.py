"""The interval of a period's mean: it holds what it should, and few stories make it wide."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from entente.analysis.dyads.surety import SCALE, sureties
from entente.units import By, Count


def days(*months: list[float]) -> pd.DataFrame:
    """The stories of months that follow one another, by their intensities."""
    rows = [
        (pd.Timestamp("2020-01-01") + pd.DateOffset(months=month, days=n % 28), value, f"s{month}.{n}")
        for month, values in enumerate(months)
        for n, value in enumerate(values)
    ]
    frame = pd.DataFrame(rows, columns=["day", "intensity", "story"])
    return frame.assign(quad=1, reports=1, articles=2)


def test_one_story_alone_has_no_interval_and_more_make_it_narrower() -> None:
    found = sureties(days([4.0], [4.0, -2.0], [4.0, -2.0] * 5, [], [4.0, -2.0] * 50), By.MONTH)
    assert found.stories.tolist() == [1, 2, 10, 100]
    assert pd.isna(found.low.iloc[0]) and pd.isna(found.high.iloc[0])
    known = found.iloc[1:].astype({"low": float, "high": float})
    widths = known["high"].sub(known["low"]).tolist()
    assert widths == sorted(widths, reverse=True) and widths[0] > 10 and widths[-1] < 1.5
    assert (found.low.iloc[1:] < found["mean"].iloc[1:]).all()


def test_two_that_are_alike_by_chance_are_not_sure() -> None:
    found = sureties(days([2.5, 2.5]), By.MONTH)
    low, high = float(found["low"].iloc[0]), float(found["high"].iloc[0])
    assert high - low > 2 * SCALE
    assert low >= -10 and high <= 10


def test_a_story_that_many_articles_tell_is_one() -> None:
    frame = days([4.0, -2.0, -2.0])
    plain, weighted = sureties(frame, By.MONTH), sureties(frame, By.MONTH, Count.ARTICLE)
    pd.testing.assert_frame_equal(plain, weighted)
    heavy = sureties(frame.assign(articles=[100, 1, 1]), By.MONTH, Count.ARTICLE)
    assert heavy["mean"].iloc[0] > 3.8
    assert (heavy.high - heavy.low).iloc[0] > (plain.high - plain.low).iloc[0]


@pytest.mark.parametrize("number", [2, 3, 5, 10, 40])
def test_the_interval_holds_the_mean_as_often_as_it_says(number: int) -> None:
    draw = np.random.default_rng(number)
    pool = np.array([2.5] * 8 + [-2.0] * 5 + [9.5, -9.0])
    months = [draw.choice(pool, number).tolist() for _ in range(600)]
    found = sureties(days(*months), By.MONTH)
    held = ((found.low <= pool.mean()) & (found.high >= pool.mean())).mean()
    assert 0.93 <= held <= 1


def test_nothing_known_gives_no_rows() -> None:
    assert sureties(days(), By.MONTH).empty
