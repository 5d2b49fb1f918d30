"""Turns of series whose turns are known."""

from __future__ import annotations

import numpy as np
import pytest
from tallies import flipped, phased, tallied

from entente.analysis.dyads.chance import threshold
from entente.analysis.dyads.partition import Rates
from entente.analysis.dyads.tally import Tally, burstiness, likeness, weighed
from entente.analysis.dyads.turns import FEWEST, LEAST_SCORE, Cut, scores, turns

#: Weeks of a phase at least, and of a quarter of a year.
LEAST, QUARTER = 4, 13


def sure(told: Tally) -> list[Cut]:
    """The turns that pass what chance has in 5 of 100 series, as a dyad alone is told."""
    return turns(told, LEAST, QUARTER, score=max(LEAST_SCORE, threshold(told, LEAST, 1, 39, 0.05)))


@pytest.mark.parametrize("seed", range(5))
def test_a_turn_is_found_where_it_is(seed: int) -> None:
    told = phased((100, 2, 0.5), (100, 0.5, 2), seed=seed)
    (turn,) = turns(told, LEAST, QUARTER)
    assert turn.low <= 100 <= turn.high
    assert turn.low <= turn.period <= turn.high
    assert abs(turn.period - 100) <= 6
    # Stories for are of +3, those against of -5: a share against of 0.2 becomes one of 0.8.
    assert turn.points == pytest.approx(-4.8, abs=1)
    assert turn.score < -5
    assert (turn.before, turn.after, turn.probability) == (0, 200, None)


def test_there_and_back_are_two_turns() -> None:
    told = phased((80, 2, 0.5), (60, 0.5, 2), (80, 2, 0.5), seed=1)
    one, other = turns(told, LEAST, QUARTER)
    assert one.points < 0 < other.points
    assert one.low <= 80 <= one.high and other.low <= 140 <= other.high
    assert (one.before, other.after) == (0, 220)
    assert abs(one.after - 140) <= 3 and abs(other.before - 80) <= 3


def test_swapping_signs_swaps_directions() -> None:
    told = phased((80, 2, 0.5), (60, 0.5, 2), (80, 2, 0.5), seed=1)
    for one, other in zip(turns(told, LEAST, QUARTER), turns(flipped(told), LEAST, QUARTER), strict=True):
        assert other.points == pytest.approx(-one.points)
        assert other.score == pytest.approx(-one.score)
        assert (other.low, other.high) == (one.low, one.high)


def test_a_wave_of_reporting_on_the_two_alone_is_no_turn() -> None:
    waves = [phased((80, 1.5, 0.8), (40, 7.5, 4), (80, 1.5, 0.8), seed=seed) for seed in range(8)]
    # The counts do change.
    assert all(len(Rates(told, 0.0).cuts(3.0, LEAST)) >= 2 for told in waves)
    assert sum(bool(sure(told)) for told in waves) <= 1


def test_a_wave_in_the_whole_record_is_no_turn_and_hides_none() -> None:
    seen = np.where((np.arange(200) >= 40) & (np.arange(200) < 80), 5.0, 1.0)
    told = phased((40, 2, 0.5), (40, 10, 2.5), (20, 2, 0.5), (100, 0.5, 2), seed=2)
    (turn,) = sure(Tally(told.cooperation, told.conflict, told.net, told.squares, seen))
    assert turn.low <= 100 <= turn.high
    assert turn.points == pytest.approx(-4.8, abs=1)
    assert turn.before == 0


def test_one_crowded_week_is_no_turn() -> None:
    good, bad = np.ones(150), np.zeros(150)
    bad[::6], bad[70] = 1, 60
    assert not turns(tallied(good, bad), LEAST, QUARTER)
    # Not at the end of the series either, where the phase behind it is short.
    bad[70], bad[147] = 0, 60
    assert not turns(tallied(good, bad), LEAST, QUARTER)


def test_a_quiet_stretch_is_no_turn() -> None:
    told = [phased((80, 1.5, 0.5), (40, 0, 0), (80, 1.5, 0.5), seed=seed) for seed in range(8)]
    assert sum(bool(sure(one)) for one in told) <= 1
    # What may be one is not where it is quiet.
    assert not [t for one in told for t in turns(one, LEAST, QUARTER) if t.low <= 80 and t.high >= 120]


def test_a_turn_across_a_quiet_stretch_lies_somewhere_in_it() -> None:
    told = phased((80, 2, 0.5), (40, 0, 0), (80, 0.5, 2), seed=3)
    (turn,) = turns(told, LEAST, QUARTER)
    heard = np.flatnonzero(told.stories > 0)
    # The rate may have changed in any of the silent weeks.
    assert turn.low <= heard[heard < 80][-1] + 1
    assert turn.high >= heard[heard >= 120][0]


def test_periods_without_exposure_are_no_turn_and_hide_none() -> None:
    told = phased((80, 2, 0.5), (40, 0, 0), (80, 0.5, 2), seed=3)
    seen = np.where((np.arange(200) >= 80) & (np.arange(200) < 120), 0.0, 1.0)
    unread = Tally(told.cooperation, told.conflict, told.net, told.squares, seen)
    (turn,) = turns(unread, LEAST, QUARTER)
    assert turn.low <= 120 and turn.high >= 80
    level = phased((80, 1.5, 0.5), (40, 0, 0), (80, 1.5, 0.5), seed=3)
    assert not sure(Tally(level.cooperation, level.conflict, level.net, level.squares, seen))


@pytest.mark.parametrize("periods", [0, 1, 2, 7])
def test_little_has_no_turn(periods: int) -> None:
    told = tallied([1.0] * periods, [0.0] * periods)
    assert turns(told, LEAST, QUARTER) == []
    assert scores(told, LEAST).shape == (0,)


def test_a_phase_of_too_few_stories_is_beside_no_turn() -> None:
    good = [1.0] * 60 + [0.0] * 60
    bad = np.zeros(120)
    bad[[90, 115][: FEWEST - 1]] = 1
    assert not turns(tallied(good, bad), LEAST, QUARTER)


def test_scores_are_of_what_may_be_a_turn() -> None:
    told = phased((100, 2, 0.5), (100, 0.5, 2), seed=0)
    (turn,) = turns(told, LEAST, QUARTER)
    assert scores(told, LEAST).tolist() == pytest.approx([abs(turn.score)])
    assert all(scores(phased((150, 1, 1), seed=s), LEAST).min(initial=9) >= LEAST_SCORE for s in range(5))
    assert turns(told, LEAST, QUARTER, score=abs(turn.score) + 1) == []


def test_poisson_counts_are_not_bursty_and_clustered_ones_are() -> None:
    draw = np.random.default_rng(3)
    even = np.ones(400)
    assert burstiness(draw.poisson(2, 400).astype(float), even) < 1.3
    clustered = draw.poisson(draw.gamma(0.7, 2 / 0.7, 400)).astype(float)
    # Variance over mean is 1 + 2 / 0.7; without the largest fifth of the differences less is seen of it.
    assert 1.35 < burstiness(clustered, even) < 1 + 2 / 0.7
    # What the whole record does is no burst of the two.
    wave = np.where(np.arange(400) // 20 % 2, 5.0, 1.0)
    assert burstiness(draw.poisson(2 * wave).astype(float), wave) < 1.3


def test_alike_stories_weigh_less() -> None:
    told = tallied([10, 1], [0, 1])
    assert weighed(told, 0.0).stories.tolist() == [10, 2]
    assert weighed(told, 1.0).stories.tolist() == pytest.approx([1, 1])
    assert weighed(told, 0.5).cooperation[0] == pytest.approx(10 / 5.5)


def test_stories_drawn_by_lot_are_hardly_alike() -> None:
    assert likeness(phased((300, 3, 3), seed=4)) < 0.05
    assert 0 <= likeness(tallied([], [])) <= 0.9
