from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from entente.analysis.brokerage.shares import _residuals, change, shares
from entente.analysis.statistics import adjusted, quantile, two_sided, wilson


def test_students_t_is_what_the_tables_say() -> None:
    # Critical values of 5 and 1 %.
    for free, five, one in ((5, 2.571, 4.032), (10, 2.228, 3.169), (30, 2.042, 2.750), (1e6, 1.960, 2.576)):
        assert two_sided([five, one], free).tolist() == pytest.approx([0.05, 0.01], abs=0.0012)
        assert quantile(free, 0.95) == pytest.approx(five, rel=0.01)
    assert two_sided(1.5, 1e9) == pytest.approx(2 - 2 * NormalDist().cdf(1.5), abs=1e-6)


def test_false_discoveries_are_as_benjamini_and_hochberg_wrote() -> None:
    # The fifteen of their example: four are found at 5 %.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
         0.6528, 0.7590, 1.0]  # fmt: skip
    assert (adjusted(p) <= 0.05).sum() == 4
    assert adjusted(p[::-1])[::-1].tolist() == adjusted(p).tolist()
    assert adjusted([]).size == 0


def test_wilson_holds_a_share_as_often_as_it_says() -> None:
    draw = np.random.default_rng(1)
    for share in (0.05, 0.3, 0.8):
        seen = draw.binomial(60, share, 4000).astype(float)
        low, high = wilson(seen, np.full(4000, 60.0), NormalDist().inv_cdf(0.95))
        assert 0.86 < ((low <= share) & (share <= high)).mean() < 0.95


def _drawn(draw: np.random.Generator, many: int, burst: float, periods: int = 60) -> tuple[Any, ...]:
    rate = 5 * np.exp(burst * draw.standard_normal((many, periods)))
    count = draw.poisson(rate)
    row, period = np.nonzero(count)
    return (
        row,
        period,
        count[row, period].astype(float),
        np.zeros(many, np.int64),
        count.sum(axis=0)[None] * 1.0,
    )


def test_bursts_are_seen_and_their_absence_too() -> None:
    draw = np.random.default_rng(2)
    calm, bursty = (shares(*_drawn(draw, 8, burst)) for burst in (0.0, 1.0))
    assert calm.burst.mean() == pytest.approx(1, abs=0.25)
    assert bursty.burst.mean() > 5
    assert calm.share.sum() == pytest.approx(1)


def test_burst_is_that_of_a_table_reckoned_in_full() -> None:
    row, period, count, of, wholes = _drawn(np.random.default_rng(3), 4, 0.5)
    table = np.zeros((4, wholes.shape[1]))
    table[row, period] = count
    share = table.sum(axis=1) / table.sum()
    left = table - share[:, None] * wholes
    squares, beside = _residuals(row, period, count, of, wholes, share)
    np.testing.assert_allclose(squares, (left**2).sum(axis=1))
    np.testing.assert_allclose(beside, (left[:, 1:] * left[:, :-1]).sum(axis=1))


def test_few_periods_tell_nothing_of_bursts() -> None:
    one = shares(
        np.array([0, 1]), np.array([0, 0]), np.array([5.0, 15.0]), np.zeros(2, int), np.array([[20.0]])
    )
    assert one.burst.tolist() == [2, 2]
    low, high = one.interval()
    assert (low < one.share).all() and (one.share < high).all()


def test_no_change_has_p_of_one_and_a_large_one_a_small() -> None:
    old = shares(*_drawn(np.random.default_rng(4), 3, 0.3))
    told = change(old, old)
    assert told.p == pytest.approx(1) and (told.size == 0).all()
    assert (told.low < 0).all() and (told.high > 0).all()
