from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issues import EMISSION

from entente.analysis.bargaining.nash import nash
from entente.analysis.bargaining.voting import condorcet, mean, median, votes

POINTS = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=9)


def columns(points: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    position, weight = np.array(points, float).T
    return position[None], weight[None]


def test_the_mean_and_the_median_of_the_emission_standards() -> None:
    # By hand: 4 x 0.248 + 7 x 0.093 + 10 x 0.336 = 5.003, by 0.677; half of 0.677 is reached at 7.
    position, weight = EMISSION.inputs.position, EMISSION.inputs.weight
    assert weight.sum() == pytest.approx(0.677)
    assert mean(position, weight)[0] == pytest.approx(5.003 / 0.677)
    assert f"{mean(position, weight)[0]:.2f}" == "7.39"
    assert median(position, weight).tolist() == [7.0]


@settings(max_examples=100, deadline=None)
@given(POINTS)
def test_the_median_loses_to_no_other_position(points: list[tuple[int, int]]) -> None:
    position, weight = columns(points)
    middle = median(position, weight)
    for other in position[0]:
        # Whole weights, for whoever is nearer (Black 1948).
        near = np.sign(np.abs(position - other) - np.abs(position - middle[0]))
        assert (weight * near).sum() >= 0


@settings(max_examples=100, deadline=None)
@given(POINTS)
def test_a_condorcet_winner_is_a_median(points: list[tuple[int, int]]) -> None:
    position, weight = columns(points)
    winner = condorcet(position[0], weight[0])
    assert winner is not None
    below = weight[0][position[0] < position[0][winner]].sum()
    above = weight[0][position[0] > position[0][winner]].sum()
    assert max(below, above) * 2 <= weight.sum()


def test_votes_are_weights_times_how_much_nearer() -> None:
    position, weight = np.array([[0.0, 25.0, 100.0]]), np.array([[0.5, 0.25, 1.0]])
    cast = votes(position, weight, np.array([0.0]), np.array([25.0]))
    assert cast.tolist() == [[12.5, -6.25, -25.0]]


def test_the_bargain_of_nash_lies_between_and_nears_the_mean_as_failure_grows_worse() -> None:
    position, weight = EMISSION.inputs.position, EMISSION.inputs.weight
    centre = mean(position, weight)[0]
    found = [nash(position, weight, failure)[0] for failure in (1.1, 2.0, 10.0, 1e4)]
    away = [abs(one - centre) for one in found]
    assert away == sorted(away, reverse=True) and away[-1] < 1e-3
    assert 4 < found[0] < 10


def test_the_bargain_of_nash_is_where_its_product_is_greatest() -> None:
    position, weight = np.array([[0.0, 30.0, 100.0]]), np.array([[1.0, 2.0, 1.5]])
    grid = np.linspace(0, 100, 20_001)
    worth = (weight[0][:, None] * np.log(2 - ((grid - position[0][:, None]) / 100) ** 2)).sum(axis=0)
    assert nash(position, weight)[0] == pytest.approx(grid[worth.argmax()], abs=0.01)
