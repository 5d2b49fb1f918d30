from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from entente.analysis.network.graph import BACK, COLUMNS, directed_network, network
from entente.analysis.network.signed import Signed
from entente.analysis.network.simulate import world
from entente.errors import UsageError

QUADS = ("words_for", "deeds_for", "words_against", "deeds_against")


def period_ties(events: pd.DataFrame) -> pd.DataFrame:
    """Period ties by month of single events: ``day``, ``a``, ``b``, ``intensity``."""
    month = events.day.dt.to_period("M").dt.start_time
    rows = []
    for (period, a, b), some in events.groupby([month, "a", "b"]):
        values = some.intensity.to_numpy(float)
        rows.append(
            {
                "period": period,
                "a": a,
                "b": b,
                "stories": len(some),
                "reports": 2 * len(some),
                "articles": 3 * len(some),
                "words_for": int((values > 0).sum()),
                "deeds_for": 0,
                "words_against": int((values <= 0).sum()),
                "deeds_against": 0,
                "intensity": values.mean(),
                "net": values.sum(),
                "deviation": values.std(),
            }
        )
    return pd.DataFrame(rows)


@pytest.fixture
def events() -> pd.DataFrame:
    draw = np.random.default_rng(4)
    n = 400
    pairs = np.array([("IRN", "USA"), ('Ahmad, (the) "X"; y', "Z|\n"), ("FRA", "ITA")])[
        draw.integers(0, 3, n)
    ]
    return pd.DataFrame(
        {
            "day": pd.Timestamp("2011-01-01") + pd.to_timedelta(draw.integers(0, 1000, n), unit="D"),
            "a": pairs[:, 0],
            "b": pairs[:, 1],
            "intensity": draw.normal(1, 4, n).clip(-10, 10),
        }
    )


@pytest.mark.parametrize(("window", "letter"), [("year", "Y"), ("quarter", "Q"), ("month", "M")])
def test_windows_are_what_the_events_say(events: pd.DataFrame, window: str, letter: str) -> None:
    found = network(period_ties(events), window, least=1).set_index(["window", "a", "b"])
    start = events.day.dt.to_period(letter).dt.start_time
    assert len(found) == events.groupby([start, "a", "b"]).ngroups
    key: Any
    for key, some in events.groupby([start, "a", "b"]):
        row: Any = found.loc[key]
        assert row.stories == len(some)
        assert row.articles == 3 * row.reports / 2 == 3 * len(some)
        assert row.cooperation + row.conflict == len(some)
        assert row.intensity == pytest.approx(some.intensity.mean())
        assert row.net == pytest.approx(some.intensity.sum())
        assert row.deviation == pytest.approx(some.intensity.std(ddof=0))
        assert row.low <= row.intensity <= row.high


def test_a_span_is_one_window_between_the_days(events: pd.DataFrame) -> None:
    ties = period_ties(events)
    assert network(ties).window.unique().tolist() == [ties.period.min()]
    cut = network(ties, since=date(2012, 1, 1), until=date(2012, 12, 31), least=1)
    assert cut.window.unique().tolist() == [pd.Timestamp("2012-01-01")]
    assert cut.stories.sum() == (events.day.dt.year == 2012).sum()


def test_ties_of_fewer_stories_are_left_out(events: pd.DataFrame) -> None:
    found = network(period_ties(events), "quarter", least=15)
    assert len(found) and found.stories.min() >= 15


def test_an_unknown_window_is_a_wrong_call(events: pd.DataFrame) -> None:
    with pytest.raises(UsageError, match=r"'decade'.*span, year, quarter, month"):
        network(period_ties(events), "decade")


@pytest.mark.parametrize("window", ["span", "year"])
def test_an_empty_frame_gives_an_empty_network(events: pd.DataFrame, window: str) -> None:
    none = period_ties(events).iloc[:0]
    assert list(network(none, window).columns) == list(COLUMNS)
    assert network(none, window).empty
    assert list(directed_network(none, window).columns) == [*COLUMNS, *BACK]
    assert Signed.of(network(none, window)).size == 0


def test_a_sign_needs_an_interval_off_neutral() -> None:
    found = network(world(seed=3).ties)
    assert set(found.sign) == {-1, 0, 1}
    assert (found.low[found.sign == 1] > 0).all()
    assert (found.high[found.sign == -1] < 0).all()
    mixed = found[found.sign == 0]
    assert ((mixed.low <= 0) & (mixed.high >= 0)).all()
    assert (network(world(seed=3).ties, neutral=9.9).sign <= 0).all()


def test_intervals_hold_the_true_mean() -> None:
    many, long = (network(world(12, 2, months=m, tail=0.3, seed=8).ties) for m in (12, 2400))
    both = many.merge(long, on=["a", "b"], suffixes=("", "_true"))
    holds = (both.low <= both.intensity_true) & (both.intensity_true <= both.high)
    assert 0.88 <= holds.mean() <= 1


def test_few_stories_are_never_sure_of_their_spread() -> None:
    three = pd.DataFrame({"day": [pd.Timestamp("2001-02-03")] * 5, "a": "A", "b": "B", "intensity": 3.0})
    assert network(period_ties(three)).iloc[0].low < 3.0 - 1.5


def test_directions_are_told_apart() -> None:
    one = pd.DataFrame({"day": [pd.Timestamp("2001-02-03")] * 9, "a": "A", "b": "B", "intensity": 4.0})
    back = pd.DataFrame({"day": [pd.Timestamp("2001-05-03")] * 3, "a": "B", "b": "A", "intensity": -2.0})
    found = directed_network(period_ties(pd.concat([one, back])), least=1).set_index(["a", "b"])
    there: Any = found.loc[("A", "B")]
    home: Any = found.loc[("B", "A")]
    assert (there.stories, there.stories_back) == (9, 3) == (home.stories_back, home.stories)
    assert there.reciprocity == home.reciprocity == pytest.approx(0.25)
    assert there.difference == -home.difference == pytest.approx(6)
    alone = directed_network(period_ties(one)).iloc[0]
    assert (alone.stories_back, alone.reciprocity) == (0, 0) and np.isnan(alone.difference)


def test_the_graph_is_the_signed_ties(events: pd.DataFrame) -> None:
    ties = network(period_ties(events), least=1).assign(sign=[1, -1, 0], weight=[2.0, 3.0, 4.0])
    graph = Signed.of(ties)
    edges = {(graph.actors[i], graph.actors[j]) for i, j in zip(graph.one, graph.other, strict=True)}
    assert edges == set(zip(ties.a[:2], ties.b[:2], strict=True))
    assert sorted(graph.weight) == [-3.0, 2.0]
    assert graph.components().max() == 1
