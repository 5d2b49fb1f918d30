from __future__ import annotations

import numpy as np
import pytest

from entente.analysis.outlook.calibrate import calibration
from entente.analysis.outlook.compared import Paired, long_run
from entente.analysis.outlook.frailty import Frailty
from entente.analysis.outlook.model import counted, logistic
from entente.analysis.outlook.scores import (
    brier,
    crps_of_counts,
    crps_of_quantiles,
    distribution,
    log_score,
    quantile_of_counts,
)
from entente.analysis.outlook.track import BETTER, NO_BETTER, WORSE, told


def test_scores_are_proper() -> None:
    draw = np.random.default_rng(0)
    came = (draw.random(200_000) < 0.3).astype(float)
    for score in (brier, log_score):
        means = {p: score(np.full(len(came), p), came).mean() for p in (0.2, 0.25, 0.3, 0.35, 0.4)}
        assert min(means, key=lambda p: means[p]) == 0.3


def test_counts_are_distributed_as_they_should() -> None:
    draw = np.random.default_rng(1)
    mean, much = 3.0, 0.5
    drawn = draw.poisson(draw.gamma(1 / much, mean * much, 200_000))
    below = distribution(np.array([mean]), np.array([much]), 60)[0]
    assert below[:8] == pytest.approx([(drawn <= k).mean() for k in range(8)], abs=0.005)
    assert quantile_of_counts(np.array([mean]), np.array([much]), 0.95)[0] == np.quantile(drawn, 0.95)
    direct = np.abs(drawn - 2).mean() - np.abs(drawn[1:] - drawn[:-1]).mean() / 2
    assert crps_of_counts(np.array([mean]), np.array([much]), np.array([2.0]))[0] == pytest.approx(
        direct, abs=0.02
    )


def test_many_stories_are_scored_too() -> None:
    found = crps_of_counts(np.array([0.01, 500.0]), np.array([1.0, 0.1]), np.array([400.0, 520.0]))
    assert found[0] == pytest.approx(400, abs=1) and 0 < found[1] < 60


def test_quantiles_score_as_the_sample_does() -> None:
    drawn = np.sort(np.random.default_rng(2).normal(size=4000))
    quantiles = np.quantile(drawn, (np.arange(200) + 0.5) / 200)
    # Of a standard normal distribution at 0: 2 * density(0) - 1 / sqrt(pi).
    assert crps_of_quantiles(quantiles[None], np.array([0.0]))[0] == pytest.approx(0.2337, abs=0.01)


def test_regressions_find_their_weights() -> None:
    draw = np.random.default_rng(3)
    rows = draw.normal(size=(40_000, 2))
    eta = -1 + 0.8 * rows[:, 0]
    even, nought = np.ones(len(rows)), np.zeros(len(rows))
    came = (draw.random(len(rows)) < 1 / (1 + np.exp(-eta))).astype(float)
    fit = logistic(rows, nought, came, even)
    assert fit.weights == pytest.approx([-1, 0.8, 0], abs=0.05)
    again = logistic(rows, nought, came, even, fit)
    assert again.weights == pytest.approx(fit.weights, abs=1e-3)
    numbers = draw.poisson(np.exp(eta)).astype(float)
    assert counted(rows, nought, numbers, even).weights == pytest.approx([-1, 0.8, 0], abs=0.05)
    assert (fit.variance(rows[:5]) > 0).all()


def test_the_offset_is_what_is_forecast_where_features_tell_nothing() -> None:
    draw = np.random.default_rng(4)
    odds = draw.normal(-2, 1, 20_000)
    came = (draw.random(len(odds)) < 1 / (1 + np.exp(-odds))).astype(float)
    fit = logistic(draw.normal(size=(len(odds), 3)), odds, came, np.ones(len(odds)))
    assert np.abs(fit.weights).max() < 0.06


def test_calibration_mends_what_is_too_sure() -> None:
    draw = np.random.default_rng(5)
    odds = draw.normal(-2, 1.5, 30_000)
    came = (draw.random(len(odds)) < 1 / (1 + np.exp(-odds))).astype(float)
    said = 1 / (1 + np.exp(-(2 * odds)))
    mended = calibration(said, came, np.ones(len(odds)))(said)
    assert np.abs(mended - 1 / (1 + np.exp(-odds))).mean() < 0.01
    none = calibration(said[:0], came[:0], came[:0])
    assert none(said) == pytest.approx(said)


def test_the_difference_of_two_forecasters_is_tested_at_its_level() -> None:
    draw = np.random.default_rng(6)
    told_apart = 0
    for _ in range(200):
        book = Paired(2, 30)
        common = draw.normal(size=(2, 50, 1))
        own = draw.normal(size=(2, 1, 30))
        noise = draw.normal(size=(2, 50, 30))
        for period in range(50):
            book.add(slice(0, 30), 5 + common[:, period] + own[:, 0] + noise[:, period])
        told_apart += book.gain(1).p < 0.05
    assert told_apart <= 24
    better = Paired(2, 30)
    for _period in range(20):
        base = draw.random(30)
        better.add(slice(0, 30), np.stack([base, base + 0.2 + 0.05 * draw.normal(size=30)]))
    gain = better.gain(1)
    assert (
        gain.p < 0.001
        and gain.low < gain.skill < gain.high
        and gain.skill == pytest.approx(0.2 / 0.7, abs=0.1)
    )


def test_values_that_hang_together_vary_more() -> None:
    draw = np.random.default_rng(7)
    steps = np.convolve(draw.normal(size=420), np.ones(6), "valid")[:400]
    assert long_run(steps) > 2 * (steps**2).sum()


def test_frailty_finds_how_unlike_dyads_are() -> None:
    draw = np.random.default_rng(8)
    rate = 0.2 * draw.gamma(2.0, 0.5, size=(4, 4000))
    p = np.full((4, 4000), 1 - (1 + 0.2 * 0.5) ** -2)
    found = Frailty()
    for _ in range(60):
        first, second = ((draw.random(rate.shape) < -np.expm1(-rate)).astype(float) for _ in range(2))
        found.add(p, first, second)
    assert found.kappa(0, p[0][:1])[0] == pytest.approx(0.5, abs=0.1)
    low, high = found.interval(0, p[0], np.zeros(4000))
    true = -np.expm1(-rate[0])
    assert ((low <= true) & (true <= high)).mean() == pytest.approx(0.9, abs=0.03)


def test_a_skill_in_words_needs_both_scores() -> None:
    assert told(0.1, 0.001, 0.05) == BETTER
    assert told(0.1, 0.001, -0.001) == NO_BETTER
    assert told(-0.1, 0.001, -0.05) == WORSE
