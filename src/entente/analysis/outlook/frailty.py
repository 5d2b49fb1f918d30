"""How far the probability that a dyad has may lie from the one that is forecast: its interval."""

from __future__ import annotations

from functools import cache

import numpy as np

from entente.analysis.outlook.counts import fading
from entente.analysis.outlook.panel import Floats
from entente.analysis.statistics import LEVEL

#: Forecasts are looked at in bins of the logarithm of their probability, from the least to 1.
_LEAST, _BINS = 1e-5, 24
#: Beyond the last, nearly all rates would lie below their mean.
_GRID = np.geomspace(1e-3, 8.0, 30)
_DRAWS = 100_000
#: Sum of squared probabilities that is borrowed from all quad classes, in each bin.
_BORROWED = 20.0


class Frailty:
    """The spread of the true rates of dyads of which the same probability is forecast.

    A forecast is right on average and still not for each dyad. The true rate of something happening is taken
    to be the forecast one times a gamma variate of mean 1 and variance ``kappa`` (Greenwood and Yule 1920,
    *An inquiry into the nature of frequency distributions*; Vaupel, Manton and Stallard 1979, *The impact of
    heterogeneity in individual frailty*). How large it is shows in what follows: where the rates differ from
    the forecast, what happened in the next period and in the one after it, both forecast now, err to the same
    side more often than chance has it. Their covariance is the variance of the true probability.
    """

    def __init__(self) -> None:
        # Quad classes x (forecasts, their probabilities, the squares, the products of errors) x bins.
        self._sums = np.zeros((4, 4, _BINS))
        self._times = 0

    def add(self, chances: Floats, first: Floats, second: Floats) -> None:
        """Forecasts, quad classes x dyads; whether it happened in the next period, and in the one after."""
        self._sums *= fading(self._times)
        self._times += 1
        for sums, p, was, then in zip(self._sums, chances, first, second, strict=True):
            at = _bins(p)
            for row, value in enumerate((np.ones(len(at)), p, p**2, (was - p) * (then - p))):
                sums[row] += np.bincount(at, value, _BINS)

    def kappa(self, quad: int, probability: Floats) -> Floats:
        """The variance of the gamma variate at each probability; it never rises as these rise.

        What is rare tells little of itself: the other quad classes are borrowed from.
        """
        if not self._sums.any():
            return np.ones(len(probability))
        every = self._sums.sum(axis=0)
        borrowed = every * np.minimum(_BORROWED / np.maximum(every[2], 1e-12), 1.0)
        seen, sums, squares, products = self._sums[quad] + borrowed
        number = np.maximum(seen, 1e-9)
        mean = np.where(seen > 0, sums / number, _LEAST)
        raw = np.array([_kappa(p, c) for p, c in zip(mean, products / number, strict=True)])
        smooth = _falling(raw, squares + 1e-9)
        centres = (np.arange(_BINS) + 0.5) / _BINS * -np.log(_LEAST) + np.log(_LEAST)
        return np.interp(np.log(np.maximum(probability, _LEAST)), centres, smooth)

    def interval(
        self, quad: int, probability: Floats, variance: Floats, level: float = LEVEL
    ) -> tuple[Floats, Floats]:
        """Between which the true probability lies, with the chance ``level``.

        Args:
            quad: class, 0 to 3.
            probability: forecast.
            variance: of its log odds, as the model is known from data; it counts besides.
        """
        kappa = np.clip(self.kappa(quad, probability) + variance, _GRID[0], _GRID[-1])
        rate = _rate(np.minimum(probability, 1 - 1e-9), kappa)
        low, high = _quantiles(level)
        at, grid = np.log(kappa), np.log(_GRID)
        return (
            np.minimum(-np.expm1(-rate * np.interp(at, grid, low)), probability),
            np.maximum(-np.expm1(-rate * np.interp(at, grid, high)), probability),
        )


def _bins(probability: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    place = (1 - np.log(np.clip(probability, _LEAST, 1)) / np.log(_LEAST)) * _BINS
    return np.asarray(np.minimum(place.astype(np.int64), _BINS - 1))


def _rate(probability: Floats, kappa: Floats) -> Floats:
    """The mean rate at which gamma rates of that variance give the probability on average."""
    return np.asarray(np.expm1(np.minimum(-kappa * np.log1p(-probability), 200.0)) / kappa)


def _kappa(probability: float, covariance: float) -> float:
    """The variance of the gamma variate that gives the true probabilities this variance, by halving."""
    if covariance <= 0 or probability <= 0:
        return 0.0
    low, high = 1e-4, float(_GRID[-1])
    for _ in range(40):
        middle = float(np.sqrt(low * high))
        rate = float(_rate(np.array([min(probability, 1 - 1e-9)]), np.array([middle]))[0])
        given = (1 + 2 * middle * rate) ** (-1 / middle) - (1 - probability) ** 2
        low, high = (middle, high) if given < covariance else (low, middle)
    return low


def _falling(values: Floats, weights: Floats) -> Floats:
    """The nearest values that never rise (Ayer et al. 1955, *An empirical distribution function*)."""
    means: list[float] = []
    sums: list[float] = []
    sizes: list[int] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        means.append(value)
        sums.append(weight)
        sizes.append(1)
        while len(means) > 1 and means[-2] < means[-1]:
            mean, total, size = means.pop(), sums.pop(), sizes.pop()
            means[-1] = (means[-1] * sums[-1] + mean * total) / (sums[-1] + total)
            sums[-1] += total
            sizes[-1] += size
    return np.repeat(means, sizes)


@cache
def _quantiles(level: float) -> tuple[Floats, Floats]:
    """Quantiles of gamma variates of mean 1, for each variance of the grid, from draws."""
    draw = np.random.default_rng(7)
    tails = [(1 - level) / 2, (1 + level) / 2]
    found = np.array([np.quantile(draw.gamma(1 / kappa, kappa, _DRAWS), tails) for kappa in _GRID])
    return found[:, 0], found[:, 1]
