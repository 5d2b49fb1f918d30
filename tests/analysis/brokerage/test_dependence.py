from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from entente.analysis.brokerage import dependence as dependence_module
from entente.analysis.brokerage.dependence import COLUMNS
from entente.analysis.brokerage.simulate_brokers import brokered, leaning, turned
from entente.analysis.brokerage.simulate_ties import Noise

# The cells of a frame have no static type.
dependence: Any = dependence_module.dependence


def test_a_planted_share_is_found() -> None:
    made = leaning((0.6, 0.6), months=96, seed=4)
    found = dependence(made.ties)
    row = found[(found.actor == made.actor) & (found.on == made.on)].iloc[0]
    assert row["rank"] == 1
    assert row.low < 0.6 < row.high
    assert row.high - row.low < 0.12
    back = found[(found.actor == made.on) & (found.on == made.actor)].iloc[0]
    # The other deals with nobody else.
    assert back.share == 1
    assert row.asymmetry == pytest.approx(row.share - 1)
    assert back.asymmetry == pytest.approx(-row.asymmetry)
    assert row.concentration == pytest.approx((found.share[found.actor == made.actor] ** 2).sum())


def test_a_planted_change_is_found_and_none_where_there_is_none() -> None:
    found = false = tested = 0
    for seed in range(8):
        made = leaning((0.3, 0.6), seed=seed)
        late = dependence(made.ties, members=[made.actor], months=24).dropna(subset="p")
        hit = late[late.on == made.on].iloc[0]
        found += hit.q <= 0.05 and hit.change_low > 0
        same = leaning((0.4, 0.4), seed=seed, noise=Noise(bursts=1, waves=1))
        null = dependence(same.ties, members=[same.actor], months=24).dropna(subset="p")
        false += int((null.p <= 0.05).sum())
        tested += len(null)
    assert found >= 7
    assert tested > 60
    assert false / tested <= 0.1


def test_shares_of_an_actor_add_up() -> None:
    found = dependence(turned(seed=1).ties, months=12)
    by = found.groupby(["first", "actor"])
    np.testing.assert_allclose(by.share.sum(), 1)
    assert (found.low <= found.share).all() and (found.share <= found.high).all()
    assert by["rank"].apply(lambda ranks: list(ranks) == list(range(1, len(ranks) + 1))).all()
    assert found[found["first"] == found["first"].min()].p.isna().all()


def test_reach_runs_through_the_broker() -> None:
    made = brokered(months=36, weights=(3.0, 1.0), seed=2)
    found = dependence(made.ties, members=["X0"]).set_index("on")
    assert found.through["B0"] == pytest.approx(0.75, abs=0.06)
    assert found.through["B1"] == pytest.approx(0.25, abs=0.06)
    assert found.through.sum() == pytest.approx(1)
    # Without either, all can still be reached.
    assert (found.lost == 0).all()
    sole = brokered(months=36, weights=(1.0,), seed=2)
    alone = dependence(sole.ties, members=["X0"]).set_index("on")
    assert alone.lost["B0"] == 1
    assert alone.through["X1"] == 0


def test_who_reaches_nobody_has_no_reach() -> None:
    made = leaning(months=12, seed=1)
    found = dependence(made.ties, members=[made.actor])
    assert found.through.isna().all() and found.lost.isna().all()


def test_who_was_left_has_a_row() -> None:
    made = leaning((0.5, 0.5), months=48, seed=1).ties
    left = made[~((made.b == "A05") & (made.period >= "2007-01-01"))]
    found = dependence(left, members=["A00"], months=24)
    row = found[(found.on == "A05") & (found["first"] > "2006-01-01")].iloc[0]
    assert (row.cooperation, row.share) == (0, 0)
    assert row.change < 0
    assert row.p < 0.05


def test_a_wave_of_reporting_is_no_change() -> None:
    made = leaning((0.4, 0.4), seed=8).ties
    late = made.period >= "2007-01-01"
    raised = made.copy()
    counts = ["stories", "words_for", "deeds_for", "words_against", "deeds_against"]
    raised.loc[late, counts] = raised.loc[late, counts] * 5
    found = dependence(raised, members=["A00"], months=24)
    assert (found.q.dropna() > 0.05).all()
    plain = dependence(made, members=["A00"], months=24)
    np.testing.assert_allclose(found.share, plain.share)


def test_names_do_not_matter() -> None:
    made = turned(actors=8, seed=5).ties
    names = {name: f"Z{i:02d}" for i, name in enumerate(sorted({*made.a, *made.b}, reverse=True))}
    other = made.assign(a=made.b.map(names), b=made.a.map(names))
    one = dependence(made, months=24)
    one = one.assign(actor=one.actor.map(names), on=one.on.map(names))
    keys = ["first", "actor", "on"]
    one, two = (f.sort_values(keys, ignore_index=True) for f in (one, dependence(other, months=24)))
    values = ["share", "low", "high", "concentration", "asymmetry", "through", "lost", "change", "p", "q"]
    pd.testing.assert_frame_equal(one[values], two[values])


def test_nothing_gives_nothing() -> None:
    made = turned(actors=5, months=12).ties
    assert list(dependence(made[:0]).columns) == list(COLUMNS)
    assert dependence(made, members=["nobody"]).empty
    assert list(dependence(made, members=["nobody"]).columns) == list(COLUMNS)
    with pytest.raises(ValueError, match="at least one story"):
        dependence(made, least=0)
