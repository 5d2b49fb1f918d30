from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from dailies import Told, dailies

from entente.analysis.dyads.coverage import covered
from entente.analysis.dyads.leads import (
    CHANCE,
    CONSTANT,
    MANY,
    TOGETHER,
    TOO_FEW,
    Leads,
    Measure,
    leads,
    leads_of_all,
)
from entente.analysis.dyads.series import QUADS, directions, span
from entente.analysis.dyads.simulate_pairs import Make, Paired, many, paired
from entente.analysis.statistics import adjusted
from entente.errors import UsageError
from entente.units import By

STRONG = Make(lag=2, strength=0.9, rates=(8.0, 8.0))


def directed(made: Paired, a: str, b: str, by: By) -> pd.DataFrame:
    """Ties as the series of the directions of a dyad; nothing is done together."""
    index = pd.DatetimeIndex(made.exposure.period)
    names = ["stories", *QUADS, "net"]
    ways = [
        made.ties[made.ties.a == actor].set_index("period")[names].reindex(index).fillna(0)
        for actor in (a, b)
    ]
    parts = []
    for way, part in zip(("both", "a_to_b", "b_to_a"), (ways[0] + ways[1], *ways), strict=True):
        part = part.rename(columns={"stories": "count"}).rename_axis("period").reset_index()
        part["cooperation"] = part.words_for + part.deeds_for
        part["conflict"] = part.words_against + part.deeds_against
        parts.append(part.assign(direction=way, intensity=part.net / part["count"].where(part["count"] > 0)))
    table = pd.concat(parts, ignore_index=True)
    return covered(table, made.exposure, by)


@cache
def found(make: Make, seed: int = 3, measure: Measure = Measure.INTENSITY, turned: bool = False) -> Leads:
    a, b = ("B", "A") if turned else ("A", "B")
    return leads(directed(paired(make, seed=seed), a, b, make.by), a, b, make.by, measure)


@pytest.mark.parametrize("by", [By.DAY, By.WEEK, By.MONTH])
@pytest.mark.parametrize("lag", [1, -3])
def test_the_one_that_leads_is_found_with_its_lag(by: By, lag: int) -> None:
    told = found(Make(lag=lag, strength=0.9, by=by, rates=(8.0, 8.0))).verdict
    assert (told.leader, told.lag, told.why_none) == ("A" if lag > 0 else "B", lag, None)
    assert told.r is not None and told.r > 0.3 and told.p is not None and told.p <= CHANCE


def test_the_other_way_round_the_same_is_told() -> None:
    one, other = found(STRONG), found(STRONG, turned=True)
    assert one.verdict.leader == other.verdict.leader == "A"
    assert (one.verdict.lag, other.verdict.lag) == (2, -2)
    assert (one.verdict.p, one.verdict.r) == (other.verdict.p, other.verdict.r)
    turned = other.lags.iloc[::-1].reset_index(drop=True)
    for name in ("r", "low", "high", "pairs"):
        assert np.allclose(one.lags[name], turned[name])


def test_the_frame_has_a_row_a_lag_with_what_chance_gives() -> None:
    lags = found(STRONG).lags
    assert list(lags.lag) == list(range(-6, 7))
    assert list(lags.columns) == ["lag", "r", "low", "high", "pairs"]
    assert (lags.low < 0).all() and (lags.high > 0).all() and lags.r[lags.lag == 2].item() > lags.high.max()


def test_a_later_start_or_a_leading_gap_changes_no_lag() -> None:
    made = paired(Make(lag=2, strength=0.9, rates=(8.0, 8.0), unread=0.2), seed=4)
    told = leads(directed(made, "A", "B", By.MONTH), "A", "B", By.MONTH).verdict
    assert (told.leader, told.lag) == ("A", 2)
    later = made.ties.assign(period=made.ties.period + pd.DateOffset(years=7))
    assert leads_of_all(later, By.MONTH).lag.item() == 2


def test_what_moves_both_at_once_makes_no_leader() -> None:
    make = Make(common=0.95, together=0.8, rates=(8.0, 8.0))
    verdicts = [found(make, seed).verdict for seed in range(12)]
    assert sum(v.leader is not None for v in verdicts) <= 2
    assert TOGETHER in {v.why_none for v in verdicts}


@pytest.mark.parametrize(
    ("make", "measure"),
    [
        (Make(together=0.8), Measure.INTENSITY),
        (Make(shift=6.0), Measure.INTENSITY),
        (Make(wave=1.0, bursts=0.5), Measure.COUNT),
        (Make(rates=(0.25, 0.25), common=0.6), Measure.NET),
    ],
)
def test_false_leaders_are_rare(make: Make, measure: Measure) -> None:
    """The rates over 200 dyads of each of many kinds stand in docs/reference/leads.md."""
    told = leads_of_all(many(make, 25, seed=900).ties, make.by, measure)
    assert (told.p <= CHANCE).sum() <= 4
    assert told.leader.notna().sum() == 0


def test_leaders_among_many_stand_out() -> None:
    null, real = many(Make(together=0.5), 20, seed=50), paired(STRONG, seed=1, names=("Z", "Y"))
    told = leads_of_all(pd.concat([null.ties, real.ties]), By.MONTH)
    first = told.iloc[0]
    assert (first.a, first.b, first.leader, first.lag) == ("Y", "Z", "Z", -2)
    assert told.leader.notna().sum() == 1
    assert (told.q >= told.p).all() and told.p.is_monotonic_increasing
    assert set(told.why_none[told.leader.isna() & (told.p <= CHANCE)]) <= {MANY}


def test_many_and_one_say_the_same() -> None:
    made = paired(STRONG, seed=3)
    one, row = found(STRONG).verdict, leads_of_all(made.ties, By.MONTH).iloc[0]
    assert (row.leader, row.lag, row.p, row.pairs) == (one.leader, one.lag, one.p, one.pairs)
    assert row.r == pytest.approx(one.r)


def test_meetings_alone_make_no_leader() -> None:
    told = [Told(f"2001-{m:02}-{d:02}", f"{w}", "CONSULT", story=f"{m}{d}") for m in range(1, 13)
            for d in (3, 9, 15) for w in ("A>B", "B>A")]  # fmt: skip
    found = leads(directions(dailies(*told), "A", "B", By.WEEK), "A", "B", By.WEEK)
    assert (found.verdict.leader, found.verdict.why_none, found.verdict.pairs) == (None, TOO_FEW, 0)


@pytest.mark.parametrize("measure", list(Measure))
def test_nothing_or_little_is_too_few(measure: Measure) -> None:
    empty = covered(directions(dailies(), "A", "B"), pd.DataFrame({"period": [], "articles": []}), By.WEEK)
    days = dailies(Told("2001-01-01", "A>B", "AID"), Told("2001-01-01", "B>A", "ACCUSE"))
    read = pd.DataFrame({"period": [pd.Timestamp("2001-01-01")], "articles": [9]})
    single = covered(directions(days, "A", "B"), read, By.WEEK)
    for table in (empty, single):
        verdict = leads(table, "A", "B", By.WEEK, measure).verdict
        assert (verdict.leader, verdict.p, verdict.why_none) == (None, None, TOO_FEW)


def test_what_does_not_vary_leads_nothing() -> None:
    days = [
        f"{day:%Y-%m-%d}" for day in span(pd.Timestamp("2001-01-01"), pd.Timestamp("2002-01-01"), By.WEEK)
    ]
    frame = dailies(*(Told(day, way, "ACCUSE") for day in days for way in ("A>B", "B>A")))
    verdict = leads(directions(frame, "A", "B"), "A", "B", By.WEEK).verdict
    assert (verdict.leader, verdict.why_none) == (None, CONSTANT)


def test_no_ties_give_no_rows() -> None:
    empty = leads_of_all(paired(STRONG).ties.iloc[:0], By.MONTH)
    assert empty.empty and list(empty.columns) == [
        "a", "b", "pairs", "leader", "lag", "r", "p", "q", "why_none",
    ]  # fmt: skip


def test_what_cannot_be_asked_is_said() -> None:
    made = paired(STRONG)
    with pytest.raises(UsageError, match="exposure"):
        leads_of_all(made.ties, By.MONTH, Measure.SHARE)
    table = directed(made, "A", "B", By.MONTH)
    with pytest.raises(UsageError, match="coverage"):
        leads(table.drop(columns="articles"), "A", "B", By.MONTH, Measure.SHARE)
    with pytest.raises(UsageError, match="farthest lag 0"):
        leads(table, "A", "B", By.MONTH, reach=0)


def test_false_discoveries_are_reckoned_as_published() -> None:
    chances = np.array([0.04, 0.01, np.nan, 0.03, 0.02])
    assert np.allclose(adjusted(chances), [0.04, 0.04, np.nan, 0.04, 0.04], equal_nan=True)
    assert adjusted(np.array([])).size == 0
