"""How much more numbers of stories vary than Poisson counts do."""

from __future__ import annotations

import numpy as np

from entente.analysis.outlook.panel import Floats

_LEAST, _MOST, _BINS = 1e-3, 100.0, 12
#: Each bin is drawn to the whole as if so much of the sum of squared means had been seen there.
_PULL = 2.0


class Dispersion:
    """The dispersion of negative binomial counts by their mean: variance = mean + dispersion * mean**2.

    By moments, from earlier forecasts and what came (Breslow 1984, *Extra-Poisson variation in log-linear
    models*).
    """

    def __init__(self) -> None:
        self._beyond, self._square = np.zeros(_BINS), np.zeros(_BINS)
        self._times = 0

    def add(self, mean: Floats, seen: Floats) -> None:
        """Means that were forecast, and the counts that came."""
        at = _bins(mean)
        self._beyond, self._square = (sums * fading(self._times) for sums in (self._beyond, self._square))
        self._times += 1
        self._beyond += np.bincount(at, (seen - mean) ** 2 - mean, _BINS)
        self._square += np.bincount(at, mean**2, _BINS)

    def __call__(self, mean: Floats) -> Floats:
        """The dispersion at each mean; 1 before anything is known."""
        whole = (self._beyond.sum() + 1) / (self._square.sum() + 1)
        each = (self._beyond + _PULL * max(whole, 0.0)) / (self._square + _PULL)
        return np.asarray(np.clip(each, 0.01, 50.0)[_bins(mean)])


def fading(times: int) -> float:
    """What is left of sums over so many periods when the next is added: the latter half rules them.

    The first forecasts were made from little, and tell nothing of how far later ones lie off.
    """
    return max(0.0, 1 - 2 / (times + 2))


def _bins(mean: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    share = np.log(np.clip(mean, _LEAST, _MOST) / _LEAST) / np.log(_MOST / _LEAST)
    return np.asarray(np.minimum((share * _BINS).astype(np.int64), _BINS - 1))
