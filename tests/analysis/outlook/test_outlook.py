from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from entente.analysis.dyads.series import end_of
from entente.analysis.outlook.compared import Paired
from entente.analysis.outlook.outlook import CHANCES, EXPECTED, Outlook, backtest_table, look
from entente.analysis.outlook.simulate import Record, record
from entente.analysis.outlook.track import BETTER, NO_BETTER, TOO_LITTLE, WORSE
from entente.units import By


@cache
def constant() -> tuple[Record, Outlook]:
    made = record(dyads=100, periods=110, seed=5)
    return made, look(made.ties, By.WEEK, until=end_of(made.periods[-1], By.WEEK).date())


@cache
def exciting() -> tuple[Record, Outlook]:
    made = record(dyads=120, periods=110, excitement=0.6, seed=6)
    return made, look(made.ties, By.WEEK, until=end_of(made.periods[-1], By.WEEK).date())


def of_base(found: Outlook) -> pd.DataFrame:
    return found.track[(found.track.method == "climatology") & (found.track.quad > 0)]


def truth(made: Record, chances: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    known = dict(zip(zip(made.a, made.b, strict=True), made.chances, strict=True))
    return np.array([known[a, b][q - 1] for a, b, q in zip(chances.a, chances.b, chances.quad, strict=True)])


def test_nothing_is_better_than_the_base_rate_where_rates_are_constant() -> None:
    found = of_base(constant()[1])
    assert BETTER not in set(found.verdict) and set(found.verdict) <= {NO_BETTER, WORSE}
    assert found.skill.between(-0.03, 0.01).all()
    assert BETTER not in set(constant()[1].chances().verdict)


def test_skill_is_found_where_stories_bring_others() -> None:
    found = of_base(exciting()[1])
    assert (found.verdict == BETTER).sum() >= 3
    assert (found.skill > 0.02).all() and (found.low < found.skill).all() and (found.skill < found.high).all()


@pytest.mark.parametrize("kind", [constant, exciting])
def test_intervals_hold_the_true_probability_and_forecasts_are_right_on_average(kind: object) -> None:
    made, found = kind()  # type: ignore[operator]
    chances = found.chances()
    true = truth(made, chances)
    assert ((chances.low <= true) & (true <= chances.high)).mean() > 0.8
    assert ((chances.low <= chances.probability) & (chances.probability <= chances.high)).all()
    assert chances.probability.mean() == pytest.approx(true.mean(), rel=0.2)
    assert np.corrcoef(np.log(chances.probability), np.log(true))[0, 1] > 0.7


def test_forecasts_are_reliable_and_scores_add_up() -> None:
    found = exciting()[1]
    assert found.reliability.held.mean() > 0.7
    assert found.reliability.groupby("quad").n.sum().nunique() == 1
    parts = found.parts
    whole = parts.reliability - parts.resolution + parts.uncertainty
    assert whole.to_numpy() == pytest.approx(parts.brier.to_numpy(), rel=0.1)
    ours = found.track[found.track.method == "outlook"].set_index("target")
    assert ours.loc["quad 1", "brier"] == pytest.approx(parts.brier.iloc[0])
    assert (ours.verdict == "").all() and ours.skill.isna().all()


def alike(one: Paired, other: Paired) -> NDArray[np.bool_]:
    """In which periods two books have the same scores."""
    same: NDArray[np.bool_] = np.isclose(np.array(one._sums), np.array(other._sums)).min(axis=1)
    return same


def test_nothing_of_the_future_is_known() -> None:
    made, found = exciting()
    changed = made.ties.copy()
    late = changed.period >= made.periods[80]
    changed.loc[late, ["words_for", "stories"]] += 30
    changed.loc[late, "net"] -= 100
    day = end_of(made.periods[-1], By.WEEK).date()
    other, ours = look(changed, By.WEEK, until=day).walked.ledger, found.walked.ledger
    before = 80 - 13
    for one, two in ((other.logs[0], ours.logs[0]), (other.stories, ours.stories)):
        same = alike(one, two)
        assert same[:before].all() and not same[before:].any()
    same = alike(other.intensity, ours.intensity)
    assert same[: before - 1].all() and not same[before:].all()


def test_a_partly_observed_period_is_known_but_not_scored() -> None:
    made, found = constant()
    part = look(made.ties, By.WEEK)
    assert part.period == found.period
    assert part.track.origins.iloc[0] == found.track.origins.iloc[0] - 1
    # A week of which two days were read tells of fewer stories, not of quieter dyads.
    last = made.ties.period == made.periods[-1]
    thin = made.ties[~last | (np.arange(len(made.ties)) % 4 == 0)]
    chances = look(thin, By.WEEK, until=made.periods[-1].date()).chances()
    both = chances.merge(found.chances(), on=["a", "b", "quad"])
    assert both.probability_x.mean() == pytest.approx(both.probability_y.mean(), rel=0.1)


def test_one_dyad_members_and_what_was_never_seen() -> None:
    made, found = constant()
    a, b = made.ties.a.iloc[0], made.ties.b.iloc[0]
    one = found.chances(dyads=[(b, a)])
    assert list(one.columns) == list(CHANCES) and one.quad.tolist() == [1, 2, 3, 4]
    assert set(one.a) == {a} and set(one.b) == {b}
    assert found.chances(members=[a, b]).equals(one) and len(found.expected(members=[a, b])) == 1
    new = found.chances(dyads=[(a, b), ("A0003", "nobody")])
    strange = new[new.b == "nobody"]
    assert len(new) == 8 and set(strange.verdict) == {TOO_LITTLE}
    assert (strange.low <= strange.probability).all() and (strange.probability < 0.05).all()
    assert strange.base_rate.isna().all() and found.expected(dyads=[("A0003", "nobody")]).empty


def test_a_sparse_dyad_falls_back_on_the_rest() -> None:
    made, _ = constant()
    once = made.ties.iloc[[0]].assign(a="ONE", b="TWO", period=made.periods[60])
    found = look(pd.concat([made.ties, once]), By.WEEK).chances(dyads=[("ONE", "TWO")])
    assert (found.probability > 0.0003).all() and (found.probability < 0.2).all()
    assert set(found.verdict) == {TOO_LITTLE} and found.seen.sum() == 1


def test_what_is_expected_has_intervals_and_is_near_the_truth() -> None:
    made, found = constant()
    expected = found.expected()
    assert list(expected.columns) == list(EXPECTED)
    true = dict(zip(zip(made.a, made.b, strict=True), made.rates.sum(axis=1), strict=True))
    mean = np.array([true[a, b] for a, b in zip(expected.a, expected.b, strict=True)])
    assert np.corrcoef(expected.stories, mean)[0, 1] > 0.9
    assert expected.stories.sum() == pytest.approx(mean.sum(), rel=0.15)
    assert (expected.stories_low <= expected.stories_high).all()
    assert (expected.low < expected.intensity).all() and (expected.intensity < expected.high).all()
    inside = found.walked.ledger.inside
    assert 0.85 < inside[1, 0] / inside[1, 1] < 0.95 and inside[0, 0] / inside[0, 1] > 0.85


def test_directions_are_told_apart_and_answers_are_learnt_from() -> None:
    draw = np.random.default_rng(3)
    made = record(dyads=80, periods=120, rate=0.2, unlike=0.3, seed=9).ties
    # Whatever one did, the other does in the next week, in seven of ten cases.
    answers = made.assign(a=made.b, b=made.a, period=made.period + pd.Timedelta(days=7))
    both = pd.concat([made, answers[draw.random(len(answers)) < 0.7]])
    both = both[both.period <= made.period.max()]
    found = look(both, By.WEEK, directed=True)
    base = of_base(found)
    assert base.skill.iloc[0] > 0.08 and base.verdict.iloc[0] == BETTER
    chances = found.chances(dyads=[("A0000", "B0000"), ("B0000", "A0000")])
    assert len(chances) == 8


@pytest.mark.parametrize("by", [By.MONTH, By.DAY, By.YEAR])
def test_all_periods_and_short_records_work(by: By) -> None:
    made = record(dyads=25, periods=12, by=by, rate=1.0, seed=2)
    found = look(made.ties, by)
    assert found.chances().probability.between(0, 1).all()
    assert len(found.track) == 24


def test_records_of_one_period_or_none() -> None:
    made = record(dyads=10, periods=12, seed=2).ties
    for some in (made[made.period == made.period.min()], made.iloc[:0]):
        found = look(some, By.WEEK)
        assert found.chances().empty and found.expected().empty and found.reliability.empty
        assert set(found.track[found.track.method != "outlook"].verdict.str.slice(0, 8)) == {"too litt"}


def test_the_first_day_of_the_test_is_kept() -> None:
    made, found = constant()
    table = backtest_table(made.ties, By.WEEK, first=made.periods[100].date(), until=date(2003, 2, 9))
    assert set(table.origins) == {10}
    assert found.track.origins.iloc[0] == 97


def test_the_same_seed_gives_the_same() -> None:
    made, found = constant()
    again = look(
        made.ties.sample(frac=1, random_state=1), By.WEEK, until=end_of(made.periods[-1], By.WEEK).date()
    )
    pd.testing.assert_frame_equal(again.track, found.track)
