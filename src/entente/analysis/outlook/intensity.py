"""The mean intensity of a dyad's stories in the next period, as a distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.panel import Floats
from entente.analysis.statistics import LEVEL

#: Which columns of ``Memory.intensities`` each forecaster knows: all, long run, last, slowly decayed.
KNOWN = ((0, 1, 2, 3, 4, 5, 6), (3,), (4,), (2,))
#: Quantiles that stand for a distribution.
QUANTILES = 40
#: A dyad's own spread is drawn to that of all as if so many periods of it had been seen.
_FEW = 6.0
#: Expected stories at which distributions are told apart: the mean of many varies less.
_BOUNDS = np.array([0.3, 1.5, 6.0])
_ENOUGH = 150
_RIDGE = 5.0


@dataclass(frozen=True)
class Expected:
    """A regression of mean intensity with the distribution of what it leaves.

    Attributes:
        columns: which features it knows.
        weights: of a constant and these.
        usual: the variance of what is left, over all dyads.
        shapes: quantiles of what is left in units of a dyad's own spread, by expected stories.
        tails: the two quantiles of the interval, likewise.
    """

    columns: tuple[int, ...]
    weights: Floats
    usual: float
    shapes: Floats
    tails: Floats

    def mean(self, features: Floats) -> Floats:
        """The intensity expected of each row."""
        rows = features[:, list(self.columns)]
        return np.asarray(np.clip(self.weights[0] + rows @ self.weights[1:], -10, 10))

    def quantiles(self, features: Floats, spread: Floats, stories: Floats) -> Floats:
        """Evenly spaced quantiles: rows x ``QUANTILES``."""
        return self._at(self.shapes, features, spread, stories)

    def interval(self, features: Floats, spread: Floats, stories: Floats) -> tuple[Floats, Floats]:
        """Between which the mean intensity lies with the chance ``LEVEL``, if there are stories."""
        found = self._at(self.tails, features, spread, stories)
        return found[:, 0], found[:, 1]

    def _at(self, shapes: Floats, features: Floats, spread: Floats, stories: Floats) -> Floats:
        own = _own(spread, self.usual)
        shape = shapes[np.searchsorted(_BOUNDS, stories)]
        return np.clip(self.mean(features)[:, None] + own[:, None] * shape, -10, 10)


def expected(
    columns: tuple[int, ...], features: Floats, spread: Floats, stories: Floats, seen: Floats
) -> Expected:
    """Least squares with a ridge penalty (Hoerl and Kennard 1970), and quantiles of what is left.

    Args:
        columns: which features may be known.
        features: what ``Memory.intensities`` gives, of rows with stories.
        spread: rows x 2: sum of squared distances from a dyad's own mean, and of how many periods.
        stories: expected in the period.
        seen: the mean intensity that came.
    """
    rows = np.concatenate([np.ones((len(seen), 1)), features[:, list(columns)]], axis=1)
    penalty = np.diag([1e-6] + [_RIDGE] * len(columns))
    weights = (
        np.linalg.solve(rows.T @ rows + penalty, rows.T @ seen) if len(seen) else np.zeros(rows.shape[1])
    )
    left = seen - rows @ weights
    usual = float((left**2).mean()) if len(seen) else 9.0
    own = _own(spread, usual)
    # Of a single row nothing is left, and its dyad has no spread yet.
    unit = np.divide(left, own, out=np.zeros(len(left)), where=own > 0)
    levels = [(np.arange(QUANTILES) + 0.5) / QUANTILES, np.array([(1 - LEVEL) / 2, (1 + LEVEL) / 2])]
    found = [
        np.stack([np.quantile(part, level) for part in _parts(unit, np.searchsorted(_BOUNDS, stories))])
        for level in levels
    ]
    return Expected(columns, weights, usual, found[0], found[1])


def _own(spread: Floats, usual: float) -> Floats:
    """Each dyad's own spread, drawn to that of all."""
    return np.sqrt((spread[:, 0] + _FEW * usual) / (spread[:, 1] + _FEW))


def _parts(unit: Floats, group: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[Floats]:
    """What is left by expected stories; of all, where there is too little in a group."""
    every = unit if len(unit) else np.array([-1.0, 0.0, 1.0])
    parts = [unit[group == number] for number in range(len(_BOUNDS) + 1)]
    return [part if len(part) >= _ENOUGH else every for part in parts]
