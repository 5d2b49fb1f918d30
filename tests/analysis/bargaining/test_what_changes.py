from __future__ import annotations

import numpy as np
import pytest
from issues import EMISSION, THREE, issue

from entente.analysis.bargaining.changes import LEVER_COLUMNS, PIVOT_COLUMNS, levers, pivots
from entente.analysis.bargaining.coalition import Member, coalition, rival
from entente.analysis.bargaining.forecast import (
    CONTEST_COLUMNS,
    COURSE_COLUMNS,
    FORECAST_COLUMNS,
    contests,
    forecasts,
    moves,
)
from entente.analysis.bargaining.issue import Estimate, Issue, Source, Stake
from entente.analysis.bargaining.models import Model, Rules, ends
from entente.analysis.bargaining.sensitivity import TORNADO_COLUMNS, drawn, spread, tornado


def test_forecasts_by_each_model() -> None:
    frame = forecasts(EMISSION, draws=200)
    assert list(frame.columns) == list(FORECAST_COLUMNS)
    assert frame.model.tolist() == ["challenge", "median", "compromise", "nash"]
    assert frame.outcome.round(2).tolist() == [7.0, 7.0, 7.39, 7.32]
    assert ((frame.low <= frame.outcome) & (frame.outcome <= frame.high)).all()
    assert forecasts(EMISSION, draws=200).equals(frame)
    assert forecasts(EMISSION, draws=0).low.isna().all()


def test_who_is_behind_the_outcome_and_who_was_brought() -> None:
    frame = coalition(THREE)
    assert list(frame.columns) == list(Member._fields)
    assert frame.set_index("actor").side.to_dict() == {"A": "behind", "B": "behind", "C": "brought"}
    assert frame.set_index("actor").short.to_dict() == {"A": 25.0, "B": 0.0, "C": -75.0}
    middle = coalition(THREE, Model.MEDIAN)
    assert middle.set_index("actor").side.to_dict() == {"C": "behind", "A": "against", "B": "against"}


def test_the_rival_is_what_draws_most_weight_away() -> None:
    wanted, weight = np.array([0.0, 40.0, 60.0, 100.0]), np.array([1.0, 2.0, 3.0, 1.0])
    # Against 60, 40 draws three of seven, the others less.
    assert rival(wanted, weight, 60.0) == 40.0
    assert rival(np.array([5.0, 5.0]), np.array([1.0, 1.0]), 5.0) is None


def test_an_actor_as_near_to_both_stands_aside() -> None:
    made = issue(("A", 0, 100, 2), ("B", 50, 100, 1), ("C", 100, 100, 4))
    assert coalition(made, Model.MEDIAN).set_index("actor").side["B"] == "against"
    even = issue(("A", 0, 100, 3), ("B", 50, 100, 1), ("C", 100, 100, 5))
    assert set(coalition(even, Model.MEDIAN).side) <= {"behind", "against", "aside"}


def test_the_rounds_tell_who_moved_whom() -> None:
    frame = moves(THREE)
    assert list(frame.columns) == list(COURSE_COLUMNS)
    last = frame[frame["round"] == 1].set_index("actor")
    assert last.by.to_dict()["A"] == "B" and last.kind["C"] == "conflict"
    assert last.risk.tolist() == pytest.approx([0.5, 1.0, 2.0])
    assert frame["median"].unique().tolist() == [100.0, 25.0]


def test_contests_at_the_start() -> None:
    frame = contests(THREE)
    assert list(frame.columns) == list(CONTEST_COLUMNS)
    assert len(frame) == 6 and frame.gain.is_monotonic_decreasing
    top = frame.iloc[0]
    assert (top.actor, top.on, top.kind, top.moves_to) == ("A", "C", "conflict", 0.0)


def test_without_the_middle_the_outcome_is_another() -> None:
    frame = pivots(THREE)
    assert list(frame.columns) == list(PIVOT_COLUMNS)
    top = frame.iloc[0]
    assert (top.actor, top.outcome, top.without, bool(top.pivotal)) == ("B", 25.0, 0.0, True)
    two = pivots(issue(("A", 0, 50, 1), ("B", 25, 25, 1)))
    assert two.without.isna().all() and not two.pivotal.any()


@pytest.mark.parametrize("model", list(Model))
def test_a_lever_does_what_it_says(model: Model) -> None:
    frame = levers(THREE, model, step=0.05)
    assert list(frame.columns) == list(LEVER_COLUMNS) and len(frame)
    assert (frame["shift"].abs() >= 5 - 1e-9).all()
    for row in frame.head(4).itertuples():
        stakes = []
        for stake in THREE.stakes:
            given = {name: getattr(stake, name) for name in ("position", "salience", "capability")}
            if stake.actor == row.actor:
                given[str(row.input)] = Estimate(float(str(row.needed)))
            stakes.append(Stake(stake.actor, **given))
        again = Issue("q", "l", "h", tuple(stakes))
        assert ends(again.inputs, model).outcome[0] == pytest.approx(row.outcome)


def test_the_weighted_mean_moves_as_algebra_says() -> None:
    frame = tornado(THREE, Model.COMPROMISE)
    assert list(frame.columns) == list(TORNADO_COLUMNS)
    assert frame.swing.is_monotonic_decreasing
    row = frame[(frame.actor == "A") & (frame.input == "position")].iloc[0]
    assert row.outcome_high - row.outcome_low == pytest.approx((row.high - row.low) * 0.5 / 1.75)


def test_draws_are_as_wide_as_the_intervals_say_and_stay_on_the_scale() -> None:
    sure = Estimate(50.0, 40.0, 70.0, Source.RECORD)
    made = Issue(
        "q", "l", "h", (Stake("A", sure, Estimate(95.0), Estimate(2.0)), Stake("B", sure, sure, sure))
    )
    got = drawn(made, 20_000, error=0.1, seed=3)
    below, above = np.quantile(got.position[:, 0], [0.025, 0.975])
    assert (below, above) == pytest.approx((40, 70), abs=0.7)
    assert got.salience.max() <= 1 and got.capability.min() >= 0
    assert got.capability[:, 0].std() == pytest.approx(0.2, rel=0.03)


def test_the_same_seed_gives_the_same_spread_and_no_error_none() -> None:
    one, other = spread(THREE, draws=50, seed=4), spread(THREE, draws=50, seed=4)
    assert one.outcomes.tolist() == other.outcomes.tolist()
    assert spread(THREE, draws=50, seed=5).outcomes.tolist() != one.outcomes.tolist()
    still = spread(THREE, Model.COMPROMISE, draws=20, error=0)
    assert still.low == still.high == pytest.approx(106.25 / 1.75)


def test_a_version_without_a_say_has_no_outcome() -> None:
    given = THREE.inputs
    mute = type(given)(given.position, given.salience * 0, given.capability)
    for model in Model:
        assert np.isnan(ends(mute, model).outcome).all()
    assert Rules().rounds >= 10
