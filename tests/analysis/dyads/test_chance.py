"""Stories dealt out anew: what stays, what is lost, and what is then found."""

from __future__ import annotations

import numpy as np
import pytest
from tallies import phased, tallied

from entente.analysis.dyads.chance import by_chance, dealt, threshold
from entente.analysis.dyads.tally import Tally, likeness
from entente.analysis.dyads.turns import turns


def weeks(together: float, share: float, number: int, periods: int, seed: int) -> Tally:
    """Beta-binomial weeks: the stories against of so many, with a correlation of any two of a week."""
    draw = np.random.default_rng(seed)
    size = 1 / together - 1
    chance = draw.beta(share * size, (1 - share) * size, periods)
    conflict = draw.binomial(number, chance)
    return tallied((number - conflict).astype(float), conflict.astype(float))


@pytest.mark.parametrize("together", [0.0, 0.2, None])
def test_every_period_keeps_its_stories(together: float | None) -> None:
    told = phased((60, 2, 0.3), (60, 0.3, 2), seed=1)
    new = dealt(told, 1, np.random.default_rng(2), together)
    assert new.stories.tolist() == told.stories.tolist()
    assert (new.conflict >= 0).all() and (new.cooperation >= 0).all()
    assert new.conflict.tolist() != told.conflict.tolist()
    assert new.exposure is told.exposure


@pytest.mark.parametrize("together", [0.0, 0.1])
def test_the_share_against_and_the_intensities_stay_on_average(together: float) -> None:
    told = phased((60, 2, 0.3), (60, 0.3, 2), seed=1)
    draw = np.random.default_rng(3)
    new = [dealt(told, 1, draw, together) for _ in range(300)]
    assert np.mean([n.conflict.sum() for n in new]) == pytest.approx(told.conflict.sum(), rel=0.02)
    assert np.mean([n.net.sum() for n in new]) == pytest.approx(told.net.sum(), abs=0.05 * told.stories.sum())
    # Two intensities only: drawn anew they vary a little at the least, by a quarter of a point squared, and
    # a sum of squares is no smaller than that of the mean.
    more = np.mean([n.squares.sum() for n in new]) - told.squares.sum()
    assert 0 < more < told.stories.sum()


def test_one_by_one_just_as_many_are_against() -> None:
    told = phased((60, 2, 0.3), (60, 0.3, 2), seed=1)
    assert dealt(told, 1, np.random.default_rng(1), 0.0).conflict.sum() == told.conflict.sum()


def test_the_turn_is_lost() -> None:
    told = phased((100, 2, 0.3), (100, 0.3, 2), seed=1)
    assert turns(told, 4, 13)
    draw = np.random.default_rng(4)
    found = [turns(dealt(told, 1, draw), 4, 13) for _ in range(20)]
    assert np.mean([bool(one) for one in found]) <= 0.2


@pytest.mark.parametrize("counts", [([], []), ([0, 0], [0, 0]), ([2, 0, 1], [0, 0, 0]), ([0, 0], [3, 1])])
def test_what_is_of_one_kind_stays_so(counts: tuple[list[float], list[float]]) -> None:
    told = tallied(*counts)
    new = dealt(told, 1, np.random.default_rng(1))
    assert new.cooperation.tolist() == told.cooperation.tolist()
    assert new.conflict.tolist() == told.conflict.tolist()


@pytest.mark.parametrize("together", [0.05, 0.2, 0.4])
def test_likeness_is_near_the_truth(together: float) -> None:
    found = [likeness(weeks(together, 0.4, 6, 300, seed)) for seed in range(12)]
    assert np.mean(found) == pytest.approx(together, rel=0.3, abs=0.02)


def test_stretches_hang_together() -> None:
    told = tallied([1] * 4000, [1] * 4000)
    new = dealt(told, 4, np.random.default_rng(1), 0.4)
    share = new.conflict / 2
    near = np.corrcoef(share[1:], share[:-1])[0, 1]
    far = np.corrcoef(share[8:], share[:-8])[0, 1]
    # Two of a week correlate with 0.4, its share with itself of another week of the stretch with 0.57.
    assert near == pytest.approx(0.57 * 3 / 4, abs=0.08)
    assert abs(far) < 0.08


def test_chance_is_measured_as_often_as_asked_and_the_same_again() -> None:
    told = phased((100, 1, 1), seed=5)
    one, other = (by_chance(told, 4, 1, 9, np.random.default_rng(7)) for _ in range(2))
    assert len(one) == 9
    assert [x.tolist() for x in one] == [x.tolist() for x in other]


def test_the_threshold_is_what_chance_passes_that_often() -> None:
    told = phased((120, 1, 1), seed=6)
    highest = sorted(
        (s.max(initial=0) for s in by_chance(told, 4, 1, 39, np.random.default_rng(0))), reverse=True
    )
    assert threshold(told, 4, 1, 39, 0.05) == highest[1]
    assert threshold(told, 4, 1, 39, 0.5) == highest[19]
    assert threshold(told, 4, 1, 39, 0.0) == highest[0]
