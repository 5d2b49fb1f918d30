"""Turns of all dyads of records whose turns are known."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest
from tallies import as_ties, phased

from entente.analysis.dyads.rifts import Method, Rift, false_shares, rifts
from entente.analysis.dyads.tally import Tally
from entente.analysis.rows import rows
from entente.units import By

FIRST = date(2010, 1, 4)
#: Pairs with a turn after so many weeks: negative for a rift.
PLANTED = {("CHN", "JPN"): -110, ('Côte d\'Ivoire, "Nord"', "ZAF"): 90}


def null(seed: int, weeks: int, wave: np.ndarray) -> Tally:
    """A dyad of one mixture, in bursts and in the wave of its record."""
    draw = np.random.default_rng(seed)
    busy = draw.uniform(0.3, 1.0) * wave * np.exp(0.7 * draw.standard_normal(weeks) - 0.245)
    stories = draw.poisson(busy)
    against = draw.binomial(stories, draw.uniform(0.2, 0.7))
    good = (stories - against).astype(float)
    bad = against.astype(float)
    return Tally(good, bad, 3 * good - 5 * bad, 9 * good + 25 * bad, np.ones(weeks))


def world(seed: int, dyads: int = 40, weeks: int = 200) -> pd.DataFrame:
    """Dyads without a turn, in a common wave."""
    wave = np.where((np.arange(weeks) >= weeks // 3) & (np.arange(weeks) < weeks // 2), 4.0, 1.0)
    return pd.concat(
        [as_ties(null(1000 * seed + i, weeks, wave), f"A{i:02}", f"B{i:02}") for i in range(dyads)],
        ignore_index=True,
    )


@cache
def planted() -> pd.DataFrame:
    parts = [world(1)]
    for seed, ((a, b), week) in enumerate(PLANTED.items()):
        good, bad = ((2.0, 0.4), (0.4, 2.0))[:: -1 if week > 0 else 1]
        parts.append(as_ties(phased((abs(week), *good), (200 - abs(week), *bad), seed=seed), a, b))
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module", params=list(Method))
def found(request: pytest.FixtureRequest) -> pd.DataFrame:
    return rifts(planted(), By.WEEK, method=request.param)


def test_planted_turns_are_found_and_little_else(found: pd.DataFrame) -> None:
    for (a, b), week in PLANTED.items():
        (turn,) = found[(found.a == a) & (found.b == b)].pipe(rows, Rift)
        day = FIRST + timedelta(weeks=abs(week))
        assert turn.low <= day <= turn.high
        assert turn.low <= turn.date <= turn.high
        assert abs((turn.date - day).days) <= 28
        assert turn.direction == ("rift" if week < 0 else "rapprochement")
        assert (turn.points < 0) == (turn.score < 0) == (week < 0)
        assert turn.q <= 0.1
    assert len(found) <= len(PLANTED) + 2


def test_columns_and_types(found: pd.DataFrame) -> None:
    assert list(found) == list(Rift._fields)
    for name in ("date", "low", "high", "since", "until"):
        assert all(type(day) is date for day in found[name])
    assert found["size"].is_monotonic_decreasing
    assert (found.q.between(0, 0.2)).all()
    assert (found.conflict_before.between(0, 1) & found.conflict_after.between(0, 1)).all()


def test_figures_are_those_of_the_phases(found: pd.DataFrame) -> None:
    (turn,) = found[found.a == "CHN"].pipe(rows, Rift)
    ties = planted()[lambda t: t.a == "CHN"]
    day = pd.Timestamp(turn.date)
    for side, part in (("before", ties[ties.period < day]), ("after", ties[ties.period >= day])):
        against = part.deeds_against.sum()
        assert getattr(turn, side) == pytest.approx(part.net.sum() / part.stories.sum(), abs=1e-3)
        assert getattr(turn, f"stories_{side}") == part.stories.sum()
        assert getattr(turn, f"conflict_{side}") == pytest.approx(against / part.stories.sum(), abs=1e-3)
        days = (day.date() - turn.since).days if side == "before" else (turn.until - day.date()).days + 1
        assert getattr(turn, f"rate_{side}") == pytest.approx(against / days * 365.25, rel=0.02)
    assert turn.points == pytest.approx(turn.after - turn.before, abs=2e-3)
    smaller = min(turn.stories_before, turn.stories_after)
    assert turn.size == pytest.approx(abs(turn.points) * np.log1p(smaller), rel=1e-2)


@pytest.mark.parametrize("method", list(Method))
def test_order_of_rows_does_not_matter_and_ties_with_oneself_are_left_out(method: Method) -> None:
    ties = planted()
    ties = ties[ties.a.isin(["CHN", "A00", "A01"])]
    own = ties[ties.a == "CHN"].assign(b="CHN", deeds_against=9)
    mixed = pd.concat([ties, own]).sample(frac=1, random_state=1)
    one, other = (rifts(pd.DataFrame(t), By.WEEK, method=method) for t in (ties, mixed))
    assert len(one)
    pd.testing.assert_frame_equal(one, other)


def test_one_dyad_alone_and_by_month() -> None:
    ties = as_ties(phased((150, 2, 0.4), (150, 0.4, 2), seed=1), "A", "B")
    (turn,) = rifts(ties, By.WEEK).pipe(rows, Rift)
    day = FIRST + timedelta(weeks=150)
    assert turn.low <= day <= turn.high
    months = ties.assign(
        period=ties.period.dt.to_period("M").dt.start_time,
        squares=ties.stories * (ties.deviation**2 + ties.intensity**2),
    )
    summed = months.groupby(["period", "a", "b"], as_index=False).sum()
    mean = summed.net / summed.stories
    apart = np.sqrt(summed.squares / summed.stories - mean**2)
    for method in Method:
        by_month = rifts(summed.assign(intensity=mean, deviation=apart), By.MONTH, method=method)
        (other,) = by_month.pipe(rows, Rift)
        assert other.low <= day <= other.high
        assert other.date.day == 1


@pytest.mark.parametrize("method", list(Method))
def test_where_there_is_nothing_there_are_no_turns(method: Method) -> None:
    none = rifts(planted().iloc[:0], By.WEEK, method=method)
    few = rifts(planted().iloc[:5], By.WEEK, method=method)
    assert list(none) == list(few) == list(Rift._fields)
    assert len(none) == len(few) == 0


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(ValueError, match="guess"):
        rifts(planted(), By.WEEK, method="guess")


def test_periods_that_were_not_read_are_left_out() -> None:
    told = phased((100, 2, 0.4), (30, 0.1, 0), (100, 0.4, 2), seed=2)
    ties = as_ties(told, "A", "B")
    weeks = pd.date_range(FIRST, periods=230, freq="7D").as_unit("us")
    read = pd.DataFrame({"period": weeks, "articles": np.where((np.arange(230) // 10) % 23 // 3 == 3, 0, 9)})
    unread = read.loc[read.articles == 0, "period"]
    assert len(unread) == 30
    assert any(ties.period.isin(unread))
    (turn,) = rifts(ties, By.WEEK, exposure=read).pipe(rows, Rift)
    assert turn.stories_before + turn.stories_after == ties[~ties.period.isin(unread)].stories.sum()


def test_shares_of_false_ones_by_hand() -> None:
    # Two records by chance: 3 is passed by 1 of their scores, 2.5 by 2, 2 by 4.
    share = false_shares(np.array([2.0, 3.0, 2.5, 2.0]), np.array([3.5, 2.6, 2.2, 2.1, 1.0]), 2)
    # (1 + 1) / 2 / 1, then (2 + 1) / 2 / 2 = 0.75, then (4 + 1) / 2 / 4 = 0.625, which is the least of all.
    assert share.tolist() == [0.625] * 4
    surer = false_shares(np.array([9.0, 2.0]), np.array([3.0, 2.5, 2.2]), 10)
    assert surer.tolist() == pytest.approx([0.1, 0.2])
    assert false_shares(np.zeros(0), np.zeros(0), 10).tolist() == []


@pytest.mark.parametrize("method", list(Method))
def test_records_without_a_turn_have_hardly_any(method: Method) -> None:
    """Of five such records no more than two have one at a rate of 0.2; of 110 nine have, eight by bayes."""
    told = [rifts(world(seed, 12, 120), By.WEEK, method=method) for seed in range(20, 25)]
    assert sum(len(one) > 0 for one in told) <= 2
