"""The best partition of counts, beside all partitions of short series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import lgamma, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tallies import phased, tallied

from entente.analysis.dyads.partition import MOST, Rates
from entente.analysis.dyads.tally import Tally

COUNTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=9)


def of(counts: list[tuple[int, int]]) -> Tally:
    return tallied([up for up, _ in counts], [down for _, down in counts])


def partitions(rates: Rates, least: int) -> Iterator[tuple[list[int], float]]:
    """All partitions with long enough phases, and what their phases are worth together."""
    last = len(rates.at) - 1
    for number in range(last):
        for inner in combinations(range(1, last), number):
            edges = [0, *inner, last]
            if all(rates.at[j] - rates.at[i] >= least for i, j in pairwise(edges)):
                yield list(inner), sum(float(rates.worth(i, j)) for i, j in pairwise(edges))


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.sampled_from([0.0, 0.5, 2.0]), st.integers(1, 4))
def test_no_partition_is_worth_more(counts: list[tuple[int, int]], penalty: float, least: int) -> None:
    rates = Rates(of(counts), 0.1)
    every = [(worth - penalty * len(inner), inner) for inner, worth in partitions(rates, least)]
    found = rates.cuts(penalty, least)
    edges = [0, *found, len(rates.at) - 1]
    if not every:
        assert not found
        return
    worth = sum(float(rates.worth(i, j)) for i, j in pairwise(edges)) - penalty * len(found)
    assert worth == pytest.approx(max(value for value, _ in every))
    assert found in [inner for _, inner in every]


def test_a_phase_is_worth_its_marginal_likelihood() -> None:
    told = tallied([3, 0, 2, 1], [0, 1, 0, 4])
    rates = Rates(told, 0.0)
    # Four periods: too few to learn of bursts, so the counts are Poisson, rates exponential about the mean.
    expected = 0.0
    for counts, total in ((3, 6), (1, 5)):
        prior = 4 / total
        expected += lgamma(1 + counts) + log(prior) - (1 + counts) * log(prior + 2)
    assert float(rates.worth(0, 2)) == pytest.approx(expected)


def test_a_change_of_rate_is_cut_where_it_is() -> None:
    rates = Rates(tallied([5] * 20 + [1] * 20, [1] * 20 + [5] * 20), 0.0)
    assert [rates.at[place] for place in rates.cuts(3.0, 4)] == [20]
    assert rates.cuts(1000.0, 4) == []


def test_phases_have_the_least_length() -> None:
    told = phased((6, 5, 0.1), (3, 0.1, 6), (6, 5, 0.1), (3, 0.1, 6), (6, 5, 0.1), seed=1)
    rates = Rates(told, 0.0)
    lengths = {least: np.diff([0, *rates.at[rates.cuts(0.0, least)], len(told.net)]) for least in (1, 3, 7)}
    assert all(found.min() >= least for least, found in lengths.items())
    assert len(lengths[3]) == 5
    assert len(lengths[7]) < 5


@pytest.mark.parametrize("counts", [[], [(0, 0)] * 5, [(0, 0), (3, 4), (0, 0)], [(1, 1)]])
def test_what_has_one_active_period_or_none_has_no_cut(counts: list[tuple[int, int]]) -> None:
    assert Rates(of(counts), 0.0).cuts(0.0, 1) == []


def test_cuts_stand_only_before_active_periods() -> None:
    rates = Rates(of([(0, 0), (2, 0), (0, 0), (0, 3), (1, 0), (0, 0)]), 0.0)
    assert rates.at.tolist() == [0, 3, 4, 6]


def test_periods_without_exposure_are_no_quiet() -> None:
    good = np.array([2.0] * 30 + [0] * 30 + [2.0] * 30)
    seen = np.where(good > 0, 1.0, 0.0)
    told = tallied(good, np.zeros(90))
    unread = Tally(told.cooperation, told.conflict, told.net, told.squares, seen)
    assert Rates(unread, 0.0).cuts(0.5, 4) == []
    assert Rates(told, 0.0).cuts(0.5, 4) != []


def test_of_a_long_series_fewer_places_are_looked_at() -> None:
    told = phased((1000, 1.5, 0.5), (1000, 0.5, 1.5), seed=2)
    rates = Rates(told, 0.0)
    places, worth = rates.table(7)
    assert len(rates.at) > 2 * MOST > len(places) + 1
    assert (places[0], places[-1]) == (0, len(rates.at) - 1)
    assert worth.shape == (len(places), len(places))
    (cut,) = rates.cuts(3.0, 7)
    assert abs(rates.at[cut] - 1000) < 30
