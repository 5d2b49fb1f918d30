"""Whether one forecaster is better than another, over the same forecasts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.panel import Floats, Ints
from entente.analysis.statistics import quantile, two_sided

#: Periods from which a difference can be tested.
FEWEST = 3


@dataclass(frozen=True)
class Gain:
    """How much better the first forecaster is than another.

    Attributes:
        skill: share of the other's score that it saves: 1 is perfect, 0 no better.
        low, high: 95 % interval of it; missing, with p, where there are too few periods.
        p: chance of so large a difference, either way, where there is none.
    """

    skill: float
    low: float
    high: float
    p: float


class Paired:
    """Scores of several forecasters for the same forecasts; sums only are kept."""

    def __init__(self, forecasters: int, dyads: int) -> None:
        self._sums: list[Floats] = []
        self._numbers: list[int] = []
        self._dyads = np.zeros((forecasters, dyads))
        self._counts = np.zeros(dyads)
        self._squares = np.zeros(forecasters)

    def add(self, dyad: Ints | slice, scores: Floats) -> None:
        """The scores of one origin: forecasters x forecasts, and of which dyad each forecast is."""
        self._sums.append(scores.sum(axis=1))
        self._numbers.append(scores.shape[1])
        self._dyads[:, dyad] += scores
        self._counts[dyad] += 1
        self._squares += ((scores - scores[0]) ** 2).sum(axis=1)

    @property
    def forecasts(self) -> int:
        """How many forecasts there were."""
        return sum(self._numbers)

    @property
    def origins(self) -> int:
        """From how many periods."""
        return len(self._numbers)

    @property
    def scores(self) -> Floats:
        """The mean score of each forecaster."""
        if not self.forecasts:
            return np.full(len(self._squares), np.nan)
        return np.asarray(np.sum(self._sums, axis=0) / self.forecasts)

    def gain(self, other: int) -> Gain:
        """The gain of the first forecaster over another.

        The test of equal accuracy is Diebold and Mariano's (1995, *Comparing predictive accuracy*), with
        Student's distribution (Harvey, Leybourne and Newbold 1997). Differences of one period hang together
        over dyads, and those of a dyad over periods; so the variance is clustered both ways (Cameron,
        Gelbach and Miller 2011, *Robust inference with multiway clustering*), and that over periods allows
        for neighbouring ones to hang together (Newey and West 1987).
        """
        if not self.origins or other == 0:
            return Gain(np.nan, np.nan, np.nan, np.nan)
        sums, numbers = np.array(self._sums), np.array(self._numbers, float)
        difference = sums[:, other] - sums[:, 0]
        mean = difference.sum() / numbers.sum()
        clusters = self._dyads[other] - self._dyads[0] - mean * self._counts
        some = int((self._counts > 0).sum())
        by_dyad = (clusters**2).sum() * some / max(some - 1, 1)
        by_period = long_run(difference - mean * numbers)
        cells = self._squares[other] - mean**2 * numbers.sum()
        # Where the cells outweigh one way of clustering the larger of the two ways is taken.
        variance = max(by_period + by_dyad - cells, by_period, by_dyad)
        error = float(np.sqrt(variance)) / float(numbers.sum())
        reference = float(self.scores[other])
        if self.origins < FEWEST:
            return Gain(mean / max(reference, 1e-12), np.nan, np.nan, np.nan)
        if error <= 0 or reference <= 0:
            return Gain(0.0, 0.0, 0.0, 1.0)
        free = max(min(self.origins, some) - 1, 1)
        half = float(quantile(free, 0.95)) * error
        p = float(two_sided(mean / error, free))
        return Gain(mean / reference, (mean - half) / reference, (mean + half) / reference, p)


def long_run(values: Floats) -> float:
    """The variance of a sum of values around 0 that hang together, with Bartlett's weights; never below that
    of values that do not (Newey and West 1987, *A simple, positive semi-definite ... covariance matrix*)."""
    n = len(values)
    plain = float((values**2).sum())
    found = plain
    lags = int(4 * (n / 100) ** (2 / 9)) if n >= 8 else 0
    for lag in range(1, lags + 1):
        found += 2 * (1 - lag / (lags + 1)) * float((values[lag:] * values[:-lag]).sum())
    return max(found, plain) * n / max(n - 1, 1)
