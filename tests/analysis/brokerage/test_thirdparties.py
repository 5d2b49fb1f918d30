from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from entente.analysis.brokerage import thirdparties as thirdparties_module
from entente.analysis.brokerage.simulate_brokers import turned
from entente.analysis.brokerage.simulate_ties import Noise
from entente.analysis.brokerage.thirdparties import COLUMNS

# The cells of a frame have no static type.
third_parties: Any = thirdparties_module.third_parties


def test_who_gained_and_who_moved_with_the_dyad_is_found() -> None:
    gained = moved = 0
    for seed in range(6):
        made = turned(rate=8, gain=4, follows=0.6, seed=seed)
        found = third_parties(made.ties, made.a, made.b, made.at).set_index(["side", "actor"])
        one, other = found.loc[(made.a, made.gainer)], found.loc[(made.a, made.follower)]
        gained += one.place == "gained" and one.share_low > 0
        moved += other.moved == "with" and other.intensity_high < 0
        assert found.loc[(made.b, made.gainer)].place != "gained"
    assert gained >= 4
    assert moved >= 4


@pytest.mark.parametrize(
    "noise", [Noise(), Noise(bursts=1), Noise(bursts=0.7, together=0.6), Noise(waves=1)], ids=repr
)
def test_where_nothing_turned_little_is_found(noise: Noise) -> None:
    p, any_found = [], 0
    worlds = 5
    for seed in range(worlds):
        made = turned(fall=0, gain=1, follows=0, wave=3, noise=noise, seed=seed)
        found = third_parties(made.ties, made.a, made.b, made.at)
        p += [*found.share_p.dropna(), *found.intensity_p.dropna()]
        any_found += (found.place != "neither").any() or (found.moved != "neither").any()
    assert len(p) > 250
    assert (np.array(p) <= 0.05).mean() <= 0.08
    # In one of twenty at most, on the whole; three of five would come about once in a thousand.
    assert any_found <= 2


def test_a_wave_of_reporting_is_no_gain() -> None:
    made = turned(fall=0, gain=1, follows=0, seed=5)
    counts = ["stories", "words_for", "deeds_for", "words_against", "deeds_against"]
    raised = made.ties.copy()
    late = raised.period >= pd.Timestamp(made.at)
    raised.loc[late, counts] = raised.loc[late, counts] * 6
    found = third_parties(raised, made.a, made.b, made.at)
    plain = third_parties(made.ties, made.a, made.b, made.at)
    keys = ["side", "actor"]
    one, two = (f.sort_values(keys, ignore_index=True) for f in (found, plain))
    np.testing.assert_allclose(one.share_change, two.share_change)
    assert (found.place == "neither").all()


def test_shares_are_of_all_but_the_other_of_the_two() -> None:
    made = turned(seed=2)
    found = third_parties(made.ties, made.a, made.b, made.at)
    sums = found.groupby("side")[["share_before", "share_after"]].sum()
    np.testing.assert_allclose(sums, 1)
    assert not {made.a, made.b} & set(found.actor)
    assert (found.share_low <= found.share_change).all() and (found.share_change <= found.share_high).all()


def test_a_dyad_that_did_not_turn_has_nobody_moving_with_it() -> None:
    made = turned(rate=8, fall=0, gain=1, follows=0.6, seed=3)
    found = third_parties(made.ties, made.a, made.b, made.at).set_index(["side", "actor"])
    assert found.loc[(made.a, made.follower)].intensity_q < 0.05
    assert (found.moved == "neither").all()


def test_sides_and_names_do_not_matter() -> None:
    made = turned(actors=8, seed=6)
    one = third_parties(made.ties, made.a, made.b, made.at)
    pd.testing.assert_frame_equal(one, third_parties(made.ties, made.b, made.a, made.at))
    names = {name: f"Z{i}" for i, name in enumerate(sorted({*made.ties.a, *made.ties.b}, reverse=True))}
    other = made.ties.assign(a=made.ties.b.map(names), b=made.ties.a.map(names))
    two = third_parties(other, names[made.a], names[made.b], made.at)
    one = one.assign(side=one.side.map(names), actor=one.actor.map(names))
    one, two = (f.sort_values(["side", "actor"], ignore_index=True) for f in (one, two))
    pd.testing.assert_frame_equal(one, two)


def test_the_period_that_the_turn_cuts_belongs_to_neither_time() -> None:
    made = turned(actors=5, seed=1)
    whole = third_parties(made.ties, made.a, made.b, date(2007, 1, 1), before=400, after=400)
    cut = third_parties(made.ties, made.a, made.b, date(2007, 1, 15), before=414, after=386)
    told = {f.stories_after.sum() + f.stories_before.sum() for f in (whole, cut)}
    january = made.ties[(made.ties.period == "2007-01-01")]
    january = january[january.a.isin(["A0", "A1"]) & ~((january.a == "A0") & (january.b == "A1"))]
    assert max(told) - min(told) == january.stories.sum()


def test_members_are_told_of_but_all_count() -> None:
    made = turned(seed=2)
    some = third_parties(made.ties, made.a, made.b, made.at, members=[made.gainer, "nobody"])
    all_of = third_parties(made.ties, made.a, made.b, made.at)
    assert set(some.actor) == {made.gainer}
    shares = all_of[all_of.actor == made.gainer].sort_values("side").share_after.tolist()
    assert some.sort_values("side").share_after.tolist() == shares


def test_nothing_gives_nothing() -> None:
    made = turned(actors=5, months=12)
    assert list(third_parties(made.ties[:0], "A0", "A1", made.at).columns) == list(COLUMNS)
    assert third_parties(made.ties, "nobody", "no one", made.at).empty
    assert third_parties(made.ties, "A0", "A1", made.at, members=[]).empty
    # Nothing before the record.
    early = third_parties(made.ties, "A0", "A1", date(2004, 6, 1))
    assert early.share_p.isna().all() and (early.place == "neither").all()
    with pytest.raises(ValueError, match="two different actors"):
        third_parties(made.ties, "A0", "A0", made.at)
    with pytest.raises(ValueError, match="at least 1"):
        third_parties(made.ties, "A0", "A1", made.at, before=0)
