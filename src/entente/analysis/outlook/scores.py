"""Scores of probabilities and of distributions: the smaller, the better."""

from __future__ import annotations

import numpy as np

from entente.analysis.outlook.panel import Floats

#: A probability is scored as if it were no nearer to 0 or 1.
CLOSEST = 1e-6
#: Up to such means a distribution of counts is summed to the number beside it.
_REACHES = ((0.3, 12), (3.0, 60), (30.0, 300))


def brier(probability: Floats, happened: Floats) -> Floats:
    """Squared distance of a probability from what happened (Brier 1950, *Verification of forecasts expressed
    in terms of probability*), 0 to 1.

    >>> brier(np.array([0.5, 1.0]), np.array([1.0, 1.0])).tolist()
    [0.25, 0.0]
    """
    return np.asarray((probability - happened) ** 2)


def log_score(probability: Floats, happened: Floats) -> Floats:
    """Minus the natural logarithm of the probability of what happened (Good 1952, *Rational decisions*).

    >>> log_score(np.array([0.5, 0.1]), np.array([1.0, 0.0])).round(3).tolist()
    [0.693, 0.105]
    """
    p = np.clip(probability, CLOSEST, 1 - CLOSEST)
    return -np.where(happened > 0, np.log(p), np.log1p(-p))


def crps_of_quantiles(quantiles: Floats, seen: Floats) -> Floats:
    """Continuous ranked probability score of a distribution that is given by evenly spaced quantiles.

    It is twice the mean quantile loss (Gneiting and Ranjan 2011, *Comparing density forecasts using
    threshold- and quantile-weighted scoring rules*).

    Args:
        quantiles: rows x k, of the levels (1/2)/k, (3/2)/k and so on.
        seen: of each row.

    >>> crps_of_quantiles(np.array([[2.0, 2.0]]), np.array([5.0])).tolist()
    [3.0]
    """
    k = quantiles.shape[1]
    level = (np.arange(k) + 0.5) / k
    off = seen[:, None] - quantiles
    return np.asarray(2 * np.maximum(level * off, (level - 1) * off).mean(axis=1))


def crps_of_counts(mean: Floats, dispersion: Floats, seen: Floats) -> Floats:
    """Continuous (here ranked) probability score of negative binomial counts (Epstein 1969, *A scoring system
    for probability forecasts of ranked categories*; Gneiting and Raftery 2007, *Strictly proper scoring
    rules*).

    Args:
        mean: of the counts.
        dispersion: their variance is mean + dispersion * mean**2.
        seen: the counts that came.

    >>> crps_of_counts(np.array([1e-9]), np.array([0.1]), np.array([2.0])).round(3).tolist()
    [2.0]
    """
    found = np.zeros(len(mean))
    left = np.ones(len(mean), bool)
    for most, reach in (*_REACHES, (np.inf, 3000)):
        now = left & (mean <= most) & ((seen < reach) | (reach == 3000))
        if now.any():
            below = distribution(mean[now], dispersion[now], reach)
            steps = np.arange(reach) >= seen[now][:, None]
            found[now] = ((below - steps) ** 2).sum(axis=1)
        left &= ~now
    return found


def distribution(mean: Floats, dispersion: Floats, reach: int) -> Floats:
    """Chance that a negative binomial count is at most 0, 1, ... ``reach`` - 1: rows x ``reach``."""
    spread = np.maximum(dispersion, 1e-6)
    k = np.arange(1, reach)
    # Each count's chance is the one before times a ratio.
    share = (spread * mean / (1 + spread * mean))[:, None]
    ratio = (k - 1 + 1 / spread[:, None]) / k * share
    first = -np.log1p(spread * mean) / spread
    logs = np.concatenate([first[:, None], np.log(np.maximum(ratio, 1e-300))], axis=1)
    return np.asarray(np.minimum(np.exp(np.cumsum(logs, axis=1)).cumsum(axis=1), 1.0))


def quantile_of_counts(mean: Floats, dispersion: Floats, level: float) -> Floats:
    """The least count that is not exceeded with the chance ``level``."""
    found = np.zeros(len(mean))
    left = np.ones(len(mean), bool)
    for most, reach in (*_REACHES, (np.inf, 3000)):
        now = left & (mean <= most)
        if now.any():
            found[now] = (distribution(mean[now], dispersion[now], reach) < level).sum(axis=1)
        left &= ~now
    return found
