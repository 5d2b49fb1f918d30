from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from entente.analysis.brokerage import movement as movement_module
from entente.analysis.brokerage.movement import COLUMNS, innovations
from entente.analysis.brokerage.simulate_brokers import swayed

# The cells of a frame have no static type.
moving: Any = movement_module.moving


def test_ties_that_move_with_and_against_the_dyad_are_found_with_their_lag() -> None:
    for lag in (0, 2):
        made = swayed(strength=0.95, lag=lag, rate=12, seed=1)
        found = moving(made.ties, made.a, made.b, draws=999).set_index(["side", "actor"])
        one, other = found.loc[(made.a, made.follower)], found.loc[(made.a, made.contrary)]
        assert (one.moves, one.lag) == ("with", lag) and one.correlation > 0.3
        assert (other.moves, other.lag) == ("against", lag) and other.correlation < -0.3
        assert one.q <= 0.05 < found.drop(index=[one.name, other.name]).q.median()


def test_where_none_moves_with_the_dyad_chance_is_what_it_says() -> None:
    p = np.concatenate(
        [moving(m.ties, m.a, m.b, draws=199).p for m in (swayed(strength=0, seed=s) for s in range(12))]
    )
    assert len(p) > 150
    assert (p <= 0.05).mean() <= 0.1
    assert 0.4 < np.median(p) < 0.65


def test_innovations_of_an_autoregression_hang_together_no_more() -> None:
    draw = np.random.default_rng(1)
    series = draw.standard_normal((1, 600))
    for t in range(1, 600):
        series[0, t] += 0.7 * series[0, t - 1]
    series[0, draw.random(600) < 0.3] = np.nan
    (fresh,) = innovations(series)
    assert (np.isnan(fresh) == np.isnan(series[0])).all()
    both = np.isfinite(fresh[1:]) & np.isfinite(fresh[:-1])
    assert abs(np.corrcoef(fresh[1:][both], fresh[:-1][both])[0, 1]) < 0.1
    # Over a gap less is known and more is open; what is left has one spread all the same.
    after_gap = np.r_[False, np.isnan(fresh[:-1])] & np.isfinite(fresh)
    assert np.std(fresh[after_gap]) == pytest.approx(np.nanstd(fresh), rel=0.15)


def test_a_month_without_stories_is_missing_and_not_zero() -> None:
    made = swayed(strength=0.9, lag=0, rate=12, seed=2)
    gone = made.ties[made.ties.period.dt.month != 6]
    found = moving(gone, made.a, made.b, draws=199).set_index(["side", "actor"])
    assert found.months.max() <= 110
    assert found.loc[(made.a, made.follower)].moves == "with"


def test_weeks_are_added_up_to_months() -> None:
    made = swayed(actors=5, months=36, seed=1)
    split = pd.concat([made.ties, made.ties.assign(period=made.ties.period + pd.Timedelta(days=14))])
    one, two = (moving(f, made.a, made.b, draws=99) for f in (made.ties, split))
    pd.testing.assert_frame_equal(one, two)


def test_the_same_seed_gives_the_same() -> None:
    made = swayed(actors=5, seed=3)
    one, two, other = (moving(made.ties, made.a, made.b, draws=99, seed=s) for s in (1, 1, 2))
    assert one.equals(two) and not one.equals(other)


def test_nothing_gives_nothing() -> None:
    made = swayed(actors=4, months=30)
    for ties, a, b in ((made.ties[:0], "A0", "A1"), (made.ties, "nobody", "A1"), (made.ties[:9], "A0", "A1")):
        found = moving(ties, a, b, draws=9)
        assert list(found.columns) == list(COLUMNS) and found.empty
    assert moving(made.ties, "A0", "A1", members=["nobody"], draws=9).empty
    with pytest.raises(ValueError, match="two different actors"):
        moving(made.ties, "A0", "A0")
    with pytest.raises(ValueError, match="draws at least 1"):
        moving(made.ties, "A0", "A1", draws=0)
